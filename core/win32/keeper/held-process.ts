import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import { isAccessDenied, isAlreadyStopped, isNotFound, isServiceGone } from '../../base/hresult.ts';
import type { ConsoleSignal, ProcessOutput } from '../../host/port.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';
import { type ComputeEvent, type EventWatch, watchProcess } from '../events.ts';
import { type ProcessHandle, type ProcessStatus, parseObject, type SystemHandle } from '../hcs.ts';
import { InputPipe } from './input-pipe.ts';
import { OutputFile } from './output-file.ts';
import { OutputPump } from './output-pump.ts';
import { type ProcessPipes, takePipes } from './pipe-socket.ts';
import type { ProcessState } from './protocol.ts';
import type { OutputRecord, ProcessRecord } from './records.ts';
import type { KeeperWorld } from './world.ts';

/** A child that outlives its parent can hold the pipes: output is over when it was quiet for so long after the exit. */
const QUIET_MS = 1_000;
/** And in any case after so long. */
const OUTPUT_LIMIT_MS = 10_000;
/** An exit event comes within this after its system's end, or never. */
const LAST_EVENT_MS = 1_000;
/** A signal may block until the process ends: nobody waits longer for it. */
const SIGNAL_MS = 1_000;
/** A process that was killed is gone by then. */
const KILL_MS = 10_000;

/** One process of a system: its HCS handle, its pipes, its record. */
export class HeldProcess {
  readonly systemId: string;
  readonly record: ProcessRecord;
  /** Resolves when it has exited, all output is in its files and its record says so. */
  readonly ended: Promise<void>;
  private readonly world: KeeperWorld;
  private handle: ProcessHandle | undefined;
  private watch: EventWatch | undefined;
  private input: InputPipe | undefined;
  private pumps: { stdout: OutputPump; stderr: OutputPump } | undefined;
  private ending: Promise<void> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private resolveEnded: () => void = () => undefined;
  private isNoticeDue = false;

  /** A process that is not made yet gets its id and pipes by `start`; one of a record, by `adopt`. */
  constructor(world: KeeperWorld, systemId: string, record: ProcessRecord) {
    this.world = world;
    this.systemId = systemId;
    this.record = record;
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
    key: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
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
      stdout: { path: paths.stdout, start: 0 },
      stderr: { path: paths.stderr, start: 0 },
    };
    const held = new HeldProcess(world, on.systemId, record);
    const opening = [held.openOutput(paths.stdout), held.openOutput(paths.stderr)] as const;
    try {
      const [stdout, stderr] = await Promise.all(opening);
      await held.create(on.system, parameters, { stdout, stderr });
    } catch (error) {
      for (const one of await Promise.allSettled(opening)) if (one.status === 'fulfilled') one.value.destroy();
      await held.letGo();
      await world.records.removeProcess(on.systemId, key);
      throw error;
    }
    return held;
  }

  private async create(
    system: SystemHandle,
    parameters: ProcessParameters,
    files: { stdout: OutputFile; stderr: OutputFile },
  ): Promise<void> {
    const { hcs } = this.world;
    const { handle, process } = await hcs.createProcess(system, wholeParameters(parameters));
    this.handle = handle;
    this.record.processId = process.ProcessId;
    this.record.stdout.start = files.stdout.start;
    this.record.stderr.start = files.stderr.start;
    try {
      // In this order: an exit that is heard at once finds its output being carried.
      this.carry(await takePipes(hcs.native, process), files);
      this.world.tell({ notice: 'started', systemId: this.systemId, key: this.record.key });
      this.watch = await handle.use((bare) => watchProcess(hcs.native, bare, (event) => this.hear(event)));
      await this.save();
    } catch (error) {
      await hcs.terminateProcess(handle).catch(() => undefined); // what nobody can watch must not run
      await this.pumps?.stdout.abandon();
      await this.pumps?.stderr.abandon();
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
    await this.letGo();
    try {
      this.handle = await hcs.openProcess(system, this.record.processId);
      this.watch = await this.handle.use((bare) => watchProcess(hcs.native, bare, (event) => this.hear(event)));
    } catch (error) {
      if (isServiceGone(error)) throw error;
      if (!isAlreadyStopped(error) && !isNotFound(error)) this.warn('a process could not be taken up again', error);
      await this.settle(null);
      return;
    }
    if (this.pumps === undefined || this.pumps.stdout.isOver || this.pumps.stderr.isOver) {
      await this.reconnectOutput(this.handle);
      await this.save();
    }
    await this.look();
  }

  /** Nobody promises that HCS gives the pipes twice: what it gives is read, from where the files end. */
  private async reconnectOutput(handle: ProcessHandle): Promise<void> {
    const { hcs } = this.world;
    await this.pumps?.stdout.abandon();
    await this.pumps?.stderr.abandon();
    const stdout = await this.openOutput(this.record.stdout.path);
    const stderr = await this.openOutput(this.record.stderr.path);
    this.record.gap = { stdoutAt: stdout.start, stderrAt: stderr.start };
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
    pipes.input?.destroy(); // who wrote to it is gone
    this.carry({ ...pipes, input: undefined }, { stdout, stderr });
  }

  private openOutput(path: string): Promise<OutputFile> {
    return OutputFile.open(path, {
      onGrow: () => this.grew(),
      onTrouble: (error) => this.warn(`output cannot be written to '${path}'; it is tried again`, error),
    });
  }

  private carry(pipes: ProcessPipes, files: { stdout: OutputFile; stderr: OutputFile }): void {
    if (pipes.input !== undefined) this.input = new InputPipe(pipes.input, () => this.closeRemoteInput());
    this.pumps = {
      stdout: new OutputPump(pipes.output, files.stdout),
      stderr: new OutputPump(pipes.error, files.stderr),
    };
    if (pipes.output === undefined && pipes.error === undefined) return;
    // A program that closed its output has mostly ended: an exit whose event was lost is found here.
    Promise.all([this.pumps.stdout.ended, this.pumps.stderr.ended])
      .then(() => delay(LAST_EVENT_MS, undefined, { ref: false }))
      .then(() => this.look())
      .catch((error: unknown) => this.warn('a process could not be asked', error));
  }

  /** False for what only holds the key while the process is made. */
  get isMade(): boolean {
    return this.record.processId !== 0;
  }

  get hasExited(): boolean {
    return this.record.exit !== undefined;
  }

  state(): ProcessState {
    const { key, processId, exit, gap } = this.record;
    return {
      systemId: this.systemId,
      key,
      processId,
      stdout: streamState(this.record.stdout, this.pumps?.stdout),
      stderr: streamState(this.record.stderr, this.pumps?.stderr),
      ...(exit === undefined ? {} : { exit: { code: exit.code } }),
      ...(gap === undefined ? {} : { gap }),
    };
  }

  async write(data: Buffer): Promise<void> {
    await this.input?.write(data);
  }

  async endInput(): Promise<void> {
    await this.input?.end();
  }

  /** Also when our end is gone: HCS holds another one. A process that is ending needs no end of file. */
  private async closeRemoteInput(): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined) return;
    const request = { Operation: 'CloseHandle', CloseHandle: { Handle: 'StdIn' } };
    await this.world.hcs.modifyProcess(this.handle, request).catch((error: unknown) => {
      if (!isAlreadyStopped(error)) this.warn('the end of its input could not be told', error);
    });
  }

  async resize(height: number, width: number): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined) return;
    const request = { Operation: 'ConsoleSize', ConsoleSize: { Height: height, Width: width } };
    await this.world.hcs.modifyProcess(this.handle, request);
  }

  /** HCS may answer only when the process has ended: then it goes on in the background. */
  async signal(signal: ConsoleSignal): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined) return;
    const sent = this.world.hcs.signalProcess(this.handle, signal).catch((error: unknown) => {
      if (!isAlreadyStopped(error) && !isAccessDenied(error)) throw error;
    });
    sent.catch((error: unknown) => this.warn(`${signal} was not taken`, error));
    await Promise.race([sent, delay(SIGNAL_MS, undefined, { ref: false }), this.ended]);
  }

  /**
   * Ends it with its children. HCS ends one process only, with a code of its own choice; `taskkill /T /F` inside ends
   * the tree with code 1. Where there is no such taskkill (nanoserver), HCS does what it can.
   */
  async terminate(system: SystemHandle): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined) return this.ended;
    await this.killTree(system);
    await Promise.race([this.ended, delay(100)]);
    if (this.ending === undefined) {
      await this.world.hcs.terminateProcess(this.handle).catch((error: unknown) => {
        // Access denied is what Windows says of a process that is going already.
        if (!isAlreadyStopped(error) && !isAccessDenied(error)) throw error;
      });
    }
    for (let waited = 0; !this.hasExited && waited < KILL_MS; waited += 500) {
      await Promise.race([this.ended, delay(500, undefined, { ref: false })]);
      if (this.ending === undefined) await this.look();
      else await this.ended;
    }
    if (!this.hasExited) {
      throw fault('Timeout', `Process ${this.record.processId} of container '${this.systemId}' does not end.`, {
        target: this.record.key,
        hint: 'Stop-Container <name> -TurnOff',
      });
    }
  }

  private async killTree(system: SystemHandle): Promise<void> {
    const { hcs } = this.world;
    const parameters = {
      CommandLine: `taskkill /T /F /PID ${this.record.processId}`,
      User: 'ContainerAdministrator',
    };
    let killer: ProcessHandle;
    try {
      ({ handle: killer } = await hcs.createProcess(system, parameters));
    } catch {
      return; // no taskkill here
    }
    try {
      const until = performance.now() + KILL_MS;
      while (this.ending === undefined && performance.now() < until) {
        if ((await hcs.processStatus(killer)).Exited !== false) break;
        await Promise.race([this.ended, delay(20)]);
      }
    } catch {
      // It has ended and cannot be asked any more.
    } finally {
      await killer.close();
    }
  }

  /** Asks HCS whether it has exited: for exits before the watch, and for events that were lost. */
  async look(): Promise<void> {
    if (this.handle === undefined || this.ending !== undefined) return;
    try {
      const status = await this.world.hcs.processStatus(this.handle);
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
    const { stdout, stderr } = this.pumps ?? {};
    await Promise.all([stdout?.finish(QUIET_MS, OUTPUT_LIMIT_MS), stderr?.finish(QUIET_MS, OUTPUT_LIMIT_MS)]);
    record.stdout.end = stdout?.file.size ?? (await sizeOf(record.stdout));
    record.stderr.end = stderr?.file.size ?? (await sizeOf(record.stderr));
    if (stdout?.file.hasLost || stderr?.file.hasLost)
      record.gap ??= { stdoutAt: record.stdout.end, stderrAt: record.stderr.end };
    record.exit = { code, at: world.now().toISOString() };
    await this.save().catch((error: unknown) => {
      this.warn('the end of a process could not be written down', error);
    });
    await this.letGo();
    this.resolveEnded();
    world.tell({ notice: 'processExited', process: this.state() });
  }

  /** Closes the handle; the watch goes when nothing can be told any more. */
  private async letGo(): Promise<void> {
    const { handle, watch } = this;
    this.handle = undefined;
    this.watch = undefined;
    await handle?.close().catch((error: unknown) => this.warn('a handle could not be closed', error));
    watch?.stop();
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
      const { stdout, stderr } = this.state();
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

function streamState(record: OutputRecord, pump: OutputPump | undefined) {
  return { path: record.path, start: record.start, size: record.end ?? pump?.file.size ?? record.start };
}

/** Output that a lost keeper wrote and did not count. */
async function sizeOf(record: OutputRecord): Promise<number> {
  try {
    return Math.max(record.start, (await stat(record.path)).size);
  } catch {
    return record.start; // the file is gone
  }
}
