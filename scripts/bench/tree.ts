import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES_PER_FOLDER = 100;
const POOL_BYTES = 8 * 1024 * 1024;
const WORDS = 'container layer image registry service Windows system driver program library setting value'.split(' ');

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Writes a tree of files, the same for the same arguments: small and large ones, two in three of words and numbers,
 * which compress, the others of noise, which does not.
 *
 * @param totalBytes The sum of their sizes, exactly.
 */
export function writeTree(folder: string, fileCount: number, totalBytes: number): void {
  const chance = seeded(fileCount);
  const noise = Buffer.from(Uint8Array.from({ length: POOL_BYTES }, () => chance() * 256));
  const text = textPool(chance);
  const weights = Array.from({ length: fileCount }, () => 0.02 + chance() ** 2);
  const scale = totalBytes / weights.reduce((sum, weight) => sum + weight, 0);
  let left = totalBytes;
  weights.forEach((weight, index) => {
    const sizeBytes = index === fileCount - 1 ? left : Math.floor(weight * scale);
    left -= sizeBytes;
    const parent = join(folder, `folder-${Math.floor(index / FILES_PER_FOLDER)}`);
    if (index % FILES_PER_FOLDER === 0) mkdirSync(parent, { recursive: true });
    const pool = index % 3 === 2 ? noise : text;
    const start = Math.floor(chance() * (POOL_BYTES - sizeBytes));
    writeFileSync(
      join(parent, `file-${index}.${index % 3 === 2 ? 'bin' : 'txt'}`),
      pool.subarray(start, start + sizeBytes),
    );
  });
}

function textPool(chance: () => number): Buffer {
  const pool = Buffer.alloc(POOL_BYTES);
  let at = 0;
  while (at < POOL_BYTES) {
    const word = WORDS[Math.floor(chance() * WORDS.length)] ?? '';
    at += pool.write(`${word}=${Math.floor(chance() * 1e6)}\r\n`, at);
    if (POOL_BYTES - at < 32) pool.fill(' ', at);
    if (POOL_BYTES - at < 32) at = POOL_BYTES;
  }
  return pool;
}

/** A hash over the names and bytes of all files below a folder, sorted, and how many they are. */
export function fingerprint(folder: string): { hash: string; fileCount: number } {
  if (!existsSync(folder)) throw new Error(`there is no ${folder}`);
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of files) {
    hash.update(`${path.slice(folder.length)}\0`);
    hash.update(readFileSync(path));
  }
  return { hash: hash.digest('hex'), fileCount: files.length };
}
