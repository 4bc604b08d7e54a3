import { execFile } from 'node:child_process';
import { mkdir, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, HR } from './failure.ts';

const run = promisify(execFile);
const UNMOUNT_TRIES = 50;
const UNMOUNT_PAUSE_MS = 100;

/**
 * The volumes that Windows programs see as `\\?\Volume{guid}\`: links in the prefix's dosdevices. One that no system runs
 * on shows an overlay mount of ours; one that a system runs on shows that system's own. Never both: two overlay mounts
 * on one upper folder lose data.
 */
export class Volumes {
  private readonly folder: string;
  private readonly prefix: string;
  private readonly mounted = new Set<string>();

  /** @param folder Where the mounts are made. */
  constructor(folder: string, prefix: string) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** Shows `scratch` laid over `layers` (prefix folders of the embedded host, topmost first). */
  async mount(guid: string, scratch: string, layers: readonly string[]): Promise<void> {
    const place = join(this.folder, guid);
    const lower = join(place, 'lower');
    await rm(lower, { recursive: true, force: true });
    await mkdir(lower, { recursive: true });
    await mkdir(join(place, 'view'), { recursive: true });
    // Short relative names: the kernel takes one page of options.
    for (const [index, layer] of layers.entries()) await symlink(layer, join(lower, String(index)));
    const options = [
      `lowerdir=${layers.map((_, index) => index).join(':')}`,
      `upperdir=${scratch}/upper`,
      `workdir=${scratch}/work`,
      'userxattr',
    ];
    await run('mount', ['-t', 'overlay', '-o', options.join(','), 'overlay', join(place, 'view')], { cwd: lower });
    this.mounted.add(guid);
    await this.show(guid, join(place, 'view', 'drive_c'));
  }

  /** Takes our mount away, and the volume with it. @throws Failure sharingViolation while a program has it open. */
  async unmount(guid: string): Promise<void> {
    await rm(this.link(guid), { force: true });
    if (!this.mounted.has(guid)) return;
    const place = join(this.folder, guid);
    for (let left = UNMOUNT_TRIES; ; left--) {
      try {
        await run('umount', [join(place, 'view')]);
        break;
      } catch (error) {
        if (left === 0) throw new Failure(HR.sharingViolation, `Volume ${guid} is in use: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, UNMOUNT_PAUSE_MS));
      }
    }
    this.mounted.delete(guid);
    await rmdir(join(place, 'view'));
    await rm(place, { recursive: true, force: true });
  }

  /** Lets the volume show what the system with this first process has as its C: drive. */
  async follow(guid: string, initProcessId: number): Promise<void> {
    await this.show(guid, `/proc/${initProcessId}/root/c/drive_c`);
  }

  /** The Linux folder that the volume shows, for looking at it from here. */
  link(guid: string): string {
    return join(this.prefix, 'dosdevices', `volume{${guid}}`);
  }

  private async show(guid: string, target: string): Promise<void> {
    const temporary = `${this.link(guid)}.new`;
    await rm(temporary, { force: true });
    await symlink(target, temporary);
    await rename(temporary, this.link(guid));
  }

  async dispose(): Promise<void> {
    for (const guid of [...this.mounted]) {
      await rm(this.link(guid), { force: true });
      await run('umount', ['-l', join(this.folder, guid, 'view')]);
    }
    this.mounted.clear();
  }
}
