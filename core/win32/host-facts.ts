import type { WindowsBuild } from '../base/host-match.ts';
import { hasHresult } from '../base/hresult.ts';
import { settlesWithin } from '../base/wait.ts';
import type { Binding } from './binding.ts';
import {
  CheckTokenMembership,
  CloseServiceHandle,
  OpenSCManagerW,
  OpenServiceW,
  QueryServiceStatus,
  RegGetValueW,
} from './bindings/advapi32.ts';
import { HcsCreateComputeSystem, HcsCreateProcess, HcsGetServiceProperties } from './bindings/computecore.ts';
import { HcnCreateEndpoint, HcnCreateNamespace, HcnCreateNetwork } from './bindings/computenetwork.ts';
import { IsProcessorFeaturePresent } from './bindings/kernel32.ts';
import { NtQuerySystemInformation, RtlGetVersion } from './bindings/ntdll.ts';
import type { OsVersion, Out, ServiceStatus } from './bindings/types.ts';
import { ActivateLayer, CreateSandboxLayer, ImportLayer, PrepareLayer } from './bindings/vmcompute.ts';
import type { ServiceHandle } from './handle.ts';
import type { Native } from './native.ts';
import type { Hns } from './network/hcn-protocol.ts';

/** What a Windows machine says of itself. */
export interface HostFacts {
  version: WindowsBuild;
  /** `ServerDatacenter`, `Professional`. */
  edition?: string;
  isServer: boolean;
  architecture: 'amd64' | 'arm64';
  /** The Host Compute Service, vmcompute. */
  compute: ServiceFact;
  /** The Host Network Service, hns. */
  network: ServiceFact;
  /** The Hyper-V role's own service. */
  hasHyperV: boolean;
  /** A hypervisor runs and lets this machine make partitions: it is not just a guest itself. */
  hasHypervisor: boolean;
  /** What a hypervisor needs of the processor is switched on, or in use already. */
  isVirtualizationOn: boolean;
  isAdministrator: boolean;
  isHyperVAdministrator: boolean;
  /** Functions that its DLLs lack: `HcnCreateNetwork of computenetwork.dll`. */
  missing: { compute: string[]; network: string[]; layers: string[] };
}

export interface ServiceFact {
  /** `disabled`: it cannot be started as it is. A stopped one starts with the first call. */
  state: 'absent' | 'disabled' | 'stopped' | 'running';
  /** Of what it serves, as far as it has told by now. */
  version?: string;
}

/** The functions without which nothing goes. */
const NEEDED: Readonly<Record<keyof HostFacts['missing'], readonly Binding[]>> = {
  compute: [HcsCreateComputeSystem, HcsCreateProcess],
  network: [HcnCreateNetwork, HcnCreateEndpoint, HcnCreateNamespace],
  layers: [ImportLayer, CreateSandboxLayer, ActivateLayer, PrepareLayer],
};

/** The Host Compute Service, the Host Network Service, and Hyper-V's own. */
const SERVICES = ['vmcompute', 'hns', 'vmms'] as const;

/** How long a question to a service may hold the others up. */
const PATIENCE_MS = 30;

/**
 * Asks this machine. What services answer is asked once and kept: their versions do not change while they run, and the
 * first answer of a slow one is not waited for.
 */
export class HostProbe {
  private readonly native: Native;
  private readonly hns: Hns;
  private schemas: Promise<string | undefined> | undefined;
  private hnsVersion: Promise<string | undefined> | undefined;

  constructor(native: Native, hns: Hns) {
    this.native = native;
    this.hns = hns;
  }

  async facts(): Promise<HostFacts> {
    const { native } = this;
    const [version, services] = await Promise.all([this.version(), this.services()]);
    const [revision, edition, schemas, hnsVersion, isAdministrator, isHyperVAdministrator, hasHypervisor] =
      await Promise.all([
        this.registryNumber(CURRENT_VERSION, 'UBR'),
        this.registryText(CURRENT_VERSION, 'EditionID'),
        this.schemaVersions(services.vmcompute),
        this.networkVersion(services.hns),
        this.isMember(ADMINISTRATORS),
        this.isMember(HYPER_V_ADMINISTRATORS),
        this.canMakePartitions(),
      ]);
    return {
      version: {
        major: version.dwMajorVersion,
        minor: version.dwMinorVersion,
        build: version.dwBuildNumber,
        ...(revision === undefined ? {} : { revision }),
      },
      ...(edition === undefined ? {} : { edition }),
      isServer: version.wProductType !== WORKSTATION,
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      compute: answered(services.vmcompute, schemas),
      network: answered(services.hns, hnsVersion),
      hasHyperV: services.vmms !== 'absent' && services.vmms !== 'disabled',
      hasHypervisor,
      isVirtualizationOn: hasHypervisor || (await native.call(IsProcessorFeaturePresent, VIRTUALIZATION_ENABLED)) !== 0,
      isAdministrator,
      isHyperVAdministrator,
      missing: {
        compute: this.missing(NEEDED.compute),
        network: this.missing(NEEDED.network),
        layers: this.missing(NEEDED.layers),
      },
    };
  }

  private async version(): Promise<OsVersion> {
    const version: [OsVersion] = [{ ...NO_VERSION }];
    await this.native.call(RtlGetVersion, version);
    return version[0];
  }

  /** One after the other over one connection: Wine's service manager mixes up those of several threads. */
  private async services(): Promise<Record<(typeof SERVICES)[number], ServiceFact['state']>> {
    const manager = await this.native.call(OpenSCManagerW, null, null, SC_MANAGER_CONNECT);
    try {
      const [vmcompute, hns, vmms] = SERVICES;
      return {
        [vmcompute]: await this.service(manager, vmcompute),
        [hns]: await this.service(manager, hns),
        [vmms]: await this.service(manager, vmms),
      };
    } finally {
      await this.native.call(CloseServiceHandle, manager);
    }
  }

  private async service(manager: ServiceHandle, name: string): Promise<ServiceFact['state']> {
    let service: ServiceHandle;
    try {
      service = await this.native.call(OpenServiceW, manager, name, SERVICE_QUERY_STATUS);
    } catch (error) {
      if (hasHresult(error, SERVICE_DOES_NOT_EXIST)) return 'absent';
      throw error;
    }
    const status: Out<ServiceStatus> = [null];
    try {
      await this.native.call(QueryServiceStatus, service, status);
    } finally {
      await this.native.call(CloseServiceHandle, service);
    }
    if (status[0]?.dwCurrentState === SERVICE_RUNNING) return 'running';
    const start = await this.registryNumber(`SYSTEM\\CurrentControlSet\\Services\\${name}`, 'Start');
    return start === START_DISABLED ? 'disabled' : 'stopped';
  }

  /**
   * A stopped service is not asked: that would start it. For one that is not registered nothing but its answer says
   * that it is there, so the answer is waited for.
   */
  private schemaVersions(state: ServiceFact['state']): Promise<string | undefined> {
    if (state === 'stopped' || state === 'disabled') return Promise.resolve(undefined);
    this.schemas ??= this.askSchemas().catch(() => {
      this.schemas = undefined; // asked again the next time
      return undefined;
    });
    return state === 'absent' ? this.schemas : soon(this.schemas);
  }

  private async askSchemas(): Promise<string | undefined> {
    const result: Out<string> = [null];
    await this.native.call(HcsGetServiceProperties, JSON.stringify({ PropertyTypes: ['Basic'] }), result);
    const answer = JSON.parse(result[0] ?? '{}') as { Properties?: { SupportedSchemaVersions?: unknown[] }[] }; // HCS schema: ServiceProperties
    const versions = (answer.Properties ?? []).flatMap((one) => one?.SupportedSchemaVersions ?? []);
    return `schema ${versions.map(versionText).filter(Boolean).join(', ')}`.trim();
  }

  private networkVersion(state: ServiceFact['state']): Promise<string | undefined> {
    if (state === 'stopped' || state === 'disabled') return Promise.resolve(undefined);
    this.hnsVersion ??= this.hns
      .send({ op: 'version' })
      .then(versionText)
      .catch(() => {
        this.hnsVersion = undefined; // asked again the next time
        return undefined;
      });
    return state === 'absent' ? this.hnsVersion : soon(this.hnsVersion);
  }

  private async registryNumber(key: string, name: string): Promise<number | undefined> {
    const data = await this.registryValue(key, name, RRF_RT_REG_DWORD);
    return data?.readUInt32LE(0);
  }

  private async registryText(key: string, name: string): Promise<string | undefined> {
    const data = await this.registryValue(key, name, RRF_RT_REG_SZ);
    return data?.toString('utf16le').replace(/\0+$/, '') || undefined;
  }

  private async registryValue(key: string, name: string, type: number): Promise<Buffer | undefined> {
    const data = Buffer.alloc(512);
    const size: [number] = [data.length];
    try {
      await this.native.call(RegGetValueW, HKEY_LOCAL_MACHINE, key, name, type, null, data, size);
    } catch (error) {
      if (hasHresult(error, FILE_NOT_FOUND)) return undefined;
      throw error;
    }
    return data.subarray(0, size[0]);
  }

  private async isMember(sid: Buffer): Promise<boolean> {
    const isMember: Out<number> = [null];
    await this.native.call(CheckTokenMembership, null, sid, isMember);
    return isMember[0] === 1;
  }

  /**
   * Bit 0 of EBX of the hypervisor's CPUID leaf 0x40000003 (CreatePartitions): set for the machine that Hyper-V serves,
   * not for its guests. No hypervisor: Windows does not know the class, or all is zero.
   * @see https://learn.microsoft.com/virtualization/hyper-v-on-windows/tlfs/feature-discovery
   */
  private async canMakePartitions(): Promise<boolean> {
    const leaves = Buffer.alloc(HYPERVISOR_DETAIL_BYTES);
    try {
      await this.native.call(NtQuerySystemInformation, SYSTEM_HYPERVISOR_DETAIL, leaves, leaves.length, [null]);
    } catch {
      return false; // a build without this class has no Hyper-V that runs containers either
    }
    return (leaves.readUInt32LE(FEATURES_EBX_OFFSET) & 1) === 1;
  }

  private missing(bindings: readonly Binding[]): string[] {
    return bindings.filter((binding) => !this.native.has(binding)).map(({ name, dll }) => `${name} of ${dll}.dll`);
  }
}

/** An answer proves that the service is there, whatever the list of services says. */
function answered(state: ServiceFact['state'], version: string | undefined): ServiceFact {
  if (version === undefined) return { state };
  return { state: state === 'absent' ? 'running' : state, version };
}

/** The value if it comes soon; a late one is there the next time. */
async function soon(value: Promise<string | undefined>): Promise<string | undefined> {
  return (await settlesWithin(value, PATIENCE_MS)) ? value : undefined;
}

function versionText(version: unknown): string {
  if (typeof version !== 'object' || version === null) return '';
  const { Major, Minor } = version as Record<string, unknown>; // joined as they are
  return Major === undefined ? '' : `${Major}.${Minor ?? 0}`;
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
const WORKSTATION = 1;
const CURRENT_VERSION = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const HKEY_LOCAL_MACHINE = 0xffff_ffff_8000_0002n;
const RRF_RT_REG_SZ = 0x2;
const RRF_RT_REG_DWORD = 0x10;
const START_DISABLED = 4;
const SC_MANAGER_CONNECT = 0x1;
const SERVICE_QUERY_STATUS = 0x4;
const SERVICE_RUNNING = 4;
const SERVICE_DOES_NOT_EXIST = 0x80070424;
const FILE_NOT_FOUND = 0x80070002;
const VIRTUALIZATION_ENABLED = 21;
/** SystemHypervisorDetailInformation: seven CPUID leaves of four words, from 0x40000000 on. */
const SYSTEM_HYPERVISOR_DETAIL = 0x9f;
const HYPERVISOR_DETAIL_BYTES = 7 * 16;
const FEATURES_EBX_OFFSET = 3 * 16 + 4;
/** S-1-5-32-544 and S-1-5-32-578. */
const ADMINISTRATORS = builtinSid(544);
const HYPER_V_ADMINISTRATORS = builtinSid(578);

function builtinSid(relativeId: number): Buffer {
  const sid = Buffer.from([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0, 0, 0, 0]);
  sid.writeUInt32LE(relativeId, 12);
  return sid;
}
