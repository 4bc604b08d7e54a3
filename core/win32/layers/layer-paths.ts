import { join, win32 } from 'node:path';
import { fault } from '../../base/fault.ts';
import { isThere } from '../../base/is-there.ts';

/** The disk of a scratch. */
export const SCRATCH_DISK = 'sandbox.vhdx';
/** What has been claimed for removal. */
export const REMOVING = '-removing';
/** What an import has not finished. */
export const IMPORTING = '.importing-';

/**
 * Checks a path before anything is made or removed there.
 * @throws {RuntimeFault} `InvalidArgument` unless it is `X:\...` (or `\\?\X:\...`) with a folder above it.
 */
export function checkLayerPath(path: string): void {
  const isDrive = /^(?:\\\\\?\\)?[A-Za-z]:\\[^\\]/.test(win32.normalize(path));
  const hasStrange = /[\p{Cc}"<>|*]/u.test(path) || /(?:^|[\\/])\.{1,2}(?:[\\/]|$)/.test(path);
  if (isDrive && !hasStrange) return;
  throw fault('InvalidArgument', `'${path}' cannot hold a layer or scratch: it must be a folder of a local drive.`, {
    target: path,
  });
}

/** @throws {RuntimeFault} `NotFound`. */
export async function checkLayer(folder: string): Promise<void> {
  if (await isThere(join(folder, 'Files'))) return;
  throw fault('NotFound', `There is no layer '${folder}'.`, { target: folder, hint: 'Get-ContainerImage' });
}

/** @throws {RuntimeFault} `NotFound`. */
export async function checkScratch(folder: string): Promise<void> {
  checkLayerPath(folder);
  if (await isThere(join(folder, SCRATCH_DISK))) return;
  throw fault('NotFound', `There is no scratch '${folder}'.`, { target: folder, hint: 'Get-Container' });
}
