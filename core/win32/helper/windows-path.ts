import { win32 } from 'node:path';
import { fault } from '../../base/fault.ts';

/**
 * The form of an absolute path that takes any length and any name: `\\?\C:\...`. What has the form already stays.
 * @throws {RuntimeFault} `InvalidArgument` for a relative path.
 */
export function extendedPath(path: string): string {
  if (path.startsWith('\\\\?\\')) return path;
  if (!win32.isAbsolute(path)) throw fault('InvalidArgument', `'${path}' is no absolute path.`, { target: path });
  const normal = win32.normalize(path);
  return normal.startsWith('\\\\') ? `\\\\?\\UNC\\${normal.slice(2)}` : `\\\\?\\${normal}`;
}
