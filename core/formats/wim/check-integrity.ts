import { createHash } from 'node:crypto';
import type { BlockSource } from '../../base/block-source.ts';
import { damaged, Fields } from './fields.ts';
import { readPlainResource } from './resource-header.ts';
import { HEADER_BYTES, type WimHeader } from './wim-header.ts';

const FIXED_BYTES = 12;
const HASH_BYTES = 20;
/** Room for 50 TB in the chunks of 10 MiB that DISM and wimlib write. */
const MAX_TABLE_BYTES = 100 * 1024 * 1024;
/** What is read and hashed at once: a chunk may be as large as the file. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Checks a WIM file against its integrity table: the SHA-1 of each chunk between the header and the end of the lookup
 * table. Without a table there is nothing to check. Reads the whole file, a piece at a time.
 *
 * @param options.signal Stops between two pieces.
 * @returns how many chunks were checked; undefined without a table.
 * @throws {RuntimeFault} `Corrupt`, naming the first chunk that differs, or for a table that does not fit the file.
 */
export async function checkIntegrity(
  source: BlockSource,
  header: Pick<WimHeader, 'integrity' | 'lookupTable'>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number | undefined> {
  if (header.integrity.sizeBytes === 0) return undefined;
  const end = header.lookupTable.offset + header.lookupTable.storedBytes;
  const { chunkBytes, hashes } = await readTable(source, header, end);
  for (const [index, hash] of hashes.entries()) {
    const from = HEADER_BYTES + index * chunkBytes;
    const to = Math.min(from + chunkBytes, end);
    if (!(await sha1Of(source, from, to, signal)).equals(hash)) {
      throw damaged(
        source.name,
        `chunk ${index + 1} of ${hashes.length} (bytes ${from} to ${to - 1}) is not what its integrity table says`,
      );
    }
  }
  return hashes.length;
}

/** 0 u32 size | 4 u32 count | 8 u32 chunk size | 12 SHA-1 of each chunk. */
async function readTable(
  source: BlockSource,
  { integrity }: Pick<WimHeader, 'integrity'>,
  end: number,
): Promise<{ chunkBytes: number; hashes: Buffer[] }> {
  const bytes = await readPlainResource(source, integrity, { what: 'its integrity table', maxBytes: MAX_TABLE_BYTES });
  const fields = new Fields(bytes, source.name, 'integrity table');
  const [size, count, chunkBytes] = [fields.u32(0), fields.u32(4), fields.u32(8)];
  if (size !== bytes.length || size !== FIXED_BYTES + count * HASH_BYTES)
    throw fields.bad(`${count} hashes do not fill ${size} of ${bytes.length} bytes`);
  const wanted = chunkBytes === 0 ? undefined : Math.ceil((end - HEADER_BYTES) / chunkBytes);
  if (count !== wanted) throw fields.bad(`${count} chunks of ${chunkBytes} bytes do not make up the file`);
  const hashes = Array.from({ length: count }, (_, index) =>
    fields.slice(FIXED_BYTES + index * HASH_BYTES, HASH_BYTES),
  );
  return { chunkBytes, hashes };
}

async function sha1Of(source: BlockSource, from: number, to: number, signal: AbortSignal | undefined): Promise<Buffer> {
  const hash = createHash('sha1');
  for (let at = from; at < to; ) {
    signal?.throwIfAborted();
    const piece = await source.read(at, Math.min(PIECE_BYTES, to - at));
    if (piece.length === 0) throw damaged(source.name, `it ends at byte ${at}`);
    hash.update(piece);
    at += piece.length;
  }
  return hash.digest();
}
