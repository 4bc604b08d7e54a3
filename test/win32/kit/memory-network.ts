import { randomUUID } from 'node:crypto';
import { silentLog } from '../../../core/base/runtime.ts';
import type { PortMapping } from '../../../core/host/network.ts';
import { Win32Network } from '../../../core/win32/network/network.ts';
import type { LiveSystems } from '../../../core/win32/win32-world.ts';
import type { MemoryHns } from '../../doubles/memory-hns.ts';

export const tcp = (hostPort: number, containerPort: number): PortMapping => ({
  protocol: 'tcp',
  hostPort,
  containerPort,
});

/** A machine without routes or listeners of its own: every table has no rows. */
const emptyTables = { call: async () => 0 };

/** The network of a Windows host on an HNS in memory. @param onTrouble Told of warnings and errors. */
export function openMemoryNetwork(
  hns: MemoryHns,
  stateFolder: string,
  options: { onTrouble: (message: string) => void; systems?: Partial<LiveSystems> },
): Win32Network {
  const { onTrouble, systems } = options;
  return new Win32Network(
    {
      stateFolder,
      runtime: { now: () => new Date(0), newId: randomUUID },
      log: { ...silentLog, warn: onTrouble, error: onTrouble },
      native: emptyTables as unknown as ConstructorParameters<typeof Win32Network>[0]['native'], // what it uses here
      systems: {
        isRunning: async () => false,
        usingNamespace: async () => undefined,
        isolationOf: async () => 'process',
        ...systems,
      },
    },
    hns,
  );
}
