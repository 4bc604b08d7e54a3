import { createReadStream, lstatSync, type Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readDosAttributes } from '../../../core/embedded/attributes.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { registryOf } from './hives.ts';
import { decodeLink } from './reparse-data.ts';
import type { SideStore } from './side-store.ts';
import { STREAM } from './streams-of-file.ts';

/**
 * What a layer's folder on the Windows side holds (`Files\`, `Hives\`), as the entries of a layer of the embedded host: what
 * the filter driver of Windows would show of it.
 *
 * @param tombstones Names below `Files`, with `/`, that this layer takes away.
 */
export async function* readLayerFolder(
  folder: string,
  tombstones: readonly string[],
  sides: SideStore,
): AsyncIterable<LayerEntry> {
  const seen = new Map<string, string>();
  yield* readFolder(join(folder, 'Files'), 'Files', seen, sides);
  for (const name of tombstones) {
    if (!isThere(join(folder, 'Files', name))) yield { kind: 'whiteout', name: `Files/${name}` };
  }
  if (isThere(join(folder, 'Hives'))) yield* registryOf(join(folder, 'Hives'));
}

async function* readFolder(
  path: string,
  name: string,
  seen: Map<string, string>,
  sides: SideStore,
): AsyncIterable<LayerEntry> {
  const stats = await lstat(path);
  const attributes = readDosAttributes(path, stats.mode, true);
  yield { kind: 'folder', name, modifiedMs: stats.mtimeMs, ...(attributes === undefined ? {} : { attributes }) };
  const children = (await readdir(path)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const child of children) yield* readOne(join(path, child), `${name}/${child}`, seen, sides);
}

async function* readOne(
  path: string,
  name: string,
  seen: Map<string, string>,
  sides: SideStore,
): AsyncIterable<LayerEntry> {
  const stats = await lstat(path);
  if (stats.isSymbolicLink()) {
    yield { kind: 'symlink', name, modifiedMs: stats.mtimeMs, target: await readlink(path) };
    return;
  }
  const link = (await sides.read(path))?.parts.find((part) => part.id === STREAM.reparse);
  if (link !== undefined) {
    const { target } = decodeLink(link.data);
    yield { kind: 'symlink', name, modifiedMs: stats.mtimeMs, target: target.replaceAll('\\', '/') };
  } else if (stats.isDirectory()) {
    yield* readFolder(path, name, seen, sides);
  } else if (stats.isFile()) {
    const identity = `${stats.dev}:${stats.ino}`;
    const first = stats.nlink > 1 ? seen.get(identity) : undefined;
    seen.set(identity, first ?? name);
    if (first !== undefined) yield { kind: 'hardlink', name, target: first };
    else yield fileEntry(path, name, stats, readDosAttributes(path, stats.mode, false));
  }
}

function fileEntry(path: string, name: string, stats: Stats, attributes: number | undefined): LayerEntry {
  return {
    kind: 'file',
    name,
    sizeBytes: stats.size,
    modifiedMs: stats.mtimeMs,
    ...(attributes === undefined ? {} : { attributes }),
    open: () => (stats.size === 0 ? Readable.from([]) : createReadStream(path, { highWaterMark: 1024 * 1024 })),
  };
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
