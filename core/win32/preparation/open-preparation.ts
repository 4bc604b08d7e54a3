import type { HostPreparation } from '../../host/preparation.ts';
import { describeHost } from '../capabilities.ts';
import type { HostProbe } from '../host-facts.ts';
import type { Hns } from '../network/hcn-protocol.ts';
import { takenByHost } from '../network/host-routes.ts';
import { OwnedNetwork } from '../network/owned-network.ts';
import type { Win32World } from '../win32-world.ts';
import { type AskPowerShell, openPowerShell } from './powershell.ts';
import { Win32Preparation } from './preparation.ts';

/** Ties the preparation to the rest of the host; starts nothing. */
export function openPreparation(
  world: Pick<Win32World, 'stateFolder' | 'log' | 'native' | 'attachments'> & {
    probe: Pick<HostProbe, 'facts'>;
    hns: Hns;
    layers: { detachScratch(folder: string): Promise<void> };
    /** Default: Windows PowerShell. */
    ask?: AskPowerShell;
  },
): HostPreparation {
  const { stateFolder, log, native, attachments, probe, hns, layers, ask = openPowerShell() } = world;
  return new Win32Preparation({
    stateFolder,
    log,
    ask,
    hns,
    attachments,
    machine: async () => {
      const facts = await probe.facts();
      return { capabilities: describeHost(facts), isServer: facts.isServer };
    },
    network: new OwnedNetwork({ hcn: hns, log, stateFolder, takenByHost: () => takenByHost(native) }),
    detachScratch: (folder) => layers.detachScratch(folder),
  });
}
