import { setImmediate } from 'node:timers/promises';

/** How long others of this process wait at most, for work that is made of small steps. */
const MOST_MS = 20;

/**
 * Gives others of this process their turn in the middle of long work that waits for nothing.
 *
 * @example Between two steps of a loop
 * const turns = new Turns();
 * while (!turns.isDue());
 * await turns.give();
 * assert.equal(turns.isDue(), false);
 */
export class Turns {
  #due = performance.now() + MOST_MS;

  isDue(): boolean {
    return performance.now() >= this.#due;
  }

  async give(): Promise<void> {
    await setImmediate();
    this.#due = performance.now() + MOST_MS;
  }
}
