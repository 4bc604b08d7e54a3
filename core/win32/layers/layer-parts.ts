import { KeyedLock } from '../../base/keyed-lock.ts';
import { ownProgram } from '../../base/own-program.ts';
import type { AttachmentFiles } from '../attachments.ts';
import { HelperPool } from '../helper/helper-pool.ts';
import type { Win32World } from '../win32-world.ts';
import { LayerCalls } from './layer-calls.ts';
import { CachedLayerIds } from './layer-ids.ts';
import { Leftovers } from './leftovers.ts';

/** What the layer host is given. */
export interface LayerSurroundings
  extends Pick<Win32World, 'stateFolder' | 'runtime' | 'log' | 'native' | 'dlls' | 'programsFolder' | 'systems'> {
  attachments: AttachmentFiles;
}

/** What its parts share. */
export interface LayerParts extends LayerSurroundings {
  calls: LayerCalls;
  ids: CachedLayerIds;
  helpers: HelperPool;
  leftovers: Leftovers;
  /** By the scratch's folder: exclusive to attach, let go, export and remove; shared to read and write its volume. */
  locks: KeyedLock;
}

export function layerParts(around: LayerSurroundings): LayerParts {
  const calls = new LayerCalls(around.native);
  const program = ownProgram(around.programsFolder, 'helper.mjs', 'helper/main.ts');
  return {
    ...around,
    calls,
    ids: new CachedLayerIds(calls),
    helpers: new HelperPool(program, around.dlls),
    leftovers: new Leftovers(around.stateFolder, around.runtime, around.log),
    locks: new KeyedLock(),
  };
}
