import { existsSync } from 'node:fs';
import type { HostFeature, Limit } from '../../host/capabilities.ts';
import { LIMIT_OF } from './system-groups.ts';

/** The kernel's groups of processes, which hold containers to their limits: which limits there are, and what brings the rest. */
export function controlGroups(limits: readonly Limit[], isRoot = process.getuid?.() === 0): HostFeature {
  const name = 'ControlGroups';
  const missing = Object.values(LIMIT_OF).filter((limit) => !limits.includes(limit));
  const version = limits.length === 0 ? {} : { version: limits.join(', ') };
  if (missing.length === 0) return { name, available: true, ...version };
  return {
    name,
    available: false,
    isOptional: true,
    ...version,
    disables: `limits of ${missing.join(', ')}`,
    fix: fixFor(limits, isRoot),
  };
}

/** An ordinary user gets groups of systemd only: for what is started inside the user's own service manager. */
function fixFor(limits: readonly Limit[], isRoot: boolean): string {
  if (!existsSync('/sys/fs/cgroup/cgroup.procs') && !existsSync('/sys/fs/cgroup/memory'))
    return 'mount -t cgroup2 none /sys/fs/cgroup';
  if (isRoot)
    return 'give this machine a writable /sys/fs/cgroup with memory, cpu and pids; in Docker: --cgroupns host -v /sys/fs/cgroup:/sys/fs/cgroup';
  if (limits.length === 0) return 'systemd-run --user --scope hcs Get-ContainerHost';
  return 'systemctl edit user@.service, and add: [Service] Delegate=cpu cpuset io memory pids';
}
