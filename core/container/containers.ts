import { realpath } from 'node:fs/promises';
import { shortHash } from '../base/digest.ts';
import { isFault, toFault } from '../base/fault.ts';
import { folderSize } from '../base/folder-size.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import { type Schedule, schedule } from '../base/schedule.ts';
import type { GuestProcess, SystemStatistics } from '../host/controls.ts';
import type { Host } from '../host/port.ts';
import type { HostFinding } from '../host/preparation.ts';
import type { ScratchChange } from '../host/scratch-change.ts';
import type { Shell } from '../host/shells.ts';
import type { Image } from '../image/image.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { openContainerRecords } from '../store/container-records.ts';
import { EventLog } from '../store/event-log.ts';
import { SecretStore } from '../store/secret-store.ts';
import { removeWhenOff } from './auto-remove.ts';
import { type CaptureOptions, captureContainer } from './capture.ts';
import { Changes } from './changes.ts';
import { type CloneOptions, cloneContainer } from './clone.ts';
import { type CommandOutcome, type CommandRequest, type CommandSink, runCommand } from './command.ts';
import { type CompareOptions, compareContainer } from './compare.ts';
import type { CopiedItem } from './copy/copied-item.ts';
import { type CopyFromRequest, copyFromContainer } from './copy/copy-from.ts';
import { type CopyToRequest, copyToContainer } from './copy/copy-to.ts';
import { type CreateRequest, createContainer } from './create.ts';
import { ContainerEvents } from './events.ts';
import { type Foresight, foresightOf } from './foresight.ts';
import { HealthWatch } from './health/health-watch.ts';
import { type AttachOptions, attachToMain } from './logs/attach.ts';
import type { LogStream } from './logs/log-bytes.ts';
import { type FollowOptions, followLog, type LogOptions, readLog } from './logs/logs.ts';
import { listProcesses, type Measurement, measureContainer } from './measure.ts';
import { listOthers, type OtherSystem } from './others.ts';
import { findDamaged, findLeftovers, findSetAside, removeLeftover } from './recovery/leftovers.ts';
import { findHollow, findLostSecrets, findUnconnected, findUnfollowed } from './recovery/lost.ts';
import { recoverContainers } from './recovery/recover.ts';
import { type RemoveOptions, removeContainer, removeDamaged } from './remove.ts';
import { renameContainer } from './rename.ts';
import { DueStarts } from './restart/due-starts.ts';
import { type RestartOptions, restartContainer } from './restart/restart.ts';
import { startByPolicy, startWithMachine } from './restart/start-by-policy.ts';
import { type RunOutcome, type RunRequest, runImage } from './run-image.ts';
import { removeSessions, type SessionRecord } from './sessions/session-records.ts';
import {
  enterSession,
  listSessions,
  type SessionEntry,
  type SessionExit,
  type SessionRequest,
  startSession,
} from './sessions/sessions.ts';
import { openShell, type ShellRequest } from './sessions/shell.ts';
import { type ContainerSettings, setContainer } from './settings/set.ts';
import { type StartOptions, startContainer } from './start.ts';
import { type StopOptions, stopContainer } from './stop.ts';
import { resumeContainer, suspendContainer } from './suspend.ts';
import { type ContainerListing, type ContainerView, listContainers, viewContainer } from './view.ts';
import { type WaitOptions, waitForHealth, waitForLine, waitForState } from './wait.ts';
import { watchSystems } from './watch.ts';
import { type ContainerImages, type ContainerWorld, inBackground } from './world.ts';

export interface ContainersOptions {
  /** The state root, absolute. This process must be the only one that has it open. */
  root: string;
  host: Host;
  images: ContainerImages;
  runtime: Runtime;
  log: Log;
  /** Default: the timers of this process. */
  schedule?: Schedule;
  /** For tests: called before each change on disk. */
  beforeChange?: (step: string) => Promise<void>;
}

/**
 * The containers of one state root. Operations on one container are serialised, in the order in which they were asked
 * for; every one completes or leaves what was there. Containers are named by id here; `resolve.ts` finds ids.
 */
export interface Containers {
  /** What has happened to them, and what happens. */
  readonly events: Pick<ContainerEvents, 'history' | 'follow'>;
  list(): Promise<ContainerListing>;
  /** The compute systems of this machine that are not ours; to look at only. */
  listOthers(): Promise<OtherSystem[]>;
  /** Our tag on what is ours. */
  readonly owner: string;
  /** Undefined when it is gone. */
  view(id: string): Promise<ContainerView | undefined>;
  readonly foresee: Foresight;
  create(request: CreateRequest): Promise<ContainerRecord>;
  clone(id: string, options?: CloneOptions): Promise<ContainerRecord>;
  start(id: string, options?: StartOptions): Promise<boolean>;
  stop(id: string, options?: StopOptions): Promise<boolean>;
  restart(id: string, options?: RestartOptions): Promise<void>;
  /** The names of the parameters whose settings were changed. */
  set(id: string, settings: ContainerSettings, signal?: AbortSignal): Promise<string[]>;
  suspend(id: string, signal?: AbortSignal): Promise<boolean>;
  resume(id: string, signal?: AbortSignal): Promise<boolean>;
  rename(id: string, newName: string, signal?: AbortSignal): Promise<boolean>;
  waitForState(id: string, state: 'Off' | 'Running', options?: WaitOptions): Promise<ContainerView>;
  waitForHealth(id: string, options?: WaitOptions): Promise<ContainerView>;
  waitForLine(id: string, like: string, options?: WaitOptions): Promise<string>;
  remove(id: string, options?: RemoveOptions): Promise<boolean>;
  removeDamaged(id: string, signal?: AbortSignal): Promise<void>;
  run(id: string, request: CommandRequest, sink: CommandSink): Promise<CommandOutcome>;
  runImage(request: RunRequest, sink: CommandSink): Promise<RunOutcome>;
  attach(id: string, options: AttachOptions, sink: CommandSink): Promise<number | undefined>;
  measure(id: string, before?: SystemStatistics): Promise<Measurement>;
  processes(id: string): Promise<GuestProcess[]>;
  startSession(id: string, request: SessionRequest): Promise<SessionRecord>;
  enterSession(id: string, session: SessionRecord, entry: SessionEntry): Promise<SessionExit>;
  listSessions(id: string): Promise<SessionRecord[]>;
  openShell(id: string, request: ShellRequest): Promise<Shell>;
  readLog(id: string, stream: LogStream, options?: LogOptions): AsyncGenerator<string[]>;
  followLog(id: string, stream: LogStream, options: FollowOptions): AsyncGenerator<string[]>;
  copyTo(id: string, request: CopyToRequest): Promise<CopiedItem>;
  copyFrom(id: string, request: CopyFromRequest): Promise<CopiedItem>;
  capture(id: string, options: CaptureOptions): Promise<Image>;
  /** What a container takes on disk, in bytes: what it has changed, its logs and its record; not its image. */
  diskBytes(id: string): Promise<number>;
  compare(id: string, options?: CompareOptions): Promise<ScratchChange[]>;
  /** What is left of containers that do not have it, and damaged records. Changes nothing. */
  check(): Promise<HostFinding[]>;
  /** Frees one leftover that `check` told. @throws {RuntimeFault} `NotFound` for no such id. */
  removeLeftover(finding: string, signal?: AbortSignal): Promise<void>;
  /** Names of the containers made, or being made, from the image with this digest. */
  usersOf(digest: string): Promise<string[]>;
  /** To be called when the machine has started: what is to run `Always`, and the user had stopped, is started. */
  startWithMachine(): Promise<void>;
  /** Whether any container runs, whose end somebody must see, or waits for its next start. */
  readonly isWatching: boolean;
  /** Stops watching and waits for work begun by events. Containers go on. Idempotent. */
  close(): Promise<void>;
}

/**
 * Our tag on compute systems and namespaces: one for each state root, so that two roots never meet. It is made of the
 * root's path and kept nowhere: a root whose files were lost finds what it has on the machine again, and a copy of a root
 * does not take what runs for its own.
 *
 * @param root As the file system spells it (`realpath`): one folder has one tag, however it was named.
 */
export function ownerOf(root: string): string {
  return `HcsContainers-${shortHash(root, 12)}`;
}

/** Opens the containers of a state root and puts in order what a service before left. */
export async function openContainers(options: ContainersOptions): Promise<Containers> {
  const { root, host, images, runtime, log, beforeChange } = options;
  const timer = options.schedule ?? schedule;
  const changes = new Changes();
  const records = await openContainerRecords({
    root,
    log,
    ...(beforeChange === undefined ? {} : { beforeChange }),
    afterChange: (id) => changes.tell(id),
  });
  const world: ContainerWorld = {
    host,
    images,
    runtime,
    log,
    owner: ownerOf(await realpath(root)),
    records,
    locks: new KeyedLock(),
    changes,
    events: new ContainerEvents(await EventLog.open({ root, log }), runtime.now),
    running: new Set(),
    mains: new Map(),
    commands: new Map(),
    pending: new Map(),
    secrets: new SecretStore({
      root,
      log,
      folder: records.folder,
      ...(host.keySeal === undefined ? {} : { keySeal: host.keySeal }),
      ...(beforeChange === undefined ? {} : { beforeChange }),
    }),
    schedule: timer,
    health: new HealthWatch(() => world),
    due: new DueStarts({
      now: runtime.now,
      schedule: timer,
      start: (id) => startByPolicy(world, id),
    }),
    viewers: new Map(),
    followed: new Set(),
    afterRun: [],
    background: new Set(),
    isClosed: false,
  };
  world.afterRun.push(
    (record) => removeWhenOff(world, record),
    ({ id }) =>
      void inBackground(world, removeSessions(world, id), { id, failed: 'records of sessions could not be removed' }),
  );
  const unsubscribe = watchSystems(world);
  await world.secrets
    .openKey()
    .catch((error: unknown) => log.warn('the key of secrets could not be put in order', { reason: String(error) }));
  await recoverContainers(world);
  return {
    events: world.events,
    list: () => listContainers(world),
    listOthers: () => listOthers(world),
    owner: world.owner,
    view: (id) => viewContainer(world, id),
    foresee: foresightOf(world),
    create: (request) => createContainer(world, request),
    clone: (id, clone) => cloneContainer(world, id, clone),
    start: (id, start) => startContainer(world, id, start),
    stop: (id, stop) => named(world, id, 'stop container', () => stopContainer(world, id, stop)),
    restart: (id, restart) => restartContainer(world, id, restart),
    set: (id, settings, signal) => setContainer(world, id, settings, signal),
    suspend: (id, signal) => suspendContainer(world, id, signal),
    resume: (id, signal) => resumeContainer(world, id, signal),
    rename: (id, newName, signal) => renameContainer(world, id, newName, signal),
    waitForState: (id, state, wait) => waitForState(world, id, state, wait),
    waitForHealth: (id, wait) => waitForHealth(world, id, wait),
    waitForLine: (id, like, wait) => waitForLine(world, id, like, wait),
    remove: (id, remove) => named(world, id, 'remove container', () => removeContainer(world, id, remove)),
    removeDamaged: (id, signal) => removeDamaged(world, id, signal),
    run: (id, request, sink) => runCommand(world, id, request, sink),
    runImage: (request, sink) => runImage(world, request, sink),
    attach: (id, options, sink) => attachToMain(world, id, options, sink),
    measure: (id, before) => measureContainer(world, id, before),
    processes: (id) => listProcesses(world, id),
    startSession: (id, request) => startSession(world, id, request),
    enterSession: (id, session, entry) => enterSession(world, id, session, entry),
    listSessions: (id) => listSessions(world, id),
    openShell: (id, request) => openShell(world, id, request),
    readLog: (id, stream, options) => readLog(world, id, stream, options),
    followLog: (id, stream, follow) => followLog(world, id, stream, follow),
    copyTo: (id, request) => copyToContainer(world, id, request),
    copyFrom: (id, request) => copyFromContainer(world, id, request),
    capture: (id, capture) => captureContainer(world, id, capture),
    compare: (id, compare) => compareContainer(world, id, compare),
    diskBytes: (id) => folderSize(records.folder(id)),
    check: async () => [
      ...(await findLeftovers(world)),
      ...(await findDamaged(world)),
      ...(await findUnfollowed(world)),
      ...(await findHollow(world)),
      ...(await findUnconnected(world)),
      ...(await findLostSecrets(world)),
      ...(await findSetAside(world)),
    ],
    removeLeftover: (finding, signal) => removeLeftover(world, finding, signal),
    async usersOf(digest) {
      const listing = await records.list();
      const made = listing.records.filter((record) => record.image.digest === digest);
      const pending = [...world.pending.values()].filter(({ imageDigest }) => imageDigest === digest);
      return [...new Set([...made, ...pending].map(({ name }) => name))].sort();
    },
    startWithMachine: () => startWithMachine(world),
    get isWatching() {
      return world.running.size + world.due.size > 0;
    },
    async close() {
      world.isClosed = true;
      world.due.close();
      world.health.close();
      unsubscribe();
      await Promise.allSettled([...world.background]);
      await world.events.close();
    },
  };
}

/** Turns a system error into a fault that says what was done to which container. */
async function named<T>(world: ContainerWorld, id: string, op: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error)) throw error;
    const record = await world.records.read(id).catch(() => undefined);
    throw toFault(error, op, record?.name ?? id);
  }
}
