import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, win32 } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { sha256 } from '../base/digest.ts';
import { errnoOf, fault } from '../base/fault.ts';
import { type FileLock, tryLock } from '../base/lock.ts';
import type { Attachment, Attachments } from './win32-world.ts';

/** As Windows compares paths. */
export function samePath(a: string, b: string): boolean {
  return foldPath(a) === foldPath(b);
}

function foldPath(path: string): string {
  return win32.normalize(path).replace(/\\$/, '').toLowerCase();
}

/** `Attachments` as one JSON file for each below `<state>\attachments`. */
export class AttachmentFiles implements Attachments {
  readonly #folder: string;
  /** In which file a volume was last found, and a system's scratch: looked into first, not trusted. */
  readonly #fileOf = new Map<string, string>();

  /** @param stateFolder Need not exist. */
  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'attachments');
  }

  async byScratch(folder: string): Promise<Attachment | undefined> {
    const record = await readJson(this.#path(folder));
    return record === undefined ? undefined : toAttachment(record, this.#path(folder));
  }

  async byVolume(volumePath: string): Promise<Attachment | undefined> {
    const key = foldPath(volumePath);
    const known = await this.#readKnown(key);
    if (known !== undefined && samePath(known.volumePath, volumePath)) return known;
    this.#fileOf.delete(key);
    const found = (await this.list()).find((one) => samePath(one.volumePath, volumePath));
    if (found !== undefined) this.#fileOf.set(key, this.#path(found.scratch));
    return found;
  }

  async list(): Promise<Attachment[]> {
    let names: string[];
    try {
      names = await readdir(this.#folder);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
    const read = names
      .filter((one) => one.endsWith('.json'))
      .sort()
      .map(async (name) => ({ name, record: await readJson(join(this.#folder, name)) }));
    // Without a record it was let go of since the listing.
    return (await Promise.all(read)).flatMap(({ name, record }) =>
      record === undefined ? [] : [toAttachment(record, name)],
    );
  }

  async claim(volumePath: string, systemId: string): Promise<void> {
    const attachment = await this.byVolume(volumePath);
    if (attachment === undefined) {
      throw fault('NotFound', `No scratch is attached as '${volumePath}'.`, { target: volumePath });
    }
    if (attachment.systemId !== undefined && attachment.systemId !== systemId) {
      throw fault('Busy', `Scratch '${attachment.scratch}' belongs to system '${attachment.systemId}'.`, {
        target: attachment.scratch,
      });
    }
    await this.#write({ ...attachment, systemId });
    this.#fileOf.set(systemId, this.#path(attachment.scratch));
  }

  async release(systemId: string): Promise<void> {
    const known = await this.#readKnown(systemId);
    this.#fileOf.delete(systemId);
    const found = known?.systemId === systemId ? [known] : await this.list();
    for (const { systemId: owner, ...rest } of found) if (owner === systemId) await this.#write(rest);
  }

  async #readKnown(key: string): Promise<Attachment | undefined> {
    const path = this.#fileOf.get(key);
    if (path === undefined) return undefined;
    const record = await readJson(path);
    return record === undefined ? undefined : toAttachment(record, path);
  }

  /** Writes down an attachment that was made. */
  async add(attachment: Attachment): Promise<void> {
    await this.#write(attachment);
  }

  async remove(scratch: string): Promise<void> {
    const path = this.#path(scratch);
    for (const [key, file] of this.#fileOf) if (file === path) this.#fileOf.delete(key);
    await rm(path, { force: true });
  }

  /**
   * Takes the scratch for one who attaches, lets go, exports or removes it: no other process of this state folder does
   * any of that meanwhile. Undefined when one does.
   */
  async tryHold(scratch: string): Promise<FileLock | undefined> {
    await mkdir(this.#folder, { recursive: true });
    return tryLock(this.#path(scratch).replace(/json$/, 'lock'));
  }

  async #write(attachment: Attachment): Promise<void> {
    await writeJson(this.#path(attachment.scratch), attachment);
  }

  #path(scratch: string): string {
    return join(this.#folder, `${sha256(foldPath(scratch)).slice(-32)}.json`);
  }
}

function toAttachment(record: Record<string, unknown>, path: string): Attachment {
  const { scratch, parents, volumePath, systemId, isForMachine } = record;
  const areParents = Array.isArray(parents) && parents.every((one) => typeof one === 'string');
  if (typeof scratch !== 'string' || typeof volumePath !== 'string' || !areParents) {
    throw fault('Corrupt', `'${path}' is no record of an attached scratch.`, { target: path });
  }
  return {
    scratch,
    parents,
    volumePath,
    ...(isForMachine === true ? { isForMachine } : {}),
    ...(typeof systemId === 'string' ? { systemId } : {}),
  };
}
