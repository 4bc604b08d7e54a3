import { ownProgram } from '../../base/own-program.ts';
import type { Win32World } from '../win32-world.ts';
import { HcnClient } from './hcn-client.ts';
import { Win32Network } from './network.ts';
import { Repeat } from './repeat.ts';

export interface OpenedNetwork {
  network: Win32Network;
  /** For the version of the network service. */
  hns: HcnClient;
  /** Ends the helper. Networks and endpoints stay. */
  close(): Promise<void>;
}

/** A restart of the network service takes ports away until the next look. */
const LOOK_MS = 20_000;
/** Until the first look: what happened while nobody was there. */
const FIRST_LOOK_MS = 2000;

/**
 * Opens the network; starts nothing as long as there is no namespace. `network.restore()` undoes what a crash left.
 *
 * From time to time it looks whether the network service has lost what running containers have, and makes it again. It asks
 * for that: a callback of HNS (`HcnRegisterServiceCallback`) tells of a service that goes, not of what it has lost.
 *
 * @param options.lookMs How long between two looks. Default 20,000.
 */
export function openNetwork(
  world: Pick<Win32World, 'stateFolder' | 'runtime' | 'log' | 'native' | 'systems' | 'dlls' | 'programsFolder'>,
  options: { lookMs?: number } = {},
): OpenedNetwork {
  const hns = new HcnClient({
    program: ownProgram(world.programsFolder, 'hcn-helper.mjs', 'network/hcn-helper-main.ts'),
    dlls: world.dlls,
    log: world.log,
    now: () => world.runtime.now(),
  });
  const network = new Win32Network(world, hns);
  const { lookMs = LOOK_MS } = options;
  const look = () =>
    network.mend().catch((error: unknown) => {
      world.log.debug('the network service was not asked what it has', { reason: String(error) });
    });
  const looks = new Repeat(look, { firstMs: Math.min(FIRST_LOOK_MS, lookMs), everyMs: lookMs });
  return {
    network,
    hns,
    close: async () => {
      const looked = looks.stop();
      await hns.close();
      await looked;
    },
  };
}
