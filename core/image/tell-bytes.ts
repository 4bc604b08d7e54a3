import { formatBytes } from '../base/format-bytes.ts';
import type { OnProgress } from './image-world.ts';

/** Hears that so many more bytes are done. */
export type OnBytes = (count: number) => void;

/** Tells how many bytes of how many are done: `Verifying: 12.0 MB of 231.2 MB`. @param what What is done with them. */
export function tellBytes(what: string, totalBytes: number, progress: OnProgress | undefined): OnBytes {
  let done = 0;
  return (count) => {
    done += count;
    const percent = totalBytes === 0 ? undefined : Math.min(100, (done / totalBytes) * 100);
    progress?.(`${what}: ${formatBytes(done)} of ${formatBytes(totalBytes)}`, percent);
  };
}

/** The same stream; each chunk's size is told as it passes. */
export async function* told(
  source: AsyncIterable<Uint8Array>,
  onBytes: OnBytes,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}
