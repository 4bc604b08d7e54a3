#include "schema.h"

/*
 * A container's document. Names, types and versions: the JSON schema reference that each row names; `!`, `^` and `?`
 * (what must be there, what excludes another, what may be empty) from the descriptions there.
 */
const SchemaType containerTypes[] = {
    {"Version", REFERENCE, "Major:u32! Minor:u32!"},
    {"GuestOs", REFERENCE, "HostName:string"},
    {"PathType", REFERENCE, "| AbsolutePath VirtualSmbShareName"},
    {"CacheMode", REFERENCE, "| Unspecified Disabled Enabled Private PrivateAllowSharing"},
    {"Layer", REFERENCE, "Id:Guid! Path:string! PathType:PathType Cache:CacheMode"},
    {"StorageQoS", REFERENCE, "IopsMaximum:u64 BandwidthMaximum:u64"},
    {"Storage", REFERENCE, "Layers:Layer[]! Path:string! QoS:StorageQoS "
     "PrivilegedContainerRootPath:string@27"},
    {"MappedDirectory", REFERENCE, "HostPath:string! HostPathType:PathType ContainerPath:string! ReadOnly:bool SupportCloudFiles:bool@23"},
    {"MappedPipePathType", REFERENCE, "| AbsolutePath VirtualSmbPipeName"},
    {"MappedPipe", REFERENCE, "ContainerPipeName:string! HostPath:string! HostPathType:MappedPipePathType"},
    {"Container_Memory", REFERENCE, "SizeInMB:u64"},
    {"Container_Processor", REFERENCE, "Count:u32^ Weight:i64^ Maximum:i64^"},
    {"Networking", REFERENCE, "AllowUnqualifiedDnsQuery:bool DnsSearchList:string NetworkSharedContainerName:string "
     "Namespace:string NetworkAdapters:Guid[]"},
    {"HvSocketServiceConfig", REFERENCE, "BindSecurityDescriptor:string ConnectSecurityDescriptor:string AllowWildcardBinds:bool"},
    {"HvSocketSystemConfig", REFERENCE, "DefaultBindSecurityDescriptor:string DefaultConnectSecurityDescriptor:string "
     "ServiceTable:HvSocketServiceConfig{Guid}"},
    {"Container_HvSocket", REFERENCE, "Config:HvSocketSystemConfig EnablePowerShellDirect:bool"},
    {"ContainerCredentialGuardTransport", REFERENCE, "| LRPC HvSocket"},
    {"ContainerCredentialGuardState", REFERENCE, "Cookie:bytes RpcEndpoint:string Transport:ContainerCredentialGuardTransport CredentialSpec:string"},
    {"RegistryHive", REFERENCE, "| System Software Security Sam"},
    {"RegistryKey", REFERENCE, "Hive:RegistryHive! Name:string! Volatile:bool"},
    {"RegistryValueType", REFERENCE, "| None String ExpandedString MultiString Binary DWord QWord CustomType"},
    {"RegistryValue", REFERENCE, "Key:RegistryKey! Name:string? Type:RegistryValueType! StringValue:string? BinaryValue:bytes "
     "DWordValue:u32 QWordValue:u64 CustomType:u32"},
    {"RegistryChanges", REFERENCE, "AddValues:RegistryValue[] DeleteKeys:RegistryKey[]"},
    {"DeviceType", REFERENCE, "| ClassGuid@22 DeviceInstance@22 GpuMirror@22"},
    {"Device", REFERENCE, "Type:DeviceType@22 InterfaceClassGuid:Guid LocationPath:string@22"},
    {"InterfaceClassType", REFERENCE, "| Inherit@23 DeviceInstance@23 ClassGuid@23"},
    {"InterfaceClass", REFERENCE, "type:InterfaceClassType@23 identifier:Guid@23 recurse:bool@23"},
    {"DeviceCategory", REFERENCE, "name:string@23 interface_class:InterfaceClass[]@23"},
    {"JobCpu", REFERENCE, "rate:u32@23 weight:u32@23"},
    {"JobMemory", REFERENCE, "limit:u64@23"},
    {"JobSystemRoot", REFERENCE, "path:string@23"},
    {"JobTerminationPolicy", REFERENCE, "| PermanentQuiescent@23 KillOnHandleClose@23"},
    {"JobNamespace", REFERENCE, "cpu:JobCpu@23 memory:JobMemory@23 systemroot:JobSystemRoot@23 "
     "terminationpolicy:JobTerminationPolicy@23 threadimpersonation:bool@23"},
    {"FilesystemIsolationMode", REFERENCE, "| hard@23 soft@23"},
    {"FilesystemNestingMode", REFERENCE, "| inner@23 outer@23"},
    {"FilesystemLayer", REFERENCE, "identifier:Guid@23 path:string@23"},
    {"ContainersDef_BatchedBinding", REFERENCE, "filepath:string@23 bindingroots:string[]@23"},
    {"FilesystemNamespace", REFERENCE, "path:string@23 isolation:FilesystemIsolationMode@23 nesting:FilesystemNestingMode@23 "
     "layer:FilesystemLayer[]@23 bindings:ContainersDef_BatchedBinding[]@23"},
    {"MountManagerMountPoint", REFERENCE, "name:string@23 path:string@23"},
    {"MountManagerNamespace", REFERENCE, "mount_point:MountManagerMountPoint[]@23"},
    {"NamedPipeSymlink", REFERENCE, "name:string@23 path:string@23"},
    {"NamedPipeNamespace", REFERENCE, "symlink:NamedPipeSymlink[]@23"},
    {"ObjectDirectoryShadow", REFERENCE, "| false@23 true@23 ifexists@23"},
    {"ObjectSymlinkScope", REFERENCE, "| Local@23 Global@23 GlobalDropSilo@23"},
    {"ObjectSymlink", REFERENCE, "name:string@23 path:string@23 scope:ObjectSymlinkScope@23 pathtoclone:string@23 access_mask:u32@23"},
    {"ObjectDirectory", REFERENCE, "name:string@23 clonesd:string@23 shadow:ObjectDirectoryShadow@23 symlink:ObjectSymlink[]@23 "
     "objdir:ObjectDirectory[]@23"},
    {"ObjectNamespace", REFERENCE, "shadow:ObjectDirectoryShadow@23 symlink:ObjectSymlink[]@23 objdir:ObjectDirectory[]@23"},
    {"RegistrySymlink", REFERENCE, "key:string@23 target:string@23"},
    {"RegistryRedirectionNode", REFERENCE, "containerpath:string@23 hostpath:string@23 hivestack:string@23 access_mask:u32@23 "
     "trustedhive:bool@23 exitnode:bool@23"},
    {"RegistryLayer", REFERENCE, "hosthive:string@23 filepath:string@23 identifier:Guid@23 readonly:bool@23 immutable:bool@23 "
     "inherittrustclass:bool@23 trustedhive:bool writethrough:bool@23 fileaccesstoken:u64@23"},
    {"RegistryMakeValue", REFERENCE, "name:string@23 data_multistring:string@23 data_dword:u32@23 data_string:string@23 "
     "data_binary:bytes@23"},
    {"RegistryMakeKey", REFERENCE, "name:string@23 clonesd:string@23 mkkey:RegistryMakeKey[]@23 mkvalue:RegistryMakeValue[]@23 "
     "volatile:bool@23"},
    {"RegistryDeleteKey", REFERENCE, "name:string@23"},
    {"RegistryHiveStack", REFERENCE, "hive:string@23 layer:RegistryLayer[]@23 mkkey:RegistryMakeKey[]@23 delkey:RegistryDeleteKey[]@23"},
    {"RegistryNamespace", REFERENCE, "symlink:RegistrySymlink[]@23 redirectionnode:RegistryRedirectionNode[]@23 "
     "hivestack:RegistryHiveStack[]@23"},
    {"NetworkNamespace", REFERENCE, "compartment:string@23"},
    {"DeviceInstance", REFERENCE, "id:string@23 location_path:string@23 port_name:string@23 interface_class:InterfaceClass[]@23"},
    {"DeviceNamespace", REFERENCE, "requires_driverstore:bool@23 device_category:DeviceCategory[]@23 device_instance:DeviceInstance[]@23"},
    {"HostFiles", REFERENCE, "base_image_path:string@23 sandbox_path:string@23 file:string[]@23"},
    {"Namespace", REFERENCE, "job:JobNamespace@23 filesystem:FilesystemNamespace@23 mountmgr:MountManagerNamespace@23 "
     "namedpipe:NamedPipeNamespace@23 ob:ObjectNamespace@23 registry:RegistryNamespace@23 "
     "network:NetworkNamespace@23 device:DeviceNamespace@23 hostfiles:HostFiles@23"},
    {"DeviceExtension", REFERENCE, "device_category:DeviceCategory@23 namespace:Namespace@23"},
    {"ContainersDef_Device", REFERENCE, "device_extension:DeviceExtension[]@23"},
    {"Container", REFERENCE, "GuestOs:GuestOs Storage:Storage MappedDirectories:MappedDirectory[] MappedPipes:MappedPipe[] "
     "Memory:Container_Memory Processor:Container_Processor Networking:Networking "
     "HvSocket:Container_HvSocket ContainerCredentialGuard:ContainerCredentialGuardState "
     "RegistryChanges:RegistryChanges AssignedDevices:Device[] "
     "AdditionalDeviceNamespace:ContainersDef_Device@23 IsolationType:IsolationType@27"},
    /* Newer than the reference: microsoft/hcsshim internal/hcs/schema2/container.go (also PrivilegedContainerRootPath). */
    {"IsolationType", HCSSHIM "container.go", "| HostProcess@27"},
    {0}};
