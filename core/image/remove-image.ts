import { fault } from '../base/fault.ts';
import type { Image } from './image.ts';
import { fullName } from './image-name.ts';
import type { ImageWorld } from './image-world.ts';
import { sweepLayers } from './layer-folders.ts';
import { listImages } from './list-images.ts';

export interface RemoveOptions {
  /** The names of the containers that need the image. */
  containersOf: (image: Image) => Promise<string[]>;
}

/**
 * Takes an image out of the index, then removes the layers and blobs that no other image needs. Interrupted in between,
 * the next opening of the store does the rest.
 *
 * @throws {RuntimeFault} `InvalidState`, naming the containers or images that need it; `NotFound` when it is gone.
 */
export async function removeImage(world: ImageWorld, image: Image, { containersOf }: RemoveOptions): Promise<void> {
  await world.layout.updateIndex(async (manifests) => {
    if (!manifests.some(({ digest }) => digest === image.digest)) {
      throw fault('NotFound', `There is no image '${fullName(image)}' (${image.digest}) any more.`, {
        target: image.digest,
        hint: 'Get-ContainerImage',
      });
    }
    const containers = await containersOf(image);
    if (containers.length > 0)
      throw inUse(
        image,
        containers.map((name) => `container '${name}'`),
        'Remove-Container',
      );
    refuseParent(image, await listImages(world));
    return manifests.filter(({ digest }) => digest !== image.digest);
  });
  world.log.info('image was removed', { digest: image.digest, name: fullName(image) });
  await sweepLayers(world);
  await world.layout.collectGarbage();
}

/** @throws {RuntimeFault} `InvalidState`, naming those of the images that build on the one. */
export function refuseParent(image: Image, images: readonly Image[]): void {
  const children = images.filter((other) => other.parentDigest === image.digest && other.digest !== image.digest);
  if (children.length === 0) return;
  throw inUse(
    image,
    children.map((child) => `image '${fullName(child)}'`),
    'Remove-ContainerImage',
  );
}

function inUse(image: Image, users: readonly string[], command: string): Error {
  const shown = users.length > 5 ? [...users.slice(0, 5), `${users.length - 5} more`] : users;
  return fault(
    'InvalidState',
    `Cannot remove image '${fullName(image)}': ${shown.join(', ')} ${users.length === 1 ? 'needs' : 'need'} it.`,
    {
      target: fullName(image),
      hint: `${command} first`,
    },
  );
}
