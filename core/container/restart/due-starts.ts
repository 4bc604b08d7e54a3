import type { Schedule } from '../../base/schedule.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { isDue, LONGEST_WAIT_MS } from './restart-policy.ts';

export interface DueStartsOptions {
  now(): Date;
  schedule: Schedule;
  /** Its time has come. Never rejects. */
  start(id: string): Promise<void>;
}

/** How many are started at once: a service that comes up may find hundreds whose time has come. */
const MOST_AT_ONCE = 8;

/** The starts that restart policies have in mind, each at its time. Records hold them; here are the timers. */
export class DueStarts {
  readonly #options: DueStartsOptions;
  readonly #timers = new Map<string, () => void>();
  /** Those whose time has come, and that wait for others to have started; in that order. */
  readonly #waiting = new Set<string>();
  #startingCount = 0;
  #isClosed = false;

  constructor(options: DueStartsOptions) {
    this.#options = options;
  }

  /** How many wait for their time, or are being started. */
  get size(): number {
    return this.#timers.size + this.#waiting.size + this.#startingCount;
  }

  /** Has the container started when its record says so, and not otherwise. */
  follow(record: ContainerRecord): void {
    this.forget(record.id);
    const dueAt = record.restarts?.dueAt;
    if (this.#isClosed || dueAt === undefined || !isDue(record)) return;
    // A clock that was set back must not make it wait for years.
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, Date.parse(dueAt) - this.#options.now().getTime()));
    const onTime = (): void => {
      this.#timers.delete(record.id);
      this.#waiting.add(record.id);
      this.#startNext();
    };
    this.#timers.set(record.id, this.#options.schedule(waitMs, onTime));
  }

  forget(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    this.#waiting.delete(id);
  }

  close(): void {
    this.#isClosed = true;
    for (const id of [...this.#timers.keys(), ...this.#waiting]) this.forget(id);
  }

  #startNext(): void {
    for (const id of this.#waiting) {
      if (this.#startingCount >= MOST_AT_ONCE) return;
      this.#waiting.delete(id);
      this.#startingCount++;
      void this.#options.start(id).finally(() => {
        this.#startingCount--;
        this.#startNext();
      });
    }
  }
}
