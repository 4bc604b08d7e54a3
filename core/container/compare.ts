import { fault, isFault, toFault } from '../base/fault.ts';
import type { ScratchChange } from '../host/scratch-change.ts';
import { requireScratch } from './recovery/lost.ts';
import { settled } from './settle.ts';
import { type ContainerWorld, parentFolders, scratchFolder } from './world.ts';

export interface CompareOptions {
  /** Default: both. */
  only?: 'files' | 'registry';
  signal?: AbortSignal;
}

/**
 * What has changed in a container since its image: files and registry. One that runs is compared where the host can look
 * meanwhile: its registry may be half a minute behind.
 *
 * @throws {RuntimeFault} `InvalidState` for one that runs on a host that cannot; `NotFound` when its image or its writable layer is gone.
 */
export async function compareContainer(
  world: ContainerWorld,
  id: string,
  options: CompareOptions = {},
): Promise<ScratchChange[]> {
  const compare = async () => {
    const record = await settled(world, id);
    const { name, run } = record;
    await requireScratch(world, record);
    const parents = await parentFolders(world, record);
    const changes: ScratchChange[] = [];
    try {
      for await (const change of world.host.layers.compareScratch(scratchFolder(world, id), parents, options))
        changes.push(change);
      return changes;
    } catch (error) {
      if (run !== undefined && isFault(error, 'Busy')) throw runsFault(name, error);
      throw toFault(error, 'compare container', name);
    }
  };
  return world.locks.exclusive(id, compare, options.signal);
}

function runsFault(name: string, cause: unknown): Error {
  return fault('InvalidState', `Cannot compare container '${name}' while it runs: its files are in use by this host.`, {
    target: name,
    hint: `Stop-Container ${name}`,
    cause,
  });
}
