import { fault } from '../../base/fault.ts';

/** C escapes that Wine writes, by control character; the others are octal. */
const LETTER_OF: Readonly<Record<number, string>> = {
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  27: 'e',
};
const CODE_OF: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 };

/** Printable ASCII with nothing to escape but backslashes. */
const PLAIN = /^[\x20\x21\x23-\x5a\x5e-\x7f]*$/;

/**
 * Writes a string the way wineserver does (`dump_strW`): `\xNNNN` above 127, octal or C escapes below 32, a backslash
 * before a backslash and the two characters of `special`.
 */
export function escapeText(text: string, special: '""' | '[]'): string {
  if (PLAIN.test(text)) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (code > 127) out += `\\x${code.toString(16).padStart(/[0-9a-f]/i.test(next) ? 4 : 1, '0')}`;
    else if (code < 32) out += `\\${LETTER_OF[code] ?? code.toString(8).padStart(/[0-7]/.test(next) ? 3 : 1, '0')}`;
    else out += char === '\\' || special.includes(char) ? `\\${char}` : char;
  }
  return out;
}

/**
 * Reads what `escapeText` wrote, and what other Wine versions write: `\x` with 1 to 4 hex digits, 1 to 3 octal digits,
 * C letters, any other character as itself.
 *
 * @param line 1-based, for the message.
 * @throws {RuntimeFault} `Corrupt` for a backslash at the end.
 */
export function unescapeText(text: string, line: number): string {
  if (!text.includes('\\')) return text;
  const escapes = /\\(?:x([0-9a-fA-F]{1,4})|([0-7]{1,3})|([\s\S]?))/g;
  return text.replace(escapes, (_all, hex: string | undefined, octal: string | undefined, char: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (char === undefined || char === '')
      throw fault('Corrupt', `The registry text ends in the middle of an escape on line ${line}.`);
    const code = CODE_OF[char];
    return code === undefined ? char : String.fromCharCode(code);
  });
}

const ASCII = /^[^\u0080-\uffff]*$/;

/** The form in which registry names are compared: one UTF-16 unit to one, as Windows does it; sorts stably. */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  let out = '';
  for (let i = 0; i < name.length; i++) {
    const char = name.charAt(i);
    const upper = char.toUpperCase();
    const lower = (upper.length === 1 ? upper : char).toLowerCase();
    out += lower.length === 1 ? lower : char;
  }
  return out;
}

/** Finds the closing quote of a string that starts after `from`; -1 when there is none. */
export function closingMark(text: string, from: number, mark: string): number {
  let at = text.indexOf(mark, from);
  while (at !== -1) {
    let slashes = 0;
    while (at - 1 - slashes >= from && text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return at;
    at = text.indexOf(mark, at + 1);
  }
  return -1;
}
