import { createHash } from 'node:crypto';

/** A file, folder or reparse point of an image that a test makes. */
export interface NewFile {
  name: string;
  /** FILE_ATTRIBUTE_*; a folder has its bit, a reparse point too. Default 0. */
  attributes?: number;
  security?: Buffer;
  /** FILETIME of creation, access, modification. Default: one time for all. */
  times?: [bigint, bigint, bigint];
  content?: Buffer;
  /** Named ones. */
  streams?: { name: string; content: Buffer }[];
  /** The content is among the named streams, as some writers have it. */
  hasContentBelow?: true;
  /** `data`: REPARSE_DATA_BUFFER without its first 8 bytes. */
  reparse?: { tag: number; data: Buffer; isKept?: true };
  linkGroup?: bigint;
  extendedAttributes?: { name: string; value: Buffer }[];
  /** Makes it a folder. */
  children?: NewFile[];
}

export interface NewImage {
  /** Of the root. */
  root: NewFile;
  /** What is in IMAGE. */
  xml?: string;
}

const TIME = 133_000_000_000_000_000n;
const HEADER_BYTES = 208;
const LINKS_FIXED = 0x80;

export const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();

interface Resource {
  offset: number;
  sizeBytes: number;
  flags: number;
  references: number;
}

/** Writes a WIM file without compression. */
export function writeWim(images: readonly NewImage[]): Buffer {
  const pieces: Buffer[] = [Buffer.alloc(HEADER_BYTES)];
  let offset = HEADER_BYTES;
  const put = (bytes: Buffer): number => {
    const at = offset;
    const padding = (8 - (bytes.length % 8)) % 8;
    pieces.push(bytes, Buffer.alloc(padding));
    offset += bytes.length + padding;
    return at;
  };
  const table: { sha1: Buffer; resource: Resource }[] = [];
  const byHash = new Map<string, Resource>();
  const addStream = (bytes: Buffer): Buffer => {
    if (bytes.length === 0) return Buffer.alloc(20);
    const hash = sha1(bytes);
    const known = byHash.get(hash.toString('hex'));
    if (known !== undefined) known.references++;
    else {
      const resource = { offset: put(bytes), sizeBytes: bytes.length, flags: 0, references: 1 };
      byHash.set(hash.toString('hex'), resource);
      table.push({ sha1: hash, resource });
    }
    return hash;
  };
  for (const { root } of images) {
    const bytes = encodeMetadata(root, addStream);
    table.push({
      sha1: sha1(bytes),
      resource: { offset: put(bytes), sizeBytes: bytes.length, flags: 2, references: 1 },
    });
  }
  const lookup = Buffer.concat(table.map(({ sha1: hash, resource }) => encodeLookup(hash, resource)));
  const lookupAt = put(lookup);
  const xml = Buffer.from(`\ufeff${xmlOf(images)}`, 'utf16le');
  const xmlAt = put(xml);
  const header = pieces[0] ?? Buffer.alloc(0);
  header.write('MSWIM\0\0\0', 'latin1');
  header.writeUInt32LE(HEADER_BYTES, 8);
  header.writeUInt32LE(0x10d00, 12);
  header.writeUInt32LE(LINKS_FIXED, 16);
  header.fill(0x5a, 24, 40);
  header.writeUInt16LE(1, 40);
  header.writeUInt16LE(1, 42);
  header.writeUInt32LE(images.length, 44);
  encodeResource({ offset: lookupAt, sizeBytes: lookup.length, flags: 2 }).copy(header, 48);
  encodeResource({ offset: xmlAt, sizeBytes: xml.length, flags: 2 }).copy(header, 72);
  return Buffer.concat(pieces);
}

function xmlOf(images: readonly NewImage[]): string {
  const each = images.map(({ xml = '' }, index) => `<IMAGE INDEX="${index + 1}">${xml}</IMAGE>`);
  return `<WIM><TOTALBYTES>1</TOTALBYTES>${each.join('')}</WIM>`;
}

export function encodeResource({ offset, sizeBytes, flags }: Omit<Resource, 'references'>): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64LE(BigInt(sizeBytes) | (BigInt(flags) << 56n), 0);
  bytes.writeBigUInt64LE(BigInt(offset), 8);
  bytes.writeBigUInt64LE(BigInt(sizeBytes), 16);
  return bytes;
}

function encodeLookup(hash: Buffer, resource: Resource): Buffer {
  const rest = Buffer.alloc(6);
  rest.writeUInt16LE(1, 0);
  rest.writeUInt32LE(resource.references, 2);
  return Buffer.concat([encodeResource(resource), rest, hash]);
}

/** Security descriptors, then the root, then the lists of all folders. */
export function encodeMetadata(root: NewFile, addStream: (bytes: Buffer) => Buffer): Buffer {
  const descriptors: Buffer[] = [];
  const collect = (file: NewFile): void => {
    if (file.security !== undefined && securityIdOf(file, descriptors) === -1) descriptors.push(file.security);
    for (const child of file.children ?? []) collect(child);
  };
  collect(root);
  const security = encodeSecurity(descriptors);
  const pieces = [security];
  let offset = security.length;
  const write = (files: readonly NewFile[]): { file: NewFile; bytes: Buffer }[] => {
    const written = files.map((file) => ({
      file,
      bytes: encodeEntry(file, securityIdOf(file, descriptors), addStream),
    }));
    pieces.push(...written.map(({ bytes }) => bytes), Buffer.alloc(8));
    offset += written.reduce((sum, { bytes }) => sum + bytes.length, 8);
    return written;
  };
  const queue = write([root]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.file.children === undefined) continue;
    next.bytes.writeBigUInt64LE(BigInt(offset), 16);
    queue.push(...write(next.file.children));
  }
  return Buffer.concat(pieces);
}

function securityIdOf({ security }: NewFile, descriptors: readonly Buffer[]): number {
  return security === undefined ? -1 : descriptors.findIndex((one) => one.equals(security));
}

function encodeSecurity(descriptors: readonly Buffer[]): Buffer {
  const sizes = Buffer.alloc(descriptors.length * 8);
  for (const [index, { length }] of descriptors.entries()) sizes.writeBigUInt64LE(BigInt(length), index * 8);
  const body = Buffer.concat([Buffer.alloc(8), sizes, ...descriptors]);
  const all = Buffer.concat([body, Buffer.alloc((8 - (body.length % 8)) % 8)]);
  all.writeUInt32LE(all.length, 0);
  all.writeUInt32LE(descriptors.length, 4);
  return all;
}

function encodeEntry(file: NewFile, securityId: number, addStream: (bytes: Buffer) => Buffer): Buffer {
  const name = Buffer.from(file.name, 'utf16le');
  const fixed = Buffer.alloc(102);
  const bits = (file.children === undefined ? 0 : 0x10) | (file.reparse === undefined ? 0 : 0x400);
  fixed.writeUInt32LE(((file.attributes ?? 0) | bits) >>> 0, 8);
  fixed.writeInt32LE(securityId, 12);
  for (const [index, time] of (file.times ?? [TIME, TIME, TIME]).entries())
    fixed.writeBigUInt64LE(time, 40 + index * 8);
  const main = addStream(file.reparse?.data ?? file.content ?? Buffer.alloc(0));
  const below = (file.streams ?? []).map((stream) => ({ name: stream.name, hash: addStream(stream.content) }));
  if (file.hasContentBelow === true) below.unshift({ name: '', hash: main });
  else main.copy(fixed, 64);
  if (file.reparse === undefined) fixed.writeBigUInt64LE(file.linkGroup ?? 0n, 88);
  else {
    fixed.writeUInt32LE(file.reparse.tag, 88);
    fixed.writeUInt16LE(file.reparse.isKept === true ? 1 : 0, 94);
  }
  fixed.writeUInt16LE(below.length, 96);
  fixed.writeUInt16LE(name.length, 100);
  const names = name.length === 0 ? Buffer.alloc(0) : Buffer.concat([name, Buffer.alloc(2)]);
  const entry = Buffer.concat([padded(Buffer.concat([fixed, names])), encodeItems(file)]);
  entry.writeBigUInt64LE(BigInt(entry.length), 0);
  return Buffer.concat([entry, ...below.map(encodeStream)]);
}

function encodeStream({ name, hash }: { name: string; hash: Buffer }): Buffer {
  const text = Buffer.from(name, 'utf16le');
  const fixed = Buffer.alloc(38);
  hash.copy(fixed, 16);
  fixed.writeUInt16LE(text.length, 36);
  const bytes = padded(Buffer.concat([fixed, text, Buffer.alloc(text.length === 0 ? 0 : 2)]));
  bytes.writeBigUInt64LE(BigInt(bytes.length), 0);
  return bytes;
}

function encodeItems({ extendedAttributes }: NewFile): Buffer {
  if (extendedAttributes === undefined) return Buffer.alloc(0);
  const values = extendedAttributes.map(({ name, value }) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(value.length, 0);
    head.writeUInt8(name.length, 2);
    return Buffer.concat([head, Buffer.from(`${name}\0`, 'latin1'), value]);
  });
  const body = Buffer.concat(values);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(2, 0);
  head.writeUInt32LE(body.length, 4);
  return padded(Buffer.concat([head, body]));
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}
