import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isFault } from '../../../core/base/fault.ts';
import type { SystemControls } from '../../../core/host/controls.ts';
import type { Host, HostProcess } from '../../../core/host/port.ts';
import type { ProcessParameters } from '../../../core/spec/compute-document.ts';
import { Failure, HR } from './failure.ts';
import { type Json, object, text } from './request.ts';

export type StreamName = 'stdin' | 'stdout' | 'stderr';

/** How long stdin must be quiet before CloseHandle ends it while the caller's end is still open. */
const QUIET_MS = 250;
const CONSOLE_SIGNALS = ['CtrlC', 'CtrlBreak', 'CtrlShutdown'] as const;

/** A process of a container, as HCS knows it: by its id. */
export class ServiceProcess {
  readonly id: number;
  readonly key: string;
  readonly has: Readonly<Record<StreamName, boolean>>;
  private readonly process: HostProcess;
  private readonly logs: readonly string[];
  private readonly open = new Set<StreamName>();
  private exitCode: number | undefined;
  private hasExited = false;
  private input: Socket | undefined;
  /** Ends stdin when nothing came for a while. */
  private readonly controls: SystemControls;
  private closing: NodeJS.Timeout | undefined;
  private onDrained: (() => void) | undefined;

  constructor(
    process: HostProcess,
    parameters: ProcessParameters,
    { logs, controls }: { logs: readonly string[]; controls: SystemControls },
  ) {
    this.process = process;
    this.controls = controls;
    this.id = process.processId;
    this.key = process.processKey;
    this.logs = logs;
    this.has = {
      stdin: parameters.CreateStdInPipe === true,
      stdout: parameters.CreateStdOutPipe === true,
      stderr: parameters.CreateStdErrPipe === true && parameters.EmulateConsole !== true,
    };
    for (const name of ['stdout', 'stderr'] as const) {
      if (this.has[name]) this.open.add(name);
      this.process[name].once('end', () => this.ended(name));
      if (!this.has[name]) this.process[name].resume();
    }
  }

  get isRunning(): boolean {
    return !this.hasExited;
  }

  /** ProcessStatus. An exit code that nobody knows is told by `LastWaitResult`. */
  status(): Record<string, unknown> {
    if (!this.hasExited) return { ProcessId: this.id, Exited: false, ExitCode: 0, LastWaitResult: 0 };
    const isKnown = this.exitCode !== undefined;
    return {
      ProcessId: this.id,
      Exited: true,
      ExitCode: this.exitCode ?? 0,
      LastWaitResult: isKnown ? 0 : HR.terminated | 0,
    };
  }

  exited(exitCode: number | undefined): void {
    this.hasExited = true;
    this.exitCode = exitCode;
    this.input?.destroy();
    this.tidy();
  }

  /** Gives a stream to a connection; a connection before it is let go. */
  connect(name: StreamName, socket: Socket): void {
    if (!this.has[name] || (name === 'stdin' && this.hasExited)) {
      socket.destroy();
      return;
    }
    if (name === 'stdin') this.connectInput(socket);
    else {
      connectOutput(this.process[name], socket);
      socket.once('close', () => this.onDrained?.()); // nobody is there to wait for
    }
  }

  private connectInput(socket: Socket): void {
    const { stdin } = this.process;
    this.input?.destroy();
    this.input = socket;
    if (stdin === undefined) {
      socket.destroy();
      return;
    }
    socket.on('data', (chunk: Buffer) => {
      this.closing?.refresh();
      if (stdin.write(chunk)) return;
      socket.pause();
      stdin.once('drain', () => socket.resume());
    });
    // A caller that died has closed its end of the pipe as well.
    const over = (): void => {
      if (this.input === socket) stdin.end();
    };
    socket.once('end', over);
    socket.once('close', over);
  }

  /** CloseHandle StdIn: what was written before still arrives, on a connection that may be slower than this call. */
  closeInput(): void {
    this.closing ??= setTimeout(() => this.process.stdin?.end(), QUIET_MS);
  }

  async signal(name: string): Promise<void> {
    if (this.hasExited) throw new Failure(HR.processStopped, `Process ${this.id} has exited.`);
    const signal = CONSOLE_SIGNALS.find((one) => one === name);
    if (signal === undefined) throw new Failure(HR.notSupported, `This container takes no ${name}.`);
    await this.process.signal(signal);
  }

  /** @throws what the embedded host says of a process that has no terminal. */
  async resize(size: { height: number; width: number }): Promise<void> {
    if (this.hasExited) throw new Failure(HR.processStopped, `Process ${this.id} has exited.`);
    await this.controls.resizeConsole(this.process.systemId, this.key, size);
  }

  async terminate(): Promise<void> {
    if (this.hasExited) throw new Failure(HR.processStopped, `Process ${this.id} has exited.`);
    await this.process.terminate();
  }

  /**
   * Resolves when all of its output is on its way to the caller: on Windows it is in the pipes before anybody hears of
   * the end. A caller that does not read delays it by `timeoutMs` at most.
   */
  async drained(timeoutMs: number): Promise<void> {
    if (this.open.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.onDrained = resolve;
      timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
  }

  private ended(name: StreamName): void {
    this.open.delete(name);
    if (this.open.size === 0) this.onDrained?.();
    this.tidy();
  }

  /** Frees what the embedded host keeps of it, when all of it was taken. */
  private tidy(): void {
    if (!this.hasExited || this.open.size > 0) return;
    const gone = async (): Promise<void> => {
      await this.process.close();
      for (const log of this.logs) await rm(log, { force: true });
    };
    gone().catch((error: unknown) => {
      if (!isFault(error, 'NotFound')) process.stderr.write(`process ${this.id} was not freed: ${String(error)}\n`);
    });
  }
}

/** Pipes on, with back-pressure; what a connection that broke did not take is lost, as with any pipe. */
function connectOutput(stream: Readable, socket: Socket): void {
  stream.unpipe();
  socket.on('data', () => undefined);
  socket.on('close', () => stream.unpipe(socket));
  if (stream.readableEnded) socket.end();
  else stream.pipe(socket);
}

/** The processes of one system. */
export class Processes {
  private readonly host: Pick<Host, 'compute' | 'controls'>;
  private readonly systemId: string;
  private readonly folder: string;
  private readonly byId = new Map<number, ServiceProcess>();
  private readonly byKey = new Map<string, ServiceProcess>();
  /** Exits that were heard before the creation had returned. */
  private readonly early = new Map<string, number | undefined>();

  /** @param folder For the output of its processes, on the embedded host's volume. */
  constructor(host: Pick<Host, 'compute' | 'controls'>, systemId: string, folder: string) {
    this.host = host;
    this.systemId = systemId;
    this.folder = folder;
  }

  async create(request: Json, told: (process: ServiceProcess) => void): Promise<Json> {
    const parameters = parametersOf(object(request, 'parameters'));
    const key = `p-${randomUUID()}`;
    const logs = ['out', 'err'].map((kind) => join(this.folder, `${key}.${kind}`));
    const [stdoutPath = '', stderrPath = ''] = logs;
    // With a console, so that it can be signalled: the embedded host gives one to processes with logs.
    const output = { kind: 'log' as const, stdoutPath, stderrPath };
    const made = await this.host.compute
      .createProcess(this.systemId, key, parameters, output)
      .catch(async (error: unknown) => {
        for (const log of logs) await rm(log, { force: true });
        throw error;
      });
    const process = new ServiceProcess(made, parameters, { logs, controls: this.host.controls });
    this.byId.set(process.id, process);
    this.byKey.set(key, process);
    if (this.early.has(key)) {
      process.exited(this.early.get(key));
      this.early.delete(key);
      told(process);
    }
    return { pid: process.id, ...process.has };
  }

  /** @returns the process that exited, when its creation has returned. */
  exited(key: string, exitCode: number | undefined): ServiceProcess | undefined {
    const process = this.byKey.get(key);
    if (process === undefined) this.early.set(key, exitCode);
    else process.exited(exitCode);
    return process;
  }

  /** @throws Failure elementNotFound. */
  get(pid: number): ServiceProcess {
    const process = this.byId.get(pid);
    if (process === undefined) throw new Failure(HR.elementNotFound, `There is no process ${pid}.`);
    return process;
  }

  find(pid: number): ServiceProcess | undefined {
    return this.byId.get(pid);
  }
}

/** What the embedded host takes of ProcessParameters. */
function parametersOf(document: Json): ProcessParameters {
  const environment = Object.entries(object(document, 'Environment')).map(([name, value]) => [name, String(value)]);
  const one = <K extends keyof ProcessParameters>(name: K): Partial<ProcessParameters> =>
    document[name] === undefined ? {} : { [name]: document[name] };
  return {
    CommandLine: text(document, 'CommandLine'),
    ...one('WorkingDirectory'),
    ...one('User'),
    ...one('EmulateConsole'),
    ...one('ConsoleSize'),
    ...one('CreateStdInPipe'),
    ...one('CreateStdOutPipe'),
    ...one('CreateStdErrPipe'),
    ...(environment.length === 0 ? {} : { Environment: Object.fromEntries(environment) as Record<string, string> }),
  };
}
