import { fault } from '../base/fault.ts';
import { formatWindowsPath, parseWindowsPath } from '../base/windows-path.ts';
import type { SystemChange } from './controls.ts';

/** The least memory that can be asked for. */
const LEAST_MEMORY_BYTES = 1024 * 1024;
/** Of a maximum, in hundredths of a percent, and of a weight. */
const MOST = 10_000;
/** What a terminal's size is kept in: a signed 16-bit number. */
const MOST_CHARACTERS = 32_767;

/** @throws InvalidArgument for what no host could do. Whether the folder is there, the host says. */
export function checkChange(change: SystemChange): void {
  switch (change.kind) {
    case 'memory':
      checkWhole('memory in bytes', change.memoryBytes, LEAST_MEMORY_BYTES);
      break;
    case 'processor':
      checkProcessor(change.limit);
      break;
    case 'addDirectory':
    case 'removeDirectory':
      checkSharedFolder(change.containerPath);
      break;
  }
}

/**
 * Where a folder of the machine can be shown in a container.
 * @throws InvalidArgument unless it is the whole path of a folder below `C:\`.
 */
export function checkSharedFolder(containerPath: string): void {
  const { parts } = parseWindowsPath(containerPath);
  if (parts.length > 0 && formatWindowsPath(parts).toLowerCase() === containerPath.toLowerCase()) return;
  throw fault('InvalidArgument', `No folder can be shown as '${containerPath}' in a container.`, {
    target: containerPath,
    hint: 'Name a folder below its drive: C:\\data',
  });
}

/** @throws InvalidArgument unless both are whole numbers from 1 to 32,767. */
export function checkConsoleSize({ height, width }: { height: number; width: number }): void {
  checkWhole('height of a terminal', height, 1, MOST_CHARACTERS);
  checkWhole('width of a terminal', width, 1, MOST_CHARACTERS);
}

function checkProcessor(limit: Extract<SystemChange, { kind: 'processor' }>['limit']): void {
  if ('count' in limit) checkWhole('processor count', limit.count, 1);
  else if ('maximum' in limit) checkWhole('processor maximum', limit.maximum, 1, MOST);
  else checkWhole('processor weight', limit.weight, 1, MOST);
}

function checkWhole(what: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw fault('InvalidArgument', `The ${what} must be a whole number ${range}, not ${value}.`);
}
