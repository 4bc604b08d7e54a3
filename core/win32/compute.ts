import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, fault, isFault } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import { isGuid } from '../base/names.ts';
import { checkKey, checkParameters } from '../host/check-process.ts';
import type { SystemControls } from '../host/controls.ts';
import type {
  ComputeHost,
  CreateOptions,
  HostEvent,
  HostProcess,
  ProcessOutput,
  SystemProperties,
} from '../host/port.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../spec/compute-document.ts';
import type { Schema1Document } from '../spec/schema1-document.ts';
import { checkDocument, checkSystemId, findUtilityVm } from './check-document.ts';
import { win32Controls } from './controls.ts';
import { addCredentialGuard, removeCredentialGuard, withCredentialGuard } from './documents/credential-guard.ts';
import { finishDocument } from './documents/finish-document.ts';
import { hyperVDocument } from './documents/hyperv-v1.ts';
import { Hcs } from './hcs.ts';
import type { SystemState } from './keeper/protocol.ts';
import { KeeperClient } from './keeper-client.ts';
import { processInput } from './process-input.ts';
import { ProcessWatches } from './process-watches.ts';
import { Win32Process } from './win32-process.ts';
import type { LiveSystems, Win32World } from './win32-world.ts';

const DEFAULT_SHUTDOWN_TIMEOUT_MS = 30_000;

export interface Win32ComputeOptions {
  /** How long a keeper stays with nothing to hold, in milliseconds. Default: the keeper's own. */
  keeperIdleMs?: number;
  /** How often the keeper looks for exits whose events were lost, in milliseconds. Default: the keeper's own. */
  keeperLookMs?: number;
}

/** What compute needs of the world; the rest of it may need compute. */
export type ComputeWorld = Pick<
  Win32World,
  'stateFolder' | 'runtime' | 'log' | 'native' | 'dlls' | 'programsFolder' | 'attachments' | 'namespaces' | 'layerIds'
>;

/** Compute systems of the Host Compute Service, held by the state folder's keeper. */
export class Win32Compute implements ComputeHost, LiveSystems {
  private readonly world: ComputeWorld;
  private readonly keeper: KeeperClient;
  private readonly watches: ProcessWatches;
  private readonly hcs: Hcs;
  readonly controls: SystemControls;
  private readonly releasing = new KeyedLock();
  private readonly releases = new Map<string, Promise<void>>();
  private isClosed = false;

  constructor(world: ComputeWorld, options: Win32ComputeOptions = {}) {
    this.world = world;
    this.watches = new ProcessWatches((isBusy) => this.keeper.hold(isBusy));
    this.hcs = new Hcs(world.native);
    this.watches.subscribe((event) => this.releaseEnded(event));
    this.keeper = new KeeperClient({
      program: {
        stateFolder: world.stateFolder,
        path: keeperProgram(world.programsFolder),
        dlls: world.dlls,
        ...(options.keeperIdleMs === undefined ? {} : { idleMs: options.keeperIdleMs }),
        ...(options.keeperLookMs === undefined ? {} : { lookMs: options.keeperLookMs }),
      },
      newId: () => world.runtime.newId(),
      log: world.log,
      listener: {
        notice: (notice) => this.watches.take(notice),
        connected: (connection) => {
          this.watches.resume(connection).catch((error: unknown) => this.warn('what was watched is lost', error));
        },
        lost: () => this.reconnect(),
      },
    });
    this.controls = win32Controls(this.keeper);
  }

  async create(id: string, document: ComputeSystemDocument, options: CreateOptions = {}): Promise<void> {
    checkSystemId(id);
    const { attachments, namespaces } = this.world;
    const { Storage, Networking } = document.Container;
    // Asked all at once, judged in this order.
    const asked = [checkDocument(document), attachments.byVolume(Storage.Path), this.isKnown(id)] as const;
    for (const one of asked) one.catch(() => undefined); // the first that is judged is told
    await asked[0];
    const attachment = await asked[1];
    if (attachment === undefined) {
      throw fault('NotFound', `No scratch is attached as '${Storage.Path}'.`, { target: Storage.Path });
    }
    if (Networking?.Namespace !== undefined) await namespaces.check(Networking.Namespace);
    if (await asked[2]) {
      throw fault('AlreadyExists', `There is already a compute system '${id}'.`, { target: id });
    }
    await attachments.claim(Storage.Path, id);
    try {
      await this.createOn(attachment.scratch, id, document, options);
    } catch (error) {
      if (!isFault(error, 'AlreadyExists')) await this.release(id);
      throw error;
    }
  }

  private async createOn(
    scratchFolder: string,
    id: string,
    document: ComputeSystemDocument,
    options: CreateOptions,
  ): Promise<void> {
    const { isolation = 'process', credentialSpec } = options;
    const finished = await finishDocument(document, this.world);
    if (isolation === 'hyperv') {
      const hyperV = await this.hyperVDocument(scratchFolder, id, finished, credentialSpec);
      const about = { document, isolation, hasCredentialGuard: false };
      await this.keeper.call('createSystem', { id, document: hyperV, about });
      return;
    }
    const hasCredentialGuard = credentialSpec !== undefined;
    const whole = hasCredentialGuard
      ? withCredentialGuard(finished, await addCredentialGuard(this.hcs, id, credentialSpec))
      : finished;
    try {
      await this.keeper.call('createSystem', {
        id,
        document: whole,
        about: { document, isolation, hasCredentialGuard },
      });
    } catch (error) {
      if (hasCredentialGuard) await this.endCredentialGuard(id);
      throw error;
    }
  }

  private async hyperVDocument(
    scratchFolder: string,
    id: string,
    document: ComputeSystemDocument,
    credentialSpec: string | undefined,
  ): Promise<Schema1Document> {
    const { Networking, Storage } = document.Container;
    const namespace = Networking?.Namespace;
    return hyperVDocument({
      id,
      document,
      scratchFolder,
      utilityVmFolder: await findUtilityVm(Storage.Layers.map((layer) => layer.Path)),
      endpointIds: namespace === undefined ? [] : await this.world.namespaces.endpointIds(namespace),
      credentialSpec,
    });
  }

  private async endCredentialGuard(id: string): Promise<void> {
    await removeCredentialGuard(this.hcs, id).catch((error: unknown) => {
      this.warn('the host still vouches for a container that is gone', error);
    });
  }

  async start(id: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<void> {
    const { timeoutMs, signal } = options;
    try {
      await this.keeper.call('startSystem', { id, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, signal);
    } catch (error) {
      await this.releaseIfEnded(id).catch((problem: unknown) => this.warn('a scratch could not be freed', problem));
      throw error;
    }
  }

  async shutdown(id: string, options: { timeoutMs?: number } = {}): Promise<void> {
    await this.keeper.call('shutDownSystem', { id, timeoutMs: options.timeoutMs ?? DEFAULT_SHUTDOWN_TIMEOUT_MS });
    await this.releaseIfEnded(id);
  }

  async terminate(id: string): Promise<void> {
    await this.keeper.call('terminateSystem', { id });
    await this.releaseIfEnded(id);
  }

  async query(id: string): Promise<SystemProperties> {
    if (!(await this.anySystems())) throw fault('NotFound', `There is no compute system '${id}'.`, { target: id });
    return properties(await this.keeper.call('querySystem', { id }));
  }

  async list(filter: { owner?: string } = {}): Promise<SystemProperties[]> {
    if (!(await this.anySystems())) return [];
    const { systems } = await this.keeper.call('listSystems', {});
    const wanted = filter.owner === undefined ? systems : systems.filter((system) => system.owner === filter.owner);
    return wanted.map(properties);
  }

  async close(id: string): Promise<void> {
    const { hasCredentialGuard } = await this.keeper.call('closeSystem', { id });
    if (hasCredentialGuard) await this.endCredentialGuard(id);
    await this.release(id);
  }

  async createProcess(
    id: string,
    processKey: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess> {
    checkKey(processKey);
    checkParameters(parameters);
    const whole = withoutEmptyVariables(parameters);
    return this.watches.expect(async () => {
      const state = await this.keeper.call('createProcess', { id, key: processKey, parameters: whole, output });
      const hasInput = parameters.CreateStdInPipe === true;
      return this.process(state, {}, hasInput ? processInput(this.keeper, { id, key: processKey }) : undefined);
    });
  }

  async openProcess(
    id: string,
    processKey: string,
    offsets: { stdout?: number; stderr?: number } = {},
  ): Promise<HostProcess> {
    checkKey(processKey);
    return this.watches.expect(async () => {
      const state = await this.keeper.call('watchProcess', { id, key: processKey });
      return this.process(state, offsets, undefined);
    });
  }

  async listProcesses(id: string): Promise<string[]> {
    return (await this.keeper.call('listProcesses', { id })).keys;
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    const unsubscribe = this.watches.subscribe(listener);
    this.hearOfLiving().catch((error: unknown) => this.warn('ends of systems cannot be heard', error));
    return unsubscribe;
  }

  /** A keeper is started for it only when it would have something to tell; later calls connect by themselves. */
  private async hearOfLiving(): Promise<void> {
    if (!(await this.keeper.connectIfUp()) && (await this.anySystems())) await this.keeper.connect();
  }

  async isRunning(systemId: string): Promise<boolean> {
    try {
      return (await this.query(systemId)).state === 'Running';
    } catch (error) {
      if (isFault(error, 'NotFound')) return false;
      throw error;
    }
  }

  async usingNamespace(namespaceId: string): Promise<string | undefined> {
    for (const { id, state } of await this.list()) {
      if (state !== 'Running') continue;
      const { document } = await this.keeper.call('systemFacts', { id });
      if (document.Container.Networking?.Namespace?.toLowerCase() === namespaceId.toLowerCase()) return id;
    }
    return undefined;
  }

  /** Frees the scratches of systems that ended while no core was there. */
  async freeScratches(): Promise<void> {
    for (const { systemId } of await this.world.attachments.list()) {
      if (systemId !== undefined && !(await this.lives(systemId))) await this.release(systemId);
    }
  }

  private async lives(systemId: string): Promise<boolean> {
    try {
      return (await this.query(systemId)).state !== 'Stopped';
    } catch (error) {
      if (isFault(error, 'NotFound')) return false;
      throw error;
    }
  }

  /** Lets go of what this process holds; the keeper and all systems go on. */
  dispose(): void {
    this.isClosed = true;
    this.keeper.close();
  }

  private process(
    state: ConstructorParameters<typeof Win32Process>[0]['state'],
    offsets: { stdout?: number; stderr?: number },
    stdin: ReturnType<typeof processInput> | undefined,
  ): Win32Process {
    return new Win32Process({ keeper: this.keeper, watches: this.watches, state, offsets, stdin });
  }

  private async isKnown(id: string): Promise<boolean> {
    try {
      await this.query(id);
      return true;
    } catch (error) {
      if (isFault(error, 'NotFound')) return false;
      throw error;
    }
  }

  /** Whether a keeper has anything to tell of. */
  private async anySystems(): Promise<boolean> {
    try {
      return (await readdir(join(this.world.stateFolder, 'systems'))).some(isGuid);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  private reconnect(): void {
    if (this.isClosed || !this.watches.isNeeded) return;
    this.hearOfLiving().catch((error: unknown) => this.warn('the keeper cannot be started again', error));
  }

  /** A system that has ended frees its scratch. */
  private releaseEnded(event: HostEvent): void {
    if (event.type !== 'systemExited') return;
    this.release(event.systemId).catch((error: unknown) => this.warn('a scratch could not be freed', error));
  }

  /** One at a time, and once for an end that is heard of and asked for at once. */
  private release(id: string): Promise<void> {
    const going = this.releases.get(id);
    if (going !== undefined) return going;
    const release = this.releasing.exclusive('attachments', () => this.world.attachments.release(id));
    const tracked = release.finally(() => this.releases.delete(id));
    this.releases.set(id, tracked);
    return tracked;
  }

  private async releaseIfEnded(id: string): Promise<void> {
    const going = this.releases.get(id);
    if (going !== undefined) return going; // its end was told before the answer
    try {
      if ((await this.query(id)).state === 'Stopped') await this.release(id);
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error; // closed meanwhile, with its scratch
    }
  }

  private warn(message: string, error: unknown): void {
    if (!this.isClosed) this.world.log.warn(message, { error: String(error) });
  }
}

function properties({ startedAt, exitedAt, ...rest }: SystemState): SystemProperties {
  return {
    ...rest,
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(exitedAt === undefined ? {} : { exitedAt: new Date(exitedAt) }),
  };
}

/** HCS takes no variable without a value. */
function withoutEmptyVariables(parameters: ProcessParameters): ProcessParameters {
  if (parameters.Environment === undefined) return parameters;
  const { Environment, ...rest } = parameters;
  const kept = Object.entries(Environment).filter(([, value]) => value !== '');
  return kept.length === 0 ? rest : { ...rest, Environment: Object.fromEntries(kept) };
}

/** The bundle, or in development its source. */
function keeperProgram(folder: string): string {
  const bundle = join(folder, 'win32-keeper.mjs');
  return existsSync(bundle) ? bundle : join(folder, 'keeper', 'main.ts');
}
