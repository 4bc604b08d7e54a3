import { fault } from '../../base/fault.ts';
import { hasWildcard } from '../../base/wildcard.ts';
import type { Image } from '../../image/image.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { GetContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice, matchImages } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { toImageObject } from './image-object.ts';

/** Get-ContainerImage: all images, those that are named, or those that build on one. */
export const handler: CmdletHandler<GetContainerImageParameters> = async (parameters, context) => {
  const { images, damaged } = await context.services.images.list();
  const among = parameters.ChildOf === undefined ? images : await descendants(parameters.ChildOf, images, context);
  const emit = (image: Image) => context.emit('ContainerImage', toImageObject(image, images));
  const shared: ImageChoice = {};
  if (parameters.Publisher !== undefined) shared.Publisher = parameters.Publisher;
  if (parameters.Version !== undefined) shared.Version = parameters.Version;
  if (parameters.Name === undefined) {
    for (const image of matchImages(shared, among)) await emit(image);
    for (const one of damaged) context.error(one.reason, 'read image', one.reference);
    return;
  }
  for (const name of parameters.Name) {
    await tryItem(context, 'get image', name, async () => {
      for (const image of await named({ ...shared, Name: name }, among, context)) await emit(image);
    });
  }
};

/** All versions of a name; what is not a name may still be a reference, a full name or a digest. */
async function named(choice: ImageChoice & { Name: string }, among: readonly Image[], context: CmdletContext) {
  const matching = matchImages(choice, among);
  if (matching.length > 0 || hasWildcard(choice.Name)) return matching;
  const found = (await chooseImages(choice, context)).filter(({ digest }) =>
    among.some((one) => one.digest === digest),
  );
  if (found.length > 0) return found;
  throw fault('NotFound', `There is no such image '${choice.Name}'.`, {
    target: choice.Name,
    hint: 'Get-ContainerImage',
  });
}

/** All images that build on one, directly or over others. */
async function descendants(name: string, images: readonly Image[], context: CmdletContext): Promise<Image[]> {
  const roots = await chooseImages({ Name: name }, context);
  const line = new Set(roots.map(({ digest }) => digest));
  const found: Image[] = [];
  for (let grew = true; grew; ) {
    grew = false;
    for (const image of images) {
      if (image.parentDigest === undefined || !line.has(image.parentDigest) || line.has(image.digest)) continue;
      line.add(image.digest);
      found.push(image);
      grew = true;
    }
  }
  return images.filter((image) => found.includes(image));
}
