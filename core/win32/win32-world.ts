import type { Log, Runtime } from '../base/runtime.ts';
import type { Isolation } from '../host/capabilities.ts';
import type { GuestNetwork } from './hyperv/guest-network.ts';
import type { Native } from './native.ts';

/** A scratch that is attached: its volume is mounted, the layer filter is on it; or a virtual machine mounts it. */
export interface Attachment {
  /** The scratch's folder. */
  scratch: string;
  /** Parent folders, immediate parent first. */
  parents: string[];
  /** What `Storage.Path` takes: the volume with a trailing backslash, or the scratch's folder where a virtual machine mounts it. */
  volumePath: string;
  /** It is for a virtual machine: this machine has not mounted it. */
  isForMachine?: boolean;
  /** The system that was created on it. */
  systemId?: string;
}

/** Which scratches are attached, and what runs on them: files below the state folder, so that any process knows. */
export interface Attachments {
  byScratch(folder: string): Promise<Attachment | undefined>;
  byVolume(volumePath: string): Promise<Attachment | undefined>;
  list(): Promise<Attachment[]>;
  /**
   * Ties the scratch to a system; of several at once, in any processes, one gets it.
   * @returns whether it does now and did not before.
   * @throws NotFound unless attached; Busy when it belongs to another system.
   */
  claim(scratch: string, systemId: string): Promise<boolean>;
  /** The system is gone. */
  release(systemId: string): Promise<void>;
}

/** What layers and network ask of compute. */
export interface LiveSystems {
  /** Whether the system runs now. */
  isRunning(systemId: string): Promise<boolean>;
  /** The running system whose document names this namespace. */
  usingNamespace(namespaceId: string): Promise<string | undefined>;
  /** @throws NotFound. */
  isolationOf(systemId: string): Promise<Isolation>;
}

/** What compute asks of the network. */
export interface KnownNamespaces {
  /** @throws NotFound unless the namespace exists. */
  check(namespaceId: string): Promise<void>;
  /** The HNS endpoints in it: schema 1 documents know no namespaces. @throws NotFound unless it exists. */
  endpointIds(namespaceId: string): Promise<string[]>;
  /** The namespace and its endpoints as HNS describes them, for a guest. @throws NotFound unless it exists. */
  describeForGuest(namespaceId: string): Promise<GuestNetwork>;
}

/** What compute asks of layers: the id the filter knows a layer folder by (`NameToGuid` of its last part). */
export interface LayerIds {
  idOf(layerFolder: string): Promise<string>;
}

/** What the parts of the Windows host share. Each field has one owner; `host.ts` ties them together. */
export interface Win32World {
  /** Everything this host keeps: `<state>\systems`, `\attachments`, `\namespaces`, `\keeper`. */
  stateFolder: string;
  runtime: Runtime;
  log: Log;
  native: Native;
  /** The file behind each DLL name, for processes that are started (keeper, helper): they open their own `Native`. */
  dlls: Readonly<Record<string, string>>;
  /**
   * Where the programs of the keeper and the helpers are: `win32-keeper.mjs`, `helper.mjs` and `hcn-helper.mjs` when
   * bundled, in development `keeper/main.ts`, `helper/main.ts` and `network/hcn-helper-main.ts`.
   */
  programsFolder: string;
  attachments: Attachments;
  systems: LiveSystems;
  namespaces: KnownNamespaces;
  layerIds: LayerIds;
}
