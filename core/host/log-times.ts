import { close, closeSync, fstatSync, ftruncateSync, openSync, write } from 'node:fs';
import { type FileHandle, open, rename, writeFile } from 'node:fs/promises';
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
/** The times of a log with a limit take a quarter of it at most, and no more than this, in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Where the times of a log are. */
export function timesPath(logPath: string): string {
  return `${logPath}.times`;
}

/** Writes the times of one log. Trouble with its disk makes it coarser, and nothing else. */
export class LogTimes {
  readonly #path: string;
  readonly #maximumBytes: number;
  /** Undefined: closed. */
  #fd: number | undefined;
  /** Where the next entry goes. */
  #at: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #isBusy = false;
  #isClosed = false;

  /**
   * Opens the file, or makes it; an entry that was cut short goes.
   * @param logMaximumBytes What is kept of the log. Default: everything.
   * @throws as `openSync`.
   */
  constructor(logPath: string, logMaximumBytes = Number.POSITIVE_INFINITY) {
    this.#path = timesPath(logPath);
    const isBounded = Number.isFinite(logMaximumBytes);
    this.#maximumBytes = isBounded ? Math.min(MOST_BYTES, logMaximumBytes / 4) : Number.POSITIVE_INFINITY;
    [this.#fd, this.#at] = openWhole(this.#path);
  }

  /** The log grows, or has just grown, from `offset` on. */
  grows(offset: number, nowMs: number): void {
    const fd = this.#fd;
    // A clock that was set back begins anew.
    if (this.#isBusy || fd === undefined || Math.abs(nowMs - this.#lastMs) < LEAST_GAP_MS) return;
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeDoubleLE(nowMs, 0);
    entry.writeDoubleLE(offset, 8);
    this.#isBusy = true;
    this.#lastMs = nowMs;
    write(fd, entry, 0, ENTRY_BYTES, null, (error, written) => {
      if (error === null && written === ENTRY_BYTES) this.#at += ENTRY_BYTES;
      else if (written > 0) ftruncateSync(fd, this.#at);
      this.#isFree();
      if (this.#at > this.#maximumBytes) void this.forgetBefore(0);
    });
  }

  /** What is before an offset in the log has gone, and so do its times. Of too many, those of old lines become coarser. */
  async forgetBefore(offset: number): Promise<void> {
    if (this.#isBusy || this.#fd === undefined) return; // the next time
    this.#isBusy = true;
    try {
      const kept = await timesFrom(this.#path, offset, this.#maximumBytes);
      if (kept.length === this.#at) return;
      const fresh = `${this.#path}.new`;
      await writeFile(fresh, kept, { mode: 0o600 });
      closeSync(this.#fd); // Windows replaces no open file
      this.#fd = undefined;
      await rename(fresh, this.#path).catch(() => undefined); // somebody reads it: the next time
      [this.#fd, this.#at] = openWhole(this.#path);
    } catch {
      // A full disk, or the log was removed.
    } finally {
      this.#isFree();
    }
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    if (!this.#isBusy) this.#isFree();
  }

  #isFree(): void {
    this.#isBusy = false;
    if (!this.#isClosed || this.#fd === undefined) return;
    close(this.#fd, () => undefined);
    this.#fd = undefined;
  }
}

/** @returns its descriptor, and its size in bytes; an entry that was cut short goes. */
function openWhole(path: string): [fd: number, size: number] {
  const fd = openSync(path, 'a+', 0o600);
  const { size } = fstatSync(fd);
  const whole = size - (size % ENTRY_BYTES);
  if (whole !== size) ftruncateSync(fd, whole);
  return [fd, whole];
}

/** The entries for a log from `offset` on, at most so many bytes of them: every second one of the older half goes. */
async function timesFrom(path: string, offset: number, maximumBytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = new LogTimesReader(file, Math.floor(size / ENTRY_BYTES));
    const first = (await entries.indexOf(offset)) * ENTRY_BYTES;
    const from = Math.max(first, size - (size % ENTRY_BYTES) - 4 * MOST_BYTES);
    const bytes = Buffer.alloc(size - (size % ENTRY_BYTES) - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    let kept: Buffer = bytes.subarray(0, bytesRead - (bytesRead % ENTRY_BYTES));
    if (kept.length > maximumBytes) while (kept.length > maximumBytes * 0.75) kept = thinned(kept);
    return kept;
  } finally {
    await file.close();
  }
}

function thinned(bytes: Buffer): Buffer {
  const half = Math.floor(bytes.length / 2 / ENTRY_BYTES);
  const older: Buffer[] = [];
  for (let at = 0; at < half; at += 2) older.push(bytes.subarray(at * ENTRY_BYTES, (at + 1) * ENTRY_BYTES));
  return Buffer.concat([...older, bytes.subarray(half * ENTRY_BYTES)]);
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

  /** @param file Of `count` entries; the reader owns it. */
  constructor(file: FileHandle | undefined, count: number) {
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
    for (let at = await this.indexOf(offset); at < this.#count; at += PIECE_ENTRIES) {
      yield* await this.#read(at, Math.min(this.#count, at + PIECE_ENTRIES));
    }
  }

  /** Which entry is the last at or before an offset, from 0; the first, where none is. */
  async indexOf(offset: number): Promise<number> {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [entry] = await this.#read(middle, middle + 1);
      if (entry !== undefined && entry.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
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
