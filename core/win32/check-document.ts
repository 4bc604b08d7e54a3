import { stat } from 'node:fs/promises';
import { fault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';

/** @throws InvalidArgument unless it is a lower-case GUID: PowerShell's own -ContainerId takes what HCS has as id. */
export function checkSystemId(id: string): void {
  if (!isGuid(id) || id !== id.toLowerCase())
    throw fault('InvalidArgument', `'${id}' is no compute system id: it must be a GUID.`, { target: id });
}

/**
 * What HCS would refuse with a bare 0x80070003, or worse take.
 * @throws InvalidArgument; NotFound for a layer that is not there.
 */
export async function checkDocument(document: ComputeSystemDocument): Promise<void> {
  const { GuestOs, Processor, Storage } = document.Container;
  const hostName = GuestOs?.HostName;
  if (hostName !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(hostName)) {
    throw fault('InvalidArgument', `'${hostName}' is no computer name.`, { target: hostName });
  }
  if (Storage.Layers.length === 0) throw fault('InvalidArgument', 'A compute system needs at least one layer.');
  if (Processor !== undefined && Object.keys(Processor).length > 1) {
    throw fault('InvalidArgument', 'Of a processor count, a maximum and a weight only one can be set.');
  }
  for (const { Path } of Storage.Layers) {
    const found = await stat(Path).catch(() => undefined);
    if (found?.isDirectory() !== true) {
      throw fault('NotFound', `There is no layer '${Path}'.`, { target: Path, hint: 'Get-ContainerImage' });
    }
  }
}
