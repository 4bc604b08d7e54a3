import { setTimeout as delay } from 'node:timers/promises';
import { tryLock } from './lock.ts';

const PAUSE_MS = 25;

/**
 * Runs `work` while no other process holds the lock: see `tryLock`. The lock is freed with its holder, however that ends.
 *
 * @throws what `whenLate` makes, when others hold it for longer than `patienceMs`.
 * @example One after the other
 * const options = { patienceMs: 1000, whenLate: () => new Error('others are slow') };
 * assert.equal(await whileLocked(`${folder}/b.lock`, async () => 'done', options), 'done');
 */
export async function whileLocked<T>(
  path: string,
  work: () => Promise<T>,
  { patienceMs, whenLate }: { patienceMs: number; whenLate(): Error },
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(path);
    if (lock !== undefined) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (performance.now() > until) throw whenLate();
    await delay(PAUSE_MS);
  }
}
