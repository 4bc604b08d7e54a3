import { close, type FSWatcher, read, watch } from 'node:fs';
import { Readable } from 'node:stream';

/**
 * Reads a file that grows, by inotify, to its end: the end is what is there once `finished` has resolved.
 *
 * Owns `fd`. Nothing is watched or read before somebody reads the stream, and it reads only as fast as it is read.
 */
export class FollowFile extends Readable {
  private readonly fd: number;
  private offset: number;
  private watcher: FSWatcher | undefined;
  private isFinished = false;
  private isWaiting = false;
  private isReading = false;
  /** Something happened while a read was on its way: what it finds as the end may not be. */
  private hasNews = false;

  constructor(options: { fd: number; offset: number; finished: Promise<unknown> }) {
    super({ highWaterMark: 256 * 1024 });
    this.fd = options.fd;
    this.offset = options.offset;
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
    const buffer = Buffer.allocUnsafe(64 * 1024);
    read(this.fd, buffer, 0, buffer.length, this.offset, (error, size) => {
      this.isReading = false;
      if (this.destroyed) {
        close(this.fd, () => undefined);
        return;
      }
      if (error) this.destroy(error);
      else if (size > 0) {
        this.offset += size;
        this.push(buffer.subarray(0, size));
      } else if (wasFinished) this.push(null);
      else if (this.isFinished || this.hasNews) this._read();
      else this.isWaiting = true;
    });
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
