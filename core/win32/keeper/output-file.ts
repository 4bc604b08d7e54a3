import { setTimeout as delay } from 'node:timers/promises';
import { LogTimes } from '../../host/log-times.ts';
import { callQueue } from '../call-queue.ts';
import { OutputPieces } from './output-pieces.ts';

/** A disk that refuses is asked again after this long; meanwhile the program is held up, as by any full pipe. */
const RETRY_MS = 1_000;
/** Who writes is held back while so much waits, in bytes. */
const FULL_BYTES = 256 * 1024;
/**
 * Of libuv's four threads, which are the process's: the others are for HCS and for records. Files that wait for their turn
 * gather what comes meanwhile, and then write it at once.
 */
const inTurn = callQueue(2);

export interface OutputFileOptions {
  onGrow: () => void;
  onTrouble: (error: unknown) => void;
  nowMs?: () => number;
  maximumBytes?: number | undefined;
}

/**
 * A file that a process's output is appended to. Bounded memory: who writes into it is held back by it.
 *
 * A write that fails (a full disk) is tried again until it works or `giveUp` is called; other files do not wait for it.
 */
export class OutputFile {
  /** Where the file ended when it was opened, in bytes. */
  readonly start: number;
  /** Where what was written ends, in bytes. */
  size: number;
  /** What was taken and is not in the file yet. */
  waitingBytes = 0;
  /** Whether bytes were dropped, because the disk refused them to the end. */
  hasLost = false;
  /** Resolves when it is closed: after `end`, with all that was taken before. */
  readonly closed: Promise<void>;
  private readonly file: OutputPieces;
  private readonly note: (offset: number) => void;
  private readonly onGrow: () => void;
  private readonly onTrouble: (error: unknown) => void;
  private readonly over = new AbortController();
  private readonly waiting: Buffer[] = [];
  private isWriting = false;
  private isEnded = false;
  private onRoom: () => void = () => undefined;
  private resolveClosed: () => void = () => undefined;

  /**
   * @param options.onGrow After each piece that is in the file.
   * @param options.onTrouble The first failure of a piece that could not be written at once.
   * @param options.nowMs For a log: when it grows is noted beside it.
   * @param options.maximumBytes What is kept of it. Default: everything.
   */
  static async open(path: string, options: OutputFileOptions): Promise<OutputFile> {
    const { nowMs, maximumBytes } = options;
    let times: LogTimes | undefined;
    const file = await OutputPieces.open(path, {
      isLog: nowMs !== undefined,
      maximumBytes,
      onDropped: (offset) => void times?.forgetBefore(offset),
    });
    try {
      if (nowMs !== undefined) times = new LogTimes(path, maximumBytes);
      const note = (offset: number): void => times?.grows(offset, nowMs?.() ?? 0);
      const made = new OutputFile(file, { ...options, note });
      void made.closed.then(() => times?.close());
      return made;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private constructor(file: OutputPieces, options: OutputFileOptions & { note: (offset: number) => void }) {
    this.note = options.note;
    this.file = file;
    this.start = file.size;
    this.size = file.size;
    this.onGrow = options.onGrow;
    this.onTrouble = options.onTrouble;
    this.closed = new Promise((resolve) => {
      this.resolveClosed = resolve;
    });
  }

  /**
   * Takes a piece; after `end` it is dropped.
   * @param onRoom Called when there is room again, if there is none now.
   * @returns whether there is room for more.
   */
  write(piece: Buffer, onRoom: () => void): boolean {
    if (this.isEnded) return true;
    this.waiting.push(piece);
    this.waitingBytes += piece.length;
    this.work();
    if (this.waitingBytes < FULL_BYTES) return true;
    this.onRoom = onRoom;
    return false;
  }

  /** Nothing more comes: it is closed when all is written. Idempotent. */
  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.work();
  }

  /** What cannot be written now is dropped. */
  giveUp(): void {
    this.over.abort();
  }

  private work(): void {
    if (this.isWriting) return;
    this.isWriting = true;
    void this.writeAll();
  }

  private async writeAll(): Promise<void> {
    for (let isTold = false; this.waiting.length > 0; ) {
      try {
        await inTurn(() => this.writeWaiting());
        isTold = false;
      } catch (error) {
        if (!isTold) this.onTrouble(error);
        isTold = true;
        if (this.over.signal.aborted) this.drop();
        else await delay(RETRY_MS, undefined, { signal: this.over.signal }).catch(() => undefined);
      }
    }
    if (this.isEnded) {
      await this.file.close().catch(() => undefined); // what was written is there
      this.resolveClosed();
    }
    this.isWriting = this.isEnded;
  }

  /** All that has come by now, in one write. */
  private async writeWaiting(): Promise<void> {
    const all = this.waiting.length === 1 ? this.waiting[0] : Buffer.concat(this.waiting);
    if (all === undefined) return;
    this.waiting.splice(0, this.waiting.length, all);
    this.note(this.size);
    const bytesWritten = await this.file.append(all);
    this.waiting.splice(0, 1, ...(bytesWritten < all.length ? [all.subarray(bytesWritten)] : []));
    this.waitingBytes -= bytesWritten;
    this.size += bytesWritten;
    this.onGrow();
    if (this.waitingBytes < FULL_BYTES) this.tellRoom();
  }

  private drop(): void {
    this.hasLost = true;
    this.waiting.length = 0;
    this.waitingBytes = 0;
    this.tellRoom();
  }

  private tellRoom(): void {
    const { onRoom } = this;
    this.onRoom = () => undefined;
    onRoom();
  }
}
