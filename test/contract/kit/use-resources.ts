import type { Bed, TestSystem } from './bed.ts';
import { lines, probe, run } from './run.ts';

/** What processor limits are counted in: hundredths of a percent of all of them. */
export const ALL_PROCESSORS = 10_000;
export const BURN_MS = 300;

/** Programs that use what systems can be limited in. */
export function usesOf(bed: Bed) {
  return {
    /** Whether a program can hold so much memory. */
    holds: async (system: TestSystem, megabytes: number): Promise<boolean> =>
      (await run(bed, system, probe(`hold:${megabytes}`))).stdout.toString() === 'held\n',
    /** How long two busy threads take for `BURN_MS` of processor time together. */
    burnTwoMs: async (system: TestSystem): Promise<number> =>
      Number((await lines(bed, system, probe(`burn-two:${BURN_MS}`)))[0]),
  };
}
