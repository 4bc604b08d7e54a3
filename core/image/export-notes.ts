import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import type { ImageWorld } from './image-world.ts';

/**
 * Where the bytes of an archive go until it is whole: beside it, since a file is renamed only within a file system. A
 * note of it is on the disk first, so that the next service removes what a killed one left in a folder of the user's.
 */
export async function noteExport(
  world: ImageWorld,
  file: string,
): Promise<{ temporary: string; end(): Promise<void> }> {
  const id = world.runtime.newId();
  const temporary = `${file}${suffix(id)}`;
  await mkdir(world.exportsFolder, { recursive: true });
  const note = notePath(world, id);
  await writeJson(note, { temporary });
  return {
    temporary,
    async end() {
      await rm(temporary, { force: true });
      await rm(note, { force: true });
    },
  };
}

/** Removes what exports that were cut off left behind. What cannot be removed is logged and tried again next time. */
export async function sweepExports(world: ImageWorld): Promise<void> {
  const names = await readdir(world.exportsFolder).catch(() => []); // none was ever begun
  for (const name of names) {
    const note = join(world.exportsFolder, name);
    const id = name.replace(/\.json$/, '');
    try {
      const temporary = (await readJson(note).catch(() => undefined))?.['temporary']; // damaged: it names nothing
      // Nothing but a file that we named is removed, whatever a note says.
      if (typeof temporary === 'string' && temporary.endsWith(suffix(id))) await rm(temporary, { force: true });
      await rm(note, { force: true });
    } catch (error) {
      world.log.warn('what a cut off export left could not be removed', { note, reason: String(error) });
    }
  }
}

function suffix(id: string): string {
  return `.${id}.tmp`;
}

function notePath(world: ImageWorld, id: string): string {
  return join(world.exportsFolder, `${id}.json`);
}
