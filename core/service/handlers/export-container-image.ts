import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errnoOf, fault, toFault } from '../../base/fault.ts';
import type { Image } from '../../image/image.ts';
import { fullName } from '../../image/image-name.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ExportContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** Export-ContainerImage: writes OCI archives. */
export const handler: CmdletHandler<ExportContainerImageParameters> = async (parameters, context) => {
  const given = resolve(context.workingDirectory, parameters.Path);
  for (const text of parameters.Image ?? [parameters.Name]) {
    await tryItem(context, 'export image', text ?? given, async () => {
      const choice: ImageChoice = {};
      if (text !== undefined) choice.Name = text;
      if (parameters.Publisher !== undefined) choice.Publisher = parameters.Publisher;
      if (parameters.Version !== undefined) choice.Version = parameters.Version;
      for (const image of await chooseImages(choice, { several: 'newest' }, context))
        await exportOne(image, given, parameters, context);
    });
  }
};

async function exportOne(
  image: Image,
  given: string,
  parameters: ExportContainerImageParameters,
  context: CmdletContext,
): Promise<void> {
  const path = await fileFor(image, given, parameters.Path);
  if (!(await context.shouldProcess(`image '${image.name}' ${image.version}`, `Export to '${path}'`))) return;
  await withProgress(context, `Exporting image '${image.name}'`, (progress) =>
    context.services.images.export(image, path, {
      overwrite: parameters.Force === true,
      progress,
      signal: context.signal,
    }),
  );
  context.verbose(`Image '${image.name}' was written to '${path}'.`);
  if (parameters.PassThru === true) await emitImage(context, image);
}

/** A file name that ends in `.tar`, or a folder, in which the file gets the image's full name. */
async function fileFor(image: Image, given: string, asTyped: string): Promise<string> {
  const isFolder = await isExistingFolder(given);
  if (isFolder) return join(given, `${fullName(image)}.tar`);
  if (/\.tar$/i.test(given) && !/[\\/]$/.test(asTyped)) return given;
  throw fault('NotFound', `Cannot export image '${image.name}': there is no folder '${given}'.`, {
    target: given,
    hint: 'Give a folder that exists, or a file name that ends in .tar',
  });
}

async function isExistingFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw toFault(error, 'export to', path);
  }
}
