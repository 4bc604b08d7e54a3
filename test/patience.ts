/** How much slower than the machine where a test was written another one may be: small, busy, or both. */
const SLOWNESS = 10;
/** What hangs is found within this time all the same. */
const LONGEST_MS = 1_200_000;

/**
 * How long a test waits for what takes no longer than `ms` on a machine that does nothing else. A time limit in a test is
 * there to find what hangs, and says nothing about what is slow.
 */
export function patience(ms: number): number {
  return Math.max(ms, Math.min(ms * SLOWNESS, LONGEST_MS));
}
