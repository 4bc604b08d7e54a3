import { fault } from '../base/fault.ts';
import type { OciConfig } from '../spec/oci-image.ts';
import type { Image } from './image.ts';
import {
  checkImageName,
  DEFAULT_PUBLISHER,
  DEFAULT_VERSION,
  normalisePublisher,
  normaliseVersion,
} from './image-name.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { unpackLayers } from './layer-folders.ts';
import { listImages } from './list-images.ts';
import { type ImageIdentity, publishImage, refuseTaken } from './publish-image.ts';
import { readStoredImage, type StoredImage } from './stored-image.ts';
import { writeLayer } from './write-layer.ts';

export interface CaptureRequest {
  /** A detached scratch on the parent's layers. */
  scratchFolder: string;
  parent: Image;
  name: string;
  /** Default `CN=Local`. */
  publisher?: string;
  /** Default `1.0.0.0`. */
  version?: string;
  /** What containers of the image run. Default: the parent's. */
  command?: string[];
  /** Their whole environment. Default: the parent's. */
  environment?: Record<string, string>;
  workingDirectory?: string;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Makes an image of what a scratch holds beyond its parent. The new layer is unpacked when the first container needs it,
 * since most images are captured to be moved. The same scratch, request and clock give the same digest.
 * When it fails nothing is left but what the next sweep removes.
 *
 * @throws {RuntimeFault} `InvalidArgument` for the name; `AlreadyExists`; `NotFound` when the parent is gone; what the host throws.
 */
export async function captureImage(world: ImageWorld, request: CaptureRequest): Promise<Image> {
  const identity = checkCapture(await listImages(world), request);
  const parent = await readParent(world, request.parent);
  const parents = await unpackLayers(world, parent, request.signal);
  const cancellable = request.signal === undefined ? {} : { signal: request.signal };
  const lease = world.layout.lease();
  try {
    const layer = await writeLayer(world, {
      entries: world.layers.exportScratch(request.scratchFolder, parents, cancellable),
      lease,
      ...(request.progress === undefined ? {} : { progress: request.progress }),
      ...cancellable,
    });
    const diffIds = [...parent.config.rootfs.diff_ids, layer.diffId];
    const config = captureConfig(parent.config, request, { diffIds, created: wholeSeconds(world.runtime.now()) });
    const layers = [...parent.manifest.layers, layer.descriptor];
    return await publishImage(world, { ...identity, parentDigest: request.parent.digest, config, layers, lease });
  } finally {
    lease.end();
  }
}

/**
 * What the image is called.
 * @throws {RuntimeFault} `InvalidArgument` for the name; `AlreadyExists` when one of the images has it.
 */
export function checkCapture(
  images: readonly Image[],
  {
    name,
    publisher = DEFAULT_PUBLISHER,
    version = DEFAULT_VERSION,
  }: Pick<CaptureRequest, 'name' | 'publisher' | 'version'>,
): ImageIdentity {
  const identity = {
    name: checkImageName(name),
    publisher: normalisePublisher(publisher),
    version: normaliseVersion(version),
  };
  refuseTaken(images, identity);
  return identity;
}

async function readParent(world: ImageWorld, parent: Image): Promise<StoredImage> {
  const descriptor = (await world.layout.readIndex()).manifests.find(({ digest }) => digest === parent.digest);
  if (descriptor === undefined) {
    throw fault(
      'NotFound',
      `The parent image '${parent.name}' (${parent.digest}) is not in the image store any more.`,
      { target: parent.digest, hint: 'Get-ContainerImage' },
    );
  }
  return readStoredImage(world.layout.blobs, descriptor);
}

function captureConfig(
  parent: OciConfig,
  request: CaptureRequest,
  made: { diffIds: string[]; created: string },
): OciConfig {
  const run = { ...parent.config };
  if (request.command !== undefined) {
    run.Cmd = request.command;
    // The whole command was given: a parent's entry point must not come before it.
    delete run.Entrypoint;
    delete run.ArgsEscaped;
    // Others would quote a whole line once more.
    if (request.command.length === 1 && request.command.some((line) => /[\s"]/.test(line))) run.ArgsEscaped = true;
  }
  if (request.environment !== undefined) run.Env = formatEnvironment(request.environment);
  if (request.workingDirectory !== undefined) run.WorkingDir = request.workingDirectory;
  return {
    created: made.created,
    architecture: parent.architecture,
    os: parent.os,
    ...(parent['os.version'] === undefined ? {} : { 'os.version': parent['os.version'] }),
    ...(parent['os.features'] === undefined ? {} : { 'os.features': parent['os.features'] }),
    config: run,
    rootfs: { type: 'layers', diff_ids: made.diffIds },
    history: [...(parent.history ?? []), { created: made.created, created_by: 'New-ContainerImage' }],
  };
}

/** Sorted, so that the order in which variables were given does not matter. */
function formatEnvironment(environment: Readonly<Record<string, string>>): string[] {
  return Object.keys(environment)
    .sort()
    .map((key) => `${key}=${environment[key] ?? ''}`);
}

/** A moment cut to whole seconds, as OCI documents have it. */
function wholeSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
