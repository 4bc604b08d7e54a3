import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { DO_NOT_WAIT } from '../host/log-file.ts';
import { forgetMarks, LONGEST_LINE_BYTES, listParts, markKept } from '../host/log-parts.ts';
import type { LogTimes } from '../host/log-times.ts';
import { punchHole } from './bind.ts';

/** Given back at once, in bytes: who else wants the file waits as long. */
const STEP_BYTES = 64 * 1024 * 1024;
/** More steps are none: a program inside can make its log as long as it likes, of holes. */
const MOST_STEPS = 10_000;

/**
 * Keeps a log that programs write to themselves to a size: its front becomes a hole. Where what is kept begins is written
 * down first, so that nobody takes the hole for output, and one who was killed between the two is made up for.
 */
export class LogTrim {
  readonly #path: string;
  readonly #maximumBytes: number;
  readonly #times: LogTimes;
  readonly #onTrouble: (error: unknown) => void;
  /** Undefined: nobody has looked yet. */
  #begin: number | undefined;
  #size = 0;
  #isAtWork = false;
  #hasTold = false;

  /** @param onTrouble The first failure; it is tried again when the log has grown. */
  constructor(path: string, options: { maximumBytes: number; times: LogTimes; onTrouble: (error: unknown) => void }) {
    this.#path = path;
    this.#maximumBytes = options.maximumBytes;
    this.#times = options.times;
    this.#onTrouble = options.onTrouble;
  }

  /** The log is so long now, in bytes. */
  grown(size: number): void {
    this.#size = size;
    if (this.#isAtWork || !this.#isTooLong()) return;
    this.#isAtWork = true;
    this.#keepUp()
      .catch((error: unknown) => {
        if (!this.#hasTold) this.#onTrouble(error);
        this.#hasTold = true;
      })
      .finally(() => {
        this.#isAtWork = false;
      });
  }

  #isTooLong(): boolean {
    return this.#size - (this.#begin ?? 0) > this.#maximumBytes * 1.5;
  }

  async #keepUp(): Promise<void> {
    const file = await open(this.#path, constants.O_RDWR | DO_NOT_WAIT);
    try {
      if (this.#begin === undefined) {
        this.#begin = (await listParts(this.#path)).begin;
        await giveBack(file, 0, this.#begin); // by one who was killed before
      }
      while (this.#isTooLong()) await this.#dropFront(file, this.#begin);
    } finally {
      await file.close();
    }
  }

  async #dropFront(file: FileHandle, before: number): Promise<void> {
    const begin = await lineStart(file, this.#size - this.#maximumBytes);
    await markKept(this.#path, begin);
    await giveBack(file, before, begin);
    this.#begin = begin;
    await forgetMarks(this.#path, begin);
    await this.#times.forgetBefore(begin);
  }
}

/** Whole blocks go; the rest of the last one is overwritten by the next. */
async function giveBack(file: FileHandle, from: number, to: number): Promise<void> {
  const step = Math.max(STEP_BYTES, Math.ceil((to - from) / MOST_STEPS));
  for (let at = from; at < to; at += step) {
    punchHole(file.fd, at, Math.min(step, to - at));
    await turn();
  }
}

/** Where the line begins that has the byte at `offset`, or the offset itself in the middle of a long one. */
async function lineStart(file: FileHandle, offset: number): Promise<number> {
  const from = Math.max(0, offset - LONGEST_LINE_BYTES);
  const before = Buffer.alloc(offset - from);
  const { bytesRead } = await file.read(before, 0, before.length, from);
  const end = before.subarray(0, bytesRead).lastIndexOf(0x0a);
  return end < 0 ? offset : from + end + 1;
}
