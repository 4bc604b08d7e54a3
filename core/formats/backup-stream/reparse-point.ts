import { fault } from '../../base/fault.ts';

export const TAG_JUNCTION = 0xa000_0003;
export const TAG_SYMLINK = 0xa000_000c;
/** SYMLINK_FLAG_RELATIVE. */
const RELATIVE = 1;
/** Bytes before the path buffer: tag, length, reserved, four offsets and lengths; a symbolic link has its flags too. */
const JUNCTION_START = 16;
const SYMLINK_START = 20;
const HEAD = 8;
/** MAXIMUM_REPARSE_DATA_BUFFER_SIZE. */
const MAX_BUFFER = 16 * 1024;
const NT_PREFIX = '\\??\\';

/** Where a link points, as a person writes it. */
export interface LinkTarget {
  /** `..\a`, `C:\a`, `\\server\share\a` or `\\?\Volume{...}\`. */
  target: string;
  /** A junction (mount point) rather than a symbolic link. */
  isJunction: boolean;
}

/**
 * Reads REPARSE_DATA_BUFFER. Undefined for a tag that is no link: the layer format cannot express it.
 *
 * The print name is the target; where it is empty (some tools), the substitute name without its `\??\`.
 *
 * @throws {RuntimeFault} `Corrupt`.
 * @see [MS-FSCC] 2.1.2.4 Symbolic Link Reparse Data Buffer, 2.1.2.5 Mount Point Reparse Data Buffer
 */
export function decodeReparsePoint(bytes: Buffer): LinkTarget | undefined {
  if (bytes.length < HEAD) throw bad('it is too short');
  const tag = bytes.readUInt32LE(0);
  if (bytes.readUInt16LE(4) !== bytes.length - HEAD) throw bad('its length is wrong');
  if (tag !== TAG_JUNCTION && tag !== TAG_SYMLINK) return undefined;
  const start = tag === TAG_SYMLINK ? SYMLINK_START : JUNCTION_START;
  if (bytes.length < start) throw bad('it is too short');
  const text = (at: number): string => {
    const offset = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    if (offset % 2 !== 0 || length % 2 !== 0 || start + offset + length > bytes.length)
      throw bad('a name is outside it');
    return bytes.toString('utf16le', start + offset, start + offset + length);
  };
  const print = text(HEAD + 4);
  const target = print === '' ? fromNtPath(text(HEAD)) : print;
  if (target === '' || /[\p{Cc}\p{Cs}]/u.test(target)) throw bad('its target is no path');
  return { target, isJunction: tag === TAG_JUNCTION };
}

/**
 * Writes REPARSE_DATA_BUFFER for a link: the substitute name, then the print name, each ended by a NUL that its length
 * does not count. Slashes become backslashes.
 *
 * @throws {RuntimeFault} `InvalidArgument` for a target that is empty or too long, or a junction to a relative path.
 */
export function encodeReparsePoint({ target, isJunction }: LinkTarget): Buffer {
  const print = target.replaceAll('/', '\\');
  const nt = toNtPath(print);
  if (isJunction && nt === undefined)
    throw fault('InvalidArgument', `A junction cannot point to the relative path '${target}'.`, { target });
  const substitute = nt ?? print;
  const start = isJunction ? JUNCTION_START : SYMLINK_START;
  const sizeBytes = start + (substitute.length + 1 + print.length + 1) * 2;
  if (print === '' || sizeBytes > MAX_BUFFER)
    throw fault('InvalidArgument', `A link cannot point to '${target.slice(0, 100)}': it is empty or too long.`, {
      target,
    });
  const bytes = Buffer.alloc(sizeBytes);
  bytes.writeUInt32LE(isJunction ? TAG_JUNCTION : TAG_SYMLINK, 0);
  bytes.writeUInt16LE(sizeBytes - HEAD, 4);
  bytes.writeUInt16LE(0, 8);
  bytes.writeUInt16LE(substitute.length * 2, 10);
  bytes.writeUInt16LE((substitute.length + 1) * 2, 12);
  bytes.writeUInt16LE(print.length * 2, 14);
  if (!isJunction) bytes.writeUInt32LE(nt === undefined ? RELATIVE : 0, 16);
  bytes.write(substitute, start, 'utf16le');
  bytes.write(print, start + (substitute.length + 1) * 2, 'utf16le');
  return bytes;
}

/** An absolute path as the kernel names it; undefined for a relative one. */
function toNtPath(path: string): string | undefined {
  if (path.startsWith('\\\\?\\')) return `${NT_PREFIX}${path.slice(4)}`;
  if (path.startsWith('\\\\')) return `${NT_PREFIX}UNC\\${path.slice(2)}`;
  return /^[A-Za-z]:/.test(path) ? `${NT_PREFIX}${path}` : undefined;
}

function fromNtPath(path: string): string {
  if (!path.startsWith(NT_PREFIX)) return path;
  const rest = path.slice(NT_PREFIX.length);
  if (/^UNC\\/i.test(rest)) return `\\\\${rest.slice(4)}`;
  return /^[A-Za-z]:/.test(rest) ? rest : `\\\\?\\${rest}`;
}

function bad(why: string): Error {
  return fault('Corrupt', `A reparse point is damaged: ${why}.`);
}
