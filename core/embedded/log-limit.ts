import { closeSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../base/fault.ts';
import { punchHole } from './bind.ts';

const known = new Map<string, boolean>();

/** Whether the file system that a folder is on gives back the front of a file: then logs can be kept to a size. */
export function canLimitLogs(folder: string): boolean {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const path = join(folder, `hole.${process.pid}.tmp`);
  try {
    const fd = openSync(path, 'w', 0o600);
    try {
      punchHole(fd, 0, 4096);
    } finally {
      closeSync(fd);
      unlinkSync(path);
    }
  } catch (error) {
    const isLacking = ['EOPNOTSUPP', 'ENOSYS', 'ENODEV'].includes(errnoOf(error) ?? '');
    if (!isLacking) return true; // a full disk says nothing about it
    known.set(folder, false);
    return false;
  }
  known.set(folder, true);
  return true;
}
