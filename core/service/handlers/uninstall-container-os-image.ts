import { fault } from '../../base/fault.ts';
import type { CmdletHandler } from '../context.ts';
import type { UninstallContainerOSImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice } from './choose-images.ts';
import { removeImages } from './remove-images.ts';

/** Uninstall-ContainerOSImage: removes a base image that nothing builds on. */
export const handler: CmdletHandler<UninstallContainerOSImageParameters> = async (parameters, context) => {
  const choice: ImageChoice = {};
  const name = parameters.ImageName ?? parameters.ContainerImage ?? parameters.FullName;
  if (name !== undefined) choice.Name = name;
  if (parameters.Version !== undefined) choice.Version = parameters.Version;
  const images = await chooseImages(choice, { several: 'ambiguous', allowDamaged: true }, context);
  for (const image of images) {
    if (image.isOsImage) continue;
    throw fault('InvalidArgument', `Image '${image.name}' is no base operating system image.`, {
      target: image.name,
      hint: `Remove-ContainerImage ${image.name}`,
    });
  }
  await removeImages(images, 'Uninstall', context);
};
