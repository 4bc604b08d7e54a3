import { CloseHandle, CreateFileW, DeviceIoControl } from '../../../core/win32/bindings/kernel32.ts';
import type { Out } from '../../../core/win32/bindings/types.ts';
import type { Native } from '../../../core/win32/native.ts';

/** GetDriveType's. */
export const DRIVE = { none: 1, fixed: 3, remote: 4 } as const;

/** IOCTL_MOUNTMGR_DEFINE_UNIX_DRIVE: include/wine/mountmgr.h, as winecfg asks it. */
const DEFINE_UNIX_DRIVE = 0x6dc080;
const GENERIC_READ_WRITE = 0xc000_0000;
const SHARE_ALL = 7;
const OPEN_EXISTING = 3;
const HEADER_BYTES = 32;

/**
 * Has Wine's mount manager make a drive, or take it away (`DRIVE.none`).
 *
 * @param drive.folder What the drive shows, as Linux names it.
 */
export async function defineDrive(
  native: Native,
  letter: string,
  drive: { type: (typeof DRIVE)[keyof typeof DRIVE]; folder?: string },
): Promise<void> {
  // 0 size | 4 type | 8 fs_type | 12 serial | 16 unix_dev | 24 letter | 26 mount point, 28 device, 30 label: offsets of C strings
  const header = Buffer.alloc(HEADER_BYTES);
  const folder = Buffer.from(drive.folder === undefined ? '' : `${drive.folder}\0`);
  header.writeUInt32LE(HEADER_BYTES + folder.length, 0);
  header.writeUInt32LE(drive.type, 4);
  header.write(letter.toLowerCase(), 24, 'utf16le');
  if (folder.length > 0) header.writeUInt16LE(HEADER_BYTES, 26);
  const request = Buffer.concat([header, folder]);
  const manager = await native.call(
    CreateFileW,
    '\\\\.\\MountPointManager',
    GENERIC_READ_WRITE,
    SHARE_ALL,
    null,
    OPEN_EXISTING,
    0,
    null,
  );
  try {
    const returned: Out<number> = [0];
    await native.call(DeviceIoControl, manager, DEFINE_UNIX_DRIVE, request, request.length, null, 0, returned, null);
  } finally {
    await native.call(CloseHandle, manager);
  }
}

/** As Linux names it: drive Z shows all of that, drive C a folder of the prefix. */
export function linuxPath(path: string): string {
  const below = path.slice(2).replaceAll('\\', '/');
  if (/^z:/i.test(path)) return below;
  const prefix = process.env['WINEPREFIX'];
  if (prefix === undefined) throw new Error('WINEPREFIX is not set: this is for Wine');
  return `${prefix}/drive_c${below}`;
}
