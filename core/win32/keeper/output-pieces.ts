import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { LogFile } from '../../host/log-file.ts';
import { LONGEST_LINE_BYTES, listParts, piecePath } from '../../host/log-parts.ts';

const COPY_BYTES = 1024 * 1024;

export interface OutputPiecesOptions {
  /** It was written before, and may be in several pieces. */
  isLog: boolean;
  /** What is kept of it. Default: everything. */
  maximumBytes?: number | undefined;
  /** What is before this place has gone. */
  onDropped: (offset: number) => void;
}

/**
 * The files that one output is appended to: one, or with a limit pieces of half the limit each, cut between lines, of which
 * the oldest goes when the others are enough. Readers who have it open read it to its end.
 */
export class OutputPieces {
  /** Where the output ends, in bytes from its first. */
  size: number;
  private file: FileHandle;
  /** Where the piece begins that is written to. */
  private begin: number;
  private readonly path: string;
  private readonly options: OutputPiecesOptions;

  /** Opens the last piece, or makes the first. What is over the limit by far goes. */
  static async open(path: string, options: OutputPiecesOptions): Promise<OutputPieces> {
    const { isLog, maximumBytes } = options;
    if (isLog && maximumBytes !== undefined) await cutFront(path, maximumBytes);
    const last = isLog ? (await listParts(path)).pieces.at(-1) : undefined;
    const file = await openToAppend(last?.path ?? path);
    try {
      const begin = last?.offset ?? 0;
      return new OutputPieces(path, options, { file, begin, size: begin + (await file.stat()).size });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private constructor(
    path: string,
    options: OutputPiecesOptions,
    last: { file: FileHandle; begin: number; size: number },
  ) {
    this.path = path;
    this.options = options;
    this.file = last.file;
    this.begin = last.begin;
    this.size = last.size;
  }

  /** @returns how much of it was written: at least a byte, unless the next piece was begun. @throws as `write`: a full disk. */
  async append(bytes: Uint8Array): Promise<number> {
    const { maximumBytes } = this.options;
    const room = maximumBytes === undefined ? undefined : this.begin + Math.floor(maximumBytes / 2) - this.size;
    const cut = room === undefined ? undefined : cutOf(bytes, room);
    const { bytesWritten } = await this.write(cut === undefined ? bytes : bytes.subarray(0, cut));
    this.size += bytesWritten;
    if (cut === bytesWritten && maximumBytes !== undefined) await this.beginPiece(maximumBytes, cut === 0);
    return bytesWritten;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async write(bytes: Uint8Array): Promise<{ bytesWritten: number }> {
    return bytes.length === 0 ? { bytesWritten: 0 } : this.file.write(bytes, 0, bytes.length);
  }

  /** @param isDue Nothing more goes into this one. */
  private async beginPiece(maximumBytes: number, isDue: boolean): Promise<void> {
    let next: FileHandle;
    try {
      next = await openToAppend(piecePath(this.path, this.size));
    } catch (error) {
      if (isDue) throw error;
      return; // a full disk: the piece becomes longer, and the next line tries again
    }
    const before = this.file;
    this.file = next;
    this.begin = this.size;
    await before.close().catch(() => undefined); // what was written is there
    const begin = await dropPieces(this.path, this.size - maximumBytes);
    this.options.onDropped(begin);
  }
}

/**
 * How much still goes into a piece that has so much room: to the end of its last line that has, or of the line that goes
 * beyond, if that is not too long. Undefined: all, and it is not full.
 */
export function cutOf(bytes: Uint8Array, room: number): number | undefined {
  if (bytes.length < room) return undefined;
  const last = room > 0 ? bytes.lastIndexOf(0x0a, room - 1) : -1;
  if (last >= 0) return last + 1;
  const next = bytes.indexOf(0x0a, Math.max(0, room));
  const most = room + LONGEST_LINE_BYTES;
  if (next >= 0 && next < most) return next + 1;
  return bytes.length < most ? undefined : Math.max(0, most);
}

/** Removes the pieces that end at `before` or earlier. @returns where what is left begins. */
async function dropPieces(path: string, before: number): Promise<number> {
  const { pieces } = await listParts(path);
  let begin = pieces[0]?.offset ?? 0;
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    if (next === undefined || next.offset > before) break;
    try {
      await rm(piece.path, { force: true });
    } catch {
      break; // somebody has it open: with the next one
    }
    begin = next.offset;
  }
  return begin;
}

/** Of a log that was kept without a limit, or with a larger one: its end becomes a piece of its own, and the rest goes. */
async function cutFront(path: string, maximumBytes: number): Promise<void> {
  const log = await LogFile.open(path);
  if (log === undefined) return;
  let from: number;
  try {
    const { begin, end } = await log.extent();
    if (end - begin <= maximumBytes * 2) return;
    from = await lineStart(log, end - maximumBytes);
    const next = (await listParts(path)).pieces.find((piece) => piece.offset >= from);
    if (next?.offset !== from) await copyPiece(log, { from, end: next?.offset ?? end }, path);
  } finally {
    await log.close(); // Windows may keep what is open
  }
  await dropPieces(path, from);
}

/** Whole under its name, or not there. */
async function copyPiece(log: LogFile, { from, end }: { from: number; end: number }, path: string): Promise<void> {
  const fresh = `${path}.new-piece`;
  const file = await open(fresh, 'w', 0o600);
  try {
    const buffer = Buffer.allocUnsafe(COPY_BYTES);
    for (let at = from; at < end; ) {
      const { offset, size } = await log.read(buffer.subarray(0, Math.min(COPY_BYTES, end - at)), at);
      if (size === 0) break;
      await file.writeFile(buffer.subarray(0, size));
      at = offset + size;
    }
    await file.sync(); // before the other one goes
  } finally {
    await file.close();
  }
  await rename(fresh, piecePath(path, from));
}

/** Where the line begins that has the byte at `offset`, or the offset itself in the middle of a long one. */
async function lineStart(log: LogFile, offset: number): Promise<number> {
  const from = Math.max(0, offset - LONGEST_LINE_BYTES);
  const before = Buffer.alloc(offset - from);
  const read = await log.read(before, from);
  if (read.offset + read.size < offset) return offset; // in two pieces
  const end = before.subarray(0, read.size).lastIndexOf(0x0a);
  return end < 0 ? offset : read.offset + end + 1;
}

async function openToAppend(path: string): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, flags, 0o600);
  }
}
