import { join } from 'node:path';
import { type FaultDetails, fault, isFault, type RuntimeFault } from '../../base/fault.ts';
import { heldByAntivirus, layerInUse } from '../../base/host-faults.ts';
import { hasHresult } from '../../base/hresult.ts';
import { isThere } from '../../base/is-there.ts';
import { RmEndSession, RmGetList, RmRegisterResources, RmStartSession } from '../bindings/rstrtmgr.ts';
import type { Out } from '../bindings/types.ts';
import type { Native } from '../native.ts';
import type { LayerParts } from './layer-parts.ts';
import { SCRATCH_DISK } from './layer-paths.ts';
import type { RemovalWorld } from './remove-layer.ts';

const SHARING_VIOLATION = 0x80070020;
/** Files of a layer or scratch that a virtual disk's user, or a virus scanner, holds. */
const DISKS = [SCRATCH_DISK, 'blank.vhdx', 'blank-base.vhdx'];
/** RM_PROCESS_INFO: 0 process id | 4 start time | 12 name, 256 UTF-16 | 524 service, 64 | 652 type, status, session, restartable. */
const PROCESS_INFO_BYTES = 668;
const MAX_PROCESSES = 16;
const SESSION_KEY_UNITS = 33;

/** A program that has a file of the layer open. */
interface Holder {
  /** What Windows calls it: `vmwp.exe`, `Microsoft Defender Antivirus Service`. */
  name: string;
  processId: number;
  /** The service that it is, else empty: `WinDefend`. */
  service: string;
}

/** Security programs, by the names that Windows gives for them and for their services. */
const SECURITY =
  /defend|antivir|antimalware|msmpeng|endpoint (?:protection|security)|symantec|norton|mcafee|trellix|sophos|crowdstrike|csfalcon|trend ?micro|kaspersky|\beset\b|ekrn|bitdefender|sentinel(?:one|agent)|carbon ?black|cylance|cortex xdr|avast|\bavg\b|malwarebytes|f-?secure|withsecure|webroot/i;

/** What `removeLayer` needs, of the layer host's parts. */
export function removalWorld(parts: LayerParts): RemovalWorld {
  return {
    native: parts.native,
    calls: parts.calls,
    heldFault: (what, path, context) => heldFault(parts.native, what, path, context),
  };
}

/** Tells who holds the folder when `work` fails with a sharing violation, in place of the bare code. */
export async function diagnosed<T>(parts: LayerParts, folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFault(error) || !hasHresult(error, SHARING_VIOLATION)) throw error;
    const op = error.op === undefined ? {} : { op: error.op };
    throw await heldFault(parts.native, 'use the layer', folder, { hresult: SHARING_VIOLATION, cause: error, ...op });
  }
}

/**
 * The fault for a layer or scratch whose disk somebody holds, with who it is, as far as Windows tells.
 * @param what The words after "Cannot": `use the layer`.
 */
export async function heldFault(
  native: Native,
  what: string,
  folder: string,
  context: Pick<FaultDetails, 'op' | 'hresult' | 'cause'>,
): Promise<RuntimeFault> {
  const files: string[] = [];
  for (const name of DISKS) if (await isThere(join(folder, name))) files.push(join(folder, name));
  const holders = files.length === 0 ? [] : await holdersOf(native, files).catch(() => []); // it is only a help
  const scanner = holders.find(({ name, service }) => SECURITY.test(name) || SECURITY.test(service));
  if (scanner !== undefined) return heldByAntivirus(what, folder, shown(scanner), context);
  if (holders.length > 0) return layerInUse(what, folder, holders.map(shown), context);
  return fault(
    'Busy',
    `Cannot ${what}: '${folder}' is in use. Windows names no program that holds it: its disk may still be attached, a ` +
      'virus scanner may look at it, or the image is of another build than this host (the same code comes then).',
    {
      ...context,
      target: folder,
      hint: "Test-ContainerHost; Restart-Service vmcompute; or exclude the state folder from scans (Defender: Add-MpPreference -ExclusionPath '<state folder>')",
    },
  );
}

function shown({ name, processId }: Holder): string {
  return `${name} (process ${processId})`;
}

/** By the Restart Manager. */
async function holdersOf(native: Native, files: readonly string[]): Promise<Holder[]> {
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
      const text = (from: number, to: number): string => one.toString('utf16le', from, to).split('\0')[0] ?? '';
      return { name: text(12, 524), processId: one.readUInt32LE(0), service: text(524, 652) };
    });
  } finally {
    await native.call(RmEndSession, handle);
  }
}
