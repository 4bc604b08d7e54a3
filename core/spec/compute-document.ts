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
  MappedDirectories?: MappedDirectory[];
  RegistryChanges?: { AddValues?: RegistryValue[] };
  /** What `HcsModifyServiceSettings` made for this container's group managed service account. */
  ContainerCredentialGuard?: CredentialGuardState;
  AssignedDevices?: AssignedDevice[];
}

/** A folder of the host that is seen inside. */
export interface MappedDirectory {
  HostPath: string;
  ContainerPath: string;
  ReadOnly?: boolean;
}

export interface RegistryValue {
  Key: { Hive: 'System' | 'Software' | 'Security' | 'Sam'; Name: string; Volatile?: boolean };
  Name: string;
  Type: 'String' | 'DWord';
  StringValue?: string;
  DWordValue?: number;
}

export interface CredentialGuardState {
  Cookie: string;
  RpcEndpoint: string;
  Transport: 'LRPC' | 'HvSocket';
  CredentialSpec: string;
}

export interface AssignedDevice {
  Type: 'ClassGuid' | 'DeviceInstance' | 'GpuMirror';
  InterfaceClassGuid?: string;
  LocationPath?: string;
}

export interface StorageDocument {
  /** Read-only layers, the immediate parent first, the base operating system last. */
  Layers: LayerReference[];
  /** What `LayerHost.attachScratch` returned. */
  Path: string;
  QoS?: StorageQoS;
}

/** At least one of the two; the first that is reached counts. */
export interface StorageQoS {
  /** Reads and writes a second, each of 8 KB or a part of it. */
  IopsMaximum?: number;
  /** Bytes a second. */
  BandwidthMaximum?: number;
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
  /** Without the rights of an administrator, whoever the user is. */
  RestrictedToken?: boolean;
  /** A terminal: one stream, with VT sequences; the standard error stream is part of it. */
  EmulateConsole?: boolean;
  /** Height before width, in characters; with `EmulateConsole` only. */
  ConsoleSize?: [height: number, width: number];
  CreateStdInPipe?: boolean;
  CreateStdOutPipe?: boolean;
  CreateStdErrPipe?: boolean;
}
