import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './fault.ts';

/** A block of `stat`, on every system. */
const BLOCK_BYTES = 512;
/** What a folder may answer that is gone, or that only the system reads, or that lies deeper than a path can tell. */
const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG']);

/**
 * The bytes that a folder takes on its disk with all below it: what its removal gives back. Holes of sparse files do not
 * count; a file with several names counts once; links are not followed; what cannot be read counts nothing.
 *
 * @example A folder that is not there
 * assert.equal(await folderSize(`${folder}/none`), 0);
 */
export async function folderSize(path: string): Promise<number> {
  const counted = new Set<string>();
  const waiting = [path];
  let bytes = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const found = await quietly(lstat(at, { bigint: true }));
    if (found === undefined) continue;
    const id = `${found.dev}/${found.ino}`;
    if (!found.isDirectory() && found.nlink > 1n) {
      if (counted.has(id)) continue;
      counted.add(id);
    }
    bytes += Number(found.blocks) * BLOCK_BYTES;
    if (!found.isDirectory()) continue;
    for (const name of (await quietly(readdir(at))) ?? []) waiting.push(join(at, name));
  }
  return bytes;
}

async function quietly<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (UNREADABLE.has(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
