import { fault } from '../../base/fault.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import {
  featureFinding,
  type HostFinding,
  type PreparationOptions,
  type PreparationStep,
} from '../../host/preparation.ts';
import { featureNames, type MachineState } from './machine-state.ts';

/** Missing only for some containers. */
const OPTIONAL = new Set(['HyperV', 'Hypervisor']);
/** Which service stands behind a capability. */
const SERVICES: Readonly<Record<string, string>> = { HostComputeService: 'vmcompute', HostNetworkService: 'hns' };
/** The file system filters of containers: one lays layers over each other, one maps folders. */
const FILTERS = { wcifs: 'the layers of containers', bindflt: 'shared folders' } as const;

/** What speaks of this machine: its capabilities, what PowerShell tells, whether our network is there. */
export interface MachineFacts {
  capabilities: HostCapabilities;
  isServer: boolean;
  state: MachineState;
  /** Why it cannot be known, as a sentence. */
  hasNetwork: boolean | string;
}

/** The findings of a machine, what the others rest on first. */
export function describeFindings(facts: MachineFacts): HostFinding[] {
  const { capabilities, state } = facts;
  const features = capabilities.features.map((feature) => {
    const service = SERVICES[feature.name];
    const repair = service === undefined ? repairOf(feature.name, facts) : `Enable and start the service ${service}`;
    const finding = featureFinding(feature, OPTIONAL.has(feature.name) ? 'warning' : 'failed', repair);
    if (feature.available || !isWaiting(feature.name, facts)) return finding;
    return { ...finding, cause: `${feature.name} is installed, and waits for a restart.`, fix: 'Restart-Computer' };
  });
  // Without the Windows feature there are no filters and no network to look for.
  const hasContainers = capabilities.features.some(({ name, available }) => name === 'Containers' && available);
  const parts = hasContainers ? [...filterFindings(state.filters), networkFinding(facts)] : [];
  return [...features, restartFinding(state.isRestartPending), ...parts];
}

function repairOf(name: string, facts: MachineFacts): string | undefined {
  const feature = windowsFeature(name, facts.isServer);
  return feature === undefined || isWaiting(name, facts) ? undefined : `Install the Windows feature ${feature}`;
}

/** Whether the capability's feature is installed and only waits for a restart. */
function isWaiting(name: string, { isServer, state: { features } }: MachineFacts): boolean {
  const feature = windowsFeature(name, isServer);
  if (feature === undefined || typeof features === 'string') return false;
  return features[feature] === 'EnablePending' || features[feature] === 'InstallPending';
}

function windowsFeature(name: string, isServer: boolean): string | undefined {
  const { containers, hyperV } = featureNames(isServer);
  return name === 'Containers' ? containers : name === 'HyperV' ? hyperV : undefined;
}

function filterFindings(loaded: MachineState['filters']): HostFinding[] {
  if (typeof loaded === 'string') return [untold('Filters', 'Which file system filters are loaded', loaded, 'fltmc')];
  const known = new Set(loaded.map((name) => name.toLowerCase()));
  return Object.entries(FILTERS).map(([filter, use]): HostFinding => {
    const about = { id: `Filter:${filter}`, name: 'Filter', target: filter };
    if (known.has(filter)) return { ...about, result: 'passed' };
    return {
      ...about,
      result: 'warning',
      cause: `The file system filter ${filter} is not loaded, which ${use} need. Another filter, or a policy, may block it.`,
      fix: `fltmc load ${filter}; fltmc filters shows which others there are`,
      repair: `Load the filter ${filter}`,
    };
  });
}

function networkFinding({ hasNetwork, state }: MachineFacts): HostFinding {
  const about = { id: 'Network', name: 'Network' };
  if (hasNetwork === true) return { ...about, result: 'passed' };
  if (typeof hasNetwork === 'string')
    return untold('Network', 'Whether the network for containers is there', hasNetwork, 'Get-Service hns');
  const nats = typeof state.nats === 'string' ? [] : state.nats;
  const others = nats.map(({ name, prefix }) => `${name} (${prefix})`).join(', ');
  const beside = others === '' ? '' : ` There are NAT networks of others: ${others}.`;
  return {
    ...about,
    result: 'warning',
    cause: `The network for containers is not there: Windows forgets NAT networks at a restart. The next start of a container makes it.${beside}`,
    fix: "Repair-ContainerHost -Id 'host:Network'",
    repair: 'Make the network for containers',
  };
}

function restartFinding(isPending: boolean | string): HostFinding {
  const about = { id: 'PendingRestart', name: 'PendingRestart' };
  if (isPending === false) return { ...about, result: 'passed' };
  if (isPending === true) {
    const cause = 'Windows waits for a restart to finish an installation.';
    return { ...about, result: 'warning', cause, fix: 'Restart-Computer' };
  }
  return untold('PendingRestart', 'Whether Windows waits for a restart', isPending, 'Get-ComputerInfo');
}

function untold(name: string, what: string, why: string, fix: string): HostFinding {
  const reason = why.trim().replace(/\.?$/, '.');
  return { id: name, name, result: 'warning', cause: `${what} could not be found out: ${reason}`, fix };
}

/**
 * What the machine still needs, in order: features, the services behind them, the network.
 *
 * @throws {RuntimeFault} `NotSupported` for a Windows that no installation helps.
 */
export function planSteps(facts: MachineFacts, options: PreparationOptions): PreparationStep[] {
  const { isServer, capabilities } = facts;
  const windows = capabilities.features.find(({ name }) => name === 'Windows');
  if (windows?.available === false) {
    const why = windows.disables ?? 'this Windows is too old for containers';
    throw fault('NotSupported', `Nothing can be installed here that would allow ${why}.`, {
      hint: windows.fix ?? 'Update Windows',
    });
  }
  const lacks = (name: string): boolean =>
    capabilities.features.some((feature) => feature.name === name && !feature.available);
  const { containers, hyperV } = featureNames(isServer);
  const steps: PreparationStep[] = [];
  if (lacks('Containers')) steps.push(featureStep(containers, isServer));
  if (options.hyperV === true && lacks('HyperV')) steps.push(featureStep(hyperV, isServer));
  for (const [name, service] of Object.entries(SERVICES)) {
    if (!lacks(name)) continue;
    const command = `Set-Service ${service} -StartupType Manual; Start-Service ${service}`;
    const action = 'Enable and start the service';
    steps.push({ id: `service:${service}`, action, target: service, command, afterRestart: true });
  }
  if (facts.hasNetwork !== true) {
    const command = "Repair-ContainerHost -Id 'host:Network'";
    const action = 'Make the NAT network for containers';
    steps.push({ id: 'network:nat', action, target: 'HcsContainers-nat', command, afterRestart: true });
  }
  return steps;
}

function featureStep(feature: string, isServer: boolean): PreparationStep {
  const command = isServer
    ? `Install-WindowsFeature ${feature}`
    : `Enable-WindowsOptionalFeature -Online -FeatureName ${feature} -All -NoRestart`;
  const action = 'Install the Windows feature';
  return { id: `feature:${feature}`, action, target: feature, command, afterRestart: false };
}
