import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure, HR } from './failure.ts';

export const SCRATCH_DISK = 'sandbox.vhdx';
const SIGNATURE = 'vhdxfile';

/** A scratch: `sandbox.vhdx` on the Windows side says which. */
export interface Scratch {
  id: string;
  /** Of its disk file: a renamed one keeps it, a copy has another. */
  inode: number;
  /** Of its volume, lower case, without braces. */
  guid: string;
  /** The embedded host's scratch. */
  shadow: string;
  /** The embedded host's layers below it, topmost first. */
  layers: string[];
  isActive: boolean;
  isPrepared: boolean;
  /** The compute system that was created on it and has not ended. */
  systemId?: string;
  /** The virtual machine that it is attached to. */
  machineId?: string;
}

type CopyShadow = (source: string, folder: string, layers: string[]) => Promise<void>;

export class Scratches {
  private readonly folder: string;
  private readonly copyShadow: CopyShadow;
  private readonly known = new Map<string, Scratch>();

  constructor(folder: string, copyShadow: CopyShadow) {
    this.folder = folder;
    this.copyShadow = copyShadow;
  }

  /** Makes the disk file in `folder` and the record behind it. */
  async add(folder: string, layers: string[]): Promise<Scratch> {
    const id = randomUUID();
    const scratch: Scratch = {
      id,
      inode: 0,
      guid: randomUUID(),
      shadow: join(this.folder, id),
      layers,
      isActive: false,
      isPrepared: false,
    };
    const path = join(folder, SCRATCH_DISK);
    await writeFile(path, `${SIGNATURE}${id}`, { flag: 'wx' });
    scratch.inode = (await stat(path)).ino;
    this.known.set(id, scratch);
    return scratch;
  }

  /** @throws Failure pathNotFound unless the folder holds a scratch of ours. */
  async at(folder: string): Promise<Scratch> {
    const scratch = await this.find(folder);
    if (scratch === undefined) throw new Failure(HR.pathNotFound, `'${folder}' holds no ${SCRATCH_DISK} of ours.`);
    return scratch;
  }

  async find(folder: string): Promise<Scratch | undefined> {
    const path = join(folder, SCRATCH_DISK);
    if (!existsSync(path)) return undefined;
    const scratch = this.known.get((await readFile(path, 'utf8')).slice(SIGNATURE.length));
    if (scratch === undefined || scratch.inode === (await stat(path)).ino) return scratch;
    return this.copied(scratch, folder);
  }

  /**
   * Finds the copies of a disk that is about to change, among the folders beside its own: nobody tells us when a file is
   * copied, and what counts is what it held then.
   */
  async splitCopies(folder: string): Promise<void> {
    const near = [dirname(folder), dirname(dirname(folder))];
    for (const place of near) {
      for (const name of await readdir(place).catch(() => [])) {
        for (const at of [join(place, name), join(place, name, basename(folder))]) await this.find(at);
      }
    }
  }

  /** The disk file was copied: the copy is a scratch of its own. */
  private async copied(source: Scratch, folder: string): Promise<Scratch> {
    await unlink(join(folder, SCRATCH_DISK));
    const scratch = await this.add(folder, source.layers);
    await this.copyShadow(source.shadow, scratch.shadow, source.layers);
    return scratch;
  }

  /** By `\\?\Volume{guid}\`, in any case. */
  byVolume(path: string): Scratch | undefined {
    const guid = /^\\\\\?\\Volume\{([0-9a-f-]{36})\}\\$/i.exec(path)?.[1]?.toLowerCase();
    return [...this.known.values()].find((scratch) => scratch.guid === guid);
  }

  remove(scratch: Scratch): void {
    this.known.delete(scratch.id);
  }

  all(): Scratch[] {
    return [...this.known.values()];
  }
}
