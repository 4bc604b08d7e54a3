import { join } from 'node:path';
import type { HostCapabilities, HostFeature } from '../../host/capabilities.ts';
import type { CmdletHandler } from '../context.ts';
import type { ContainerHostObject, GetContainerHostParameters } from '../generated/contract.gen.ts';

/** Get-ContainerHost: what this machine can do, and which service answers. */
export const handler: CmdletHandler<GetContainerHostParameters> = async (_parameters, context) => {
  const { services } = context;
  const capabilities = await services.host.capabilities();
  const object: ContainerHostObject = {
    Name: services.info.hostName,
    ContainerImageRepositoryLocation: join(services.root, 'images'),
    Kind: capabilities.kind === 'windows' ? 'Windows' : 'Embedded',
    OsVersion: capabilities.osVersion ?? '',
    Architecture: capabilities.architecture,
    Isolation: capabilities.isolations.map((isolation) => (isolation === 'hyperv' ? 'HyperV' : 'Process')),
    Supports: supportsOf(capabilities),
    Version: services.info.version,
    Build: services.info.build,
    ServicePid: services.info.processId,
    StateRoot: services.root,
    Features: capabilities.features.map(toFeatureObject),
  };
  await context.emit('ContainerHost', object);
  for (const feature of capabilities.features) {
    if (feature.available || feature.isOptional || feature.disables === undefined) continue;
    const fix = feature.fix === undefined ? '' : ` To have it: ${feature.fix}`;
    context.warning(`${feature.name} is missing: ${feature.disables}.${fix}`);
  }
};

/** The parameters of New-Container that not every host serves and this one does. */
function supportsOf({ grants, limits }: HostCapabilities): string[] {
  return [
    ...(grants.includes('credentialSpec') ? ['CredentialSpec'] : []),
    ...(grants.includes('device') ? ['Device'] : []),
    ...(grants.includes('user') ? ['User'] : []),
    ...(grants.includes('secretFile') ? ['SecretFile'] : []),
    ...(limits.includes('memory') ? ['MemoryStartupBytes'] : []),
    ...(limits.includes('processor') ? ['ProcessorCount', 'ProcessorMaximum', 'ProcessorWeight'] : []),
    ...(limits.includes('storage') ? ['StorageMaximumIOPS', 'StorageMaximumBandwidth'] : []),
    ...(limits.includes('threads') ? ['MaximumThreadCount'] : []),
    ...(limits.includes('scratch') ? ['ScratchSizeBytes'] : []),
    ...(limits.includes('log') ? ['LogMaximumBytes'] : []),
  ];
}

function toFeatureObject(feature: HostFeature): Record<string, unknown> {
  const object: Record<string, unknown> = { Name: feature.name, Available: feature.available };
  if (feature.version !== undefined) object['Version'] = feature.version;
  if (feature.disables !== undefined) object['Reason'] = feature.disables;
  if (feature.fix !== undefined) object['Fix'] = feature.fix;
  return object;
}
