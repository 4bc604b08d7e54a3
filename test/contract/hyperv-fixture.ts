import type { Host } from '../../core/host/port.ts';
import { ServiceClient } from '../standin/service-client.ts';
import type { HostFixture } from './host-fixture.ts';
import { file, folder } from './kit/entries.ts';
import { breakCompute, breakLayers, override } from './mutants/break.ts';
import { openOver as openShared, win32Fixture } from './win32-fixture.ts';

/** What the service says it is when nobody has told it. */
const NEWEST_BUILD = '26100';

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

/**
 * On a machine that has a hypervisor, until it is disposed of.
 * @param build Of its Windows: which of the two ways to a machine is taken follows from it.
 */
export async function hyperVFixture(build: string): Promise<HostFixture> {
  await askService((client) => client.must('service.build', { build }));
  await setHypervisor(true);
  const fixture = await win32Fixture({ openModule: import.meta.filename, openOver, baseEntries: UTILITY_VM });
  const dispose = async (): Promise<void> => {
    await fixture.dispose();
    await setHypervisor(false);
    await askService((client) => client.must('service.build', { build: NEWEST_BUILD }));
  };
  const lacks = new Map([
    ...(fixture.lacks ?? []),
    ...(['memory', 'processor'] as const).map((limit) => [limit, `machines are limited in no ${limit}`] as const),
  ]);
  return { ...fixture, lacks, dispose };
}

/** What virtual machines of ours are there, or have left behind. */
export function machinesLeft(): Promise<{ machines: string[]; granted: string[]; disks: number }> {
  return askService((client) => client.must('machine.left'));
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
