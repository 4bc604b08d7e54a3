import { bufferBlocks } from '../../../core/base/block-source.ts';
import { readLayerEntries } from '../../../core/formats/wim/layer-entries.ts';
import { openWim } from '../../../core/formats/wim/open-wim.ts';
import type { FileEntry, LayerEntry } from '../../../core/spec/layer-entry.ts';

/** An entry with its content in place of what opens it. */
export type ReadEntry = Exclude<LayerEntry, FileEntry> | (Omit<FileEntry, 'open'> & { content: Buffer });

/** All entries of an image, contents too. */
export async function readEntries(bytes: Buffer, index = 1): Promise<ReadEntry[]> {
  const wim = await openWim(bufferBlocks(bytes, 'test.wim'));
  const image = wim.images[index - 1];
  if (image === undefined) throw new Error(`there is no image ${index}`);
  const found: ReadEntry[] = [];
  for await (const entry of readLayerEntries(wim, image)) {
    if (entry.kind !== 'file') found.push(entry);
    else {
      const { open, ...rest } = entry;
      const pieces: Buffer[] = [];
      for await (const piece of open() as AsyncIterable<Buffer>) pieces.push(piece);
      found.push({ ...rest, content: Buffer.concat(pieces) });
    }
  }
  return found;
}
