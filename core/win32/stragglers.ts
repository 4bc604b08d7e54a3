import { keepAlive } from './keep-alive.ts';

/** Work that nobody waits for but that still runs. Its failures are dropped: who asked has been told already. */
export class Stragglers {
  readonly #running = new Set<Promise<void>>();

  get size(): number {
    return this.#running.size;
  }

  add(work: Promise<unknown>): void {
    const tracked: Promise<void> = work.then(ended, ended).then(() => {
      this.#running.delete(tracked);
    });
    this.#running.add(tracked);
  }

  /** Resolves when all that runs now has ended. What runs does not keep node alive; waiting for it does. */
  async settled(): Promise<void> {
    const release = keepAlive();
    try {
      await Promise.all(this.#running);
    } finally {
      release();
    }
  }
}

function ended(): void {}
