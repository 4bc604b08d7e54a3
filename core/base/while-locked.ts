import { setTimeout as delay } from 'node:timers/promises';
import { type FileLock, tryLock } from './lock.ts';

const PAUSE_MS = 20;

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
  const lock = await waitForLock(path, patienceMs);
  if (lock === undefined) throw whenLate();
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Takes the lock as soon as it is free: see `tryLock`. @returns undefined when others hold it for longer than `patienceMs`. */
export async function waitForLock(path: string, patienceMs: number): Promise<FileLock | undefined> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(path);
    if (lock !== undefined || performance.now() > until) return lock;
    await delay(PAUSE_MS);
  }
}
