import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/fault.ts';
import { PartNotes } from '../../base/part-notes.ts';
import type { ContainerWorld } from '../world.ts';

/** The notes of what is being copied out of a container. */
export function partNotes({ records, runtime, log }: ContainerWorld, id: string): PartNotes {
  return new PartNotes(join(records.folder(id), 'copies'), { runtime, log });
}

/** Removes what a service before left half of beside the targets of its copies. */
export async function sweepParts(world: ContainerWorld, id: string): Promise<void> {
  await partNotes(world, id).sweep(async ({ folder, name }) => {
    try {
      await rm(join(folder, name), { force: true });
    } catch (error) {
      if (errnoOf(error) !== 'ENOTDIR') throw error; // gone with its folder
    }
  });
}
