import { resolve } from 'node:path';
import { fault } from '../../base/fault.ts';
import type { BaseSource } from '../../host/port.ts';
import type { CmdletHandler } from '../context.ts';
import type { InstallContainerOSImageParameters } from '../generated/contract.gen.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** Install-ContainerOSImage: the host's own base image, or one from a WIM file. */
export const handler: CmdletHandler<InstallContainerOSImageParameters> = async (parameters, context) => {
  const { Force: force } = parameters;
  const source = sourceOf(parameters, context.workingDirectory);
  const target = describe(source);
  const { images } = context.services;
  await images.checkBase(source); // said before anybody is asked to confirm it
  if (!(await context.shouldProcess(target, 'Install'))) return;
  const before = new Set((await images.list()).map(({ digest }) => digest));
  const image = await withProgress(context, `Installing ${target}`, (progress) =>
    images.installBase(source, { force: force === true, progress, signal: context.signal }),
  );
  if (force !== true && before.has(image.digest))
    context.verbose(`Base image '${image.name}' ${image.version} is installed already.`);
  await emitImage(context, image);
};

function sourceOf(parameters: InstallContainerOSImageParameters, workingDirectory: string): BaseSource {
  const { WimPath: wimPath, ImageIndex: imageIndex } = parameters;
  if (wimPath !== undefined) {
    const path = resolve(workingDirectory, wimPath);
    return { kind: 'wim', path, ...(imageIndex === undefined ? {} : { imageIndex }) };
  }
  if (imageIndex === undefined) return { kind: 'host' };
  throw fault('InvalidArgument', '-ImageIndex says which image of a WIM file: it needs -WimPath.', {
    hint: `Install-ContainerOSImage -WimPath 'install.wim' -ImageIndex ${imageIndex}`,
  });
}

function describe(source: BaseSource): string {
  if (source.kind === 'host') return "base image 'Windows'";
  return `base image of '${source.path}'${source.imageIndex === undefined ? '' : `, index ${source.imageIndex}`}`;
}
