import { appendFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeft, sweepTemporaries, writeFileAtomic } from './atomic-file.ts';
import { errnoOf, toFault } from './fault.ts';
import { listFolder } from './list-folder.ts';
import type { Log, Runtime } from './runtime.ts';

/** A file that a copy was cut in the middle of. */
export interface LeftPart {
  /** What the copy goes to, in the words of who began the note. */
  about: string;
  folder: string;
  name: string;
}

/** `<pid>-<GUID>.note`. */
const NOTE = /^(\d+)-([0-9a-f-]{36})\.note$/;

/**
 * Notes of files that lie under a name of ours in folders of somebody else's until they are whole. Who dies in the middle
 * leaves the note too: the next removes by it what the other left, and nothing else, whatever it is called.
 */
export class PartNotes {
  readonly #folder: string;
  readonly #runtime: Pick<Runtime, 'newId'>;
  readonly #log: Log;

  /** @param folder Holds the notes and nothing else; made when there is one to write. */
  constructor(folder: string, { runtime, log }: { runtime: Pick<Runtime, 'newId'>; log: Log }) {
    this.#folder = folder;
    this.#runtime = runtime;
    this.#log = log;
  }

  /** The note of one copy. Nothing is on disk before the first `enter`. */
  begin(about: string): PartNote {
    return new PartNote({ folder: this.#folder, about, id: this.#runtime.newId(), log: this.#log });
  }

  /**
   * Has each part removed that a process left which is gone, and forgets it. One that cannot be removed is told to the log,
   * and tried again the next time.
   *
   * @param remove Also called for what is not there any more.
   */
  async sweep(remove: (part: LeftPart) => Promise<void>): Promise<void> {
    await sweepTemporaries(this.#folder);
    for (const note of await listFolder(this.#folder)) {
      const [, writer, id] = NOTE.exec(note) ?? [];
      const path = join(this.#folder, note);
      if (id === undefined || !(await isLeft(path, Number(writer)))) continue;
      try {
        const [about, ...folders] = parseLines(await readFile(path, 'utf8'));
        if (about !== undefined)
          for (const folder of new Set(folders)) await remove({ about, folder, name: partName(id) });
        await rm(path, { force: true });
      } catch (error) {
        const { message } = toFault(error, 'remove what a copy left, as told by', path);
        this.#log.warn('what a copy left could not be removed', { note: path, reason: message });
      }
    }
  }
}

/** For `sweep`, where the folders are this machine's. */
export async function removePart({ folder, name }: LeftPart): Promise<void> {
  try {
    await rm(join(folder, name), { force: true });
  } catch (error) {
    if (errnoOf(error) !== 'ENOTDIR') throw error; // gone with its folder
  }
}

/** What one copy calls its files until they are whole, and where they are: one after the other. */
export class PartNote {
  /** Nobody else makes a file of this name. */
  readonly name: string;
  readonly #path: string;
  readonly #folder: string;
  readonly #about: string;
  readonly #log: Log;
  #entered: string | undefined;
  #isBegun = false;

  constructor({ folder, about, id, log }: { folder: string; about: string; id: string; log: Log }) {
    this.name = partName(id);
    this.#folder = folder;
    this.#path = join(folder, `${process.pid}-${id}.note`);
    this.#about = about;
    this.#log = log;
  }

  /**
   * To be called before the file is made in this folder. Costs a flush the first time, and a line for each other folder: that
   * outlives the process, though a machine that loses power at once may lose it. A copy does not fail for its note.
   */
  async enter(folder: string): Promise<void> {
    if (this.#entered === folder) return;
    try {
      if (this.#isBegun) appendFileSync(this.#path, `${JSON.stringify(folder)}\n`);
      else {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await writeFileAtomic(this.#path, `${JSON.stringify(this.#about)}\n${JSON.stringify(folder)}\n`);
      }
      this.#isBegun = true;
    } catch (error) {
      this.#log.warn('a copy goes on without its note', { note: this.#path, reason: String(error) });
    }
    this.#entered = folder;
  }

  /** The copy has come to its end, and has left nothing half. */
  async close(): Promise<void> {
    if (this.#isBegun) await rm(this.#path, { force: true });
  }
}

function partName(id: string): string {
  return `.hcs-${id}.part`;
}

/** A last line that was cut short names a folder that was not entered yet. */
function parseLines(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'string' ? [value] : [];
    } catch {
      return [];
    }
  });
}
