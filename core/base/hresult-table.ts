import type { FaultKind } from './fault.ts';

/** What is known of one HRESULT. */
export interface HresultEntry {
  /** The name in Windows's headers, without the family's prefix. */
  name: string;
  kind: FaultKind;
  /** Why, as the end of "Cannot start container 'web': ...". No final dot. */
  cause: string;
  /** The next command to type, or what to change. */
  fix?: string;
}

type Row = readonly [code: number, name: string, kind: FaultKind, cause: string, fix?: string];

const TEST_HOST = 'Test-ContainerHost';
const START_VMCOMPUTE = 'Start-Service vmcompute; then the same command again';
const START_HNS = 'Start-Service hns; then the same command again';
const UPDATE_GUEST = "Use an image of this host's build (Get-ContainerHost tells it), or install the host's updates";
const ELEVATE =
  "Run PowerShell as administrator (Start-Process powershell -Verb RunAs), or join the group 'Hyper-V Administrators' and sign in again";
const EVENT_LOG =
  'Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Operational -MaxEvents 20; Test-ContainerHost';
const UNKNOWN_USER =
  "Name a user of the image: 'ContainerAdministrator', 'ContainerUser', or one that its Dockerfile or recipe made";
const NO_MEMORY =
  'Stop other containers (Get-Container | Where-Object State -eq Running), or give this one less -MemoryStartupBytes';

/** Facility 0x037: HCS_E_* of computecore (0x8037....) and ERROR_VMCOMPUTE_* of vmcompute (0xC037....), same low bits. */
const COMPUTE: readonly Row[] = [
  [0x0100, 'TERMINATED_DURING_START', 'InvalidState', 'it ended while it was starting', EVENT_LOG],
  [
    0x0101,
    'IMAGE_MISMATCH',
    'NotSupported',
    "the image's Windows build does not match this host's, and process isolation needs equal builds",
    "Use -Isolation HyperV, or an image of this host's build (Get-ContainerHost tells it)",
  ],
  [
    0x0102,
    'HYPERV_NOT_INSTALLED',
    'NotInstalled',
    'Hyper-V is not installed or its hypervisor does not run',
    'Install-ContainerHost -Isolation HyperV; then restart the machine',
  ],
  [0x0103, 'OPERATION_PENDING', 'Busy', 'the request was accepted and is still running'],
  [0x0104, 'TOO_MANY_NOTIFICATIONS', 'Busy', 'more notifications arrived than the service keeps', START_VMCOMPUTE],
  [0x0105, 'INVALID_STATE', 'InvalidState', 'its state does not allow that now', 'Get-Container shows the state'],
  [
    0x0106,
    'UNEXPECTED_EXIT',
    'InvalidState',
    'the container ended unexpectedly: damaged or half-made layers, security software, or an image that does not fit this build',
    EVENT_LOG,
  ],
  [0x0107, 'TERMINATED', 'InvalidState', 'it was forced to end'],
  [
    0x0108,
    'CONNECT_FAILED',
    'ConnectionFailed',
    'the guest service of its virtual machine could not be reached',
    EVENT_LOG,
  ],
  [
    0x0109,
    'CONNECTION_TIMEOUT',
    'Timeout',
    'the guest did not answer: too little memory or processor, nested virtualization, or a damaged utility VM image',
    'Give it more -MemoryStartupBytes; exclude vmwp.exe and vmcompute.exe from antivirus scans; try another base image',
  ],
  [0x010a, 'CONNECTION_CLOSED', 'ConnectionFailed', 'the connection to the guest service was lost', EVENT_LOG],
  [0x010b, 'UNKNOWN_MESSAGE', 'NotSupported', 'the guest is too old for this request', UPDATE_GUEST],
  [
    0x010c,
    'UNSUPPORTED_PROTOCOL_VERSION',
    'NotSupported',
    'guest and host speak no common protocol version',
    UPDATE_GUEST,
  ],
  [
    0x010d,
    'INVALID_JSON',
    'NotSupported',
    'this Windows build rejects a field of the document',
    'Get-ContainerHost lists the schema versions of this build; install its updates, or leave out the option that needs the field',
  ],
  [0x010e, 'SYSTEM_NOT_FOUND', 'NotFound', 'there is no compute system of that id', 'Get-Container'],
  [
    0x010f,
    'SYSTEM_ALREADY_EXISTS',
    'AlreadyExists',
    'a compute system of that id is there already, perhaps left by a program that crashed',
    'Repair-ContainerHost -WhatIf lists what is left over; Repair-ContainerHost removes it',
  ],
  [0x0110, 'SYSTEM_ALREADY_STOPPED', 'InvalidState', 'it has stopped already', 'Start-Container'],
  [0x0111, 'PROTOCOL_ERROR', 'ConnectionFailed', 'the guest service answered against the protocol', EVENT_LOG],
  [
    0x0112,
    'INVALID_LAYER',
    'NotSupported',
    'this host does not know the format of a layer: the image is newer than the host, or its base layer was not processed',
    "Install the host's updates, import the base image again, or use an image of an earlier release",
  ],
  [
    0x0113,
    'WINDOWS_INSIDER_REQUIRED',
    'NotSupported',
    'the image is of an Insider build and needs an Insider host',
    'Use a released image',
  ],
  [
    0x0114,
    'SERVICE_NOT_AVAILABLE',
    'NotInstalled',
    "the Host Compute Service is not there: the Windows feature 'Containers' is missing",
    'Install-ContainerHost; then restart the machine if it asks for it',
  ],
  [0x0115, 'OPERATION_NOT_STARTED', 'Internal', 'the operation was waited for before it was submitted'],
  [0x0116, 'OPERATION_ALREADY_STARTED', 'Internal', 'the operation was submitted twice'],
  [0x0117, 'OPERATION_PENDING', 'Busy', 'the operation is still running'],
  [0x0118, 'OPERATION_TIMEOUT', 'Timeout', 'the operation did not end in time; it may still do so', TEST_HOST],
  [0x0119, 'OPERATION_SYSTEM_CALLBACK_ALREADY_SET', 'Internal', 'the handle has a callback already'],
  [0x011a, 'OPERATION_RESULT_ALLOCATION_FAILED', 'DiskFull', 'there was no memory for the result', NO_MEMORY],
  [0x011b, 'ACCESS_DENIED', 'AccessDenied', 'you may not use the Host Compute Service', ELEVATE],
  [
    0x011c,
    'GUEST_CRITICAL_ERROR',
    'InvalidState',
    'Windows in the virtual machine stopped with a critical error',
    EVENT_LOG,
  ],
  [0x011d, 'PROCESS_INFO_NOT_AVAILABLE', 'InvalidState', 'the process information is not there'],
  [0x011e, 'SERVICE_DISCONNECT', 'ConnectionFailed', 'the Host Compute Service stopped or restarted', START_VMCOMPUTE],
  [0x011f, 'PROCESS_ALREADY_STOPPED', 'InvalidState', 'the process has ended already'],
];

/** Facility 0x007: a Win32 error. */
const WIN32: readonly Row[] = [
  [0x0001, 'INVALID_FUNCTION', 'NotSupported', 'the device or file system does not do that', TEST_HOST],
  [0x0002, 'FILE_NOT_FOUND', 'NotFound', 'the file was not found'],
  [0x0003, 'PATH_NOT_FOUND', 'NotFound', 'the path was not found'],
  [0x0005, 'ACCESS_DENIED', 'AccessDenied', 'access is denied', ELEVATE],
  [0x0006, 'INVALID_HANDLE', 'InvalidState', 'its handle is closed, or what it named is gone'],
  [0x0008, 'NOT_ENOUGH_MEMORY', 'DiskFull', 'there is not enough memory', NO_MEMORY],
  [0x000d, 'INVALID_DATA', 'Corrupt', 'the data is not what Windows expects'],
  [0x000e, 'OUTOFMEMORY', 'DiskFull', 'there is not enough memory', NO_MEMORY],
  [0x0013, 'WRITE_PROTECT', 'AccessDenied', 'the volume is write-protected'],
  [0x0015, 'NOT_READY', 'Busy', 'the volume is not ready yet', 'Try again'],
  [
    0x0020,
    'SHARING_VIOLATION',
    'Busy',
    'somebody else has the file open: a container that runs on it, antivirus, backup or indexing',
    'Test-ContainerHost; stop the container that uses it; exclude the state folder from antivirus scans',
  ],
  [
    0x0021,
    'LOCK_VIOLATION',
    'Busy',
    'somebody else has locked the file',
    'Exclude the state folder from antivirus scans',
  ],
  [
    0x0032,
    'NOT_SUPPORTED',
    'NotSupported',
    'this Windows build or this file system cannot do that',
    'Get-ContainerHost',
  ],
  [0x0050, 'FILE_EXISTS', 'AlreadyExists', 'the file is there already'],
  [0x0057, 'INVALID_PARAMETER', 'InvalidArgument', 'Windows rejects an argument', TEST_HOST],
  [
    0x0070,
    'DISK_FULL',
    'DiskFull',
    'the disk is full',
    'Get-ContainerImage, Remove-ContainerImage; or free space on the volume',
  ],
  [0x0078, 'CALL_NOT_IMPLEMENTED', 'NotSupported', 'this Windows does not have that function', 'Get-ContainerHost'],
  [0x0079, 'SEM_TIMEOUT', 'Timeout', 'it did not end in time', 'Try again'],
  [0x007b, 'INVALID_NAME', 'InvalidArgument', 'the name or path is not written as Windows wants it'],
  [0x007e, 'MOD_NOT_FOUND', 'NotInstalled', 'a DLL is missing', 'Install-ContainerHost'],
  [0x007f, 'PROC_NOT_FOUND', 'NotSupported', 'this Windows does not have that function', 'Get-ContainerHost'],
  [0x0091, 'DIR_NOT_EMPTY', 'Busy', 'the folder is not empty'],
  [0x00aa, 'BUSY', 'Busy', 'it is in use', TEST_HOST],
  [0x00b7, 'ALREADY_EXISTS', 'AlreadyExists', 'it is there already'],
  [0x00ce, 'FILENAME_EXCED_RANGE', 'InvalidArgument', 'the path is too long'],
  [0x0102, 'WAIT_TIMEOUT', 'Timeout', 'it did not end in time', 'Try again'],
  [0x010b, 'DIRECTORY', 'InvalidArgument', 'the folder name is not valid'],
  [0x03e3, 'OPERATION_ABORTED', 'Cancelled', 'it was cancelled'],
  [
    0x0422,
    'SERVICE_DISABLED',
    'NotInstalled',
    'a service it needs is disabled',
    'Set-Service vmcompute -StartupType Manual; Start-Service vmcompute',
  ],
  [0x0424, 'SERVICE_DOES_NOT_EXIST', 'NotInstalled', 'a service it needs is not installed', 'Install-ContainerHost'],
  [0x0426, 'SERVICE_NOT_ACTIVE', 'ConnectionFailed', 'a service it needs does not run', START_VMCOMPUTE],
  [
    0x0467,
    'UNRECOGNIZED_VOLUME',
    'NotSupported',
    'the volume has no file system that Windows knows',
    'Use an NTFS volume',
  ],
  [0x048f, 'DEVICE_NOT_CONNECTED', 'Busy', 'the disk is not connected yet', 'Try again'],
  [0x0490, 'NOT_FOUND', 'NotFound', 'it is not there any more'],
  [0x04c7, 'CANCELLED', 'Cancelled', 'it was cancelled'],
  [0x0514, 'NOT_ALL_ASSIGNED', 'AccessDenied', 'this account does not hold a privilege that it needs', ELEVATE],
  [0x0520, 'NO_SUCH_LOGON_SESSION', 'InvalidArgument', 'the user has no logon session in this image', UNKNOWN_USER],
  [0x0522, 'PRIVILEGE_NOT_HELD', 'AccessDenied', 'a privilege that it needs is not held', ELEVATE],
  [0x052e, 'LOGON_FAILURE', 'InvalidArgument', 'the user is not known in this image, or may not log on', UNKNOWN_USER],
  [0x0534, 'NONE_MAPPED', 'InvalidArgument', 'the user is not known in this image', UNKNOWN_USER],
  [0x0570, 'FILE_CORRUPT', 'Corrupt', 'the file or folder is damaged', 'chkdsk /scan on the volume'],
  [0x05aa, 'NO_SYSTEM_RESOURCES', 'DiskFull', 'Windows has not enough memory or resources for it', NO_MEMORY],
  [
    0x05b4,
    'TIMEOUT',
    'Timeout',
    'it did not end in time; the machine may be under load',
    'Try again; start fewer containers at once',
  ],
  [
    0x06ba,
    'RPC_S_SERVER_UNAVAILABLE',
    'ConnectionFailed',
    'the service does not run',
    'Start-Service vmcompute, hns; then the same command again',
  ],
  [
    0x06be,
    'RPC_S_CALL_FAILED',
    'ConnectionFailed',
    'the service ended during the call',
    'Start-Service vmcompute, hns; then the same command again',
  ],
  [
    0x06d9,
    'EPT_S_NOT_REGISTERED',
    'ConnectionFailed',
    'the service does not run',
    'Start-Service vmcompute, hns; then the same command again',
  ],
  [0x1126, 'NOT_A_REPARSE_POINT', 'InvalidState', 'it is no reparse point'],
];

/** Facility 0x03B: HCN_E_*. */
const NETWORK: readonly Row[] = [
  [0x0001, 'NETWORK_NOT_FOUND', 'NotFound', 'there is no such network', 'Get-ContainerNetwork'],
  [0x0002, 'ENDPOINT_NOT_FOUND', 'NotFound', 'there is no such endpoint'],
  [0x0003, 'LAYER_NOT_FOUND', 'NotFound', 'there is no such switch layer'],
  [0x0004, 'SWITCH_NOT_FOUND', 'NotFound', 'there is no such virtual switch', 'Get-VMSwitch'],
  [0x0005, 'SUBNET_NOT_FOUND', 'NotFound', 'the network has no such subnet'],
  [0x0006, 'ADAPTER_NOT_FOUND', 'NotFound', 'there is no such network adapter', 'Get-NetAdapter'],
  [0x0007, 'PORT_NOT_FOUND', 'NotFound', 'there is no such switch port'],
  [0x0008, 'POLICY_NOT_FOUND', 'NotFound', 'there is no such policy'],
  [0x0009, 'VFP_PORTSETTING_NOT_FOUND', 'NotFound', 'the port has no such setting'],
  [0x000a, 'INVALID_NETWORK', 'InvalidArgument', 'the network is not valid'],
  [
    0x000b,
    'INVALID_NETWORK_TYPE',
    'InvalidArgument',
    'the network type is not valid on this build',
    'Get-ContainerHost',
  ],
  [0x000c, 'INVALID_ENDPOINT', 'InvalidArgument', 'the endpoint is not valid'],
  [0x000d, 'INVALID_POLICY', 'InvalidArgument', 'a policy is not valid'],
  [0x000e, 'INVALID_POLICY_TYPE', 'NotSupported', 'this build does not know the policy type', 'Get-ContainerHost'],
  [0x000f, 'INVALID_REMOTE_ENDPOINT_OPERATION', 'InvalidArgument', 'that cannot be done to a remote endpoint'],
  [0x0010, 'NETWORK_ALREADY_EXISTS', 'AlreadyExists', 'the network is there already', 'Get-ContainerNetwork'],
  [0x0011, 'LAYER_ALREADY_EXISTS', 'AlreadyExists', 'the switch layer is there already'],
  [0x0012, 'POLICY_ALREADY_EXISTS', 'AlreadyExists', 'the policy is there already'],
  [
    0x0013,
    'PORT_ALREADY_EXISTS',
    'AlreadyExists',
    'the port is published already, perhaps by a leftover mapping',
    'Get-Container | Where-Object Ports; Repair-ContainerHost -WhatIf; Get-NetNatStaticMapping',
  ],
  [0x0014, 'ENDPOINT_ALREADY_ATTACHED', 'Busy', 'the endpoint is attached already'],
  [
    0x0015,
    'REQUEST_UNSUPPORTED',
    'NotSupported',
    'the Host Network Service of this build does not do that',
    'Get-ContainerHost',
  ],
  [0x0016, 'MAPPING_NOT_SUPPORTED', 'NotSupported', 'this kind of network cannot publish ports', 'Use a NAT network'],
  [0x0017, 'DEGRADED_OPERATION', 'InvalidState', 'the network is degraded', START_HNS],
  [0x0018, 'SHARED_SWITCH_MODIFICATION', 'Busy', 'the virtual switch is shared with other networks'],
  [0x0019, 'GUID_CONVERSION_FAILURE', 'InvalidArgument', 'an id is not a GUID'],
  [0x001a, 'REGKEY_FAILURE', 'Internal', 'the Host Network Service could not use its registry', START_HNS],
  [0x001b, 'INVALID_JSON', 'NotSupported', 'this Windows build rejects a field of the document', 'Get-ContainerHost'],
  [0x001c, 'INVALID_JSON_REFERENCE', 'NotFound', 'the document names something that is not there'],
  [0x001d, 'ENDPOINT_SHARING_DISABLED', 'NotSupported', 'endpoints cannot be shared on this network'],
  [0x001e, 'INVALID_IP', 'InvalidArgument', 'the IP address is not valid in this network'],
  [
    0x001f,
    'SWITCH_EXTENSION_NOT_FOUND',
    'NotInstalled',
    'a virtual switch extension is missing',
    'Get-VMSwitchExtension',
  ],
  [0x0020, 'MANAGER_STOPPED', 'ConnectionFailed', 'the Host Network Service is stopping', START_HNS],
  [0x0021, 'GCN_MODULE_NOT_FOUND', 'NotSupported', 'the guest lacks the network module', UPDATE_GUEST],
  [0x0022, 'GCN_NO_REQUEST_HANDLERS', 'NotSupported', 'the guest does not handle network requests', UPDATE_GUEST],
  [0x0023, 'GCN_REQUEST_UNSUPPORTED', 'NotSupported', 'the guest does not know the network request', UPDATE_GUEST],
  [0x0024, 'GCN_RUNTIMEKEYS_FAILED', 'Internal', 'the guest could not write its network keys'],
  [0x0025, 'GCN_NETADAPTER_TIMEOUT', 'Timeout', "the guest's network adapter did not appear in time", 'Try again'],
  [0x0026, 'GCN_NETADAPTER_NOT_FOUND', 'NotFound', 'the guest has no such network adapter'],
  [0x0027, 'GCN_NETCOMPARTMENT_NOT_FOUND', 'NotFound', 'the guest has no such network compartment'],
  [0x0028, 'GCN_NETINTERFACE_NOT_FOUND', 'NotFound', 'the guest has no such network interface'],
  [0x0029, 'GCN_DEFAULTNAMESPACE_EXISTS', 'AlreadyExists', 'the guest has a default namespace already'],
  [
    0x002a,
    'ICS_DISABLED',
    'NotInstalled',
    'Internet connection sharing is disabled by policy',
    'Allow the service SharedAccess, or use a NAT network',
  ],
  [0x002b, 'ENDPOINT_NAMESPACE_ALREADY_EXISTS', 'AlreadyExists', 'the endpoint is in a namespace already'],
  [0x002c, 'ENTITY_HAS_REFERENCES', 'Busy', 'something still uses it', 'Remove the endpoints of the network first'],
  [0x002d, 'INVALID_INTERNAL_PORT', 'InvalidArgument', 'the container port is not valid'],
  [
    0x002e,
    'NAMESPACE_ATTACH_FAILED',
    'InvalidState',
    'the endpoint could not join the namespace: it is invalid or in another one',
    'Repair-ContainerHost -WhatIf',
  ],
  [
    0x002f,
    'ADDR_INVALID_OR_RESERVED',
    'AlreadyExists',
    'the IP address is reserved or a leftover endpoint holds it',
    'Repair-ContainerHost -WhatIf',
  ],
  [
    0x0030,
    'INVALID_PREFIX',
    'InvalidArgument',
    'the address prefix is not valid or overlaps another network',
    'Get-NetRoute; choose a free prefix',
  ],
  [0x0031, 'OBJECT_USED_AFTER_UNLOAD', 'ConnectionFailed', 'the Host Network Service restarted', START_HNS],
  [0x0032, 'INVALID_SUBNET', 'InvalidArgument', 'the subnet is not valid'],
  [0x0033, 'INVALID_IP_SUBNET', 'InvalidArgument', 'the IP subnet is not valid'],
  [0x0034, 'ENDPOINT_NOT_ATTACHED', 'InvalidState', 'the endpoint is not attached'],
  [0x0035, 'ENDPOINT_NOT_LOCAL', 'InvalidArgument', 'the endpoint is not on this machine'],
  [0x0036, 'INTERFACEPARAMETERS_ALREADY_APPLIED', 'AlreadyExists', 'the interface parameters were applied already'],
  [0x0037, 'VFP_NOT_ALLOWED', 'NotSupported', 'the switch filter VFP may not be used here'],
];

/** Everything else, by its whole code. */
const OTHER: readonly Row[] = [
  [
    0xc0351000,
    'HV_NOT_PRESENT',
    'NotInstalled',
    'no hypervisor runs on this machine',
    'Switch on virtualization in the firmware; Install-ContainerHost -Isolation HyperV; bcdedit /set hypervisorlaunchtype auto; restart. In a virtual machine: Set-VMProcessor -ExposeVirtualizationExtensions $true on its host',
  ],
  [0x80004001, 'E_NOTIMPL', 'NotSupported', 'this Windows build does not do that', 'Get-ContainerHost'],
  [0x80004002, 'E_NOINTERFACE', 'NotSupported', 'this Windows build does not do that', 'Get-ContainerHost'],
  [0x80004004, 'E_ABORT', 'Cancelled', 'it was cancelled'],
  [0x80004005, 'E_FAIL', 'Internal', 'Windows gives no reason', EVENT_LOG],
  [0x8000ffff, 'E_UNEXPECTED', 'Internal', 'Windows met something it did not expect', EVENT_LOG],
  [0xc03a001e, 'VHD_SIZE', 'InvalidArgument', 'the size of the virtual disk is not valid'],
  [0xc03a0014, 'VHD_INVALID_TYPE', 'Corrupt', 'the virtual disk is not of the type that its file says'],
  [0xc03a000e, 'VHD_PARENT_ID_MISMATCH', 'Corrupt', "the scratch disk does not belong to its base layer's disk"],
];

function inFamily(rows: readonly Row[], prefix: string, facility: number): [number, HresultEntry][] {
  return rows.map(([code, name, kind, cause, fix]) => [
    facility + code,
    { name: prefix + name, kind, cause, ...(fix === undefined ? {} : { fix }) },
  ]);
}

/** The table, by normalised code (see `normalizeHresult`). Source: hcs.h, winerror.h, hcn.h and the pages of Microsoft. */
export const HRESULTS: ReadonlyMap<number, HresultEntry> = new Map([
  ...inFamily(COMPUTE, 'HCS_E_', 0x80370000),
  ...inFamily(WIN32, 'ERROR_', 0x80070000),
  ...inFamily(NETWORK, 'HCN_E_', 0x803b0000),
  ...inFamily(OTHER, '', 0),
]);
