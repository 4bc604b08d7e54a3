import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { isFault } from '../base/fault.ts';
import { readIfThere } from '../base/read-if-there.ts';
import { lostDocument } from '../host/lost-document.ts';
import type { SystemFolder, SystemRecord } from './system-folder.ts';

/** What the embedded host's other parts know of a system whose record is lost. */
export interface LostSystemWorld {
  now(): Date;
  /** The scratch that the system was started on. */
  scratchOf(systemId: string): Promise<string | undefined>;
}

/**
 * Writes a new record for a system that lives, carries this tag and has no record any more, or one that cannot be read:
 * that one is set aside. Its processes have files of their own.
 *
 * @returns whether it was such a one.
 */
export async function takeUpLost(world: LostSystemWorld, folder: SystemFolder, owner: string): Promise<boolean> {
  if (folder.liveProcessId() === undefined || (await hasRecord(folder))) return false;
  if ((await readIfThere(folder.ownerPath))?.toString('utf8') !== owner) return false;
  if (existsSync(folder.recordPath)) await rename(folder.recordPath, `${folder.recordPath}.damaged`);
  const record: SystemRecord = {
    document: lostDocument(folder.id, owner, await world.scratchOf(folder.id)),
    phase: 'started',
    startedAt: ((await folder.cameUpAt()) ?? world.now()).toISOString(),
  };
  await folder.write(record);
  return true;
}

async function hasRecord(folder: SystemFolder): Promise<boolean> {
  try {
    await folder.read();
    return true;
  } catch (error) {
    if (isFault(error, 'NotFound') || isFault(error, 'Corrupt')) return false;
    throw error;
  }
}
