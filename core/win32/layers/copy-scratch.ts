import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fault, toFault } from '../../base/fault.ts';
import { isThere } from '../../base/is-there.ts';
import { checkVolume } from './check-volume.ts';
import type { LayerParts } from './layer-parts.ts';
import { checkLayer, checkLayerPath, checkScratch, SCRATCH_DISK } from './layer-paths.ts';
import { makeNewFolder } from './remove-layer.ts';
import { attached, held, liveAttachment } from './scratches.ts';

/**
 * See `LayerHost.copyScratch`. The disk is one file that knows its parent by path: its copy is a scratch on the same
 * layers. Under another name until it is whole. A cancel is heard before and after, since the copy is one call of Windows.
 */
export async function copyScratch(
  parts: LayerParts,
  paths: { source: string; folder: string; parents: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { source, folder, parents } = paths;
  checkLayerPath(folder);
  await checkScratch(source);
  for (const parent of parents) await checkLayer(parent);
  if (await isThere(folder))
    throw fault('AlreadyExists', `There is already a scratch '${folder}'.`, { target: folder });
  await held(parts, source, async () => {
    if ((await liveAttachment(parts, source)) !== undefined) throw attached(source, 'copy');
    await mkdir(dirname(folder), { recursive: true });
    await checkVolume(parts.native, folder);
    await makeNewFolder(folder);
    try {
      const [unfinished, disk] = [join(folder, `${SCRATCH_DISK}.new`), join(folder, SCRATCH_DISK)];
      signal?.throwIfAborted();
      await copyFile(join(source, SCRATCH_DISK), unfinished);
      signal?.throwIfAborted();
      await rename(unfinished, disk);
    } catch (error) {
      // Nothing is attached yet: a folder with a file in it.
      await rm(folder, { recursive: true, force: true });
      throw toFault(error, 'copy scratch', source);
    }
  });
}
