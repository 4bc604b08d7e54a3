import { fault } from '../../base/fault.ts';
import { isAlreadyStopped, isNotFound, isServiceGone } from '../../base/hresult.ts';
import { isUp } from '../../host/is-up.ts';
import type { ExitType } from '../../host/port.ts';
import type { ModifySettingRequest } from '../../spec/utility-vm-document.ts';
import { type ComputeEvent, watchSystem } from '../events.ts';
import type { HcsSystem } from '../handle.ts';
import { LONG_MS, type SystemHandle } from '../hcs.ts';
import { changeInMachine } from '../hyperv/change-in-machine.ts';
import { bothOf } from './both-of.ts';
import { type EndingSystem, killSystem, shutDownSystem } from './end-system.ts';
import { exitTypeOf, readExitType } from './exit-type.ts';
import { HeldMachine } from './held-machine.ts';
import { HeldProcesses, type HostingSystem } from './held-processes.ts';
import { makeSystem } from './make-system.ts';
import type { SystemFacts, SystemState } from './protocol.ts';
import type { SystemRecord } from './records.ts';
import { WatchedHandle } from './watched-handle.ts';
import type { KeeperWorld } from './world.ts';

const STATES = {
  creating: 'Created',
  created: 'Created',
  starting: 'Created',
  running: 'Running',
  ended: 'Stopped',
} as const;

/** One compute system: its HCS handle while it lives, its record, its processes. */
export class HeldSystem implements EndingSystem, HostingSystem {
  readonly id: string;
  readonly record: SystemRecord;
  readonly processes: HeldProcesses;
  /** Found as a creation whose keeper died in it: nobody was told that it succeeded. */
  readonly wasHalfMade: boolean;
  /** Resolves when it has ended, after all of its processes, and its record says so. */
  readonly ended: Promise<void>;
  private readonly world: KeeperWorld;
  private readonly watched: WatchedHandle<HcsSystem>;
  /** Where it runs in a virtual machine that we have made. */
  private readonly machine: HeldMachine | undefined;
  private ending: Promise<void> | undefined;
  private killing: Promise<void> | undefined;
  private resolveEnded: () => void = () => undefined;

  constructor(world: KeeperWorld, id: string, record: SystemRecord, { wasHalfMade = false } = {}) {
    this.world = world;
    this.id = id;
    this.record = record;
    this.wasHalfMade = wasHalfMade;
    this.processes = new HeldProcesses(world, this);
    this.watched = new WatchedHandle((error) => this.warn('a handle could not be closed', error));
    const { machine } = record;
    if (machine !== undefined) this.machine = new HeldMachine(world, machine, (reason) => this.machineLost(reason));
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    if (record.phase === 'ended') this.resolveEnded();
  }

  get isOver(): boolean {
    return this.record.phase === 'ended';
  }

  get isMade(): boolean {
    return this.record.phase !== 'creating' && !this.wasHalfMade;
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }

  /** Whether there is a machine of its own that has not ended. */
  get hasMachine(): boolean {
    return this.machine !== undefined && this.record.machine !== undefined;
  }

  get isRunning(): boolean {
    return this.record.phase === 'running' && this.record.isPaused !== true && this.ending === undefined;
  }

  get handle(): SystemHandle | undefined {
    return this.watched.now;
  }

  state(): SystemState {
    const { document, phase, isPaused, startedAt, exitedAt, exitType } = this.record;
    return {
      id: this.id,
      owner: document.Owner,
      state: phase === 'running' && isPaused === true ? 'Paused' : STATES[phase],
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(exitedAt === undefined ? {} : { exitedAt }),
      ...(exitType === undefined ? {} : { exitType }),
    };
  }

  facts(): SystemFacts {
    const { document, isolation, hasCredentialGuard } = this.record;
    return { document, isolation, hasCredentialGuard };
  }

  /** Asks HCS for it; nothing is left when it fails. @param document As HCS takes it. */
  async create(document: object): Promise<void> {
    await this.write();
    try {
      const { machine: plan } = this.record;
      if (plan !== undefined && 'document' in plan) await this.machine?.bringUp(plan);
      this.watched.take(await makeSystem(this.world.hcs, this.id, document));
      this.record.phase = 'created';
      await bothOf(this.listen(), this.write());
    } catch (error) {
      const { handle } = this;
      if (handle !== undefined) await this.world.hcs.terminateSystem(handle).catch(() => undefined); // nobody else can
      await this.watched.letGo();
      await this.endMachine();
      throw error;
    }
  }

  /**
   * Takes up a system that an earlier keeper made, or that was lost with vmcompute.
   * @throws what HCS says when it cannot be asked now; one that HCS does not know has ended, nobody saw how.
   */
  async adopt(): Promise<void> {
    if (this.isOver || this.ending !== undefined) return;
    await this.letGo();
    await this.machine?.adopt();
    let properties: Record<string, unknown>;
    try {
      const handle = this.watched.take(await this.world.hcs.openSystem(this.id));
      await this.listen();
      properties = await this.world.hcs.systemProperties(handle, {});
    } catch (error) {
      if (!isAlreadyStopped(error) && !isNotFound(error)) throw error;
      await this.end('Unknown');
      return;
    }
    await this.settleAdopted(properties['State']);
  }

  private async settleAdopted(state: unknown): Promise<void> {
    if (state === 'Stopped') {
      await this.end('Unknown');
    } else if (this.record.phase === 'creating' || (this.record.phase === 'starting' && state === 'Created')) {
      await this.terminate(); // half of a request whose keeper died
    } else {
      const goesOn = isUp({ state });
      const wasStarted = this.record.phase === 'starting' || (this.record.phase === 'created' && goesOn);
      if (wasStarted) await this.markRunning();
      if (goesOn) await this.markPaused(state === 'Paused');
      const { handle } = this;
      if (handle !== undefined) await this.processes.adopt(handle);
    }
  }

  private listen(): Promise<void> {
    return this.watched.listen((bare) => watchSystem(this.world.hcs.native, bare, (event) => this.hear(event)));
  }

  /** A start that fails, or that is given up, leaves it Stopped. */
  async start(options: { timeoutMs?: number | undefined; signal: AbortSignal }): Promise<void> {
    if (this.record.phase !== 'created') {
      throw fault('InvalidState', `Cannot start compute system '${this.id}': it was started before.`, {
        target: this.id,
      });
    }
    this.record.phase = 'starting';
    try {
      const { timeoutMs = LONG_MS, signal } = options;
      const system = this.living();
      // Written while HCS works: what is then said of a start whose keeper died is looked at by `settleAdopted`.
      await bothOf(this.write(), this.world.hcs.startSystem(system, { timeoutMs, signal }));
      if (this.ending !== undefined) throw this.diedInStart();
      await this.markRunning();
    } catch (error) {
      await this.terminate().catch((problem: unknown) => this.warn('what was half started does not end', problem));
      throw error;
    }
  }

  private diedInStart(): Error {
    return fault('InvalidState', `Compute system '${this.id}' ended while it started.`, {
      target: this.id,
      hint: 'Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Operational -MaxEvents 20',
    });
  }

  private async markRunning(): Promise<void> {
    this.record.phase = 'running';
    this.record.startedAt = this.world.now().toISOString();
    await this.write();
    this.world.tell({ notice: 'started', systemId: this.id });
  }

  /** @throws Timeout when it still runs: it goes on shutting down. */
  async shutDown(timeoutMs: number): Promise<void> {
    if (this.isOver) return;
    if (this.record.phase !== 'running') {
      throw fault('InvalidState', `Cannot shut down compute system '${this.id}': it was not started.`, {
        target: this.id,
      });
    }
    if (this.record.isPaused === true) await this.resume(); // it could not end
    await shutDownSystem(this.world.hcs, this, {
      handle: this.living(),
      timeoutMs,
      onLateFailure: (error) => this.warn('a shutdown failed behind its deadline', error),
    });
  }

  /** Ends it whatever state it is in. @throws Timeout when it does not end. */
  async terminate(): Promise<void> {
    if (this.isOver) return;
    this.killing ??= killSystem(this.world.hcs, this).finally(() => {
      this.killing = undefined;
    });
    await this.killing;
  }

  /** Asks HCS whether it has ended. @param exitType What the end is if HCS does not say. */
  async look(exitType: ExitType = 'Unknown'): Promise<void> {
    const { handle } = this;
    if (handle === undefined || this.ending !== undefined || this.isOver) return;
    await this.machine?.look();
    try {
      const { State: state, Stopped: stopped, ExitType: said } = await this.world.hcs.systemProperties(handle, {});
      if (state === 'Stopped' || stopped === true) await this.end(exitTypeOf(said) ?? exitType);
    } catch (error) {
      if (isAlreadyStopped(error) || isNotFound(error)) await this.end(exitType);
      else if (!isServiceGone(error)) this.warn('a system could not be asked', error);
    }
  }

  private hear(event: ComputeEvent): void {
    switch (event.name) {
      case 'SystemExited':
        this.end(readExitType(event.data)).catch((error: unknown) => this.warn('an end could not be told', error));
        break;
      case 'ServiceDisconnect':
        this.world.disconnected();
        break;
      case 'SystemCrashInitiated':
      case 'SystemCrashReport':
        this.warn(`${event.name}: ${event.data ?? ''}`, undefined);
        break;
      default:
        break;
    }
  }

  /** The first that is told is true. */
  private end(exitType: ExitType): Promise<void> {
    this.ending ??= this.finish(exitType);
    return this.ending;
  }

  private async finish(exitType: ExitType): Promise<void> {
    await this.processes.systemEnded();
    await this.endMachine();
    this.record.phase = 'ended';
    this.record.exitType = exitType;
    this.record.exitedAt = this.world.now().toISOString();
    const written = this.write().catch((error: unknown) => this.warn('an end could not be written down', error));
    await Promise.all([written, this.letGo()]);
    this.resolveEnded();
    this.world.tell({ notice: 'systemExited', systemId: this.id, exitType });
  }

  /** What it runs in is gone: so is it, whether HCS says so or not. A creation under way fails by itself. */
  private machineLost(reason: string): void {
    this.warn(`its virtual machine ended: ${reason}`, undefined);
    if (this.record.phase === 'creating') return;
    this.end('UnexpectedExit').catch((error: unknown) => this.warn('an end could not be told', error));
  }

  /** Its machine goes with it. One that does not end stays in the record: that is tried again. */
  async endMachine(): Promise<void> {
    if (this.machine === undefined || this.record.machine === undefined) return;
    try {
      await this.machine.takeApart({ isOrderly: !this.wasHalfMade });
      delete this.record.machine;
      if (this.isOver) await this.write();
    } catch (error) {
      this.warn('its virtual machine does not end', error);
    }
  }

  notRunning(): Error {
    const what = this.record.isPaused === true && !this.isOver ? 'is paused' : 'is not running';
    return fault('InvalidState', `Compute system '${this.id}' ${what}.`, { target: this.id });
  }

  async pause(): Promise<void> {
    if (!this.isRunning) throw this.notRunning();
    const system = this.living();
    await this.world.hcs.pauseSystem(this.machine?.handle ?? system);
    await this.markPaused(true);
  }

  async resume(): Promise<void> {
    const system = this.living();
    if (this.record.isPaused !== true) {
      throw fault('InvalidState', `Compute system '${this.id}' is not paused.`, { target: this.id });
    }
    await this.world.hcs.resumeSystem(this.machine?.handle ?? system);
    await this.markPaused(false);
  }

  private async markPaused(isPaused: boolean): Promise<void> {
    if ((this.record.isPaused === true) === isPaused) return;
    this.record.isPaused = isPaused;
    await this.write();
  }

  properties(query: object): Promise<Record<string, unknown>> {
    return this.world.hcs.systemProperties(this.living(), query);
  }

  async modify(request: ModifySettingRequest): Promise<void> {
    const { hcs } = this.world;
    const container = this.living();
    const machine = this.machine?.handle;
    if (machine === undefined) await hcs.modifySystem(container, request);
    else await changeInMachine({ hcs, container, machine }, request);
  }

  /** @throws InvalidState when it has ended, or HCS has lost it. */
  living(): SystemHandle {
    if (this.isOver || this.ending !== undefined) throw this.notRunning();
    const { handle } = this;
    if (handle !== undefined) return handle;
    throw fault('Busy', `Compute system '${this.id}' is being taken up again: its keeper or vmcompute went away.`, {
      target: this.id,
      hint: 'Try again in a moment; Get-Service vmcompute shows whether it runs',
    });
  }

  /** Closes the handle; it runs on. */
  async letGo(): Promise<void> {
    await Promise.all([this.watched.letGo(), this.machine?.letGo()]);
  }

  /** Half a creation stays one for the next keeper, until it is forgotten. */
  private async write(): Promise<void> {
    if (!this.wasHalfMade) await this.world.records.writeSystem(this.id, this.record);
  }

  private warn(message: string, error: unknown): void {
    this.world.log.warn(message, { systemId: this.id, ...(error === undefined ? {} : { error: String(error) }) });
  }
}
