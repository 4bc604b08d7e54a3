import { fault } from './fault.ts';

type Mode = 'shared' | 'exclusive';

interface Waiter {
  mode: Mode;
  admit(): void;
}

interface Entry {
  readers: number;
  isHeld: boolean;
  waiting: Waiter[];
}

/**
 * One reader-writer lock per key, in this process. First come, first served; a waiting writer holds later readers
 * back, so nobody starves. A wait ends early, with `Cancelled`, when the signal is aborted.
 */
export class KeyedLock {
  readonly #entries = new Map<string, Entry>();

  /** Runs `work` alone on the key. */
  exclusive<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#run(key, 'exclusive', work, signal);
  }

  /** Runs `work` beside other shared work on the key. */
  shared<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#run(key, 'shared', work, signal);
  }

  /** Whether nobody holds or waits for any key. */
  get isIdle(): boolean {
    return this.#entries.size === 0;
  }

  async #run<T>(key: string, mode: Mode, work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    await this.#acquire(key, mode, signal);
    try {
      return await work();
    } finally {
      this.#release(key, mode);
    }
  }

  #acquire(key: string, mode: Mode, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(fault('Cancelled', 'The call was cancelled.', { target: key }));
    const entry = this.#entries.get(key) ?? { readers: 0, isHeld: false, waiting: [] };
    this.#entries.set(key, entry);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        entry.waiting = entry.waiting.filter((other) => other !== waiter);
        this.#admit(key, entry);
        reject(
          fault('Cancelled', 'The call was cancelled while another one on the same container ran.', { target: key }),
        );
      };
      const waiter: Waiter = {
        mode,
        admit() {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      entry.waiting.push(waiter);
      this.#admit(key, entry);
    });
  }

  #release(key: string, mode: Mode): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    if (mode === 'exclusive') entry.isHeld = false;
    else entry.readers--;
    this.#admit(key, entry);
  }

  #admit(key: string, entry: Entry): void {
    for (;;) {
      const [next] = entry.waiting;
      if (next === undefined || entry.isHeld || (next.mode === 'exclusive' && entry.readers > 0)) break;
      entry.waiting.shift();
      if (next.mode === 'exclusive') entry.isHeld = true;
      else entry.readers++;
      next.admit();
    }
    if (entry.waiting.length === 0 && entry.readers === 0 && !entry.isHeld) this.#entries.delete(key);
  }
}
