import { fault, toFault } from '../base/fault.ts';
import { checkContainerName } from '../base/names.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { defaultComputerName, putContainer, refuseTakenName, reserveName, throwIfCancelled } from './put-container.ts';
import { requireScratch } from './recovery/lost.ts';
import { copySecrets } from './settings/secrets.ts';
import { settled } from './settle.ts';
import { type ContainerWorld, nowText, parentFolders, readRecord, scratchFolder } from './world.ts';

export interface CloneOptions {
  /** Of the copy. Absent: one is made from the image's name. */
  name?: string;
  signal?: AbortSignal;
}

/**
 * Makes a container, Off, with the files, registry and settings of one that is off; its own id, name and history, and a
 * computer name of its own unless the other's was chosen. Until its record is written a failure, a cancel or a crash
 * leaves nothing. The one that is copied is not changed, and does not start meanwhile.
 *
 * @throws {RuntimeFault} `InvalidState` while it runs; `NotFound` without its writable layer; `InvalidArgument` and `AlreadyExists` for the name; `DiskFull`.
 */
export async function cloneContainer(
  world: ContainerWorld,
  id: string,
  options: CloneOptions = {},
): Promise<ContainerRecord> {
  if (options.name !== undefined) checkContainerName(options.name);
  return world.locks.exclusive(id, () => cloneOff(world, id, options), options.signal);
}

async function cloneOff(world: ContainerWorld, id: string, options: CloneOptions): Promise<ContainerRecord> {
  const source = await settled(world, id);
  await checkSource(world, source);
  const newId = world.runtime.newId();
  const name = await reserveName(world, newId, { ...options, image: source.image });
  try {
    throwIfCancelled(name, options.signal);
    const parents = await parentFolders(world, source);
    const record = copyOf(world, source, { id: newId, name });
    const copyOptions = options.signal === undefined ? {} : { signal: options.signal };
    await putContainer(world, record, {
      makeScratch: (folder) => world.host.layers.copyScratch(scratchFolder(world, id), folder, parents, copyOptions),
      keepMore: () => copySecrets(world, source, record),
      signal: options.signal,
      details: { copyOf: source.name },
    });
    world.log.info('container was copied', { id: newId, name, from: id });
    return record;
  } catch (error) {
    throw toFault(error, 'copy container', source.name);
  } finally {
    world.pending.delete(newId);
  }
}

/** @throws {RuntimeFault} what `cloneContainer` refuses, as things are now. Changes nothing. */
export async function checkClone(world: ContainerWorld, id: string, { name }: CloneOptions): Promise<void> {
  if (name !== undefined) checkContainerName(name);
  await checkSource(world, await readRecord(world, id));
  await refuseTakenName(world, name);
}

async function checkSource(world: ContainerWorld, source: ContainerRecord): Promise<void> {
  if (source.run !== undefined) throw runsFault(source.name);
  await requireScratch(world, source);
}

function copyOf(
  world: ContainerWorld,
  source: ContainerRecord,
  { id, name }: { id: string; name: string },
): ContainerRecord {
  const { run: _, lastRun: __, restarts: ___, lastAct: ____, ...settings } = source;
  const isOwnName = source.computerName !== defaultComputerName(source.id);
  const computerName = isOwnName ? source.computerName : defaultComputerName(id);
  return { ...settings, id, name, created: nowText(world), computerName };
}

function runsFault(name: string): Error {
  return fault('InvalidState', `Cannot copy container '${name}': it is running.`, {
    target: name,
    hint: `Stop-Container ${name}`,
  });
}
