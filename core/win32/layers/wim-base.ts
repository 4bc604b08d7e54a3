import { fault } from '../../base/fault.ts';
import type { BaseImage } from '../../host/port.ts';
import { isThere } from './layer-paths.ts';

/**
 * The base image in a WIM file. The reader of the format is not here yet: it gives the entries.
 *
 * @throws {RuntimeFault} `NotFound` without the file; `NotSupported` until then.
 */
export async function openWimBase(path: string): Promise<BaseImage> {
  if (!(await isThere(path))) throw fault('NotFound', `There is no file '${path}'.`, { target: path });
  throw fault('NotSupported', `Cannot read '${path}': this version makes no base image of a WIM file.`, {
    target: path,
    hint: 'Install-ContainerOSImage -Reference mcr.microsoft.com/windows/servercore:ltsc2022',
  });
}
