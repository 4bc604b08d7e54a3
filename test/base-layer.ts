/** The base layer of the embedded host: making it takes as long as most test files, so a run makes it once. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLog } from '../core/base/runtime.ts';
import { openEmbeddedHost } from '../core/embedded/host.ts';

let made: Promise<string> | undefined;

/** Puts it where nothing is yet: its files are links to those that all test files share, which nobody writes to. */
export async function linkBaseLayer(folder: string): Promise<void> {
  made ??= makeBaseLayer();
  await linkTree(await made, folder);
}

/** A tree of folders of its own, with the files of another. */
export async function linkTree(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['--archive', '--link', from, to]);
}

/** Removed when this process ends. */
async function makeBaseLayer(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'hcs-base-layer-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const runtime = { now: () => new Date(), newId: () => randomUUID() };
  const host = await openEmbeddedHost({ stateFolder: join(place, 'state'), runtime, log: silentLog });
  const base = await host.layers.openBase({ kind: 'host' }, {});
  try {
    await host.layers.importLayer(join(place, 'base'), [], base.entries);
  } finally {
    await base.dispose();
    await host.close();
  }
  return join(place, 'base');
}
