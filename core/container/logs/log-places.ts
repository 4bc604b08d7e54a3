import type { FileHandle } from 'node:fs/promises';
import { LogTimesReader } from '../../host/log-times.ts';

const PIECE_BYTES = 64 * 1024;
/** A line is looked back for so far. */
const LONGEST_LINE_BYTES = 1024 * 1024;
/** How far the times of a log may be off. */
const GAP_MS = 100;

/** Where the last `count` lines begin, in bytes. Reads from the end, no more than needed. */
export async function findTail(file: FileHandle, size: number, count: number): Promise<number> {
  if (count <= 0) return size;
  const piece = Buffer.alloc(PIECE_BYTES);
  let found = 0;
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - PIECE_BYTES);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    for (let at = bytesRead - 1; at >= 0; at--) {
      const isLastByte = start + at === size - 1;
      if (piece[at] === 0x0a && !isLastByte && ++found === count) return start + at + 1;
    }
    end = start;
  }
  return 0;
}

/** Where the line that has the byte at `offset` begins. */
export async function findLineStart(file: FileHandle, offset: number): Promise<number> {
  const piece = Buffer.alloc(PIECE_BYTES);
  const least = Math.max(0, offset - LONGEST_LINE_BYTES);
  for (let end = offset; end > least; ) {
    const start = Math.max(least, end - PIECE_BYTES);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    const found = piece.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return least;
}

/**
 * Where what was written at a moment or later begins: undefined when nothing was, or nobody kept the times.
 * @param path Of the log.
 */
export async function findSince(path: string, since: Date): Promise<{ offset: number | undefined; isKept: boolean }> {
  const reader = await LogTimesReader.open(path);
  try {
    return { offset: await reader.offsetSince(since.getTime() - GAP_MS), isKept: reader.isKept };
  } finally {
    await reader.close();
  }
}
