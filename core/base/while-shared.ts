import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf } from './fault.ts';

/** What Windows says of a file that somebody has open for a moment: a reader of ours, a virus scanner, an indexer. */
const SHARED = new Set(['EPERM', 'EACCES', 'EBUSY']);
const TRIES = 40;
const PAUSE_MS = 50;

/**
 * Does what Windows refuses while somebody else has the file open: again for 2 s, then with the system's error. Elsewhere
 * an open file is no reason to refuse, so once.
 *
 * @example Passed on at once where files may be replaced while open
 * const open = Object.assign(new Error('no'), { code: 'EPERM' });
 * await assert.rejects(whileShared(() => Promise.reject(open), 'linux'), open);
 */
export async function whileShared<T>(work: () => Promise<T>, platform: string = process.platform): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (platform !== 'win32' || tries === TRIES || !SHARED.has(errnoOf(error) ?? '')) throw error;
      await delay(PAUSE_MS);
    }
  }
}
