import { access, constants, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import type { HostCapabilities, HostFeature } from '../host/capabilities.ts';
import { EMBEDDED_FEATURE } from './base-image.ts';
import { controlGroups } from './control-groups/feature.ts';
import { limitsHere } from './control-groups/system-groups.ts';
import { canLimitLogs } from './log-limit.ts';
import { EMBEDDED_NETWORK } from './named-networks.ts';
import { findPowerShell, POWERSHELL_FIX } from './powershell.ts';
import { knownWindowsVersion } from './windows-version.ts';
import { findWine, WINE_FIX } from './wine.ts';

/** What this machine can do. Reads a few small files; starts nothing but, once, `wine --version`. */
export async function embeddedCapabilities(stateFolder: string): Promise<HostCapabilities> {
  const wine = await findWine();
  const osVersion = wine === undefined ? undefined : await knownWindowsVersion(stateFolder);
  const limits = limitsHere();
  return {
    kind: 'embedded',
    ...(osVersion === undefined ? {} : { osVersion }),
    osFeatures: [EMBEDDED_FEATURE],
    architecture: 'amd64',
    // Containers inherit what limits this process: its affinity, and the control group that theirs are below.
    processorCount: availableParallelism(),
    isolations: ['process'],
    limits: canLimitLogs(stateFolder) ? [...limits, 'log'] : limits,
    grants: ['secretFile'],
    controls: ['statistics', 'guestProcesses', 'console', ...limits.filter((limit) => limit !== 'threads')],
    pausable: ['process'],
    networks: [...EMBEDDED_NETWORK.networks],
    networkSettings: [...EMBEDDED_NETWORK.networkSettings],
    features: [
      wine === undefined
        ? { name: 'Wine', available: false, disables: 'running containers and making the base image', fix: WINE_FIX }
        : { name: 'Wine', available: true, version: wine.version },
      await tool(
        'UtilLinux',
        ['unshare', 'nsenter', 'setpriv', 'pivot_root', 'prlimit'],
        'running containers',
        'apt-get install -y util-linux',
      ),
      await tool('Iproute2', ['ip'], 'the network inside a container', 'apt-get install -y iproute2'),
      await userNamespaces(),
      controlGroups(limits),
      powerShellFeature(),
    ],
  };
}

function powerShellFeature(): HostFeature {
  const name = 'PowerShell';
  if (!('missing' in findPowerShell())) return { name, available: true };
  const disables = 'sessions into containers (Invoke-Command -ContainerId)';
  return { name, available: false, isOptional: true, disables, fix: POWERSHELL_FIX };
}

const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

async function tool(name: string, programs: string[], disables: string, fix: string): Promise<HostFeature> {
  for (const program of programs) {
    if (!(await isOnPath(program))) return { name, available: false, disables, fix };
  }
  return { name, available: true };
}

async function isOnPath(program: string): Promise<boolean> {
  for (const folder of SYSTEM_PATH.split(delimiter)) {
    try {
      await access(join(folder, program), constants.X_OK);
      return true;
    } catch {
      // not in this folder: the next one
    }
  }
  return false;
}

/** Root needs none; anybody else cannot run containers without. */
async function userNamespaces(): Promise<HostFeature> {
  const name = 'UserNamespaces';
  const read = (path: string): Promise<string | undefined> =>
    readFile(path, 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    );
  const limit = await read('/proc/sys/user/max_user_namespaces');
  const debian = await read('/proc/sys/kernel/unprivileged_userns_clone');
  const ubuntu = await read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns');
  const missing = { name, available: false, disables: 'running containers as an ordinary user' };
  if (debian === '0') return { ...missing, fix: 'sysctl -w kernel.unprivileged_userns_clone=1' };
  if (ubuntu === '1') return { ...missing, fix: 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0' };
  if (limit === '0') return { ...missing, fix: 'sysctl -w user.max_user_namespaces=10000' };
  return { name, available: true };
}
