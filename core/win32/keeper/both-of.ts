/**
 * Waits until both have ended, also when one has failed: what undoes them finds nothing under way.
 * @throws what the first one throws, else the second.
 *
 * @example
 * await assert.rejects(bothOf(Promise.resolve(), Promise.reject(new Error('no'))), /no/);
 */
export async function bothOf(one: Promise<unknown>, other: Promise<unknown>): Promise<void> {
  for (const ended of await Promise.allSettled([one, other])) if (ended.status === 'rejected') throw ended.reason;
}
