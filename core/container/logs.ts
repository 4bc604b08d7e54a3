import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf } from '../base/fault.ts';
import { type ContainerWorld, logPaths } from './world.ts';

export type LogStream = 'stdout' | 'stderr';

const PIECE_BYTES = 64 * 1024;

/**
 * Reads what a container's main process wrote, over all of its runs, line by line, as far as it goes now.
 *
 * @param tail Only so many last lines. Cost follows them, not the file.
 * @returns lines without their end (`\r\n` or `\n`), as UTF-8; a last line without an end counts. No log: none.
 */
export async function* readLog(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  tail?: number,
): AsyncGenerator<string> {
  const { stdoutPath, stderrPath } = logPaths(world, id);
  let file: FileHandle;
  try {
    file = await open(stream === 'stdout' ? stdoutPath : stderrPath, 'r');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const start = tail === undefined ? 0 : await findTail(file, size, tail);
    yield* readLines(file, start, size);
  } finally {
    await file.close();
  }
}

/** Where the last `count` lines begin, in bytes. */
async function findTail(file: FileHandle, size: number, count: number): Promise<number> {
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

async function* readLines(file: FileHandle, start: number, end: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let at = start; at < end; ) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, end - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const lines = (rest + decoder.decode(piece.subarray(0, bytesRead), { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
