import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf } from '../base/fault.ts';
import type { LogStart } from '../store/container-record.ts';
import { viewContainer } from './view.ts';
import { type ContainerWorld, logPaths } from './world.ts';

export type LogStream = 'stdout' | 'stderr';

const PIECE_BYTES = 64 * 1024;
/** How long a follower rests at the end of a log. */
const REST_MS = 100;
/** What has no line end is given in pieces of so many characters. */
const LINE_LIMIT = 1024 * 1024;

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
    const lines = new LogLines(file, tail === undefined ? 0 : await findTail(file, size, tail));
    yield* lines.upTo(size);
    yield* lines.rest();
  } finally {
    await file.close();
  }
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
  const first = await viewContainer(world, id);
  const runId = first?.record.run?.id;
  const start = (first?.record.run ?? first?.record.lastRun)?.logStart?.[stream] ?? 0;
  const open = async (): Promise<LogLines | undefined> => {
    const file = await openLog(world, id, stream);
    if (file === undefined) return undefined;
    const from = options.tail === undefined ? 0 : await findTail(file, (await file.stat()).size, options.tail);
    return new LogLines(file, options.isOfLastRun === true ? Math.max(from, start) : from);
  };
  let lines = await open();
  try {
    for (;;) {
      options.signal.throwIfAborted();
      // Asked before the end of the file is looked for: what was written before the end of the run is read.
      const isOver = runId === undefined || (await world.records.read(id))?.run?.id !== runId;
      lines ??= await open();
      if (lines !== undefined) yield* lines.upTo(await lines.size());
      if (isOver) break;
      await delay(REST_MS, undefined, { signal: options.signal });
    }
    if (lines !== undefined) yield* lines.rest();
  } finally {
    await lines?.close();
  }
}

/** How much the log files of a container hold now. */
export async function logSizes(world: ContainerWorld, id: string): Promise<LogStart> {
  const { stdoutPath, stderrPath } = logPaths(world, id);
  const [stdout, stderr] = await Promise.all([sizeOf(stdoutPath), sizeOf(stderrPath)]);
  return { stdout, stderr };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return 0;
      throw error;
    },
  );
}

async function openLog(world: ContainerWorld, id: string, stream: LogStream): Promise<FileHandle | undefined> {
  const { stdoutPath, stderrPath } = logPaths(world, id);
  try {
    return await open(stream === 'stdout' ? stdoutPath : stderrPath, 'r');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
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

/** The lines of a file that may grow. */
class LogLines {
  readonly #file: FileHandle;
  readonly #decoder = new TextDecoder();
  /** The next byte to read. */
  #at: number;
  /** What was read of a line that has no end yet. */
  #rest = '';

  constructor(file: FileHandle, at: number) {
    this.#file = file;
    this.#at = at;
  }

  async size(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** The lines that end before `end`, in bytes. */
  async *upTo(end: number): AsyncGenerator<string> {
    while (this.#at < end) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, end - this.#at));
      const { bytesRead } = await this.#file.read(piece, 0, piece.length, this.#at);
      if (bytesRead === 0) break;
      this.#at += bytesRead;
      const lines = (this.#rest + this.#decoder.decode(piece.subarray(0, bytesRead), { stream: true })).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) yield withoutReturn(line);
      if (this.#rest.length >= LINE_LIMIT) {
        yield this.#rest;
        this.#rest = '';
      }
    }
  }

  /** The last line, when it has no end. */
  *rest(): Generator<string> {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    if (rest !== '') yield withoutReturn(rest);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
