/** The contract's fixture on a real Windows: the base comes from an image that the user gave. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../core/base/fault.ts';
import { type Runtime, silentLog } from '../../core/base/runtime.ts';
import type { Host } from '../../core/host/port.ts';
import { openImages } from '../../core/image/images.ts';
import { openWin32Host } from '../../core/win32/host.ts';
import { openPowerShell } from '../../core/win32/preparation/powershell.ts';
import { scheduledStartup } from '../../core/win32/preparation/startup.ts';
import type { HostFixture } from '../contract/host-fixture.ts';
import { endSystem } from '../contract/kit/end-system.ts';
import { SAMPLE_WIM } from '../contract/sample-wim.ts';
import { given, givenDlls } from './given.ts';

const runtime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

/** A first start writes event logs and registry hives: megabytes, and never as much as this. */
const BOOT_WRITES_BYTES = 512 * 1024 * 1024;

/** The Windows host over a fixture's root: also in a process of its own. */
export function openOver(root: string): Promise<Host> {
  return openWin32Host({
    stateFolder: join(root, 'state'),
    runtime,
    log: silentLog,
    dlls: givenDlls(),
    keeperIdleMs: 1000,
  });
}

export async function windowsFixture(): Promise<HostFixture> {
  const root = await mkdtemp(join(given('work'), 'contract-'));
  for (const name of ['layers', 'scratches', 'logs']) await mkdir(join(root, name));
  const folders = new BaseFolders(root);
  return {
    root,
    open: () => openOver(root),
    base: async (host) => (await folders.get(host))[0],
    belowBase: async (host) => (await folders.get(host)).slice(1),
    baseSource: SAMPLE_WIM,
    openModule: import.meta.filename,
    stage: new Map(),
    bootWritesBytes: BOOT_WRITES_BYTES,
    mayHoldHives: true,
    signals: ['CtrlC', 'CtrlShutdown'],
    startupWithoutMeans: () => scheduledStartup('HcsContainers-contract', openPowerShell('no-such-powershell')),
    dispose: () => clearRoot(root),
  };
}

/** The layers of the given image, imported once, by the product's own image store. */
class BaseFolders {
  readonly #root: string;
  #folders: Promise<[string, ...string[]]> | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** The immediate parent first, the base last. */
  get(host: Host): Promise<[string, ...string[]]> {
    this.#folders ??= this.#import(host);
    return this.#folders;
  }

  async #import({ layers, capabilities }: Host): Promise<[string, ...string[]]> {
    const images = await openImages({ root: join(this.#root, 'store'), layers, runtime, log: silentLog });
    const [image] = await images.import(given('baseImage'));
    if (image === undefined) throw new Error('there is no image in the archive');
    images.checkHost(image, await capabilities());
    const [first, ...rest] = await images.layerFolders(image);
    if (first === undefined) throw new Error('the image has no layer');
    return [first, ...rest];
  }
}

/**
 * Takes away all that the root holds, through the host: systems, namespaces, networks, scratches, then layers, children first.
 * @throws what it could not take away.
 */
export async function clearRoot(root: string): Promise<void> {
  const host = await openOver(root);
  const failures: unknown[] = [];
  const ask = (call: () => Promise<void>) => call().catch((error: unknown) => failures.push(error));
  try {
    for (const { id } of await host.compute.list()) await ask(() => endSystem(host, id));
    for (const { id } of await host.network.listNamespaces()) await ask(() => host.network.deleteNamespace(id));
    for (const { id } of await host.network.listNetworks()) await ask(() => host.network.deleteNetwork(id));
    for (const scratch of await host.preparation.attachedScratches()) {
      await ask(() => host.layers.detachScratch(scratch));
    }
    for (const folder of await foldersIn(join(root, 'scratches'))) await ask(() => host.layers.destroyScratch(folder));
    for (const folder of [...(await foldersIn(join(root, 'layers'))), ...(await foldersIn(join(root, 'store/layers')))])
      await ask(() => host.layers.destroyLayer(folder));
  } finally {
    await host.close();
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `left behind in ${basename(root)}: ${failures.join('; ')}`);
  await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    const found = await readdir(path, { withFileTypes: true });
    return found.filter((item) => item.isDirectory()).map((item) => join(path, item.name));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw new Error(`cannot look into ${dirname(path)}`, { cause: error });
  }
}
