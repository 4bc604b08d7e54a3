import { readFile } from 'node:fs/promises';
import { errnoOf } from './fault.ts';
import { whileShared } from './while-shared.ts';

/**
 * A file's bytes; undefined when it is not there. Where Windows refuses because somebody else has it open, it waits a while.
 *
 * @throws the system error when it cannot be told (EACCES...).
 * @example What is not there has no bytes
 * assert.equal(await readIfThere(`${folder}/missing/file`), undefined);
 */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await whileShared(() => readFile(path));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
