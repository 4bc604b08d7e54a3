import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../base/fault.ts';
import { type LeftPart, PartNotes } from '../base/part-notes.ts';
import { openBeneath } from './bind.ts';
import type { EmbeddedWorld } from './embedded-world.ts';

const A_FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** What a scratch has of its own of C:. Not to be changed while it is mounted: what overlayfs shows then is undefined. */
export function ownDrive(scratch: string): string {
  return join(scratch, 'upper', 'drive_c');
}

/** C: as the programs of a sandbox see it, through its own mount. */
export function runningDrive(processId: number): string {
  return `/proc/${processId}/root/c/drive_c`;
}

/** The notes of what is being copied into scratches. */
export function partNotes({ stateFolder, runtime, log }: EmbeddedWorld): PartNotes {
  return new PartNotes(join(stateFolder, 'copies'), { runtime, log });
}

/** Removes what a process before left half of in scratches, mounted or not. */
export async function sweepParts(world: EmbeddedWorld): Promise<void> {
  await partNotes(world).sweep(async (part) => {
    const processId = await world.runningOn(part.about);
    removePart(processId === undefined ? ownDrive(part.about) : runningDrive(processId), part);
  });
}

/** By descriptors, without following a link: the folders are in programs' hands. */
function removePart(drive: string, { folder, name }: LeftPart): void {
  const opened: number[] = [];
  try {
    const root = openSync(drive, A_FOLDER);
    opened.push(root);
    const place = openBeneath(root, folder, A_FOLDER);
    opened.push(place);
    rmSync(`/proc/self/fd/${place}/${name}`, { force: true });
  } catch (error) {
    // The scratch, or the folder in it, is gone: the file with it.
    if (!['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errnoOf(error) ?? '')) throw error;
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}
