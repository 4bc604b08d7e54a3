import type { LayerCalls } from '../layers/layer-calls.ts';
import type { LayerPath } from './helper-tasks.ts';

/**
 * Writes what a scratch holds into an empty folder, in the transport format. Attaching its filter once and taking it off
 * again is what initialises a scratch that was never used; the export itself needs it off.
 */
export async function exportScratch(
  layers: LayerCalls,
  { scratch, target, parents }: { scratch: string; target: string; parents: readonly LayerPath[] },
): Promise<void> {
  await layers.attach(scratch, parents);
  try {
    await layers.unprepare(scratch);
  } catch (error) {
    await layers.detach(scratch);
    throw error;
  }
  try {
    await layers.export(scratch, target, parents);
  } finally {
    await layers.deactivate(scratch);
  }
}
