import { readNumber } from './read-number.ts';
import { isStringStart, readString } from './read-string.ts';
import { Scanner } from './scanner.ts';

/** Deeper nesting than this is refused: a file people write has a handful of levels. */
export const MAX_DEPTH = 100;

/** What a data file can hold. Hashtables are objects without a prototype, so `__proto__` is a key like any other. */
export type PowerShellData =
  | string
  | number
  | bigint
  | boolean
  | null
  | PowerShellData[]
  | { [key: string]: PowerShellData };

/**
 * Reads PowerShell's data language: one hashtable of hashtables, arrays, strings, numbers, booleans and `$null`, as
 * `Import-PowerShellDataFile` takes it. Anything that would run (variables, casts, commands) is refused.
 *
 * Whole numbers past 2^53 come as bigint. Keys that differ only in case are refused, as PowerShell does.
 *
 * @param text The file's text; a byte order mark is skipped.
 * @param fileName Named in errors.
 * @throws {RuntimeFault} `InvalidArgument`, `cmdlets.psd1:12:5: <why>`, line and column from 1.
 * @example A table with an array
 * const data = parsePowerShellData("@{ Names = 'a', 'b' }", 'x.psd1');
 * assert.deepEqual({ ...data }, { Names: ['a', 'b'] });
 */
export function parsePowerShellData(text: string, fileName: string): PowerShellData {
  const scanner = new Scanner(text, fileName);
  scanner.skipBlanks(true);
  while (scanner.take(';')) scanner.skipBlanks(true);
  if (!scanner.startsWith('@{')) throw scanner.fail('a data file holds one hashtable: @{ ... }');
  const value = readHashtable(scanner, 1);
  scanner.skipBlanks(true);
  while (scanner.take(';')) scanner.skipBlanks(true);
  if (!scanner.atEnd) throw scanner.fail('nothing may follow the hashtable');
  return value;
}

function readHashtable(scanner: Scanner, depth: number): { [key: string]: PowerShellData } {
  const start = scanner.offset;
  scanner.offset += 2;
  const table: { [key: string]: PowerShellData } = Object.create(null);
  const seen = new Set<string>();
  for (;;) {
    skipSeparators(scanner);
    if (scanner.take('}')) return table;
    if (scanner.atEnd) throw scanner.fail('the hashtable that begins here has no closing }', start);
    const keyStart = scanner.offset;
    const key = readKey(scanner);
    if (seen.has(key.toLowerCase())) throw scanner.fail(`the key '${key}' appears twice`, keyStart);
    seen.add(key.toLowerCase());
    scanner.skipBlanks(false);
    if (!scanner.take('=')) throw scanner.fail(`'=' expected after the key '${key}'`);
    scanner.skipBlanks(true);
    table[key] = readStatement(scanner, depth);
    endStatement(scanner, '}');
  }
}

function readKey(scanner: Scanner): string {
  if (isStringStart(scanner)) return readString(scanner);
  if (/[\d.+-]/.test(scanner.peek())) return String(readNumber(scanner));
  const key = scanner.match(/[\p{L}_][\p{L}\p{N}_]*/uy);
  if (key === undefined) throw scanner.fail('a key expected: a word, a number or a quoted string');
  return key;
}

/** One statement: an expression, or several joined by commas, which make an array. */
function readStatement(scanner: Scanner, depth: number): PowerShellData {
  if (depth > MAX_DEPTH) throw scanner.fail(`nested deeper than ${MAX_DEPTH} levels`);
  if (scanner.take(',')) {
    scanner.skipBlanks(true);
    return [readUnaryComma(scanner, depth)];
  }
  const first = readExpression(scanner, depth);
  const items = [first];
  for (;;) {
    const before = scanner.offset;
    scanner.skipBlanks(false);
    if (!scanner.take(',')) {
      scanner.offset = before;
      return items.length === 1 ? first : items;
    }
    scanner.skipBlanks(true);
    items.push(readExpression(scanner, depth));
  }
}

function readUnaryComma(scanner: Scanner, depth: number): PowerShellData {
  let wraps = 0;
  while (scanner.take(',')) {
    wraps++;
    if (depth + wraps > MAX_DEPTH) throw scanner.fail(`nested deeper than ${MAX_DEPTH} levels`);
    scanner.skipBlanks(true);
  }
  let value = readExpression(scanner, depth + wraps);
  for (; wraps > 0; wraps--) value = [value];
  return value;
}

function readExpression(scanner: Scanner, depth: number): PowerShellData {
  if (isStringStart(scanner)) return readString(scanner);
  if (scanner.startsWith('@{')) return readHashtable(scanner, depth + 1);
  if (scanner.startsWith('@(')) return readArray(scanner, depth + 1);
  if (scanner.startsWith('(')) return readParenthesis(scanner, depth + 1);
  const c = scanner.peek();
  if (/[\d.+-]/.test(c)) return readNumber(scanner);
  if (c === '$') return readConstant(scanner);
  if (c === '[') throw scanner.fail('a data file cannot hold a cast or a type');
  if (c === '') throw scanner.fail('the file ends where a value is expected');
  throw scanner.fail(`a value expected, found '${c}'; quote text: '...'`);
}

function readConstant(scanner: Scanner): boolean | null {
  const start = scanner.offset;
  const name = (scanner.match(/\$[\w:]*/y) ?? '').toLowerCase();
  if (name === '$true') return true;
  if (name === '$false') return false;
  if (name === '$null') return null;
  throw scanner.fail('a data file knows only $true, $false and $null', start);
}

/** `@( )`: the statements' values in one array; a statement that is itself an array gives its elements. */
function readArray(scanner: Scanner, depth: number): PowerShellData[] {
  const start = scanner.offset;
  scanner.offset += 2;
  const items: PowerShellData[] = [];
  for (;;) {
    skipSeparators(scanner);
    if (scanner.take(')')) return items;
    if (scanner.atEnd) throw scanner.fail('the array that begins here has no closing )', start);
    const value = readStatement(scanner, depth);
    if (Array.isArray(value)) for (const item of value) items.push(item);
    else items.push(value);
    endStatement(scanner, ')');
  }
}

function readParenthesis(scanner: Scanner, depth: number): PowerShellData {
  const start = scanner.offset;
  scanner.offset++;
  scanner.skipBlanks(true);
  const value = readStatement(scanner, depth);
  scanner.skipBlanks(true);
  if (!scanner.take(')')) throw scanner.fail('the parenthesis that begins here has no closing )', start);
  return value;
}

function skipSeparators(scanner: Scanner): void {
  do scanner.skipBlanks(true);
  while (scanner.take(';'));
}

/** After a statement: a line end, `;`, or what closes the block (left for the caller). */
function endStatement(scanner: Scanner, closing: string): void {
  scanner.skipBlanks(false);
  const c = scanner.peek();
  if (c === closing || c === '' || c === ';' || c === '\r' || c === '\n') return;
  throw scanner.fail(`a new line, ';' or '${closing}' expected, found '${c}'`);
}
