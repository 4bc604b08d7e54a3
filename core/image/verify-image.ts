import { join } from 'node:path';
import { isFault, type RuntimeFault } from '../base/fault.ts';
import { isThere } from '../base/is-there.ts';
import { readLayerTar, VERIFIED_LAYER_LIMITS } from '../formats/layer-tar/read-layer-tar.ts';
import type { Image } from './image.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { chainIds, layerFolderName, layerTar } from './layer-folders.ts';
import { descriptorOf, readStoredImage, type StoredImage } from './stored-image.ts';
import { tellBytes } from './tell-bytes.ts';

export interface ImageVerdict {
  /** What is wrong, one for each layer or document; none: the image is whole. */
  damages: RuntimeFault[];
  /** Of its blobs, as stored, that were read. */
  checkedBytes: number;
  /** Layers that are unpacked, ready for a container. */
  unpackedCount: number;
  layerCount: number;
}

/**
 * Reads every byte of an image: documents and layers against their digests, what is in the layers against theirs, and
 * each entry of the layers of a Windows image against what Windows can have. Nothing is changed. A layer that is damaged does not keep the
 * next ones from being read.
 *
 * @throws {RuntimeFault} `NotFound` for an image that is no longer there; what the disk gives; never for damage.
 */
export async function verifyImage(
  world: ImageWorld,
  image: Image,
  options: { progress?: OnProgress; signal?: AbortSignal } = {},
): Promise<ImageVerdict> {
  const verdict: ImageVerdict = { damages: [], checkedBytes: 0, unpackedCount: 0, layerCount: 0 };
  const lease = world.layout.lease();
  try {
    const descriptor = await descriptorOf(world.layout, image);
    const stored = await damageTo(verdict, () => readStoredImage(world.layout.blobs, descriptor));
    if (stored === undefined) return verdict;
    for (const { digest } of stored.manifest.layers) lease.keep(digest);
    verdict.checkedBytes = descriptor.size + stored.manifest.config.size;
    verdict.layerCount = stored.manifest.layers.length;
    await verifyLayers(world, stored, verdict, options);
    return verdict;
  } finally {
    lease.end();
  }
}

/** Of what is read, not of the reading: a name that Windows cannot have, a compression that nobody here knows. */
const DAMAGE: ReadonlySet<string> = new Set(['Corrupt', 'InvalidArgument', 'NotSupported']);

async function verifyLayers(
  world: ImageWorld,
  { image, manifest, config }: StoredImage,
  verdict: ImageVerdict,
  { progress, signal }: { progress?: OnProgress; signal?: AbortSignal },
): Promise<void> {
  const total = manifest.layers.reduce((sum, { size }) => sum + size, 0);
  const chain = chainIds(config.rootfs.diff_ids);
  const onBytes = tellBytes('Testing', total, progress);
  for (const [at, layer] of manifest.layers.entries()) {
    const tar = layerTar(world, layer, config.rootfs.diff_ids[at] ?? '', onBytes);
    await damageTo(verdict, () => (image.os === 'windows' ? readEntries(tar, signal) : readAll(tar, signal)));
    verdict.checkedBytes += layer.size;
    if (await isThere(join(world.layersFolder, layerFolderName(chain[at] ?? '')))) verdict.unpackedCount += 1;
  }
}

async function readEntries(tar: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<void> {
  for await (const entry of readLayerTar(tar, VERIFIED_LAYER_LIMITS)) {
    signal?.throwIfAborted();
    if (entry.kind === 'file') await readAll(entry.open(), signal);
  }
}

async function readAll(content: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<void> {
  for await (const _ of content) signal?.throwIfAborted();
}

async function damageTo<T>(verdict: ImageVerdict, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isFault(error) || !DAMAGE.has(error.kind)) throw error;
    verdict.damages.push(error);
    return undefined;
  }
}
