import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf } from '../../base/fault.ts';

/** A disk that refuses is asked again after this long; meanwhile the program is held up, as by any full pipe. */
const RETRY_MS = 1_000;

/**
 * A file that a process's output is appended to. Bounded memory: who writes into it is held back by it.
 *
 * A write that fails (a full disk) is tried again until it works or `giveUp` is called.
 */
export class OutputFile extends Writable {
  /** Where the file ended when it was opened, in bytes. */
  readonly start: number;
  /** Where what was written ends, in bytes. */
  size: number;
  /** Whether bytes were dropped, because the disk refused them to the end. */
  hasLost = false;
  private readonly file: FileHandle;
  private readonly onGrow: () => void;
  private readonly onTrouble: (error: unknown) => void;
  private readonly over = new AbortController();

  /**
   * @param options.onGrow After each piece that is in the file.
   * @param options.onTrouble The first failure of a piece that could not be written at once.
   */
  static async open(
    path: string,
    options: { onGrow: () => void; onTrouble: (error: unknown) => void },
  ): Promise<OutputFile> {
    const file = await openToAppend(path);
    try {
      return new OutputFile(file, (await file.stat()).size, options);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private constructor(
    file: FileHandle,
    size: number,
    options: { onGrow: () => void; onTrouble: (error: unknown) => void },
  ) {
    super({ highWaterMark: 256 * 1024 });
    this.file = file;
    this.start = size;
    this.size = size;
    this.onGrow = options.onGrow;
    this.onTrouble = options.onTrouble;
  }

  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    this.append([chunk]).then(() => callback(), callback);
  }

  override _writev(chunks: { chunk: Buffer }[], callback: (error?: Error | null) => void): void {
    this.append(chunks.map(({ chunk }) => chunk)).then(() => callback(), callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.file.close().then(() => callback(), callback);
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.over.abort();
    this.file.close().then(
      () => callback(error),
      () => callback(error), // closed before, or nothing more can be done
    );
  }

  /** What cannot be written now is dropped. */
  giveUp(): void {
    this.over.abort();
  }

  private async append(chunks: readonly Buffer[]): Promise<void> {
    let rest = Buffer.concat(chunks);
    let isTold = false;
    while (rest.length > 0) {
      try {
        const { bytesWritten } = await this.file.write(rest, 0, rest.length);
        this.size += bytesWritten;
        rest = rest.subarray(bytesWritten);
        this.onGrow();
      } catch (error) {
        if (!isTold) this.onTrouble(error);
        isTold = true;
        if (this.over.signal.aborted) {
          this.hasLost = true;
          return;
        }
        await delay(RETRY_MS, undefined, { signal: this.over.signal }).catch(() => undefined);
      }
    }
  }
}

async function openToAppend(path: string): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, flags, 0o600);
  }
}
