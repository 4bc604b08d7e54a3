/** Random access to bytes that something else holds: a file, a disk, memory. */
export interface BlockSource {
  /** What messages call it: a path. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. The bytes are the caller's. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** The bytes of a buffer, which must not change meanwhile. */
export function bufferBlocks(bytes: Buffer, name = 'memory'): BlockSource {
  return {
    name,
    sizeBytes: bytes.length,
    read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)),
  };
}
