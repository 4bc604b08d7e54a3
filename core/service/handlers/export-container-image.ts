import { resolve } from 'node:path';
import { fault } from '../../base/fault.ts';
import { archiveIn, checkExportTarget, isFolder } from '../../image/export-target.ts';
import type { Image } from '../../image/image.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ExportContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseImages, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** Export-ContainerImage: writes OCI archives, one for each image into a folder, or one with all of them. */
export const handler: CmdletHandler<ExportContainerImageParameters> = async (parameters, context) => {
  const given = resolve(context.workingDirectory, parameters.Path);
  const images = await chosen(parameters, given, context);
  if (images.length === 0) return;
  await tryItem(context, 'export to', given, async () => {
    for (const { file, images: some } of await archivesFor(images, given, parameters.Path)) {
      const name = some.length === 1 ? (some[0]?.name ?? file) : file;
      await tryItem(context, 'export image', name, () => writeArchive(some, file, parameters, context));
    }
  });
};

/** Each image once, in the order in which they are named. */
async function chosen(
  { Name, Image: objects, Publisher, Version }: ExportContainerImageParameters,
  given: string,
  context: CmdletContext,
): Promise<Image[]> {
  const found = new Map<string, Image>();
  for (const text of objects ?? [Name]) {
    await tryItem(context, 'export image', text ?? given, async () => {
      const choice: ImageChoice = {};
      if (text !== undefined) choice.Name = text;
      if (Publisher !== undefined) choice.Publisher = Publisher;
      if (Version !== undefined) choice.Version = Version;
      for (const image of await chooseImages(choice, { several: 'newest', allowDamaged: true }, context))
        if (image.damage === undefined) found.set(image.digest, image);
        else context.error(image.damage, 'export image', image.reference); // one of a wildcard's is not passed over in silence
    });
  }
  return [...found.values()];
}

interface Archive {
  file: string;
  images: Image[];
}

/** A file name that ends in `.tar` takes all of them; in a folder each has a file named after its full name. */
async function archivesFor(images: Image[], given: string, asTyped: string): Promise<Archive[]> {
  if (await isFolder(given)) return images.map((image) => ({ file: archiveIn(given, image), images: [image] }));
  if (/\.tar$/i.test(given) && !/[\\/]$/.test(asTyped)) return [{ file: given, images }];
  const names = images.map(({ name }) => `'${name}'`).join(', ');
  throw fault('NotFound', `Cannot export image ${names}: there is no folder '${given}'.`, {
    target: given,
    hint: 'Give a folder that exists, or a file name that ends in .tar',
  });
}

async function writeArchive(
  images: readonly Image[],
  file: string,
  parameters: ExportContainerImageParameters,
  context: CmdletContext,
): Promise<void> {
  const overwrite = parameters.Force === true;
  await checkExportTarget(file, { overwrite }); // said before anybody is asked to confirm it
  const wanted: Image[] = [];
  for (const image of images)
    if (await context.shouldProcess(`image '${image.name}' ${image.version}`, `Export to '${file}'`))
      wanted.push(image);
  if (wanted.length === 0) return;
  const names = wanted.map(({ name }) => `'${name}'`).join(', ');
  await withProgress(context, `Exporting image ${names}`, (progress) =>
    context.services.images.export(wanted, file, { overwrite, progress, signal: context.signal }),
  );
  context.verbose(`Image ${names} was written to '${file}'.`);
  if (parameters.PassThru !== true) return;
  for (const image of wanted) await emitImage(context, image);
}
