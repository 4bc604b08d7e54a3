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
      const options = { several: 'ambiguous', allowDamaged: true } as const;
      const chosen = await chooseImages({ ...shared, Name: text }, options, context);
      for (const image of chosen) found.set(image.digest, image);
    });
  }
  await removeImages([...found.values()], 'Remove', context);
};
