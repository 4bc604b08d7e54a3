import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, fault, toFault } from '../base/fault.ts';
import type { Image } from './image.ts';
import { fullName } from './image-name.ts';

/** @throws {RuntimeFault} `AlreadyExists` unless it is to be overwritten; `NotFound` without its folder. */
export async function checkExportTarget(file: string, { overwrite }: { overwrite: boolean }): Promise<void> {
  if (!overwrite) await refuseThere(file);
  if (await isFolder(dirname(file))) return;
  throw fault('NotFound', `Cannot export to '${file}': there is no folder '${dirname(file)}'.`, {
    target: file,
    hint: `New-Item -ItemType Directory '${dirname(file)}'`,
  });
}

/** @throws {RuntimeFault} `AlreadyExists`. */
export async function refuseThere(file: string): Promise<void> {
  if ((await statOrNothing(file)) === undefined) return;
  throw fault('AlreadyExists', `Cannot export to '${file}': it exists already.`, {
    target: file,
    hint: 'Give -Force to overwrite it, or another -Path',
  });
}

/** What the archive of one image is called in a folder. */
export function archiveIn(folder: string, image: Image): string {
  return join(folder, `${fullName(image)}.tar`);
}

/** Whether it is a folder that is there. */
export async function isFolder(path: string): Promise<boolean> {
  return (await statOrNothing(path))?.isDirectory() === true;
}

async function statOrNothing(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw toFault(error, 'export to', path);
  }
}
