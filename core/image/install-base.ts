import type { BaseImage, BaseSource } from '../host/port.ts';
import type { OciConfig } from '../spec/oci-image.ts';
import type { Image } from './image.ts';
import { checkImageName, fullName, normaliseVersion } from './image-name.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { chainIds, placeLayer } from './layer-folders.ts';
import { listImages } from './list-images.ts';
import { publishImage } from './publish-image.ts';
import { writeAndUnpackLayer } from './write-layer.ts';

export interface InstallBaseOptions {
  /** Default: what the source calls it, else `Windows`. */
  name?: string;
  /** Reads the base again even when an image of its name and version is there. */
  force?: boolean;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Installs the base operating system image that a host or a WIM file gives. Reproducible: no time, no machine goes in.
 * When an image of the same name, publisher and version is there it is returned, unless `force` is given.
 *
 * @throws {RuntimeFault} what `LayerHost.openBase` throws; `AlreadyExists` when the one there has other content.
 */
export async function installBase(world: ImageWorld, source: BaseSource, options: InstallBaseOptions): Promise<Image> {
  const { signal, progress } = options;
  if (options.name !== undefined) checkImageName(options.name);
  progress?.('Preparing the base image');
  const base = await world.layers.openBase(source, signal === undefined ? {} : { signal });
  try {
    const name = checkImageName(options.name ?? base.name ?? 'Windows');
    const identity = { name, publisher: publisherOf(base), version: normaliseVersion(base.osVersion) };
    const wanted = fullName(identity).toLowerCase();
    const there = (await listImages(world)).find(
      (image) => fullName(image).toLowerCase() === wanted && image.damage === undefined,
    );
    if (there !== undefined && options.force !== true) return there;
    const lease = world.layout.lease();
    try {
      const layer = await writeAndUnpackLayer(world, {
        entries: base.entries,
        parents: [],
        lease,
        entryCount: base.entryCount,
        ...(progress === undefined ? {} : { progress }),
        ...(signal === undefined ? {} : { signal }),
      });
      try {
        await placeLayer(world, layer.temporary, chainIds([layer.diffId])[0] ?? layer.diffId);
        return await publishImage(world, {
          ...identity,
          config: baseConfig(base, layer.diffId),
          layers: [layer.descriptor],
          lease,
        });
      } finally {
        layer.release();
      }
    } finally {
      lease.end();
    }
  } finally {
    await base.dispose();
  }
}

function publisherOf(base: BaseImage): string {
  return base.osFeatures.some((feature) => feature.startsWith('hcscontainers.')) ? 'CN=HcsContainers' : 'CN=Microsoft';
}

function baseConfig(base: BaseImage, diffId: string): OciConfig {
  return {
    architecture: base.architecture,
    os: 'windows',
    'os.version': base.osVersion,
    ...(base.osFeatures.length === 0 ? {} : { 'os.features': base.osFeatures }),
    config: {},
    rootfs: { type: 'layers', diff_ids: [diffId] },
    history: [{ created_by: 'Install-ContainerOSImage' }],
  };
}
