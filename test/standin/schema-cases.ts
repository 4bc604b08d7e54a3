/** A document for the strict reader; `build` is the Windows that reads it, default 26100. */
export interface SchemaCase {
  title: string;
  type: string;
  build?: number;
  document: string;
}

export interface BadSchemaCase extends SchemaCase {
  /** The field that is named. */
  path: string;
  why: RegExp;
}

const VERSION = { Major: 2, Minor: 1 };
const VOLUME = '\\\\?\\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}';
const LAYER = { Id: '44ee543c-e9f7-5ac3-a463-d6dc23dde7ce', Path: 'C:\\layers\\base' };
const STORAGE = { Layers: [LAYER], Path: `${VOLUME}\\` };
const VALUE = {
  Key: { Hive: 'System', Name: 'ControlSet001\\Control', Volatile: false },
  Name: 'WaitToKillServiceTimeout',
  Type: 'String',
  StringValue: '2147483647',
};

function container(fields: object = {}): object {
  return { Owner: 'me', SchemaVersion: VERSION, Container: { Storage: STORAGE, ...fields } };
}

const machine = (fields: object = {}): object => ({
  Owner: 'me',
  SchemaVersion: VERSION,
  VirtualMachine: {
    StopOnReset: true,
    Chipset: { Uefi: { BootThis: { DeviceType: 'VmbFs', DevicePath: '\\EFI\\Microsoft\\Boot\\bootmgfw.efi' } } },
    ComputeTopology: {
      Memory: { SizeInMB: 1024, AllowOvercommit: true, EnableHotHint: true, EnableDeferredCommit: false },
      Processor: { Count: 2 },
    },
    Devices: {
      Scsi: {
        'df6d0690-79e5-55b6-a5ec-c1e2f77f580a': {
          Attachments: { 0: { Type: 'VirtualDisk', Path: 'C:\\vm\\sandbox.vhdx' } },
        },
      },
      VirtualSmb: {
        DirectFileMappingInMB: 1024,
        Shares: [{ Name: 'os', Path: 'C:\\base\\UtilityVM\\Files', Options: { ReadOnly: true, CacheIo: true } }],
      },
      HvSocket: { HvSocketConfig: { DefaultBindSecurityDescriptor: 'D:P(A;;FA;;;SY)', ServiceTable: {} } },
    },
    RegistryChanges: { AddValues: [{ ...VALUE, Type: 'DWord', StringValue: undefined, DWordValue: 1 }] },
    GuestConnection: {},
    ...fields,
  },
});

const CONTAINER_1 = {
  SystemType: 'Container',
  Name: 'c1',
  Owner: 'me',
  LayerFolderPath: 'C:\\scratch\\c1',
  Layers: [{ ID: LAYER.Id, Path: LAYER.Path }],
};

const take = (title: string, type: string, document: object, build?: number): SchemaCase => ({
  title,
  type,
  document: JSON.stringify(document),
  ...(build === undefined ? {} : { build }),
});

export const good: SchemaCase[] = [
  take(
    'a whole container',
    'ComputeSystem',
    {
      ...container({
        GuestOs: { HostName: 'web01' },
        Storage: { ...STORAGE, QoS: { IopsMaximum: 0, BandwidthMaximum: 0 } },
        MappedDirectories: [{ HostPath: 'D:\\data', ContainerPath: 'C:\\data', ReadOnly: false }],
        MappedPipes: [{ HostPath: '\\\\.\\pipe\\host', ContainerPipeName: 'guest' }],
        Memory: { SizeInMB: 1024 },
        Processor: { Count: 2 },
        Networking: {
          AllowUnqualifiedDnsQuery: true,
          DnsSearchList: 'a.example,b.example',
          Namespace: '59B1057A-E526-415A-B840-B61662558067',
        },
        HvSocket: { EnablePowerShellDirect: true },
        ContainerCredentialGuard: { Cookie: 'AAEC', RpcEndpoint: 'e', Transport: 'LRPC', CredentialSpec: '{}' },
        RegistryChanges: { AddValues: [VALUE], DeleteKeys: [{ Hive: 'Software', Name: 'Gone' }] },
      }),
      ShouldTerminateOnLastHandleClosed: true,
    },
    17763,
  ),
  take(
    'a container with devices',
    'ComputeSystem',
    container({
      AssignedDevices: [
        { Type: 'ClassGuid', InterfaceClassGuid: '5B45201D-F2F2-4F3B-85BB-30FF1F953599' },
        { Type: 'DeviceInstance', LocationPath: 'PCIROOT(0)' },
        { Type: 'GpuMirror' },
      ],
    }),
    20348,
  ),
  take('a utility machine', 'ComputeSystem', machine(), 17763),
  take('a hosted container', 'ComputeSystem', {
    SchemaVersion: VERSION,
    HostingSystemId: 'c1@vm',
    HostedSystem: {
      SchemaVersion: VERSION,
      Container: { Storage: { Path: 'c:\\mounts\\scsi\\m0', Layers: [{ Id: LAYER.Id, Path: '\\\\?\\VMSMB\\x\\s1' }] } },
    },
  }),
  take('a container of schema 1', 'ComputeSystem', { ...CONTAINER_1, VolumePath: VOLUME }),
  take('a Hyper-V container of schema 1', 'ComputeSystem', {
    ...CONTAINER_1,
    HvPartition: true,
    HvRuntime: { ImagePath: 'C:\\base\\UtilityVM', SkipTemplate: true },
    EndpointList: ['59B1057A-E526-415A-B840-B61662558067'],
  }),
  take('a process', 'ProcessParameters', {
    CommandLine: 'cmd /S /C "echo hi"',
    User: 'ContainerAdministrator',
    WorkingDirectory: 'C:\\',
    Environment: { A: '1' },
    RestrictedToken: true,
    EmulateConsole: true,
    ConsoleSize: [40, 120],
    CreateStdInPipe: true,
  }),
  take('a new console size', 'ProcessModifyRequest', {
    Operation: 'ConsoleSize',
    ConsoleSize: { Height: 40, Width: 120 },
  }),
  take('a closed stdin', 'ProcessModifyRequest', { Operation: 'CloseHandle', CloseHandle: { Handle: 'StdIn' } }),
  take('a signal', 'SignalProcessOptions', { Signal: 'CtrlShutdown' }),
  take('more memory', 'ModifySettingRequest', {
    ResourcePath: 'Container/Memory/SizeInMB',
    RequestType: 'Update',
    Settings: 2048,
  }),
  take('a folder for a running container', 'ModifySettingRequest', {
    ResourcePath: 'Container/MappedDirectories',
    RequestType: 'Add',
    Settings: { HostPath: 'C:\\a', ContainerPath: 'C:\\b', ReadOnly: true },
  }),
  take('a disk for a machine and its guest', 'ModifySettingRequest', {
    ResourcePath: 'VirtualMachine/Devices/Scsi/0/Attachments/1',
    RequestType: 'Add',
    Settings: { Type: 'VirtualDisk', Path: 'C:\\s.vhdx' },
    GuestRequest: {
      ResourceType: 'MappedVirtualDisk',
      RequestType: 'Add',
      Settings: { ContainerPath: 'c:\\mounts\\scsi\\m1', Lun: 1 },
    },
  }),
  take('a query of a system', 'SystemPropertyQuery', { PropertyTypes: ['Statistics', 'ProcessList'] }),
  take('a query of systems', 'SystemQuery', { Types: ['Container'], Owners: ['me'] }),
  take('a query of the service', 'ServicePropertyQuery', { PropertyTypes: ['Basic', 'ContainerCredentialGuard'] }),
  take('a new guarded credential', 'ModificationRequest', {
    PropertyType: 'ContainerCredentialGuard',
    Settings: { Operation: 'AddInstance', OperationDetails: { Id: 'c1', CredentialSpec: '{}', Transport: 'LRPC' } },
  }),
  take('a gentle stop', 'ShutdownOptions', { Mechanism: 'GuestConnection', Type: 'Shutdown', Force: true }, 20348),
  take('a pause', 'PauseOptions', { SuspensionLevel: 'Suspend', HostedNotification: { Reason: 'Save' } }),
  take('a save', 'SaveOptions', { SaveType: 'ToFile', SaveStateFilePath: 'C:\\x.vmrs' }),
];

type Refusal = Pick<BadSchemaCase, 'title' | 'path' | 'why'> & { build?: number };

const refuse = (type: string, document: object | string, refusal: Refusal): BadSchemaCase => ({
  type,
  document: typeof document === 'string' ? document : JSON.stringify(document),
  ...refusal,
});

const system = (document: object | string, title: string, path: string, why: RegExp, build?: number): BadSchemaCase =>
  refuse('ComputeSystem', document, { title, path, why, ...(build === undefined ? {} : { build }) });

export const bad: BadSchemaCase[] = [
  system('{"Owner":"me"', 'a document without an end', '$', /closing bracket is missing, line 1/),
  system('{"Owner":"me"} x', 'text after the document', '$', /text after the document/),
  system('{"Owner":"me","Owner":"me"}', 'a field that is there twice', '$.Owner', /twice/),
  system('{"Owner":"me",}', 'a comma too many', '$', /field name/),
  system('', 'nothing', '$', /not a JSON value/),
  system('[]', 'an array', '$', /an array, not an object/),
  system(container({ Storag: {} }), 'a field that is none', '$.Container.Storag', /no field of Container/),
  system(container({ storage: {} }), 'a field in other letters', '$.Container.storage', /no field/),
  system(
    container({ Memory: { SizeInMB: '1024' } }),
    'text for a number',
    '$.Container.Memory.SizeInMB',
    /a string, not a number/,
  ),
  system(container({ Memory: { SizeInMB: 10.5 } }), 'a fraction', '$.Container.Memory.SizeInMB', /no u64/),
  system(container({ Memory: { SizeInMB: -1 } }), 'a negative size', '$.Container.Memory.SizeInMB', /no u64/),
  system(container({ Processor: { Count: 2 ** 32 } }), 'a number too large', '$.Container.Processor.Count', /no u32/),
  system(
    container({ Processor: { Count: 2, Maximum: 100 } }),
    'a count beside a maximum',
    '$.Container.Processor.Maximum',
    /excludes/,
  ),
  system(container({ GuestOs: { HostName: '' } }), 'an empty text', '$.Container.GuestOs.HostName', /empty/),
  system(container({ GuestOs: null }), 'null', '$.Container.GuestOs', /null, not an object/),
  system(container({ Storage: { ...STORAGE, Layers: [] } }), 'no layers', '$.Container.Storage.Layers', /empty/),
  system(
    container({ Storage: { ...STORAGE, Path: VOLUME } }),
    'a volume without its backslash',
    '$.Container.Storage.Path',
    /backslash/,
  ),
  system(
    container({ Storage: { ...STORAGE, Path: 'C:\\s\\' } }),
    'a scratch that is no volume',
    '$.Container.Storage.Path',
    /volume path/,
  ),
  system(container({ Storage: undefined }), 'a container without storage', '$.Container.Storage', /must be there/),
  system(
    container({ Storage: { ...STORAGE, Layers: [LAYER, { ...LAYER, Id: `{${LAYER.Id}}` }] } }),
    'an id in braces',
    '$.Container.Storage.Layers[1].Id',
    /no Guid/,
  ),
  system(
    container({ Storage: { ...STORAGE, Layers: [{ Id: LAYER.Id }] } }),
    'a layer without its path',
    '$.Container.Storage.Layers[0].Path',
    /must be there/,
  ),
  system(
    container({ MappedDirectories: { HostPath: 'C:\\a' } }),
    'an object for a list',
    '$.Container.MappedDirectories',
    /an object, not an array/,
  ),
  system(
    container({ MappedDirectories: [{ HostPath: 'C:\\a' }] }),
    'half a folder',
    '$.Container.MappedDirectories[0].ContainerPath',
    /must be there/,
  ),
  system(
    container({ RegistryChanges: { AddValues: [{ ...VALUE, Type: 'Dword' }] } }),
    'an enumeration spelt wrong',
    '$.Container.RegistryChanges.AddValues[0].Type',
    /'Dword' is none of its values/,
  ),
  system(
    container({ RegistryChanges: { AddValues: [{ ...VALUE, Type: 'DWord' }] } }),
    'a registry value of another type',
    '$.Container.RegistryChanges.AddValues[0].DWordValue',
    /missing/,
  ),
  system(
    container({ AssignedDevices: [{ Type: 'GpuMirror', LocationPath: 'x' }] }),
    'a mirror with a place',
    '$.Container.AssignedDevices[0].LocationPath',
    /does not go with/,
  ),
  system(
    container({ AssignedDevices: [{ Type: 'GpuMirror' }] }),
    'a field that 17763 does not know',
    '$.Container.AssignedDevices[0].Type',
    /newer than this build/,
    17763,
  ),
  system(
    container({ Storage: { ...STORAGE, PrivilegedContainerRootPath: 'C:\\x' } }),
    'a field that 20348 does not know',
    '$.Container.Storage.PrivilegedContainerRootPath',
    /newer/,
    20348,
  ),
  system(
    { ...container(), SchemaVersion: { Major: 2, Minor: 5 } },
    'a schema version too new',
    '$.SchemaVersion',
    /not supported/,
    19045,
  ),
  system(
    { ...container(), SchemaVersion: { Major: 3, Minor: 0 } },
    'a schema of tomorrow',
    '$.SchemaVersion',
    /not supported/,
  ),
  system({ ...container(), SchemaVersion: undefined }, 'no schema version', '$.SchemaVersion', /must be there/),
  system({ SchemaVersion: VERSION }, 'neither container nor machine', '$', /none of the fields/),
  system({ ...container(), ...machine() }, 'a container beside a machine', '$.VirtualMachine', /excludes/),
  system(
    { ...container(), HostingSystemId: 'vm' },
    'a host of what is not hosted',
    '$.HostingSystemId',
    /HostedSystem only/,
  ),
  system(
    machine({ ComputeTopology: { Memory: { SizeInMB: 1, AllowOvercommit: false, EnableHotHint: true } } }),
    'a hot hint for physical memory',
    '$.VirtualMachine.ComputeTopology.Memory.EnableHotHint',
    /AllowOvercommit/,
  ),
  system(
    machine({ Devices: { Scsi: { 0: { Attachments: { first: { Type: 'Iso' } } } } } }),
    'a slot that is no number',
    '$.VirtualMachine.Devices.Scsi.0.Attachments.first',
    /key is no u32/,
  ),
  system(
    { ...CONTAINER_1, VolumePath: `${VOLUME}\\` },
    'schema 1 with a backslash',
    '$.VolumePath',
    /without a backslash/,
  ),
  system(
    { ...CONTAINER_1, HvPartition: true, VolumePath: VOLUME },
    'schema 1 with two storages',
    '$.VolumePath',
    /HvPartition/,
  ),
  refuse('ProcessParameters', { User: 'x' }, { title: 'no command', path: '$', why: /none of the fields/ }),
  refuse(
    'ProcessParameters',
    { CommandLine: 'a', CommandArgs: ['a'] },
    {
      title: 'two commands',
      path: '$.CommandArgs',
      why: /excludes/,
    },
  ),
  refuse(
    'ProcessParameters',
    { CommandLine: 'a', Environment: { A: '' } },
    {
      title: 'an empty variable',
      path: '$.Environment.A',
      why: /empty/,
    },
  ),
  refuse(
    'ProcessParameters',
    { CommandLine: 'a', Environment: { A: 1 } },
    {
      title: 'a variable that is a number',
      path: '$.Environment.A',
      why: /a number, not a string/,
    },
  ),
  refuse(
    'ProcessParameters',
    { CommandLine: 'a', ConsoleSize: [40] },
    {
      title: 'half a console size',
      path: '$.ConsoleSize',
      why: /two members/,
    },
  ),
  refuse(
    'ProcessParameters',
    { CommandLine: 'a', EmulateConsole: 'true' },
    {
      title: 'text for a boolean',
      path: '$.EmulateConsole',
      why: /a string, not a boolean/,
    },
  ),
  refuse(
    'SignalProcessOptions',
    { Signal: 'SIGTERM' },
    { title: "another world's signal", path: '$.Signal', why: /none of/ },
  ),
  refuse(
    'ProcessModifyRequest',
    { Operation: 'CloseHandle', ConsoleSize: { Height: 1, Width: 1 } },
    {
      title: 'an operation with the other one’s settings',
      path: '$.CloseHandle',
      why: /must be there/,
    },
  ),
  refuse(
    'ModifySettingRequest',
    { ResourcePath: 'Container/Nothing', Settings: {} },
    {
      title: 'settings of an unknown resource',
      path: '$.Settings',
      why: /not known/,
    },
  ),
  refuse(
    'ModifySettingRequest',
    { ResourcePath: 'Container/Memory/SizeInMB', Settings: { SizeInMB: 1 } },
    {
      title: 'an object for a size',
      path: '$.Settings',
      why: /an object, not a number/,
    },
  ),
  refuse(
    'ModifySettingRequest',
    { RequestType: 'Add' },
    { title: 'a request for nothing', path: '$.ResourcePath', why: /GuestRequest/ },
  ),
  refuse(
    'SystemPropertyQuery',
    { PropertyTypes: ['Stats'] },
    { title: 'an unknown property', path: '$.PropertyTypes[0]', why: /none of/ },
  ),
  refuse(
    'ModificationRequest',
    {
      PropertyType: 'ContainerCredentialGuard',
      Settings: { Operation: 'AddInstance', OperationDetails: { Id: 'c1', Transport: 'LRPC' } },
    },
    {
      title: 'a guarded credential without one',
      path: '$.Settings.OperationDetails.CredentialSpec',
      why: /must be there/,
    },
  ),
  refuse(
    'ShutdownOptions',
    { Type: 'Shutdown' },
    {
      title: 'options of a stop before 20348',
      path: '$.Type',
      why: /newer/,
      build: 19045,
    },
  ),
];
