import type { Control } from '../../core/host/capabilities.ts';
import type { BaseSource, Host } from '../../core/host/port.ts';
import type { HostStartup } from '../../core/host/startup.ts';

/** What a host brings to the contract suite: a machine of its own to try things on. */
export interface HostFixture {
  /** A temporary folder; everything the suite makes is below it. */
  readonly root: string;
  /**
   * Opens the host over the fixture's state. Called again only after the instance before was closed: then it is what
   * another process would find.
   */
  open(): Promise<Host>;
  /** The folder of an imported base layer, made through `host`. Expensive: made once, shared, never changed. */
  base(host: Host): Promise<string>;
  /** The folders of the layers below `base`, the nearest first; absent where it is one layer. */
  belowBase?(host: Host): Promise<string[]>;
  /** What this host opens a base image from; where it is a file, `{kind: 'host'}` must be NotSupported. */
  readonly baseSource: BaseSource;
  /**
   * The host that sets the stage: makes the shared layers and systems, and cleans up. The host itself, except for a
   * wrapper that is broken on purpose. Default: the given host.
   */
  trusted?(host: Host): Host;
  /** Values made once for all suites that run on this fixture: shared layers, the shared system. */
  readonly stage: Map<string, Promise<unknown>>;
  /** How many bytes of files a mere start and shutdown may leave in a scratch. 0 where a boot writes nothing. */
  readonly bootWritesBytes: number;
  /** Where the registry of the user that programs run as is told; absent where it is among the files. */
  readonly userRegistry?: string;
  /** Whether the hives of a layer may be held while other systems run on it: then they are told as not compared. */
  readonly mayHoldHives?: boolean;
  /** The console signals that programs here can hear. */
  readonly signals: readonly ('CtrlC' | 'CtrlBreak' | 'CtrlShutdown')[];
  /** Controls that the host has and this machine cannot show, with the reason. */
  readonly lacks?: ReadonlyMap<Control, string>;
  /** An adapter that networks may be made on: on a real machine that cuts its own network for a moment. Absent: none. */
  readonly adapter?: string;
  /** The module whose `openOver(root)` opens the host over this fixture's state, for another process; absent: no such case. */
  readonly openModule?: string;
  /** Makes the system end by itself, as a crash of the guest would; absent where the suite cannot. */
  crashSystem?(id: string): Promise<void>;
  /**
   * Takes away what the host keeps of a system, as a lost file would, while no host is open; what it runs on stays.
   * Absent where the suite cannot.
   */
  loseRecord?(id: string): Promise<void>;
  /** How the host would have programs run at the start of a machine that has no means for it. */
  startupWithoutMeans(): HostStartup;
  /** Ends everything, also what the suite forgot, and removes `root`. */
  dispose(): Promise<void>;
}

export type HostFactory = () => Promise<HostFixture>;
