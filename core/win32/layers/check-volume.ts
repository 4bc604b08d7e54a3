import { dirname } from 'node:path';
import { unsuitableVolume } from '../../base/host-faults.ts';
import { GetDriveTypeW, GetVolumeInformationW, GetVolumePathNameW } from '../bindings/kernel32.ts';
import type { Native } from '../native.ts';

const DRIVE_REMOTE = 4;

/**
 * Checks that layers can be where `folder` will be: the filter and the virtual disks need a local NTFS volume.
 * @throws {RuntimeFault} `NotSupported`, naming the volume and its file system.
 */
export async function checkVolume(native: Native, folder: string): Promise<void> {
  const root = Buffer.alloc(1024);
  await native.call(GetVolumePathNameW, dirname(folder), root, root.length / 2);
  const volume = textOf(root);
  if (native.callNow(GetDriveTypeW, volume) === DRIVE_REMOTE) {
    throw unsuitableVolume('keep image layers', folder, `a network drive (${volume})`);
  }
  const name = Buffer.alloc(128);
  await native.call(GetVolumeInformationW, volume, null, 0, [null], [null], [null], name, name.length / 2);
  const fileSystem = textOf(name);
  if (fileSystem.toUpperCase() === 'NTFS') return;
  throw unsuitableVolume('keep image layers', folder, `${articleOf(fileSystem)} ${fileSystem} volume (${volume})`);
}

function textOf(buffer: Buffer): string {
  const [text = ''] = buffer.toString('utf16le').split('\0');
  return text;
}

function articleOf(name: string): string {
  return /^[aeiou]/i.test(name) ? 'an' : 'a';
}
