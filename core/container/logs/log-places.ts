import type { LogExtent, LogFile } from '../../host/log-file.ts';
import { LogTimesReader } from '../../host/log-times.ts';

const PIECE_BYTES = 64 * 1024;
/** A line is looked back for so far; what has no end for longer counts as several. */
const LONGEST_LINE_BYTES = 1024 * 1024;
/** How far the times of a log may be off. */
const GAP_MS = 100;

/** Where the last `count` lines begin, in bytes. Reads from the end, no more than needed. */
export async function findTail(log: LogFile, { begin, end }: LogExtent, count: number): Promise<number> {
  if (count <= 0) return end;
  let found = 0;
  /** Where the line begins that was found last. */
  let line = end;
  for (let at = end; at > begin; ) {
    const piece = await readSpan(log, Math.max(begin, at - PIECE_BYTES), at);
    for (let last = piece.bytes.length; last > 0; ) {
      const place = piece.bytes.lastIndexOf(0x0a, last - 1);
      const start = piece.offset + place + 1;
      if (place >= 0 && start < end) {
        if (++found === count) return start;
        line = start;
      }
      last = Math.max(0, place);
    }
    if (piece.bytes.length === 0) return piece.offset; // dropped meanwhile
    if (line - piece.offset >= LONGEST_LINE_BYTES) {
      if (++found === count) return piece.offset;
      line = piece.offset;
    }
    at = piece.offset;
  }
  return begin;
}

/** Where the line that has the byte at `offset` begins. */
export async function findLineStart(log: LogFile, { begin }: LogExtent, offset: number): Promise<number> {
  const least = Math.max(begin, offset - LONGEST_LINE_BYTES);
  for (let end = offset; end > least; ) {
    const piece = await readSpan(log, Math.max(least, end - PIECE_BYTES), end);
    const found = piece.bytes.lastIndexOf(0x0a);
    if (found >= 0) return piece.offset + found + 1;
    if (piece.bytes.length === 0) break;
    end = piece.offset;
  }
  return least;
}

/** All that is kept between two places. Nothing: `offset` is the second, or where what is kept begins. */
async function readSpan(log: LogFile, from: number, end: number): Promise<{ offset: number; bytes: Buffer }> {
  const bytes = Buffer.allocUnsafe(end - from);
  let [begin, at] = [from, from];
  while (at < end) {
    const { offset, size } = await log.read(bytes.subarray(at - from), at);
    if (offset >= end || size === 0) return { offset: Math.max(end, offset), bytes: Buffer.alloc(0) };
    if (offset > at) {
      bytes.copyWithin(offset - from, at - from, at - from + size);
      begin = offset;
    }
    at = offset + size;
  }
  return { offset: begin, bytes: bytes.subarray(begin - from, Math.min(at, end) - from) };
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
