import { fault } from '../../base/fault.ts';
import { notElevated } from '../../base/host-faults.ts';
import { AdjustTokenPrivileges, LookupPrivilegeValueW, OpenProcessToken } from '../bindings/advapi32.ts';
import { CloseHandle } from '../bindings/kernel32.ts';
import type { Luid, Out } from '../bindings/types.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';

/** GetCurrentProcess: a value, not a handle. */
const CURRENT_PROCESS = 0xffff_ffff_ffff_ffffn as KernelHandle;
const ADJUST_AND_QUERY = 0x28;
const ENABLED = 2;

/** Read and write whatever the access control lists say, and set audit rules: what a layer needs, and nobody else here. */
const LAYER_PRIVILEGES = ['SeBackupPrivilege', 'SeRestorePrivilege', 'SeSecurityPrivilege'];

/**
 * Switches them on for this process, all its threads. Only a helper does that.
 * @throws {RuntimeFault} `AccessDenied` when the account does not hold them: it is not an elevated administrator.
 */
export function enableLayerPrivileges(native: Native): void {
  const token: Out<KernelHandle> = [null];
  native.callNow(OpenProcessToken, CURRENT_PROCESS, ADJUST_AND_QUERY, token);
  const [handle] = token;
  if (handle === null) throw fault('Internal', 'OpenProcessToken gave no token.');
  try {
    for (const name of LAYER_PRIVILEGES) enable(native, handle, name);
  } finally {
    native.callNow(CloseHandle, handle);
  }
}

function enable(native: Native, token: KernelHandle, name: string): void {
  const luid: Out<Luid> = [null];
  try {
    native.callNow(LookupPrivilegeValueW, null, name, luid);
    const [Luid] = luid;
    if (Luid === null) throw fault('Internal', `Windows knows no ${name}.`);
    const state = {
      PrivilegeCount: 1 as const,
      Privileges: [{ Luid, Attributes: ENABLED }] as [{ Luid: Luid; Attributes: number }],
    };
    native.callNow(AdjustTokenPrivileges, token, 0, state, 0, null, null);
  } catch (error) {
    throw notElevated(`read and write image layers, which needs the privilege ${name}`, {
      op: 'AdjustTokenPrivileges',
      cause: error,
    });
  }
}
