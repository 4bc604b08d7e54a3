import { WINE_HEADER } from './parse-registry.ts';
import { type RegistryKey, type RegistryTree, type RegistryValue, sortedEntries } from './registry-tree.ts';
import { escapeText } from './text.ts';

/** Where wineserver breaks a hex value. */
const WRAP_AT = 76;
/** What fits on a line that continues a value, after its two spaces. */
const BYTES_PER_LINE = 25;

/**
 * Writes a registry file that Wine reads: the one text of this registry.
 *
 * Keys and values are sorted by folded name; there are no `#time` lines, and each key's time is 0 (1970). A key without
 * values is written only when nothing below it would imply it, as wineserver does.
 */
export function writeRegistry(tree: RegistryTree): string {
  const out = [`${WINE_HEADER}\n;; All keys relative to ${escapeText(tree.relativeTo, '""')}\n`];
  if (tree.architecture !== undefined) out.push(`\n#arch=${tree.architecture}\n`);
  writeKey(tree.root, '', out);
  return out.join('');
}

function writeKey(key: RegistryKey, path: string, out: string[]): void {
  const isRoot = path === '';
  const isImplied = key.children.size > 0 || isRoot;
  if (!isImplied || key.values.size > 0 || key.className !== undefined || key.isLink) {
    out.push(`\n[${path}] 0\n`);
    if (key.className !== undefined) out.push(`#class="${escapeText(key.className, '""')}"\n`);
    if (key.isLink) out.push('#link\n');
    for (const [, value] of sortedEntries(key.values)) out.push(valueLine(value));
  }
  for (const [, child] of sortedEntries(key.children)) writeKey(child, joinPath(path, child.name), out);
}

/** The path of a child in the text's own form: escaped, `\\` between components. */
export function joinPath(path: string, name: string): string {
  const escaped = escapeText(name, '[]');
  return path === '' ? escaped : `${path}\\\\${escaped}`;
}

/** One value with its final newline, hex broken over lines where wineserver breaks it. */
export function valueLine(value: RegistryValue): string {
  const name = value.name === '' ? '@' : `"${escapeText(value.name, '""')}"`;
  if (!value.data.startsWith('hex')) return `${name}=${value.data}\n`;
  const colon = value.data.indexOf(':') + 1;
  const start = `${name}=${value.data.slice(0, colon)}`;
  const bytes = value.data.slice(colon);
  const lines: string[] = [];
  // Wine breaks after the byte and comma that took the line past the limit; a byte with its comma is three characters.
  let take = Math.max(1, Math.floor((WRAP_AT - start.length) / 3) + 1) * 3;
  for (let at = 0; at < bytes.length; at += take) {
    if (at > 0) take = BYTES_PER_LINE * 3;
    lines.push(bytes.slice(at, at + take));
  }
  return `${start}${lines.join('\\\n  ')}\n`;
}
