import type { DatabaseSync } from 'node:sqlite';
import { fault, toFault } from './fault.ts';

/** A lock on a file, held until `release` or the end of the process, however it ends. */
export interface FileLock {
  release(): void;
}

/** SQLite's result codes that mean: another process has it. */
const BUSY = new Set([5, 6]);

/**
 * Takes the lock if it is free, at once.
 *
 * The lock is SQLite's own (`BEGIN IMMEDIATE` on an empty database): the kernel frees it when the holder dies, by
 * SIGKILL too, so there is no stale lock to guess about. Nothing is ever written to the file, so a full disk does not
 * matter. It works between processes; within one process a second call is refused as well.
 *
 * @param path The lock's file, made when missing. Its folder must be there, on a local disk.
 * @returns the lock, or undefined while somebody else holds it.
 * @throws {RuntimeFault} `Corrupt` when the file is something else; AccessDenied, NotFound... from the system.
 * @example Second come, not served
 * const first = tryLock(`${folder}/a.lock`);
 * assert.equal(tryLock(`${folder}/a.lock`), undefined);
 * first?.release();
 */
export function tryLock(path: string): FileLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new (sqlite().DatabaseSync)(path);
    // Without this a new database has a journal file from the start, which a kill would leave.
    database.exec('PRAGMA journal_mode=MEMORY; BEGIN IMMEDIATE');
  } catch (error) {
    database?.close();
    const code = resultCodeOf(error);
    if (code !== undefined && BUSY.has(code & 0xff)) return undefined;
    if (code === 26)
      throw fault('Corrupt', `The lock file '${path}' is not ours.`, {
        target: path,
        hint: `Remove-Item '${path}'`,
        cause: error,
      });
    if (code === 14)
      throw fault('AccessDenied', `Cannot open the lock file '${path}': no access, or its folder is missing.`, {
        target: path,
        cause: error,
      });
    throw toFault(error, 'lock', path);
  }
  const held = database;
  let open = true;
  return {
    release() {
      if (open) held.close();
      open = false;
    },
  };
}

/** Loads node:sqlite without its ExperimentalWarning: what we use of it is as old as SQLite. */
function sqlite(): typeof import('node:sqlite') {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = warn;
  }
}

function resultCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}
