import { mkdir, rename, rm } from 'node:fs/promises';
import { join, win32 } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { sha256 } from '../base/digest.ts';
import { errnoOf, fault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import { type FileLock, tryLock } from '../base/lock.ts';
import { whileShared } from '../base/while-shared.ts';
import type { Attachment, Attachments } from './win32-world.ts';

/** As Windows compares paths. */
export function samePath(a: string, b: string): boolean {
  return foldPath(a) === foldPath(b);
}

function foldPath(path: string): string {
  return win32.normalize(path).replace(/\\$/, '').toLowerCase();
}

/** The scratch, by a hash of its path, and the system that has claimed it. */
const FILE = /^([0-9a-f]{32})(?:\.([^.]+))?\.json$/;
/** A listing may miss a file that gets another name meanwhile: what so many in a row do not show is not there. */
const LOOKS = 3;
/** What is shown and then has another name is looked for again, so often, with growing rests: renames are rare. */
const CHASES = 50;

/**
 * `Attachments` as one JSON file for each below `<state>\attachments`: `<scratch>.json`, and `<scratch>.<system>.json` while
 * a system has it. To claim and to let go is to rename: one step, which one of many wins, and nothing half done. No system
 * outlives a power cut, so a claim need not either.
 */
export class AttachmentFiles implements Attachments {
  readonly #folder: string;
  /** On which scratch a volume was last found: looked at first, not trusted. */
  readonly #scratchOf = new Map<string, string>();

  /** @param stateFolder Need not exist. */
  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'attachments');
  }

  async byScratch(folder: string): Promise<Attachment | undefined> {
    return this.#find(hashOf(folder));
  }

  async byVolume(volumePath: string): Promise<Attachment | undefined> {
    const key = foldPath(volumePath);
    const known = this.#scratchOf.get(key);
    const likely = known === undefined ? undefined : await this.byScratch(known);
    if (likely !== undefined && samePath(likely.volumePath, volumePath)) return likely;
    this.#scratchOf.delete(key);
    const found = (await this.list()).find((one) => samePath(one.volumePath, volumePath));
    if (found !== undefined) this.#scratchOf.set(key, found.scratch);
    return found;
  }

  async list(): Promise<Attachment[]> {
    const hashes = new Set<string>();
    for (let look = 0; look < LOOKS; look++) {
      for (const name of await this.#names()) hashes.add(FILE.exec(name)?.[1] ?? '');
    }
    const found = await Promise.all([...hashes].sort().map((hash) => this.#find(hash)));
    return found.filter((one) => one !== undefined);
  }

  async claim(scratch: string, systemId: string): Promise<boolean> {
    try {
      await this.#rename(fileName(scratch), fileName(scratch, systemId));
      return true;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
    const attachment = await this.byScratch(scratch);
    if (attachment?.systemId === systemId) return false;
    if (attachment === undefined) throw fault('NotFound', `Scratch '${scratch}' is not attached.`, { target: scratch });
    throw fault('Busy', `Scratch '${scratch}' belongs to system '${attachment.systemId}'.`, { target: scratch });
  }

  async release(systemId: string): Promise<void> {
    for (const name of await this.#names()) {
      const [, hash, owner] = FILE.exec(name) ?? [];
      if (owner !== systemId) continue;
      try {
        await this.#rename(name, `${hash}.json`);
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error; // it was detached, or let go of by another process
      }
    }
  }

  /** Writes down an attachment that was made. */
  async add({ systemId, ...attachment }: Attachment): Promise<void> {
    await writeJson(join(this.#folder, fileName(attachment.scratch, systemId)), attachment);
  }

  async remove(scratch: string): Promise<void> {
    for (const [key, known] of this.#scratchOf) if (samePath(known, scratch)) this.#scratchOf.delete(key);
    for (const name of await this.#names()) {
      if (FILE.exec(name)?.[1] === hashOf(scratch)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /**
   * Takes the scratch for one who attaches, lets go, exports or removes it: no other process of this state folder does
   * any of that meanwhile. Undefined when one does.
   */
  async tryHold(scratch: string): Promise<FileLock | undefined> {
    await mkdir(this.#folder, { recursive: true });
    return tryLock(join(this.#folder, `${hashOf(scratch)}.lock`));
  }

  async #find(hash: string): Promise<Attachment | undefined> {
    let missed = 0;
    for (let chase = 0; chase < CHASES && missed < LOOKS; chase++) {
      const free = await this.#read(`${hash}.json`);
      if (free !== undefined) return free;
      const name = (await this.#names()).find((one) => FILE.exec(one)?.[1] === hash);
      const found = name === undefined ? undefined : await this.#read(name);
      if (found !== undefined) return found;
      missed = name === undefined ? missed + 1 : 0;
      if (chase >= LOOKS) await delay(chase); // not in step with who renames
    }
    return undefined;
  }

  async #names(): Promise<string[]> {
    return (await listFolder(this.#folder)).filter((name) => FILE.test(name));
  }

  async #read(name: string): Promise<Attachment | undefined> {
    const path = join(this.#folder, name);
    const record = await readJson(path);
    return record === undefined ? undefined : toAttachment(record, path, FILE.exec(name)?.[2]);
  }

  #rename(from: string, to: string): Promise<void> {
    return whileShared(() => rename(join(this.#folder, from), join(this.#folder, to)));
  }
}

function hashOf(scratch: string): string {
  return sha256(foldPath(scratch)).slice(-32);
}

function fileName(scratch: string, systemId?: string): string {
  return `${hashOf(scratch)}${systemId === undefined ? '' : `.${systemId}`}.json`;
}

function toAttachment(record: Record<string, unknown>, path: string, systemId: string | undefined): Attachment {
  const { scratch, parents, volumePath, isForMachine } = record;
  const areParents = Array.isArray(parents) && parents.every((one) => typeof one === 'string');
  if (typeof scratch !== 'string' || typeof volumePath !== 'string' || !areParents) {
    throw fault('Corrupt', `'${path}' is no record of an attached scratch.`, { target: path });
  }
  return {
    scratch,
    parents,
    volumePath,
    ...(isForMachine === true ? { isForMachine } : {}),
    ...(systemId === undefined ? {} : { systemId }),
  };
}
