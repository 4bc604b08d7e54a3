import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepTemporaries } from '../base/atomic-file.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { Host } from '../host/port.ts';
import { AttachmentFiles } from './attachments.ts';
import type { DllName } from './binding.ts';
import { describeHost } from './capabilities.ts';
import { Win32Compute } from './compute.ts';
import { forBuild } from './controls.ts';
import { HostProbe } from './host-facts.ts';
import { dpapiSeal } from './key-seal.ts';
import { Win32Layers } from './layers/layers.ts';
import { openNative } from './native.ts';
import { openNetwork } from './network/open-network.ts';
import { openPreparation } from './preparation/open-preparation.ts';
import type { LiveSystems } from './win32-world.ts';

export interface Win32HostOptions {
  /** Everything this host keeps; made when missing. Two hosts with two folders share only the machine's HCS and HNS. */
  stateFolder: string;
  runtime: Runtime;
  log: Log;
  /** The file behind a DLL's name. Default: the system's own. */
  dlls?: Readonly<Partial<Record<DllName, string>>>;
  /** Where the keeper's and the helpers' programs are. Default: beside this file. */
  programsFolder?: string;
  /** How long a keeper stays with nothing to hold, in milliseconds. Default 30,000. */
  keeperIdleMs?: number;
  /** How long between two looks whether HNS still has what running containers have, in milliseconds. Default 20,000. */
  networkLookMs?: number;
}

/**
 * Opens the host that drives HCS, HCN and the layer storage of this Windows. Opening starts no process; what an earlier
 * one left running is found again. It opens also where Windows lacks what containers need: `capabilities` says what.
 */
export async function openWin32Host(options: Win32HostOptions): Promise<Host> {
  const { stateFolder, runtime, log, dlls = {}, keeperIdleMs, networkLookMs } = options;
  await mkdir(stateFolder, { recursive: true });
  for (const name of ['', 'namespaces', 'attachments', 'credential-guards'])
    await sweepTemporaries(join(stateFolder, name));
  const native = openNative({ dlls });
  const attachments = new AttachmentFiles(stateFolder);
  // Layers and network ask compute what runs, and compute asks them what there is.
  const systems: LiveSystems = {
    isRunning: (id) => compute.systems.isRunning(id),
    usingNamespace: (id) => compute.systems.usingNamespace(id),
    isolationOf: (id) => compute.systems.isolationOf(id),
  };
  const programsFolder = options.programsFolder ?? dirname(fileURLToPath(import.meta.url));
  const shared = { stateFolder, runtime, log, native, dlls, programsFolder, attachments, systems };
  const layers = new Win32Layers(shared);
  const {
    network,
    hns,
    close: closeNetwork,
  } = openNetwork(shared, networkLookMs === undefined ? {} : { lookMs: networkLookMs });
  const compute = new Win32Compute(
    { ...shared, namespaces: network, layerIds: layers.layerIds },
    keeperIdleMs === undefined ? {} : { keeperIdleMs },
  );
  const sweep = async (what: string, work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => log.warn(`${what} could not be swept`, { error: String(error) }));
  };
  await sweep('layers', layers.sweep());
  await sweep('networks', network.restore());
  await sweep('scratches', compute.freeScratches());
  await sweep('credential guards', compute.freeCredentialGuards());
  const probe = new HostProbe(native, hns);
  return {
    compute,
    layers,
    network,
    preparation: openPreparation({ ...shared, probe, hns, layers }),
    keySeal: dpapiSeal(native),
    controls: forBuild(compute.controls, async () => (await probe.facts()).version.build),
    capabilities: async () => describeHost(await probe.facts()),
    close: async () => {
      compute.dispose();
      await Promise.all([layers.close(), closeNetwork()]);
    },
  };
}
