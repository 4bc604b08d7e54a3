import { join } from 'node:path';
import { fault, isFault } from '../base/fault.ts';
import type { KeyedLock } from '../base/keyed-lock.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Host, HostProcess } from '../host/port.ts';
import type { Images } from '../image/images.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { ContainerRecords } from '../store/container-records.ts';
import type { Health } from '../store/health-record.ts';
import type { SecretStore } from '../store/secret-store.ts';
import type { Changes } from './changes.ts';
import type { ContainerEvents } from './events.ts';
import type { DueStarts } from './restart/due-starts.ts';

/** How far a long piece of work is. */
export type OnProgress = (status: string, percent?: number) => void;

/** What containers need of the images. */
export type ContainerImages = Pick<Images, 'find' | 'layerFolders' | 'checkHost' | 'capture'>;

/** A new container between its name's reservation and its record. */
export interface PendingContainer {
  id: string;
  name: string;
  imageDigest: string;
}

/** What the operations on containers share. Made once by `openContainers`. */
export interface ContainerWorld {
  readonly host: Host;
  readonly images: ContainerImages;
  readonly runtime: Runtime;
  readonly log: Log;
  /** The tag on our compute systems and namespaces: differs between state roots. */
  readonly owner: string;
  readonly records: ContainerRecords;
  /** By container id; `name` for the choice of names. */
  readonly locks: KeyedLock;
  /** Of records: told after each. */
  readonly changes: Changes;
  readonly events: ContainerEvents;
  /** Ids of the containers that run, as their records say. */
  readonly running: Set<string>;
  /** Main processes that are watched, by container id. */
  readonly mains: Map<string, WatchedMain>;
  /** Commands in flight by container id; each settles when its output was read to the end. */
  readonly commands: Map<string, Set<Promise<unknown>>>;
  /** Who is in which session, by the key of its process; each settles when it has left. */
  readonly viewers: Map<string, Set<Promise<unknown>>>;
  /** Containers being created, by id. */
  readonly pending: Map<string, PendingContainer>;
  readonly secrets: SecretStore;
  readonly schedule: Schedule;
  readonly health: ContainerHealth;
  /** Starts that restart policies have in mind. */
  readonly due: DueStarts;
  /** Ids of the containers whose run somebody follows who removes them at its end. */
  readonly followed: Set<string>;
  /** Called after each end of a run, with the record that has none any more; the caller holds the container's lock. */
  readonly afterRun: ((record: ContainerRecord) => void)[];
  /** Work begun by events, waited for at close. */
  readonly background: Set<Promise<unknown>>;
  isClosed: boolean;
}

/** Who looks after the health of containers: `HealthWatch`. */
export interface ContainerHealth {
  /** Undefined: it has no health check, or does not run. */
  get(id: string): Health | undefined;
  /** Probes a container from now on, whose record says that it runs. */
  follow(record: ContainerRecord): Promise<void>;
  /** The container is being paused: a probe that is stopped in the middle has found out nothing. */
  disturb(id: string): void;
  forget(id: string): void;
  close(): void;
}

export interface WatchedMain {
  runId: string;
  process: HostProcess;
  /** It ended, and the end of the run is being recorded. */
  hasExited: boolean;
}

/** The main process's key in its compute system. */
export const MAIN_KEY = 'main';

/** Where a container's own writable layer is. */
export function scratchFolder(world: ContainerWorld, id: string): string {
  return join(world.records.folder(id), 'scratch');
}

/** The files that a container's main process writes to. */
export function logPaths(world: ContainerWorld, id: string): { stdoutPath: string; stderrPath: string } {
  const logs = join(world.records.folder(id), 'logs');
  return { stdoutPath: join(logs, 'stdout.log'), stderrPath: join(logs, 'stderr.log') };
}

/** The layer folders of a container's image. @throws {RuntimeFault} `NotFound` when the image is gone. */
export async function parentFolders(world: ContainerWorld, record: ContainerRecord): Promise<string[]> {
  return world.images.layerFolders(await world.images.find({ name: record.image.digest }));
}

/** The record of a container that must be there. @throws {RuntimeFault} `NotFound`. */
export async function readRecord(world: ContainerWorld, id: string): Promise<ContainerRecord> {
  const record = await world.records.read(id);
  if (record !== undefined) return record;
  throw fault('NotFound', `There is no container with id '${id}' any more.`, { target: id, hint: 'Get-Container' });
}

/** Runs `work`; a `NotFound` of the host is success. */
export async function ignoringNotFound(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
  }
}

/**
 * Goes on with work that nobody waits for but `close`.
 *
 * @param failed What the log says when it fails, in the words of a sentence.
 * @returns settles with it; never rejects.
 */
export function inBackground(
  world: ContainerWorld,
  work: Promise<unknown>,
  { id, failed }: { id: string; failed: string },
): Promise<void> {
  const settled = work
    .then(
      () => undefined,
      (error: unknown) => world.log.error(failed, { id, reason: String(error) }),
    )
    .finally(() => world.background.delete(settled));
  world.background.add(settled);
  return settled;
}

/** The moment, as records hold it. */
export function nowText(world: ContainerWorld): string {
  return world.runtime.now().toISOString();
}
