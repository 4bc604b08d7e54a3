import type { Schedule } from '../../core/base/schedule.ts';

interface Entry {
  atMs: number;
  work(): void;
}

/** Timers that follow a clock which goes on only when told. */
export class FakeSchedule {
  readonly #now: () => Date;
  readonly #entries = new Set<Entry>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  readonly schedule: Schedule = (delayMs, work) => {
    const entry = { atMs: this.#now().getTime() + delayMs, work };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  };

  /** How long each waits from now, in milliseconds, sorted. */
  get waits(): number[] {
    return [...this.#entries].map(({ atMs }) => atMs - this.#now().getTime()).sort((a, b) => a - b);
  }

  /** Lets time pass; what is due by then happens at its time, in order. */
  advance(ms: number, advanceClock: (ms: number) => void): void {
    const endMs = this.#now().getTime() + ms;
    for (;;) {
      const [next] = [...this.#entries].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#entries.delete(next);
      advanceClock(Math.max(0, next.atMs - this.#now().getTime()));
      next.work();
    }
    advanceClock(endMs - this.#now().getTime());
  }
}
