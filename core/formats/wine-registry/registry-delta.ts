import { fault } from '../../base/fault.ts';
import { EntryCount, KeyCursor, keyPathOf, parseQuoted, RegistryLines, splitValueLine } from './parse-registry.ts';
import type { RegistryNoise } from './registry-noise.ts';
import { cloneTree, type RegistryKey, type RegistryTree, removeKey, sortedEntries } from './registry-tree.ts';
import { escapeText, foldName } from './text.ts';
import { canonicalValueData } from './value-data.ts';
import { joinPath, valueLine } from './write-registry.ts';

export const DELTA_HEADER = 'HCSCONTAINERS REGISTRY DELTA Version 1';

/**
 * What `child` holds beyond `parent`, as canonical text; the empty string when that is nothing.
 *
 * The text is like a .reg file: `[key]` with its new and changed values, `"name"=-` for a value that is gone,
 * `[-key]` for a key that is gone with all below it, `#class="..."`, `#class=-`, `#link`, `#link=-` where those changed.
 * A key whose own name begins with `-` is written with that character escaped. Sorted; the same two registries always give the same text. `applyDelta(parent, diffRegistry(parent, child))` is `child`.
 *
 * @param options.noise What to leave out, on both sides. Default: nothing.
 */
export function diffRegistry(
  parent: RegistryTree,
  child: RegistryTree,
  options: { noise?: readonly RegistryNoise[] } = {},
): string {
  const out: string[] = [];
  const filter = noiseFilter(options.noise ?? []);
  diffKey({ parent: parent.root, child: child.root, path: '', folded: '', out, filter });
  return out.length === 0 ? '' : `${DELTA_HEADER}\n${out.join('')}`;
}

interface DiffStep {
  parent: RegistryKey | undefined;
  child: RegistryKey;
  /** Escaped, as written. */
  path: string;
  folded: string;
  out: string[];
  filter: NoiseFilter;
}

function diffKey(step: DiffStep): void {
  const { parent, child, path, folded, out, filter } = step;
  const lines = diffOwn(step);
  const isNewLeaf = parent === undefined && child.children.size === 0;
  const isRespelled = parent !== undefined && parent.name !== child.name;
  if (lines.length > 0 || isNewLeaf || isRespelled) out.push(`\n[${path.replace(/^-/, '\\x002d')}]\n`, ...lines);
  const children = new Map<string, RegistryKey | undefined>(child.children);
  for (const name of parent?.children.keys() ?? []) if (!children.has(name)) children.set(name, undefined);
  for (const [name, next] of sortedEntries(children)) {
    const nextFolded = folded === '' ? name : `${folded}\\${name}`;
    if (filter.keys.has(nextFolded)) continue;
    const before = parent?.children.get(name);
    if (next !== undefined) {
      diffKey({ parent: before, child: next, path: joinPath(path, next.name), folded: nextFolded, out, filter });
    } else if (before !== undefined) {
      out.push(`\n[-${joinPath(path, before.name)}]\n`);
    }
  }
}

/** The lines of one key: flags, then values in order. */
function diffOwn({ parent, child, folded, filter }: DiffStep): string[] {
  const lines: string[] = [];
  if (parent?.className !== child.className) {
    lines.push(child.className === undefined ? '#class=-\n' : `#class="${escapeText(child.className, '""')}"\n`);
  }
  if ((parent?.isLink ?? false) !== child.isLink) lines.push(child.isLink ? '#link\n' : '#link=-\n');
  const names = new Set(child.values.keys());
  for (const name of parent?.values.keys() ?? []) names.add(name);
  for (const name of [...names].sort()) {
    if (filter.values.has(`${folded}\0${name}`)) continue;
    const before = parent?.values.get(name);
    const after = child.values.get(name);
    if (after !== undefined && (before?.data !== after.data || before.name !== after.name))
      lines.push(valueLine(after));
    else if (after === undefined && before !== undefined) lines.push(valueLine({ name: before.name, data: '-' }));
  }
  return lines;
}

/**
 * Gives `parent` with a delta applied; `parent` is not changed. The empty text changes nothing.
 *
 * @throws {RuntimeFault} `Corrupt`, with the line, for a text that is no delta.
 */
export function applyDelta(parent: RegistryTree, delta: string): RegistryTree {
  const tree = cloneTree(parent);
  if (delta === '') return tree;
  const lines = new RegistryLines(delta);
  if (lines.next() !== DELTA_HEADER)
    throw fault('Corrupt', `This is no registry delta: its first line is not '${DELTA_HEADER}'.`);
  const count = new EntryCount();
  let cursor = new KeyCursor(tree.root, count);
  let key: RegistryKey | undefined;
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line.startsWith('[-')) {
      const parts = keyPathOf(line.slice(1).replace('-', '['), lines.number);
      if (parts.length === 0) throw fault('Corrupt', `The registry delta removes the root on line ${lines.number}.`);
      removeKey(tree, parts.join('\\'));
      cursor = new KeyCursor(tree.root, count);
      key = undefined;
    } else if (line.startsWith('[')) {
      const parts = keyPathOf(line, lines.number);
      key = cursor.seek(parts, lines.number);
      key.name = parts.at(-1) ?? '';
    } else if (line !== '') {
      if (key === undefined)
        throw fault('Corrupt', `The registry delta has a value outside a key on line ${lines.number}.`);
      count.add();
      applyLine(key, line, lines.number);
    }
  }
  return tree;
}

function applyLine(key: RegistryKey, line: string, number: number): void {
  if (line === '#link') key.isLink = true;
  else if (line === '#link=-') key.isLink = false;
  else if (line === '#class=-') key.className = undefined;
  else if (line.startsWith('#class=')) key.className = parseQuoted(line.slice(7), number);
  else {
    const { name, data } = splitValueLine(line, number);
    if (data === '-') key.values.delete(foldName(name));
    else key.values.set(foldName(name), { name, data: canonicalValueData(data, number) });
  }
}

export interface NoiseFilter {
  keys: Set<string>;
  values: Set<string>;
}

/** The names in `noise`, to look them up: of keys, and of values as `key\0value`; folded. */
export function noiseFilter(noise: readonly RegistryNoise[]): NoiseFilter {
  const filter: NoiseFilter = { keys: new Set(), values: new Set() };
  for (const item of noise) {
    if ('value' in item) filter.values.add(`${foldName(item.key)}\0${foldName(item.value)}`);
    else filter.keys.add(foldName(item.key));
  }
  return filter;
}
