import type { KernelHandle } from '../handle.ts';

/**
 * The C types of the prototypes, as data: `native.ts` gives them to koffi, `test/win32/prototypes.test.ts` compares
 * size, offset and width of every field with mingw-w64's headers. Field names are the headers' own.
 */

/** Handles: 64-bit values that only Windows looks into. */
export const HANDLE_TYPES = [
  'HANDLE',
  'HCS_OPERATION',
  'HCS_SYSTEM',
  'HCS_PROCESS',
  'HCN_NETWORK',
  'HCN_ENDPOINT',
  'HCN_NAMESPACE',
  'HCN_CALLBACK',
  'SC_HANDLE',
  'HKEY',
] as const;

/** Structures that are null, or bytes that a reader of its own takes apart: koffi does not look into them. */
export const OPAQUE_TYPES = [
  'SECURITY_DESCRIPTOR',
  'SECURITY_ATTRIBUTES',
  'OVERLAPPED',
  'CRYPTPROTECT_PROMPTSTRUCT',
  'MIB_IPFORWARDTABLE',
  'MIB_IPADDRTABLE',
  'IP_ADAPTER_ADDRESSES',
  'WIN32_FIND_DATAW',
  'RM_PROCESS_INFO',
  'RM_UNIQUE_PROCESS',
  'va_list',
] as const;

/** Function pointers that Windows calls back, as koffi reads them. */
export const CALLBACKS = {
  HCS_OPERATION_COMPLETION: 'void HCS_OPERATION_COMPLETION(HCS_OPERATION operation, void *context)',
  HCS_EVENT_CALLBACK: 'void HCS_EVENT_CALLBACK(HCS_EVENT *event, void *context)',
  HCN_NOTIFICATION_CALLBACK:
    'void HCN_NOTIFICATION_CALLBACK(uint32_t notificationType, void *context, int32_t notificationStatus, str16 notificationData)',
} as const;

export type CallbackName = keyof typeof CALLBACKS;

/** A field: a type name of koffi or of these tables, or an array of one. */
export type FieldType = string | readonly [element: string, count: number];

/** Structures by name, in an order in which each uses only earlier ones. */
export const STRUCTS = {
  GUID: { Data1: 'uint32_t', Data2: 'uint16_t', Data3: 'uint16_t', Data4: ['uint8_t', 8] },
  FILETIME: { dwLowDateTime: 'uint32_t', dwHighDateTime: 'uint32_t' },
  LARGE_INTEGER: { QuadPart: 'int64_t' },
  ULARGE_INTEGER: { QuadPart: 'uint64_t' },
  HCS_PROCESS_INFORMATION: {
    ProcessId: 'uint32_t',
    Reserved: 'uint32_t',
    StdInput: 'HANDLE',
    StdOutput: 'HANDLE',
    StdError: 'HANDLE',
  },
  HCS_EVENT: { Type: 'uint32_t', EventData: 'str16', Operation: 'HCS_OPERATION' },
  WC_DRIVER_INFO: { Flavour: 'int32_t', HomeDir: 'str16' },
  WC_LAYER_DESCRIPTOR: { LayerId: 'GUID', Flags: 'uint32_t', Path: 'str16' },
  VIRTUAL_STORAGE_TYPE: { DeviceId: 'uint32_t', VendorId: 'GUID' },
  OPEN_VIRTUAL_DISK_VERSION2: { GetInfoOnly: 'int32_t', ReadOnly: 'int32_t', ResiliencyGuid: 'GUID' },
  OPEN_VIRTUAL_DISK_PARAMETERS: { Version: 'uint32_t', Version2: 'OPEN_VIRTUAL_DISK_VERSION2' },
  CREATE_VIRTUAL_DISK_VERSION2: {
    UniqueId: 'GUID',
    MaximumSize: 'uint64_t',
    BlockSizeInBytes: 'uint32_t',
    SectorSizeInBytes: 'uint32_t',
    ParentPath: 'str16',
    SourcePath: 'str16',
    OpenFlags: 'uint32_t',
    ParentVirtualStorageType: 'VIRTUAL_STORAGE_TYPE',
    SourceVirtualStorageType: 'VIRTUAL_STORAGE_TYPE',
    ResiliencyGuid: 'GUID',
  },
  CREATE_VIRTUAL_DISK_PARAMETERS: { Version: 'uint32_t', Version2: 'CREATE_VIRTUAL_DISK_VERSION2' },
  ATTACH_VIRTUAL_DISK_VERSION1: { Reserved: 'uint32_t' },
  ATTACH_VIRTUAL_DISK_PARAMETERS: { Version: 'uint32_t', Version1: 'ATTACH_VIRTUAL_DISK_VERSION1' },
  DATA_BLOB: { cbData: 'uint32_t', pbData: 'uint8_t *' },
  LUID: { LowPart: 'uint32_t', HighPart: 'int32_t' },
  LUID_AND_ATTRIBUTES: { Luid: 'LUID', Attributes: 'uint32_t' },
  TOKEN_PRIVILEGES: { PrivilegeCount: 'uint32_t', Privileges: ['LUID_AND_ATTRIBUTES', 1] },
  SERVICE_STATUS: {
    dwServiceType: 'uint32_t',
    dwCurrentState: 'uint32_t',
    dwControlsAccepted: 'uint32_t',
    dwWin32ExitCode: 'uint32_t',
    dwServiceSpecificExitCode: 'uint32_t',
    dwCheckPoint: 'uint32_t',
    dwWaitHint: 'uint32_t',
  },
  BY_HANDLE_FILE_INFORMATION: {
    dwFileAttributes: 'uint32_t',
    ftCreationTime: 'FILETIME',
    ftLastAccessTime: 'FILETIME',
    ftLastWriteTime: 'FILETIME',
    dwVolumeSerialNumber: 'uint32_t',
    nFileSizeHigh: 'uint32_t',
    nFileSizeLow: 'uint32_t',
    nNumberOfLinks: 'uint32_t',
    nFileIndexHigh: 'uint32_t',
    nFileIndexLow: 'uint32_t',
  },
  UNICODE_STRING: { Length: 'uint16_t', MaximumLength: 'uint16_t', Buffer: 'str16' },
  OBJECT_ATTRIBUTES: {
    Length: 'uint32_t',
    RootDirectory: 'HANDLE',
    ObjectName: 'UNICODE_STRING *',
    Attributes: 'uint32_t',
    SecurityDescriptor: 'void *',
    SecurityQualityOfService: 'void *',
  },
  IO_STATUS_BLOCK: { Status: 'int32_t', Information: 'uint64_t' },
  RTL_OSVERSIONINFOEXW: {
    dwOSVersionInfoSize: 'uint32_t',
    dwMajorVersion: 'uint32_t',
    dwMinorVersion: 'uint32_t',
    dwBuildNumber: 'uint32_t',
    dwPlatformId: 'uint32_t',
    szCSDVersion: ['uint16_t', 128],
    wServicePackMajor: 'uint16_t',
    wServicePackMinor: 'uint16_t',
    wSuiteMask: 'uint16_t',
    wProductType: 'uint8_t',
    wReserved: 'uint8_t',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldType>>>>;

export type StructName = keyof typeof STRUCTS;

/** Our names for structures that the headers give none: the field that has them. */
export const INNER_STRUCTS: Readonly<Partial<Record<StructName, { of: StructName; field: string }>>> = {
  OPEN_VIRTUAL_DISK_VERSION2: { of: 'OPEN_VIRTUAL_DISK_PARAMETERS', field: 'Version2' },
  CREATE_VIRTUAL_DISK_VERSION2: { of: 'CREATE_VIRTUAL_DISK_PARAMETERS', field: 'Version2' },
  ATTACH_VIRTUAL_DISK_VERSION1: { of: 'ATTACH_VIRTUAL_DISK_PARAMETERS', field: 'Version1' },
};

/** Structures of vmcompute.dll: no header has them. The layouts are hcsshim's `internal/wclayer/layerutils.go`'s. */
export const UNPROVED_STRUCTS: readonly StructName[] = ['WC_DRIVER_INFO', 'WC_LAYER_DESCRIPTOR'];

/** An out argument: give `[null]`, read `[0]` when the call is done. */
export type Out<Value> = [value: Value | null];

/** A string argument that may be NULL. Never give '' where NULL is meant. */
export type Text = string | null;

/** A pointer to what `Native.register` made. */
export type CallbackPointer = bigint & { readonly callback: CallbackName };

export interface Guid {
  Data1: number;
  Data2: number;
  Data3: number;
  Data4: number[];
}

/** 100 ns since 1601, in two halves. */
export interface FileTime {
  dwLowDateTime: number;
  dwHighDateTime: number;
}

export interface HcsProcessInformation {
  ProcessId: number;
  Reserved: number;
  /** Null when there is no such pipe. */
  StdInput: KernelHandle | null;
  StdOutput: KernelHandle | null;
  StdError: KernelHandle | null;
}

export interface HcsEvent {
  Type: number;
  EventData: string | null;
  Operation: bigint | null;
}

export interface WcDriverInfo {
  /** 1: the filter. */
  Flavour: number;
  HomeDir: string;
}

export interface WcLayerDescriptor {
  LayerId: Guid;
  Flags: number;
  Path: string;
}

export interface VirtualStorageType {
  DeviceId: number;
  VendorId: Guid;
}

export interface OpenVirtualDiskParameters {
  Version: 2;
  Version2: { GetInfoOnly: number; ReadOnly: number; ResiliencyGuid: Guid };
}

export interface CreateVirtualDiskParameters {
  Version: 2;
  Version2: {
    UniqueId: Guid;
    MaximumSize: number | bigint;
    BlockSizeInBytes: number;
    SectorSizeInBytes: number;
    ParentPath: Text;
    SourcePath: Text;
    OpenFlags: number;
    ParentVirtualStorageType: VirtualStorageType;
    SourceVirtualStorageType: VirtualStorageType;
    ResiliencyGuid: Guid;
  };
}

export interface AttachVirtualDiskParameters {
  Version: 1;
  Version1: { Reserved: 0 };
}

export interface DataBlob {
  cbData: number;
  /** Bytes going in; the address of bytes coming out. */
  pbData: Buffer | bigint | null;
}

export interface Luid {
  LowPart: number;
  HighPart: number;
}

export interface TokenPrivilege {
  PrivilegeCount: 1;
  /** Attributes: 2 enabled, 0 not. */
  Privileges: [{ Luid: Luid; Attributes: number }];
}

export interface ServiceStatus {
  dwServiceType: number;
  /** 1 stopped, 2 starting, 3 stopping, 4 running. */
  dwCurrentState: number;
  dwControlsAccepted: number;
  dwWin32ExitCode: number;
  dwServiceSpecificExitCode: number;
  dwCheckPoint: number;
  dwWaitHint: number;
}

export interface ByHandleFileInformation {
  dwFileAttributes: number;
  ftCreationTime: FileTime;
  ftLastAccessTime: FileTime;
  ftLastWriteTime: FileTime;
  dwVolumeSerialNumber: number;
  nFileSizeHigh: number;
  nFileSizeLow: number;
  nNumberOfLinks: number;
  nFileIndexHigh: number;
  nFileIndexLow: number;
}

export interface ObjectAttributes {
  /** 48. */
  Length: number;
  RootDirectory: KernelHandle | null;
  /** Lengths in bytes, without an ending zero. */
  ObjectName: { Length: number; MaximumLength: number; Buffer: string };
  /** 0x40: names in either case. */
  Attributes: number;
  SecurityDescriptor: null;
  SecurityQualityOfService: null;
}

export interface IoStatusBlock {
  Status: number;
  Information: number | bigint;
}

export interface OsVersion {
  /** 284, given by the caller. */
  dwOSVersionInfoSize: number;
  dwMajorVersion: number;
  dwMinorVersion: number;
  dwBuildNumber: number;
  dwPlatformId: number;
  szCSDVersion: number[];
  wServicePackMajor: number;
  wServicePackMinor: number;
  wSuiteMask: number;
  /** 1 a client, 2 a domain controller, 3 a server. */
  wProductType: number;
  wReserved: number;
}
