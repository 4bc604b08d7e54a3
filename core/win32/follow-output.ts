import { Readable } from 'node:stream';
import { LogFile } from '../host/log-file.ts';

/** What is read at once, at most, in bytes. */
const PIECE_BYTES = 256 * 1024;
/** A file that had nothing new for so long is closed: an open one keeps Windows from removing its folder. */
const IDLE_MS = 500;

/**
 * Reads a process's output from its file while the keeper writes it: up to where the keeper says that it is, to the end
 * once that is known. Nothing is polled or watched, and the file is open only while something comes.
 */
export class FollowOutput extends Readable {
  private readonly path: string;
  private log: LogFile | undefined;
  /** The next byte of the file to read. */
  private offset: number;
  /** Where the file's content of this process ends, as far as known. */
  private size: number;
  private isWhole = false;
  private isWaiting = false;
  private reading: Promise<unknown> | undefined;
  private idle: NodeJS.Timeout | undefined;

  /** @param options.offset Where to begin in the file, in bytes. */
  constructor(options: { path: string; offset: number; size: number }) {
    super({ highWaterMark: 256 * 1024 });
    this.path = options.path;
    this.offset = options.offset;
    this.size = options.size;
  }

  /** So much is there now. */
  grow(size: number): void {
    if (this.isWhole || size <= this.size) return;
    this.size = size;
    this.wake();
  }

  /** That is all. */
  finish(size: number): void {
    if (this.isWhole) return;
    this.size = size;
    this.isWhole = true;
    this.wake();
  }

  override _read(): void {
    this.isWaiting = false;
    this.readMore().catch((error: unknown) => {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.letGo().then(
      () => callback(error),
      (problem: unknown) => callback(error ?? (problem as Error)),
    );
  }

  private async readMore(): Promise<void> {
    clearTimeout(this.idle);
    const there = this.size - this.offset;
    if (there <= 0) {
      if (this.isWhole) {
        await this.letGo(); // who does not read on never comes to the end, and the file would stay open
        this.push(null);
      } else {
        this.isWaiting = true;
        this.letGoLater();
      }
      return;
    }
    if (!(await this.open()) || this.log === undefined) return;
    const buffer = Buffer.allocUnsafe(Math.min(there, PIECE_BYTES));
    const reading = this.log.read(buffer, this.offset);
    this.reading = reading.catch(() => undefined);
    const { offset, size } = await reading;
    this.reading = undefined;
    if (this.destroyed) return;
    this.letGoLater();
    // A front that was dropped is skipped; what comes then may be the next process's.
    const own = Math.min(size, this.size - offset);
    this.offset = offset + size;
    // A file that somebody has cut short has no more.
    this.push(own <= 0 ? null : buffer.subarray(0, own));
  }

  /** @returns false when it is over: destroyed meanwhile, or the file was removed, and what nobody kept is not there. */
  private async open(): Promise<boolean> {
    if (this.log !== undefined) return true;
    const log = await LogFile.open(this.path);
    if (log === undefined) {
      this.push(null);
      return false;
    }
    this.log = log;
    if (!this.destroyed) return true;
    await this.letGo();
    return false;
  }

  private letGoLater(): void {
    const close = () => {
      this.letGo().catch((error: unknown) => this.destroy(error as Error)); // close's own
    };
    this.idle = setTimeout(close, IDLE_MS).unref();
  }

  /** Closes the file when no read is under way with it. */
  private async letGo(): Promise<void> {
    const { log } = this;
    this.log = undefined;
    clearTimeout(this.idle);
    await this.reading;
    await log?.close();
  }

  private wake(): void {
    if (this.isWaiting && !this.destroyed) this._read();
  }
}
