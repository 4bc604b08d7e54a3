import { type Stats, statSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { readJson, syncFolder, writeJson } from '../base/atomic-file.ts';
import { deepFrozen } from '../base/deep-frozen.ts';
import { errnoOf, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { Log } from '../base/runtime.ts';
import { setAside } from '../base/set-aside.ts';
import {
  type ContainerJournal,
  type ContainerRecord,
  isContainerId,
  parseJournal,
  parseRecord,
} from './container-record.ts';

/** A container whose record cannot be read. Its file was set aside; the container itself was left alone. */
export interface DamagedRecord {
  id: string;
  /** Where the damaged file is kept. */
  keptPath: string;
  reason: RuntimeFault;
}

export interface ContainerRecordsOptions {
  /** The state root. Records are in `<root>/containers/<id>/container.json`. */
  root: string;
  log: Log;
  /** Called before each change on disk with its name (`create:container.json`); tests fail or stop it here. */
  beforeChange?: (step: string) => Promise<void>;
  /** Called when a record was written or removed. */
  afterChange?: (id: string) => void;
}

/**
 * The containers' records on disk: one JSON file each, replaced atomically and durably. One process is the only
 * writer; the caller serialises changes of one container. Reads are cached by the file's time and size, so a file that
 * somebody changed or damaged is seen at the next read.
 */
export interface ContainerRecords {
  /** Every record that can be read, sorted by name, and those that cannot. Sets damaged files aside. */
  list(): Promise<{ records: ContainerRecord[]; damaged: DamagedRecord[] }>;
  /** @throws {RuntimeFault} `Corrupt` for a damaged record; undefined when there is none. */
  read(id: string): Promise<ContainerRecord | undefined>;
  /** Makes the folder when it is missing. */
  write(record: ContainerRecord): Promise<void>;
  /** Ids of all container folders, those without a record too. */
  ids(): Promise<string[]>;
  /** @throws {RuntimeFault} `Corrupt`. */
  readJournal(id: string): Promise<ContainerJournal | undefined>;
  writeJournal(id: string, journal: ContainerJournal): Promise<void>;
  /** No journal: success. */
  clearJournal(id: string): Promise<void>;
  /** Makes the container's folder, with its `logs` folder. */
  makeFolder(id: string): Promise<void>;
  /**
   * Removes the container's folder with all it holds, the record first. From now on the container is not there for
   * `list` and `read`, also when this fails and leaves files for the next service start to remove.
   */
  removeFolder(id: string): Promise<void>;
  /** `<root>/containers/<id>`. */
  folder(id: string): string;
}

interface Cached {
  path: string;
  stamp: Stamp;
  record: ContainerRecord;
}

/** Opens the records below a state root; makes the folder. */
export async function openContainerRecords(options: ContainerRecordsOptions): Promise<ContainerRecords> {
  const containers = join(options.root, 'containers');
  const before = options.beforeChange ?? (async () => undefined);
  const cache = new Map<string, Cached>();
  const removed = new Set<string>();
  const damagedById = new Map<string, DamagedRecord>();
  await mkdir(containers, { recursive: true, mode: 0o700 });

  const folder = (id: string) => join(containers, id);
  const recordPath = (id: string) => `${containers}${sep}${id}${sep}container.json`;
  const journalPath = (id: string) => join(containers, id, 'journal.json');

  const ids = async () => (await readdir(containers)).filter((name) => cache.has(name) || isContainerId(name));

  /** The record that was read or written last, while its file is as it was then. */
  const readCached = (id: string): ContainerRecord | undefined => {
    const cached = removed.has(id) ? undefined : cache.get(id);
    return cached !== undefined && isSame(cached.stamp, stampOf(cached.path)) ? cached.record : undefined;
  };

  const remember = (path: string, stamp: Stamp, record: ContainerRecord): ContainerRecord => {
    cache.set(record.id, { path, stamp, record: deepFrozen(record) });
    return record;
  };

  const read = async (id: string): Promise<ContainerRecord | undefined> => {
    if (removed.has(id)) return undefined;
    const cached = readCached(id);
    if (cached !== undefined) return cached;
    const path = recordPath(id);
    const stamp = stampOf(path);
    const value = stamp === undefined ? undefined : await readJson(path);
    if (stamp === undefined || value === undefined) {
      cache.delete(id);
      return undefined;
    }
    return remember(path, stamp, parseRecord(value, id));
  };

  let lastSorted: { of: ContainerRecord[]; sorted: ContainerRecord[] } = { of: [], sorted: [] };
  /** Most listings find what the one before found, which is sorted already. */
  const sortedByName = (records: ContainerRecord[]): ContainerRecord[] => {
    const { of, sorted } = lastSorted;
    const isSameList = of.length === records.length && of.every((record, index) => record === records[index]);
    if (!isSameList) lastSorted = { of: records, sorted: toSorted(records) };
    return isSameList ? sorted : lastSorted.sorted;
  };

  const setRecordAside = async (id: string, reason: RuntimeFault): Promise<DamagedRecord> => {
    const keptPath = await setAside(recordPath(id));
    cache.delete(id);
    options.log.error('a damaged container record was set aside', { id, keptPath, reason: reason.message });
    const damaged = { id, keptPath, reason };
    damagedById.set(id, damaged);
    return damaged;
  };

  /** A record that was set aside earlier, by us or by a service before us. */
  const findDamaged = async (id: string): Promise<DamagedRecord | undefined> => {
    if (removed.has(id)) return undefined;
    const known = damagedById.get(id);
    if (known !== undefined) return known;
    const names = await readdir(folder(id)).catch(() => []);
    const kept = names.filter((name) => name.startsWith('container.json.damaged-')).sort();
    const last = kept.at(-1);
    if (last === undefined) return undefined;
    const keptPath = join(folder(id), last);
    const reason = await readJson(keptPath)
      .then((value) => {
        parseRecord(value ?? {}, id);
      })
      .then(
        () => undefined,
        (error: unknown) => toFault(error, 'read the container record', id),
      );
    const why = reason ?? toFault(new Error('it was set aside'), 'read the container record', id);
    const damaged = { id, keptPath, reason: why };
    damagedById.set(id, damaged);
    return damaged;
  };

  const readOrSetAside = async (id: string): Promise<ContainerRecord | DamagedRecord | undefined> => {
    try {
      const record = await read(id);
      if (record !== undefined) damagedById.delete(id);
      return record ?? (await findDamaged(id));
    } catch (error) {
      if (isFault(error, 'Corrupt')) return setRecordAside(id, error);
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw toFault(error, 'read the container record', id);
    }
  };

  return {
    ids,
    read,
    folder,
    async list() {
      const records: ContainerRecord[] = [];
      const damaged: DamagedRecord[] = [];
      const others: string[] = [];
      for (const id of await ids()) {
        const record = readCached(id);
        if (record === undefined) others.push(id);
        else records.push(record);
      }
      for (const found of await Promise.all(others.map(readOrSetAside))) {
        if (found === undefined) continue;
        if ('reason' in found) damaged.push(found);
        else records.push(found);
      }
      return { records: sortedByName(records), damaged };
    },
    async write(record) {
      await before(`${record.id}:container.json`);
      const path = recordPath(record.id);
      await writeJson(path, record);
      const stamp = stampOf(path);
      if (stamp !== undefined) remember(path, stamp, structuredClone(record));
      options.afterChange?.(record.id);
    },
    async readJournal(id) {
      const value = await readJson(journalPath(id));
      return value === undefined ? undefined : parseJournal(value, id);
    },
    async writeJournal(id, journal) {
      await before(`${id}:journal.json`);
      await writeJson(journalPath(id), journal);
    },
    async clearJournal(id) {
      await before(`${id}:clear journal.json`);
      await rm(journalPath(id), { force: true });
      await syncFolder(folder(id)).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      });
    },
    async makeFolder(id) {
      await before(`${id}:make folder`);
      await mkdir(join(folder(id), 'logs'), { recursive: true, mode: 0o700 });
    },
    async removeFolder(id) {
      removed.add(id);
      await before(`${id}:remove folder`);
      cache.delete(id);
      damagedById.delete(id);
      await rm(recordPath(id), { force: true });
      options.afterChange?.(id);
      await rm(folder(id), { recursive: true, force: true });
      await syncFolder(containers);
    },
  };
}

/** Without regard to case; the id tells apart what has one name. */
function toSorted(records: readonly ContainerRecord[]): ContainerRecord[] {
  const keyed = records.map((record) => ({ record, key: `${record.name.toLowerCase()}\0${record.id}` }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ record }) => record);
}

/** Changes when the file changes. */
type Stamp = Pick<Stats, 'mtimeMs' | 'size' | 'ino'>;

function isSame(stamp: Stamp, now: Stamp | undefined): boolean {
  return now !== undefined && stamp.mtimeMs === now.mtimeMs && stamp.size === now.size && stamp.ino === now.ino;
}

/**
 * Undefined when there is no file.
 *
 * Asked for every container by every listing, so at once: by a turn of the event loop each it takes ten times as long.
 */
function stampOf(path: string): Stamp | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
