import { basename } from 'node:path';
import { fault, isFault, toFault } from '../base/fault.ts';
import { readLayerTar, VERIFIED_LAYER_LIMITS } from '../formats/layer-tar/read-layer-tar.ts';
import type { TarLimits } from '../formats/tar/read-tar.ts';
import {
  ANNOTATION_NAME,
  ANNOTATION_PUBLISHER,
  ANNOTATION_REFERENCE,
  ANNOTATION_VERSION,
  MEDIA_DOCKER_INDEX,
  MEDIA_INDEX,
  type OciDescriptor,
} from '../spec/oci-image.ts';
import { parseIndex, parseManifest } from '../store/oci-documents.ts';
import type { Image } from './image.ts';
import { checkImageName, nameFromReference, normalisePublisher, normaliseVersion } from './image-name.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { IMPORT_LIMITS, type ImportSource, openSource } from './import-source.ts';
import { layerTar } from './layer-folders.ts';
import { addToIndex, type ImageIdentity, type IndexEntry, ownAnnotations, platformOf } from './publish-image.ts';
import { readStoredImage, type StoredImage, UNKNOWN_PUBLISHER } from './stored-image.ts';
import { tellBytes } from './tell-bytes.ts';

export interface ImportOptions {
  /** Default `IMPORT_LIMITS`. */
  limits?: TarLimits;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/** In one archive. One of every platform's image is far under this. */
export const MAX_IMAGES = 64;

/**
 * Reads the images of an OCI archive, or of a folder that is an OCI image layout, into the store.
 *
 * Every blob is checked against its digest, every layer of a Windows image against its diff id and entry by entry,
 * before the first image appears in the index. When it fails nothing has changed. An image that is there already: success.
 *
 * @throws {RuntimeFault} `NotFound`; `InvalidArgument` for what is no OCI archive or has hostile entries; `NotSupported`
 *   for Docker's own format; `Corrupt`, naming the blob; `AlreadyExists` when another image has the name; `DiskFull`...
 */
export async function importImages(world: ImageWorld, path: string, options: ImportOptions = {}): Promise<Image[]> {
  const { progress, signal } = options;
  const lease = world.layout.lease();
  try {
    progress?.(`Reading ${basename(path)}`);
    const source = await openSource(world, path, {
      lease,
      limits: options.limits ?? IMPORT_LIMITS,
      ...(signal === undefined ? {} : { signal }),
    });
    const descriptors = await findManifests(
      world,
      source,
      parseIndex(source.index, `index.json of '${path}'`).manifests,
      0,
    );
    if (descriptors.length === 0) throw fault('InvalidArgument', `'${path}' has no images in it.`, { target: path });
    if (descriptors.length > MAX_IMAGES)
      throw fault('InvalidArgument', `'${path}' has ${descriptors.length} images in it, over ${MAX_IMAGES}.`, {
        target: path,
      });
    const ready: IndexEntry[] = [];
    for (const descriptor of descriptors) {
      const stored = await fetchImage(world, source, descriptor);
      if (stored.config.os === 'windows') await verifyLayers(world, stored, options);
      const identity = identityOf(descriptor, stored, path);
      ready.push({ descriptor: withIdentity(descriptor, stored, identity), identity });
    }
    return await addToIndex(world, ready);
  } catch (error) {
    throw isFault(error) ? error : toFault(error, 'import', path);
  } finally {
    lease.end();
    // What was brought in and did not become an image goes again.
    await world.layout.collectGarbage();
  }
}

/** The image manifests of an index, those of indexes in it too; without what is no image (attestations). */
async function findManifests(
  world: ImageWorld,
  source: ImportSource,
  manifests: readonly OciDescriptor[],
  depth: number,
): Promise<OciDescriptor[]> {
  const found: OciDescriptor[] = [];
  for (const descriptor of manifests) {
    if (descriptor.platform?.os === 'unknown') continue;
    if (descriptor.mediaType !== MEDIA_INDEX && descriptor.mediaType !== MEDIA_DOCKER_INDEX) {
      found.push(descriptor);
      continue;
    }
    if (depth > 2)
      throw fault('Corrupt', `The image index ${descriptor.digest} is nested too deep.`, { target: descriptor.digest });
    await source.fetch(descriptor);
    const inner = parseIndex(await world.layout.blobs.readDocument(descriptor), descriptor.digest).manifests;
    const named = inner.map((item) => ({ ...item, annotations: { ...descriptor.annotations, ...item.annotations } }));
    found.push(...(await findManifests(world, source, named, depth + 1)));
  }
  return found;
}

async function fetchImage(world: ImageWorld, source: ImportSource, descriptor: OciDescriptor): Promise<StoredImage> {
  await source.fetch(descriptor);
  const manifest = parseManifest(await world.layout.blobs.readDocument(descriptor), descriptor.digest);
  for (const blob of [manifest.config, ...manifest.layers]) await source.fetch(blob);
  return readStoredImage(world.layout.blobs, descriptor);
}

async function verifyLayers(
  world: ImageWorld,
  { manifest, config }: StoredImage,
  { progress, signal }: ImportOptions,
): Promise<void> {
  const totalBytes = manifest.layers.reduce((sum, { size }) => sum + size, 0);
  const onBytes = tellBytes('Verifying', totalBytes, progress);
  for (const [at, layer] of manifest.layers.entries()) {
    const diffId = config.rootfs.diff_ids[at] ?? '';
    for await (const entry of readLayerTar(layerTar(world, layer, diffId, onBytes), VERIFIED_LAYER_LIMITS)) {
      signal?.throwIfAborted();
      if (at === 0 && entry.kind === 'whiteout') {
        throw fault(
          'InvalidArgument',
          `The layer ${layer.digest} is refused: it is a base layer and removes '${entry.name}'.`,
          { target: layer.digest },
        );
      }
    }
  }
}

function identityOf(descriptor: OciDescriptor, { manifest }: StoredImage, path: string): ImageIdentity {
  const annotations = { ...manifest.annotations, ...descriptor.annotations };
  const fallback = nameFromReference(
    annotations[ANNOTATION_REFERENCE],
    basename(path).replace(/\.(?:tar|tgz|tar\.gz|oci)$/i, ''),
  );
  return {
    name: checkImageName(annotations[ANNOTATION_NAME] ?? fallback.name),
    publisher: normalisePublisher(annotations[ANNOTATION_PUBLISHER] ?? UNKNOWN_PUBLISHER),
    version: normaliseVersion(annotations[ANNOTATION_VERSION] ?? fallback.version),
  };
}

/** The descriptor as our index will have it. */
function withIdentity(
  descriptor: OciDescriptor,
  { config, image }: StoredImage,
  identity: ImageIdentity,
): OciDescriptor {
  const { mediaType, digest, size } = descriptor;
  const parent = image.parentDigest === undefined ? {} : { parentDigest: image.parentDigest };
  const reference = descriptor.annotations?.[ANNOTATION_REFERENCE];
  return {
    mediaType,
    digest,
    size,
    annotations: {
      ...ownAnnotations({ ...identity, ...parent }),
      ...(reference === undefined ? {} : { [ANNOTATION_REFERENCE]: reference }),
    },
    platform: platformOf(config),
  };
}
