import { commandToArgv } from '../../base/command-line.ts';
import { fault } from '../../base/fault.ts';
import type { CaptureOptions } from '../../container/capture.ts';
import { resolveOne } from '../../container/resolve.ts';
import { checkCapture } from '../../image/capture-image.ts';
import type { CmdletHandler } from '../context.ts';
import type { NewContainerImageParameters } from '../generated/contract.gen.ts';
import { foundOrExplained } from './each-container.ts';
import { emitImage } from './image-object.ts';
import { withProgress } from './progress-of.ts';

/** New-ContainerImage: captures a container's changes as an image on its own image. */
export const handler: CmdletHandler<NewContainerImageParameters> = async (parameters, context) => {
  const text = parameters.Container ?? parameters.ContainerName ?? parameters.ContainerId;
  if (text === undefined) {
    throw fault('InvalidArgument', 'No container is named.', {
      hint: 'New-ContainerImage -ContainerName web -Name site',
    });
  }
  const listing = await context.services.containers.list();
  const { record, state } = await foundOrExplained(context, text, () => resolveOne(listing, text));
  const { id, name } = record;
  const isForced = parameters.Force === true;
  if (state !== 'Off' && !isForced) {
    throw fault('InvalidState', `Cannot capture container '${name}': it is ${state.toLowerCase()}.`, {
      target: name,
      hint: `Stop-Container ${name}; or give -Force to stop it first`,
    });
  }
  checkCapture(await context.services.images.list(), {
    name: parameters.Name,
    ...(parameters.Publisher === undefined ? {} : { publisher: parameters.Publisher }),
    ...(parameters.Version === undefined ? {} : { version: parameters.Version }),
  });
  if (!(await context.shouldProcess(`container '${name}'`, `Capture as image '${parameters.Name}'`))) return;
  const image = await withProgress(context, `Capturing container '${name}'`, (progress) => {
    const options: CaptureOptions = { name: parameters.Name, force: isForced, progress, signal: context.signal };
    if (parameters.Publisher !== undefined) options.publisher = parameters.Publisher;
    if (parameters.Version !== undefined) options.version = parameters.Version;
    if (parameters.Command !== undefined) options.command = commandToArgv(parameters.Command);
    return context.services.containers.capture(id, options);
  });
  await emitImage(context, image);
};
