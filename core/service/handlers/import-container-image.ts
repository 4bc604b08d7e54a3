import { resolve } from 'node:path';
import { statSource } from '../../image/import-source.ts';
import type { CmdletHandler } from '../context.ts';
import type { ImportContainerImageParameters } from '../generated/contract.gen.ts';
import { tryItem } from './each-container.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** Import-ContainerImage: reads OCI archives and layouts. An image of another system is stored, with a warning. */
export const handler: CmdletHandler<ImportContainerImageParameters> = async (parameters, context) => {
  for (const text of parameters.Path) {
    const path = resolve(context.workingDirectory, text.replace(/^Microsoft\.PowerShell\.Core\\FileSystem::/i, ''));
    await tryItem(context, 'import image', path, async () => {
      await statSource(path); // said before anybody is asked to confirm it
      if (!(await context.shouldProcess(`'${path}'`, 'Import'))) return;
      const images = await withProgress(context, `Importing '${path}'`, (progress) =>
        context.services.images.import(path, { progress, signal: context.signal }),
      );
      for (const image of images) {
        if (image.os !== 'windows') {
          context.warning(
            `Image '${image.name}' is stored, but its operating system "${image.os}" cannot be run here.`,
          );
        }
        await emitImage(context, image);
      }
    });
  }
};
