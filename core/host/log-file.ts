import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf, fault } from '../base/fault.ts';
import { listParts } from './log-parts.ts';

/** A program that writes a log itself can take a lease on it, and whoever opens it then waits until the kernel ends that. */
export const DO_NOT_WAIT = constants.O_NONBLOCK ?? 0; // Windows has neither

function heldBack(path: string, cause: unknown): Error {
  return fault('Busy', `Log '${path}' cannot be read now: a program in the container holds it back.`, {
    target: path,
    hint: 'Try again in a minute, or Stop-Container',
    cause,
  });
}

/** From where to where a log is kept, in bytes. */
export interface LogExtent {
  begin: number;
  end: number;
}

/** What was read: `size` bytes at the front of the buffer, which are in the log from `offset` on. 0: its end. */
export interface LogBytes {
  offset: number;
  size: number;
}

/**
 * A log, for one reader; whoever keeps it writes on and drops its front meanwhile. What is open stays readable when the log
 * is removed.
 */
export class LogFile {
  readonly #path: string;
  #pieces: { offset: number; file: FileHandle }[] = [];
  #begin = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @returns undefined when there is no log. */
  static async open(path: string): Promise<LogFile | undefined> {
    const log = new LogFile(path);
    try {
      await log.#look();
    } catch (error) {
      await log.close();
      throw error;
    }
    return log.#pieces.length === 0 ? undefined : log;
  }

  /** As it is now. */
  async extent(): Promise<LogExtent> {
    await this.#look();
    const last = this.#pieces.at(-1);
    const end = last === undefined ? 0 : last.offset + (await last.file.stat()).size;
    return { begin: Math.min(this.#begin, end), end };
  }

  /**
   * Reads what is at an offset, or, where that was dropped, from the beginning of what is kept.
   *
   * @returns at most what the buffer holds; it may be less in the middle of the log.
   */
  async read(buffer: Uint8Array, from: number): Promise<LogBytes> {
    for (let offset = Math.max(from, this.#begin); ; ) {
      const size = await this.#readPiece(buffer, offset);
      // What is dropped reads as zeros: that is known before, so it is asked after.
      if (size > 0) await this.#look();
      if (this.#begin <= offset) {
        const next = size === 0 ? this.#pieces.find((piece) => piece.offset > offset) : undefined;
        if (next === undefined) return { offset, size };
        offset = next.offset; // a piece that was cut short by a power cut
      } else if (this.#begin < offset + size) {
        buffer.copyWithin(0, this.#begin - offset, size);
        return { offset: this.#begin, size: offset + size - this.#begin };
      } else offset = this.#begin;
    }
  }

  async close(): Promise<void> {
    const pieces = this.#pieces.splice(0);
    for (const { file } of pieces) await file.close();
  }

  async #readPiece(buffer: Uint8Array, offset: number): Promise<number> {
    const at = this.#pieces.findLastIndex((piece) => piece.offset <= offset);
    const piece = this.#pieces[at];
    if (piece === undefined) return 0;
    const end = this.#pieces[at + 1]?.offset ?? Number.POSITIVE_INFINITY;
    const { bytesRead } = await piece.file.read(
      buffer,
      0,
      Math.min(buffer.length, end - offset),
      offset - piece.offset,
    );
    return bytesRead;
  }

  /** Takes up new pieces, and lets go of those that were dropped. */
  async #look(): Promise<void> {
    for (;;) {
      const { pieces, begin } = await listParts(this.#path);
      if (pieces.length === 0) return; // removed: what is open is what there is
      const fresh = pieces.filter(({ offset }) => !this.#pieces.some((piece) => piece.offset === offset));
      if (!(await this.#openAll(fresh))) continue; // dropped between the two
      this.#begin = Math.max(this.#begin, begin);
      const first = this.#pieces.findLastIndex(({ offset }) => offset <= this.#begin);
      for (const { file } of this.#pieces.splice(0, Math.max(0, first))) await file.close();
      return;
    }
  }

  async #openAll(pieces: readonly { path: string; offset: number }[]): Promise<boolean> {
    for (const { path, offset } of pieces) {
      try {
        this.#pieces.push({ offset, file: await open(path, constants.O_RDONLY | DO_NOT_WAIT) });
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return false;
        if (errnoOf(error) === 'EAGAIN') throw heldBack(path, error);
        throw error;
      }
      this.#pieces.sort((a, b) => a.offset - b.offset);
    }
    return true;
  }
}
