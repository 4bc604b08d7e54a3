import { fault } from '../../base/fault.ts';
import { emptyTree, newKey, type RegistryKey, type RegistryTree } from './registry-tree.ts';
import { closingMark, foldName, unescapeText } from './text.ts';
import { canonicalValueData } from './value-data.ts';

export const WINE_HEADER = 'WINE REGISTRY Version 2';

/** Windows' own limits: no registry that a program made is beyond them. */
export const MAX_DEPTH = 512;
export const MAX_KEY_NAME = 255;
export const MAX_VALUE_NAME = 16_383;
/** Over this a registry text is refused before it is read: 256 Mi characters. */
export const MAX_TEXT = 256 * 1024 * 1024;
/** Keys and values; a fresh prefix has some 30,000. More would take seconds to read, and gigabytes to hold. */
export const MAX_ENTRIES = 1_000_000;

const RELATIVE_TO = ';; All keys relative to ';

/**
 * Reads one of Wine's registry files (`system.reg`, `user.reg`, `userdef.reg`), as Wine or we wrote it.
 *
 * Times are dropped. A key that comes twice is merged, its later values win, as wineserver does it.
 * Cost: 1.7 MB in under 40 ms.
 *
 * @throws {RuntimeFault} `Corrupt`, with the line, for a wrong header, an unreadable line, or names beyond Windows' limits.
 * @example Read a value
 * const tree = parseRegistry('WINE REGISTRY Version 2\n\n[Software\\\\Wine] 1\n"Version"="win10"\n');
 * assert.equal(getValue(tree, 'Software\\Wine', 'version'), '"win10"');
 */
export function parseRegistry(text: string): RegistryTree {
  const lines = new RegistryLines(text);
  if (lines.next() !== WINE_HEADER)
    throw fault('Corrupt', `This is no Wine registry: its first line is not '${WINE_HEADER}'.`);
  const tree = emptyTree();
  const count = new EntryCount();
  const cursor = new KeyCursor(tree.root, count);
  let key: RegistryKey | undefined;
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line.startsWith(RELATIVE_TO)) {
      tree.relativeTo = unescapeText(line.slice(RELATIVE_TO.length), lines.number);
    } else if (line.startsWith('#arch=')) {
      tree.architecture = parseArchitecture(line, lines.number);
    } else if (line.startsWith('[')) {
      key = cursor.seek(keyPathOf(line, lines.number), lines.number);
    } else if (line.startsWith('#class=')) {
      requireKey(key, lines.number).className = parseQuoted(line.slice(7), lines.number);
    } else if (line === '#link') {
      requireKey(key, lines.number).isLink = true;
    } else if (line.startsWith('"') || line.startsWith('@')) {
      const { name, data } = splitValueLine(line, lines.number);
      count.add();
      requireKey(key, lines.number).values.set(foldName(name), { name, data: canonicalValueData(data, lines.number) });
    } else if (line !== '' && !line.startsWith('#') && !line.startsWith(';')) {
      throw fault('Corrupt', `The registry text has an unreadable line ${lines.number}.`);
    }
  }
  return tree;
}

/** How many keys were made and values read of one text. */
export class EntryCount {
  #count = 0;

  /** @throws `Corrupt` for one too many. */
  add(): void {
    if (++this.#count <= MAX_ENTRIES) return;
    throw fault('Corrupt', `The registry text has more than ${MAX_ENTRIES} keys and values.`);
  }
}

/** Hands out logical lines: a hex value's continuation lines are joined to it. */
export class RegistryLines {
  /** The 1-based number of the last physical line that was read. */
  number = 0;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    if (text.length > MAX_TEXT)
      throw fault('Corrupt', `A registry text of ${text.length} characters is over ${MAX_TEXT}.`);
    this.#text = text;
  }

  next(): string | undefined {
    let line = this.#physical();
    if (line === undefined || !line.endsWith('\\') || line.startsWith('[') || !/=hex[(:]/.test(line)) return line;
    const parts: string[] = [];
    while (line?.endsWith('\\')) {
      parts.push(line.slice(0, -1).trimStart());
      line = this.#physical();
    }
    if (line === undefined)
      throw fault('Corrupt', `The registry text ends in the middle of a value, line ${this.number}.`);
    parts.push(line.trimStart());
    return parts.join('');
  }

  #physical(): string | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const end = this.#text.indexOf('\n', this.#at);
    let line = end === -1 ? this.#text.slice(this.#at) : this.#text.slice(this.#at, end);
    this.#at = end === -1 ? this.#text.length : end + 1;
    this.number++;
    if (line.endsWith('\r')) line = line.slice(0, -1);
    return line;
  }
}

/** Finds keys by path from the one before: files are sorted, so most of the path is already there. */
export class KeyCursor {
  readonly #parts: string[] = [];
  readonly #keys: RegistryKey[];
  readonly #count: EntryCount;

  /** @param count Of all that is made of a text: a line makes as many keys as its path is long. */
  constructor(root: RegistryKey, count: EntryCount) {
    this.#keys = [root];
    this.#count = count;
  }

  /** The key at `parts`, made with its ancestors when it is not there. */
  seek(parts: readonly string[], line: number): RegistryKey {
    let depth = 0;
    while (depth < parts.length && depth < this.#parts.length && parts[depth] === this.#parts[depth]) depth++;
    this.#parts.length = depth;
    this.#keys.length = depth + 1;
    for (const part of parts.slice(depth)) {
      const parent = this.#keys.at(-1);
      if (parent === undefined) throw fault('Internal', `no registry root, line ${line}`);
      const folded = foldName(part);
      let key = parent.children.get(folded);
      if (key === undefined) {
        this.#count.add();
        key = newKey(part);
        parent.children.set(folded, key);
      }
      this.#parts.push(part);
      this.#keys.push(key);
    }
    const found = this.#keys.at(-1);
    if (found === undefined) throw fault('Internal', `no registry root, line ${line}`);
    return found;
  }
}

/** The path of a `[...]` line, component by component. @throws `Corrupt`. */
export function keyPathOf(line: string, number: number): string[] {
  const end = closingMark(line, 1, ']');
  if (end === -1) throw fault('Corrupt', `The registry text has a key without its closing bracket on line ${number}.`);
  const path = line.slice(1, end);
  if (path === '') return [];
  // Nearly every path has no escape but its separators, written as two backslashes.
  let parts = path.split('\\\\');
  if (parts.some((part) => part.includes('\\'))) parts = unescapeText(path, number).split('\\');
  if (parts.length > MAX_DEPTH || parts.some((part) => part.length === 0 || part.length > MAX_KEY_NAME)) {
    throw fault('Corrupt', `The registry text has an empty, too long or too deep key name on line ${number}.`);
  }
  return parts;
}

/** Splits `"name"=data` or `@=data`. @throws `Corrupt`. */
export function splitValueLine(line: string, number: number): { name: string; data: string } {
  if (line.startsWith('@=')) return { name: '', data: line.slice(2) };
  const end = closingMark(line, 1, '"');
  if (!line.startsWith('"') || end === -1 || line.charAt(end + 1) !== '=') {
    throw fault('Corrupt', `The registry text has an unreadable value on line ${number}.`);
  }
  const name = unescapeText(line.slice(1, end), number);
  if (name.length > MAX_VALUE_NAME)
    throw fault('Corrupt', `The registry text has a value name that is too long on line ${number}.`);
  return { name, data: line.slice(end + 2) };
}

/** Reads `"..."` to its closing quote. @throws `Corrupt`. */
export function parseQuoted(text: string, number: number): string {
  const end = closingMark(text, 1, '"');
  if (!text.startsWith('"') || end !== text.length - 1)
    throw fault('Corrupt', `The registry text has an unreadable class on line ${number}.`);
  return unescapeText(text.slice(1, end), number);
}

function parseArchitecture(line: string, number: number): string {
  const value = line.slice('#arch='.length);
  if (value !== 'win32' && value !== 'win64')
    throw fault('Corrupt', `The registry text has an unknown architecture on line ${number}.`);
  return value;
}

function requireKey(key: RegistryKey | undefined, number: number): RegistryKey {
  if (key === undefined) throw fault('Corrupt', `The registry text has a value before its first key, line ${number}.`);
  return key;
}
