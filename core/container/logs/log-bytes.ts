import { LogFile } from '../../host/log-file.ts';
import type { LogStart } from '../../store/container-record.ts';
import { type ContainerWorld, logPaths } from '../world.ts';

export type LogStream = 'stdout' | 'stderr';

const PIECE_BYTES = 256 * 1024;
/** How long a follower rests at the end of a log. */
const REST_MS = 100;

/** Bytes of a log, and where they are in it. */
export interface LogPiece {
  offset: number;
  bytes: Uint8Array;
}

export interface FollowBytesOptions {
  /** Where to begin, in bytes; asked of the log once it is there. Default: its beginning. */
  from?: (log: LogFile) => Promise<number>;
  /** The run whose end is the end; undefined: what is there is all. */
  runId: string | undefined;
  signal: AbortSignal;
}

/**
 * What a container's main process has written, and then whatever comes, until its run has ended; at the pace of who reads.
 * Also when the container is removed meanwhile. Without loss, but for what a limit of the log drops before it is read: the
 * next piece is not where the one before it ends then.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function* followBytes(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  { from, runId, signal }: FollowBytesOptions,
): AsyncGenerator<LogPiece> {
  let log: LogFile | undefined;
  let at = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      // Asked before the end of the log is looked for: what was written before the end of the run is read.
      const isOver = runId === undefined || (await world.records.read(id))?.run?.id !== runId;
      if (log === undefined) {
        log = await openLog(world, id, stream);
        if (log !== undefined) at = (await from?.(log)) ?? 0;
      }
      if (log !== undefined) {
        for await (const piece of readBytes(log, at, (await log.extent()).end)) {
          at = piece.offset + piece.bytes.length;
          yield piece;
        }
      }
      if (isOver) return;
      await world.changes.next(id, REST_MS, signal);
    }
  } finally {
    await log?.close();
  }
}

/** What is kept of a log from one place to another, or to its end. The next piece is read while somebody takes this one. */
export async function* readBytes(log: LogFile, from: number, end: number): AsyncGenerator<LogPiece> {
  const readAt = async (at: number): Promise<LogPiece | undefined> => {
    if (at >= end) return undefined;
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
    const { offset, size } = await log.read(piece, at);
    return size === 0 ? undefined : { offset, bytes: piece.subarray(0, size) };
  };
  let next = readAt(from);
  try {
    for (let piece = await next; piece !== undefined; piece = await next) {
      next = readAt(piece.offset + piece.bytes.length);
      next.catch(() => undefined); // heard at the next turn
      yield piece;
    }
  } finally {
    await next.catch(() => undefined); // whoever closes the log must not close it under a read
  }
}

export function logPath(world: ContainerWorld, id: string, stream: LogStream): string {
  const { stdoutPath, stderrPath } = logPaths(world, id);
  return stream === 'stdout' ? stdoutPath : stderrPath;
}

/** The log of a stream, for reading; undefined while nothing was started. */
export function openLog(world: ContainerWorld, id: string, stream: LogStream): Promise<LogFile | undefined> {
  return LogFile.open(logPath(world, id, stream));
}

/** Where the logs of a container end now. */
export async function logEnds(world: ContainerWorld, id: string): Promise<LogStart> {
  const end = async (stream: LogStream): Promise<number> => {
    const log = await openLog(world, id, stream);
    if (log === undefined) return 0;
    try {
      return (await log.extent()).end;
    } finally {
      await log.close();
    }
  };
  const [stdout, stderr] = await Promise.all([end('stdout'), end('stderr')]);
  return { stdout, stderr };
}
