import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { type Below, fileChange, type ScratchChange } from '../../host/scratch-change.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import { compareHiveEntry } from './compare-hives.ts';

const HIVES = 'Hives/';

interface CompareOptions {
  only?: 'files' | 'registry';
  signal?: AbortSignal;
}

/** See `LayerHost.compareScratch`: what an export holds, against the folders of the layers and the hives in them. */
export async function* compareScratch(
  entries: AsyncIterable<LayerEntry>,
  parents: readonly string[],
  { only, signal }: CompareOptions = {},
): AsyncGenerator<ScratchChange> {
  const below = async (name: string): Promise<Below> => {
    for (const parent of parents) {
      const found = await lookAt(join(parent, 'Files', ...name.split('/')));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for await (const entry of entries) {
    if (!entry.name.startsWith(HIVES)) {
      const change = only === 'registry' ? undefined : await fileChange(entry, below);
      if (change !== undefined) yield change;
    } else if (only !== 'files' && entry.kind === 'file') yield* compareHiveEntry(entry, parents, signal);
  }
}

async function lookAt(path: string): Promise<Below> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EACCES' || code === 'EPERM') return 'other'; // it is there, and nobody may look at it
    throw error;
  }
}
