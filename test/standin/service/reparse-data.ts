/**
 * REPARSE_DATA_BUFFER of symbolic links and junctions.
 * @see https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_data_buffer
 */
import { Failure, HR } from './failure.ts';

const SYMLINK = 0xa000000c;
const JUNCTION = 0xa0000003;
const RELATIVE = 1;

export interface Link {
  target: string;
  isJunction: boolean;
}

/** @throws Failure invalidData for another tag or a damaged buffer. */
export function decodeLink(bytes: Buffer): Link {
  if (bytes.length < 16) throw bad('it is cut');
  const tag = bytes.readUInt32LE(0);
  if (tag !== SYMLINK && tag !== JUNCTION) throw bad(`tag 0x${tag.toString(16)}`);
  if (bytes.readUInt16LE(4) !== bytes.length - 8) throw bad('its length is wrong');
  const paths = tag === SYMLINK ? 20 : 16;
  const name = (offset: number, length: number): string => {
    const start = paths + bytes.readUInt16LE(offset);
    const end = start + bytes.readUInt16LE(length);
    if (end > bytes.length) throw bad('a name is outside');
    return bytes.toString('utf16le', start, end);
  };
  const substitute = name(8, 10);
  const isRelative = tag === SYMLINK && (bytes.readUInt32LE(16) & RELATIVE) !== 0;
  if (!isRelative && !substitute.startsWith('\\??\\')) throw bad(`'${substitute}' is no NT path`);
  return { target: isRelative ? substitute : substitute.slice(4), isJunction: tag === JUNCTION };
}

/** A symbolic link with a relative target, `/` between its parts. */
export function encodeSymlink(target: string): Buffer {
  const name = Buffer.from(target.replaceAll('/', '\\'), 'utf16le');
  const end = Buffer.alloc(2);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(SYMLINK, 0);
  head.writeUInt16LE(12 + 2 * (name.length + 2), 4);
  head.writeUInt16LE(0, 8);
  head.writeUInt16LE(name.length, 10);
  head.writeUInt16LE(name.length + 2, 12);
  head.writeUInt16LE(name.length, 14);
  head.writeUInt32LE(RELATIVE, 16);
  return Buffer.concat([head, name, end, name, end]);
}

function bad(why: string): Failure {
  return new Failure(HR.invalidData, `The reparse data is not understood: ${why}.`);
}
