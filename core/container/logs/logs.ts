import type { FileHandle } from 'node:fs/promises';
import type { ContainerRecord } from '../../store/container-record.ts';
import { viewContainer } from '../view.ts';
import { type ContainerWorld, readRecord } from '../world.ts';
import { followBytes, type LogStream, logPath, openLog, readBytes } from './log-bytes.ts';
import { LogClock } from './log-clock.ts';
import { LogLines } from './log-lines.ts';
import { findLineStart, findSince, findTail } from './log-places.ts';

export interface LogOptions {
  /** Only so many last lines. */
  tail?: number;
  /** Only what was written then or later, to a tenth of a second; rather a line too many. */
  since?: Date;
  /** Each line with the time at which it was written before it, as ISO 8601: `2026-11-22T14:30:00.125Z Listening`. */
  isStamped?: boolean;
}

export interface FollowOptions extends LogOptions {
  /** Begin where the run that goes on began, or the last one. */
  isOfLastRun?: boolean;
  signal: AbortSignal;
}

/**
 * Reads what a container's main process wrote, over all of its runs, line by line, as far as it goes now. Cost follows
 * what is asked for, not the log.
 *
 * @returns lines without their end (`\r\n` or `\n`), as UTF-8; a last line without an end counts; one of over 1,048,576
 *   characters comes in pieces. No log: none.
 */
export async function* readLog(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  options: LogOptions = {},
): AsyncGenerator<string> {
  const record = await readRecord(world, id);
  const file = await openLog(world, id, stream);
  if (file === undefined) return;
  try {
    const place = { file, path: logPath(world, id, stream), record, stream };
    const from = await findStart(place, options);
    yield* linesOf(readBytes(file, from, (await file.stat()).size), { ...place, from, options });
  } finally {
    await file.close();
  }
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
  const path = logPath(world, id, stream);
  const begin = { from: 0 };
  const from = async (file: FileHandle): Promise<number> => {
    begin.from = await findStart({ file, path, record, stream }, options);
    return begin.from;
  };
  const pieces = followBytes(world, id, stream, { from, runId: record?.run?.id, signal: options.signal });
  yield* linesOf(pieces, {
    path,
    record,
    get from() {
      return begin.from;
    },
    options,
  });
}

interface LogPlace {
  file: FileHandle;
  path: string;
  record: ContainerRecord | undefined;
  stream: LogStream;
}

async function findStart(
  { file, path, record, stream }: LogPlace,
  options: LogOptions & { isOfLastRun?: boolean },
): Promise<number> {
  const { size } = await file.stat();
  const run = record?.run ?? record?.lastRun;
  const starts = [
    options.tail === undefined ? 0 : await findTail(file, size, options.tail),
    options.isOfLastRun === true ? (run?.logStart?.[stream] ?? 0) : 0,
  ];
  if (options.since !== undefined) {
    const known = await findSince(path, options.since);
    // What nobody kept the times of was written at the start of its run, as far as is known.
    const isOfRun = run?.startedAt !== undefined && Date.parse(run.startedAt) >= options.since.getTime();
    const since = known.offset ?? (isOfRun && !known.isKept ? (run.logStart?.[stream] ?? 0) : size);
    starts.push(since >= size ? size : await findLineStart(file, since));
  }
  return Math.max(...starts);
}

/** `from` is read once the first piece is there. */
interface LineSource {
  readonly from: number;
  path: string;
  record: ContainerRecord | undefined;
  options: LogOptions;
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>, source: LineSource): AsyncGenerator<string> {
  const { record } = source;
  const beforeMs = Date.parse((record?.run ?? record?.lastRun)?.startedAt ?? record?.created ?? '') || 0;
  const clock = source.options.isStamped === true ? new LogClock(source.path, beforeMs) : undefined;
  let lines: LogLines | undefined;
  for await (const piece of pieces) {
    lines ??= new LogLines(source.from);
    if (clock === undefined) for (const { text } of lines.add(piece)) yield text;
    else yield* clock.stamp(lines.add(piece));
  }
  if (lines === undefined) return;
  if (clock === undefined) for (const { text } of lines.rest()) yield text;
  else yield* clock.stamp(lines.rest());
}
