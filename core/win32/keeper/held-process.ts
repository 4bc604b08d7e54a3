import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import { isAccessDenied, isAlreadyStopped, isNotFound, isServiceGone } from '../../base/hresult.ts';
import type { ConsoleSignal, ProcessOutput } from '../../host/port.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';
import { type ComputeEvent, watchProcess } from '../events.ts';
import type { HcsProcess } from '../handle.ts';
import type { ProcessHandle, ProcessStatus, SystemHandle } from '../hcs.ts';
import { parseObject } from '../hcs-answer.ts';
import { bothOf } from './both-of.ts';
import { type EndingProcess, endProcess } from './end-process.ts';
import { HeldOutput, type OutputFiles } from './held-output.ts';
import { InputPipe } from './input-pipe.ts';
import { type ProcessPipes, takePipes } from './pipe-socket.ts';
import type { ProcessState } from './protocol.ts';
import type { ProcessRecord } from './records.ts';
import { WatchedHandle } from './watched-handle.ts';
import type { KeeperWorld } from './world.ts';

/** An exit event comes within this after its system's end, or never. */
const LAST_EVENT_MS = 1_000;
/** A signal may block until the process ends: nobody waits longer for it. */
const SIGNAL_MS = 1_000;

/** What a process is made of. */
interface NewProcess {
  key: string;
  parameters: ProcessParameters;
  output: ProcessOutput;
}

/** One process of a system: its HCS handle, its pipes, its record. */
export class HeldProcess implements EndingProcess {
  readonly systemId: string;
  readonly record: ProcessRecord;
  /** Resolves when it has exited, all output is in its files and its record says so. */
  readonly ended: Promise<void>;
  private readonly world: KeeperWorld;
  private readonly watched: WatchedHandle<HcsProcess>;
  private readonly output: HeldOutput;
  private input: InputPipe | undefined;
  private ending: Promise<void> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private resolveEnded: () => void = () => undefined;
  private isNoticeDue = false;

  /** A process that is not made yet gets its id and pipes by `start`; one of a record, by `adopt`. */
  constructor(world: KeeperWorld, systemId: string, record: ProcessRecord) {
    this.world = world;
    this.systemId = systemId;
    this.record = record;
    this.watched = new WatchedHandle((error) => this.warn('a handle could not be closed', error));
    this.output = new HeldOutput(record, {
      onGrow: () => this.grew(),
      onTrouble: (path, error) => this.warn(`output cannot be written to '${path}'; it is tried again`, error),
      nowMs: () => this.world.now().getTime(),
    });
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    if (record.exit !== undefined) this.resolveEnded();
  }

  /**
   * Makes a process and all that belongs to it; nothing is left when it fails.
   */
  static async start(
    world: KeeperWorld,
    on: { systemId: string; system: SystemHandle },
    { key, parameters, output }: NewProcess,
  ): Promise<HeldProcess> {
    const folder = await world.records.makeProcessFolder(on.systemId, key);
    const paths =
      output.kind === 'log'
        ? { stdout: output.stdoutPath, stderr: output.stderrPath }
        : { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
    const record: ProcessRecord = {
      key,
      processId: 0,
      kind: output.kind,
      ...(output.kind === 'log' && output.maximumBytes !== undefined ? { maximumBytes: output.maximumBytes } : {}),
      ...(parameters.EmulateConsole === true ? { hasTerminal: true } : {}),
      stdout: { path: paths.stdout, start: 0 },
      stderr: { path: paths.stderr, start: 0 },
    };
    const held = new HeldProcess(world, on.systemId, record);
    let files: OutputFiles | undefined;
    try {
      files = await held.output.open();
      await held.create(on.system, parameters, files);
    } catch (error) {
      files?.stdout.end();
      files?.stderr.end();
      await Promise.all([files?.stdout.closed, files?.stderr.closed]);
      await held.watched.letGo();
      await world.records.removeProcess(on.systemId, key);
      throw error;
    }
    return held;
  }

  private async create(system: SystemHandle, parameters: ProcessParameters, files: OutputFiles): Promise<void> {
    const { hcs } = this.world;
    const { handle, process } = await hcs.createProcess(system, wholeParameters(parameters));
    this.watched.take(handle);
    this.record.processId = process.ProcessId;
    this.record.stdout.start = files.stdout.start;
    this.record.stderr.start = files.stderr.start;
    try {
      // In this order: an exit that is heard at once finds its output being carried.
      this.carry(await takePipes(hcs.native, process), files);
      this.world.tell({ notice: 'started', systemId: this.systemId, key: this.record.key });
      await bothOf(this.listen(), this.save());
    } catch (error) {
      await hcs.terminateProcess(handle).catch(() => undefined); // what nobody can watch must not run
      await this.output.abandon();
      throw error;
    }
    await this.look();
  }

  /**
   * Takes up a process that an earlier keeper started, or that was lost with vmcompute. Output which nobody read
   * meanwhile may be missing: where, is written into the record.
   */
  async adopt(system: SystemHandle): Promise<void> {
    if (this.record.exit !== undefined || this.ending !== undefined) return;
    const { hcs } = this.world;
    await this.watched.letGo();
    let handle: ProcessHandle;
    try {
      handle = this.watched.take(await hcs.openProcess(system, this.record.processId));
      await this.listen();
    } catch (error) {
      if (isServiceGone(error)) throw error;
      if (!isAlreadyStopped(error) && !isNotFound(error)) this.warn('a process could not be taken up again', error);
      await this.settle(null);
      return;
    }
    if (!this.output.isCarried) {
      await this.reconnectOutput(handle);
      await this.save();
    }
    await this.look();
  }

  /** Nobody promises that HCS gives the pipes twice: what it gives is read, from where the files end. */
  private async reconnectOutput(handle: ProcessHandle): Promise<void> {
    const { hcs } = this.world;
    await this.output.abandon();
    const files = await this.output.open();
    this.record.gap = { stdoutAt: files.stdout.start, stderrAt: files.stderr.start };
    this.world.log.warn('output of a process may be missing: nobody read it for a while', {
      systemId: this.systemId,
      key: this.record.key,
      ...this.record.gap,
    });
    let pipes: ProcessPipes = { input: undefined, output: undefined, error: undefined };
    try {
      pipes = await takePipes(hcs.native, await hcs.processInfo(handle));
    } catch (error) {
      this.warn('its pipes are lost', error);
    }
    const isKept = this.record.hasTerminal === true;
    if (!isKept) pipes.input?.destroy(); // who wrote to it is gone
    this.carry({ ...pipes, input: isKept ? pipes.input : undefined }, files);
  }

  private listen(): Promise<void> {
    const { native } = this.world.hcs;
    return this.watched.listen((bare) => watchProcess(native, bare, (event) => this.hear(event)));
  }

  private carry(pipes: ProcessPipes, files: OutputFiles): void {
    if (pipes.input !== undefined) this.input = new InputPipe(pipes.input, () => this.closeRemoteInput());
    // A program that closed its output has mostly ended: an exit whose event was lost is found here.
    this.output
      .carry(pipes, files)
      ?.then(() => delay(LAST_EVENT_MS, undefined, { ref: false }))
      .then(() => this.look())
      .catch((error: unknown) => this.warn('a process could not be asked', error));
  }

  /** False for what only holds the key while the process is made. */
  get isMade(): boolean {
    return this.record.processId !== 0;
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }

  get hasExited(): boolean {
    return this.record.exit !== undefined;
  }

  state(): ProcessState {
    const { key, processId, exit, gap, hasTerminal } = this.record;
    return {
      systemId: this.systemId,
      key,
      processId,
      ...this.output.state(),
      ...(hasTerminal === true && this.input !== undefined ? { takesInput: true } : {}),
      ...(exit === undefined ? {} : { exit }),
      ...(gap === undefined ? {} : { gap }),
    };
  }

  /** Its handle, unless it is ending or HCS has lost it. */
  get living(): ProcessHandle | undefined {
    return this.isEnding ? undefined : this.watched.now;
  }

  async write(data: Buffer): Promise<void> {
    await this.input?.write(data);
  }

  async endInput(): Promise<void> {
    await this.input?.end();
  }

  /** Also when our end is gone: HCS holds another one. A process that is ending needs no end of file. */
  private async closeRemoteInput(): Promise<void> {
    const { living } = this;
    if (living === undefined) return;
    const request = { Operation: 'CloseHandle', CloseHandle: { Handle: 'StdIn' } };
    await this.world.hcs.modifyProcess(living, request).catch((error: unknown) => {
      if (!isAlreadyStopped(error)) this.warn('the end of its input could not be told', error);
    });
  }

  async resize(height: number, width: number): Promise<void> {
    const { living } = this;
    if (living === undefined) return;
    if (this.record.hasTerminal !== true) {
      throw fault('InvalidState', `Process '${this.record.key}' has no terminal.`, { target: this.record.key });
    }
    const request = { Operation: 'ConsoleSize', ConsoleSize: { Height: height, Width: width } };
    await this.world.hcs.modifyProcess(living, request);
  }

  /** HCS may answer only when the process has ended: then it goes on in the background. */
  async signal(signal: ConsoleSignal): Promise<void> {
    const { living } = this;
    if (living === undefined) return;
    const sent = this.world.hcs.signalProcess(living, signal).catch((error: unknown) => {
      if (!isAlreadyStopped(error) && !isAccessDenied(error)) throw error;
    });
    sent.catch((error: unknown) => this.warn(`${signal} was not taken`, error));
    await Promise.race([sent, delay(SIGNAL_MS, undefined, { ref: false }), this.ended]);
  }

  /** Ends it with its children. @throws Timeout when it does not end. */
  async terminate(system: SystemHandle): Promise<void> {
    if (this.living === undefined) return this.ended;
    await endProcess(this.world.hcs, this, system);
  }

  /** Asks HCS whether it has exited: for exits before the watch, and for events that were lost. */
  async look(): Promise<void> {
    const { living } = this;
    if (living === undefined) return;
    try {
      const status = await this.world.hcs.processStatus(living);
      if (status.Exited === true) await this.settle(codeOf(status));
    } catch (error) {
      if (this.ending !== undefined || isServiceGone(error)) return;
      if (!isAlreadyStopped(error)) this.warn('a process could not be asked', error);
      else await this.settleSoon();
    }
  }

  /** Its system has ended. */
  async systemEnded(): Promise<void> {
    if (!this.isMade) return;
    if (this.ending === undefined) await this.look();
    if (this.ending === undefined) await this.settleSoon();
    await this.ended;
  }

  /** It is gone, and nobody said how: its event may still be on its way. */
  private async settleSoon(): Promise<void> {
    await Promise.race([this.ended, delay(LAST_EVENT_MS)]);
    if (this.ending === undefined) await this.settle(null);
  }

  private hear(event: ComputeEvent): void {
    if (event.name === 'ServiceDisconnect') this.world.disconnected();
    if (event.name !== 'ProcessExited') return;
    let code: number | null;
    try {
      code = codeOf(parseObject(event.data) as ProcessStatus); // HCS schema: ProcessStatus
    } catch (error) {
      this.warn('an exit could not be read', error);
      code = null;
    }
    this.settle(code).catch((error: unknown) => this.warn('an exit could not be written down', error));
  }

  /** The first that is told is true; what comes later is dropped. */
  private settle(code: number | null): Promise<void> {
    this.ending ??= this.finish(code);
    return this.ending;
  }

  private async finish(code: number | null): Promise<void> {
    const { world, record } = this;
    this.input?.drop();
    await this.output.finish();
    record.exit = { code, at: world.now().toISOString() };
    const saved = this.save().catch((error: unknown) => {
      this.warn('the end of a process could not be written down', error);
    });
    await Promise.all([saved, this.watched.letGo()]);
    this.resolveEnded();
    world.tell({ notice: 'processExited', process: this.state() });
  }

  /** One after the other, each what is known then: the last one is the newest. */
  private save(): Promise<void> {
    const save = (): Promise<void> => this.world.records.writeProcess(this.systemId, this.record);
    this.writing = this.writing.then(save, save);
    return this.writing;
  }

  private grew(): void {
    if (this.isNoticeDue) return;
    this.isNoticeDue = true;
    setImmediate(() => {
      this.isNoticeDue = false;
      const { stdout, stderr } = this.output.state();
      const { systemId, record } = this;
      const on = { systemId, key: record.key, processId: record.processId };
      this.world.tell({ notice: 'output', ...on, stdout: stdout.size, stderr: stderr.size });
    });
  }

  private warn(message: string, error: unknown): void {
    this.world.log.warn(message, { systemId: this.systemId, key: this.record.key, error: String(error) });
  }
}

/** With a terminal there must be an input, or the console inside ends the process at once; and there is one output. */
function wholeParameters(parameters: ProcessParameters): ProcessParameters {
  if (parameters.EmulateConsole !== true) return parameters;
  return { ...parameters, CreateStdInPipe: true, CreateStdErrPipe: false };
}

/** The exit code, or null where the status does not tell it: never invented. */
function codeOf(status: ProcessStatus): number | null {
  if (status.ExitCode === undefined || (status.LastWaitResult ?? 0) !== 0) return null;
  return status.ExitCode >>> 0;
}
