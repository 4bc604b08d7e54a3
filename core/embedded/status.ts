import { closeSync, constants, openSync, readSync, watch } from 'node:fs';
import { errnoOf } from '../base/fault.ts';

/** One thing the guest agent said, with the byte offset behind its line. */
export type StatusLine = { endOffset: number } & (
  | { word: 'ready' }
  | { word: 'started'; key: string; processId: number }
  | { word: 'failed'; key: string; error: number }
  | { word: 'exited'; key: string; exitCode: number }
  /** The sandbox has shut down in good order; `code` is the agent's exit code, 0 when it was asked to stop. */
  | { word: 'down'; code: number }
);

/** A longer line is not the agent's. */
const MAX_LINE_BYTES = 200;

/** Reads one line; undefined for anything the agent would not say (the sandbox can write this file too). */
export function parseStatusLine(text: string, endOffset: number): StatusLine | undefined {
  const [word, key = '', number = ''] = text.split(' ');
  const value = /^\d{1,10}$/.test(number) ? Number(number) : Number.NaN;
  switch (word) {
    case 'ready':
      return { word, endOffset };
    case 'started':
      return value <= 0xffffffff ? { word, key, processId: value, endOffset } : undefined;
    case 'failed':
      return value <= 0xffffffff ? { word, key, error: value, endOffset } : undefined;
    case 'exited':
      return value <= 0xffffffff ? { word, key, exitCode: value, endOffset } : undefined;
    case 'down':
      return /^\d{1,3}$/.test(key) ? { word, code: Number(key), endOffset } : undefined;
    default:
      return undefined;
  }
}

/**
 * Follows a status file: hands every line to `onLine`, once, in order, those that are there already first.
 *
 * `poll` reads what has come since; it is called on each inotify event and by whoever must be sure to have seen all.
 */
export class StatusFile {
  private readonly fd: number;
  private readonly watcher: ReturnType<typeof watch>;
  private readonly onLine: (line: StatusLine) => void;
  private offset = 0;
  private rest = '';
  private isClosed = false;

  constructor(path: string, onLine: (line: StatusLine) => void) {
    this.onLine = onLine;
    this.fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    this.watcher = watch(path, { persistent: false }, () => this.poll());
    this.watcher.on('error', () => undefined); // the file went away with its system: nothing more will come
  }

  poll(): void {
    if (this.isClosed) return;
    const buffer = Buffer.alloc(16384);
    for (;;) {
      let size: number;
      try {
        size = readSync(this.fd, buffer, 0, buffer.length, this.offset);
      } catch (error) {
        if (errnoOf(error) === 'EAGAIN') return;
        throw error;
      }
      if (size === 0) return;
      this.take(buffer.toString('latin1', 0, size), size);
    }
  }

  private take(text: string, size: number): void {
    const start = this.offset - this.rest.length;
    this.offset += size;
    const lines = (this.rest + text).split('\n');
    this.rest = (lines.pop() ?? '').slice(0, MAX_LINE_BYTES + 1);
    let end = start;
    for (const line of lines) {
      end += line.length + 1;
      const parsed = line.length <= MAX_LINE_BYTES ? parseStatusLine(line, end) : undefined;
      if (parsed) this.onLine(parsed);
    }
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.watcher.close();
    closeSync(this.fd);
  }
}
