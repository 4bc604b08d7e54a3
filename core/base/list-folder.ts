import { readdir } from 'node:fs/promises';
import { errnoOf } from './fault.ts';

/**
 * The names in a folder, sorted; none when it is not there.
 *
 * @throws the system error when it cannot be told (EACCES, ENOTDIR...).
 * @example What is not there holds nothing
 * assert.deepEqual(await listFolder(`${folder}/missing`), []);
 */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
