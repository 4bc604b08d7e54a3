import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { Limit } from '../host/capabilities.ts';
import { checkSharedFolder } from '../host/check-change.ts';
import { wantedLimits } from '../host/check-limits.ts';
import type { CreateOptions } from '../host/port.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';

/** @throws InvalidArgument unless it is a lower-case GUID: PowerShell's own -ContainerId takes what HCS has as id. */
export function checkSystemId(id: string): void {
  if (!isGuid(id) || id !== id.toLowerCase())
    throw fault('InvalidArgument', `'${id}' is no compute system id: it must be a GUID.`, { target: id });
}

/** What HCS can limit; it counts no threads. */
export const WINDOWS_LIMITS: readonly Limit[] = ['memory', 'processor', 'scratch', 'storage'];

/**
 * What HCS would refuse with a bare 0x80070003, or worse take.
 * @throws InvalidArgument; NotSupported for a limit that HCS has not; NotFound for a layer or a shared folder that is not there.
 */
export async function checkDocument(document: ComputeSystemDocument, options: CreateOptions): Promise<void> {
  const { GuestOs, MappedDirectories = [], Storage } = document.Container;
  const hostName = GuestOs?.HostName;
  if (hostName !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(hostName)) {
    throw fault('InvalidArgument', `'${hostName}' is no computer name.`, { target: hostName });
  }
  if (Storage.Layers.length === 0) throw fault('InvalidArgument', 'A compute system needs at least one layer.');
  wantedLimits(document, options, WINDOWS_LIMITS);
  for (const { Path } of Storage.Layers) {
    const found = await stat(Path).catch(() => undefined);
    if (found?.isDirectory() !== true) {
      throw fault('NotFound', `There is no layer '${Path}'.`, { target: Path, hint: 'Get-ContainerImage' });
    }
  }
  for (const { HostPath, ContainerPath } of MappedDirectories) {
    checkSharedFolder(ContainerPath);
    await checkHostFolder(HostPath);
  }
}

/** @throws InvalidArgument for a path that is not absolute; NotFound unless it is a folder of this machine. */
export async function checkHostFolder(path: string): Promise<void> {
  if (!isAbsolute(path)) throw fault('InvalidArgument', `'${path}' is no absolute path.`, { target: path });
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return;
  throw fault('NotFound', `There is no folder '${path}' on this machine.`, {
    target: path,
    hint: `New-Item -ItemType Directory '${path}'`,
  });
}

/**
 * The `UtilityVM` folder of the first layer that has one: what a Hyper-V container's machine boots from.
 * @throws NotFound for an image without.
 */
export async function findUtilityVm(layerFolders: readonly string[]): Promise<string> {
  for (const folder of layerFolders) {
    const found = join(folder, 'UtilityVM');
    if ((await stat(found).catch(() => undefined))?.isDirectory() === true) return found;
  }
  throw fault('NotFound', 'The image has no utility VM, which Hyper-V isolation needs.', {
    target: layerFolders.at(-1) ?? '',
    hint: 'Use an image that has one, as the Windows base images do, or -Isolation Process',
  });
}
