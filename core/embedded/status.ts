import { closeSync, constants, fstatSync, openSync, readSync, type Stats, watch } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errnoOf } from '../base/fault.ts';

/** One thing the guest agent said, with the byte offset behind its line. */
export type StatusLine = { endOffset: number } & (
  | { word: 'ready' }
  | { word: 'started'; key: string; processId: number }
  | { word: 'failed'; key: string; error: number }
  | { word: 'exited'; key: string; exitCode: number }
  | { word: 'listed'; key: string; error: number }
  | { word: 'resized'; key: string; error: number }
  /** The sandbox has shut down in good order; `code` is the agent's exit code, 0 when it was asked to stop. */
  | { word: 'down'; code: number }
);

/** A longer line is not the agent's. */
const MAX_LINE_BYTES = 200;

/** Reads one line; undefined for anything the agent would not say (the sandbox can write this file too). */
export function parseStatusLine(text: string, endOffset: number): StatusLine | undefined {
  const [word, key = '', number = ''] = text.split(' ');
  const value = /^\d{1,10}$/.test(number) ? Number(number) : Number.NaN;
  switch (word) {
    case 'ready':
      return { word, endOffset };
    case 'started':
      return value <= 0xffffffff ? { word, key, processId: value, endOffset } : undefined;
    case 'failed':
    case 'listed':
    case 'resized':
      return value <= 0xffffffff ? { word, key, error: value, endOffset } : undefined;
    case 'exited':
      return value <= 0xffffffff ? { word, key, exitCode: value, endOffset } : undefined;
    case 'down':
      return /^\d{1,3}$/.test(key) ? { word, code: Number(key), endOffset } : undefined;
    default:
      return undefined;
  }
}

/** Read in one go; then others get their turn. */
const SLICE_BYTES = 1024 * 1024;
/** Ten million commands. What is behind this is not read: programs inside can make the file as large as they like. */
const MAX_STATUS_BYTES = 512 * 1024 * 1024;

/** What opening says of what programs inside have done to it: EAGAIN, that they hold it back by a lease. */
const NOT_OURS = new Set(['ENOENT', 'ELOOP', 'ENXIO', 'EAGAIN', 'EACCES']);

/**
 * Follows a status file: hands every line to `onLine`, once, in order, those that are there already first.
 */
export class StatusFile {
  /** How long it was when it was opened, in bytes: lines that end within were said before. */
  readonly sizeAtOpen: number;
  /** When the last of those was said, as far as programs inside let the file tell: they can write to it too. */
  readonly saidAt: Date;
  private readonly fd: number;
  private readonly watcher: ReturnType<typeof watch>;
  private readonly onLine: (line: StatusLine) => void;
  private readonly buffer = Buffer.alloc(64 * 1024);
  private offset = 0;
  private rest = '';
  private isClosed = false;
  private isScheduled = false;

  /** @returns undefined when there is none, or when programs inside have put something else in its place. */
  static open(path: string, onLine: (line: StatusLine) => void): StatusFile | undefined {
    let fd: number;
    try {
      fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      const code = errnoOf(error);
      if (code !== undefined && NOT_OURS.has(code)) return undefined;
      throw error;
    }
    const stats = fstatSync(fd);
    if (stats.isFile()) return new StatusFile(fd, stats, onLine);
    closeSync(fd);
    return undefined;
  }

  private constructor(fd: number, { size, mtime }: Stats, onLine: (line: StatusLine) => void) {
    this.fd = fd;
    this.sizeAtOpen = size;
    this.saidAt = mtime;
    this.onLine = onLine;
    // By descriptor: at its place there may be something else by now, or nothing.
    this.watcher = watch(`/proc/self/fd/${fd}`, { persistent: false }, () => this.schedule());
    this.watcher.on('error', () => undefined); // the file went away with its system: nothing more will come
  }

  /** Reads what has come, at most a slice now and the rest soon. @returns whether all of it is read. */
  poll(): boolean {
    for (let done = 0; !this.isClosed; ) {
      if (done >= SLICE_BYTES) {
        this.schedule();
        return false;
      }
      const size =
        this.offset < MAX_STATUS_BYTES ? readSync(this.fd, this.buffer, 0, this.buffer.length, this.offset) : 0;
      if (size === 0) return true;
      done += size;
      this.take(this.buffer.toString('latin1', 0, size), size);
    }
    return true;
  }

  /** Reads to the end as it is when this resolves. */
  async readToEnd(): Promise<void> {
    while (!this.poll()) await nextTurn();
  }

  /** Whether what is said from now on is not read any more. */
  get isFull(): boolean {
    return !this.isClosed && fstatSync(this.fd).size > MAX_STATUS_BYTES;
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.poll();
    });
  }

  private take(text: string, size: number): void {
    const start = this.offset - this.rest.length;
    this.offset += size;
    const lines = (this.rest + text).split('\n');
    this.rest = (lines.pop() ?? '').slice(0, MAX_LINE_BYTES + 1);
    let end = start;
    for (const line of lines) {
      end += line.length + 1;
      const parsed = line.length <= MAX_LINE_BYTES ? parseStatusLine(line, end) : undefined;
      if (parsed) this.onLine(parsed);
    }
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.watcher.close();
    closeSync(this.fd);
  }
}
