import {
  CONTROL,
  type Control,
  type HostCapabilities,
  type HostFeature,
  type Isolation,
} from '../host/capabilities.ts';
import { WINDOWS_LIMITS } from './check-document.ts';
import { PROCESSOR_BUILD } from './controls.ts';
import type { HostFacts } from './host-facts.ts';
import { WIN32_NETWORK } from './network/named-networks.ts';

/** The oldest Windows with the functions that we call: 1809, Server 2019. */
export const OLDEST_BUILD = 17763;

/** What a machine with these facts can do, and what would bring the rest. The most important thing that lacks is first. */
export function describeHost(facts: HostFacts): HostCapabilities {
  const basis = containers(facts);
  // Without the Windows feature its services and functions are missing too: one line says it.
  const parts = basis.available
    ? [
        functions(facts),
        service('HostComputeService', facts.compute, 'vmcompute'),
        service('HostNetworkService', facts.network, 'hns'),
      ]
    : [];
  const features = [windows(facts), elevation(facts), basis, ...parts, hyperV(facts), hypervisor(facts)];
  const has = (name: string): boolean => features.some((feature) => feature.name === name && feature.available);
  const isolations: Isolation[] = [];
  if (BASIS.every(has)) {
    isolations.push('process');
    if (has('HyperV') && has('Hypervisor')) isolations.push('hyperv');
  }
  return {
    kind: 'windows',
    ...(isolations.length === 0 ? {} : { osVersion: versionText(facts) }),
    osFeatures: [],
    architecture: facts.architecture,
    processorCount: facts.processorCount,
    isolations,
    limits: [...WINDOWS_LIMITS, 'log'],
    grants: ['credentialSpec', 'device', 'directory', 'user'],
    controls: controlsOf(facts),
    pausable: isolations.filter((isolation) => isolation === 'hyperv'),
    networks: [...WIN32_NETWORK.networks],
    networkSettings: [...WIN32_NETWORK.networkSettings],
    features,
  };
}

function controlsOf({ version }: HostFacts): Control[] {
  return CONTROL.filter((control) => control !== 'processor' || version.build >= PROCESSOR_BUILD);
}

/** Without any of these there are no containers. */
const BASIS = ['Windows', 'Elevation', 'Containers', 'ContainerFunctions', 'HostComputeService', 'HostNetworkService'];

function windows(facts: HostFacts): HostFeature {
  const name = 'Windows';
  const version = [versionText(facts), facts.edition].filter(Boolean).join(' ');
  if (facts.version.build >= OLDEST_BUILD) return { name, available: true, version };
  return {
    name,
    available: false,
    version,
    disables: `running containers: this is build ${facts.version.build}, and the oldest that can is ${OLDEST_BUILD}`,
    fix: 'Update to Windows 10 1809, Windows Server 2019 or later',
  };
}

/** Hyper-V administrators may run containers, but layers need the privileges of an administrator. */
function elevation({ isAdministrator, isHyperVAdministrator }: HostFacts): HostFeature {
  const name = 'Elevation';
  if (isAdministrator) return { name, available: true };
  const fix = 'Start-Process powershell -Verb RunAs';
  return isHyperVAdministrator
    ? {
        name,
        available: false,
        disables: 'image layers: they need an elevated administrator, not only Hyper-V rights',
        fix,
      }
    : { name, available: false, disables: 'running containers: that needs an elevated administrator', fix };
}

function containers({ compute, network, isServer }: HostFacts): HostFeature {
  const name = 'Containers';
  const absent = [...(compute.state === 'absent' ? ['vmcompute'] : []), ...(network.state === 'absent' ? ['hns'] : [])];
  if (absent.length === 0) return { name, available: true };
  return {
    name,
    available: false,
    disables: `running containers: there is no service ${absent.join(' and ')}`,
    fix: isServer
      ? 'Install-WindowsFeature Containers -Restart'
      : 'Enable-WindowsOptionalFeature -Online -FeatureName Containers -All',
  };
}

function functions({ missing }: HostFacts): HostFeature {
  const name = 'ContainerFunctions';
  const lacking = [
    ...told('compute systems', missing.compute),
    ...told('container networks', missing.network),
    ...told('image layers', missing.layers),
  ];
  if (lacking.length === 0) return { name, available: true };
  const fix = 'Update Windows; sfc /scannow repairs its files';
  return { name, available: false, disables: `running containers: ${lacking.join('; ')}`, fix };
}

function told(what: string, functions: readonly string[]): string[] {
  return functions.length === 0 ? [] : [`${what} lack ${functions.join(', ')}`];
}

/** A stopped service is no lack: the first call starts it. */
function service(name: string, { state, version }: HostFacts['compute'], windowsName: string): HostFeature {
  if (state !== 'disabled') return { name, available: true, ...(version ? { version } : {}) };
  return {
    name,
    available: false,
    disables: `running containers: the service ${windowsName} is disabled`,
    fix: `Set-Service ${windowsName} -StartupType Manual; Start-Service ${windowsName}`,
  };
}

function hyperV({ hasHyperV, isServer }: HostFacts): HostFeature {
  const name = 'HyperV';
  if (hasHyperV) return { name, available: true };
  return {
    name,
    available: false,
    disables: 'Hyper-V isolation',
    fix: isServer
      ? 'Install-WindowsFeature Hyper-V -Restart'
      : 'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All',
  };
}

function hypervisor({ hasHypervisor, isVirtualizationOn }: HostFacts): HostFeature {
  const name = 'Hypervisor';
  if (hasHypervisor) return { name, available: true };
  return {
    name,
    available: false,
    disables: 'Hyper-V isolation',
    fix: isVirtualizationOn
      ? 'bcdedit /set hypervisorlaunchtype auto; Restart-Computer'
      : 'Switch virtualization on in the firmware; for a virtual machine, on its host: Set-VMProcessor <name> -ExposeVirtualizationExtensions $true',
  };
}

function versionText({ version }: HostFacts): string {
  const { major, minor, build, revision } = version;
  return [major, minor, build, ...(revision === undefined ? [] : [revision])].join('.');
}
