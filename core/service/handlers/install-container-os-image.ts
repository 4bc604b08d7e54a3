import { resolve } from 'node:path';
import type { BaseSource } from '../../host/port.ts';
import type { CmdletHandler } from '../context.ts';
import type { InstallContainerOSImageParameters } from '../generated/contract.gen.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** Install-ContainerOSImage: the host's own base image, or one from a WIM file. */
export const handler: CmdletHandler<InstallContainerOSImageParameters> = async (parameters, context) => {
  const { WimPath: wimPath, Force: force } = parameters;
  const source: BaseSource =
    wimPath === undefined ? { kind: 'host' } : { kind: 'wim', path: resolve(context.workingDirectory, wimPath) };
  const target = source.kind === 'host' ? "base image 'Windows'" : `base image of '${source.path}'`;
  if (!(await context.shouldProcess(target, 'Install'))) return;
  const { images } = context.services;
  const before = new Set((await images.list()).map(({ digest }) => digest));
  const image = await withProgress(context, `Installing ${target}`, (progress) =>
    images.installBase(source, { force: force === true, progress, signal: context.signal }),
  );
  if (force !== true && before.has(image.digest))
    context.verbose(`Base image '${image.name}' ${image.version} is installed already.`);
  await emitImage(context, image);
};
