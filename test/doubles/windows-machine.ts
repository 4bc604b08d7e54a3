import type { HostFacts } from '../../core/win32/host-facts.ts';

/** A Windows server on which everything works. */
export const WINDOWS_SERVER: HostFacts = {
  version: { major: 10, minor: 0, build: 26100 },
  isServer: true,
  architecture: 'amd64',
  processorCount: 8,
  compute: { state: 'running' },
  network: { state: 'running' },
  hasHyperV: true,
  hasHypervisor: true,
  isVirtualizationOn: true,
  isAdministrator: true,
  isHyperVAdministrator: false,
  missing: { compute: [], network: [], layers: [] },
};
