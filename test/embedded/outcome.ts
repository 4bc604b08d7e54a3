import { RuntimeFault } from '../../core/base/fault.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';

/** `done`, or the kind of the fault; anything else thrown goes on. */
export async function outcome(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (error instanceof RuntimeFault) return error.kind;
    throw error;
  }
}

export async function drain(entries: AsyncIterable<LayerEntry>): Promise<LayerEntry[]> {
  const found: LayerEntry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}
