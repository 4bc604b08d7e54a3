import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, HR } from './failure.ts';

export const SCRATCH_DISK = 'sandbox.vhdx';
const SIGNATURE = 'vhdxfile';

/** A scratch: `sandbox.vhdx` on the Windows side says which. */
export interface Scratch {
  id: string;
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

export class Scratches {
  private readonly folder: string;
  private readonly known = new Map<string, Scratch>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the disk file in `folder` and the record behind it. */
  async add(folder: string, layers: string[]): Promise<Scratch> {
    const id = randomUUID();
    const scratch: Scratch = {
      id,
      guid: randomUUID(),
      shadow: join(this.folder, id),
      layers,
      isActive: false,
      isPrepared: false,
    };
    await writeFile(join(folder, SCRATCH_DISK), `${SIGNATURE}${id}`, { flag: 'wx' });
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
    return this.known.get((await readFile(path, 'utf8')).slice(SIGNATURE.length));
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
