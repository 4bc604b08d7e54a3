import { close, fstatSync, ftruncateSync, openSync, write } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf } from '../base/fault.ts';

/**
 * When a log was written: a file beside it, of entries of 16 bytes, each two little-endian doubles: a time in ms since
 * 1970 and an offset in bytes. What is in the log from that offset on was written then, or later. Whoever keeps the log
 * writes it, at most ten times a second; it is never wrong about a line by more than that.
 */
const ENTRY_BYTES = 16;
const LEAST_GAP_MS = 100;
/** Entries that are read at once. */
const PIECE_ENTRIES = 4096;

/** Where the times of a log are. */
export function timesPath(logPath: string): string {
  return `${logPath}.times`;
}

/** Writes the times of one log. Trouble with its disk makes it coarser, and nothing else. */
export class LogTimes {
  readonly #fd: number;
  /** Where the next entry goes. */
  #at: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #isBusy = false;
  #isClosed = false;

  /** Opens the file, or makes it; an entry that was cut short goes. @throws as `openSync`. */
  constructor(logPath: string) {
    this.#fd = openSync(timesPath(logPath), 'a+', 0o600);
    const { size } = fstatSync(this.#fd);
    this.#at = size - (size % ENTRY_BYTES);
    if (this.#at !== size) ftruncateSync(this.#fd, this.#at);
  }

  /** The log grows, or has just grown, from `offset` on. */
  grows(offset: number, nowMs: number): void {
    // A clock that was set back begins anew.
    if (this.#isBusy || this.#isClosed || Math.abs(nowMs - this.#lastMs) < LEAST_GAP_MS) return;
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeDoubleLE(nowMs, 0);
    entry.writeDoubleLE(offset, 8);
    this.#isBusy = true;
    this.#lastMs = nowMs;
    write(this.#fd, entry, 0, ENTRY_BYTES, null, (error, written) => {
      this.#isBusy = false;
      if (error === null && written === ENTRY_BYTES) this.#at += ENTRY_BYTES;
      else if (written > 0) ftruncateSync(this.#fd, this.#at);
      if (this.#isClosed) close(this.#fd, () => undefined);
    });
  }

  /** Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#isBusy) close(this.#fd, () => undefined);
  }
}

/** An entry: what is from `offset` on was written at `timeMs`, or later. */
export interface LogTime {
  timeMs: number;
  offset: number;
}

/** The entries of a log's times, as they are now; none where nobody kept them. */
export class LogTimesReader {
  readonly #file: FileHandle | undefined;
  readonly #count: number;

  private constructor(file: FileHandle | undefined, count: number) {
    this.#file = file;
    this.#count = count;
  }

  static async open(logPath: string): Promise<LogTimesReader> {
    try {
      const file = await open(timesPath(logPath), 'r');
      return new LogTimesReader(file, Math.floor((await file.stat()).size / ENTRY_BYTES));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return new LogTimesReader(undefined, 0);
      throw error;
    }
  }

  /** Whether anybody has kept the times. */
  get isKept(): boolean {
    return this.#count > 0;
  }

  /**
   * Where what was written at `sinceMs` or later begins; undefined when nothing was, as far as is known. Looks from the
   * end: its cost follows what is asked for, and a clock that was once wrong does not hide what came after.
   */
  async offsetSince(sinceMs: number): Promise<number | undefined> {
    let found: number | undefined;
    for (let end = this.#count; end > 0; end -= PIECE_ENTRIES) {
      const entries = await this.#read(Math.max(0, end - PIECE_ENTRIES), end);
      for (const { timeMs, offset } of entries.reverse()) {
        if (timeMs < sinceMs) return found;
        found = offset;
      }
    }
    return found;
  }

  /** The last entry at or before an offset, and those after it, in order. */
  async *from(offset: number): AsyncGenerator<LogTime> {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const [entry] = await this.#read(middle, middle + 1);
      if (entry !== undefined && entry.offset <= offset) low = middle + 1;
      else high = middle;
    }
    for (let at = Math.max(0, low - 1); at < this.#count; at += PIECE_ENTRIES) {
      yield* await this.#read(at, Math.min(this.#count, at + PIECE_ENTRIES));
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #read(from: number, end: number): Promise<LogTime[]> {
    if (this.#file === undefined) return [];
    const bytes = Buffer.alloc((end - from) * ENTRY_BYTES);
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, from * ENTRY_BYTES);
    const entries: LogTime[] = [];
    for (let at = 0; at + ENTRY_BYTES <= bytesRead; at += ENTRY_BYTES)
      entries.push({ timeMs: bytes.readDoubleLE(at), offset: bytes.readDoubleLE(at + 8) });
    return entries;
  }
}
