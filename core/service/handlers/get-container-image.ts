import { fault } from '../../base/fault.ts';
import type { Image } from '../../image/image.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { GetContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, chooseVersions, filterImages, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { toImageObject } from './image-object.ts';

/** Get-ContainerImage: all images, those that are named, or those that build on one. */
export const handler: CmdletHandler<GetContainerImageParameters> = async (parameters, context) => {
  const images = await context.services.images.list();
  const among = parameters.ChildOf === undefined ? images : await descendants(parameters.ChildOf, images, context);
  const emit = async (image: Image) => {
    if (image.damage !== undefined) context.error(image.damage, 'read image', image.reference);
    else await context.emit('ContainerImage', toImageObject(image, images));
  };
  const shared: ImageChoice = {};
  if (parameters.Publisher !== undefined) shared.Publisher = parameters.Publisher;
  if (parameters.Version !== undefined) shared.Version = parameters.Version;
  const names = parameters.Image ?? parameters.Name;
  if (names === undefined) {
    for (const image of filterImages(shared, among)) await emit(image);
    return;
  }
  for (const name of names) {
    await tryItem(context, 'get image', name, async () => {
      for (const image of await named({ ...shared, Name: name }, among, context)) await emit(image);
    });
  }
};

/** What is named, as far as it is among those that are asked for. */
async function named(choice: ImageChoice & { Name: string }, among: readonly Image[], context: CmdletContext) {
  const found = await chooseVersions(choice, among, context);
  const wanted = found.filter(({ digest }) => among.some((one) => one.digest === digest));
  if (wanted.length > 0 || found.length === 0) return wanted;
  const why = `Image '${choice.Name}' does not build on the image of -ChildOf.`;
  throw fault('NotFound', why, { target: choice.Name, hint: 'Get-ContainerImage' });
}

/** All images that build on one, directly or over others. */
async function descendants(name: string, images: readonly Image[], context: CmdletContext): Promise<Image[]> {
  const roots = await chooseImages({ Name: name }, { several: 'ambiguous', allowDamaged: true }, context);
  const line = new Set(roots.map(({ digest }) => digest));
  const found = new Set<Image>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const image of images) {
      if (image.parentDigest === undefined || !line.has(image.parentDigest) || line.has(image.digest)) continue;
      line.add(image.digest);
      found.add(image);
      grew = true;
    }
  }
  return images.filter((image) => found.has(image));
}
