import { rename, stat } from 'node:fs/promises';
import { isFault } from '../base/fault.ts';
import { readIfThere } from '../base/read-if-there.ts';
import { lostDocument } from '../host/lost-document.ts';
import type { SystemFolder, SystemRecord } from './system-folder.ts';

/** What the embedded host's other parts know of a system whose record is lost. */
export interface LostSystemWorld {
  /** The scratch that the system was started on. */
  scratchOf(systemId: string): Promise<string | undefined>;
}

/**
 * Writes a new record for a system that has no record any more and lives, or has one that cannot be read, which is set
 * aside. Its processes have files of their own. Of one that does not live, the new record lets its end be told.
 *
 * @param owner Only systems with this tag; undefined: whatever their tag is.
 * @returns whether it was such a one, and lives.
 */
export async function takeUpLost(
  world: LostSystemWorld,
  folder: SystemFolder,
  owner: string | undefined,
): Promise<boolean> {
  const state = await stateOfRecord(folder);
  const lives = folder.liveProcessId() !== undefined;
  // Neither a record nor life: a creation or a removal that was cut short.
  if (state === 'whole' || (state === 'none' && !lives)) return false;
  const tag = (await readIfThere(folder.ownerPath))?.toString('utf8');
  if (tag === undefined || (owner !== undefined && tag !== owner)) return false;
  if (state === 'damaged') await rename(folder.recordPath, `${folder.recordPath}.damaged`);
  const bornAt = (await stat(folder.ownerPath)).mtime;
  const record: SystemRecord = {
    document: lostDocument(folder.id, tag, await world.scratchOf(folder.id)),
    phase: 'started',
    startedAt: ((await folder.cameUpAt()) ?? bornAt).toISOString(),
  };
  await folder.write(record);
  return lives;
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
