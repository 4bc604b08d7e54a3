import type { FileHandle } from 'node:fs/promises';
import { followBytes, type LogStream, openLog, readBytes } from './log-bytes.ts';
import { LogLines } from './log-lines.ts';
import { viewContainer } from './view.ts';
import type { ContainerWorld } from './world.ts';

const PIECE_BYTES = 64 * 1024;

/**
 * Reads what a container's main process wrote, over all of its runs, line by line, as far as it goes now.
 *
 * @param tail Only so many last lines. Cost follows them, not the file.
 * @returns lines without their end (`\r\n` or `\n`), as UTF-8; a last line without an end counts; one of over 1,048,576
 *   characters comes in pieces. No log: none.
 */
export async function* readLog(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  tail?: number,
): AsyncGenerator<string> {
  const file = await openLog(world, id, stream);
  if (file === undefined) return;
  try {
    const { size } = await file.stat();
    yield* linesOf(readBytes(file, tail === undefined ? 0 : await findTail(file, size, tail), size));
  } finally {
    await file.close();
  }
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const lines = new LogLines();
  for await (const piece of pieces) yield* lines.add(piece);
  yield* lines.rest();
}

export interface FollowOptions {
  /** Begin with so many last lines. Default: all. */
  tail?: number;
  /** Begin where the run that goes on began, or the last one. */
  isOfLastRun?: boolean;
  signal: AbortSignal;
}

/**
 * As `readLog`, and then whatever comes, until the run that goes on has ended; of a container that is off, what is there.
 * Without loss, at the pace of who reads.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function* followLog(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  options: FollowOptions,
): AsyncGenerator<string> {
  const record = (await viewContainer(world, id))?.record;
  const from = async (file: FileHandle): Promise<number> => {
    const tail = options.tail === undefined ? 0 : await findTail(file, (await file.stat()).size, options.tail);
    const start = (record?.run ?? record?.lastRun)?.logStart?.[stream] ?? 0;
    return options.isOfLastRun === true ? Math.max(tail, start) : tail;
  };
  yield* linesOf(followBytes(world, id, stream, { from, runId: record?.run?.id, signal: options.signal }));
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
