#include "schema.h"

/* A virtual machine's document: a utility VM. Names, types and versions: the JSON schema reference. */
const SchemaType virtualMachineTypes[] = {
    {"ApplySecureBootTemplateType", REFERENCE, "| Skip@23 Apply@23"},
    {"UefiBootDevice", REFERENCE, "| ScsiDrive VmbFs Network File"},
    {"UefiBootEntry", REFERENCE, "DeviceType:UefiBootDevice DevicePath:string DiskNumber:u16 OptionalData:string VmbFsRootPath:string"},
    {"SerialConsole", REFERENCE, "| Default Disabled ComPort1 ComPort2"},
    {"Uefi", REFERENCE, "EnableDebugger:bool SecureBootTemplateId:Guid ApplySecureBootTemplate:ApplySecureBootTemplateType@23 "
     "BootThis:UefiBootEntry Console:SerialConsole StopOnBootFailure:bool@22"},
    {"LinuxKernelDirect", REFERENCE, "KernelFilePath:string@22 InitRdPath:string@22 KernelCmdLine:string@22"},
    {"Chipset", REFERENCE, "Uefi:Uefi IsNumLockDisabled:bool BaseBoardSerialNumber:string ChassisSerialNumber:string "
     "ChassisAssetTag:string EnableHibernation:bool@25 UseUtc:bool LinuxKernelDirect:LinuxKernelDirect@22"},
    {"MemoryBackingPageSize", REFERENCE, "| Small@22 Large@22"},
    {"VirtualMachine_Memory", REFERENCE, "SizeInMB:u64 AllowOvercommit:bool BackingPageSize:MemoryBackingPageSize@22 "
     "FaultClusterSizeShift:u32@24 DirectMapFaultClusterSizeShift:u32@24 PinBackingPages:bool@22 "
     "ForbidSmallBackingPages:bool@22 EnableHotHint:bool EnableColdHint:bool EnableColdDiscardHint:bool@22 "
     "EnableDeferredCommit:bool LowMmioGapInMB:u64@23 HighMmioBaseInMB:u64@23 HighMmioGapInMB:u64@23"},
    {"ProcessorFeature", REFERENCE, "| Sse3@25 LahfSahf@25 Ssse3@25 Sse4_1@25 Sse4_2@25 Sse4A@25 Xop@25 Popcnt@25 Cmpxchg16B@25 "
     "Altmovcr8@25 Lzcnt@25 Misalignsse@25 MmxExt@25 Amd3Dnow@25 ExtAmd3Dnow@25 Page1Gb@25 AmdAes@25 "
     "Pclmulqdq@25 Pcid@25 Fma4@25 F16C@25 Rdrand@25 Rdwrfsgs@25 Smep@25 EnhancedFastString@25 Bmi1@25 "
     "Bmi2@25 Movbe@25 Npiep1@25 DepX87FpuSave@25 Rdseed@25 Adx@25 IntelPrefetch@25 Smap@25 Hle@25 Rtm@25 "
     "Rdtscp@25 Clflushopt@25 Clwb@25 Sha@25 X87PointersSaved@25 Invpcid@25 Ibrs@25 Stibp@25 Ibpb@25 "
     "UnrestrictedGuest@25 Mdd@25 FastShortRepMov@25 L1DCacheFlush@25 RdclNo@25 IbrsAll@25 SkipL1Df@25 "
     "SsbNo@25 RsbaNo@25 VirtSpecCtrl@25 Rdpid@25 Umip@25 MbsNo@25 MbClear@25 TaaNo@25 TsxCtrl@25 "
     "AcountMcount@25 TscInvariant@25 Clzero@25 Rdpru@25 La57@25 Mbec@25 NestedVirt@25 Psfd@25 CetSs@25 "
     "CetIbt@25 VmxExceptionInject@25 UmwaitTpause@25 Movdiri@25 Movdir64b@25 Cldemote@25 Serialize@25 "
     "TscDeadlineTmr@25 TscAdjust@25 FZLRepMovsb@25 FSRepStosb@25 FSRepCmpsb@25 SentinelAmd@25 Asid16@25 "
     "TGran16@25 TGran64@25 Haf@25 Hdbs@25 Pan@25 AtS1E1@25 Uao@25 El0Aarch32@25 Fp@25 FpHp@25 AdvSimd@25 "
     "AdvSimdHp@25 GicV3V4@25 PmuV3@25 PmuV3ArmV81@25 PmuV3ArmV84@25 ArmAes@25 PolyMul@25 Sha1@25 "
     "Sha256@25 Sha512@25 Crc32@25 Atomic@25 Rdm@25 Sha3@25 Sm3@25 Sm4@25 Dp@25 Fhm@25 DcCvap@25 "
     "DcCvadp@25 ApaBase@25 ApaEp@25 ApaEp2@25 ApaEp2Fp@25 ApaEp2Fpc@25 Jscvt@25 Fcma@25 RcpcV83@25 "
     "RcpcV84@25 Gpa@25 L1ipPipt@25 DzPermitted@25 SentinelArm@25"},
    {"XsaveProcessorFeature", REFERENCE, "| Xsave@25 Xsave_Opt@25 Avx@25 Avx2@25 Fma@25 Mpx@25 Avx512@25 Avx512Dq@25 Avx512Cd@25 Avx512Bw@25 "
     "Avx512Vl@25 Xsave_Comp@25 Xsave_Supervisor@25 Xcr1@25 Avx512_Bitalg@25 AVX512_Ifma@25 Avx512_Vbmi@25 "
     "Avx512_Vbmi2@25 Avx512_Vnni@25 Gfni@25 Vaes@25 Avx512_Vpopcntdq@25 Vpclmulqdq@25 Avx512_Bf16@25 "
     "Avx512_Vp2Intersect@25 Avx512Fp16@25 Xfd@25 AmxTile@25 AmxBf16@25 AmxInt8@25 AvxVnni@25 "
     "SentinelAmdXsave@25"},
    {"ProcessorFeatureSetMode", REFERENCE, "| Strict@25 Permissive@25"},
    {"ProcessorFeatureSet", REFERENCE, "ProcessorFeatures:ProcessorFeature[]@25 XsaveProcessorFeatures:XsaveProcessorFeature[]@25 "
     "ProcessorFeatureSetMode:ProcessorFeatureSetMode@25"},
    {"CpuGroup", REFERENCE, "Id:Guid"},
    {"VirtualMachine_Processor", REFERENCE, "Count:u32 Limit:u64 Weight:u64 Reservation:u64@24 MaximumFrequencyMHz:u32@24 "
     "ExposeVirtualizationExtensions:bool EnablePerfmonPmu:bool@22 EnablePerfmonArchPmu:bool@25 "
     "EnablePerfmonPebs:bool@22 EnablePerfmonLbr:bool@22 EnablePerfmonIpt:bool@22 "
     "EnablePageShattering:bool@25 DisableSpeculationControls:bool@25 "
     "ProcessorFeatureSet:ProcessorFeatureSet@25 CpuGroup:CpuGroup@25"},
    {"Topology", REFERENCE, "Memory:VirtualMachine_Memory Processor:VirtualMachine_Processor"},
    {"ComPort", REFERENCE, "NamedPipe:string OptimizeForDebugger:bool"},
    {"VirtioSerialPort", REFERENCE, "NamedPipe:string@22 Name:string@22"},
    {"VirtioSerial", REFERENCE, "Ports:VirtioSerialPort{u32}@22"},
    {"AttachmentType", REFERENCE, "| VirtualDisk Iso PassThru"},
    {"CachingMode", REFERENCE, "| Uncached Cached ReadOnlyCached"},
    {"Attachment", REFERENCE, "Type:AttachmentType! Path:string CachingMode:CachingMode ReadOnly:bool "
     "SupportCompressedVolumes:bool@23 AlwaysAllowSparseFiles:bool@26 SupportEncryptedFiles:bool@26"},
    {"Scsi", REFERENCE, "Attachments:Attachment{u32} DisableInterruptBatching:bool@24"},
    {"VirtualPMemImageFormat", REFERENCE, "| Vhdx Vhd1"},
    {"VirtualPMemMapping", REFERENCE, "HostPath:string@22 ImageFormat:VirtualPMemImageFormat@22"},
    {"VirtualPMemDevice", REFERENCE, "HostPath:string ReadOnly:bool ImageFormat:VirtualPMemImageFormat SizeBytes:u64@22 "
     "Mappings:VirtualPMemMapping{u64}@22"},
    {"VirtualPMemBackingType", REFERENCE, "| Virtual Physical"},
    {"VirtualPMemController", REFERENCE, "Devices:VirtualPMemDevice{u8} MaximumCount:u8 MaximumSizeBytes:u64 Backing:VirtualPMemBackingType"},
    {"InterruptModerationMode", REFERENCE, "| Default@24 Adaptive@24 Off@24 Low@24 Medium@24 High@24"},
    {"IovSettings", REFERENCE, "OffloadWeight:u32@24 QueuePairsRequested:u32@24 InterruptModeration:InterruptModerationMode@24"},
    {"StateOverride", REFERENCE, "| Default@24 Disabled@24 Enabled@24"},
    {"NetworkAdapter", REFERENCE, "EndpointId:Guid! MacAddress:mac InstanceId:Guid@24 DisableInterruptBatching:bool@24 "
     "IovSettings:IovSettings@24 ConnectionState:StateOverride@24"},
    {"RdpConnectionOptions", REFERENCE, "AccessSids:string[] NamedPipe:string"},
    {"VideoMonitor", REFERENCE, "HorizontalResolution:u16 VerticalResolution:u16 ConnectionOptions:RdpConnectionOptions"},
    {"Keyboard", REFERENCE, ""},
    {"Mouse", REFERENCE, ""},
    {"VirtualMachine_HvSocket", REFERENCE, "HvSocketConfig:HvSocketSystemConfig"},
    {"EnhancedModeVideo", REFERENCE, "ConnectionOptions:RdpConnectionOptions"},
    {"WindowsCrashReporting", REFERENCE, "DumpFileName:string MaxDumpSize:i64"},
    {"GuestCrashReporting", REFERENCE, "WindowsCrashSettings:WindowsCrashReporting"},
    {"VirtualSmbShareOptions", REFERENCE, "ReadOnly:bool ShareRead:bool CacheIo:bool NoOplocks:bool TakeBackupPrivilege:bool "
     "UseShareRootIdentity:bool NoDirectmap:bool NoLocks:bool NoDirnotify:bool VmSharedMemory:bool "
     "RestrictFileAccess:bool ForceLevelIIOplocks:bool ReparseBaseLayer:bool PseudoOplocks:bool "
     "NonCacheIo:bool PseudoDirnotify:bool SingleFileMapping:bool SupportCloudFiles:bool@23 "
     "FilterEncryptionAttributes:bool@24"},
    {"VirtualSmbShare", REFERENCE, "Name:string! Path:string AllowedFiles:string[] Options:VirtualSmbShareOptions"},
    {"VirtualSmb", REFERENCE, "Shares:VirtualSmbShare[] DirectFileMappingInMB:i64"},
    {"Plan9Share", REFERENCE, "Name:string AccessName:string Path:string Port:u32 AllowedFiles:string[]@22"},
    {"Plan9", REFERENCE, "Shares:Plan9Share[]"},
    {"Battery", REFERENCE, ""},
    {"FlexibleIoDeviceHostingModel", REFERENCE, "| Internal External"},
    {"FlexibleIoDevice", REFERENCE, "EmulatorId:Guid HostingModel:FlexibleIoDeviceHostingModel Configuration:string[]"},
    {"SharedMemoryRegion", REFERENCE, "SectionName:string StartOffset:u64 Length:u64 AllowGuestWrite:bool HiddenFromGuest:bool"},
    {"SharedMemoryConfiguration", REFERENCE, "Regions:SharedMemoryRegion[]"},
    {"VirtualPciFunction", REFERENCE, "DeviceInstancePath:string@23 VirtualFunction:u16@23 AllowDirectTranslatedP2P:bool@24"},
    {"VirtualPciDevice", REFERENCE, "Functions:VirtualPciFunction[]@23"},
    {"Devices", REFERENCE, "ComPorts:ComPort{u32} VirtioSerial:VirtioSerial@22 Scsi:Scsi{string} "
     "VirtualPMem:VirtualPMemController NetworkAdapters:NetworkAdapter{string} VideoMonitor:VideoMonitor "
     "Keyboard:Keyboard Mouse:Mouse HvSocket:VirtualMachine_HvSocket EnhancedModeVideo:EnhancedModeVideo "
     "GuestCrashReporting:GuestCrashReporting VirtualSmb:VirtualSmb Plan9:Plan9 Battery:Battery "
     "FlexibleIov:FlexibleIoDevice{string} SharedMemory:SharedMemoryConfiguration "
     "VirtualPci:VirtualPciDevice{string}@23"},
    {"Heartbeat", REFERENCE, ""},
    {"Shutdown", REFERENCE, ""},
    {"Timesync", REFERENCE, ""},
    {"KvpExchange", REFERENCE, "EnableHostOSInfoKvpItems:StateOverride@25 EntriesToBeAdded:string{string}@25 "
     "EntriesToBeRemoved:string[]@25"},
    {"Services", REFERENCE, "Heartbeat:Heartbeat@25 Shutdown:Shutdown@25 Timesync:Timesync@25 KvpExchange:KvpExchange@25"},
    {"GuestState", REFERENCE, "GuestStateFilePath:string RuntimeStateFilePath:string ForceTransientState:bool"},
    {"RestoreState", REFERENCE, "SaveStateFilePath:string TemplateSystemId:string"},
    {"GuestConnection", REFERENCE, "UseVsock:bool UseConnectedSuspend:bool UseHostTimeZone:bool@24"},
    {"VirtualMachine", REFERENCE, "Version:Version@25 StopOnReset:bool Chipset:Chipset ComputeTopology:Topology Devices:Devices "
     "Services:Services@25 GuestState:GuestState RestoreState:RestoreState RegistryChanges:RegistryChanges "
     "StorageQoS:StorageQoS GuestConnection:GuestConnection"},
    {0}};
