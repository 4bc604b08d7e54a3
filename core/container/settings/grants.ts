import { fault } from '../../base/fault.ts';
import type { HostCapabilities, Isolation } from '../../host/capabilities.ts';

/** What a container is to get of the machine. */
export interface WantedGrants {
  isolation: Isolation;
  credentialSpec?: string;
  devices?: readonly string[];
  user?: string;
  /** By their places, or these alone. */
  secretFiles?: object;
}

/**
 * Refuses what this host cannot give, before anything is made.
 * @param after What a message says of the state: `Nothing was created.`
 * @throws {RuntimeFault} `NotSupported`, naming the parameter.
 */
export function checkGrants(
  capabilities: Pick<HostCapabilities, 'kind' | 'grants'>,
  wanted: WantedGrants,
  after: string,
): void {
  const hasDevices = wanted.devices !== undefined && wanted.devices.length > 0;
  const here = capabilities.kind === 'embedded' ? 'The embedded host' : 'This host';
  if (wanted.credentialSpec !== undefined && !capabilities.grants.includes('credentialSpec')) {
    throw refused(`${here} has no group managed service accounts. ${after}`, 'CredentialSpec');
  }
  if (hasDevices && !capabilities.grants.includes('device')) {
    throw refused(`${here} gives containers no devices. ${after}`, 'Device');
  }
  const { user } = wanted;
  if (user !== undefined && !/^ContainerAdministrator$/i.test(user) && !capabilities.grants.includes('user')) {
    throw refused(`${here} runs all programs as ContainerAdministrator, not as '${user}'. ${after}`, 'User');
  }
  if (wanted.secretFiles !== undefined && !capabilities.grants.includes('secretFile')) {
    throw refused(`${here} has no secret files. ${after}`, 'SecretFile');
  }
  if (hasDevices && wanted.isolation === 'hyperv') {
    throw refused(`Containers with Hyper-V isolation get no devices of the host. ${after}`, 'Device', true);
  }
}

function refused(message: string, parameter: string, isByIsolation = false): Error {
  const other = isByIsolation
    ? 'use -Isolation Process'
    : 'use a Windows host (Get-ContainerHost tells what it supports)';
  return fault('NotSupported', message, { target: parameter, hint: `Leave out -${parameter}, or ${other}` });
}
