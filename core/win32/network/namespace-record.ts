import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, sweepTemporaries, writeJson } from '../../base/atomic-file.ts';
import { errnoOf } from '../../base/fault.ts';
import { isGuid } from '../../base/names.ts';
import type { NetworkNamespace, PortMapping } from '../../host/port.ts';

/** `<state>/namespaces/<id>.json`: written before anything is made, so that what a crash leaves can be found. */
export interface NamespaceRecord {
  schemaVersion: 1;
  id: string;
  owner: string;
  /** `making` until it is whole: a record found in this state is undone. */
  state: 'making' | 'made';
  /** Chosen by us, so that it is known whatever becomes of the call that makes it. */
  endpointId: string;
  /** `hostPort` as chosen, once it is made. */
  portMappings: PortMapping[];
  ipAddress?: string;
}

/** The records of one host. HNS knows our namespaces by id only, so these files are what says which are ours. */
export class NamespaceRecords {
  private readonly folder: string;

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, 'namespaces');
  }

  async read(id: string): Promise<NamespaceRecord | undefined> {
    return isGuid(id) ? ((await readJson(this.path(id))) as NamespaceRecord | undefined) : undefined; // written by us only
  }

  write(record: NamespaceRecord): Promise<void> {
    return writeJson(this.path(record.id), record);
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Sorted by id. */
  async list(): Promise<NamespaceRecord[]> {
    let names: string[];
    try {
      names = await readdir(this.folder);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
    const found: NamespaceRecord[] = [];
    for (const name of names.filter((entry) => entry.endsWith('.json')).sort()) {
      const record = await this.read(name.slice(0, -'.json'.length));
      if (record !== undefined) found.push(record);
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

export function describeNamespace(record: NamespaceRecord): NetworkNamespace {
  const { id, owner, portMappings, ipAddress } = record;
  return { id, owner, portMappings, ...(ipAddress === undefined ? {} : { ipAddress }) };
}
