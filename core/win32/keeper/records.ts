import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { listFolder } from '../../base/list-folder.ts';
import { isGuid } from '../../base/names.ts';
import type { ExitType } from '../../host/port.ts';
import type { SystemFacts } from './protocol.ts';
import { RecordFile, readRecord } from './record-file.ts';

/**
 * What the keeper knows, as files that a person can read and a next keeper finds:
 *
 *     <state>\systems\<id>\system.json
 *     <state>\systems\<id>\processes\<folder>\process.json, stdout, stderr
 *
 * One keeper at a time writes them. Their last whole line holds. Only ends are forced to the disk: what lives is taken up
 * again because HCS has it, and a power cut takes that from HCS too.
 */
export interface SystemRecord extends SystemFacts {
  /**
   * `creating` and `starting` are written before HCS is asked: what was half done when a keeper died is seen.
   */
  phase: 'creating' | 'created' | 'starting' | 'running' | 'ended';
  /** While `running`: by HCS, as far as the keeper knows; the next one asks. */
  isPaused?: boolean;
  startedAt?: string;
  exitedAt?: string;
  exitType?: ExitType;
}

export interface OutputRecord {
  path: string;
  /** Where the process's own output begins, in bytes of the file. */
  start: number;
  /** Where it ends; only when it has exited. */
  end?: number;
}

export interface ProcessRecord {
  key: string;
  processId: number;
  kind: 'spool' | 'log';
  /** What is kept of each of its streams. Absent: everything. */
  maximumBytes?: number;
  /** It was started with a terminal. */
  hasTerminal?: boolean;
  stdout: OutputRecord;
  stderr: OutputRecord;
  /** Null when nobody can know the code. */
  exit?: { code: number | null; at: string };
  /** Byte offsets in the files behind which output may be missing. */
  gap?: { stdoutAt: number; stderrAt: number };
}

const SYSTEM_FILE = 'system.json';
const PROCESS_FILE = 'process.json';
const PROCESSES = 'processes';

export class Records {
  readonly systemsPath: string;
  /** Records that are written to, by the folder they are in. */
  private readonly open = new Map<string, RecordFile>();

  constructor(stateFolder: string) {
    this.systemsPath = join(stateFolder, 'systems');
  }

  systemFolder(id: string): string {
    return join(this.systemsPath, id);
  }

  /**
   * A process's folder. Keys tell upper from lower case, NTFS does not; and `nul` is a fine key: hence the spelling.
   *
   * @example
   * const records = new Records('C:\\state');
   * assert.ok(records.processFolder('i', 'aB-1').endsWith('p-a.b-1'));
   */
  processFolder(id: string, key: string): string {
    const name = `p-${key.replace(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`)}`;
    return join(this.systemFolder(id), PROCESSES, name);
  }

  /** The ids of all systems that have a folder, sorted. */
  async systemIds(): Promise<string[]> {
    return (await listFolder(this.systemsPath)).filter(isGuid).sort();
  }

  async readSystem(id: string): Promise<SystemRecord | undefined> {
    return (await readRecord(join(this.systemFolder(id), SYSTEM_FILE))) as SystemRecord | undefined; // written below
  }

  async writeSystem(id: string, record: SystemRecord): Promise<void> {
    const folder = this.systemFolder(id);
    const isEnd = record.phase === 'ended';
    if (record.phase === 'creating') await mkdir(join(folder, PROCESSES), { recursive: true });
    await this.append(folder, SYSTEM_FILE, record, isEnd);
    if (isEnd) void this.settle(folder);
  }

  private async append(folder: string, name: string, record: object, isEnd: boolean): Promise<void> {
    let file = this.open.get(folder);
    if (file === undefined) {
      file = new RecordFile(join(folder, name));
      this.open.set(folder, file);
    }
    await file.append(record, { isDurable: isEnd });
  }

  /** Nothing more comes, or its folder goes: Windows renames no folder with an open file in it. */
  private async settle(folder: string): Promise<void> {
    const file = this.open.get(folder);
    if (file === undefined) return;
    await file.close();
    if (this.open.get(folder) === file) this.open.delete(folder);
  }

  /** The folder goes under another name first: half of it is never found as a system. */
  async removeSystem(id: string): Promise<void> {
    const going = join(this.systemsPath, `${id}-removing`);
    const folder = this.systemFolder(id);
    for (const path of [...this.open.keys()]) {
      if (path === folder || path.startsWith(join(folder, PROCESSES))) await this.settle(path);
    }
    await removeSoon(going);
    try {
      await rename(folder, going);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return;
      throw error;
    }
    await removeSoon(going);
  }

  async readProcesses(id: string): Promise<ProcessRecord[]> {
    const folder = join(this.systemFolder(id), PROCESSES);
    const names = await listFolder(folder);
    const read = names.map((name) => readRecord(join(folder, name, PROCESS_FILE)));
    const records = (await Promise.all(read)) as (ProcessRecord | undefined)[]; // written below
    return records.filter((record) => record !== undefined);
  }

  async makeProcessFolder(id: string, key: string): Promise<string> {
    const folder = this.processFolder(id, key);
    try {
      await mkdir(folder);
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') await removeSoon(folder); // of a creation that was cut short
      await mkdir(folder, { recursive: true });
    }
    return folder;
  }

  async writeProcess(id: string, record: ProcessRecord): Promise<void> {
    const folder = this.processFolder(id, record.key);
    const isEnd = record.exit !== undefined;
    await this.append(folder, PROCESS_FILE, record, isEnd);
    if (isEnd) void this.settle(folder);
  }

  /** The record goes first: a folder without one is nothing. */
  async removeProcess(id: string, key: string): Promise<void> {
    const folder = this.processFolder(id, key);
    await this.settle(folder);
    await rm(join(folder, PROCESS_FILE), { force: true });
    await removeSoon(folder);
  }

  /** What a keeper that died in the middle left. */
  async sweep(): Promise<void> {
    for (const name of await listFolder(this.systemsPath)) {
      if (name.endsWith('-removing')) await removeSoon(join(this.systemsPath, name));
    }
  }
}

/** Somebody may still read a spool: then what is left goes with the system, or with the next sweep. */
async function removeSoon(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 }).catch(() => undefined);
}
