import { join } from 'node:path';
import { fault } from '../../base/fault.ts';
import { checkContainerName } from '../../base/names.ts';
import { parsePorts } from '../../base/parse-port.ts';
import type { CreateRequest } from '../../container/create.ts';
import { readCredentialSpec } from '../../container/settings/credential-spec.ts';
import { parseDevice } from '../../container/settings/devices.ts';
import type { Isolation } from '../../host/capabilities.ts';
import type { Image, ImageSelector } from '../../image/image.ts';
import type { CmdletContext } from '../context.ts';
import type { NewContainerParameters } from '../generated/contract.gen.ts';
import { healthCheckOf } from './health-parameters.ts';
import { identityFrom } from './identity-parameters.ts';
import { limitsFrom } from './limit-parameters.ts';
import { restartPolicyOf } from './restart-parameters.ts';
import { secretsFrom } from './secret-parameters.ts';

const ISOLATIONS: Record<string, Isolation> = { process: 'process', hyperv: 'hyperv' };

/** Undefined for `Default`, and for none. */
export function isolationOf(text: string | undefined): Isolation | undefined {
  return ISOLATIONS[text?.toLowerCase() ?? ''];
}

/** What New-Container's parameters ask for, checked as far as can be before anything is made. */
export async function createRequest(
  parameters: NewContainerParameters,
  context: CmdletContext,
): Promise<CreateRequest> {
  const { Name: name } = parameters;
  if (name !== undefined) checkContainerName(name);
  const portMappings = parsePorts(parameters.PublishPort ?? []);
  const given = await readGrants(parameters, context);
  const image = await findImage(parameters, context);
  const request: CreateRequest = { image, portMappings, ...given, signal: context.signal };
  if (name !== undefined) request.name = name;
  if (parameters.Command !== undefined) request.command = parameters.Command;
  if (parameters.Environment !== undefined) request.environment = parameters.Environment;
  if (parameters.WorkingDirectory !== undefined) request.workingDirectory = parameters.WorkingDirectory;
  if (parameters.ContainerComputerName !== undefined) request.computerName = parameters.ContainerComputerName;
  Object.assign(request, identityFrom(parameters));
  Object.assign(request, await secretsFrom(parameters, context.workingDirectory));
  Object.assign(request, stopSettingsOf(parameters));
  Object.assign(request, limitsFrom(parameters));
  if (parameters.ScratchSizeBytes !== undefined) request.scratchBytes = parameters.ScratchSizeBytes;
  const health = healthCheckOf(parameters, image);
  if (health !== undefined) request.healthCheck = health;
  const policy = restartPolicyOf(parameters);
  if (policy !== undefined) request.restartPolicy = policy;
  const isolation = isolationOf(parameters.Isolation);
  if (isolation !== undefined) request.isolation = isolation;
  return request;
}

/** How it is stopped. */
export function stopSettingsOf({
  StopCommand: command,
  StopTimeoutSec: seconds,
}: Pick<NewContainerParameters, 'StopCommand' | 'StopTimeoutSec'>): Pick<
  CreateRequest,
  'stopCommand' | 'stopTimeoutMs'
> {
  if (command?.trim() === '')
    throw fault('InvalidArgument', 'The stop command is empty.', {
      target: 'StopCommand',
      hint: 'Leave out -StopCommand',
    });
  return {
    ...(command === undefined ? {} : { stopCommand: command }),
    ...(seconds === undefined ? {} : { stopTimeoutMs: seconds * 1000 }),
  };
}

/** What is made, in the words of a question: `container 'web'`. */
export function newTarget({ name, image }: CreateRequest): string {
  return name === undefined ? `container from image '${image.name}'` : `container '${name}'`;
}

/** What the container gets of this machine, checked before anything is made. */
export async function readGrants(
  parameters: Pick<NewContainerParameters, 'Device' | 'CredentialSpec'>,
  context: CmdletContext,
): Promise<Pick<CreateRequest, 'credentialSpec' | 'devices'>> {
  const given: Pick<CreateRequest, 'credentialSpec' | 'devices'> = {};
  if (parameters.Device !== undefined) given.devices = parameters.Device.map(parseDevice);
  if (parameters.CredentialSpec !== undefined) {
    const folder = join(context.services.root, 'CredentialSpecs');
    given.credentialSpec = await readCredentialSpec(parameters.CredentialSpec, {
      folder,
      workingDirectory: context.workingDirectory,
    });
  }
  return given;
}

function findImage(parameters: NewContainerParameters, context: CmdletContext): Promise<Image> {
  const selector: ImageSelector = {};
  const name = parameters.ContainerImageName ?? parameters.ContainerImage;
  if (name !== undefined) selector.name = name;
  if (parameters.ContainerImagePublisher !== undefined) selector.publisher = parameters.ContainerImagePublisher;
  if (parameters.ContainerImageVersion !== undefined) selector.version = parameters.ContainerImageVersion;
  return context.services.images.find(selector);
}
