import type { LogFile } from '../../host/log-file.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { viewContainer } from '../view.ts';
import { type ContainerWorld, readRecord } from '../world.ts';
import { followBytes, type LogPiece, type LogStream, logPath, openLog, readBytes } from './log-bytes.ts';
import { LogClock } from './log-clock.ts';
import { type LogLine, LogLines } from './log-lines.ts';
import { findLineStart, findSince, findTail } from './log-places.ts';

export interface LogOptions {
  /** Only so many last lines. */
  tail?: number;
  /** Only what was written then or later, to a tenth of a second; rather a line too many. */
  since?: Date;
  /** Each line with the time at which it was written before it, as ISO 8601: `2026-11-22T14:30:00.125Z Listening`. */
  isStamped?: boolean;
  /** So many bytes were dropped before they were read, because the log is kept to a size. */
  onDropped?: (sizeBytes: number) => void;
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
 * @returns lines without their end (`\r\n` or `\n`), as UTF-8, as many at once as were read; a last line without an end
 *   counts; one of over 1,048,576 characters comes in pieces. No log: none.
 */
export async function* readLog(
  world: ContainerWorld,
  id: string,
  stream: LogStream,
  options: LogOptions = {},
): AsyncGenerator<string[]> {
  const record = await readRecord(world, id);
  const log = await openLog(world, id, stream);
  if (log === undefined) return;
  try {
    const place = { log, path: logPath(world, id, stream), record, stream };
    const { end } = await log.extent();
    const from = await findStart(place, options);
    yield* linesOf(readBytes(log, from, end), { ...place, options });
  } finally {
    await log.close();
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
): AsyncGenerator<string[]> {
  const record = (await viewContainer(world, id))?.record;
  const path = logPath(world, id, stream);
  const from = (log: LogFile): Promise<number> => findStart({ log, path, record, stream }, options);
  const pieces = followBytes(world, id, stream, { from, runId: record?.run?.id, signal: options.signal });
  yield* linesOf(pieces, { path, record, options });
}

interface LogPlace {
  log: LogFile;
  path: string;
  record: ContainerRecord | undefined;
  stream: LogStream;
}

async function findStart(
  { log, path, record, stream }: LogPlace,
  options: LogOptions & { isOfLastRun?: boolean },
): Promise<number> {
  const extent = await log.extent();
  const { begin, end } = extent;
  const run = record?.run ?? record?.lastRun;
  const starts = [
    begin,
    options.tail === undefined ? 0 : await findTail(log, extent, options.tail),
    options.isOfLastRun === true ? (run?.logStart?.[stream] ?? 0) : 0,
  ];
  if (options.since !== undefined) {
    const known = await findSince(path, options.since);
    // What nobody kept the times of was written at the start of its run, as far as is known.
    const isOfRun = run?.startedAt !== undefined && Date.parse(run.startedAt) >= options.since.getTime();
    const since = known.offset ?? (isOfRun && !known.isKept ? (run.logStart?.[stream] ?? 0) : end);
    starts.push(since >= end ? end : await findLineStart(log, extent, Math.max(begin, since)));
  }
  return Math.max(...starts);
}

interface LineSource {
  path: string;
  record: ContainerRecord | undefined;
  options: LogOptions;
}

async function* linesOf(pieces: AsyncIterable<LogPiece>, source: LineSource): AsyncGenerator<string[]> {
  const { record, options } = source;
  const beforeMs = Date.parse((record?.run ?? record?.lastRun)?.startedAt ?? record?.created ?? '') || 0;
  const clock = options.isStamped === true ? new LogClock(source.path, beforeMs) : undefined;
  const textsOf = (found: LogLine[]) => clock?.stamp(found) ?? found.map(({ text }) => text);
  let lines: LogLines | undefined;
  let at = 0;
  for await (const { offset, bytes } of pieces) {
    if (lines !== undefined && offset !== at) {
      yield* some(await textsOf(lines.rest()));
      options.onDropped?.(offset - at);
      lines = undefined;
    }
    lines ??= new LogLines(offset);
    yield* some(clock === undefined ? lines.addText(bytes) : await clock.stamp(lines.add(bytes)));
    at = offset + bytes.length;
  }
  if (lines !== undefined) yield* some(await textsOf(lines.rest()));
}

function some(lines: string[]): string[][] {
  return lines.length === 0 ? [] : [lines];
}
