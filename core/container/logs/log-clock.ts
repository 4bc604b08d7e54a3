import { type LogTime, LogTimesReader } from '../../host/log-times.ts';
import type { LogLine } from './log-lines.ts';

/** Tells when lines of one log were written, which it is asked for in their order. */
export class LogClock {
  readonly #logPath: string;
  readonly #beforeMs: number;
  /** The entries around the lines that are asked for next, in order. */
  #entries: LogTime[] = [];

  /** @param beforeMs For what was written while nobody kept the times. */
  constructor(logPath: string, beforeMs: number) {
    this.#logPath = logPath;
    this.#beforeMs = beforeMs;
  }

  /** Each line with its time before it: `2026-11-22T14:30:00.125Z Listening`. */
  async stamp(lines: readonly LogLine[]): Promise<string[]> {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return [];
    await this.#load(first.offset, last.offset);
    let at = 0;
    return lines.map(({ text, offset }) => {
      for (; (this.#entries[at + 1]?.offset ?? Number.POSITIVE_INFINITY) <= offset; at++);
      const entry = this.#entries[at];
      const timeMs = entry !== undefined && entry.offset <= offset ? entry.timeMs : this.#beforeMs;
      return `${new Date(timeMs).toISOString()} ${text}`;
    });
  }

  async #load(from: number, to: number): Promise<void> {
    const reader = await LogTimesReader.open(this.#logPath);
    try {
      this.#entries = [];
      for await (const entry of reader.from(from)) {
        if (entry.offset > to) break;
        this.#entries.push(entry);
      }
    } finally {
      await reader.close();
    }
  }
}
