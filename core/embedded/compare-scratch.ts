import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Turns } from '../base/turns.ts';
import { compareRegistry, type RegistryDifference } from '../formats/wine-registry/compare-registry.ts';
import { parseRegistry } from '../formats/wine-registry/parse-registry.ts';
import type { RegistryValue } from '../formats/wine-registry/registry-tree.ts';
import { parseValueData } from '../formats/wine-registry/value-data.ts';
import { registryData } from '../host/registry-data.ts';
import {
  type Below,
  fileChanges,
  type RegistryData,
  type ScratchChange,
  type ValueChange,
} from '../host/scratch-change.ts';
import { exportFilesOf, readOwnHive } from './export-scratch.ts';
import { HIVES } from './hives.ts';
import { foldCase, type UnionEntry, UnionView } from './union-view.ts';

/** Listings kept at a time. */
const MOST_LISTED = 100;

/** Where people find what is in each of the prefix's files. */
const ROOTS: Readonly<Record<string, string>> = {
  'system.reg': 'HKLM',
  'user.reg': 'HKCU',
  'userdef.reg': 'HKU\\.DEFAULT',
};

/** See `LayerHost.compareScratch`. Attached or not: the upper folder is only looked at. */
export async function* compareScratch(
  folder: string,
  parents: readonly string[],
  { only, signal }: { only?: 'files' | 'registry'; signal?: AbortSignal },
): AsyncGenerator<ScratchChange> {
  const upper = join(folder, 'upper');
  if (only !== 'registry') {
    const below = new UnionView(parents.map((parent) => join(parent, 'drive_c')));
    try {
      yield* fileChanges(exportFilesOf(folder, parents, signal), lookBelow(below));
    } finally {
      below.close();
    }
  }
  if (only !== 'files') yield* compareHives(upper, parents, signal);
}

/** Looks names up that come in layer order: each folder is listed about once, whatever it holds. */
function lookBelow(view: UnionView): (name: string) => Below {
  const listed = new Map<string, Map<string, UnionEntry>>();
  const list = (path: string): Map<string, UnionEntry> => {
    const known = listed.get(path);
    if (known !== undefined) return known;
    if (listed.size === MOST_LISTED) listed.clear();
    const found = view.list(path);
    listed.set(path, found);
    return found;
  };
  return (name) => {
    let path = '';
    let entry: UnionEntry | undefined;
    for (const part of name.split('/')) {
      entry = list(path).get(foldCase(part));
      if (entry === undefined) return undefined;
      path = path === '' ? entry.name : `${path}/${entry.name}`;
    }
    return entry?.stats.isDirectory() === true ? 'folder' : 'other';
  };
}

async function* compareHives(
  upper: string,
  parents: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ScratchChange> {
  const [parent] = parents;
  if (parent === undefined) return;
  for (const { file, noise } of HIVES) {
    signal?.throwIfAborted();
    const own = await readOwnHive(join(upper, file));
    if (own === undefined) continue;
    const before = await readFile(join(parent, file), 'utf8');
    if (before === own) continue;
    const turns = new Turns();
    for (const difference of compareRegistry(parseRegistry(before), parseRegistry(own), noise)) {
      if (turns.isDue()) await turns.give();
      yield describe(difference, ROOTS[file] ?? file);
    }
  }
}

function describe(difference: RegistryDifference, root: string): ScratchChange {
  const path = difference.path === '' ? root : `${root}\\${difference.path}`;
  if (difference.kind === 'key') return { ...difference, path };
  const { name, before, after } = difference;
  const change: ValueChange = {
    kind: 'value',
    action: before === undefined ? 'Added' : after === undefined ? 'Deleted' : 'Changed',
    path,
    name,
  };
  if (before !== undefined) change.before = dataOf(before);
  if (after !== undefined) change.after = dataOf(after);
  return change;
}

function dataOf({ data }: RegistryValue): RegistryData {
  const { type, bytes } = parseValueData(data, 0);
  return registryData(type, bytes);
}
