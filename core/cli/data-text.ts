import { UsageError } from './usage.ts';

/** One piece of text between separators, and whether any of it was quoted. */
interface Piece {
  text: string;
  quoted: boolean;
}

const CLOSING: Readonly<Record<string, string>> = { "'": "'", '"': '"' };

/**
 * Cuts text at separators, as PowerShell does: not inside quotes. A doubled quote stands for itself. A quote opens only
 * at the start of a piece or after `=`: `it's` is just a word.
 */
function cut(text: string, separators: string): Piece[] {
  const pieces: Piece[] = [];
  let current = '';
  let quoted = false;
  let open: string | undefined;
  const finish = () => {
    pieces.push({ text: quoted ? current : current.trim(), quoted });
    current = '';
    quoted = false;
  };
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (open !== undefined) {
      if (char !== open) current += char;
      else if (text.charAt(index + 1) === open) {
        current += char;
        index++;
      } else open = undefined;
      continue;
    }
    const opens = CLOSING[char] !== undefined && /(^|=)\s*$/.test(current) && !quoted;
    if (opens) {
      open = CLOSING[char];
      quoted = true;
      current = current.trim();
    } else if (separators.includes(char)) finish();
    else if (!quoted || !/\s/.test(char)) current += char;
  }
  if (open !== undefined) throw new UsageError('TerminatorExpected', `The string is missing the terminator: ${open}.`);
  finish();
  return pieces;
}

/**
 * Reads a list as it is typed: `a,b`, `'a,b',c`, `@('a','b')` or JSON `["a","b"]`.
 *
 * @throws {UsageError} for a quote that does not end.
 * @example A comma inside quotes stays
 * assert.deepEqual(parseList("'a,b',c"), ['a,b', 'c']);
 */
export function parseList(text: string): string[] {
  const json = text.trimStart().startsWith('[') ? parseJson(text) : undefined;
  if (Array.isArray(json)) return json.map((item) => String(item));
  const inner = /^\s*@\(([\s\S]*)\)\s*$/.exec(text)?.[1];
  return cut(inner ?? text, ',')
    .filter((piece) => piece.quoted || piece.text !== '')
    .map((piece) => piece.text);
}

/**
 * Reads a table as it is typed: `@{A=1;B='x;y'}`, `A=1;B=2` or JSON `{"A":"1"}`. Values are strings.
 *
 * @throws {UsageError} for a part without `=`, a name twice (without regard to case), a nested value.
 * @example PowerShell's way and the short way
 * assert.deepEqual({ ...parseTable("@{A=1; B='x;y'}") }, { A: '1', B: 'x;y' });
 */
export function parseTable(text: string): Record<string, string> {
  const json = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return fromEntries(Object.entries(json).map(([name, value]) => [name, scalar(name, value)]));
  const inner = /^\s*@\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  const entries: [string, string][] = [];
  for (const piece of cut(inner ?? text, ';\n')) {
    if (piece.text === '' && !piece.quoted) continue;
    const equals = piece.text.indexOf('=');
    const name = piece.text.slice(0, Math.max(equals, 0)).trim();
    if (name === '') {
      throw new UsageError(
        'MissingEqualsInHashLiteral',
        `Missing '=' operator after key in hash literal: '${piece.text}'.`,
        "write NAME=value;NAME2='value; with a semicolon'",
      );
    }
    const value = piece.text.slice(equals + 1);
    entries.push([name, piece.quoted ? value : value.trim()]);
  }
  return fromEntries(entries);
}

/** Joins tables of a parameter that was given more than once. */
export function mergeTables(tables: readonly Record<string, string>[]): Record<string, string> {
  return fromEntries(tables.flatMap((table) => Object.entries(table)));
}

function fromEntries(entries: readonly (readonly [string, string])[]): Record<string, string> {
  const seen = new Set<string>();
  for (const [name] of entries) {
    const key = name.toLowerCase();
    if (seen.has(key))
      throw new UsageError('DuplicateKeyInHashLiteral', `Duplicate keys '${name}' are not allowed in hash literals.`);
    seen.add(key);
  }
  return Object.fromEntries(entries);
}

function scalar(name: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'object')
    throw new UsageError('InvalidHashValue', `The value of '${name}' must be text, not an object or a list.`);
  return String(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
