import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, sweepTemporaries, writeJson } from './atomic-file.ts';
import { listFolder } from './list-folder.ts';
import { isGuid } from './names.ts';

/** A folder of JSON files, one for each thing, named by its GUID: written by us only, and whole or not at all. */
export class RecordFolder<Item extends { id: string }> {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async read(id: string): Promise<Item | undefined> {
    return isGuid(id) ? ((await readJson(this.path(id))) as Item | undefined) : undefined; // written by us only
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
