import { closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { errnoOf, fault } from '../base/fault.ts';
import { StatusFile, type StatusLine } from './status.ts';
import type { SystemFolder } from './system-folder.ts';

/** Between two reads of what nobody wants. */
const DISCARD_MS = 1000;

/** What is known of one process of a system. */
export interface TrackedProcess {
  processId?: number;
  /** Where the agent's latest `started` line for this key ends: an older process of the same key ended before. */
  startedOffset: number;
  failure?: { error: number; endOffset: number };
  exit?: { exitCode: number; endOffset: number; at: Date };
}

/** What the agent says to a question: 0, or what went wrong, as a Windows error; undefined before it has. */
export interface AgentAnswer {
  error?: number;
}

/**
 * Watches one system from outside, without a thread or a poll: its status file by inotify, its life by a FIFO whose
 * only writer is its first process.
 *
 * Any number of these may watch one system, from several processes.
 */
export class SystemTracker {
  readonly folder: SystemFolder;
  readonly processes = new Map<string, TrackedProcess>();
  /** Whether it was alive when the tracker was made: if not, what it finds is old news. */
  readonly foundAlive: boolean;
  /** What the agent was asked and has not answered, by `<word> <key>`, in order. */
  readonly asked = new Map<string, AgentAnswer[]>();
  isReady = false;
  down: { code: number; at: Date } | undefined;
  /** Resolves when nothing of the system lives any more and its status was read to the end. */
  readonly ended: Promise<void>;
  private readonly status: StatusFile | undefined;
  private readonly alive: Socket | undefined;
  private readonly waiters = new Set<() => void>();
  private readonly onExit: (key: string, exitCode: number) => void;
  private readonly now: () => Date;
  private resolveEnded: () => void = () => undefined;
  hasEnded = false;
  private isEnding = false;
  private hold: NodeJS.Timeout | undefined;
  private holders = 0;
  private isClosed = false;

  constructor(
    folder: SystemFolder,
    { onExit, now }: { onExit: (key: string, exitCode: number) => void; now: () => Date },
  ) {
    this.folder = folder;
    this.onExit = onExit;
    this.now = now;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    this.status = StatusFile.open(folder.statusPath, (line) => this.take(line));
    const life = this.watchLife();
    this.alive = life instanceof Socket ? life : undefined;
    this.foundAlive = life !== 'dead';
    if (life === 'dead') this.end();
    else this.status?.poll();
    if (life === 'dying') this.endWhenGone();
  }

  /** Reads all that the agent has said up to now. */
  async refresh(): Promise<void> {
    await this.status?.readToEnd();
    if (this.isEnding) await this.ended;
  }

  /** @throws InvalidState when nothing is heard of the agent any more: waiting for its answer would be in vain. */
  requireHearing(): void {
    if (this.status?.isFull !== true) return;
    const { id } = this.folder;
    throw fault('InvalidState', `Compute system '${id}' cannot be heard: a program inside filled its status file.`, {
      target: id,
      hint: 'Restart-Container <name>',
    });
  }

  /** Waits until `found` gives something; asked again after each thing that happens. Rejects with the signal's reason. */
  async until<T>(found: () => T | undefined, signal?: AbortSignal): Promise<T> {
    this.holdLoop();
    try {
      return await this.waitUntil(found, signal);
    } finally {
      this.holders--;
      if (this.holders === 0) clearInterval(this.hold);
    }
  }

  /** Watches do not keep Node alive; somebody who waits must. */
  private holdLoop(): void {
    if (this.holders++ === 0 && !this.isClosed) this.hold = setInterval(() => undefined, 60_000);
  }

  private async waitUntil<T>(found: () => T | undefined, signal?: AbortSignal): Promise<T> {
    for (;;) {
      this.status?.poll();
      const result = found();
      if (result !== undefined) return result;
      await new Promise<void>((resolve, reject) => {
        const wake = (): void => {
          signal?.removeEventListener('abort', stop);
          this.waiters.delete(wake);
          resolve();
        };
        const stop = (): void => {
          this.waiters.delete(wake);
          reject(signal?.reason);
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', stop, { once: true });
        this.waiters.add(wake);
      });
    }
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.hold);
    this.status?.close();
    this.alive?.destroy();
  }

  private watchLife(): Socket | 'dying' | 'dead' {
    // Opened before the look, so that a death in between is seen on the FIFO.
    let fd: number;
    try {
      fd = openSync(this.folder.alivePath, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch {
      return 'dead'; // never started, or closed
    }
    const isLive = this.folder.liveProcessId() !== undefined;
    if (!isLive || hasNoWriter(fd)) {
      closeSync(fd);
      return isLive ? 'dying' : 'dead';
    }
    const socket = new Socket({ fd, readable: true, writable: false });
    socket.unref();
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => this.endWhenGone());
    // Nothing is said on it. What programs inside write there all the same goes away slowly: it keeps nobody busy.
    socket.on('data', () => {
      socket.pause();
      setTimeout(() => socket.resume(), DISCARD_MS).unref();
    });
    return socket;
  }

  /**
   * The first process closes its files before the kernel ends the others in its namespace; only when it is a zombie, or
   * away, is all of it over. A few milliseconds; nothing announces it.
   */
  private endWhenGone(): void {
    if (this.isClosed) return;
    if (this.folder.liveProcessId() === undefined) this.end();
    else setTimeout(() => this.endWhenGone(), 1);
  }

  private end(): void {
    if (this.isEnding || this.isClosed) return;
    this.isEnding = true;
    const finish = (): void => {
      this.status?.close();
      this.hasEnded = true;
      this.resolveEnded();
      this.wakeAll();
    };
    const whole = this.status === undefined || this.status.poll();
    if (whole) finish();
    else this.status?.readToEnd().then(finish, finish); // only a broken disk fails a read: then there is no more to know
  }

  private take(line: StatusLine): void {
    if (line.word === 'ready') this.isReady = true;
    else if (line.word === 'down') this.down = { code: line.code, at: this.saidAt(line) };
    else if (line.word === 'listed' || line.word === 'resized') this.takeAnswer(line);
    else this.takeProcess(line);
    this.wakeAll();
  }

  private takeAnswer({ word, key, error }: Extract<StatusLine, { word: 'listed' | 'resized' }>): void {
    const first = this.asked.get(`${word} ${key}`)?.shift();
    if (first !== undefined) first.error = error;
  }

  private takeProcess(line: Extract<StatusLine, { word: 'started' | 'failed' | 'exited' }>): void {
    const known = this.processes.get(line.key);
    // Programs inside can write lines too: those of keys that nobody asked for must not fill our memory.
    if (known === undefined && !this.isAskedFor(line.key)) return;
    if (line.word === 'started') {
      this.processes.set(line.key, { processId: line.processId, startedOffset: line.endOffset });
    } else if (line.word === 'failed') {
      this.processes.set(line.key, {
        startedOffset: line.endOffset,
        failure: { error: line.error, endOffset: line.endOffset },
      });
    } else if (known !== undefined && known.exit === undefined) {
      known.exit = { exitCode: line.exitCode, endOffset: line.endOffset, at: this.saidAt(line) };
      if (this.isNews(line)) this.onExit(line.key, line.exitCode);
    }
  }

  private isNews(line: StatusLine): boolean {
    return this.foundAlive && line.endOffset > (this.status?.sizeAtOpen ?? 0);
  }

  /** When a line was said: what was there before us, at the latest when the file was last written to. */
  private saidAt(line: StatusLine): Date {
    const now = this.now();
    return this.isNews(line) || this.status === undefined ? now : this.folder.within(this.status.saidAt, now);
  }

  private isAskedFor(key: string): boolean {
    return /^[A-Za-z0-9-]{1,64}$/.test(key) && existsSync(join(this.folder.processesPath, `${key}.json`));
  }

  private wakeAll(): void {
    for (const wake of [...this.waiters]) wake();
  }
}

/** A FIFO without a writer reads as ended at once; but one that lost its writer before we came never tells a watch. */
function hasNoWriter(fd: number): boolean {
  try {
    return readSync(fd, Buffer.alloc(1)) === 0;
  } catch (error) {
    if (errnoOf(error) === 'EAGAIN') return false;
    throw error;
  }
}
