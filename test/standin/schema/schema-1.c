#include "schema.h"

/* The document of schema 1, from before Windows build 17763 and still taken; its names are hcsshim's. */
const SchemaType schema1Types[] = {
    {"Container1", HCSSHIM_1, "SystemType:SystemType! Name:string! Owner:string VolumePath:string "
     "IgnoreFlushesDuringBoot:bool LayerFolderPath:string Layers:Layer1[]! Credentials:string ProcessorCount:u32 "
     "ProcessorWeight:u64 ProcessorMaximum:i64 StorageIOPSMaximum:u64 StorageBandwidthMaximum:u64 StorageSandboxSize:u64 "
     "MemoryMaximumInMB:i64 HostName:string MappedDirectories:MappedDirectory1[] MappedPipes:MappedPipe1[] HvPartition:bool "
     "NetworkSharedContainerName:string EndpointList:string[] HvRuntime:HvRuntime1 Servicing:bool "
     "AllowUnqualifiedDNSQuery:bool DNSSearchList:string ContainerType:string TerminateOnLastHandleClosed:bool "
     "MappedVirtualDisks:MappedVirtualDisk1[] AssignedDevices:AssignedDevice1[]"},
    {"Layer1", HCSSHIM_1, "ID:Guid! Path:string!"},
    {"MappedDirectory1", HCSSHIM_1, "HostPath:string! ContainerPath:string! ReadOnly:bool BandwidthMaximum:u64 IOPSMaximum:u64 "
     "CreateInUtilityVM:bool LinuxMetadata:bool"},
    {"MappedPipe1", HCSSHIM_1, "HostPath:string! ContainerPipeName:string!"},
    {"HvRuntime1", HCSSHIM_1, "ImagePath:string SkipTemplate:bool LinuxInitrdFile:string LinuxKernelFile:string "
     "LinuxBootParameters:string BootSource:string WritableBootSource:bool"},
    {"MappedVirtualDisk1", HCSSHIM_1, "HostPath:string! ContainerPath:string CreateInUtilityVM:bool ReadOnly:bool Cache:CacheMode "
     "AttachOnly:bool"},
    {"AssignedDevice1", HCSSHIM_1, "InterfaceClassGuid:Guid!"},
    {0}};
