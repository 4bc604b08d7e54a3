import { join } from 'node:path';
import { fault } from '../../base/fault.ts';
import { whileLocked } from '../../base/while-locked.ts';
import { GetSystemWindowsDirectoryW } from '../bindings/kernel32.ts';
import type { Native } from '../native.ts';

/** Below the Windows folder: one place for every state root and user of the machine, where only administrators write. */
const FILE = 'HcsContainers.layers.lock';
/** An attach takes 0.1 to 1 s; behind this somebody hangs. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Runs `work` alone on this machine: `PrepareLayer` fails or hangs when two run at once (hcsshim #81, moby #27588). The
 * lock is freed with its holder, however that ends.
 *
 * @throws Timeout when others hold it for five minutes.
 */
export async function aloneOnMachine<T>(native: Native, work: () => Promise<T>): Promise<T> {
  const path = join(windowsFolder(native), FILE);
  return whileLocked(path, work, {
    patienceMs: PATIENCE_MS,
    whenLate: () =>
      fault('Timeout', `Another process has attached a layer for more than ${PATIENCE_MS / 60_000} minutes.`, {
        target: path,
        hint: 'Restart-Service vmcompute',
      }),
  });
}

/** `C:\Windows`. */
function windowsFolder(native: Native): string {
  const buffer = Buffer.alloc(1024);
  const length = native.callNow(GetSystemWindowsDirectoryW, buffer, buffer.length / 2);
  return buffer.toString('utf16le', 0, length * 2);
}
