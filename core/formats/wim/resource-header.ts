import type { BlockSource } from '../../base/block-source.ts';
import { damaged, type Fields } from './fields.ts';

export const RESOURCE = { free: 1, metadata: 2, compressed: 4, spanned: 8, solid: 16 } as const;

/** Where some bytes are in the file. */
export interface ResourceHeader {
  offset: number;
  /** As stored. */
  storedBytes: number;
  /** Uncompressed. */
  sizeBytes: number;
  /** `RESOURCE` bits. */
  flags: number;
}

/** Reads the 24 bytes: 0 stored size (56 bits), 7 flags, 8 offset, 16 size. */
export function decodeResourceHeader(fields: Fields, at: number): ResourceHeader {
  const stored = fields.u32(at) + (fields.u32(at + 4) & 0xff_ffff) * 2 ** 32;
  if (!Number.isSafeInteger(stored)) throw fields.bad(`the size at its byte ${at} is beyond any file`);
  return {
    storedBytes: stored,
    flags: fields.u32(at + 4) >>> 24,
    offset: fields.size(at + 8),
    sizeBytes: fields.size(at + 16),
  };
}

/** The bytes of a resource that is not compressed, at once. @throws {RuntimeFault} `Corrupt`, also above `maxBytes`. */
export async function readPlainResource(
  source: BlockSource,
  { offset, storedBytes, sizeBytes, flags }: ResourceHeader,
  { what, maxBytes }: { what: string; maxBytes: number },
): Promise<Buffer> {
  if ((flags & RESOURCE.compressed) !== 0 || storedBytes !== sizeBytes)
    throw damaged(source.name, `${what} is compressed`);
  if (sizeBytes > maxBytes) throw damaged(source.name, `${what} has ${sizeBytes} bytes`);
  if (offset + storedBytes > source.sizeBytes) throw damaged(source.name, `${what} lies beyond its end`);
  const bytes = await source.read(offset, storedBytes);
  if (bytes.length !== storedBytes) throw damaged(source.name, `it ends in ${what}`);
  return bytes;
}
