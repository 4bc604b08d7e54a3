import { createHash } from 'node:crypto';
import type { BlockSource } from '../../base/block-source.ts';
import { damaged } from './fields.ts';
import { BadCompression } from './huffman-code.ts';
import type { HashedResource } from './lookup-table.ts';
import { LzxDecoder } from './lzx.ts';
import { RESOURCE, type ResourceHeader } from './resource-header.ts';
import type { WimHeader } from './wim-header.ts';
import { XpressDecoder } from './xpress.ts';

/** Bytes that are read from the file at once. */
const BATCH_BYTES = 256 * 1024;
/** 64 MiB of chunk table is a stream of 256 GiB. */
const MAX_CHUNK_TABLE = 64 * 1024 * 1024;
/** Above this size of a resource, offsets of chunks have 8 bytes. */
const MAX_SHORT_OFFSET = 0xffff_ffff;

/** Turns a compressed chunk into the bytes that fill `out`. @throws {BadCompression} */
export type DecodeChunk = (chunk: Buffer, out: Buffer) => void;

/** What a WIM file's resources are read with. */
export interface ResourceReader {
  /** The bytes of a resource in pieces, checked against its size and SHA-1 before the last is given. @throws {RuntimeFault} `Corrupt`. */
  read(resource: HashedResource, what: string): AsyncGenerator<Buffer, void, void>;
}

export function openResources(source: BlockSource, header: WimHeader): ResourceReader {
  const decode = decoderOf(header);
  return { read: (resource, what) => verified({ source, header, decode, what }, resource) };
}

interface Reading {
  source: BlockSource;
  header: WimHeader;
  decode: DecodeChunk | undefined;
  /** For messages: `the content of 'Windows/notepad.exe'`. */
  what: string;
}

function decoderOf({ compression, chunkBytes }: WimHeader): DecodeChunk | undefined {
  if (compression === 'none') return undefined;
  const decoder = compression === 'xpress' ? new XpressDecoder() : new LzxDecoder(chunkBytes);
  return (chunk, out) => decoder.decode(chunk, out);
}

async function* verified(reading: Reading, resource: HashedResource): AsyncGenerator<Buffer, void, void> {
  const { source, what } = reading;
  const isCompressed = (resource.flags & RESOURCE.compressed) !== 0;
  const pieces = isCompressed ? readChunks(reading, resource) : readPlain(reading, resource);
  const hash = createHash('sha1');
  let left = resource.sizeBytes;
  for await (const piece of pieces) {
    hash.update(piece);
    left -= piece.length;
    if (left === 0 && !hash.digest().equals(resource.sha1)) {
      throw damaged(source.name, `${what} is not what its SHA-1 says`);
    }
    yield piece;
  }
}

async function* readPlain(reading: Reading, { offset, sizeBytes }: ResourceHeader): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < sizeBytes; at += BATCH_BYTES) {
    yield await readExactly(reading, offset + at, Math.min(BATCH_BYTES, sizeBytes - at));
  }
}

/** A compressed resource: the offsets of all chunks but the first, counted from the end of this table; then the chunks. */
async function* readChunks(reading: Reading, resource: ResourceHeader): AsyncGenerator<Buffer, void, void> {
  const { source, header, what, decode } = reading;
  if (decode === undefined) throw damaged(source.name, `${what} is compressed, and its header says that nothing is`);
  const { chunkBytes } = header;
  const offsets = await readChunkTable(reading, resource);
  const count = offsets.length - 1;
  for (let first = 0; first < count; ) {
    const start = offsets[first] ?? 0;
    let end = first + 1;
    while (end < count && (offsets[end + 1] ?? 0) - start <= BATCH_BYTES) end++;
    const batch = await readExactly(reading, start, (offsets[end] ?? 0) - start);
    for (let chunk = first; chunk < end; chunk++) {
      const stored = batch.subarray((offsets[chunk] ?? 0) - start, (offsets[chunk + 1] ?? 0) - start);
      const sizeBytes = Math.min(chunkBytes, resource.sizeBytes - chunk * chunkBytes);
      yield stored.length === sizeBytes ? stored : decodeChunk(reading, decode, stored, sizeBytes);
    }
    first = end;
  }
}

function decodeChunk({ source, what }: Reading, decode: DecodeChunk, stored: Buffer, sizeBytes: number): Buffer {
  const out = Buffer.allocUnsafe(sizeBytes);
  try {
    decode(stored, out);
  } catch (error) {
    if (error instanceof BadCompression) throw damaged(source.name, `in ${what}, ${error.message}`);
    throw error;
  }
  return out;
}

/** Where each chunk begins in the file, and at the end where the last one ends. */
async function readChunkTable(reading: Reading, resource: ResourceHeader): Promise<Float64Array> {
  const { source, header, what } = reading;
  const count = Math.ceil(resource.sizeBytes / header.chunkBytes);
  const width = resource.sizeBytes > MAX_SHORT_OFFSET ? 8 : 4;
  const tableBytes = Math.max(0, count - 1) * width;
  const chunksBytes = resource.storedBytes - tableBytes;
  if (tableBytes > MAX_CHUNK_TABLE || chunksBytes < count) {
    throw damaged(source.name, `${what} has ${resource.sizeBytes} bytes in too few`);
  }
  const table = await readExactly(reading, resource.offset, tableBytes);
  const offsets = new Float64Array(count + 1);
  const base = resource.offset + tableBytes;
  for (let chunk = 0; chunk <= count; chunk++) {
    const at = (chunk - 1) * width;
    let offset = 0;
    if (chunk === count) offset = chunksBytes;
    else if (chunk > 0) offset = table.readUInt32LE(at) + (width === 8 ? table.readUInt32LE(at + 4) * 2 ** 32 : 0);
    const before = chunk === 0 ? 0 : (offsets[chunk - 1] ?? 0) - base;
    const most = Math.min(header.chunkBytes, resource.sizeBytes - (chunk - 1) * header.chunkBytes);
    if (chunk > 0 && (offset <= before || offset - before > most)) {
      throw damaged(source.name, `${what} has a chunk ${chunk - 1} of a size that cannot be`);
    }
    offsets[chunk] = base + offset;
  }
  return offsets;
}

async function readExactly({ source, what }: Reading, offset: number, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw damaged(source.name, `it ends in ${what}`);
  return bytes;
}
