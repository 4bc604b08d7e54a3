import { join } from 'node:path';
import { Failure, HR } from './failure.ts';

/** Where a Windows path of the prefix is on this machine: `Z:\` is `/`, `C:\` the prefix's drive_c. */
export class Paths {
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  toLinux(windowsPath: string): string {
    const plain = windowsPath.replace(/^\\\\[?.]\\/, '');
    const match = /^([A-Za-z]):(?:[\\/](.*))?$/s.exec(plain);
    if (match === null) throw new Failure(HR.pathNotFound, `'${windowsPath}' is no path on a drive.`);
    const [, drive = '', rest = ''] = match;
    const parts = rest.split(/[\\/]/).filter((part) => part !== '');
    if (parts.includes('..')) throw new Failure(HR.invalidParameter, `'${windowsPath}' holds '..'.`);
    switch (drive.toUpperCase()) {
      case 'Z':
        return join('/', ...parts);
      case 'C':
        return join(this.prefix, 'drive_c', ...parts);
      default:
        throw new Failure(HR.pathNotFound, `There is no drive ${drive}: here.`);
    }
  }
}

/** The last part of a Windows path. */
export function baseName(windowsPath: string): string {
  return (
    windowsPath
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? ''
  );
}
