import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, sweepTemporaries, writeJson } from './atomic-file.ts';
import { errnoOf, fault, isFault } from './fault.ts';
import { listFolder } from './list-folder.ts';
import { isGuid } from './names.ts';
import type { Log } from './runtime.ts';
import { setAside } from './set-aside.ts';

/** What every record of such a folder has. */
interface Owned {
  /** As its file is named. */
  id: string;
  owner: string;
}

/**
 * A folder of JSON files, one for each thing, named by its GUID: written by us only, and whole or not at all. One that is
 * damaged all the same is set aside as `<id>.json.damaged-<n>` and told in the log: the others go on.
 */
export class RecordFolder<Item extends Owned> {
  private readonly folder: string;
  private readonly log: Log;
  private readonly lists: readonly string[];

  /** @param lists The members that are lists: a record without them is damaged. */
  constructor(folder: string, options: { log: Log; lists?: readonly (keyof Item & string)[] }) {
    this.folder = folder;
    this.log = options.log;
    this.lists = options.lists ?? [];
  }

  async read(id: string): Promise<Item | undefined> {
    if (!isGuid(id)) return undefined;
    try {
      const record = await readJson(this.path(id));
      if (record !== undefined && !this.isWhole(id, record))
        throw fault('Corrupt', `'${this.path(id)}' lacks what such a record has.`, { target: this.path(id) });
      return record as Item | undefined; // written by us only
    } catch (error) {
      if (!isFault(error, 'Corrupt')) throw error;
      const keptPath = await setAside(this.path(id)).catch((problem: unknown) => {
        if (errnoOf(problem) !== 'ENOENT') throw problem; // another reader was first
      });
      if (keptPath !== undefined)
        this.log.error('a damaged record was set aside', { id, keptPath, reason: error.message });
      return undefined;
    }
  }

  private isWhole(id: string, record: Record<string, unknown>): boolean {
    return (
      record['id'] === id &&
      typeof record['owner'] === 'string' &&
      this.lists.every((name) => Array.isArray(record[name]))
    );
  }

  write(item: Item): Promise<void> {
    return writeJson(this.path(item.id), item);
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Sorted by id. */
  async list(): Promise<Item[]> {
    const names = await listFolder(this.folder);
    const found: Item[] = [];
    for (const name of names.filter((entry) => entry.endsWith('.json'))) {
      const item = await this.read(name.slice(0, -'.json'.length));
      if (item !== undefined) found.push(item);
    }
    return found;
  }

  /** Removes what writers left that died in the middle. */
  sweep(): Promise<void> {
    return sweepTemporaries(this.folder);
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
