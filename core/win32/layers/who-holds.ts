import { join } from 'node:path';
import { fault, isFault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import { RmEndSession, RmGetList, RmRegisterResources, RmStartSession } from '../bindings/rstrtmgr.ts';
import type { Out } from '../bindings/types.ts';
import type { Native } from '../native.ts';
import type { LayerParts } from './layer-parts.ts';
import { isThere, SCRATCH_DISK } from './layer-paths.ts';
import type { RemovalWorld } from './remove-layer.ts';

const SHARING_VIOLATION = 0x80070020;
/** Files of a layer or scratch that a virtual disk's user, or a virus scanner, holds. */
const DISKS = [SCRATCH_DISK, 'blank.vhdx', 'blank-base.vhdx'];
/** RM_PROCESS_INFO: 0 process id | 4 start time | 12 name, 256 UTF-16 | 524 service, 64 | 652 type, status, session, restartable. */
const PROCESS_INFO_BYTES = 668;
const MAX_PROCESSES = 16;
const SESSION_KEY_UNITS = 33;

/** What `removeLayer` needs, of the layer host's parts. */
export function removalWorld(parts: LayerParts): RemovalWorld {
  return { native: parts.native, calls: parts.calls, diagnose: (path) => diagnose(parts.native, path) };
}

/** Tells who holds the folder when `work` fails with a sharing violation, in place of the bare code. */
export async function diagnosed<T>(parts: LayerParts, folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFault(error) || !hasHresult(error, SHARING_VIOLATION)) throw error;
    throw fault('Busy', `Cannot use '${folder}': ${await diagnose(parts.native, folder)}.`, {
      target: folder,
      hresult: SHARING_VIOLATION,
      hint: 'Restart-Service vmcompute; or exclude the folder in the virus scanner',
      cause: error,
      ...(error.op === undefined ? {} : { op: error.op }),
    });
  }
}

/** Who holds the disks of a layer or scratch, in words; what else the code can mean, when Windows names nobody. */
export async function diagnose(native: Native, folder: string): Promise<string> {
  const files: string[] = [];
  for (const name of DISKS) if (await isThere(join(folder, name))) files.push(join(folder, name));
  const holders = files.length === 0 ? [] : await holdersOf(native, files).catch(() => []); // it is only a help
  if (holders.length > 0) return `${holders.join(', ')} ${holders.length === 1 ? 'holds' : 'hold'} it`;
  return (
    'it is in use. Windows names no program that holds it: its disk may still be attached, a virus scanner may look at ' +
    'it, or the image is of another build than this host (the same code comes then)'
  );
}

/** `vmwp.exe (process 4711)`, by the Restart Manager. */
async function holdersOf(native: Native, files: readonly string[]): Promise<string[]> {
  const session: Out<number> = [null];
  await native.call(RmStartSession, session, 0, Buffer.alloc(SESSION_KEY_UNITS * 2));
  const [handle] = session;
  if (handle === null) return [];
  try {
    await native.call(RmRegisterResources, handle, files.length, [...files], 0, null, 0, null);
    const needed: Out<number> = [null];
    const count: [number] = [MAX_PROCESSES];
    const found = Buffer.alloc(MAX_PROCESSES * PROCESS_INFO_BYTES);
    await native.call(RmGetList, handle, needed, count, found, [null]);
    return Array.from({ length: count[0] }, (_, index) => {
      const one = found.subarray(index * PROCESS_INFO_BYTES, (index + 1) * PROCESS_INFO_BYTES);
      const [name = ''] = one.toString('utf16le', 12, 524).split('\0');
      return `${name} (process ${one.readUInt32LE(0)})`;
    });
  } finally {
    await native.call(RmEndSession, handle);
  }
}
