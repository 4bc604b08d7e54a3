import { isFault } from '../base/fault.ts';
import type { WindowsBuild } from '../base/host-match.ts';
import { settlesWithin } from '../base/wait.ts';
import type { Binding } from './binding.ts';
import { HcsCreateComputeSystem, HcsCreateProcess, HcsGetServiceProperties } from './bindings/computecore.ts';
import { HcnCreateEndpoint, HcnCreateNamespace, HcnCreateNetwork } from './bindings/computenetwork.ts';
import { GetActiveProcessorCount, IsProcessorFeaturePresent } from './bindings/kernel32.ts';
import type { Out } from './bindings/types.ts';
import { ActivateLayer, CreateSandboxLayer, ImportLayer, PrepareLayer } from './bindings/vmcompute.ts';
import {
  ADMINISTRATORS,
  canMakePartitions,
  HYPER_V_ADMINISTRATORS,
  isMember,
  readNumber,
  readServices,
  readText,
  readVersion,
  type ServiceState,
} from './machine.ts';
import type { Native } from './native.ts';
import type { Hns } from './network/hcn-protocol.ts';

/** What a Windows machine says of itself. */
export interface HostFacts {
  version: WindowsBuild;
  /** `ServerDatacenter`, `Professional`. */
  edition?: string;
  isServer: boolean;
  architecture: 'amd64' | 'arm64';
  /** Of the machine: Windows starts containers, not we, and our own affinity and group (of 64) bind none of them. */
  processorCount: number;
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
  state: ServiceState;
  /** Of what it serves, as far as it has told by now. */
  version?: string;
}

/** The functions without which nothing goes. */
const NEEDED: Readonly<Record<keyof HostFacts['missing'], readonly Binding[]>> = {
  compute: [HcsCreateComputeSystem, HcsCreateProcess],
  network: [HcnCreateNetwork, HcnCreateEndpoint, HcnCreateNamespace],
  layers: [ImportLayer, CreateSandboxLayer, ActivateLayer, PrepareLayer],
};

/** How long a question to a service may hold the others up. */
const PATIENCE_MS = 30;

/**
 * Asks this machine. What services answer is asked once and kept: their versions do not change while they run, and the
 * first answer of a slow one is not waited for.
 */
export class HostProbe {
  private readonly native: Native;
  private readonly hns: Hns;
  private schemas: Asked | undefined;
  private hnsVersion: Asked | undefined;
  private asking: Promise<HostFacts> | undefined;

  constructor(native: Native, hns: Hns) {
    this.native = native;
    this.hns = hns;
  }

  /** Asks; who asks meanwhile gets the same answer (Wine's service manager mixes up two that ask at once). */
  facts(): Promise<HostFacts> {
    this.asking ??= this.factsNow().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async factsNow(): Promise<HostFacts> {
    const { native } = this;
    const [version, services] = await Promise.all([readVersion(native), readServices(native)]);
    const [revision, edition, schemas, hnsVersion, isAdministrator, isHyperVAdministrator, hasHypervisor] =
      await Promise.all([
        readNumber(native, CURRENT_VERSION, 'UBR'),
        readText(native, CURRENT_VERSION, 'EditionID'),
        this.schemaVersions(services.vmcompute),
        this.networkVersion(services.hns),
        isMember(native, ADMINISTRATORS),
        isMember(native, HYPER_V_ADMINISTRATORS),
        canMakePartitions(native),
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
      processorCount: await native.call(GetActiveProcessorCount, ALL_PROCESSOR_GROUPS),
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

  private schemaVersions(state: ServiceState): Promise<string | undefined> {
    this.schemas = askedIn(state, this.schemas, () => this.askSchemas());
    return inTime(this.schemas);
  }

  private networkVersion(state: ServiceState): Promise<string | undefined> {
    this.hnsVersion = askedIn(state, this.hnsVersion, () => this.hns.send({ op: 'version' }).then(versionText));
    return inTime(this.hnsVersion);
  }

  private async askSchemas(): Promise<string | undefined> {
    const result: Out<string> = [null];
    await this.native.call(HcsGetServiceProperties, JSON.stringify({ PropertyTypes: ['Basic'] }), result);
    const answer = JSON.parse(result[0] ?? '{}') as { Properties?: { SupportedSchemaVersions?: unknown[] }[] }; // HCS schema: ServiceProperties
    const versions = (answer.Properties ?? []).flatMap((one) => one?.SupportedSchemaVersions ?? []);
    return `schema ${versions.map(versionText).filter(Boolean).join(', ')}`.trim();
  }

  private missing(bindings: readonly Binding[]): string[] {
    return bindings.filter((binding) => !this.native.has(binding)).map(({ name, dll }) => `${name} of ${dll}.dll`);
  }
}

/** An answer proves that the service is there, whatever the list of services says. */
function answered(state: ServiceState, version: string | undefined): ServiceFact {
  if (version === undefined) return { state };
  return { state: state === 'absent' ? 'running' : state, version };
}

/** A service's answer, in the state that it was asked in. */
interface Asked {
  state: ServiceState;
  /** Undefined where it did not answer. */
  answer: Promise<string | undefined>;
  /** Nothing is settled by it: asked again the next time. */
  isOpen: boolean;
}

/**
 * The answer of before while nothing has changed. A stopped service is not asked: that would start it. One that did not
 * answer is asked again, unless it is not registered either: then it is not there.
 */
function askedIn(state: ServiceState, before: Asked | undefined, ask: () => Promise<string | undefined>): Asked {
  if (before?.state === state && !before.isOpen) return before;
  const asked: Asked = { state, isOpen: false, answer: Promise.resolve(undefined) };
  if (state === 'stopped' || state === 'disabled') return asked;
  asked.answer = ask().catch((error: unknown) => {
    asked.isOpen = state !== 'absent' || isFault(error, 'Timeout') || isFault(error, 'ConnectionFailed');
    return undefined;
  });
  return asked;
}

/** The answer if it comes soon; a late one is there the next time. That an unregistered service is there, only it says. */
async function inTime({ state, answer }: Asked): Promise<string | undefined> {
  return state === 'absent' || (await settlesWithin(answer, PATIENCE_MS)) ? answer : undefined;
}

function versionText(version: unknown): string {
  if (typeof version !== 'object' || version === null) return '';
  const { Major, Minor } = version as Record<string, unknown>; // joined as they are
  return Major === undefined ? '' : `${Major}.${Minor ?? 0}`;
}

const WORKSTATION = 1;
const CURRENT_VERSION = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** ALL_PROCESSOR_GROUPS. */
const ALL_PROCESSOR_GROUPS = 0xffff;
/** PF_VIRT_FIRMWARE_ENABLED. */
const VIRTUALIZATION_ENABLED = 21;
