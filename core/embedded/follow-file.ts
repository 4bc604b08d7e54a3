import { close, type FSWatcher, read, watch } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';

const readFile = promisify(read);

/** What is read at once, at most. */
const PIECE_BYTES = 64 * 1024;

/**
 * Reads a file that grows, by inotify, to its end: the end is what is there once `finished` has resolved.
 *
 * Owns `fd`. Nothing is watched or read before somebody reads the stream, and it reads only as fast as it is read.
 */
export class FollowFile extends Readable {
  private readonly fd: number;
  private offset: number;
  private readonly keptFrom: (() => Promise<number>) | undefined;
  private watcher: FSWatcher | undefined;
  private isFinished = false;
  private isWaiting = false;
  private isReading = false;
  /** Something happened while a read was on its way: what it finds as the end may not be. */
  private hasNews = false;

  /** @param options.keptFrom Where the file begins now: what is before reads as zeros. Default: everything is kept. */
  constructor(options: {
    fd: number;
    offset: number;
    finished: Promise<unknown>;
    keptFrom?: (() => Promise<number>) | undefined;
  }) {
    super({ highWaterMark: 256 * 1024 });
    this.fd = options.fd;
    this.offset = options.offset;
    this.keptFrom = options.keptFrom;
    const finish = (): void => {
      this.isFinished = true;
      this.wake();
    };
    options.finished.then(finish, finish);
  }

  override _read(): void {
    if (this.isReading) return;
    this.startWatching();
    this.isWaiting = false;
    this.isReading = true;
    this.hasNews = false;
    const wasFinished = this.isFinished; // an end seen before the file was finished is not the end
    const over = (act: () => void): void => {
      this.isReading = false;
      if (this.destroyed) close(this.fd, () => undefined);
      else act();
    };
    this.readKept().then(
      (bytes) => over(() => this.give(bytes, wasFinished)),
      (error: unknown) => over(() => this.destroy(error as Error)), // fs's own
    );
  }

  /** The next bytes that are kept; none at the end. */
  private async readKept(): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await readFile(this.fd, buffer, 0, buffer.length, this.offset);
      // Asked after the read: what is kept now was there when it was read.
      const begin = bytesRead === 0 ? 0 : ((await this.keptFrom?.()) ?? 0);
      const end = this.offset + bytesRead;
      if (bytesRead > 0 && begin >= end) this.offset = begin;
      else {
        const skipped = Math.max(0, begin - this.offset);
        this.offset = end;
        return buffer.subarray(skipped, bytesRead);
      }
    }
  }

  private give(bytes: Buffer, wasFinished: boolean): void {
    if (bytes.length > 0) this.push(bytes);
    else if (wasFinished) this.push(null);
    else if (this.isFinished || this.hasNews) this._read();
    else this.isWaiting = true;
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.watcher?.close();
    if (!this.isReading) close(this.fd, () => undefined);
    callback(error);
  }

  private startWatching(): void {
    if (this.watcher !== undefined || this.isFinished) return;
    // By descriptor: programs inside may put another file, or another folder, in the place of this one's name.
    this.watcher = watch(`/proc/self/fd/${this.fd}`, { persistent: false }, () => this.wake());
    this.watcher.on('error', () => this.wake());
  }

  private wake(): void {
    if (this.isWaiting && !this.destroyed) this._read();
    else this.hasNews = true;
  }
}
