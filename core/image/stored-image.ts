import { joinCommandLine } from '../base/command-line.ts';
import { fault, isFault, toFault } from '../base/fault.ts';
import {
  ANNOTATION_NAME,
  ANNOTATION_PARENT,
  ANNOTATION_PUBLISHER,
  ANNOTATION_REFERENCE,
  ANNOTATION_VERSION,
  type OciConfig,
  type OciDescriptor,
  type OciManifest,
} from '../spec/oci-image.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { ImageLayout } from '../store/image-layout.ts';
import { parseConfig, parseManifest } from '../store/oci-documents.ts';
import type { Image } from './image.ts';
import { healthCheckOf } from './image-health.ts';
import { fullName, nameFromReference } from './image-name.ts';

/** An image with the documents that it was read from. */
export interface StoredImage {
  image: Image;
  manifest: OciManifest;
  config: OciConfig;
}

/** The publisher of an image that does not say. */
export const UNKNOWN_PUBLISHER = 'CN=Unknown';

/** What the index says of an image. @throws {RuntimeFault} `NotFound` when somebody removed it meanwhile. */
export async function descriptorOf(layout: ImageLayout, image: Image): Promise<OciDescriptor> {
  const descriptor = (await layout.readIndex()).manifests.find(({ digest }) => digest === image.digest);
  if (descriptor !== undefined) return descriptor;
  throw fault('NotFound', `There is no image '${fullName(image)}' (${image.digest}) any more.`, {
    target: image.digest,
    hint: 'Get-ContainerImage',
  });
}

/** Reads an image's documents, verified. @throws {RuntimeFault} `Corrupt`, naming the blob. */
export async function readStoredImage(blobs: BlobStore, descriptor: OciDescriptor): Promise<StoredImage> {
  const { digest, size } = descriptor;
  const manifest = parseManifest(await blobs.readDocument({ digest, size }), digest);
  const config = parseConfig(await blobs.readDocument(manifest.config), manifest.config.digest);
  if (config.rootfs.diff_ids.length !== manifest.layers.length) {
    throw fault(
      'Corrupt',
      `The image ${digest} is damaged: it has ${manifest.layers.length} layers and its config ${config.rootfs.diff_ids.length}.`,
      { target: digest },
    );
  }
  return { image: toImage(descriptor, manifest, config), manifest, config };
}

/** Like `readStoredImage`; an image that cannot be read is given with its damage, from what the index says. */
export async function readImage(blobs: BlobStore, descriptor: OciDescriptor): Promise<Image> {
  try {
    return (await readStoredImage(blobs, descriptor)).image;
  } catch (error) {
    const damage = isFault(error) ? error : toFault(error, 'read image', descriptor.digest);
    return {
      ...identity(descriptor, {}),
      ...UNKNOWN,
      os: descriptor.platform?.os ?? 'unknown',
      sizeBytes: descriptor.size,
      damage,
    };
  }
}

const UNKNOWN = { isOsImage: false, osFeatures: [], architecture: 'unknown', environment: {} };

function identity(
  descriptor: OciDescriptor,
  own: Record<string, string>,
): Pick<Image, 'digest' | 'name' | 'publisher' | 'version' | 'reference' | 'parentDigest'> {
  const annotations = { ...own, ...descriptor.annotations };
  const reference = annotations[ANNOTATION_REFERENCE];
  const fallback = nameFromReference(reference, descriptor.digest.slice(7, 19));
  const parentDigest = annotations[ANNOTATION_PARENT];
  return {
    digest: descriptor.digest,
    name: annotations[ANNOTATION_NAME] ?? fallback.name,
    publisher: annotations[ANNOTATION_PUBLISHER] ?? UNKNOWN_PUBLISHER,
    version: annotations[ANNOTATION_VERSION] ?? fallback.version,
    reference: reference ?? `${fallback.name}:${fallback.version}`,
    ...(parentDigest === undefined ? {} : { parentDigest }),
  };
}

/** Arguments; one alone is a whole command line. */
function commandOf({ Entrypoint = [], Cmd = [], ArgsEscaped }: NonNullable<OciConfig['config']>): string[] {
  const [line, ...rest] = [...Entrypoint, ...Cmd];
  if (line === undefined) return [];
  return ArgsEscaped === true ? [[line, joinCommandLine(rest)].filter(Boolean).join(' ')] : [line, ...rest];
}

function toImage(descriptor: OciDescriptor, manifest: OciManifest, config: OciConfig): Image {
  const who = identity(descriptor, manifest.annotations ?? {});
  const run = config.config ?? {};
  const command = commandOf(run);
  return {
    ...who,
    isOsImage: who.parentDigest === undefined && manifest.layers.length === 1,
    sizeBytes: descriptor.size + manifest.config.size + manifest.layers.reduce((sum, layer) => sum + layer.size, 0),
    ...(config.created === undefined ? {} : { created: new Date(config.created) }),
    os: config.os,
    ...(config['os.version'] === undefined ? {} : { osVersion: config['os.version'] }),
    osFeatures: config['os.features'] ?? [],
    architecture: config.architecture,
    ...(command.length === 0 ? {} : { command }),
    environment: parseEnvironment(run.Env ?? []),
    ...(run.WorkingDir === undefined ? {} : { workingDirectory: run.WorkingDir }),
    ...(run.User === undefined ? {} : { user: run.User }),
    ...healthCheckOf(run),
  };
}

/** `NAME=value` texts as an object; a text without `=` names an empty variable. */
function parseEnvironment(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of texts) {
    // A name may begin with `=` (cmd's `=C:`).
    const equals = text.indexOf('=', 1);
    found[equals === -1 ? text : text.slice(0, equals)] = equals === -1 ? '' : text.slice(equals + 1);
  }
  return found;
}
