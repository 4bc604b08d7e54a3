import type { ModifySettingRequest, UtilityVmDocument, VirtualSmbShare } from '../../spec/utility-vm-document.ts';

/** The first SCSI controller's name, which guests know: hcsshim makes it of the number 0. */
export const SCSI_0 = 'df6d0690-79e5-55b6-a5ec-c1e2f77f580a';
/** Under this the guest sees the shares. */
const SHARE_ROOT = '\\\\?\\VMSMB\\VSMB-{dcc079ae-60ba-4d07-847c-3493609c0870}';

export interface UtilityVmInput {
  owner: string;
  /** The base layer's `UtilityVM\Files`. */
  bootFolder: string;
  /** A copy of the base layer's `UtilityVM\SystemTemplate.vhdx`, which the VM was given access to. */
  scratchPath: string;
  memoryMb: number;
  processorCount: number;
}

/** A utility VM that HCS talks to by itself ("internal" guest connection). */
export function utilityVmDocument(input: UtilityVmInput): UtilityVmDocument {
  return {
    Owner: input.owner,
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    VirtualMachine: {
      StopOnReset: true,
      Chipset: { Uefi: { BootThis: { DeviceType: 'VmbFs', DevicePath: '\\EFI\\Microsoft\\Boot\\bootmgfw.efi' } } },
      ComputeTopology: {
        Memory: { SizeInMB: input.memoryMb, AllowOvercommit: true, EnableHotHint: true },
        Processor: { Count: input.processorCount },
      },
      Devices: {
        Scsi: { [SCSI_0]: { Attachments: { '0': { Type: 'VirtualDisk', Path: input.scratchPath } } } },
        VirtualSmb: { DirectFileMappingInMB: 1024, Shares: [layerShare('os', input.bootFolder)] },
        HvSocket: { HvSocketConfig: { DefaultBindSecurityDescriptor: 'D:P(A;;FA;;;SY)(A;;FA;;;BA)' } },
      },
      RegistryChanges: {
        AddValues: [
          {
            Key: { Hive: 'System', Name: 'CurrentControlSet\\Services\\gns' },
            Name: 'EnableCompartmentNamespace',
            Type: 'DWord',
            DWordValue: 1,
          },
        ],
      },
      GuestConnection: {},
    },
  };
}

/** A read-only layer as the VM sees it: cached, and read with backup rights. */
function layerShare(name: string, path: string): VirtualSmbShare {
  return {
    Name: name,
    Path: path,
    Options: { ReadOnly: true, ShareRead: true, CacheIo: true, PseudoOplocks: true, TakeBackupPrivilege: true },
  };
}

/** What the guest calls a share. */
export function guestSharePath(name: string): string {
  return `${SHARE_ROOT}\\${name}`;
}

/** What the guest calls a disk. */
export function guestDiskPath(lun: number): string {
  return `c:\\mounts\\scsi\\m${lun}`;
}

export function addLayerShare(name: string, path: string): ModifySettingRequest {
  return {
    ResourcePath: 'VirtualMachine/Devices/VirtualSmb/Shares',
    RequestType: 'Add',
    Settings: layerShare(name, path),
  };
}

/** A folder of the host, for a container's mapped directory. */
export function addDirectoryShare(name: string, path: string, isReadOnly: boolean): ModifySettingRequest {
  return {
    ResourcePath: 'VirtualMachine/Devices/VirtualSmb/Shares',
    RequestType: 'Add',
    Settings: {
      Name: name,
      Path: path,
      Options: isReadOnly ? { ReadOnly: true, ShareRead: true } : { ReadOnly: false },
    },
  };
}

export function removeShare(name: string): ModifySettingRequest {
  return {
    ResourcePath: 'VirtualMachine/Devices/VirtualSmb/Shares',
    RequestType: 'Remove',
    Settings: { Name: name },
  };
}

/** The scratch: the host's half, then the guest's. Access must have been given to the VM before. */
export function addDisk(lun: number, path: string): ModifySettingRequest {
  return {
    ResourcePath: `VirtualMachine/Devices/Scsi/${SCSI_0}/Attachments/${lun}`,
    RequestType: 'Add',
    Settings: { Type: 'VirtualDisk', Path: path },
    GuestRequest: {
      ResourceType: 'MappedVirtualDisk',
      RequestType: 'Add',
      Settings: { ContainerPath: guestDiskPath(lun), Lun: lun },
    },
  };
}

export function removeDisk(lun: number): ModifySettingRequest {
  return {
    ResourcePath: `VirtualMachine/Devices/Scsi/${SCSI_0}/Attachments/${lun}`,
    RequestType: 'Remove',
    GuestRequest: {
      ResourceType: 'MappedVirtualDisk',
      RequestType: 'Remove',
      Settings: { ContainerPath: guestDiskPath(lun), Lun: lun },
    },
  };
}

/** Puts the layers under the scratch, in the guest. No FilterType: guests before 2.9 refuse it. */
export function combineLayers(
  requestType: 'Add' | 'Remove',
  lun: number,
  layers: readonly { Id: string; share: string }[],
): ModifySettingRequest {
  return {
    RequestType: requestType,
    GuestRequest: {
      ResourceType: 'CombinedLayers',
      RequestType: requestType,
      Settings: {
        ContainerRootPath: guestDiskPath(lun),
        Layers: layers.map(({ Id, share }) => ({ Id, Path: guestSharePath(share) })),
      },
    },
  };
}
