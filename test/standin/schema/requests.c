#include "schema.h"

/*
 * What the other functions take. A type that begins with `*` is chosen by a sibling's value: see schemaChoices.
 * Where a row names hcsshim, the value is newer than the reference, or only seen there.
 */
const SchemaType requestTypes[] = {
    {"ComputeSystem", REFERENCE, "Owner:string SchemaVersion:Version! HostingSystemId:string HostedSystem:HostedSystem+ "
     "Container:Container+ VirtualMachine:VirtualMachine+ ShouldTerminateOnLastHandleClosed:bool"},
    {"HostedSystem", REFERENCE, "SchemaVersion:Version! Container:Container!"},
    {"ProcessParameters", REFERENCE, "ApplicationName:string CommandLine:string+ CommandArgs:string[]+ User:string "
     "WorkingDirectory:string Environment:string{string} RestrictedToken:bool EmulateConsole:bool CreateStdInPipe:bool "
     "CreateStdOutPipe:bool CreateStdErrPipe:bool ConsoleSize:u16[2] UseExistingLogin:bool UseLegacyConsole:bool"},

    {"ModifySettingRequest", REFERENCE, "ResourcePath:string RequestType:ModifyRequestType Settings:*ResourcePath "
     "GuestRequest:GuestModifySettingRequest"},
    {"ModifyRequestType", REFERENCE, "| Add Remove Update"},
    {"GuestModifySettingRequest", REFERENCE, "ResourceType:ModifyResourceType! RequestType:ModifyRequestType "
     "Settings:*ResourceType"},
    {"ModifyResourceType", REFERENCE, "| Memory MappedDirectory MappedPipe MappedVirtualDisk CombinedLayers NetworkNamespace "
     "CimMount@23 Network HvSocket"},
    {"MappedVirtualDisk", REFERENCE, "ContainerPath:string Lun:u8!"},
    {"CombinedLayers", HCSSHIM "combined_layers.go", "Layers:Layer[] ScratchPath:string ContainerRootPath:string! "
     "FilterType:LayerFilter@29"},
    {"LayerFilter", HCSSHIM "layer.go", "| UnionFS@29 WCIFS@29"},
    {"HvSocketAddress", REFERENCE, "LocalAddress:Guid ParentAddress:Guid"},
    {"CimMount", REFERENCE, "ImagePath:string@23 FileSystemName:string@23 VolumeGuid:Guid@23 MountFlags:u32@25"},
    {"RegistryFlushState", REFERENCE, "Enabled:bool"},
    {"ProcessorLimits", REFERENCE, "Limit:u64@24 Weight:u64@24 Reservation:u64@24 MaximumFrequencyMHz:u32@24"},

    {"ProcessModifyRequest", REFERENCE, "Operation:ModifyOperation! ConsoleSize:ConsoleSize+ CloseHandle:CloseHandle+"},
    {"ModifyOperation", REFERENCE, "| ConsoleSize CloseHandle"},
    {"ConsoleSize", REFERENCE, "Height:u16! Width:u16!"},
    {"CloseHandle", REFERENCE, "Handle:StdHandle!"},
    {"StdHandle", REFERENCE, "| StdIn StdOut StdErr All"},
    {"SignalProcessOptions", REFERENCE, "Signal:ProcessSignal!"},
    {"ProcessSignal", REFERENCE, "| CtrlC CtrlBreak CtrlClose CtrlLogOff CtrlShutdown"},

    {"ShutdownOptions", REFERENCE, "Mechanism:ShutdownMechanism@25 Type:ShutdownType@25 Force:bool@25 Reason:string@25"},
    {"ShutdownMechanism", REFERENCE, "| GuestConnection@25 IntegrationService@25"},
    {"ShutdownType", REFERENCE, "| Shutdown@25 Hibernate@25 Reboot@25"},
    {"PauseOptions", REFERENCE, "SuspensionLevel:PauseSuspensionLevel HostedNotification:PauseNotification"},
    {"PauseSuspensionLevel", REFERENCE, "| Suspend MemoryLow MemoryMedium MemoryHigh"},
    {"PauseNotification", REFERENCE, "Reason:PauseReason!"},
    {"PauseReason", REFERENCE, "| None Save Template"},
    {"SaveOptions", REFERENCE, "SaveType:SaveType! SaveStateFilePath:string"},
    {"SaveType", REFERENCE, "| ToFile AsTemplate"},
    {"CrashOptions", REFERENCE, "Type:CrashType!@23"},
    {"CrashType", REFERENCE, "| CrashGuest@23"},

    {"SystemQuery", REFERENCE, "Ids:string[] Names:string[] Types:SystemType[] Owners:string[]"},
    {"SystemType", REFERENCE, "| Container VirtualMachine"},
    {"SystemPropertyQuery", REFERENCE_OF("System_PropertyQuery"), "PropertyTypes:SystemPropertyType[] Queries:Any{string}@25"},
    {"SystemPropertyType", HCSSHIM "property_type.go", "| Memory GuestMemory Statistics ProcessList "
     "TerminateOnLastHandleClosed SharedMemoryRegion GuestConnection ICHeartbeatStatus SystemGUID MappedVirtualDisk"},
    {"ServicePropertyQuery", REFERENCE_OF("Service_PropertyQuery"), "PropertyTypes:ServicePropertyType[] "
     "PropertyQueries:Any{string}@25"},
    {"ServicePropertyType", HCSSHIM "property_type.go", "| Basic CpuGroup ProcessorTopology Memory ContainerCredentialGuard "
     "QoSCapabilities"},

    {"ModificationRequest", REFERENCE, "PropertyType:ModifyPropertyType! Settings:*PropertyType!"},
    {"ModifyPropertyType", REFERENCE, "| CpuGroup ContainerCredentialGuard"},
    {"ContainerCredentialGuardOperationRequest", REFERENCE, "Operation:ContainerCredentialGuardModifyOperation! "
     "OperationDetails:*Operation!"},
    {"ContainerCredentialGuardModifyOperation", REFERENCE, "| AddInstance RemoveInstance"},
    {"ContainerCredentialGuardAddInstanceRequest", REFERENCE, "Id:string! CredentialSpec:string! "
     "Transport:ContainerCredentialGuardTransport!"},
    {"ContainerCredentialGuardRemoveInstanceRequest", REFERENCE, "Id:string!"},
    {"HostProcessorModificationRequest", REFERENCE, "Operation:ModifyServiceOperation! OperationDetails:Any"},
    {"ModifyServiceOperation", REFERENCE, "| CreateGroup DeleteGroup SetProperty"},
    {0}};

/* microsoft/hcsshim internal/hcs/resourcepaths, internal/protocol/guestrequest; the reference's descriptions. */
const SchemaChoice schemaChoices[] = {
    {"ResourcePath", "Container/MappedDirectories", "MappedDirectory"},
    {"ResourcePath", "Container/MappedPipes", "MappedPipe"},
    {"ResourcePath", "Container/Memory/SizeInMB", "u64"},
    {"ResourcePath", "Container/Processor", "Container_Processor"},
    {"ResourcePath", "Container/Devices/Generic", "Device"},
    {"ResourcePath", "Container/RegistryFlushState", "RegistryFlushState"},
    {"ResourcePath", "VirtualMachine/ComputeTopology/Memory/SizeInMB", "u64"},
    {"ResourcePath", "VirtualMachine/ComputeTopology/Processor/Limits", "ProcessorLimits"},
    {"ResourcePath", "VirtualMachine/ComputeTopology/Processor/CpuGroup", "CpuGroup"},
    {"ResourcePath", "VirtualMachine/ComputeTopology/Gpu", "Any"},
    {"ResourcePath", "VirtualMachine/Devices/Scsi/#/Attachments/#", "Attachment"},
    {"ResourcePath", "VirtualMachine/Devices/VirtualSmb/Shares", "VirtualSmbShare"},
    {"ResourcePath", "VirtualMachine/Devices/Plan9/Shares", "Plan9Share"},
    {"ResourcePath", "VirtualMachine/Devices/NetworkAdapters/#", "NetworkAdapter"},
    {"ResourcePath", "VirtualMachine/Devices/MappedPipes/#", "Any"},
    {"ResourcePath", "VirtualMachine/Devices/HvSocket/HvSocketConfig/ServiceTable/#", "HvSocketServiceConfig"},
    {"ResourcePath", "VirtualMachine/Devices/VirtualPci/#", "VirtualPciDevice"},
    {"ResourcePath", "VirtualMachine/Devices/ComPorts/#", "ComPort"},
    {"ResourcePath", "VirtualMachine/Devices/VirtualPMem/Devices/#", "VirtualPMemDevice"},
    {"ResourcePath", "VirtualMachine/Devices/VirtualPMem/Devices/#/Mappings/#", "VirtualPMemMapping"},
    {"ResourcePath", "VirtualMachine/Devices/SharedMemory/Regions", "SharedMemoryRegion"},
    {"ResourcePath", "VirtualMachine/Devices/FlexibleIov/#", "FlexibleIoDevice"},
    {"ResourceType", "Memory", "Any"},
    {"ResourceType", "MappedDirectory", "MappedDirectory"},
    {"ResourceType", "MappedPipe", "MappedPipe"},
    {"ResourceType", "MappedVirtualDisk", "MappedVirtualDisk"},
    {"ResourceType", "CombinedLayers", "CombinedLayers"},
    {"ResourceType", "NetworkNamespace", "Any"},
    {"ResourceType", "Network", "Any"},
    {"ResourceType", "CimMount", "CimMount"},
    {"ResourceType", "HvSocket", "HvSocketAddress"},
    {"PropertyType", "ContainerCredentialGuard", "ContainerCredentialGuardOperationRequest"},
    {"PropertyType", "CpuGroup", "HostProcessorModificationRequest"},
    {"Operation", "AddInstance", "ContainerCredentialGuardAddInstanceRequest"},
    {"Operation", "RemoveInstance", "ContainerCredentialGuardRemoveInstanceRequest"},
    {0}};
