import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../../base/atomic-file.ts';
import { listFolder } from '../../base/list-folder.ts';
import { tryLock } from '../../base/lock.ts';
import type { Log, Runtime } from '../../base/runtime.ts';

/**
 * Folders that are only there while something is done: written down before they are made, so that what a killed process
 * left is found by the next one, wherever it is. A note is locked while its work goes on.
 */
export class Leftovers {
  readonly #folder: string;
  readonly #runtime: Runtime;
  readonly #log: Log;

  constructor(stateFolder: string, runtime: Runtime, log: Log) {
    this.#folder = join(stateFolder, 'leftovers');
    this.#runtime = runtime;
    this.#log = log;
  }

  /** Runs `work`, which makes and removes `path`. One that it leaves is removed by the next sweep. */
  async during<T>(path: string, work: () => Promise<T>): Promise<T> {
    const done = await this.begin(path);
    try {
      return await work();
    } finally {
      await done();
    }
  }

  /** @returns what is called when `path` is gone, or is what it should be. */
  async begin(path: string): Promise<() => Promise<void>> {
    await mkdir(this.#folder, { recursive: true });
    const note = join(this.#folder, this.#runtime.newId());
    const lock = tryLock(`${note}.lock`);
    await writeJson(`${note}.json`, { path });
    return async () => {
      await rm(`${note}.json`, { force: true });
      lock?.release();
      await rm(`${note}.lock`, { force: true });
    };
  }

  /** Removes what processes that are gone have left. One that resists is told and stays for the next time. */
  async sweep(remove: (path: string) => Promise<void>): Promise<void> {
    for (const name of await this.#names()) {
      const note = join(this.#folder, name.replace(/\.(json|lock)$/, ''));
      const lock = tryLock(`${note}.lock`);
      if (lock === undefined) continue;
      try {
        const path = (await readJson(`${note}.json`))?.['path'];
        if (typeof path === 'string') await remove(path);
        await rm(`${note}.json`, { force: true });
      } catch (error) {
        this.#log.warn('a leftover of a process that is gone cannot be removed', { note, why: String(error) });
        continue;
      } finally {
        lock.release();
      }
      await rm(`${note}.lock`, { force: true });
    }
  }

  async #names(): Promise<string[]> {
    return (await listFolder(this.#folder)).filter((name) => name.endsWith('.json'));
  }
}
