import { argvToCommand } from '../base/command-line.ts';
import { mergeEnvironment } from '../base/environment.ts';
import { fault } from '../base/fault.ts';
import { checkComputerName, checkContainerName } from '../base/names.ts';
import type { HostCapabilities, Isolation } from '../host/capabilities.ts';
import type { PortMapping } from '../host/port.ts';
import type { Image } from '../image/image.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { HealthCheck } from '../store/health-record.ts';
import type { RestartPolicy } from '../store/restart-record.ts';
import type { Secrets } from '../store/secret-store.ts';
import { whyCannotRun } from './can-run.ts';
import { defaultComputerName, putContainer, refuseTakenName, reserveName, throwIfCancelled } from './put-container.ts';
import { checkCommands, checkEnvironment } from './settings/check-settings.ts';
import { checkGrants } from './settings/grants.ts';
import { isolationFor } from './settings/isolation.ts';
import {
  type ContainerLimits,
  checkLimits,
  checkOneProcessorLimit,
  checkProcessorCount,
  checkScratch,
  limitsAmong,
} from './settings/limits.ts';
import { checkSecrets, secretFields, type WantedSecrets } from './settings/secrets.ts';
import { type ContainerWorld, nowText } from './world.ts';

/** What a new container is made from. */
export interface CreateRequest extends ContainerLimits, WantedSecrets {
  /** Absent: one is made from the image's name. */
  name?: string;
  image: Image;
  command?: string;
  environment?: Record<string, string>;
  workingDirectory?: string;
  portMappings?: readonly PortMapping[];
  computerName?: string;
  /** Absent: process where the image fits the host, else Hyper-V where the host has it. */
  isolation?: Isolation;
  /** What `parseCredentialSpec` gave. */
  credentialSpec?: string;
  /** What `parseDevice` gave. */
  devices?: readonly string[];
  healthCheck?: HealthCheck;
  /** Who runs its programs. Absent: the image's own user. */
  user?: string;
  asAdministrator?: boolean;
  stopCommand?: string;
  stopTimeoutMs?: number;
  /** How much its C: holds, the image's files among it. Absent: what the host gives. */
  scratchBytes?: number;
  /** What `makeRestartPolicy` gave. */
  restartPolicy?: RestartPolicy;
  /** It is removed after its first run. */
  autoRemove?: boolean;
  signal?: AbortSignal;
}

/**
 * Makes a container, Off. Its record is written last: until then a failure, a cancel or a crash leaves nothing.
 *
 * @throws {RuntimeFault} `InvalidArgument` for the name; `AlreadyExists` for a name in use, in any case; `NotSupported`
 *   for an image, isolation or limit that this host does not have; what `layerFolders` and `createScratch` throw.
 */
export async function createContainer(world: ContainerWorld, request: CreateRequest): Promise<ContainerRecord> {
  const { image, signal } = request;
  const { isolation, reason, secrets } = await checkRequest(world, request);
  world.log.info('isolation was chosen', { image: image.digest, isolation, reason });
  const id = world.runtime.newId();
  const name = await reserveName(world, id, request);
  try {
    const folders = await world.images.layerFolders(image);
    throwIfCancelled(name, signal);
    const fields = secretFields(secrets);
    const record = { ...makeRecord(world, { id, name, isolation, request }), ...fields };
    const hasSecrets = Object.keys(fields).length > 0;
    const size = request.scratchBytes === undefined ? {} : { sizeBytes: request.scratchBytes };
    const keepMore = hasSecrets ? { keepMore: () => world.secrets.write(record, secrets) } : {};
    const makeScratch = (folder: string) => world.host.layers.createScratch(folder, folders, size);
    await putContainer(world, record, { makeScratch, signal, ...keepMore });
    world.log.info('container was created', { id, name, image: image.digest });
    return record;
  } finally {
    world.pending.delete(id);
  }
}

/** @throws {RuntimeFault} what `createContainer` refuses, as things are now. Changes nothing. */
export async function checkCreation(world: ContainerWorld, request: CreateRequest): Promise<void> {
  await checkRequest(world, request);
  await refuseTakenName(world, request.name);
}

async function checkRequest(
  world: ContainerWorld,
  request: CreateRequest,
): Promise<{ isolation: Isolation; reason: string; secrets: Secrets }> {
  const { image } = request;
  if (request.name !== undefined) checkContainerName(request.name);
  if (request.computerName !== undefined) checkComputerName(request.computerName);
  checkEnvironment(request.environment ?? {});
  const secrets = checkSecrets(request, request.environment);
  const command = commandOf(request);
  checkCommands({ ...request, ...(command === undefined ? {} : { command }) }, 'Nothing was created.');
  checkAutoRemove(request);
  const capabilities = await world.host.capabilities();
  world.images.checkHost(image, capabilities);
  const { isolation, reason } = isolate(capabilities, request);
  checkLimits(capabilities, request, 'Nothing was created.');
  checkOneProcessorLimit(request, 'Nothing was created.');
  checkProcessorCount(capabilities, request, 'Nothing was created.');
  checkScratch(capabilities, request.scratchBytes, 'Nothing was created.');
  checkGrants(capabilities, { ...request, isolation }, 'Nothing was created.');
  return { isolation, reason, secrets };
}

function makeRecord(
  world: ContainerWorld,
  parts: { id: string; name: string; isolation: Isolation; request: CreateRequest },
): ContainerRecord {
  const { id, name, isolation, request } = parts;
  const { image } = request;
  const record: ContainerRecord = {
    schemaVersion: 1,
    id,
    name,
    created: nowText(world),
    image: { digest: image.digest, name: image.name, reference: image.reference },
    isolation,
    computerName: request.computerName ?? defaultComputerName(id),
    environment: mergeEnvironment(image.environment, request.environment ?? {}),
    portMappings: [...(request.portMappings ?? [])],
  };
  const command = commandOf(request);
  if (command !== undefined && command !== '') record.command = command;
  const workingDirectory = request.workingDirectory ?? image.workingDirectory;
  if (workingDirectory !== undefined && workingDirectory !== '') record.workingDirectory = workingDirectory;
  const user = request.user ?? image.user;
  if (user !== undefined) record.user = user;
  if (request.asAdministrator === true) record.asAdministrator = true;
  if (request.stopCommand !== undefined) record.stopCommand = request.stopCommand;
  if (request.stopTimeoutMs !== undefined) record.stopTimeoutMs = request.stopTimeoutMs;
  Object.assign(record, limitsAmong(request));
  if (request.scratchBytes !== undefined) record.scratchBytes = request.scratchBytes;
  if (request.credentialSpec !== undefined) record.credentialSpec = request.credentialSpec;
  if (request.devices !== undefined && request.devices.length > 0) record.devices = [...request.devices];
  if (request.healthCheck !== undefined) record.healthCheck = request.healthCheck;
  if (request.restartPolicy !== undefined) record.restartPolicy = request.restartPolicy;
  if (request.autoRemove === true) record.autoRemove = true;
  return record;
}

/** What is asked for, else the image's own. */
function commandOf({ command, image }: CreateRequest): string | undefined {
  return command ?? (image.command?.length ? argvToCommand(image.command) : undefined);
}

function isolate(capabilities: HostCapabilities, request: CreateRequest): { isolation: Isolation; reason: string } {
  const { name, image, isolation: wanted } = request;
  const what = `create a container of image '${image.name}'`;
  // An embedded host may get its Wine later: containers can be made before.
  const cannot = capabilities.kind === 'windows' ? whyCannotRun(capabilities, what, wanted) : undefined;
  if (cannot !== undefined) throw cannot;
  const choice = isolationFor(image, capabilities, wanted);
  if (choice.isolation === undefined) {
    throw fault('NotSupported', `Cannot ${what}: ${choice.reason}.`, {
      target: name ?? image.reference,
      hint: choice.hint,
    });
  }
  return { isolation: choice.isolation, reason: choice.reason };
}

function checkAutoRemove({ autoRemove, restartPolicy }: CreateRequest): void {
  if (autoRemove !== true || restartPolicy === undefined) return;
  throw fault('InvalidArgument', 'A container that is removed after its run cannot be started again by a policy.', {
    target: restartPolicy.name,
    hint: 'Give -AutoRemove or -RestartPolicy, not both',
  });
}
