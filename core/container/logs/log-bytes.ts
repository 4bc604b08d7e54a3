import { type FileHandle, open, stat } from 'node:fs/promises';
import { errnoOf } from '../../base/fault.ts';
import type { LogStart } from '../../store/container-record.ts';
import { type ContainerWorld, logPaths } from '../world.ts';

export type LogStream = 'stdout' | 'stderr';

const PIECE_BYTES = 64 * 1024;
/** How long a follower rests at the end of a log. */
const REST_MS = 100;

export interface FollowBytesOptions {
  /** Where to begin, in bytes; asked of the file once it is there. Default: its beginning. */
  from?: (file: FileHandle) => Promise<number>;
  /** The run whose end is the end; undefined: what is there is all. */
  runId: string | undefined;
  signal: AbortSignal;
}

/**
 * What a container's main process has written, and then whatever comes, until its run has ended. Without loss, at the
 * pace of who reads; also when the container is removed meanwhile.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function* followBytes(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  { from, runId, signal }: FollowBytesOptions,
): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  let at = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      // Asked before the end of the file is looked for: what was written before the end of the run is read.
      const isOver = runId === undefined || (await world.records.read(id))?.run?.id !== runId;
      if (file === undefined) {
        file = await openLog(world, id, stream);
        if (file !== undefined) at = (await from?.(file)) ?? 0;
      }
      if (file !== undefined) {
        for await (const piece of readBytes(file, at, (await file.stat()).size)) {
          at += piece.length;
          yield piece;
        }
      }
      if (isOver) return;
      await world.changes.next(id, REST_MS, signal);
    }
  } finally {
    await file?.close();
  }
}

/** The bytes of a file from one place to another, or to its end. */
export async function* readBytes(file: FileHandle, from: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < end; ) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, end - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

export function logPath(world: ContainerWorld, id: string, stream: LogStream): string {
  const { stdoutPath, stderrPath } = logPaths(world, id);
  return stream === 'stdout' ? stdoutPath : stderrPath;
}

/** The file of a stream, for reading; undefined while nothing was started. */
export async function openLog(world: ContainerWorld, id: string, stream: LogStream): Promise<FileHandle | undefined> {
  try {
    return await open(logPath(world, id, stream), 'r');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
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
