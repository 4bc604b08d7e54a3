import { checkContainerName } from '../../base/names.ts';
import { parsePorts } from '../../base/parse-port.ts';
import type { CreateRequest } from '../../container/create.ts';
import type { Isolation } from '../../host/capabilities.ts';
import type { Image, ImageSelector } from '../../image/image.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { NewContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { withProgress } from './progress-of.ts';

const ISOLATIONS: Record<string, Isolation> = { process: 'process', hyperv: 'hyperv' };

/** New-Container: makes a container from an image, Off. */
export const handler: CmdletHandler<NewContainerParameters> = async (parameters, context) => {
  const { Name: name } = parameters;
  if (name !== undefined) checkContainerName(name);
  const portMappings = parsePorts(parameters.PublishPort ?? []);
  const image = await findImage(parameters, context);
  const target = name === undefined ? `container from image '${image.name}'` : `container '${name}'`;
  if (!(await context.shouldProcess(target, 'Create'))) return;
  const request: CreateRequest = { image, portMappings, signal: context.signal };
  if (name !== undefined) request.name = name;
  if (parameters.Command !== undefined) request.command = parameters.Command;
  if (parameters.Environment !== undefined) request.environment = parameters.Environment;
  if (parameters.WorkingDirectory !== undefined) request.workingDirectory = parameters.WorkingDirectory;
  if (parameters.ContainerComputerName !== undefined) request.computerName = parameters.ContainerComputerName;
  if (parameters.MemoryStartupBytes !== undefined) request.memoryBytes = parameters.MemoryStartupBytes;
  const isolation = ISOLATIONS[parameters.Isolation?.toLowerCase() ?? ''];
  if (isolation !== undefined) request.isolation = isolation;
  const activity = `Creating ${target}`;
  const record = await withProgress(context, activity, () => context.services.containers.create(request));
  await emitContainerNow(context, record.id);
};

function findImage(parameters: NewContainerParameters, context: CmdletContext): Promise<Image> {
  const selector: ImageSelector = {};
  const name = parameters.ContainerImageName ?? parameters.ContainerImage;
  if (name !== undefined) selector.name = name;
  if (parameters.ContainerImagePublisher !== undefined) selector.publisher = parameters.ContainerImagePublisher;
  if (parameters.ContainerImageVersion !== undefined) selector.version = parameters.ContainerImageVersion;
  return context.services.images.find(selector);
}
