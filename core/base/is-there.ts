import { lstat } from 'node:fs/promises';
import { errnoOf } from './fault.ts';

/**
 * Whether something is there, of whatever kind; a link counts itself, not what it leads to.
 *
 * @throws the system error when it cannot be told (EACCES...).
 * @example A folder is there, what is below a missing one is not
 * assert.equal(await isThere(folder), true);
 * assert.equal(await isThere(`${folder}/missing/file`), false);
 */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
