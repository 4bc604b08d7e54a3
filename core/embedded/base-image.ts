import { createReadStream, readdirSync } from 'node:fs';
import { lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fault } from '../base/fault.ts';
import { parseRegistry } from '../formats/wine-registry/parse-registry.ts';
import { removeNoise } from '../formats/wine-registry/registry-noise.ts';
import { writeRegistry } from '../formats/wine-registry/write-registry.ts';
import type { BaseImage } from '../host/port.ts';
import type { LayerEntry } from '../spec/layer-entry.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { HIVES, hiveEntryName } from './hives.ts';
import { launchSandbox, prepareSandbox } from './launch.ts';
import { findWine, noWine } from './wine.ts';
import { removeDesktop } from './without-desktop.ts';

/** The OCI feature that says: for this kind of host, not for Windows itself. */
export const EMBEDDED_FEATURE = 'hcscontainers.embedded';

/** Every file's time: midnight of 1 January 2020, UTC. A time of the making would make each base differ. */
const FIXED_TIME_MS = Date.UTC(2020, 0, 1);

const MAKING_TIMEOUT_MS = 180_000;

/**
 * Makes a fresh prefix in a sandbox and gives it as a base layer: sorted, with one fixed time, without what comes from
 * the machine or the user. Some 930 files, 695 MB with Wine 8.0.
 */
export async function openBaseImage(world: EmbeddedWorld, signal?: AbortSignal): Promise<BaseImage> {
  const wine = await findWine();
  if (wine === undefined) throw noWine('make the base image');
  const place = join(world.stateFolder, `base-${world.runtime.newId()}`);
  const dispose = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const upper = join(place, 'scratch', 'upper');
    await mkdir(upper, { recursive: true });
    const plan = {
      systemPath: place,
      scratchPath: join(place, 'scratch'),
      layers: [],
      hostName: 'base',
      wine,
      bootScript: world.assets.baseBoot,
      sandboxScript: world.assets.sandbox,
      agentFolder: world.assets.agentFolder,
      logPath: join(place, 'sandbox.log'),
      enter: await world.enterUserNamespace(),
    };
    await prepareSandbox(plan);
    await runToEnd(plan.systemPath, launchSandbox(plan).exited, signal);
    const osVersion = await readVersion(place, plan.logPath);
    const entries = await listPrefix(upper);
    return {
      osVersion,
      osFeatures: [EMBEDDED_FEATURE],
      architecture: 'amd64',
      entryCount: entries.length,
      entries: Readable.from(entries, { objectMode: true }),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function runToEnd(
  systemPath: string,
  exited: Promise<number | null>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limit = AbortSignal.timeout(MAKING_TIMEOUT_MS);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  const kill = async (): Promise<void> => {
    const init = await readFile(join(systemPath, 'init'), 'utf8').catch(() => '');
    const pid = Number(init.split(' ')[0]);
    if (pid > 1) process.kill(pid, 'SIGKILL');
  };
  const onAbort = (): void => {
    kill().catch(() => undefined); // it has ended by itself
  };
  stop.addEventListener('abort', onAbort, { once: true });
  try {
    await exited;
  } finally {
    stop.removeEventListener('abort', onAbort);
  }
  signal?.throwIfAborted();
  if (limit.aborted)
    throw fault('Timeout', `Cannot make the base image: Wine took over ${MAKING_TIMEOUT_MS / 1000} seconds.`);
}

async function readVersion(place: string, logPath: string): Promise<string> {
  const done = await readFile(join(place, 'io', 'done'), 'utf8').catch(() => undefined);
  const text = await readFile(join(place, 'io', 'version'), 'utf8').catch(() => '');
  const version = /(\d+\.\d+\.\d+)/.exec(text)?.[1];
  if (done !== undefined && version !== undefined) return version;
  const log = (await readFile(logPath, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join('; ');
  throw fault('NotSupported', `Cannot make the base image: the sandbox ended early: ${log.slice(-500)}`, {
    hint: 'Get-ContainerHost',
  });
}

/** In layer order, the registry last. */
async function listPrefix(prefix: string): Promise<LayerEntry[]> {
  const entries: LayerEntry[] = [];
  await listFolder(join(prefix, 'drive_c'), 'Files', entries);
  entries.push({ kind: 'folder', name: 'Hives', modifiedMs: FIXED_TIME_MS });
  for (const { file, noise } of HIVES) {
    const tree = parseRegistry(await readFile(join(prefix, file), 'utf8'));
    removeNoise(tree, noise);
    if (file === 'system.reg') removeDesktop(tree);
    const bytes = Buffer.from(writeRegistry(tree), 'utf8');
    entries.push({
      kind: 'file',
      name: hiveEntryName(file, false),
      sizeBytes: bytes.length,
      modifiedMs: FIXED_TIME_MS,
      open: () => Readable.from([bytes]),
    });
  }
  return entries;
}

async function listFolder(path: string, name: string, entries: LayerEntry[]): Promise<void> {
  entries.push({ kind: 'folder', name, modifiedMs: FIXED_TIME_MS });
  const names = readdirSync(path).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const child of names) {
    const childPath = join(path, child);
    const stats = await lstat(childPath);
    if (stats.isDirectory()) await listFolder(childPath, `${name}/${child}`, entries);
    else if (stats.isFile()) {
      entries.push({
        kind: 'file',
        name: `${name}/${child}`,
        sizeBytes: stats.size,
        modifiedMs: FIXED_TIME_MS,
        open: () =>
          stats.size === 0 ? Readable.from([]) : createReadStream(childPath, { highWaterMark: 1024 * 1024 }),
      });
    }
    // A link leads to the maker's home folder: it is left out.
  }
}
