import { readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, verifiedStream } from '../base/digest.ts';
import { errnoOf, fault, isFault, toFault } from '../base/fault.ts';
import { whileShared } from '../base/while-shared.ts';
import { readLayerTar, VERIFIED_LAYER_LIMITS } from '../formats/layer-tar/read-layer-tar.ts';
import type { OciDescriptor } from '../spec/oci-image.ts';
import { decompressLayer } from './decompress.ts';
import { holdLayer, type ImageWorld } from './image-world.ts';
import { readStoredImage, type StoredImage } from './stored-image.ts';
import { type OnBytes, told } from './tell-bytes.ts';

/** The OCI chain ids of a stack of layers, base first: what a layer is together with all below it. */
export function chainIds(diffIds: readonly string[]): string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : sha256(`${below} ${diffId}`));
  }
  return chain;
}

/** A layer's folder, or one that waits for its name (`writeLayer`). */
const LAYER_NAME = /^(?:[0-9a-f]{64}|new-.*)$/;
/** What a host has not finished importing. */
const HALF_IMPORTED = /^\./;
/** What a host has not finished removing. */
const HALF_REMOVED = /^[0-9a-f]{64}[.-]removing$/;

export function layerFolderName(chainId: string): string {
  return chainId.slice('sha256:'.length);
}

/**
 * The folders of an image's layers, the immediate parent first, the base last. What is missing is unpacked from its
 * blob, verified on the way; calls at the same time share the work.
 *
 * @throws {RuntimeFault} `Corrupt`, naming the blob; what `LayerHost.importLayer` throws.
 */
export async function unpackLayers(
  world: ImageWorld,
  { manifest, config }: StoredImage,
  signal?: AbortSignal,
): Promise<string[]> {
  const folders: string[] = [];
  for (const [at, chainId] of chainIds(config.rootfs.diff_ids).entries()) {
    const layer = manifest.layers[at];
    const diffId = config.rootfs.diff_ids[at];
    if (layer === undefined || diffId === undefined) throw fault('Internal', 'an image has more diff ids than layers');
    const folder = join(world.layersFolder, layerFolderName(chainId));
    const parents = folders.toReversed();
    await world.layerLocks.exclusive(
      chainId,
      async () => {
        if (!(await isFolder(folder)))
          await unpackLayer(world, { layer, diffId, folder, parents, ...(signal === undefined ? {} : { signal }) });
      },
      signal,
    );
    folders.push(folder);
  }
  return folders.reverse();
}

interface Unpacking {
  layer: OciDescriptor;
  diffId: string;
  folder: string;
  parents: string[];
  signal?: AbortSignal;
}

async function unpackLayer(world: ImageWorld, { layer, diffId, folder, parents, signal }: Unpacking): Promise<void> {
  const release = holdLayer(world, folder.slice(world.layersFolder.length + 1));
  try {
    world.log.info('layer is unpacked', { digest: layer.digest });
    await world.layers.importLayer(
      folder,
      parents,
      readLayerTar(layerTar(world, layer, diffId), VERIFIED_LAYER_LIMITS),
      signal === undefined ? {} : { signal },
    );
  } catch (error) {
    throw toFault(error, 'unpack layer', layer.digest);
  } finally {
    release();
  }
}

/** A layer's tar from its blob: blob and tar are verified as they flow. @param onBytes Of the blob. */
export function layerTar(
  world: ImageWorld,
  layer: OciDescriptor,
  diffId: string,
  onBytes: OnBytes = () => undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const tar = decompressLayer(layer, told(world.layout.blobs.read(layer), onBytes));
  return verifiedStream(tar, { digest: diffId, what: `The content of the layer ${layer.digest}, which should be` });
}

/** Moves a layer that was made under a temporary name to its place; one that is there already is kept instead. */
export async function placeLayer(world: ImageWorld, temporary: string, chainId: string): Promise<void> {
  const folder = join(world.layersFolder, layerFolderName(chainId));
  await world.layerLocks.exclusive(chainId, async () => {
    if (await isFolder(folder)) await world.layers.destroyLayer(temporary);
    else await whileShared(() => rename(temporary, folder));
  });
}

/**
 * The layer folders that no image needs, as names. While an image cannot be read none is told, since nobody knows what
 * it needs.
 *
 * @param options.atOpening No import is under way: what the host calls its own is of one that was cut off, and goes.
 */
export async function unusedLayers(world: ImageWorld, { atOpening = false } = {}): Promise<string[]> {
  const needed = new Set<string>();
  for (const descriptor of (await world.layout.readIndex()).manifests) {
    try {
      const { config } = await readStoredImage(world.layout.blobs, descriptor);
      for (const chainId of chainIds(config.rootfs.diff_ids)) needed.add(layerFolderName(chainId));
    } catch (error) {
      if (!isFault(error, 'Corrupt')) throw error;
      world.log.warn('no layers are removed while an image is damaged', {
        digest: descriptor.digest,
        reason: error.message,
      });
      return [];
    }
  }
  const isOurs = (name: string): boolean =>
    LAYER_NAME.test(name) || HALF_REMOVED.test(name) || (atOpening && HALF_IMPORTED.test(name));
  const names = await readdir(world.layersFolder);
  return names.filter((name) => isOurs(name) && !needed.has(name) && !world.heldLayers.has(name)).sort();
}

/** Removes the layer folders that no image needs (`unusedLayers`). A layer that is in use stays. */
export async function sweepLayers(world: ImageWorld, options: { atOpening?: boolean } = {}): Promise<void> {
  for (const name of await unusedLayers(world, options)) {
    try {
      await world.layers.destroyLayer(join(world.layersFolder, name));
      world.log.info('unused layer was removed', { layer: name });
    } catch (error) {
      if (!isFault(error, 'Busy')) throw error;
      world.log.warn('unused layer stays: it is in use', { layer: name });
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw toFault(error, 'read layer', path);
  }
}
