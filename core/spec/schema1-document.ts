/**
 * The container document of schema 1, which HCS still takes: with `HvPartition` it makes the utility VM, mounts the
 * scratch in it and wires the endpoints by itself. Field names are spelled as on the wire; absent fields are left out.
 */
export interface Schema1Document {
  SystemType: 'Container';
  /** The system's id. */
  Name: string;
  Owner: string;
  IgnoreFlushesDuringBoot: boolean;
  /** The scratch's folder, with its `sandbox.vhdx`. */
  LayerFolderPath: string;
  /** The immediate parent first, the base last. */
  Layers: { ID: string; Path: string }[];
  HostName?: string;
  MappedDirectories?: { HostPath: string; ContainerPath: string; ReadOnly: boolean }[];
  HvPartition: true;
  /** `<layer>\UtilityVM` of the first layer that has one. */
  HvRuntime: { ImagePath: string };
  /** HNS endpoint ids: this schema knows no namespaces. */
  EndpointList?: string[];
  AllowUnqualifiedDNSQuery: boolean;
  ProcessorCount?: number;
  ProcessorWeight?: number;
  ProcessorMaximum?: number;
  MemoryMaximumInMB?: number;
  StorageIOPSMaximum?: number;
  /** Bytes a second. */
  StorageBandwidthMaximum?: number;
  /** A group managed service account's credential spec, as JSON text. */
  Credentials?: string;
  AssignedDevices?: { InterfaceClassGuid: string }[];
  TerminateOnLastHandleClosed: boolean;
}
