import { openSync, statSync } from 'node:fs';

const MOST_BYTES = 1024 * 1024;

/**
 * Opens what processes that start again and again leave their last words in. Over a megabyte it begins anew.
 *
 * @returns the descriptor; the caller closes it.
 * @example Last words
 * assert.ok(openToAppend(`${folder}/keeper.log`) > 2);
 */
export function openToAppend(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(path, size > MOST_BYTES ? 'w' : 'a', 0o600);
}
