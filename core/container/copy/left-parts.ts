import { join } from 'node:path';
import { PartNotes, removePart } from '../../base/part-notes.ts';
import type { ContainerWorld } from '../world.ts';

/** The notes of what is being copied out of a container. */
export function partNotes({ records, runtime, log }: ContainerWorld, id: string): PartNotes {
  return new PartNotes(join(records.folder(id), 'copies'), { runtime, log });
}

/** Removes what a service before left half of beside the targets of its copies. */
export async function sweepParts(world: ContainerWorld, id: string): Promise<void> {
  await partNotes(world, id).sweep(removePart);
}
