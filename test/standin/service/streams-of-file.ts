/**
 * Backup streams in a file of the transport format: our own reading and writing of them, beside the product's codec on
 * purpose, so that a mistake in one shows.
 *
 * A stream is `u32 id | u32 attributes | u64 size | u32 name bytes`, the name in UTF-16LE, then the data.
 * @see https://learn.microsoft.com/windows/win32/api/winbase/ns-winbase-win32_stream_id
 */
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Failure, HR } from './failure.ts';

export const STREAM = {
  data: 1,
  extendedAttributes: 2,
  security: 3,
  alternate: 4,
  link: 5,
  property: 6,
  objectId: 7,
  reparse: 8,
  sparse: 9,
} as const;

const HEADER_BYTES = 20;
/** Longest stream name of NTFS with `:` and `:$DATA`, in bytes. */
const MAX_NAME_BYTES = 2 * (255 + 7);

/** One stream, its data still in the file. */
export interface Part {
  id: number;
  attributes: number;
  name: string;
  /** Where the data is in the file, in bytes. */
  offset: number;
  sizeBytes: number;
}

/** Reads the headers of all streams from `offset` to the end of the file. @throws Failure invalidData for anything else. */
export async function readParts(handle: FileHandle, offset: number, what: string): Promise<Part[]> {
  const { size } = await handle.stat();
  const parts: Part[] = [];
  const header = Buffer.alloc(HEADER_BYTES);
  for (let at = offset; at < size; ) {
    if (size - at < HEADER_BYTES) throw bad(what, `${size - at} bytes behind the last stream`);
    await handle.read(header, 0, HEADER_BYTES, at);
    const part = readHeader(header, at, what);
    const nameBytes = header.readUInt32LE(16);
    if (part.offset + part.sizeBytes > size) throw bad(what, `stream ${part.id} at ${at} is longer than the file`);
    const name = Buffer.alloc(nameBytes);
    await handle.read(name, 0, nameBytes, at + HEADER_BYTES);
    parts.push({ ...part, name: name.toString('utf16le') });
    at = part.offset + part.sizeBytes;
  }
  return parts;
}

/** The same, of streams in memory (a file of the side store). */
export function readPartsOf(bytes: Buffer, what: string): (Part & { data: Buffer })[] {
  const parts: (Part & { data: Buffer })[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < HEADER_BYTES) throw bad(what, 'a cut header');
    const part = readHeader(bytes.subarray(at), at, what);
    const data = bytes.subarray(part.offset, part.offset + part.sizeBytes);
    if (data.length !== part.sizeBytes) throw bad(what, `stream ${part.id} is cut`);
    parts.push({ ...part, name: bytes.toString('utf16le', at + HEADER_BYTES, part.offset), data });
    at = part.offset + part.sizeBytes;
  }
  return parts;
}

function readHeader(header: Buffer, at: number, what: string): Part {
  const id = header.readUInt32LE(0);
  const size = header.readBigUInt64LE(8);
  const nameBytes = header.readUInt32LE(16);
  if (id < 1 || id > 10) throw bad(what, `stream id ${id} at ${at}`);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw bad(what, `stream ${id} at ${at} says ${size} bytes`);
  if (nameBytes % 2 !== 0 || nameBytes > MAX_NAME_BYTES || nameBytes > 0 !== (id === STREAM.alternate)) {
    throw bad(what, `stream ${id} at ${at} has a name of ${nameBytes} bytes`);
  }
  return {
    id,
    attributes: header.readUInt32LE(4),
    name: '',
    offset: at + HEADER_BYTES + nameBytes,
    sizeBytes: Number(size),
  };
}

export function encodePart(id: number, data: Buffer, name = ''): Buffer {
  return Buffer.concat([encodeHeader(id, data.length, name), data]);
}

export function encodeHeader(id: number, sizeBytes: number, name = ''): Buffer {
  const nameBytes = Buffer.from(name, 'utf16le');
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(id, 0);
  header.writeBigUInt64LE(BigInt(sizeBytes), 8);
  header.writeUInt32LE(nameBytes.length, 16);
  return Buffer.concat([header, nameBytes]);
}

/** What the file's content is: its DATA stream, or its sparse blocks with zeros between. */
export async function contentOf(
  handle: FileHandle,
  path: string,
  parts: readonly Part[],
): Promise<{ sizeBytes: number; open: () => Readable }> {
  const plain = parts.find((part) => part.id === STREAM.data);
  const blocks: { at: number; offset: number; sizeBytes: number }[] = [];
  for (const part of parts.filter((one) => one.id === STREAM.sparse)) {
    if (part.sizeBytes < 8) throw bad(path, 'a sparse block without an offset');
    const at = Buffer.alloc(8);
    await handle.read(at, 0, 8, part.offset);
    blocks.push({ at: Number(at.readBigUInt64LE(0)), offset: part.offset + 8, sizeBytes: part.sizeBytes - 8 });
  }
  if (blocks.length === 0) return whole(path, plain);
  if (plain !== undefined && plain.sizeBytes > 0) throw bad(path, 'data and sparse blocks at once');
  const sizeBytes = Math.max(...blocks.map((block) => block.at + block.sizeBytes));
  return { sizeBytes, open: () => Readable.from(withHoles(path, blocks, sizeBytes)) };
}

function whole(path: string, part: Part | undefined): { sizeBytes: number; open: () => Readable } {
  if (part === undefined || part.sizeBytes === 0) return { sizeBytes: 0, open: () => Readable.from([]) };
  const { offset, sizeBytes } = part;
  return { sizeBytes, open: () => createReadStream(path, { start: offset, end: offset + sizeBytes - 1 }) };
}

async function* withHoles(
  path: string,
  blocks: readonly { at: number; offset: number; sizeBytes: number }[],
  sizeBytes: number,
): AsyncIterable<Buffer> {
  let at = 0;
  for (const block of [...blocks].sort((a, b) => a.at - b.at)) {
    yield* zeros(block.at - at);
    if (block.sizeBytes > 0) {
      yield* createReadStream(path, { start: block.offset, end: block.offset + block.sizeBytes - 1 });
    }
    at = block.at + block.sizeBytes;
  }
  yield* zeros(sizeBytes - at);
}

function* zeros(count: number): Iterable<Buffer> {
  for (let left = count; left > 0; left -= 65536) yield Buffer.alloc(Math.min(left, 65536));
}

function bad(what: string, why: string): Failure {
  return new Failure(HR.invalidData, `'${what}' is no backup stream: ${why}.`);
}
