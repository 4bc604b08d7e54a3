import type { ContainerDocument, RegistryValue } from './compute-document.ts';

/**
 * A utility virtual machine (schema 2): what a Hyper-V container runs in. Only what this product says of one.
 *
 * @see https://learn.microsoft.com/virtualization/api/hcs/schemareference#VirtualMachine
 */
export interface UtilityVmDocument {
  Owner: string;
  SchemaVersion: { Major: 2; Minor: number };
  ShouldTerminateOnLastHandleClosed: boolean;
  VirtualMachine: {
    StopOnReset: true;
    Chipset: { Uefi: { BootThis: { DeviceType: 'VmbFs'; DevicePath: string } } };
    ComputeTopology: {
      Memory: { SizeInMB: number; AllowOvercommit: boolean; EnableHotHint?: boolean };
      Processor: { Count: number };
    };
    Devices: {
      Scsi: Record<string, { Attachments: Record<string, ScsiAttachment> }>;
      VirtualSmb: { DirectFileMappingInMB: number; Shares: VirtualSmbShare[] };
      HvSocket: { HvSocketConfig: { DefaultBindSecurityDescriptor: string } };
    };
    RegistryChanges: { AddValues: RegistryValue[] };
    /** There: HCS talks to the guest itself, and starts containers in it. */
    GuestConnection: Record<string, never>;
  };
}

export interface ScsiAttachment {
  Type: 'VirtualDisk';
  Path: string;
}

export interface VirtualSmbShare {
  Name: string;
  Path: string;
  Options: {
    ReadOnly: boolean;
    ShareRead?: boolean;
    CacheIo?: boolean;
    PseudoOplocks?: boolean;
    TakeBackupPrivilege?: boolean;
  };
}

/** A container in a utility VM: its paths are those that the guest sees. */
export interface HostedContainerDocument {
  Owner: string;
  SchemaVersion: { Major: 2; Minor: number };
  /** The utility VM's compute system id. */
  HostingSystemId: string;
  ShouldTerminateOnLastHandleClosed: boolean;
  HostedSystem: { SchemaVersion: { Major: 2; Minor: number }; Container: ContainerDocument };
}

/** A change of a running system, for `HcsModifyComputeSystem`. */
export interface ModifySettingRequest {
  ResourcePath?: string;
  RequestType: 'Add' | 'Remove' | 'Update';
  Settings?: unknown;
  GuestRequest?: { ResourceType: string; RequestType: 'Add' | 'Remove' | 'Update'; Settings?: unknown };
}
