import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepTemporaries } from '../base/atomic-file.ts';
import { fault } from '../base/fault.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { HostCapabilities } from '../host/capabilities.ts';
import type { Host } from '../host/port.ts';
import { embeddedCapabilities } from './capabilities.ts';
import { EmbeddedCompute } from './compute.ts';
import { sweepGroups } from './control-groups/system-groups.ts';
import { embeddedControls } from './controls.ts';
import { type Assets, EmbeddedWorld } from './embedded-world.ts';
import { KeeperClient } from './keeper-client.ts';
import { EmbeddedLayers } from './layers.ts';
import { sweepParts } from './left-parts.ts';
import { logKeeper } from './log-keeper.ts';
import { EmbeddedNetwork } from './network.ts';
import { EmbeddedPreparation } from './preparation.ts';
import { embeddedShells } from './shells.ts';
import { liveSystems } from './system-folder.ts';
import { rootNamespace, userNamespaceOf } from './user-namespace.ts';

export interface EmbeddedHostOptions {
  /** Everything this host keeps; made when missing. Two hosts with two folders never meet. */
  stateFolder: string;
  runtime: Runtime;
  log: Log;
  /** Where `sandbox.sh`, `agent/` and the keeper are. Default: beside this file. */
  assetsFolder?: string;
}

/**
 * Opens the host that runs Windows programs on Linux, in Wine sandboxes. Opening starts nothing; what an earlier
 * process left running is found again.
 */
export async function openEmbeddedHost(options: EmbeddedHostOptions): Promise<Host> {
  checkStateFolder(options.stateFolder);
  await mkdir(options.stateFolder, { recursive: true, mode: 0o700 });
  for (const name of ['', 'attachments']) await sweepTemporaries(join(options.stateFolder, name));
  const assets = await installAssets(
    options.stateFolder,
    options.assetsFolder ?? dirname(fileURLToPath(import.meta.url)),
  );
  const isRoot = process.getuid?.() === 0;
  const keeper = new KeeperClient({ stateFolder: options.stateFolder, program: assets.keeper, isRoot });
  const world = new EmbeddedWorld({
    stateFolder: options.stateFolder,
    runtime: options.runtime,
    log: options.log,
    assets,
    userNamespace: isRoot ? rootNamespace() : userNamespaceOf(() => keeper.processId()),
  });
  const network = new EmbeddedNetwork({ stateFolder: options.stateFolder, keeper, log: options.log });
  world.network = network;
  world.logKeeper = logKeeper(keeper, options.log);
  await sweepGroups(options.stateFolder);
  await sweepParts(world);
  const compute = new EmbeddedCompute(world);
  await compute.sweep();
  await network.restore();
  // One that was killed takes its logs up again. A system whose record is damaged counts too.
  if (liveSystems(join(options.stateFolder, 'systems')).length > 0) world.logKeeper.prepare();
  return {
    compute,
    layers: new EmbeddedLayers(world),
    network,
    preparation: new EmbeddedPreparation(world),
    controls: embeddedControls(world, compute),
    shells: embeddedShells(compute),
    capabilities: (): Promise<HostCapabilities> => embeddedCapabilities(options.stateFolder),
    close: async () => compute.dispose(),
  };
}

/** @throws InvalidArgument for a path that overlayfs would read as several, or as an option. */
function checkStateFolder(path: string): void {
  if (isAbsolute(path) && !/[:,\\\0\n]/.test(path)) return;
  throw fault(
    'InvalidArgument',
    `Cannot keep containers in '${path}': the path must be absolute, without : , and \\.`,
    {
      target: path,
      hint: 'Set HCS_CONTAINERS_ROOT to another folder',
    },
  );
}

/**
 * Copies what sandboxes are made with into the state folder, so that a running container does not depend on where the
 * product was installed, and an ordinary user's sandbox can read it.
 */
async function installAssets(stateFolder: string, from: string): Promise<Assets> {
  const target = join(stateFolder, 'assets');
  const agentFolder = join(target, 'agent');
  await mkdir(agentFolder, { recursive: true, mode: 0o755 });
  for (const name of ['sandbox.sh', 'boot-system.sh', 'boot-base.sh', 'agent/agent.exe'])
    await install(join(from, name), join(target, name));
  const keeper =
    ['keeper.mjs', 'keeper-main.ts'].map((name) => join(from, name)).find(existsSync) ?? join(from, 'keeper.mjs');
  return {
    sandbox: join(target, 'sandbox.sh'),
    systemBoot: join(target, 'boot-system.sh'),
    baseBoot: join(target, 'boot-base.sh'),
    agentFolder,
    keeper,
  };
}

async function install(from: string, to: string): Promise<void> {
  const [wanted, present] = await Promise.all([readFile(from), readFile(to).catch(() => undefined)]);
  if (present?.equals(wanted)) return;
  const temporary = `${to}.${process.pid}.tmp`;
  await copyFile(from, temporary);
  await rename(temporary, to);
}
