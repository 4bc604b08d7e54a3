import { fault, type RuntimeFault, toFault } from '../base/fault.ts';
import { generateContainerName } from '../base/names.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { EventDetails } from '../store/event-log.ts';
import { eraseContainer } from './settle.ts';
import { type ContainerWorld, nowText, scratchFolder } from './world.ts';

/** What a name is chosen for. */
export interface WantedName {
  /** Absent: one is made from the image's name. */
  name?: string;
  image: { name: string; digest: string };
  signal?: AbortSignal;
}

export interface PutOptions {
  /** Makes the writable layer in this folder, whole or not at all. */
  makeScratch(folder: string): Promise<void>;
  /** Writes what else its folder holds; the record comes after it. */
  keepMore?: () => Promise<void>;
  signal: AbortSignal | undefined;
  /** What its history is told beside the image. */
  details?: EventDetails;
}

/** Puts the container on disk, or leaves nothing of it. */
export async function putContainer(
  world: ContainerWorld,
  record: ContainerRecord,
  { makeScratch, keepMore, signal, details }: PutOptions,
): Promise<void> {
  const { id, name } = record;
  try {
    await world.records.makeFolder(id);
    await world.records.writeJournal(id, { schemaVersion: 1, operation: 'create', at: nowText(world), name });
    await makeScratch(scratchFolder(world, id));
    await keepMore?.();
    throwIfCancelled(name, signal);
    await world.records.write(record);
  } catch (error) {
    await eraseContainer(world, id).catch((undoError: unknown) => {
      // The journal is still there: the next service start undoes it.
      world.log.error('a failed creation could not be undone', { id, name, reason: String(undoError) });
    });
    throw toFault(error, 'create container', name);
  }
  await world.events.add('Created', record, { image: record.image.reference, ...details });
  await world.records.clearJournal(id).catch((error: unknown) => {
    // The record is there, which is what counts; a journal left behind says only that it was being created.
    world.log.warn('a journal could not be removed', { id, reason: String(error) });
  });
}

/**
 * Chooses and takes the name, so that of two callers one gets it; until `world.pending` has the container no more.
 * @throws {RuntimeFault} `AlreadyExists`, in any case.
 */
export function reserveName(
  world: ContainerWorld,
  id: string,
  { name: wanted, image, signal }: WantedName,
): Promise<string> {
  const choose = async () => {
    const taken = await takenNames(world);
    const name = wanted ?? freeName(image.name, id, taken);
    if (taken.has(name.toLowerCase())) throw nameTaken(name);
    world.pending.set(id, { id, name, imageDigest: image.digest });
    return name;
  };
  return world.locks.exclusive('name', choose, signal);
}

/** @throws {RuntimeFault} `AlreadyExists`, as things are now: whoever takes the name looks again, under its lock. */
export async function refuseTakenName(world: ContainerWorld, name: string | undefined): Promise<void> {
  if (name !== undefined && (await takenNames(world)).has(name.toLowerCase())) throw nameTaken(name);
}

function nameTaken(name: string): RuntimeFault {
  return fault('AlreadyExists', `Cannot create container '${name}': the name is in use.`, {
    target: name,
    hint: `Remove-Container ${name}; or give another -Name`,
  });
}

/** In lower case. Who takes one holds the lock `name`. */
export async function takenNames(world: ContainerWorld): Promise<Set<string>> {
  const { records } = await world.records.list();
  const names = [...records, ...world.pending.values()].map(({ name }) => name.toLowerCase());
  return new Set(names);
}

function freeName(imageName: string, id: string, taken: ReadonlySet<string>): string {
  for (let digits = 4; digits <= 32; digits++) {
    const name = generateContainerName(imageName, id, digits);
    if (!taken.has(name)) return name;
  }
  throw fault('Internal', `No free name could be made for a container of image '${imageName}'.`);
}

/** The first 12 digits of the id, as Docker does; Windows takes no name of digits alone. */
export function defaultComputerName(id: string): string {
  const name = id.replaceAll('-', '').slice(0, 12);
  return /^\d+$/.test(name) ? `c${name}` : name;
}

/** What ends work on a container that is being made. */
export function throwIfCancelled(name: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw fault('Cancelled', `Cannot create container '${name}': it was cancelled.`, { target: name });
}
