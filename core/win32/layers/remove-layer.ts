import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf, type FaultDetails, isFault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { isNotFound } from '../../base/hresult.ts';
import { isThere } from '../../base/is-there.ts';
import { CloseHandle, MoveFileExW } from '../bindings/kernel32.ts';
import type { Out } from '../bindings/types.ts';
import { DetachVirtualDisk, OpenVirtualDisk } from '../bindings/virtdisk.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';
import type { LayerCalls } from './layer-calls.ts';
import { REMOVING, SCRATCH_DISK } from './layer-paths.ts';

const NO_GUID = { Data1: 0, Data2: 0, Data3: 0, Data4: [0, 0, 0, 0, 0, 0, 0, 0] };
/** OPEN_VIRTUAL_DISK_FLAG_CACHED_IO, ..._IGNORE_RELATIVE_PARENT_LOCATOR. */
const OPEN_FLAGS = 0x88;
const AT_NEXT_START = 4;
const TRIES = 5;
const PAUSE_MS = 100;

/** What removing needs. */
export interface RemovalWorld {
  native: Native;
  calls: LayerCalls;
  /** The fault for a folder that somebody holds: tells who. */
  heldFault(what: string, path: string, context: Pick<FaultDetails, 'cause'>): Promise<RuntimeFault>;
}

/**
 * Removes a layer or scratch: renamed first, so that half of it is never taken for a whole one. What a killed process
 * left attached is let go of. Never a plain recursive delete: there are reparse points and access lists in it.
 *
 * @throws Busy, with who holds it, when it cannot be renamed; then nothing has changed. What was renamed and resists is
 *   left to the next start of Windows.
 */
export async function removeLayer(world: RemovalWorld, folder: string): Promise<void> {
  if (!(await isThere(folder))) return;
  const claimed = folder.endsWith(REMOVING) ? folder : await claim(world, folder);
  try {
    await destroy(world, claimed);
  } catch (error) {
    await removeAtNextStart(world.native, claimed);
    throw error;
  }
}

async function claim(world: RemovalWorld, folder: string): Promise<string> {
  const claimed = `${folder}${REMOVING}`;
  if (await isThere(claimed)) await destroy(world, claimed);
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(folder, claimed);
      return claimed;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return claimed;
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw toFault(error, 'remove', folder);
      if (attempt === TRIES) {
        throw await world.heldFault('remove the layer', folder, { cause: error });
      }
    }
    await letGo(world, folder);
    await delay(PAUSE_MS);
  }
}

async function destroy({ calls }: RemovalWorld, claimed: string): Promise<void> {
  try {
    await calls.destroy(claimed);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  // What is no layer to Windows, such as an import that broke off, is a folder of ours.
  await rm(claimed, { recursive: true, force: true });
}

/** Takes the filter and the disk off, by the layer functions or, where they refuse, by the disk's own. */
async function letGo({ native, calls }: RemovalWorld, folder: string): Promise<void> {
  try {
    await calls.detach(folder);
  } catch (error) {
    if (!isFault(error)) throw error;
    await detachDisk(native, join(folder, SCRATCH_DISK)).catch(() => {}); // not attached: then it is held by somebody else
  }
}

async function detachDisk(native: Native, path: string): Promise<void> {
  const out: Out<KernelHandle> = [null];
  const type = { DeviceId: 0, VendorId: NO_GUID };
  const parameters = { Version: 2 as const, Version2: { GetInfoOnly: 0, ReadOnly: 0, ResiliencyGuid: NO_GUID } };
  await native.call(OpenVirtualDisk, type, path, 0, OPEN_FLAGS, parameters, out);
  const [disk] = out;
  if (disk === null) return;
  try {
    await native.call(DetachVirtualDisk, disk, 0, 0);
  } finally {
    await native.call(CloseHandle, disk);
  }
}

/** The last resort: the folder itself, which goes when it is empty by then. */
async function removeAtNextStart(native: Native, path: string): Promise<void> {
  await native.call(MoveFileExW, path, null, AT_NEXT_START).catch(() => {}); // the failure that is told is the first one
}

/** Makes a folder that is not there. @throws AlreadyExists. */
export async function makeNewFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    throw toFault(error, 'make', path);
  }
}
