import {
  keyPathOf,
  parseQuoted,
  RegistryLines,
  splitValueLine,
} from '../../../core/formats/wine-registry/parse-registry.ts';
import { DELTA_HEADER } from '../../../core/formats/wine-registry/registry-delta.ts';
import { escapeText, foldName } from '../../../core/formats/wine-registry/text.ts';
import { canonicalValueData, formatValueData, parseValueData } from '../../../core/formats/wine-registry/value-data.ts';
import { joinPath, valueLine } from '../../../core/formats/wine-registry/write-registry.ts';
import type { WrittenValue } from '../../formats/regf/write-hive.ts';
import { Failure, HR } from './failure.ts';

/** A key of a registry delta, as the embedded host's text and Windows' hives both can say it. */
export interface DeltaKey {
  name: string;
  layer: 'merge' | 'tombstone' | 'supersedeTree';
  inheritsClass: boolean;
  className?: string;
  isLink: boolean;
  values: WrittenValue[];
  keys: DeltaKey[];
}

/** A key on the way to a change. */
export function deltaKey(name: string): DeltaKey {
  return { name, layer: 'merge', inheritsClass: true, isLink: false, values: [], keys: [] };
}

/** Reads the text of `diffRegistry`. */
export function parseDelta(text: string): DeltaKey {
  const lines = new RegistryLines(text);
  if (lines.next() !== DELTA_HEADER) throw new Failure(HR.invalidData, 'This is no registry delta.');
  const root = deltaKey('');
  // By folded path: the text names each key by its whole path.
  const known = new Map<string, DeltaKey>([['', root]]);
  const seek = (parts: readonly string[]): DeltaKey => {
    const path = parts.map(foldName).join('\\');
    const name = parts.at(-1);
    const found = known.get(path);
    if (found !== undefined || name === undefined) return found ?? root;
    const key = deltaKey(name);
    seek(parts.slice(0, -1)).keys.push(key);
    known.set(path, key);
    return key;
  };
  let key = root;
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line.startsWith('[-')) seek(keyPathOf(`[${line.slice(2)}`, lines.number)).layer = 'tombstone';
    else if (line.startsWith('[')) key = seek(keyPathOf(line, lines.number));
    else if (line !== '') readLine(key, line, lines.number);
  }
  return root;
}

function readLine(key: DeltaKey, line: string, number: number): void {
  if (line === '#link') key.isLink = true;
  else if (line === '#class=-') key.inheritsClass = false;
  else if (line.startsWith('#class=')) {
    key.inheritsClass = false;
    key.className = parseQuoted(line.slice(7), number);
  } else if (line.startsWith('#')) throw new Failure(HR.notSupported, `No hive can say '${line}'.`);
  else {
    const { name, data } = splitValueLine(line, number);
    if (data === '-') key.values.push({ name });
    else {
      const { type, bytes } = parseValueData(canonicalValueData(data, number), number);
      key.values.push({ name, type, data: Buffer.from(bytes) });
    }
  }
}

/** Writes what `applyDelta` reads; the empty text for a root that changes nothing. */
export function writeDelta(root: DeltaKey): string {
  const out: string[] = [];
  writeKey(root, '', out);
  return out.length === 0 ? '' : `${DELTA_HEADER}\n${out.join('')}`;
}

function writeKey(key: DeltaKey, path: string, out: string[]): void {
  const shown = path.replace(/^-/, '\\x002d');
  if (key.layer !== 'merge') out.push(`\n[-${path}]\n`);
  if (key.layer === 'tombstone') return;
  const lines = [
    ...(key.inheritsClass || path === ''
      ? []
      : [`#class=${key.className === undefined ? '-' : quoted(key.className)}\n`]),
    ...(key.isLink ? ['#link\n'] : []),
    ...key.values.map(({ name, type = 0, data }) =>
      valueLine({ name, data: data === undefined ? '-' : formatValueData(type, data) }),
    ),
  ];
  if (path !== '' || lines.length > 0) out.push(`\n[${shown}]\n`, ...lines);
  for (const child of key.keys) writeKey(child, joinPath(path, child.name), out);
}

function quoted(text: string): string {
  return `"${escapeText(text, '""')}"`;
}
