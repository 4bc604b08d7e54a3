import { readFileSync } from 'node:fs';

/** The TypeScript side of a row: what its first type argument says of each argument. */
export interface RowTypes {
  name: string;
  args: string[];
}

/** Reads `export const Name = row<[a: A, b: B], Result>(` of a table's source, with its local type aliases. */
export function readRowTypes(file: string): RowTypes[] {
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const aliases = new Map<string, string>();
  for (const match of source.matchAll(/^type (\w+) = (\[[\s\S]*?\]);$/gm)) aliases.set(match[1] ?? '', match[2] ?? '');
  return [...source.matchAll(/export const (\w+) = \w+</g)].map((match) => {
    const [first = ''] = splitTop(insideAngles(source, match.index + match[0].length));
    const tuple = (aliases.get(first.trim()) ?? first).trim().replace(/^\[|\]$/g, '');
    const args = splitTop(tuple).map((element) => element.replace(/^\s*\w+\s*:/, '').trim());
    return { name: match[1] ?? '', args: args.filter((type) => type !== '') };
  });
}

/** The text up to the angle bracket that closes. */
function insideAngles(source: string, start: number): string {
  let depth = 1;
  for (let at = start; at < source.length; at++) {
    if (source[at] === '<') depth++;
    else if (source[at] === '>' && source[at - 1] !== '=') depth--;
    if (depth === 0) return source.slice(start, at);
  }
  return source.slice(start);
}

/** Cut at the commas that are in no bracket. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if ('<[{('.includes(char)) depth++;
    else if ('>]})'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
