import { fault, type RuntimeFault } from '../../base/fault.ts';

/** `dwStreamId`: winnt.h, "Backup stream IDs" (BACKUP_DATA...). */
export const STREAM_ID = {
  data: 1,
  extendedAttributes: 2,
  security: 3,
  alternateData: 4,
  link: 5,
  property: 6,
  objectId: 7,
  reparse: 8,
  sparseBlock: 9,
  transaction: 10,
} as const;

/** `dwStreamAttributes`: STREAM_SPARSE_ATTRIBUTE. */
export const SPARSE_STREAM = 8;

/** Bytes of WIN32_STREAM_ID before the name. */
export const HEADER_BYTES = 20;
/** NTFS: 255 UTF-16 units and `:` ... `:$DATA` around them; no honest name is longer. Bytes. */
export const MAX_NAME_BYTES = 2 * (255 + 16);
const HIGHEST_ID = 10;

export interface StreamHeader {
  /** One of `STREAM_ID`. */
  id: number;
  attributes: number;
  /** Bytes of what follows the header and its name. */
  sizeBytes: number;
  /** `:stream:$DATA` for alternate data, else empty. */
  name: string;
}

/** Writes WIN32_STREAM_ID with its name. @throws {RuntimeFault} `InvalidArgument` for a name or size that it cannot hold. */
export function encodeStreamHeader(header: StreamHeader): Buffer {
  const nameBytes = header.name.length * 2;
  if (nameBytes > MAX_NAME_BYTES || !Number.isSafeInteger(header.sizeBytes) || header.sizeBytes < 0)
    throw fault(
      'InvalidArgument',
      `A backup stream cannot have the name '${header.name}' or ${header.sizeBytes} bytes.`,
    );
  const bytes = Buffer.alloc(HEADER_BYTES + nameBytes);
  bytes.writeUInt32LE(header.id, 0);
  bytes.writeUInt32LE(header.attributes, 4);
  bytes.writeBigUInt64LE(BigInt(header.sizeBytes), 8);
  bytes.writeUInt32LE(nameBytes, 16);
  bytes.write(header.name, HEADER_BYTES, 'utf16le');
  return bytes;
}

/** The fixed part of a header, checked. `at`: where it stands, for the message. */
export interface HeaderStart extends Omit<StreamHeader, 'name'> {
  nameBytes: number;
}

/** Reads the 20 fixed bytes. @throws {RuntimeFault} `Corrupt`. */
export function decodeHeaderStart(bytes: Buffer, at: number): HeaderStart {
  const id = bytes.readUInt32LE(0);
  const size = bytes.readBigUInt64LE(8);
  const nameBytes = bytes.readUInt32LE(16);
  if (id === 0 || id > HIGHEST_ID) throw damaged(at, `unknown stream id ${id}`);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(at + 8, `a stream of ${size} bytes`);
  if (nameBytes % 2 !== 0 || nameBytes > MAX_NAME_BYTES) throw damaged(at + 16, `a name of ${nameBytes} bytes`);
  if (id === STREAM_ID.alternateData && nameBytes === 0) throw damaged(at + 16, 'an alternate stream without a name');
  if (id !== STREAM_ID.alternateData && nameBytes !== 0) throw damaged(at + 16, `a name on stream id ${id}`);
  if (id === STREAM_ID.sparseBlock && size < 8n) throw damaged(at + 8, 'a sparse block without its offset');
  return { id, attributes: bytes.readUInt32LE(4), sizeBytes: Number(size), nameBytes };
}

/** Reads the name after a header. @throws {RuntimeFault} `Corrupt`. */
export function decodeStreamName(bytes: Buffer, at: number): string {
  const name = bytes.toString('utf16le');
  // Half a surrogate pair is a name on NTFS, but none that the product can write elsewhere.
  if (/[\p{Cc}\p{Cs}/\\]/u.test(name)) throw damaged(at, 'a stream name with characters that no name has');
  return name;
}

/** `Corrupt`, with the place. */
export function damaged(at: number, what: string): RuntimeFault {
  return fault('Corrupt', `The backup stream is damaged at byte ${at}: ${what}.`);
}

/** `Zone.Identifier` as a stream of a file is called: `:Zone.Identifier:$DATA`. */
export function toStreamName(name: string): string {
  return `:${name}:$DATA`;
}

/** The other way. @throws {RuntimeFault} `Corrupt` for another form or another type than `$DATA`. */
export function fromStreamName(text: string, at = 0): string {
  const found = /^:([^:]{1,255}):\$DATA$/.exec(text);
  if (found === null) throw damaged(at, `the alternate stream name '${text}'`);
  return found[1] ?? '';
}
