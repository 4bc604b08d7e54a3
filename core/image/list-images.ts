import { compareImages } from './find-image.ts';
import type { Image } from './image.ts';
import type { ImageWorld } from './image-world.ts';
import { readImage } from './stored-image.ts';

/** All images, sorted; damaged ones among them, with their damage. @throws {RuntimeFault} `Corrupt` for the index itself. */
export async function listImages(world: ImageWorld): Promise<Image[]> {
  const { manifests } = await world.layout.readIndex();
  const images = await Promise.all(manifests.map((descriptor) => readImage(world.layout.blobs, descriptor)));
  return images.sort(compareImages);
}
