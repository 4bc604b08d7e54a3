/**
 * Writes the embedded host's base image as a plain folder (`Files/`, `Hives/`): `node write-base.ts <folder>`. What the
 * Windows host imports in its tests, and what the tests of the service give it as a base layer.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { silentLog } from '../../core/base/runtime.ts';
import { openEmbeddedHost } from '../../core/embedded/host.ts';

/** Takes some 10 s and 700 MB. */
export async function writeBase(folder: string): Promise<void> {
  const stateFolder = `${folder}.making`;
  const runtime = { now: () => new Date(), newId: () => randomUUID() };
  const host = await openEmbeddedHost({ stateFolder, runtime, log: silentLog });
  try {
    const base = await host.layers.openBase({ kind: 'host' }, {});
    try {
      for await (const entry of base.entries) {
        const path = join(folder, entry.name);
        if (entry.kind === 'folder') await mkdir(path, { recursive: true });
        else if (entry.kind === 'file') await pipeline(entry.open(), createWriteStream(path));
        else throw new Error(`the base holds a ${entry.kind}: ${entry.name}`);
      }
    } finally {
      await base.dispose();
    }
  } finally {
    await host.close();
    await rm(stateFolder, { recursive: true, force: true });
  }
}

const [, script, folder] = process.argv;
if (script === import.meta.filename && folder !== undefined) await writeBase(folder);
