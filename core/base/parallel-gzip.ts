import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { noiseRuns, storedBlocks } from './noise.ts';

const deflateRawAsync = promisify(deflateRaw);

/** How much of the input one job on the thread pool compresses. */
const BLOCK_BYTES = 1024 * 1024;
/** How far back deflate looks: a block begins with the end of the one before as its dictionary. */
const WINDOW_BYTES = 32 * 1024;
/** Blocks under way at once, 6 MiB with what they become: one thread of the pool is left for files. */
const DEFAULT_WORKERS = 3;

/** `1f 8b`, deflate, no flags, time 0, no extra flags, unknown operating system: the same on every machine. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block of deflate: ends the joined blocks, each of which ended in a byte-aligned sync flush. */
const LAST_BLOCK = Buffer.from([0x03, 0x00]);

export interface GzipOptions {
  /** 1 (fast) to 9 (small). Default 1. The output depends on it. */
  level?: number;
  /** Blocks under way at once. Default 3. The output does not depend on it. */
  workers?: number;
}

/**
 * Compresses to one gzip member, blocks in parallel on the thread pool. What would not become smaller (pictures,
 * archives) is stored as it is: deflate spends more time on it than on all else.
 *
 * The same input gives the same bytes whatever its chunks and the number of workers, for one version of zlib and one
 * kind of processor; the tar inside is the same everywhere. Memory: about
 * `2 * workers` MiB. Chunks of the source are copied, so that it may reuse them.
 *
 * @example It is gzip
 * const packed = await collect(parallelGzip(chunks(['hello'])));
 * assert.equal(gunzipSync(packed).toString(), 'hello');
 */
export async function* parallelGzip(
  source: AsyncIterable<Uint8Array>,
  options: GzipOptions = {},
): AsyncGenerator<Buffer, void, void> {
  const { level = 1, workers = DEFAULT_WORKERS } = options;
  const running: Promise<Buffer>[] = [];
  let checksum = 0;
  let sizeBytes = 0;
  let before: Buffer = Buffer.alloc(0);
  try {
    yield HEADER;
    for await (const block of inBlocks(source)) {
      checksum = crc32(block, checksum);
      sizeBytes += block.length;
      running.push(deflateBlock(block, before, level));
      before = block.subarray(-WINDOW_BYTES);
      const oldest = running.length >= workers ? running.shift() : undefined;
      if (oldest !== undefined) yield await oldest;
    }
    for (let oldest = running.shift(); oldest !== undefined; oldest = running.shift()) yield await oldest;
  } finally {
    // Given up in the middle: the pool still works on these, and their failures are nobody's.
    await Promise.allSettled(running);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(sizeBytes % 2 ** 32, 4);
  yield Buffer.concat([LAST_BLOCK, trailer]);
}

/** Piece by piece: stored where the block is noise, deflated where it is not. */
async function deflateBlock(block: Buffer, before: Buffer, level: number): Promise<Buffer> {
  const pieces: (Buffer | Promise<Buffer>)[] = [];
  let at = 0;
  const deflateUpTo = (end: number) => {
    if (end === at) return;
    const dictionary = at === 0 ? before : block.subarray(Math.max(0, at - WINDOW_BYTES), at);
    pieces.push(deflatePiece(block.subarray(at, end), dictionary, level));
  };
  for (const { start, end } of noiseRuns(block)) {
    deflateUpTo(start);
    pieces.push(...storedBlocks(block.subarray(start, end)));
    at = end;
  }
  deflateUpTo(block.length);
  return Buffer.concat(await Promise.all(pieces));
}

async function deflatePiece(piece: Buffer, dictionary: Buffer, level: number): Promise<Buffer> {
  return await deflateRawAsync(piece, {
    level,
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: Math.max(16 * 1024, Math.min(256 * 1024, piece.length)),
    ...(dictionary.length === 0 ? {} : { dictionary }),
  });
}

/** Cuts the input into full blocks, the last one shorter. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, void> {
  let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const take = Math.min(chunk.length - at, BLOCK_BYTES - filled);
      block.set(chunk.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled === BLOCK_BYTES) {
        yield block;
        block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
