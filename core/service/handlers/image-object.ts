import type { Image } from '../../image/image.ts';
import { fullName } from '../../image/image-name.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerImageObject } from '../generated/contract.gen.ts';

/** An image as it goes over the wire. `others` is where its parent is looked for. */
export function toImageObject(image: Image, others: readonly Image[]): ContainerImageObject {
  const object: ContainerImageObject = {
    Name: image.name,
    Publisher: image.publisher,
    Version: image.version,
    IsOSImage: image.isOsImage,
    FullName: fullName(image),
    Reference: image.reference,
    Digest: image.digest,
    Size: image.sizeBytes,
    OS: image.os,
    OsFeatures: image.osFeatures,
  };
  const parent = others.find(({ digest }) => digest === image.parentDigest);
  if (parent !== undefined) object.ParentImage = fullName(parent);
  else if (image.parentDigest !== undefined) object.ParentImage = image.parentDigest;
  if (image.created !== undefined) object.Created = image.created.toISOString();
  if (image.osVersion !== undefined) object.OsVersion = image.osVersion;
  return object;
}

/** Puts one image on the pipeline. */
export async function emitImage(context: CmdletContext, image: Image): Promise<void> {
  const images = await context.services.images.list();
  await context.emit('ContainerImage', toImageObject(image, images));
}
