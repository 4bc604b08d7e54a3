import { fault } from '../base/fault.ts';
import { checkKey, checkOutput, checkParameters } from '../host/check-process.ts';
import type { SystemControls } from '../host/controls.ts';
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
import { win32Controls } from './controls.ts';
import { type CreationParts, createSystem } from './create-system.ts';
import { CredentialGuards } from './credential-guards.ts';
import { Hcs } from './hcs.ts';
import { KeeperClient } from './keeper-client.ts';
import { KnownSystems } from './known-systems.ts';
import { listOthers } from './other-systems.ts';
import { processInput } from './process-input.ts';
import { ProcessWatches } from './process-watches.ts';
import { ScratchRelease } from './scratch-release.ts';
import { keeperProgram } from './start-keeper.ts';
import { Win32Process } from './win32-process.ts';
import type { Win32World } from './win32-world.ts';

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
export class Win32Compute implements ComputeHost {
  private readonly world: ComputeWorld;
  private readonly keeper: KeeperClient;
  private readonly watches: ProcessWatches;
  private readonly parts: CreationParts;
  private readonly scratches: ScratchRelease;
  /** What is made, and what runs. */
  readonly systems: KnownSystems;
  readonly controls: SystemControls;
  private isClosed = false;

  constructor(world: ComputeWorld, options: Win32ComputeOptions = {}) {
    this.world = world;
    this.watches = new ProcessWatches((isBusy) => this.keeper.hold(isBusy));
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
    const hcs = new Hcs(world.native);
    this.systems = new KnownSystems(world.stateFolder, this.keeper, hcs);
    this.scratches = new ScratchRelease(world.attachments, this.systems);
    const { keeper, systems, scratches } = this;
    const guards = new CredentialGuards(world.stateFolder, hcs, world.log);
    this.parts = { world, keeper, hcs, guards, systems, scratches };
    this.controls = win32Controls(this.keeper);
  }

  create(id: string, document: ComputeSystemDocument, options: CreateOptions = {}): Promise<void> {
    return createSystem(this.parts, id, document, options);
  }

  async start(id: string, options: SystemStartOptions = {}): Promise<void> {
    const { timeoutMs, signal, secretFiles = [] } = options;
    if (secretFiles.length > 0) throw fault('NotSupported', 'This host has no secret files.', { target: id });
    try {
      await this.keeper.call('startSystem', { id, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, signal);
    } catch (error) {
      await this.scratches
        .releaseIfEnded(id)
        .catch((problem: unknown) => this.warn('a scratch could not be freed', problem));
      throw error;
    }
  }

  async shutdown(id: string, options: { timeoutMs?: number } = {}): Promise<void> {
    await this.keeper.call('shutDownSystem', { id, timeoutMs: options.timeoutMs ?? DEFAULT_SHUTDOWN_TIMEOUT_MS });
    await this.scratches.releaseIfEnded(id);
  }

  async terminate(id: string): Promise<void> {
    await this.keeper.call('terminateSystem', { id });
    await this.scratches.releaseIfEnded(id);
  }

  query(id: string): Promise<SystemProperties> {
    return this.systems.query(id);
  }

  list(filter: { owner?: string } = {}): Promise<SystemProperties[]> {
    return this.systems.list(filter);
  }

  listOthers(owner: string): Promise<SystemProperties[]> {
    return listOthers(this.parts.hcs, owner);
  }

  takeUpLost(owner: string): Promise<SystemProperties[]> {
    return this.systems.takeUpLost(this.world, owner);
  }

  async close(id: string): Promise<void> {
    const { hasCredentialGuard } = await this.keeper.call('closeSystem', { id });
    if (hasCredentialGuard) await this.parts.guards.remove(id);
    await this.scratches.release(id);
  }

  async createProcess(
    id: string,
    processKey: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess> {
    checkKey(processKey);
    checkParameters(parameters);
    checkOutput(output);
    const whole = withoutEmptyVariables(parameters);
    return this.watches.expect(async () => {
      const state = await this.keeper.call('createProcess', { id, key: processKey, parameters: whole, output });
      const input = { id, key: processKey, isKept: parameters.EmulateConsole === true };
      return this.process(
        state,
        {},
        parameters.CreateStdInPipe === true ? processInput(this.keeper, input) : undefined,
      );
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
      const isOpen = state.takesInput === true && state.exit === undefined;
      const input = { id, key: processKey, isKept: true };
      return this.process(state, offsets, isOpen ? processInput(this.keeper, input) : undefined);
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
    if (!(await this.keeper.connectIfUp()) && (await this.systems.any())) await this.keeper.connect();
  }

  /** Frees the scratches of systems that ended while no core was there. */
  freeScratches(): Promise<void> {
    return this.scratches.releaseAllEnded();
  }

  /** Those of systems that ended, or never came to be, while no core was there. */
  freeCredentialGuards(): Promise<void> {
    return this.parts.guards.sweep(async (id) => {
      const known = await this.systems.find(id);
      return known === undefined ? this.systems.isLost(id) : known.state !== 'Stopped';
    });
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

  private reconnect(): void {
    if (this.isClosed || !this.watches.isNeeded) return;
    this.hearOfLiving().catch((error: unknown) => this.warn('the keeper cannot be started again', error));
  }

  /** A system that has ended frees its scratch. */
  private releaseEnded(event: HostEvent): void {
    if (event.type !== 'systemExited') return;
    this.scratches.release(event.systemId).catch((error: unknown) => this.warn('a scratch could not be freed', error));
  }

  private warn(message: string, error: unknown): void {
    if (!this.isClosed) this.world.log.warn(message, { error: String(error) });
  }
}

/** HCS takes no variable without a value. */
function withoutEmptyVariables(parameters: ProcessParameters): ProcessParameters {
  if (parameters.Environment === undefined) return parameters;
  const { Environment, ...rest } = parameters;
  const kept = Object.entries(Environment).filter(([, value]) => value !== '');
  return kept.length === 0 ? rest : { ...rest, Environment: Object.fromEntries(kept) };
}
