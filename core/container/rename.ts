import { fault, toFault } from '../base/fault.ts';
import { checkContainerName } from '../base/names.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { LastAct } from '../store/last-act.ts';
import { takenNames } from './put-container.ts';
import { settled } from './settle.ts';
import { type ContainerWorld, nowText, readRecord } from './world.ts';

/**
 * Gives a container another name, running or off. Its id, files and computer name stay. A crash leaves the old name or
 * the new one.
 *
 * @returns whether there was something to do: false when that is its name already, in this case.
 * @throws {RuntimeFault} `InvalidArgument` for the name; `AlreadyExists` when another container has it, in any case.
 */
export async function renameContainer(
  world: ContainerWorld,
  id: string,
  newName: string,
  signal?: AbortSignal,
): Promise<boolean> {
  checkContainerName(newName);
  const rename = async () => {
    const record = await settled(world, id);
    if (record.name === newName) return false;
    await checkNewName(world, record, newName);
    const lastAct: LastAct = { action: 'Renamed', at: nowText(world), details: { oldName: record.name } };
    await world.records.write({ ...record, name: newName, lastAct }).catch((error: unknown) => {
      throw toFault(error, 'rename container', record.name);
    });
    await world.events.addAct({ id, name: newName }, lastAct);
    world.log.info('container was renamed', { id, from: record.name, to: newName });
    return true;
  };
  // `name` as in the creation of containers: of two who want a name one gets it.
  return world.locks.exclusive(id, () => world.locks.exclusive('name', rename, signal), signal);
}

/** @throws {RuntimeFault} what `renameContainer` refuses, as things are now. Changes nothing. */
export async function checkRename(world: ContainerWorld, id: string, newName: string): Promise<void> {
  checkContainerName(newName);
  await checkNewName(world, await readRecord(world, id), newName);
}

async function checkNewName(world: ContainerWorld, { name }: ContainerRecord, newName: string): Promise<void> {
  const wanted = newName.toLowerCase();
  if (wanted === name.toLowerCase() || !(await takenNames(world)).has(wanted)) return;
  throw fault('AlreadyExists', `Cannot rename container '${name}' to '${newName}': the name is in use.`, {
    target: newName,
    hint: `Get-Container ${newName}`,
  });
}
