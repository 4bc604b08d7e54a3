import { fault } from '../../base/fault.ts';
import { closingMark, escapeText, unescapeText } from './text.ts';

/** Registry value types that have a text form of their own; every other number is legal too (Wine has 0xffff0000+n). */
export const REG_SZ = 1;
export const REG_EXPAND_SZ = 2;
export const REG_BINARY = 3;
export const REG_DWORD = 4;
export const REG_MULTI_SZ = 7;

/** Longer texts are not tried against the patterns: a pattern's stack grows with the text. */
const MAX_PATTERN_TEXT = 32_768;
/** A string that is already as we write it: no control or non-ASCII characters, no escapes but `\\` and `\"`. */
const CANONICAL_STRING = /^(?:str\([27]\):)?"(?:[\x20\x21\x23-\x5b\x5d-\x7f]|\\[\\"])*"$/;
const CANONICAL_DWORD = /^dword:[0-9a-f]{8}$/;
/** Of a type that has no form of its own. */
const CANONICAL_HEX = /^hex(?:\((?:[05689a-f]|[1-9a-f][0-9a-f]{1,7})\))?:(?:[0-9a-f]{2}(?:,[0-9a-f]{2})*)?$/;
const HEX_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const STRING_START = /^(?:str(?:\(([0-9a-fA-F]{1,8})\))?:)?"/;
const HEX_START = /^hex(?:\(([0-9a-fA-F]{1,8})\))?:/;

/**
 * Writes a value the way wineserver does (`dump_value`), on one line: a properly ended string as a string, four bytes
 * of REG_DWORD as `dword:`, the rest as hex.
 */
export function formatValueData(type: number, bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === REG_SZ || type === REG_EXPAND_SZ || type === REG_MULTI_SZ) {
    if (data.length >= 2 && data.length % 2 === 0 && data.readUInt16LE(data.length - 2) === 0) {
      const text = escapeText(data.toString('utf16le', 0, data.length - 2), '""');
      return type === REG_SZ ? `"${text}"` : `str(${type}):"${text}"`;
    }
  }
  if (type === REG_DWORD && data.length === 4) return `dword:${data.readUInt32LE(0).toString(16).padStart(8, '0')}`;
  const hex = Array.from(data, (byte) => HEX_BYTE[byte]).join(',');
  return type === REG_BINARY ? `hex:${hex}` : `hex(${type.toString(16)}):${hex}`;
}

/**
 * Reads a value's text.
 *
 * @param line 1-based, for the message.
 * @throws {RuntimeFault} `Corrupt` when it is no value.
 */
export function parseValueData(text: string, line: number): { type: number; bytes: Uint8Array } {
  const string = STRING_START.exec(text);
  if (string) {
    const start = string[0].length;
    if (closingMark(text, start, '"') !== text.length - 1) throw notAValue(line);
    const type = string[1] === undefined ? REG_SZ : Number.parseInt(string[1], 16);
    return { type, bytes: Buffer.from(`${unescapeText(text.slice(start, -1), line)}\0`, 'utf16le') };
  }
  const dword = /^dword:([0-9a-fA-F]{1,8})$/.exec(text);
  if (dword) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(Number.parseInt(dword[1] ?? '0', 16));
    return { type: REG_DWORD, bytes };
  }
  const hex = HEX_START.exec(text);
  if (!hex) throw notAValue(line);
  const type = hex[1] === undefined ? REG_BINARY : Number.parseInt(hex[1], 16);
  const parts = text.slice(hex[0].length).split(',');
  if (parts.at(-1)?.trim() === '') parts.pop();
  const bytes = new Uint8Array(parts.length);
  for (const [at, spaced] of parts.entries()) {
    const part = spaced.trim();
    if (!/^[0-9a-fA-F]{1,2}$/.test(part)) throw notAValue(line);
    bytes[at] = Number.parseInt(part, 16);
  }
  return { type, bytes };
}

/** The one text of a value, whoever wrote it: equal values have equal texts. Cheap for what Wine itself writes. */
export function canonicalValueData(text: string, line: number): string {
  const isShort = text.length <= MAX_PATTERN_TEXT;
  if (isShort && (CANONICAL_STRING.test(text) || CANONICAL_DWORD.test(text) || CANONICAL_HEX.test(text))) return text;
  const { type, bytes } = parseValueData(text, line);
  return formatValueData(type, bytes);
}

/** The text of a REG_SZ. */
export function stringData(text: string): string {
  return `"${escapeText(text, '""')}"`;
}

/** The text of a REG_DWORD; `value` is taken as unsigned 32 bits. */
export function dwordData(value: number): string {
  return `dword:${(value >>> 0).toString(16).padStart(8, '0')}`;
}

function notAValue(line: number): Error {
  return fault('Corrupt', `The registry text has no readable value on line ${line}.`);
}
