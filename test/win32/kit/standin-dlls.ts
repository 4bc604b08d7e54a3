import { win32 } from 'node:path';
import { standinFolder } from './standin.ts';

/** The stand-in behind each DLL name: `backup.dll` has the few functions of kernel32 that Wine lacks. */
const FILES = {
  computecore: 'computecore.dll',
  computenetwork: 'computenetwork.dll',
  computestorage: 'computestorage.dll',
  vmcompute: 'vmcompute.dll',
  virtdisk: 'virtdisk.dll',
  kernel32: 'backup.dll',
} as const;

/** All stand-ins, as `openWin32Host` takes them. */
export function standinDlls(): Record<string, string> {
  return Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, win32.join(standinFolder(), file)]));
}
