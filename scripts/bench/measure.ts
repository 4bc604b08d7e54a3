/** A side of a comparison: does it once, checks what came out, and tells how long it took, in milliseconds. */
export type Side = (round: number) => Promise<number>;

/** One side's times. */
export interface Times {
  medianMs: number;
  leastMs: number;
  mostMs: number;
}

/**
 * Runs both sides in turn, ours, theirs, ours, theirs..., so that a change of the machine's mood meets both.
 * A first round of each, uncounted, warms the file cache.
 *
 * @param rounds How many are counted; odd, so that the median is one of them.
 */
export async function inTurn(rounds: number, ours: Side, theirs: Side): Promise<{ ours: Times; theirs: Times }> {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const our = await ours(round);
    const their = await theirs(round);
    if (round === 0) continue;
    times.ours.push(our);
    times.theirs.push(their);
  }
  return { ours: timesOf(times.ours), theirs: timesOf(times.theirs) };
}

/** One side alone, for targets that are no comparison. */
export async function alone(rounds: number, side: Side): Promise<Times> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const time = await side(round);
    if (round > 0) times.push(time);
  }
  return timesOf(times);
}

/** @returns how long something took, in milliseconds, and what it gave. */
export async function timed<T>(act: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedMs = performance.now();
  const value = await act();
  return { ms: performance.now() - startedMs, value };
}

export function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { medianMs: at(Math.floor(sorted.length / 2)), leastMs: at(0), mostMs: at(sorted.length - 1) };
}
