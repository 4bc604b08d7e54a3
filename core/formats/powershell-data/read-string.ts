import { DOUBLE_QUOTES, type Scanner, SINGLE_QUOTES } from './scanner.ts';

const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Whether a string, here-string or not, begins here. */
export function isStringStart(scanner: Scanner): boolean {
  const c = scanner.peek();
  if (c === '') return false;
  if (isQuote(c)) return true;
  return c === '@' && scanner.peek(1) !== '' && isQuote(scanner.peek(1));
}

/**
 * Reads any of the four strings. Double-quoted ones may hold backtick escapes; a variable or `$(...)` in one is
 * refused, since data has nothing to put there.
 */
export function readString(scanner: Scanner): string {
  if (scanner.peek() === '@') return readHereString(scanner);
  return SINGLE_QUOTES.includes(scanner.peek()) ? readSingle(scanner) : readDouble(scanner);
}

function isQuote(c: string): boolean {
  return SINGLE_QUOTES.includes(c) || DOUBLE_QUOTES.includes(c);
}

function readSingle(scanner: Scanner): string {
  const start = scanner.offset++;
  let value = '';
  for (;;) {
    value += scanner.match(/[^'\u2018\u2019\u201a\u201b]*/y) ?? '';
    if (scanner.atEnd) throw scanner.fail("the string that begins here has no closing '", start);
    scanner.offset++;
    const next = scanner.peek();
    if (next === '' || !SINGLE_QUOTES.includes(next)) return value;
    value += next;
    scanner.offset++;
  }
}

function readDouble(scanner: Scanner): string {
  const start = scanner.offset++;
  let value = '';
  for (;;) {
    value += scanner.match(/[^"\u201c\u201d\u201e`$]*/y) ?? '';
    if (scanner.atEnd) throw scanner.fail('the string that begins here has no closing "', start);
    const c = scanner.peek();
    if (c === '`' || c === '$') {
      value += readExpandable(scanner);
      continue;
    }
    scanner.offset++;
    const next = scanner.peek();
    if (next === '' || !DOUBLE_QUOTES.includes(next)) return value;
    value += next;
    scanner.offset++;
  }
}

/** A backtick escape or a dollar sign inside a double-quoted string. */
function readExpandable(scanner: Scanner): string {
  if (scanner.peek() === '$') {
    if (/[\w({:?^$]/.test(scanner.peek(1)))
      throw scanner.fail('a string in a data file cannot hold a variable; write `$');
    scanner.offset++;
    return '$';
  }
  const start = scanner.offset++;
  const c = scanner.peek();
  if (c === '') throw scanner.fail('a backtick ends the file', start);
  if (c === 'u' && scanner.peek(1) === '{') return readUnicodeEscape(scanner, start);
  scanner.offset++;
  return Object.hasOwn(ESCAPES, c) ? (ESCAPES[c] ?? c) : c;
}

function readUnicodeEscape(scanner: Scanner, start: number): string {
  const text = scanner.match(/u\{[0-9a-f]{1,6}\}/iy);
  const code = text === undefined ? Number.NaN : Number.parseInt(text.slice(2, -1), 16);
  if (!(code <= 0x10ffff)) throw scanner.fail('this is not a Unicode escape: `u{1F600}', start);
  return String.fromCodePoint(code);
}

function readHereString(scanner: Scanner): string {
  const start = scanner.offset;
  const single = SINGLE_QUOTES.includes(scanner.peek(1));
  scanner.offset += 2;
  if (scanner.match(/[^\S\r\n]*(?:\r\n|\r|\n)/y) === undefined) {
    throw scanner.fail('a here-string begins at the end of its line', start);
  }
  const quotes = single ? SINGLE_QUOTES : DOUBLE_QUOTES;
  const bodyStart = scanner.offset;
  // The closing mark stands at the beginning of a line; the line end before it is not part of the text.
  const closing = new RegExp(`(?:^|\\r\\n|\\r|\\n)(?=[${quotes}]@)`, 'g');
  closing.lastIndex = bodyStart;
  const emptyBody = quotes.includes(scanner.peek()) && scanner.peek() !== '' && scanner.peek(1) === '@';
  const found = emptyBody ? { index: bodyStart, 0: '' } : closing.exec(scanner.text);
  if (found === null) throw scanner.fail('the here-string that begins here has no end', start);
  const body = single ? scanner.text.slice(bodyStart, found.index) : readHereBody(scanner, found.index);
  scanner.offset = found.index + found[0].length + 2;
  return body;
}

function readHereBody(scanner: Scanner, end: number): string {
  let value = '';
  while (scanner.offset < end) {
    const c = scanner.peek();
    if (c === '`' || c === '$') value += readExpandable(scanner);
    else {
      value += c;
      scanner.offset++;
    }
  }
  return value;
}
