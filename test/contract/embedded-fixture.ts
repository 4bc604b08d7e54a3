import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runtime, silentLog } from '../../core/base/runtime.ts';
import type { Host } from '../../core/host/port.ts';
import { linkBaseLayer } from '../base-layer.ts';
import { cronBelow, hasSystemctl, systemdBelow, withoutCron } from '../embedded/startup-means.ts';
import type { HostFixture } from './host-fixture.ts';
import { clearHost } from './kit/clear-host.ts';
import { withStartup } from './kit/with-startup.ts';

const runtime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

/** Opens the embedded host over a fixture's root: also in a process of its own. */
export async function openOver(root: string): Promise<Host> {
  const { openEmbeddedHost } = await import('../../core/embedded/host.ts');
  const host = await openEmbeddedHost({ stateFolder: join(root, 'state'), runtime, log: silentLog });
  const machine = join(root, 'machine');
  await mkdir(machine, { recursive: true });
  return withStartup(host, hasSystemctl() ? systemdBelow(machine) : await cronBelow(machine));
}

/** The embedded host over a fresh state folder. */
export async function embeddedFixture(): Promise<HostFixture> {
  const root = await mkdtemp(join(tmpdir(), 'hcs-contract-'));
  for (const name of ['layers', 'scratches', 'logs']) await mkdir(join(root, name));
  const open = () => openOver(root);
  const layer = join(root, 'layers', 'base');
  let base: Promise<string> | undefined;
  return {
    root,
    open,
    base: () => {
      base ??= linkBaseLayer(layer).then(() => layer);
      return base;
    },
    baseSource: { kind: 'host' },
    openModule: import.meta.filename,
    stage: new Map(),
    bootWritesBytes: 0,
    userRegistry: 'HKCU',
    signals: ['CtrlC', 'CtrlShutdown'],
    // The first process of the sandbox, killed behind the host's back.
    crashSystem: async (id) => {
      const init = await readFile(join(root, 'state', 'systems', id, 'init'), 'utf8');
      process.kill(Number(init.split(' ')[0]), 'SIGKILL');
    },
    loseRecord: (id) => rm(join(root, 'state', 'systems', id, 'system.json')),
    startupWithoutMeans: withoutCron,
    dispose: async () => {
      const host = await open();
      try {
        await clearHost(host);
      } finally {
        await host.close();
        // A keeper that was just started may still be making its files.
        await rm(root, { recursive: true, force: true, maxRetries: 10 });
      }
    },
  };
}

/** Why the embedded host cannot run programs here; undefined when it can. */
export async function whyNoEmbedded(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `the embedded host is for Linux, this is ${process.platform}`;
  const isRoot = process.getuid?.() === 0;
  const fixture = await embeddedFixture();
  const host = await fixture.open();
  const { features } = await host.capabilities();
  await host.close();
  await fixture.dispose();
  const missing = features.filter(
    ({ name, available, isOptional }) => !available && !isOptional && !(isRoot && name === 'UserNamespaces'),
  );
  if (missing.length === 0) return undefined;
  return missing.map((feature) => `${feature.name} is missing: ${feature.fix ?? feature.disables ?? ''}`).join('; ');
}
