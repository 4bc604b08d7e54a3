import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { readIfThere } from '../../base/read-if-there.ts';

/**
 * What is known of one thing, as JSON, a line for each time that it changed; the last whole line holds. Appending is one
 * write where replacing a file atomically takes five calls, and a line that was cut short by a crash is seen.
 */
export class RecordFile {
  private readonly path: string;
  private file: Promise<FileHandle> | undefined;
  /** Lines go in the order in which they were given. */
  private last: Promise<void> = Promise.resolve();

  /** @param path Made with its folder when missing. */
  constructor(path: string) {
    this.path = path;
  }

  /**
   * Resolves when the system has the line: our death does not take it back. A power cut may, unless `isDurable`; then all
   * lines so far are on the disk.
   * @throws the system's error.
   */
  append(record: object, { isDurable }: { isDurable: boolean }): Promise<void> {
    const line = `\n${JSON.stringify(record)}\n`; // begins anew, also behind a line that was cut short
    const written = this.last.then(() => this.write(line, isDurable));
    this.last = written.catch(() => undefined); // told to who gave that line
    return written;
  }

  /** Resolves when the file is free. Idempotent; a later `append` opens it again. */
  close(): Promise<void> {
    this.last = this.last.then(async () => {
      const { file } = this;
      this.file = undefined;
      await file?.then((opened) => opened.close()).catch(() => undefined); // what was written is the system's
    });
    return this.last;
  }

  private async write(line: string, isDurable: boolean): Promise<void> {
    this.file ??= openToAppend(this.path);
    let file: FileHandle;
    try {
      file = await this.file;
    } catch (error) {
      this.file = undefined;
      throw error;
    }
    await file.appendFile(line);
    if (isDurable) await file.sync();
  }
}

async function openToAppend(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a', 0o600);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'a', 0o600);
  }
}

/** The last line of a record that is whole; undefined when there is no file or no such line. */
export async function readRecord(path: string): Promise<Record<string, unknown> | undefined> {
  const text = (await readIfThere(path))?.toString('utf8') ?? '';
  for (const line of text.split('\n').reverse()) {
    const record = parsed(line);
    if (record !== undefined) return record;
  }
  return undefined;
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>; // begins with a brace
  } catch {
    return undefined;
  }
}
