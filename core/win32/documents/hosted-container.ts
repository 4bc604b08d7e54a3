import type { ComputeSystemDocument, MappedDirectory } from '../../spec/compute-document.ts';
import type { HostedContainerDocument } from '../../spec/utility-vm-document.ts';
import { guestDiskPath, guestSharePath } from './utility-vm.ts';

export interface HostedInput {
  /** The container as for process isolation, its layer ids filled in. */
  document: ComputeSystemDocument;
  utilityVmId: string;
  /** The scratch's place on the VM's first SCSI controller. */
  scratchLun: number;
  /** The share's name of each layer, in the document's order. */
  layerShares: readonly string[];
  /** The share's name of each mapped directory, in the document's order. */
  directoryShares: readonly string[];
}

/** A container in a utility VM (schema 2), once its layers and scratch are combined there. */
export function hostedContainerDocument(input: HostedInput): HostedContainerDocument {
  const { Owner, SchemaVersion, Container } = input.document;
  const { RegistryChanges: _, MappedDirectories, ...rest } = Container;
  const directories = (MappedDirectories ?? []).map((one, index) => mapped(one, input.directoryShares[index]));
  return {
    Owner,
    SchemaVersion,
    HostingSystemId: input.utilityVmId,
    ShouldTerminateOnLastHandleClosed: false,
    HostedSystem: {
      SchemaVersion,
      Container: {
        ...rest,
        Storage: {
          ...Container.Storage,
          Path: guestDiskPath(input.scratchLun),
          Layers: Container.Storage.Layers.map(({ Id }, index) => ({
            Id,
            Path: guestSharePath(input.layerShares[index] ?? ''),
          })),
        },
        ...(directories.length === 0 ? {} : { MappedDirectories: directories }),
      },
    },
  };
}

function mapped(directory: MappedDirectory, share: string | undefined): MappedDirectory {
  return { ...directory, HostPath: guestSharePath(share ?? '') };
}
