import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Win32Compute } from '../../../core/win32/compute.ts';
import { type Native, openNative } from '../../../core/win32/native.ts';
import type { ComputeBed } from './compute-bed.ts';
import { type Footprint, footprintOf, footprintText } from './footprint.ts';

/** What the core and the keeper hold. */
export interface Mark {
  core: Footprint;
  keeper: Footprint;
}

/** What may be more at the end than after the warm-up: what comes and goes, not what a container leaves. */
export const SLACK = { handles: 12, threads: 3 };
const LOOKS = 10;
const LOOK_MS = 200;

/**
 * Creates, starts, stops and removes containers, one after the other; each tenth runs a program.
 *
 * @param counts How many cycles each part has; after each part it is looked what is held. The first part warms up.
 */
export async function cycle(bed: ComputeBed, counts: readonly number[]): Promise<Mark[]> {
  const compute = bed.open();
  const native = openNative();
  const marks: Mark[] = [];
  let done = 0;
  await bed.running(compute); // one that stays: without any, the keeper would be gone when it is looked at
  for (const count of counts) {
    const startedMs = performance.now();
    for (let left = count; left > 0; left--, done++) await once(bed, compute, done % 10 === 0);
    const eachMs = (performance.now() - startedMs) / count;
    const mark = {
      core: await leastFootprint(native, process.pid),
      keeper: await leastFootprint(native, await bed.keeperId()),
    };
    marks.push(mark);
    process.stdout.write(
      `      ${done} cycles, ${eachMs.toFixed(0)} ms each; core ${footprintText(mark.core)}; keeper ${footprintText(mark.keeper)}\n`,
    );
  }
  return marks;
}

/** The least of several looks: what comes and goes is no matter, and more of it at once where much else is done. */
async function leastFootprint(native: Native, processId: number): Promise<Footprint> {
  let least = await footprintOf(native, processId);
  for (let look = 1; look < LOOKS; look++) {
    await delay(LOOK_MS);
    const { handles, threads, workingSetBytes } = await footprintOf(native, processId);
    least = {
      handles: Math.min(least.handles, handles),
      threads: Math.min(least.threads, threads),
      workingSetBytes: Math.min(least.workingSetBytes, workingSetBytes),
    };
  }
  return least;
}

async function once(bed: ComputeBed, compute: Win32Compute, runs: boolean): Promise<void> {
  const id = randomUUID();
  const document = bed.document();
  await compute.create(id, document);
  await compute.start(id);
  if (runs) {
    const one = await bed.launch(compute, id, bed.steps('out:x', 'exit:3'));
    one.stdout.resume();
    const code = await one.exited;
    if (code !== 3) throw new Error(`the program ended with ${code}`);
  }
  await compute.shutdown(id);
  await compute.close(id);
  bed.attachments.all.delete(document.Container.Storage.Path);
}
