import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runtime, silentLog } from '../../core/base/runtime.ts';
import type { Host } from '../../core/host/port.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import type { DllName } from '../../core/win32/binding.ts';
import { openWin32Host } from '../../core/win32/host.ts';
import { ServiceClient } from '../standin/service-client.ts';
import type { HostFixture } from './host-fixture.ts';
import { endSystem } from './kit/end-system.ts';
import { SAMPLE_WIM } from './sample-wim.ts';

const runtime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

/** Each file of the base has this time, as the embedded host gives it: midnight of 1 January 2020, UTC. */
const BASE_TIME_MS = Date.UTC(2020, 0, 1);

/** The stand-in behind each DLL name: `backup.dll` has the few functions of kernel32 that Wine lacks. */
const STANDINS: Readonly<Partial<Record<DllName, string>>> = {
  computecore: 'computecore.dll',
  computenetwork: 'computenetwork.dll',
  computestorage: 'computestorage.dll',
  vmcompute: 'vmcompute.dll',
  virtdisk: 'virtdisk.dll',
  kernel32: 'backup.dll',
};

/** What `scripts/test-wine.mjs` says in the environment. */
function told(name: 'HCS_STANDIN_DLLS' | 'HCS_STANDIN_SERVICE' | 'HCS_STANDIN_BASE'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run npm run test:wine`);
  return value;
}

/** The Windows host over a fixture's root: also in a process of its own. */
export function openOver(root: string): Promise<Host> {
  const folder = told('HCS_STANDIN_DLLS');
  const dlls = Object.fromEntries(Object.entries(STANDINS).map(([name, file]) => [name, join(folder, file)]));
  return openWin32Host({ stateFolder: join(root, 'state'), runtime, log: silentLog, dlls, keeperIdleMs: 1000 });
}

/** The Windows host on the stand-in DLLs, with containers by the stand-in service. */
export async function win32Fixture(): Promise<HostFixture> {
  const root = await mkdtemp(join(tmpdir(), 'hcs-contract-'));
  for (const name of ['layers', 'scratches', 'logs']) await mkdir(join(root, name));
  const open = () => openOver(root);
  let base: Promise<string> | undefined;
  return {
    root,
    open,
    base: (host) => {
      base ??= importBase(host, join(root, 'layers', 'base'));
      return base;
    },
    baseSource: SAMPLE_WIM,
    openModule: import.meta.filename,
    stage: new Map(),
    bootWritesBytes: 0,
    signals: ['CtrlC', 'CtrlShutdown'],
    crashSystem: async (id) => {
      const client = await ServiceClient.open(Number(told('HCS_STANDIN_SERVICE')));
      try {
        await client.must('system.crash', { system: id });
      } finally {
        client.close();
      }
    },
    dispose: async () => {
      const host = await open();
      try {
        await clear(host);
      } finally {
        await host.close();
        await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
      }
    },
  };
}

/** The folder that `test/standin/write-base.ts` wrote, through the host's own import. */
async function importBase(host: Host, folder: string): Promise<string> {
  await host.layers.importLayer(folder, [], readBase(told('HCS_STANDIN_BASE')));
  return folder;
}

async function* readBase(folder: string): AsyncIterable<LayerEntry> {
  for (const name of ['Files', 'Hives']) yield* readFolder(join(folder, name), name);
}

async function* readFolder(path: string, name: string): AsyncIterable<LayerEntry> {
  yield { kind: 'folder', name, modifiedMs: BASE_TIME_MS };
  const children = (await readdir(path)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const child of children) {
    const childPath = join(path, child);
    const stats = await stat(childPath);
    if (stats.isDirectory()) yield* readFolder(childPath, `${name}/${child}`);
    else
      yield {
        kind: 'file',
        name: `${name}/${child}`,
        sizeBytes: stats.size,
        modifiedMs: BASE_TIME_MS,
        open: () => createReadStream(childPath, { highWaterMark: 1024 * 1024 }),
      };
  }
}

/** Ends everything there is; tells at the end what it could not. */
async function clear(host: Host): Promise<void> {
  const failures: unknown[] = [];
  const ask = (call: () => Promise<void>) => call().catch((error: unknown) => failures.push(error));
  for (const { id } of await host.compute.list()) await ask(() => endSystem(host, id));
  for (const { id } of await host.network.listNamespaces()) await ask(() => host.network.deleteNamespace(id));
  if (failures.length > 0) throw new AggregateError(failures, `left behind: ${failures.join('; ')}`);
}
