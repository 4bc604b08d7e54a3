import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { type Below, fileChanges, type ScratchChange } from '../../host/scratch-change.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';

/**
 * See `LayerHost.compareScratch`: what an export holds, against the folders of the layers. Hives are told by name: what a
 * delta hive says of its keys is written down nowhere.
 */
export async function* compareScratch(
  entries: AsyncIterable<LayerEntry>,
  parents: readonly string[],
  only: 'files' | 'registry' | undefined,
): AsyncGenerator<ScratchChange> {
  const below = async (name: string): Promise<Below> => {
    for (const parent of parents) {
      const found = await lookAt(join(parent, 'Files', ...name.split('/')));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for await (const change of fileChanges(entries, below)) {
    if (only === undefined || (change.kind === 'hive') === (only === 'registry')) yield change;
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
