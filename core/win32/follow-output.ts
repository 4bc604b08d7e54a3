import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { errnoOf } from '../base/fault.ts';

/**
 * Reads a process's output from its file while the keeper writes it: up to where the keeper says that it is, to the end
 * once that is known. Nothing is polled or watched, and no file is open before somebody reads.
 */
export class FollowOutput extends Readable {
  private readonly path: string;
  private file: FileHandle | undefined;
  /** The next byte of the file to read. */
  private offset: number;
  /** Where the file's content of this process ends, as far as known. */
  private size: number;
  private isWhole = false;
  private isWaiting = false;

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
    const closing = this.file?.close() ?? Promise.resolve();
    this.file = undefined;
    closing.then(
      () => callback(error),
      (problem: unknown) => callback(error ?? (problem as Error)),
    );
  }

  private async readMore(): Promise<void> {
    const there = this.size - this.offset;
    if (there <= 0) {
      if (this.isWhole) this.push(null);
      else this.isWaiting = true;
      return;
    }
    if (!(await this.open())) return;
    const buffer = Buffer.allocUnsafe(Math.min(there, 64 * 1024));
    const bytesRead = await this.file?.read(buffer, 0, buffer.length, this.offset).then((read) => read.bytesRead);
    if (this.destroyed || bytesRead === undefined) return;
    this.offset += bytesRead;
    // A file that somebody has cut short has no more.
    this.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead));
  }

  /** @returns false when it is over: destroyed meanwhile, or the file was removed, and what nobody kept is not there. */
  private async open(): Promise<boolean> {
    if (this.file !== undefined) return true;
    try {
      const file = await open(this.path, 'r');
      if (!this.destroyed) {
        this.file = file;
        return true;
      }
      await file.close();
      return false;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      this.push(null);
      return false;
    }
  }

  private wake(): void {
    if (this.isWaiting && !this.destroyed) this._read();
  }
}
