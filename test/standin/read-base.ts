import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';

/** Midnight of 1 January 2020, UTC: what the embedded host gives each file of its base. */
const BASE_TIME_MS = Date.UTC(2020, 0, 1);

/** The entries of a folder that `write-base.ts` wrote, in layer order. */
export async function* readBase(folder: string): AsyncIterable<LayerEntry> {
  for (const name of ['Files', 'Hives']) yield* readFolder(join(folder, name), name);
}

async function* readFolder(path: string, name: string): AsyncIterable<LayerEntry> {
  yield { kind: 'folder', name, modifiedMs: BASE_TIME_MS };
  const children = (await readdir(path)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const child of children) {
    const childPath = join(path, child);
    const stats = await stat(childPath);
    if (stats.isDirectory()) yield* readFolder(childPath, `${name}/${child}`);
    else
      yield {
        kind: 'file',
        name: `${name}/${child}`,
        sizeBytes: stats.size,
        modifiedMs: BASE_TIME_MS,
        open: () => createReadStream(childPath, { highWaterMark: 1024 * 1024 }),
      };
  }
}
