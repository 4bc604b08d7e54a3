import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../base/atomic-file.ts';
import { listFolder } from '../base/list-folder.ts';

/**
 * The files of one log, told by their names alone. Places in it are counted in bytes from the first that was ever written,
 * and stay what they are when the front is dropped:
 *
 *     stdout.log              what is from 0 on
 *     stdout.log.from-73400   a next piece: what is from 73,400 on (`win32`: the front is dropped by the file)
 *     stdout.log.kept-65536   empty: what is before 65,536 is dropped (`embedded`: holes in a file that programs write)
 *     stdout.log.times        log-times.ts
 *
 * Of several `kept` the highest holds.
 */
export interface LogParts {
  /** In their order. Empty: there is no log. */
  pieces: LogPiece[];
  /** Where what is kept begins. */
  begin: number;
}

export interface LogPiece {
  path: string;
  /** Of its first byte. */
  offset: number;
}

/** The least that a log can be told to keep, in bytes. */
export const LEAST_LOG_BYTES = 64 * 1024;
/** How far before what must be kept the beginning of a line is looked for, in bytes. */
export const LONGEST_LINE_BYTES = 64 * 1024;

/** What there is of a log now. */
export async function listParts(logPath: string): Promise<LogParts> {
  const folder = dirname(logPath);
  const name = basename(logPath);
  const pieces: LogPiece[] = [];
  let kept = 0;
  for (const one of await listFolder(folder)) {
    if (one === name) pieces.push({ path: logPath, offset: 0 });
    if (!one.startsWith(`${name}.`)) continue;
    const [, kind, digits] = /^(from|kept)-(\d{1,15})$/.exec(one.slice(name.length + 1)) ?? [];
    if (kind === 'from') pieces.push({ path: join(folder, one), offset: Number(digits) });
    if (kind === 'kept') kept = Math.max(kept, Number(digits));
  }
  pieces.sort((a, b) => a.offset - b.offset);
  return { pieces, begin: Math.max(kept, pieces[0]?.offset ?? 0) };
}

/** The name of the piece of a log from an offset on. */
export function piecePath(logPath: string, offset: number): string {
  return offset === 0 ? logPath : `${logPath}.from-${offset}`;
}

/** Writes down, durably, that what is before `offset` is not kept. */
export async function markKept(logPath: string, offset: number): Promise<void> {
  const path = `${logPath}.kept-${offset}`;
  await (await open(path, 'a', 0o600)).close();
  await syncFolder(dirname(path));
}

/** Removes the marks before the highest. */
export async function forgetMarks(logPath: string, before: number): Promise<void> {
  const prefix = `${basename(logPath)}.kept-`;
  for (const one of await listFolder(dirname(logPath))) {
    if (one.startsWith(prefix) && Number(one.slice(prefix.length)) < before)
      await rm(join(dirname(logPath), one), { force: true });
  }
}
