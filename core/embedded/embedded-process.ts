import { constants, fstatSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { errnoOf, fault } from '../base/fault.ts';
import { listParts } from '../host/log-parts.ts';
import type { ConsoleSignal, HostProcess } from '../host/port.ts';
import { FollowFile } from './follow-file.ts';
import { IoFolder } from './io-folder.ts';
import { isPaused, pausedFault } from './sandbox-pause.ts';
import type { SystemFolder } from './system-folder.ts';
import type { SystemTracker } from './system-tracker.ts';

/** Which of `logPaths` it is. */
const LOG_OF = { stdout: 0, stderr: 1 } as const;

/** What `<system>/processes/<key>.json` holds: outside the sandbox's reach. */
export interface ProcessRecord {
  kind: 'spool' | 'log';
  /** The status file's size when the process was asked for: older lines with this key belong to another. */
  statusOffset: number;
  /** Where its own output begins in its files, in bytes. */
  stdoutStart: number;
  stderrStart: number;
  hasConsole: boolean;
  /** The files of its output, where they are a log: the keeper notes when they grow. */
  logPaths?: string[];
  /** What is kept of each of them. */
  logMaximumBytes?: number;
  /** Then the agent keeps its input open, and any number of us may write to it. */
  hasTerminal?: boolean;
}

/**
 * Writes one short line to the guest agent; false when nobody is there to read it.
 * @throws Timeout when it has stopped reading; InvalidState when programs inside have put something else in its place.
 */
export async function tellAgent(folder: SystemFolder, line: string): Promise<boolean> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(folder.controlPath, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENXIO' || code === 'ENOENT') return false; // no reader; no such system
    throw unheard(folder, error);
  }
  try {
    if (!(await handle.stat()).isFIFO()) throw unheard(folder, undefined);
    await handle.write(`${line}\n`);
    return true;
  } catch (error) {
    switch (errnoOf(error)) {
      case 'EPIPE':
        return false; // it ended meanwhile
      case 'EAGAIN':
        throw fault('Timeout', `Compute system '${folder.id}' does not answer: its agent has stopped reading.`, {
          target: folder.id,
          hint: 'Stop-Container <name> -TurnOff',
          cause: error,
        });
      default:
        throw error;
    }
  } finally {
    await handle.close();
  }
}

function unheard(folder: SystemFolder, cause: unknown): Error {
  return fault(
    'InvalidState',
    `Compute system '${folder.id}' cannot be told anything: a program inside broke its agent.`,
    {
      target: folder.id,
      hint: 'Stop-Container <name> -TurnOff',
      cause,
    },
  );
}

/** A process in a sandbox, by its files: any number of these may look at the same one. */
export class EmbeddedProcess implements HostProcess {
  readonly systemId: string;
  readonly processKey: string;
  readonly processId: number;
  readonly stdin: Writable | undefined;
  readonly stdout: FollowFile;
  readonly stderr: FollowFile;
  readonly exited: Promise<number | undefined>;
  private readonly tracker: SystemTracker;
  private readonly record: ProcessRecord;
  private hasExited = false;
  private exitTime: Date | undefined;

  constructor(options: {
    tracker: SystemTracker;
    key: string;
    processId: number;
    record: ProcessRecord;
    stdin: Writable | undefined;
    offsets: { stdout?: number; stderr?: number };
  }) {
    const { tracker, key, record } = options;
    this.tracker = tracker;
    this.systemId = tracker.folder.id;
    this.processKey = key;
    this.processId = options.processId;
    this.record = record;
    this.stdin = options.stdin;
    this.exited = exitOf(tracker, key).then((exit) => {
      this.hasExited = true;
      this.exitTime = exit?.at;
      options.stdin?.destroy(); // nobody reads it any more
      return exit?.exitCode;
    });
    this.stdout = this.follow('stdout', record.stdoutStart, options.offsets.stdout);
    this.stderr = this.follow('stderr', record.stderrStart, options.offsets.stderr);
  }

  private follow(fileName: 'stdout' | 'stderr', start: number, from = 0): FollowFile {
    const io = IoFolder.open(this.tracker.folder.ioPath, this.processKey);
    try {
      const fd = io.openFile(fileName, constants.O_RDONLY);
      const offset = from < 0 ? Math.max(start, fstatSync(fd).size + from) : start + from;
      const log = this.record.logMaximumBytes === undefined ? undefined : this.record.logPaths?.[LOG_OF[fileName]];
      const keptFrom = log === undefined ? undefined : async () => (await listParts(log)).begin;
      return new FollowFile({ fd, offset, finished: this.exited, keptFrom });
    } finally {
      io.close();
    }
  }

  get exitedAt(): Date | undefined {
    return this.exitTime;
  }

  async signal(signal: ConsoleSignal): Promise<void> {
    if (this.hasExited || this.tracker.hasEnded) return;
    this.checkGoes();
    if (signal === 'CtrlBreak' || !this.record.hasConsole) {
      throw fault(
        'NotSupported',
        `Cannot send ${signal} to process ${this.processId}: this host cannot signal it so.`,
        {
          target: this.processKey,
        },
      );
    }
    // Wine has no Ctrl+Shutdown; Ctrl+C is what asks a console program to end there.
    await tellAgent(this.tracker.folder, `signal ${this.processKey} 0`);
  }

  /** @throws InvalidState while the system is paused: its agent hears nothing. */
  private checkGoes(): void {
    const { folder } = this.tracker;
    if (isPaused(folder)) throw pausedFault(folder.id, 'tell anything to a program of');
  }

  async terminate(): Promise<void> {
    if (this.hasExited || this.tracker.hasEnded) return;
    this.checkGoes();
    await tellAgent(this.tracker.folder, `kill ${this.processKey}`);
    await this.exited;
  }

  async close(): Promise<void> {
    await this.tracker.refresh();
    if (this.tracker.processes.get(this.processKey)?.exit === undefined && !this.tracker.hasEnded) {
      throw fault('InvalidState', `Cannot close process '${this.processKey}': it is running.`, {
        target: this.processKey,
      });
    }
    this.stdout.destroy();
    this.stderr.destroy();
    await removeProcess(this.tracker.folder, this.processKey);
    this.tracker.processes.delete(this.processKey);
  }
}

/** Frees a process's output and its key. The record goes last, so that an interrupted removal is seen and done again. */
export async function removeProcess(folder: SystemFolder, key: string): Promise<void> {
  IoFolder.remove(folder.ioPath, key);
  await rm(join(folder.processesPath, `${key}.json`), { force: true });
}

/** How it exited, or undefined when the system ended and nobody said it. */
async function exitOf(tracker: SystemTracker, key: string): Promise<{ exitCode: number; at: Date } | undefined> {
  const found = await tracker.until<{ exitCode: number; at: Date } | 'unknown'>(
    () => tracker.processes.get(key)?.exit ?? (tracker.hasEnded ? 'unknown' : undefined),
  );
  return found === 'unknown' ? undefined : found;
}

/**
 * A stream over the writing end of a process's stdin FIFO, which it owns. The agent has the reading end open by now;
 * ending it is the program's end of file; what a program does not read when it exits is dropped, as with any pipe.
 */
export function openInput(fd: number): Writable {
  const socket = new Socket({ fd, readable: false, writable: true });
  let isBroken = false;
  let pending: (() => void) | undefined;
  const end = (): void => {
    isBroken = true;
    pending?.();
  };
  socket.on('error', end);
  socket.on('close', end);
  return new Writable({
    write(chunk: Buffer, _encoding, callback) {
      if (isBroken) return callback();
      const done = (): void => {
        if (pending === done) {
          pending = undefined;
          callback();
        }
      };
      pending = done;
      socket.write(chunk, done);
    },
    final(callback) {
      if (!isBroken) socket.end();
      callback();
    },
    destroy(error, callback) {
      socket.destroy();
      callback(error);
    },
  });
}

/** The same, opened when something is written: most who look at a process never write to it. What has ended takes nothing. */
export function inputAtFirstUse(open: () => number): Writable {
  let input: Writable | undefined;
  return new Writable({
    write(chunk: Buffer, _encoding, callback) {
      try {
        input ??= openInput(open());
      } catch (error) {
        const code = errnoOf(error); // no reader, or no file any more: it has ended
        return callback(code === 'ENXIO' || code === 'ENOENT' ? null : toError(error));
      }
      input.write(chunk, () => callback());
    },
    final(callback) {
      input?.end();
      callback();
    },
    destroy(error, callback) {
      input?.destroy();
      callback(error);
    },
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
