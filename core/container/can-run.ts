import { fault, type RuntimeFault } from '../base/fault.ts';
import { featureMissing, hypervisorMissing, notElevated } from '../base/host-faults.ts';
import type { HostCapabilities, HostFeature, Isolation } from '../host/capabilities.ts';

/**
 * Why no container runs on this machine as it stands, or none with the isolation that is asked for; undefined when one can.
 *
 * @param what The words after "Cannot": `start container 'web'`.
 */
export function whyCannotRun(
  capabilities: HostCapabilities,
  what: string,
  wanted: Isolation | undefined,
): RuntimeFault | undefined {
  const missing = capabilities.features.filter(
    ({ available, isOptional, disables }) => !available && !isOptional && disables !== undefined,
  );
  if (capabilities.osVersion === undefined || capabilities.isolations.length === 0) {
    const [first] = missing;
    if (first !== undefined) return lackOf(first, what);
    return fault('NotInstalled', `Cannot ${what}: this host cannot run Windows programs.`, {
      hint: 'Get-ContainerHost',
    });
  }
  if (wanted !== 'hyperv' || capabilities.isolations.includes('hyperv')) return undefined;
  const lack = missing.find(({ name }) => name === 'HyperV') ?? missing.find(({ name }) => name === 'Hypervisor');
  return lack === undefined ? undefined : lackOf(lack, what);
}

/** The host's features that have words of their own; the others say what is missing and what brings it. */
function lackOf(feature: HostFeature, what: string): RuntimeFault {
  switch (feature.name) {
    case 'Elevation':
      return notElevated(what);
    case 'Containers':
      return featureMissing(what, 'Containers');
    case 'HyperV':
      return featureMissing(what, 'Microsoft-Hyper-V');
    case 'Hypervisor':
      return hypervisorMissing(what);
    default:
      return fault('NotInstalled', `Cannot ${what}: ${feature.name} is missing here.`, {
        target: feature.name,
        hint: feature.fix ?? 'Get-ContainerHost',
      });
  }
}
