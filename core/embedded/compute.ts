import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries } from '../base/atomic-file.ts';
import { errnoOf, fault, isFault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import { isGuid } from '../base/names.ts';
import { wantedLimits } from '../host/check-limits.ts';
import { isUp } from '../host/is-up.ts';
import type {
  ComputeHost,
  CreateOptions,
  HostEvent,
  HostProcess,
  ProcessOutput,
  SystemProperties,
  SystemStartOptions,
} from '../host/port.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../spec/compute-document.ts';
import { makeFifo } from './bind.ts';
import { bringUp, cancelledStart, systemPlan } from './bring-up.ts';
import { limitsHere, makeGroups, planGroups, removeGroups } from './control-groups/system-groups.ts';
import { applyLimits, withBounds } from './control-groups/system-limits.ts';
import { tellAgent } from './embedded-process.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { prepareSandbox } from './launch.ts';
import { canLimitLogs } from './log-limit.ts';
import { LostSystems } from './lost-systems.ts';
import { notRunning } from './not-running.ts';
import { removeTree } from './remove-tree.ts';
import { isPaused, pausedFault, resumeSandbox } from './sandbox-pause.ts';
import { SystemEnds } from './system-ends.ts';
import { liveSystems, SystemFolder, type SystemRecord } from './system-folder.ts';
import { SystemProcesses } from './system-processes.ts';
import { checkDocument, systemProperties } from './system-properties.ts';
import type { SystemTracker } from './system-tracker.ts';
import { SystemTrackers } from './system-trackers.ts';
import { findWine, noWine } from './wine.ts';

const DEFAULT_SHUTDOWN_TIMEOUT_MS = 30_000;

/** A system whose sandbox lives. */
export interface UpSystem {
  folder: SystemFolder;
  record: SystemRecord;
  tracker: SystemTracker;
  /** Of its first process, as the host numbers it. */
  processId: number;
  isPaused: boolean;
}

/** Compute systems as Wine sandboxes: each a folder of files, a first process, and the guest agent in it. */
export class EmbeddedCompute implements ComputeHost {
  private readonly world: EmbeddedWorld;
  private readonly systemsPath: string;
  private readonly trackers: SystemTrackers;
  private readonly processes: SystemProcesses;
  private readonly ends: SystemEnds;
  private readonly lost: LostSystems;

  constructor(world: EmbeddedWorld) {
    this.world = world;
    this.systemsPath = join(world.stateFolder, 'systems');
    this.trackers = new SystemTrackers(world, (folder) => this.ends.settle(folder));
    this.ends = new SystemEnds(world, this.trackers);
    this.lost = new LostSystems(world);
    this.processes = new SystemProcesses({
      newId: () => world.runtime.newId(),
      track: (folder) => this.trackers.track(folder),
      keepLogs: async (id, paths, maximumBytes) => world.logKeeper?.watch(id, paths, maximumBytes),
      canLimitLogs: () => canLimitLogs(world.stateFolder),
    });
  }

  /** Puts in order what a host before was killed in the middle of. To be called before all else. */
  async sweep(): Promise<void> {
    for (const folder of liveSystems(this.systemsPath)) {
      try {
        await sweepTemporaries(folder.path);
        await this.processes.sweep(folder);
      } catch (error) {
        this.world.log.warn('a system could not be put in order', { systemId: folder.id, reason: String(error) });
      }
    }
  }

  async create(id: string, document: ComputeSystemDocument, options: CreateOptions = {}): Promise<void> {
    if (!isGuid(id) || id !== id.toLowerCase())
      throw fault('InvalidArgument', `'${id}' is no compute system id: it must be a GUID.`, { target: id });
    checkDocument(document, options);
    await this.world.checkAttached(document.Container.Storage.Path);
    for (const layer of document.Container.Storage.Layers) await this.world.checkLayer(layer.Path);
    const namespace = document.Container.Networking?.Namespace;
    if (namespace !== undefined) await this.world.checkNamespace(namespace);
    const folder = this.folder(id);
    await mkdir(this.systemsPath, { recursive: true, mode: 0o700 });
    try {
      await mkdir(folder.path, { mode: 0o700 });
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      // A folder without a record is a creation that was cut short.
      if (existsSync(folder.recordPath)) {
        throw fault('AlreadyExists', `There is already a compute system '${id}'.`, { target: id });
      }
    }
    await mkdir(folder.processesPath, { recursive: true });
    await writeFile(folder.ownerPath, document.Owner, { mode: 0o600 });
    const { threadCount } = options;
    await folder.write({ document, phase: 'created', ...(threadCount === undefined ? {} : { threadCount }) });
  }

  async start(id: string, options: SystemStartOptions = {}): Promise<void> {
    const folder = this.folder(id);
    const record = await folder.read();
    if (record.phase !== 'created') {
      throw fault('InvalidState', `Cannot start compute system '${id}': it was started before.`, { target: id });
    }
    const wine = await findWine();
    if (wine === undefined) throw noWine(`start compute system '${id}'`);
    if (options.signal?.aborted) {
      await this.ends.kill(folder);
      throw cancelledStart(id);
    }
    const groups = planGroups(this.world.stateFolder, id);
    const { secretFiles = [] } = options;
    const plan = await systemPlan(this.world, folder, record.document, { wine, groups, secretFiles });
    await prepareSandbox(plan);
    for (const path of [folder.controlPath, folder.alivePath]) {
      await rm(path, { force: true }); // of a start that was killed before it started anything
      makeFifo(path, 0o600);
    }
    await writeFile(folder.statusPath, '', { mode: 0o600 });
    await this.world.useScratch(record.document.Container.Storage.Path, id);
    const startedAt = this.world.runtime.now().toISOString();
    await folder.write({ ...record, phase: 'started', startedAt, groups });
    try {
      await makeGroups(groups);
      await applyLimits(groups, withBounds(groups, wantedLimits(record.document, record, limitsHere())));
    } catch (error) {
      await this.ends.kill(folder);
      throw error;
    }
    this.world.logKeeper?.prepare();
    await bringUp(folder, plan, options, {
      track: () => this.trackers.track(folder),
      connect: async () => {
        const namespace = record.document.Container.Networking?.Namespace;
        if (namespace !== undefined) await this.world.connectNamespace(namespace, id);
      },
      kill: () => this.ends.kill(folder),
    });
  }

  async shutdown(id: string, options: { timeoutMs?: number } = {}): Promise<void> {
    const folder = this.folder(id);
    const state = (await this.query(id)).state;
    if (state === 'Created') {
      throw fault('InvalidState', `Cannot shut down compute system '${id}': it was not started.`, { target: id });
    }
    if (state === 'Stopped') {
      await this.ends.settle(folder); // which may be under way
      return;
    }
    const tracker = this.trackers.track(folder);
    if (state === 'Paused') await resumeSandbox(folder, folder.liveProcessId() ?? 0);
    await tellAgent(folder, 'stop');
    const limit = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_SHUTDOWN_TIMEOUT_MS);
    try {
      await tracker.until(() => (tracker.hasEnded ? true : undefined), limit);
    } catch (error) {
      throw fault('Timeout', `Compute system '${id}' is still shutting down.`, { target: id, cause: error });
    }
    await this.ends.settle(folder);
  }

  async terminate(id: string): Promise<void> {
    const folder = this.folder(id);
    if ((await this.lost.readOrMend(folder)).phase === 'ended')
      await this.ends.settle(folder); // which may be under way
    else await this.ends.kill(folder);
  }

  /** A folder without a record, in which nothing lives, is a creation or a removal that was cut short. @returns whether. */
  private async removeRemains(folder: SystemFolder): Promise<boolean> {
    if (existsSync(folder.recordPath) || !existsSync(folder.path) || folder.liveProcessId() !== undefined) return false;
    this.trackers.forget(folder.id);
    await removeTree(folder.path);
    return true;
  }

  async query(id: string): Promise<SystemProperties> {
    const folder = this.folder(id);
    const record = await this.lost.readOrMend(folder);
    const isSettled = record.phase !== 'started' || folder.liveProcessId() !== undefined;
    const settled = isSettled ? record : await this.ends.settle(folder);
    return systemProperties(id, settled, isPaused(folder));
  }

  /** A system that is up now, paused or not. @throws NotFound; InvalidState when it is not. */
  async up(id: string): Promise<UpSystem> {
    const folder = this.folder(id);
    const system = await this.query(id);
    const processId = folder.liveProcessId();
    if (!isUp(system) || processId === undefined) throw notRunning(id);
    const tracker = this.trackers.track(folder);
    return { folder, record: await folder.read(), tracker, processId, isPaused: system.state === 'Paused' };
  }

  async list(filter: { owner?: string } = {}): Promise<SystemProperties[]> {
    const queries = (await this.ids()).map(async (id) => {
      try {
        return await this.query(id);
      } catch (error) {
        if (!isFault(error, 'NotFound')) throw error; // closed meanwhile, or a creation that was cut short
        return undefined;
      }
    });
    const found = (await Promise.all(queries)).filter((system) => system !== undefined);
    return filter.owner === undefined ? found : found.filter(({ owner }) => owner === filter.owner);
  }

  async listOthers(owner: string): Promise<SystemProperties[]> {
    return (await this.list()).filter((system) => system.owner !== owner);
  }

  async takeUpLost(owner: string): Promise<SystemProperties[]> {
    const taken: SystemProperties[] = [];
    for (const id of await this.ids()) {
      if (await this.lost.takeUp(this.folder(id), owner)) taken.push(await this.query(id));
    }
    return taken;
  }

  private async ids(): Promise<string[]> {
    return (await listFolder(this.systemsPath)).filter(isGuid);
  }

  async close(id: string): Promise<void> {
    if (await this.removeRemains(this.folder(id))) return;
    const system = await this.query(id);
    if (isUp(system))
      throw fault('InvalidState', `Cannot close compute system '${id}': it is ${system.state.toLowerCase()}.`, {
        target: id,
      });
    const folder = this.folder(id);
    this.trackers.forget(id);
    const { document, groups } = await folder.read();
    await this.world.releaseScratch(document.Container.Storage.Path, id);
    await removeGroups(groups ?? {}); // an end that was cut short has left them
    await rm(folder.recordPath);
    await removeTree(folder.path);
  }

  async createProcess(
    id: string,
    processKey: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess> {
    const { state } = await this.query(id);
    if (state === 'Paused') throw pausedFault(id, 'start a program in');
    if (state !== 'Running') throw notRunning(id);
    return this.processes.create(this.folder(id), processKey, parameters, output);
  }

  async openProcess(
    id: string,
    processKey: string,
    offsets: { stdout?: number; stderr?: number } = {},
  ): Promise<HostProcess> {
    const folder = this.folder(id);
    await folder.read();
    return this.processes.open(folder, processKey, offsets);
  }

  async listProcesses(id: string): Promise<string[]> {
    const folder = this.folder(id);
    await folder.read();
    return this.processes.list(folder);
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    const unsubscribe = this.trackers.subscribe(listener);
    this.trackLiving();
    return unsubscribe;
  }

  /** So that the ends of systems which an earlier process started are heard too. */
  private trackLiving(): void {
    const trackAll = async (): Promise<void> => {
      for (const id of await this.ids())
        if (this.folder(id).liveProcessId() !== undefined) this.trackers.track(this.folder(id));
    };
    trackAll().catch((error: unknown) => this.world.log.warn('systems could not be listed', { error: String(error) }));
  }

  dispose(): void {
    this.trackers.dispose();
  }

  private folder(id: string): SystemFolder {
    if (!isGuid(id)) throw fault('NotFound', `There is no compute system '${id}'.`, { target: id });
    return new SystemFolder(this.systemsPath, id);
  }
}
