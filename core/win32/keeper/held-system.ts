import { setTimeout as delay } from 'node:timers/promises';
import { fault, isFault } from '../../base/fault.ts';
import { idTaken, unknownUser } from '../../base/host-faults.ts';
import { hasHresult, isAlreadyStopped, isNotFound, isServiceGone } from '../../base/hresult.ts';
import { commandFault } from '../../host/check-process.ts';
import type { ExitType, ProcessOutput } from '../../host/port.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';
import { type ComputeEvent, type EventWatch, watchSystem } from '../events.ts';
import { LONG_MS, parseObject, type SystemHandle } from '../hcs.ts';
import { HeldProcess } from './held-process.ts';
import type { SystemFacts, SystemState } from './protocol.ts';
import type { SystemRecord } from './records.ts';
import type { KeeperWorld } from './world.ts';

/** A system that was terminated is gone by then. */
const KILL_MS = 60_000;
/** A process that is being made in a system that ends has failed within this. */
const BIRTH_MS = 5_000;
const EXIT_TYPES: ReadonlySet<unknown> = new Set(['GracefulExit', 'ForcedExit', 'UnexpectedExit']);
const STATES = {
  creating: 'Created',
  created: 'Created',
  starting: 'Created',
  running: 'Running',
  ended: 'Stopped',
} as const;

/** One compute system: its HCS handle while it lives, its record, its processes. */
export class HeldSystem {
  readonly id: string;
  readonly record: SystemRecord;
  readonly processes = new Map<string, HeldProcess>();
  /** Found as a creation whose keeper died in it: nobody was told that it succeeded. */
  readonly wasHalfMade: boolean;
  /** Resolves when it has ended, after all of its processes, and its record says so. */
  readonly ended: Promise<void>;
  private readonly world: KeeperWorld;
  private handle: SystemHandle | undefined;
  private watch: EventWatch | undefined;
  /** Processes that are being made. */
  private readonly births = new Set<Promise<unknown>>();
  private ending: Promise<void> | undefined;
  private killing: Promise<void> | undefined;
  private resolveEnded: () => void = () => undefined;

  constructor(world: KeeperWorld, id: string, record: SystemRecord) {
    this.world = world;
    this.id = id;
    this.record = record;
    this.wasHalfMade = record.phase === 'creating';
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    if (record.phase === 'ended') this.resolveEnded();
  }

  get isOver(): boolean {
    return this.record.phase === 'ended';
  }

  get isMade(): boolean {
    return this.record.phase !== 'creating';
  }

  state(): SystemState {
    const { document, phase, startedAt, exitedAt, exitType } = this.record;
    return {
      id: this.id,
      owner: document.Owner,
      state: STATES[phase],
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
      this.handle = await this.world.hcs.createSystem(this.id, document);
    } catch (error) {
      if (!hasHresult(error, ALREADY_THERE)) throw error;
      throw idTaken('create a compute system', this.id, await this.ownerThere(), {
        op: 'create compute system',
        hresult: ALREADY_THERE,
        cause: error,
      });
    }
    try {
      await this.listen(this.handle);
      this.record.phase = 'created';
      await this.write();
    } catch (error) {
      await this.world.hcs.terminateSystem(this.handle).catch(() => undefined); // nobody else can
      await this.letGo();
      throw error;
    }
  }

  /** Whose the system of our id is that HCS has and we do not know; undefined when it does not say. */
  private async ownerThere(): Promise<string | undefined> {
    let handle: SystemHandle | undefined;
    try {
      handle = await this.world.hcs.openSystem(this.id);
      const { Owner: owner } = await this.world.hcs.systemProperties(handle, {});
      return typeof owner === 'string' && owner !== '' ? owner : undefined;
    } catch {
      return undefined; // that it is there is the failure that is told
    } finally {
      await handle?.close();
    }
  }

  /**
   * Takes up a system that an earlier keeper made, or that was lost with vmcompute.
   * @throws what HCS says when it cannot be asked now; one that HCS does not know has ended, nobody saw how.
   */
  async adopt(): Promise<void> {
    if (this.isOver || this.ending !== undefined) return;
    await this.letGo();
    let properties: Record<string, unknown>;
    try {
      this.handle = await this.world.hcs.openSystem(this.id);
      await this.listen(this.handle);
      properties = await this.world.hcs.systemProperties(this.handle, {});
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
      const wasStarted = this.record.phase === 'starting' || (this.record.phase === 'created' && state === 'Running');
      if (wasStarted) await this.markRunning();
      const { handle } = this;
      if (handle !== undefined) await Promise.all([...this.processes.values()].map((one) => one.adopt(handle)));
    }
  }

  private async listen(handle: SystemHandle): Promise<void> {
    this.watch = await handle.use((bare) => watchSystem(this.world.hcs.native, bare, (event) => this.hear(event)));
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
      const [written, started] = await Promise.allSettled([
        this.write(),
        this.world.hcs.startSystem(system, { timeoutMs, signal }),
      ]);
      for (const one of [written, started]) if (one.status === 'rejected') throw one.reason;
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
    const limit = new AbortController();
    // That HCS took the request says nothing: SystemExited does. What it refuses is told.
    const asked = this.world.hcs.shutDownSystem(this.living()).then(
      () => this.lookUntilEnded(limit.signal),
      (error: unknown) => {
        if (!isAlreadyStopped(error)) throw error;
        return this.lookUntilEnded(limit.signal);
      },
    );
    const late = delay(timeoutMs, 'late' as const, { signal: limit.signal }).catch(() => undefined);
    try {
      if ((await Promise.race([this.ended, asked, late])) === 'late') {
        throw fault('Timeout', `Compute system '${this.id}' is still shutting down.`, {
          target: this.id,
          hint: 'Stop-Container <name> -TurnOff',
        });
      }
    } finally {
      limit.abort();
      asked.catch((error: unknown) => this.warn('a shutdown failed behind its deadline', error));
    }
  }

  /** Ends it whatever state it is in. @throws Timeout when it does not end. */
  async terminate(): Promise<void> {
    if (this.isOver) return;
    this.killing ??= this.kill().finally(() => {
      this.killing = undefined;
    });
    await this.killing;
  }

  private async kill(): Promise<void> {
    const limit = AbortSignal.timeout(KILL_MS);
    // By a handle of its own: a signal that blocks would hold up the other one.
    let handle: SystemHandle | undefined;
    try {
      handle = await this.world.hcs.openSystem(this.id);
      for (;;) {
        try {
          await this.world.hcs.terminateSystem(handle);
          break;
        } catch (error) {
          if (isAlreadyStopped(error)) break;
          if (!hasHresult(error, INVALID_STATE) || limit.aborted) throw error;
          await delay(100); // it is starting
        }
      }
    } catch (error) {
      if (!isAlreadyStopped(error) && !isNotFound(error)) throw error;
    } finally {
      await handle?.close();
    }
    await this.lookUntilEnded(limit, 'ForcedExit');
  }

  /** Waits for SystemExited, and asks as well, less and less often: an event can be lost. */
  private async lookUntilEnded(limit: AbortSignal, exitType: ExitType = 'Unknown'): Promise<void> {
    for (let wait = 100; !limit.aborted; wait = Math.min(wait * 2, 2_000)) {
      await Promise.race([this.ended, delay(wait, undefined, { ref: false })]);
      if (this.ending !== undefined) return this.ended;
      if (!limit.aborted) await this.look(exitType);
    }
    if (limit.reason instanceof DOMException && limit.reason.name === 'TimeoutError') {
      throw fault('Timeout', `Compute system '${this.id}' does not end.`, {
        target: this.id,
        hint: `hcsdiag kill ${this.id}`,
      });
    }
  }

  /** Asks HCS whether it has ended. @param exitType What the end is if HCS does not say. */
  async look(exitType: ExitType = 'Unknown'): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined || this.isOver) return;
    try {
      const { State: state, Stopped: stopped, ExitType: said } = await this.world.hcs.systemProperties(this.handle, {});
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
    await Promise.race([Promise.allSettled(this.births), delay(BIRTH_MS, undefined, { ref: false })]);
    await Promise.all([...this.processes.values()].map((one) => one.systemEnded()));
    this.record.phase = 'ended';
    this.record.exitType = exitType;
    this.record.exitedAt = this.world.now().toISOString();
    await this.write().catch((error: unknown) => this.warn('an end could not be written down', error));
    await this.letGo();
    this.resolveEnded();
    this.world.tell({ notice: 'systemExited', systemId: this.id, exitType });
  }

  async createProcess(key: string, parameters: ProcessParameters, output: ProcessOutput): Promise<HeldProcess> {
    if (this.record.phase !== 'running' || this.ending !== undefined) throw this.notRunning();
    if (this.processes.has(key)) {
      throw fault('AlreadyExists', `Compute system '${this.id}' already has a process '${key}'.`, { target: key });
    }
    this.processes.set(key, new HeldProcess(this.world, this.id, placeholderRecord(key, output)));
    const on = { systemId: this.id, system: this.living() };
    const birth = HeldProcess.start(this.world, on, key, parameters, output);
    this.births.add(birth);
    try {
      const made = await birth;
      this.processes.set(key, made);
      return made;
    } catch (error) {
      this.processes.delete(key);
      throw this.processFault(parameters, error);
    } finally {
      this.births.delete(birth);
    }
  }

  /** HCS has one code for a program that cannot start: Win32's own, as an HRESULT. */
  private processFault({ CommandLine, User }: ProcessParameters, error: unknown): unknown {
    if (!isFault(error) || error.hresult === undefined) return error;
    if (isAlreadyStopped(error) || hasHresult(error, INVALID_STATE)) return this.notRunning();
    const isWin32 = (error.hresult & 0x1fff0000) >>> 0 === 0x00070000;
    if (!isWin32 || isServiceGone(error) || hasHresult(error, INVALID_ARGUMENT, INVALID_HANDLE)) return error;
    const win32 = error.hresult & 0xffff;
    if (User === undefined || !NO_SUCH_USER.has(win32)) return commandFault(CommandLine, win32);
    return unknownUser('run a command', User, { op: 'start a program', hresult: error.hresult, cause: error });
  }

  private notRunning(): Error {
    return fault('InvalidState', `Compute system '${this.id}' is not running.`, { target: this.id });
  }

  /** @throws NotFound. One that is being made is not there yet. */
  process(key: string): HeldProcess {
    const found = this.processes.get(key);
    if (found === undefined || !found.isMade) {
      throw fault('NotFound', `Compute system '${this.id}' has no process '${key}'.`, { target: key });
    }
    return found;
  }

  /** Keys of processes that were made and not closed, sorted. */
  processKeys(): string[] {
    const made = [...this.processes.values()].filter((one) => one.isMade);
    return made.map((one) => one.record.key).sort();
  }

  async terminateProcess(key: string): Promise<void> {
    const found = this.process(key);
    if (found.hasExited || this.handle === undefined) return found.ended;
    await found.terminate(this.handle);
  }

  async closeProcess(key: string): Promise<void> {
    const found = this.process(key);
    if (!found.hasExited) {
      throw fault('InvalidState', `Cannot close process '${key}': it is running.`, { target: key });
    }
    await this.world.records.removeProcess(this.id, key);
    this.processes.delete(key);
  }

  async pause(): Promise<void> {
    await this.world.hcs.pauseSystem(this.living());
  }

  async resume(): Promise<void> {
    await this.world.hcs.resumeSystem(this.living());
  }

  properties(query: object): Promise<Record<string, unknown>> {
    return this.world.hcs.systemProperties(this.living(), query);
  }

  async modify(request: object): Promise<void> {
    await this.world.hcs.modifySystem(this.living(), request);
  }

  /** @throws InvalidState when it has ended, or HCS has lost it. */
  private living(): SystemHandle {
    if (this.isOver || this.ending !== undefined) throw this.notRunning();
    if (this.handle !== undefined) return this.handle;
    throw fault('Busy', `Compute system '${this.id}' is being taken up again: its keeper or vmcompute went away.`, {
      target: this.id,
      hint: 'Try again in a moment; Get-Service vmcompute shows whether it runs',
    });
  }

  /** Closes the handle; the watch goes when nothing can be told any more. */
  async letGo(): Promise<void> {
    const { handle, watch } = this;
    this.handle = undefined;
    this.watch = undefined;
    await handle?.close().catch((error: unknown) => this.warn('a handle could not be closed', error));
    watch?.stop();
  }

  private write(): Promise<void> {
    return this.world.records.writeSystem(this.id, this.record);
  }

  private warn(message: string, error: unknown): void {
    this.world.log.warn(message, { systemId: this.id, ...(error === undefined ? {} : { error: String(error) }) });
  }
}

/** HCS_E_SYSTEM_ALREADY_EXISTS. */
const ALREADY_THERE = 0x8037010f;
/** HCS_E_INVALID_STATE, E_INVALIDARG, ERROR_INVALID_HANDLE. */
const INVALID_STATE = 0x80370105;
const INVALID_ARGUMENT = 0x80070057;
const INVALID_HANDLE = 0x80070006;

/** ERROR_NO_SUCH_LOGON_SESSION, LOGON_FAILURE, NONE_MAPPED, LOGON_TYPE_NOT_GRANTED. */
const NO_SUCH_USER: ReadonlySet<number> = new Set([1312, 1326, 1332, 1385]);

/** Holds the key while the process is made. */
function placeholderRecord(key: string, output: ProcessOutput) {
  return { key, processId: 0, kind: output.kind, stdout: { path: '', start: 0 }, stderr: { path: '', start: 0 } };
}

function exitTypeOf(said: unknown): ExitType | undefined {
  return EXIT_TYPES.has(said) ? (said as ExitType) : undefined; // checked
}

/** SystemExitStatus of a SystemExited event. */
function readExitType(data: string | null): ExitType {
  try {
    return exitTypeOf(parseObject(data)['ExitType']) ?? 'Unknown';
  } catch {
    return 'Unknown'; // what cannot be read tells nothing
  }
}
