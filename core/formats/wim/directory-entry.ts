import type { ExtendedAttribute } from '../../spec/layer-entry.ts';
import type { Fields } from './fields.ts';
import { readTaggedAttributes } from './tagged-items.ts';

const FIXED_BYTES = 102;
const HASH_BYTES = 20;
const STREAM_FIXED_BYTES = 38;
/** FILETIME beyond this is no time. */
const MAX_FILE_TIME = 2n ** 63n - 1n;

export const ATTRIBUTE = { folder: 0x10, reparsePoint: 0x400, encrypted: 0x4000 } as const;

/** A stream of an entry. No hash: it is empty. */
export interface EntryStream {
  name: string;
  sha1?: Buffer;
}

/** A file, folder or link in an image. */
export interface DirectoryEntry {
  /** Empty for the root. */
  name: string;
  /** FILE_ATTRIBUTE_* bits. */
  attributes: number;
  /** Which security descriptor; -1: none. */
  securityId: number;
  /** Where the entries of a folder begin; 0: it has none. */
  childrenOffset: number;
  /** FILETIME, 100 ns since 1601. */
  created: bigint;
  accessed: bigint;
  written: bigint;
  /** Of a reparse point. */
  reparseTag: number;
  /** Of a reparse point: its target was left as it was when links were made to fit the image. */
  isLinkKept: boolean;
  /** Entries with the same number other than 0, and the same content, are one file. */
  linkGroup: bigint;
  /** In the order of the file. The unnamed ones are the reparse data and the content: `streamsOf` tells which. */
  streams: EntryStream[];
  extendedAttributes: ExtendedAttribute[];
}

/**
 * Reads one entry, with the streams that follow it.
 *
 * 0 u64 length | 8 u32 attributes | 12 i32 security | 16 u64 children | 40 created | 48 accessed | 56 written |
 * 64 SHA-1 | 88 u32 reparse tag, 94 u16 link kept (reparse points); u64 link group (others) | 96 u16 streams |
 * 98 u16 short name bytes | 100 u16 name bytes | 102 name, NUL, short name, NUL; at a multiple of 8, tagged items.
 *
 * @param at In the metadata.
 * @returns undefined at the end of a folder, which is a length of 8 or less; `next`: where the following entry is.
 * @throws {RuntimeFault} `Corrupt`.
 */
export function readDirectoryEntry(fields: Fields, at: number): { entry: DirectoryEntry; next: number } | undefined {
  const length = fields.size(at);
  if (length <= 8) return undefined;
  if (length < FIXED_BYTES) throw fields.bad(`the entry at byte ${at} has ${length} bytes`);
  fields.slice(at, length);
  const [shortBytes, nameBytes] = [fields.u16(at + 98), fields.u16(at + 100)];
  const shortAt = FIXED_BYTES + (nameBytes === 0 ? 0 : nameBytes + 2);
  const namesEnd = shortAt + (shortBytes === 0 ? 0 : shortBytes + 2);
  // The last NUL may be missing.
  if (namesEnd - 2 > length) throw fields.bad(`the entry at byte ${at} has names beyond its end`);
  const attributes = fields.u32(at + 8);
  const isReparse = (attributes & ATTRIBUTE.reparsePoint) !== 0;
  const streams: EntryStream[] = [stream('', fields.slice(at + 64, HASH_BYTES))];
  let next = at + Math.ceil(length / 8) * 8;
  for (let left = fields.u16(at + 96); left > 0; left--) next = readStream(fields, next, streams);
  const itemsAt = Math.ceil(namesEnd / 8) * 8;
  const entry: DirectoryEntry = {
    name: utf16(fields, at + FIXED_BYTES, nameBytes),
    attributes,
    securityId: fields.i32(at + 12),
    childrenOffset: fields.size(at + 16),
    created: fileTime(fields, at + 40),
    accessed: fileTime(fields, at + 48),
    written: fileTime(fields, at + 56),
    reparseTag: isReparse ? fields.u32(at + 88) : 0,
    isLinkKept: isReparse && (fields.u16(at + 94) & 1) !== 0,
    linkGroup: isReparse ? 0n : fields.u64(at + 88),
    streams,
    extendedAttributes: length > itemsAt ? readTaggedAttributes(fields, at + itemsAt, at + length) : [],
  };
  return { entry, next };
}

/** 0 u64 length | 16 SHA-1 | 36 u16 name bytes | 38 name. */
function readStream(fields: Fields, at: number, streams: EntryStream[]): number {
  const length = fields.size(at);
  const nameBytes = fields.u16(at + 36);
  if (length < STREAM_FIXED_BYTES + nameBytes) throw fields.bad(`the stream at byte ${at} has ${length} bytes`);
  fields.slice(at, length);
  streams.push(stream(utf16(fields, at + STREAM_FIXED_BYTES, nameBytes), fields.slice(at + 16, HASH_BYTES)));
  return at + Math.ceil(length / 8) * 8;
}

function stream(name: string, sha1: Buffer): EntryStream {
  return sha1.every((byte) => byte === 0) ? { name } : { name, sha1 };
}

function utf16(fields: Fields, at: number, length: number): string {
  if (length % 2 !== 0) throw fields.bad(`the name at byte ${at} has half a character`);
  return fields.slice(at, length).toString('utf16le');
}

function fileTime(fields: Fields, at: number): bigint {
  const ticks = fields.u64(at);
  if (ticks > MAX_FILE_TIME) throw fields.bad(`the time at byte ${at} is none`);
  return ticks;
}

/** The streams of an entry by what they are. */
export interface StreamRoles {
  /** The unnamed data stream; undefined: empty. */
  content?: Buffer;
  /** The reparse data; undefined for what is no reparse point, or one without data. */
  reparse?: Buffer;
  /** Named ones. */
  alternates: EntryStream[];
}

/**
 * Tells which unnamed stream is which. The first with bytes is the reparse data of a reparse point; the next is the
 * content. An entry with named streams may have its content among those that follow it, and none in itself.
 */
export function streamsOf({ streams, attributes }: DirectoryEntry): StreamRoles {
  const roles: StreamRoles = { alternates: streams.filter(({ name }) => name !== '') };
  const unnamed = streams.flatMap(({ name, sha1 }) => (name === '' && sha1 !== undefined ? [sha1] : []));
  const reparse = (attributes & ATTRIBUTE.reparsePoint) === 0 ? undefined : unnamed.shift();
  const content = unnamed.shift();
  if (reparse !== undefined) roles.reparse = reparse;
  if (content !== undefined) roles.content = content;
  return roles;
}
