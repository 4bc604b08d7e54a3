import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { StatusFile, type StatusLine } from './status.ts';
import type { SystemFolder } from './system-folder.ts';

/** What is known of one process of a system. */
export interface TrackedProcess {
  processId?: number;
  /** Where the agent's latest `started` line for this key ends: an older process of the same key ended before. */
  startedOffset: number;
  failure?: { error: number; endOffset: number };
  exit?: { exitCode: number; endOffset: number };
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
  isReady = false;
  down: { code: number } | undefined;
  /** Resolves when nothing of the system lives any more and its status was read to the end. */
  readonly ended: Promise<void>;
  private readonly status: StatusFile | undefined;
  private readonly alive: Socket | undefined;
  private readonly waiters = new Set<() => void>();
  private readonly onExit: (key: string, exitCode: number) => void;
  private resolveEnded: () => void = () => undefined;
  hasEnded = false;
  private hold: NodeJS.Timeout | undefined;
  private holders = 0;
  private isClosed = false;

  constructor(folder: SystemFolder, onExit: (key: string, exitCode: number) => void) {
    this.folder = folder;
    this.onExit = onExit;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    if (existsSync(folder.statusPath)) this.status = new StatusFile(folder.statusPath, (line) => this.take(line));
    this.alive = this.watchLife();
    this.status?.poll();
    if (this.alive === undefined) this.end();
  }

  /** Reads what the agent has said up to now. */
  refresh(): void {
    this.status?.poll();
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

  /** @returns undefined when the system is not alive. */
  private watchLife(): Socket | undefined {
    // Opened before the look, so that a death in between is seen on the FIFO.
    let fd: number;
    try {
      fd = openSync(this.folder.alivePath, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch {
      return undefined; // never started, or closed
    }
    if (this.folder.liveProcessId() === undefined) {
      closeSync(fd);
      return undefined;
    }
    const socket = new Socket({ fd, readable: true, writable: false });
    socket.unref();
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => this.end());
    socket.resume();
    return socket;
  }

  private end(): void {
    if (this.hasEnded || this.isClosed) return;
    this.status?.poll();
    this.status?.close();
    this.hasEnded = true;
    this.resolveEnded();
    this.wakeAll();
  }

  private take(line: StatusLine): void {
    if (line.word === 'ready') this.isReady = true;
    else if (line.word === 'down') this.down = { code: line.code };
    else this.takeProcess(line);
    this.wakeAll();
  }

  private takeProcess(line: Extract<StatusLine, { key: string }>): void {
    const known = this.processes.get(line.key);
    if (line.word === 'started') {
      this.processes.set(line.key, { processId: line.processId, startedOffset: line.endOffset });
    } else if (line.word === 'failed') {
      this.processes.set(line.key, {
        startedOffset: line.endOffset,
        failure: { error: line.error, endOffset: line.endOffset },
      });
    } else if (known !== undefined && known.exit === undefined) {
      known.exit = { exitCode: line.exitCode, endOffset: line.endOffset };
      this.onExit(line.key, line.exitCode);
    }
  }

  private wakeAll(): void {
    for (const wake of [...this.waiters]) wake();
  }
}
