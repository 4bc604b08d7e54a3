import { fault } from '../base/fault.ts';
import {
  ANNOTATION_NAME,
  ANNOTATION_PARENT,
  ANNOTATION_PUBLISHER,
  ANNOTATION_REFERENCE,
  ANNOTATION_VERSION,
  MEDIA_CONFIG,
  MEDIA_MANIFEST,
  type OciConfig,
  type OciDescriptor,
  type OciManifest,
  type OciPlatform,
} from '../spec/oci-image.ts';
import type { Lease } from '../store/image-layout.ts';
import type { Image } from './image.ts';
import { chooseReference, fullName } from './image-name.ts';
import type { ImageWorld } from './image-world.ts';
import { readImage } from './stored-image.ts';

export interface ImageIdentity {
  name: string;
  publisher: string;
  version: string;
}

export interface NewImage extends ImageIdentity {
  parentDigest?: string;
  config: OciConfig;
  layers: OciDescriptor[];
  lease: Lease;
}

/**
 * Stores an image's config and manifest, then makes it appear in the index: from then on it is there.
 *
 * @throws {RuntimeFault} `AlreadyExists` when another image has its name, publisher and version. The same image again: success.
 */
export async function publishImage(world: ImageWorld, image: NewImage): Promise<Image> {
  const { config, layers, lease } = image;
  const { blobs } = world.layout;
  const configBlob = await blobs.put(Buffer.from(JSON.stringify(config)), lease.keep);
  const manifest: OciManifest = {
    schemaVersion: 2,
    mediaType: MEDIA_MANIFEST,
    config: { mediaType: MEDIA_CONFIG, digest: configBlob.digest, size: configBlob.sizeBytes },
    layers,
    annotations: ownAnnotations(image),
  };
  const blob = await blobs.put(Buffer.from(JSON.stringify(manifest)), lease.keep);
  const descriptor: OciDescriptor = {
    mediaType: MEDIA_MANIFEST,
    digest: blob.digest,
    size: blob.sizeBytes,
    annotations: ownAnnotations(image),
    platform: platformOf(config),
  };
  const [published] = await addToIndex(world, [{ descriptor, identity: image }]);
  if (published === undefined) throw fault('Internal', 'a published image is not in the index');
  return published;
}

/** The part of a config that indexes repeat. */
export function platformOf(config: OciConfig): OciPlatform {
  return {
    architecture: config.architecture,
    os: config.os,
    ...(config['os.version'] === undefined ? {} : { 'os.version': config['os.version'] }),
    ...(config['os.features'] === undefined ? {} : { 'os.features': config['os.features'] }),
  };
}

/** Our annotations; sorted by key, so that the same image has the same bytes. */
export function ownAnnotations({
  name,
  publisher,
  version,
  parentDigest,
}: ImageIdentity & { parentDigest?: string }): Record<string, string> {
  return {
    [ANNOTATION_NAME]: name,
    ...(parentDigest === undefined ? {} : { [ANNOTATION_PARENT]: parentDigest }),
    [ANNOTATION_PUBLISHER]: publisher,
    [ANNOTATION_VERSION]: version,
  };
}

/** A manifest that is stored, and what its image is called. */
export interface IndexEntry {
  descriptor: OciDescriptor;
  identity: ImageIdentity;
}

/**
 * Adds manifests to the index, all or none. The reference of each is the one in its annotations unless that is taken or
 * missing. One that is there already stays as it is.
 *
 * @throws {RuntimeFault} `AlreadyExists`.
 */
export async function addToIndex(world: ImageWorld, entries: readonly IndexEntry[]): Promise<Image[]> {
  const { blobs } = world.layout;
  const found: OciDescriptor[] = [];
  await world.layout.updateIndex(async (manifests) => {
    const images = await Promise.all(manifests.map((other) => readImage(blobs, other)));
    const result = [...manifests];
    for (const { descriptor, identity } of entries) {
      const there = result.find((other) => other.digest === descriptor.digest);
      if (there === undefined) {
        refuseTaken(images, identity);
        const named = withReference(descriptor, identity, new Set(images.map((image) => image.reference)));
        images.push(await readImage(blobs, named));
        result.push(named);
      }
      found.push(there ?? result.at(-1) ?? descriptor);
    }
    return result.length === manifests.length ? undefined : result;
  });
  return Promise.all(found.map((descriptor) => readImage(blobs, descriptor)));
}

function withReference(descriptor: OciDescriptor, identity: ImageIdentity, taken: ReadonlySet<string>): OciDescriptor {
  const wanted = descriptor.annotations?.[ANNOTATION_REFERENCE];
  const reference = wanted !== undefined && !taken.has(wanted) ? wanted : chooseReference(identity, taken);
  return { ...descriptor, annotations: { ...descriptor.annotations, [ANNOTATION_REFERENCE]: reference } };
}

/** @throws {RuntimeFault} `AlreadyExists`, when one of the images has this name, publisher and version. */
export function refuseTaken(images: readonly Image[], identity: ImageIdentity): void {
  const wanted = fullName(identity).toLowerCase();
  const there = images.find((image) => fullName(image).toLowerCase() === wanted);
  if (there === undefined) return;
  throw fault(
    'AlreadyExists',
    `There is an image '${fullName(there)}' already (${there.digest.slice(0, 19)}), with other content.`,
    {
      target: fullName(there),
      hint: `Choose another -Version, or Remove-ContainerImage '${fullName(there)}' first`,
    },
  );
}
