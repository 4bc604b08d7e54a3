/**
 * The host port: what the core asks of an operating system that runs Windows containers.
 *
 * Drawn for HCS, HCN and the layer storage API first; `docs/decisions/0002-the-host-port.md` has the table of each
 * method against the calls that serve it. Every promise of its parts is a case in `test/contract/host.suite.ts`.
 *
 * All faults are `RuntimeFault`; no method leaves half of its work behind when it fails.
 */
import type { HostCapabilities } from './capabilities.ts';
import type { ComputeHost } from './compute.ts';
import type { SystemControls } from './controls.ts';
import type { KeySeal } from './key-seal.ts';
import type { LayerHost } from './layers.ts';
import type { NetworkHost } from './network.ts';
import type { HostPreparation } from './preparation.ts';
import type { ShellHost } from './shells.ts';

export type {
  ComputeHost,
  ConsoleSignal,
  CreateOptions,
  ExitType,
  HostEvent,
  HostProcess,
  LimitsReached,
  LogOutput,
  ProcessOutput,
  SystemProperties,
  SystemStartOptions,
  SystemState,
} from './compute.ts';
export type { BaseImage, BaseSource, LayerHost } from './layers.ts';
export type { NetworkHost, NetworkNamespace, PortMapping } from './network.ts';

export interface Host {
  readonly compute: ComputeHost;
  readonly layers: LayerHost;
  readonly network: NetworkHost;
  readonly preparation: HostPreparation;
  readonly controls: SystemControls;
  /** Absent where PowerShell is a program of the container as others are: `programShells`. */
  readonly shells?: ShellHost;
  /** Absent where the machine has none: files are as safe as their modes make them. */
  readonly keySeal?: KeySeal;
  /** What this machine can and cannot do, as data. Asks the machine each time; cheap (under 50 ms). */
  capabilities(): Promise<HostCapabilities>;
  /** Lets go of what this process holds (watches, sockets). Containers, their output and exit codes go on. Idempotent. */
  close(): Promise<void>;
}
