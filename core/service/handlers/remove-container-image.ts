import type { Image } from '../../image/image.ts';
import type { CmdletHandler } from '../context.ts';
import type { RemoveContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { removeImages } from './remove-images.ts';

/** Remove-ContainerImage: images that no container and no other image builds on. */
export const handler: CmdletHandler<RemoveContainerImageParameters> = async (parameters, context) => {
  const { Name, Publisher, Version, Image: objects } = parameters;
  const shared: ImageChoice = {};
  if (Publisher !== undefined) shared.Publisher = Publisher;
  if (Version !== undefined) shared.Version = Version;
  const found = new Map<string, Image>();
  for (const text of [...(Name ?? []), ...(objects ?? [])]) {
    await tryItem(context, 'remove image', text, async () => {
      for (const image of await chooseImages({ ...shared, Name: text }, context)) found.set(image.digest, image);
    });
  }
  await removeImages([...found.values()], 'Remove', context);
};
