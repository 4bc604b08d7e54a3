import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, sweepTemporaries, writeJson } from '../../base/atomic-file.ts';
import { errnoOf, isFault } from '../../base/fault.ts';
import { isGuid } from '../../base/names.ts';
import type { ExitType } from '../../host/port.ts';
import type { SystemFacts } from './protocol.ts';

/**
 * What the keeper knows, as files that a person can read and a next keeper finds:
 *
 *     <state>\systems\<id>\system.json
 *     <state>\systems\<id>\processes\<folder>\process.json, stdout, stderr
 *
 * One keeper at a time writes them. Each is replaced atomically.
 */
export interface SystemRecord extends SystemFacts {
  /**
   * `creating` and `starting` are written before HCS is asked: what was half done when a keeper died is seen.
   */
  phase: 'creating' | 'created' | 'starting' | 'running' | 'ended';
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
  stdout: OutputRecord;
  stderr: OutputRecord;
  /** Null when nobody can know the code. */
  exit?: { code: number | null; at: string };
  /** Byte offsets in the files behind which output may be missing. */
  gap?: { stdoutAt: number; stderrAt: number };
}

export class Records {
  readonly systemsPath: string;

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
    return join(this.systemFolder(id), 'processes', name);
  }

  /** The ids of all systems that have a folder, sorted. */
  async systemIds(): Promise<string[]> {
    return (await listFolder(this.systemsPath)).filter(isGuid).sort();
  }

  async readSystem(id: string): Promise<SystemRecord | undefined> {
    return (await readJson(join(this.systemFolder(id), 'system.json'))) as SystemRecord | undefined; // written below
  }

  async writeSystem(id: string, record: SystemRecord): Promise<void> {
    await writeJson(join(this.systemFolder(id), 'system.json'), record);
  }

  /** The folder goes under another name first: half of it is never found as a system. */
  async removeSystem(id: string): Promise<void> {
    const going = join(this.systemsPath, `${id}-removing`);
    await removeSoon(going);
    try {
      await rename(this.systemFolder(id), going);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return;
      throw error;
    }
    await removeSoon(going);
  }

  async readProcesses(id: string): Promise<ProcessRecord[]> {
    const folder = join(this.systemFolder(id), 'processes');
    const records = await Promise.all(
      (await listFolder(folder)).map(async (name) => {
        await sweepTemporaries(join(folder, name));
        try {
          return (await readJson(join(folder, name, 'process.json'))) as ProcessRecord | undefined; // written below
        } catch (error) {
          if (isFault(error, 'Corrupt')) return undefined; // not ours: we replace whole files
          throw error;
        }
      }),
    );
    return records.filter((record) => record !== undefined);
  }

  async makeProcessFolder(id: string, key: string): Promise<string> {
    const folder = this.processFolder(id, key);
    await removeSoon(folder); // of a creation that was cut short
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async writeProcess(id: string, record: ProcessRecord): Promise<void> {
    await writeJson(join(this.processFolder(id, record.key), 'process.json'), record);
  }

  /** The record goes first: a folder without one is nothing. */
  async removeProcess(id: string, key: string): Promise<void> {
    const folder = this.processFolder(id, key);
    await rm(join(folder, 'process.json'), { force: true });
    await removeSoon(folder);
  }

  /** What a keeper that died in the middle left. */
  async sweep(): Promise<void> {
    for (const name of await listFolder(this.systemsPath)) {
      if (name.endsWith('-removing')) await removeSoon(join(this.systemsPath, name));
      else await sweepTemporaries(join(this.systemsPath, name));
    }
  }
}

/** Somebody may still read a spool: then what is left goes with the system, or with the next sweep. */
async function removeSoon(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 }).catch(() => undefined);
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
