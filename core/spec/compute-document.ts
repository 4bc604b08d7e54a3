/**
 * The Host Compute System documents that the port speaks: the subset of HCS schema 2 which every host understands.
 * Field names are spelled as on the wire. Absent fields are left out, never empty: HCS refuses empty strings.
 *
 * @see https://learn.microsoft.com/virtualization/api/hcs/schemareference
 */
export interface ComputeSystemDocument {
  /** The tag by which we find our own systems again, and leave other people's alone. */
  Owner: string;
  SchemaVersion: { Major: 2; Minor: number };
  /** False: closing our last handle must not kill a container. */
  ShouldTerminateOnLastHandleClosed: boolean;
  Container: ContainerDocument;
}

export interface ContainerDocument {
  GuestOs?: { HostName?: string };
  Storage: StorageDocument;
  Networking?: { Namespace?: string };
  Memory?: { SizeInMB?: number };
  Processor?: { Count?: number; Maximum?: number; Weight?: number };
}

export interface StorageDocument {
  /** Read-only layers, the immediate parent first, the base operating system last. */
  Layers: LayerReference[];
  /** What `LayerHost.attachScratch` returned. */
  Path: string;
}

export interface LayerReference {
  Id: string;
  /** The layer's folder on this machine. */
  Path: string;
}

/** HCS ProcessParameters, as `HcsCreateProcess` takes them. */
export interface ProcessParameters {
  /** One string, quoted by the rules of CommandLineToArgvW. */
  CommandLine: string;
  WorkingDirectory?: string;
  Environment?: Record<string, string>;
  User?: string;
  CreateStdInPipe?: boolean;
  CreateStdOutPipe?: boolean;
  CreateStdErrPipe?: boolean;
}
