import type { ComputeSystemDocument } from '../../spec/compute-document.ts';
import type { Schema1Document } from '../../spec/schema1-document.ts';

export interface HyperVInput {
  id: string;
  /** The container as for process isolation, its layer ids filled in. */
  document: ComputeSystemDocument;
  /** The scratch's folder. It is not mounted on the host: the VM does that. */
  scratchFolder: string;
  /** `<layer>\UtilityVM`. */
  utilityVmFolder: string;
  /** Of the container's network namespace. */
  endpointIds: readonly string[];
  /** A group managed service account's, as JSON text. */
  credentialSpec?: string | undefined;
}

/**
 * The container in a virtual machine of its own that HCS makes, by schema 1: far fewer steps than schema 2, where the
 * machine, the disk and each layer's share are ours to make (`utility-vm.ts`).
 */
export function hyperVDocument(input: HyperVInput): Schema1Document {
  const { Owner, Container } = input.document;
  const { GuestOs, Memory, Processor, MappedDirectories, AssignedDevices } = Container;
  const devices = (AssignedDevices ?? []).map(({ InterfaceClassGuid }) => InterfaceClassGuid).filter(isThere);
  return {
    SystemType: 'Container',
    Name: input.id,
    Owner,
    IgnoreFlushesDuringBoot: true,
    LayerFolderPath: input.scratchFolder,
    Layers: Container.Storage.Layers.map(({ Id, Path }) => ({ ID: Id, Path })),
    ...some('HostName', GuestOs?.HostName),
    ...(MappedDirectories === undefined || MappedDirectories.length === 0
      ? {}
      : { MappedDirectories: MappedDirectories.map((one) => ({ ...one, ReadOnly: one.ReadOnly ?? false })) }),
    HvPartition: true,
    HvRuntime: { ImagePath: input.utilityVmFolder },
    ...(input.endpointIds.length === 0 ? {} : { EndpointList: [...input.endpointIds] }),
    AllowUnqualifiedDNSQuery: true,
    ...some('ProcessorCount', Processor?.Count),
    ...some('ProcessorWeight', Processor?.Weight),
    ...some('ProcessorMaximum', Processor?.Maximum),
    ...some('MemoryMaximumInMB', Memory?.SizeInMB),
    ...some('StorageIOPSMaximum', Container.Storage.QoS?.IopsMaximum),
    ...some('StorageBandwidthMaximum', Container.Storage.QoS?.BandwidthMaximum),
    ...some('Credentials', input.credentialSpec),
    ...(devices.length === 0 ? {} : { AssignedDevices: devices.map((InterfaceClassGuid) => ({ InterfaceClassGuid })) }),
    TerminateOnLastHandleClosed: false,
  };
}

function some<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]?: Value }); // just that field
}

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
