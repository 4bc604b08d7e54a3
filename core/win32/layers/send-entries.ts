import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { HelperSession } from '../helper/helper-pool.ts';

/**
 * Gives entries to a task that takes steps, and waits until it is done. When anything fails, the helper is told to let
 * go, so that it can be used again.
 */
export async function sendSteps(session: HelperSession, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    await session.helper.send({ step: 'abort' });
    await session.done().catch(() => {}); // the failure that is told is the first one
    throw error;
  }
  await session.helper.send({ step: 'end' });
  await session.done();
}

/** Each entry in turn, until the signal. */
export async function eachEntry(
  entries: AsyncIterable<LayerEntry>,
  signal: AbortSignal | undefined,
  take: (entry: LayerEntry) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  for await (const entry of entries) {
    signal?.throwIfAborted();
    await take(entry);
  }
}
