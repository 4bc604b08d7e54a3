import { fault, isDiskFull, toFault } from '../base/fault.ts';
import { isUp } from '../host/is-up.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { isDue } from './restart/restart-policy.ts';
import { dropRun, eraseContainer, querySystem, settle, tearDown } from './settle.ts';
import { stopRun } from './stop.ts';
import { type ContainerWorld, ignoringNotFound, nowText, scratchFolder } from './world.ts';

export interface RemoveOptions {
  /** Turn a running one off first. */
  force?: boolean;
  signal?: AbortSignal;
}

/**
 * Removes a container with its writable layer and logs. Once its layer is gone the rest is finished at the next
 * service start, if need be; before, a failure leaves the container as it was.
 *
 * @returns false when it was gone already.
 * @throws {RuntimeFault} `InvalidState` while it runs, without force.
 */
export async function removeContainer(
  world: ContainerWorld,
  id: string,
  options: RemoveOptions = {},
): Promise<boolean> {
  const remove = async () => {
    const record = await settledIfRoom(world, id);
    if (record === undefined) return false;
    const { name } = record;
    if (record.run !== undefined || isDue(record)) {
      if (options.force !== true) {
        throw fault(
          'InvalidState',
          `Cannot remove container '${name}': it is ${isDue(record) ? 'restarting' : 'running'}.`,
          {
            target: name,
            hint: `Stop-Container ${name}; or Remove-Container ${name} -Force`,
          },
        );
      }
      await turnOff(world, record, options.signal);
    }
    await erase(world, id, name);
    return true;
  };
  return world.locks.exclusive(id, remove, options.signal);
}

/** The way out of a full disk needs no room: what cannot be written of its end goes with it. */
async function settledIfRoom(world: ContainerWorld, id: string): Promise<ContainerRecord | undefined> {
  try {
    return await settle(world, id);
  } catch (error) {
    const record = await world.records.read(id);
    if (!isDiskFull(error) || record?.run === undefined || isUp(await querySystem(world, id))) throw error;
    await dropRun(world, id);
    const { run: _, ...off } = record;
    return off;
  }
}

async function turnOff(world: ContainerWorld, record: ContainerRecord, signal: AbortSignal | undefined): Promise<void> {
  try {
    const { run } = await stopRun(world, record, { turnOff: true, ...(signal ? { signal } : {}) });
    if (run === undefined) return;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
  world.log.warn('a container is turned off, to be removed, unwritten: the disk is full', { id: record.id });
  await dropRun(world, record.id);
}

async function erase(world: ContainerWorld, id: string, name: string): Promise<void> {
  try {
    await writeJournalIfRoom(world, id, name);
    try {
      await destroyScratch(world, id);
    } catch (error) {
      // The host left the layer whole, so the container is whole too.
      await world.records.clearJournal(id);
      throw error;
    }
  } catch (error) {
    throw toFault(error, 'remove container', name);
  }
  await world.events.add('Removed', { id, name });
  await world.records.removeFolder(id).catch((error: unknown) => {
    world.log.warn('the rest of a removed container stays until the next service start', { id, reason: String(error) });
  });
  world.log.info('container was removed', { id, name });
}

/**
 * The way out of a full disk needs no room: without a journal, what a crash in the middle leaves is a container that is
 * there, without its layer, and can be removed again.
 */
async function writeJournalIfRoom(world: ContainerWorld, id: string, name: string): Promise<void> {
  try {
    await world.records.writeJournal(id, { schemaVersion: 1, operation: 'remove', at: nowText(world), name });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    world.log.warn('a container is removed without a journal: the disk is full', { id, name });
  }
}

/** Asks twice: a layer that went although the host said that it failed is then simply not there. */
async function destroyScratch(world: ContainerWorld, id: string): Promise<void> {
  const { layers } = world.host;
  const folder = scratchFolder(world, id);
  await layers.destroyScratch(folder).catch(() => layers.destroyScratch(folder));
}

/** Removes a container whose record is damaged: by its id, with all that it holds. */
export async function removeDamaged(world: ContainerWorld, id: string, signal?: AbortSignal): Promise<void> {
  const remove = async () => {
    try {
      await tearDown(world, id);
      await world.events.addOnce('Removed', { id, name: id });
      await ignoringNotFound(eraseContainer(world, id));
    } catch (error) {
      throw toFault(error, 'remove container', id);
    }
  };
  return world.locks.exclusive(id, remove, signal);
}
