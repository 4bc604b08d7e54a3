import { settlesWithin } from '../base/wait.ts';

/** Tells those who wait that something about a container has changed: its record was written, or it is gone. */
export class Changes {
  readonly #listeners = new Map<string, Set<() => void>>();

  tell(id: string): void {
    for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
  }

  /**
   * Looks again and again until it finds something: at once, and after each change.
   *
   * @param look Resolves undefined to go on waiting. Looks never overlap.
   * @throws what `look` throws; the signal's reason when it is aborted first.
   */
  async until<T>(id: string, look: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
    let wake = (): void => undefined;
    let hasNews = true;
    const onNews = (): void => {
      hasNews = true;
      wake();
    };
    const unlisten = this.#listen(id, onNews);
    signal.addEventListener('abort', onNews);
    try {
      for (;;) {
        signal.throwIfAborted();
        hasNews = false; // news during the look are for the next one
        const found = await look();
        if (found !== undefined) return found;
        if (!hasNews) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', onNews);
      unlisten();
    }
  }

  /** Waits for the next change, at most so long. @throws the signal's reason when it is aborted first. */
  async next(id: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
    let wake = (): void => undefined;
    const change = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const unlisten = this.#listen(id, wake);
    try {
      await settlesWithin(change, timeoutMs, signal);
    } finally {
      unlisten();
    }
  }

  #listen(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }
}
