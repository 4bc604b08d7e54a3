import { hasHresult } from '../base/hresult.ts';
import {
  CheckTokenMembership,
  CloseServiceHandle,
  OpenSCManagerW,
  OpenServiceW,
  QueryServiceStatus,
  RegGetValueW,
} from './bindings/advapi32.ts';
import { NtQuerySystemInformation, RtlGetVersion } from './bindings/ntdll.ts';
import type { OsVersion, Out, ServiceStatus } from './bindings/types.ts';
import type { ServiceHandle } from './handle.ts';
import type { Native } from './native.ts';

/** `disabled`: it cannot be started as it is. A stopped one starts with the first call. */
export type ServiceState = 'absent' | 'disabled' | 'stopped' | 'running';

/** The Host Compute Service, the Host Network Service, and Hyper-V's own. */
export type ServiceStates = Readonly<Record<'vmcompute' | 'hns' | 'vmms', ServiceState>>;

/** The true version, whatever the program's manifest says. */
export async function readVersion(native: Native): Promise<OsVersion> {
  const version: [OsVersion] = [{ ...NO_VERSION }];
  await native.call(RtlGetVersion, version);
  return version[0];
}

/** One after the other over one connection: Wine's service manager mixes up those of several threads. */
export async function readServices(native: Native): Promise<ServiceStates> {
  const manager = await native.call(OpenSCManagerW, null, null, SC_MANAGER_CONNECT);
  try {
    return {
      vmcompute: await readService(native, manager, 'vmcompute'),
      hns: await readService(native, manager, 'hns'),
      vmms: await readService(native, manager, 'vmms'),
    };
  } finally {
    await native.call(CloseServiceHandle, manager);
  }
}

async function readService(native: Native, manager: ServiceHandle, name: string): Promise<ServiceState> {
  let service: ServiceHandle;
  try {
    service = await native.call(OpenServiceW, manager, name, SERVICE_QUERY_STATUS);
  } catch (error) {
    if (hasHresult(error, SERVICE_DOES_NOT_EXIST)) return 'absent';
    throw error;
  }
  const status: Out<ServiceStatus> = [null];
  try {
    await native.call(QueryServiceStatus, service, status);
  } finally {
    await native.call(CloseServiceHandle, service);
  }
  if (status[0]?.dwCurrentState === SERVICE_RUNNING) return 'running';
  const start = await readNumber(native, `SYSTEM\\CurrentControlSet\\Services\\${name}`, 'Start');
  return start === START_DISABLED ? 'disabled' : 'stopped';
}

export async function readNumber(native: Native, key: string, name: string): Promise<number | undefined> {
  const data = await registryValue(native, key, name, RRF_RT_REG_DWORD);
  return data?.readUInt32LE(0);
}

export async function readText(native: Native, key: string, name: string): Promise<string | undefined> {
  const data = await registryValue(native, key, name, RRF_RT_REG_SZ);
  return data?.toString('utf16le').replace(/\0+$/, '') || undefined;
}

async function registryValue(native: Native, key: string, name: string, type: number): Promise<Buffer | undefined> {
  const data = Buffer.alloc(512);
  const size: [number] = [data.length];
  try {
    await native.call(RegGetValueW, HKEY_LOCAL_MACHINE, key, name, type, null, data, size);
  } catch (error) {
    if (hasHresult(error, FILE_NOT_FOUND)) return undefined;
    throw error;
  }
  return data.subarray(0, size[0]);
}

export async function isMember(native: Native, sid: Buffer): Promise<boolean> {
  const isMember: Out<number> = [null];
  await native.call(CheckTokenMembership, null, sid, isMember);
  return isMember[0] === 1;
}

/**
 * Bit 0 of EBX of the hypervisor's CPUID leaf 0x40000003 (CreatePartitions): set for the machine that Hyper-V serves,
 * not for its guests. No hypervisor: Windows does not know the class, or all is zero.
 * @see https://learn.microsoft.com/virtualization/hyper-v-on-windows/tlfs/feature-discovery
 */
export async function canMakePartitions(native: Native): Promise<boolean> {
  const leaves = Buffer.alloc(HYPERVISOR_DETAIL_BYTES);
  try {
    await native.call(NtQuerySystemInformation, SYSTEM_HYPERVISOR_DETAIL, leaves, leaves.length, [null]);
  } catch {
    return false; // a build without this class has no Hyper-V that runs containers either
  }
  return (leaves.readUInt32LE(FEATURES_EBX_OFFSET) & 1) === 1;
}

const NO_VERSION: OsVersion = {
  dwOSVersionInfoSize: 284,
  dwMajorVersion: 0,
  dwMinorVersion: 0,
  dwBuildNumber: 0,
  dwPlatformId: 0,
  szCSDVersion: Array.from({ length: 128 }, () => 0),
  wServicePackMajor: 0,
  wServicePackMinor: 0,
  wSuiteMask: 0,
  wProductType: 0,
  wReserved: 0,
};
const HKEY_LOCAL_MACHINE = 0xffff_ffff_8000_0002n;
const RRF_RT_REG_SZ = 0x2;
const RRF_RT_REG_DWORD = 0x10;
const START_DISABLED = 4;
const SC_MANAGER_CONNECT = 0x1;
const SERVICE_QUERY_STATUS = 0x4;
const SERVICE_RUNNING = 4;
const SERVICE_DOES_NOT_EXIST = 0x80070424;
const FILE_NOT_FOUND = 0x80070002;
/** SystemHypervisorDetailInformation: seven CPUID leaves of four words, from 0x40000000 on. */
const SYSTEM_HYPERVISOR_DETAIL = 0x9f;
const HYPERVISOR_DETAIL_BYTES = 7 * 16;
const FEATURES_EBX_OFFSET = 3 * 16 + 4;
/** S-1-5-32-544. */
export const ADMINISTRATORS = builtinSid(544);
/** S-1-5-32-578. */
export const HYPER_V_ADMINISTRATORS = builtinSid(578);

function builtinSid(relativeId: number): Buffer {
  const sid = Buffer.from([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0, 0, 0, 0]);
  sid.writeUInt32LE(relativeId, 12);
  return sid;
}
