/** What the proof of the module is about: the bytes that were run, in one hash. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The module, what it is made from, and its tests. */
export const PROVED: readonly string[] = ['module', 'cmdlets.psd1', 'test/module'];

/**
 * Over the files that git knows of below these paths, as they are in the working tree, in the order of their names.
 * @returns SHA-256, in hexadecimal.
 */
export function moduleHash(project: string, paths: readonly string[] = PROVED): string {
  const listed = execFileSync('git', ['ls-files', '-z', '--', ...paths], { cwd: project, encoding: 'utf8' });
  const names = [...new Set(listed.split('\0'))].filter((name) => name !== '' && existsSync(join(project, name)));
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    const bytes = readFileSync(join(project, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
