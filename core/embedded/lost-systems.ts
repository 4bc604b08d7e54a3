import { stat } from 'node:fs/promises';
import { isFault } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import { readIfThere } from '../base/read-if-there.ts';
import { copyAside } from '../base/set-aside.ts';
import { lostDocument } from '../host/lost-document.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import type { SystemFolder, SystemRecord } from './system-folder.ts';

/** Makes records of systems again that were lost or damaged. */
export class LostSystems {
  private readonly world: EmbeddedWorld;
  private readonly locks = new KeyedLock();

  constructor(world: EmbeddedWorld) {
    this.world = world;
  }

  /**
   * Writes a new record for a system that has no record any more and lives, or has one that cannot be read, which is kept
   * aside. Its processes have files of their own. Of one that does not live, the new record lets its end be told.
   *
   * @param owner Only systems with this tag; undefined: whatever their tag is.
   * @returns whether it was such a one, and lives.
   */
  async takeUp(folder: SystemFolder, owner?: string): Promise<boolean> {
    const isTaken = await this.locks.exclusive(folder.id, () => this.makeRecord(folder, owner));
    if (isTaken) this.world.log.warn('a system whose record was lost was taken up', { systemId: folder.id });
    return isTaken;
  }

  /** As `SystemFolder.read`; a damaged record is made again: nobody waits until somebody mends it. */
  async readOrMend(folder: SystemFolder): Promise<SystemRecord> {
    try {
      return await folder.read();
    } catch (error) {
      if (!isFault(error, 'Corrupt')) throw error;
      await this.takeUp(folder);
      return folder.read();
    }
  }

  private async makeRecord(folder: SystemFolder, owner: string | undefined): Promise<boolean> {
    const state = await stateOfRecord(folder);
    const lives = folder.liveProcessId() !== undefined;
    // Neither a record nor life: a creation or a removal that was cut short.
    if (state === 'whole' || (state === 'none' && !lives)) return false;
    const tag = (await readIfThere(folder.ownerPath))?.toString('utf8');
    if (tag === undefined || (owner !== undefined && tag !== owner)) return false;
    if (state === 'damaged') await copyAside(folder.recordPath);
    const bornAt = (await stat(folder.ownerPath)).mtime;
    await folder.write({
      document: lostDocument(folder.id, tag, await this.scratchOf(folder.id)),
      phase: 'started',
      startedAt: ((await folder.cameUpAt()) ?? bornAt).toISOString(),
    });
    return lives;
  }

  /** The scratch that the system was started on. */
  private async scratchOf(id: string): Promise<string | undefined> {
    return (await this.world.attachments()).find(({ systemId }) => systemId === id)?.scratch;
  }
}

async function stateOfRecord(folder: SystemFolder): Promise<'whole' | 'damaged' | 'none'> {
  try {
    await folder.read();
    return 'whole';
  } catch (error) {
    if (isFault(error, 'NotFound')) return 'none';
    if (isFault(error, 'Corrupt')) return 'damaged';
    throw error;
  }
}
