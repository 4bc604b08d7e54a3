import type { Host } from '../../core/host/port.ts';
import { ServiceClient } from '../standin/service-client.ts';
import type { HostFixture } from './host-fixture.ts';
import { file, folder } from './kit/entries.ts';
import { breakCompute, breakLayers, override } from './mutants/break.ts';
import { openOver as openShared, win32Fixture } from './win32-fixture.ts';

/** What an image's utility VM boots from: here only looked for. */
const UTILITY_VM = [
  ...['UtilityVM', 'UtilityVM/Files', 'UtilityVM/Files/EFI', 'UtilityVM/Files/EFI/Microsoft'].map((name) =>
    folder(name),
  ),
  folder('UtilityVM/Files/EFI/Microsoft/Boot'),
  file('UtilityVM/Files/EFI/Microsoft/Boot/BCD', 'a boot configuration'),
  file('UtilityVM/Files/EFI/Microsoft/Boot/bootmgfw.efi', 'a boot manager'),
];

/** The Windows host, of which every system is in a virtual machine: the same cases hold for it. */
export async function openOver(root: string): Promise<Host> {
  const host = await openShared(root);
  // Wine's kernel has no hypervisor to tell of.
  const withHypervisor = override(host, {
    capabilities: async () => ({ ...(await host.capabilities()), pausable: ['hyperv' as const] }),
  });
  const inMachines = breakCompute(withHypervisor, (compute) => ({
    create: (id, document, options) => compute.create(id, document, { ...options, isolation: 'hyperv' }),
  }));
  return breakLayers(inMachines, (layers) => ({
    attachScratch: (path, parents) => layers.attachScratch(path, parents, { isolation: 'hyperv' }),
  }));
}

/** On a machine that has a hypervisor, until it is disposed of. */
export async function hyperVFixture(): Promise<HostFixture> {
  await setHypervisor(true);
  const fixture = await win32Fixture({ openModule: import.meta.filename, openOver, baseEntries: UTILITY_VM });
  const dispose = async (): Promise<void> => {
    await fixture.dispose();
    await setHypervisor(false);
  };
  return { ...fixture, dispose };
}

async function setHypervisor(isPresent: boolean): Promise<void> {
  await askService((client) => client.must('machine.hypervisor', { isPresent }));
}

/** Asks the stand-in service itself. */
export async function askService<T>(ask: (client: ServiceClient) => Promise<T>): Promise<T> {
  const client = await ServiceClient.open(Number(process.env['HCS_STANDIN_SERVICE']));
  try {
    return await ask(client);
  } finally {
    client.close();
  }
}
