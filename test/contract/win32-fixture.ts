import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runtime, silentLog } from '../../core/base/runtime.ts';
import type { Control } from '../../core/host/capabilities.ts';
import type { Host } from '../../core/host/port.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { openWin32Host } from '../../core/win32/host.ts';
import { readKeeperFile } from '../../core/win32/keeper/handshake.ts';
import { openPowerShell } from '../../core/win32/preparation/powershell.ts';
import { scheduledStartup } from '../../core/win32/preparation/startup.ts';
import { taskScheduler } from '../doubles/task-scheduler.ts';
import { readBase } from '../standin/read-base.ts';
import { ServiceClient } from '../standin/service-client.ts';
import { standinDlls } from '../win32/kit/standin-dlls.ts';
import type { HostFixture } from './host-fixture.ts';
import { clearHost } from './kit/clear-host.ts';
import { withStartup } from './kit/with-startup.ts';
import { eventually } from './kit/within.ts';
import { SAMPLE_WIM } from './sample-wim.ts';

const runtime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

/** What `scripts/test-wine.mjs` says in the environment. */
function told(name: 'HCS_STANDIN_SERVICE' | 'HCS_STANDIN_BASE'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run npm run test:wine`);
  return value;
}

/** The Windows host over a fixture's root: also in a process of its own. Wine has no PowerShell, so no tasks either. */
export async function openOver(root: string): Promise<Host> {
  const dlls = standinDlls();
  const host = await openWin32Host({
    stateFolder: join(root, 'state'),
    runtime,
    log: silentLog,
    dlls,
    keeperIdleMs: 1000,
  });
  return withStartup(host, scheduledStartup('HcsContainers-contract', taskScheduler(join(root, 'tasks.json'))));
}

/** What a fixture does in another way. */
export interface Win32Variant {
  /** The module that opens its hosts. */
  openModule: string;
  openOver(root: string): Promise<Host>;
  /** Behind the base layer's own. */
  baseEntries: readonly LayerEntry[];
}

/** What the stand-in service does not do here: the Linux below it may lend no limits. */
async function lacksOf(): Promise<ReadonlyMap<Control, string>> {
  const client = await ServiceClient.open(Number(told('HCS_STANDIN_SERVICE')));
  try {
    const limits = await client.must('service.limits', {});
    const missing = (['memory', 'processor'] as const).filter((limit) => !JSON.stringify(limits).includes(limit));
    return new Map([...missing.map((limit) => [limit, `the stand-in service limits no ${limit} here`] as const)]);
  } finally {
    client.close();
  }
}

/** The Windows host on the stand-in DLLs, with containers by the stand-in service. */
export async function win32Fixture(variant?: Win32Variant): Promise<HostFixture> {
  const root = await mkdtemp(join(tmpdir(), 'hcs-contract-'));
  for (const name of ['layers', 'scratches', 'logs']) await mkdir(join(root, name));
  const open = () => (variant?.openOver ?? openOver)(root);
  let base: Promise<string> | undefined;
  return {
    root,
    open,
    base: (host) => {
      base ??= importBase(host, join(root, 'layers', 'base'), variant?.baseEntries ?? []);
      return base;
    },
    baseSource: SAMPLE_WIM,
    openModule: variant?.openModule ?? import.meta.filename,
    adapter: 'Ethernet',
    stage: new Map(),
    bootWritesBytes: 0,
    userRegistry: 'HKU\\.DEFAULT',
    lacks: await lacksOf(),
    signals: ['CtrlC', 'CtrlShutdown'],
    crashSystem: async (id) => {
      const client = await ServiceClient.open(Number(told('HCS_STANDIN_SERVICE')));
      try {
        await client.must('system.crash', { system: id });
      } finally {
        client.close();
      }
    },
    loseRecord: async (id) => {
      const state = join(root, 'state');
      const keeper = await readKeeperFile(state);
      if (keeper !== undefined) await endProcess(keeper.processId);
      await rm(join(state, 'systems', id), { recursive: true });
    },
    startupWithoutMeans: () => scheduledStartup('HcsContainers-contract', openPowerShell('no-such-powershell')),
    dispose: async () => {
      const host = await open();
      try {
        await clearHost(host);
      } finally {
        await host.close();
        await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
      }
    },
  };
}

/** Ends it as a power cut would, and waits until it is gone. */
async function endProcess(processId: number): Promise<void> {
  process.kill(processId, 'SIGKILL');
  await eventually(20_000, 'the keeper is gone', () => {
    try {
      process.kill(processId, 0);
      return false;
    } catch {
      return true;
    }
  });
}

/** The folder that `test/standin/write-base.ts` wrote, through the host's own import. */
async function importBase(host: Host, folder: string, more: readonly LayerEntry[]): Promise<string> {
  await host.layers.importLayer(folder, [], both(readBase(told('HCS_STANDIN_BASE')), more));
  return folder;
}

async function* both(first: AsyncIterable<LayerEntry>, then: readonly LayerEntry[]): AsyncIterable<LayerEntry> {
  yield* first;
  yield* then;
}
