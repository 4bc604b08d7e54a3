import { fault } from '../../base/fault.ts';
import type { Image } from '../../image/image.ts';
import type { CmdletHandler } from '../context.ts';
import type { UninstallContainerOSImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { removeImages } from './remove-images.ts';

/** Uninstall-ContainerOSImage: removes a base image that nothing builds on. */
export const handler: CmdletHandler<UninstallContainerOSImageParameters> = async (parameters, context) => {
  const choice: ImageChoice = {};
  const name = parameters.ImageName ?? parameters.ContainerImage ?? parameters.FullName;
  if (name !== undefined) choice.Name = name;
  if (parameters.Version !== undefined) choice.Version = parameters.Version;
  const images = await chooseImages(choice, { several: 'ambiguous', allowDamaged: true }, context);
  const [only, ...more] = images;
  if (only !== undefined && more.length === 0) refuseOther(only);
  for (const image of images) await tryItem(context, 'uninstall image', image.name, async () => refuseOther(image));
  await removeImages(
    images.filter(({ isOsImage }) => isOsImage),
    'Uninstall',
    context,
  );
};

function refuseOther({ isOsImage, name }: Image): void {
  if (isOsImage) return;
  throw fault('InvalidArgument', `Image '${name}' is no base operating system image.`, {
    target: name,
    hint: `Remove-ContainerImage ${name}`,
  });
}
