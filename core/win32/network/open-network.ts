import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Win32World } from '../win32-world.ts';
import { HcnClient } from './hcn-client.ts';
import { Win32Network } from './network.ts';

export interface OpenedNetwork {
  network: Win32Network;
  /** For the version of the network service. */
  hns: HcnClient;
  /** Ends the helper. Networks and endpoints stay. */
  close(): Promise<void>;
}

/** Opens the network; starts nothing. `network.restore()` undoes what a crash left. */
export function openNetwork(
  world: Pick<Win32World, 'stateFolder' | 'runtime' | 'log' | 'native' | 'systems' | 'dlls' | 'programsFolder'>,
): OpenedNetwork {
  const hns = new HcnClient({
    program: helperProgram(world.programsFolder),
    dlls: world.dlls,
    log: world.log,
    now: () => world.runtime.now(),
  });
  return { network: new Win32Network(world, hns), hns, close: () => hns.close() };
}

function helperProgram(folder: string): string {
  const bundle = join(folder, 'hcn-helper.mjs');
  return existsSync(bundle) ? bundle : join(folder, 'network', 'hcn-helper-main.ts');
}
