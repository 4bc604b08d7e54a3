import { fault } from '../../base/fault.ts';

export const BLOCK = 512;

/** The type flags that we read and write; every other one is kept as it is, for the caller to refuse. */
export type TarType =
  | 'file'
  | 'folder'
  | 'symlink'
  | 'hardlink'
  | 'pax'
  | 'paxGlobal'
  | 'gnuLongName'
  | 'gnuLongLink'
  | 'other';

const TYPE_OF: Readonly<Record<string, TarType>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
  x: 'pax',
  g: 'paxGlobal',
  L: 'gnuLongName',
  K: 'gnuLongLink',
};
const FLAG_OF: Readonly<Partial<Record<TarType, string>>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  folder: '5',
  pax: 'x',
};

/** One header block. Offsets and lengths, in bytes: POSIX.1-2017, pax, "ustar Interchange Format". */
export interface TarHeader {
  type: TarType;
  /** The flag as stored, for messages. */
  flag: string;
  name: string;
  linkName: string;
  sizeBytes: number;
  modifiedSeconds: number;
  mode: number;
}

/**
 * Reads a header block, checking its checksum.
 *
 * @param offset Where the block stands in the archive, for the message.
 * @throws {RuntimeFault} `Corrupt`.
 */
export function decodeTarHeader(block: Buffer, offset: number): TarHeader {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  if (readNumber(block, 148, 8, offset) !== sum)
    throw fault('Corrupt', `The archive is damaged: wrong header checksum at byte ${offset}.`);
  const flag = String.fromCharCode(block[156] ?? 0);
  const magic = block.toString('latin1', 257, 263);
  const prefix = magic === 'ustar\0' ? readText(block, 345, 155) : '';
  const name = readText(block, 0, 100);
  return {
    type: TYPE_OF[flag] ?? 'other',
    flag,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: readText(block, 157, 100),
    sizeBytes: readNumber(block, 124, 12, offset),
    modifiedSeconds: readNumber(block, 136, 12, offset),
    mode: readNumber(block, 100, 8, offset),
  };
}

/** What goes into a block that we write: always ustar, uid and gid 0, no user names. */
export interface NewTarHeader {
  type: 'file' | 'folder' | 'symlink' | 'hardlink' | 'pax';
  name: string;
  linkName?: string;
  sizeBytes: number;
  modifiedSeconds: number;
}

/** The largest numbers that fit a block's octal fields. */
const MAX_OCTAL = 0o77777777777;

/**
 * Writes the block, and the pax records which hold what the block cannot: long or non-ASCII names, huge sizes, times
 * before 1970. Pure: the same header always gives the same bytes.
 */
export function encodeTarHeader(header: NewTarHeader): { block: Buffer; pax: Record<string, string> } {
  const block = Buffer.alloc(BLOCK);
  const pax: Record<string, string> = {};
  const name = splitName(header.name);
  if (name === undefined) pax['path'] = header.name;
  block.write(name?.name ?? asciiStart(header.name), 0, 100, 'latin1');
  block.write(name?.prefix ?? '', 345, 155, 'latin1');
  const link = header.linkName ?? '';
  if (!isAscii(link) || link.length > 100) pax['linkpath'] = link;
  block.write(asciiStart(link), 157, 100, 'latin1');
  if (header.sizeBytes > MAX_OCTAL) pax['size'] = String(header.sizeBytes);
  if (header.modifiedSeconds < 0 || header.modifiedSeconds > MAX_OCTAL) pax['mtime'] = String(header.modifiedSeconds);
  writeOctal(block, 100, 8, header.type === 'folder' ? 0o755 : 0o644);
  writeOctal(block, 108, 8, 0);
  writeOctal(block, 116, 8, 0);
  writeOctal(block, 124, 12, pax['size'] === undefined ? header.sizeBytes : 0);
  writeOctal(block, 136, 12, pax['mtime'] === undefined ? header.modifiedSeconds : 0);
  block.write(FLAG_OF[header.type] ?? '0', 156, 1, 'latin1');
  block.write('ustar\x0000', 257, 8, 'latin1');
  writeOctal(block, 329, 8, 0);
  writeOctal(block, 337, 8, 0);
  let sum = 8 * 0x20;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return { block, pax };
}

/** Pax records, sorted by key: `<length> <key>=<value>\n`, where the length counts itself. */
export function encodePax(records: Readonly<Record<string, string>>): Buffer {
  const parts = Object.keys(records)
    .sort()
    .map((key) => {
      const body = Buffer.from(` ${key}=${records[key] ?? ''}\n`);
      let length = body.length + 1;
      while (String(length).length + body.length !== length) length++;
      return Buffer.concat([Buffer.from(String(length)), body]);
    });
  return Buffer.concat(parts);
}

/** Reads pax records; later ones win. @throws {RuntimeFault} `Corrupt`. */
export function decodePax(bytes: Buffer, offset: number): Record<string, string> {
  const records: Record<string, string> = Object.create(null);
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const digits = space === -1 || space - at > 10 ? '' : bytes.toString('latin1', at, space);
    const length = /^[1-9][0-9]*$/.test(digits) ? Number(digits) : 0;
    const end = at + length;
    const equals = bytes.indexOf(0x3d, space);
    if (
      length === 0 ||
      end > bytes.length ||
      bytes[end - 1] !== 0x0a ||
      equals === -1 ||
      equals >= end ||
      equals === space + 1
    ) {
      throw fault('Corrupt', `The archive is damaged: unreadable extended header at byte ${offset + at}.`);
    }
    records[bytes.toString('utf8', space + 1, equals)] = bytes.toString('utf8', equals + 1, end - 1);
    at = end;
  }
  return records;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** What old readers show of a name that only the pax record holds whole. */
function asciiStart(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '_').slice(0, 100);
}

/** Fits a name into name and prefix fields, or undefined. */
function splitName(full: string): { name: string; prefix: string } | undefined {
  if (!isAscii(full)) return undefined;
  if (full.length <= 100) return { name: full, prefix: '' };
  for (let slash = full.indexOf('/'); slash !== -1 && slash <= 155; slash = full.indexOf('/', slash + 1)) {
    const name = full.slice(slash + 1);
    if (slash > 0 && name !== '' && name.length <= 100) return { name, prefix: full.slice(0, slash) };
  }
  return undefined;
}

function writeOctal(block: Buffer, at: number, length: number, value: number): void {
  block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, length, 'latin1');
}

function readText(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end === -1 || end > at + length ? at + length : end);
}

/** An octal field, or GNU's big-endian base-256 one. */
function readNumber(block: Buffer, at: number, length: number, offset: number): number {
  const first = block[at] ?? 0;
  if (first === 0x80) {
    let value = 0;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (block[i] ?? 0);
    if (Number.isSafeInteger(value)) return value;
  } else if (first < 0x80) {
    const digits = /^[ \0]*([0-7]*)[ \0]*$/.exec(block.toString('latin1', at, at + length))?.[1];
    if (digits !== undefined) return digits === '' ? 0 : Number.parseInt(digits, 8);
  }
  throw fault('Corrupt', `The archive is damaged: unreadable number in the header at byte ${offset}.`);
}
