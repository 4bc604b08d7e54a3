import type { HcsOperation, HcsProcess, HcsSystem, KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { CallbackPointer, HcsProcessInformation, Out, Text } from './types.ts';

/**
 * computecore.dll: systems, processes and their operations. Strings it gives are freed with LocalFree (PWSTR_LOCAL).
 * What is "accepted" here is finished by the operation: see `operation.ts`.
 */
const row = rowsOf({
  dll: 'computecore',
  failure: 'hresult',
  minimumBuild: 17763,
  doc: (name) => `https://learn.microsoft.com/virtualization/api/hcs/reference/${name.toLowerCase()}`,
});

// Operations.

/** Null when memory is out. */
export const HcsCreateOperation = row<[context: bigint | null, callback: CallbackPointer | null], HcsOperation>(
  'HCS_OPERATION HcsCreateOperation(const void *context, HCS_OPERATION_COMPLETION *callback)',
  { failure: 'null' },
);
/** Legal while the operation runs. */
export const HcsCloseOperation = row<[operation: HcsOperation], void>(
  'void HcsCloseOperation(HCS_OPERATION operation)',
  { failure: 'none' },
);
export const HcsSetOperationCallback = row<
  [operation: HcsOperation, context: bigint | null, callback: CallbackPointer | null],
  number
>('int32_t HcsSetOperationCallback(HCS_OPERATION operation, const void *context, HCS_OPERATION_COMPLETION *callback)');
export const HcsGetOperationType = row<[operation: HcsOperation], number>(
  'int32_t HcsGetOperationType(HCS_OPERATION operation)',
  { failure: 'none' },
);
/** 2^64 - 1 for one that never was submitted. */
export const HcsGetOperationId = row<[operation: HcsOperation], number | bigint>(
  'uint64_t HcsGetOperationId(HCS_OPERATION operation)',
  { failure: 'none' },
);
/** 0x80370117 while it runs. */
export const HcsGetOperationResult = row<[operation: HcsOperation, resultDocument: Out<string>], number>(
  'int32_t HcsGetOperationResult(HCS_OPERATION operation, _Out_ PWSTR_LOCAL *resultDocument)',
);
/** E_INVALIDARG for operations other than CreateProcess and GetProcessInfo. The caller closes the three handles. */
export const HcsGetOperationResultAndProcessInfo = row<
  [operation: HcsOperation, processInformation: Out<HcsProcessInformation>, resultDocument: Out<string>],
  number
>(
  'int32_t HcsGetOperationResultAndProcessInfo(HCS_OPERATION operation, _Out_ HCS_PROCESS_INFORMATION *processInformation, _Out_ PWSTR_LOCAL *resultDocument)',
);
/** Holds a thread for `timeoutMs`: the product waits by callback instead. */
export const HcsWaitForOperationResult = row<
  [operation: HcsOperation, timeoutMs: number, resultDocument: Out<string>],
  number
>('int32_t HcsWaitForOperationResult(HCS_OPERATION operation, uint32_t timeoutMs, _Out_ PWSTR_LOCAL *resultDocument)', {
  mayBlock: true,
});
export const HcsWaitForOperationResultAndProcessInfo = row<
  [
    operation: HcsOperation,
    timeoutMs: number,
    processInformation: Out<HcsProcessInformation>,
    resultDocument: Out<string>,
  ],
  number
>(
  'int32_t HcsWaitForOperationResultAndProcessInfo(HCS_OPERATION operation, uint32_t timeoutMs, _Out_ HCS_PROCESS_INFORMATION *processInformation, _Out_ PWSTR_LOCAL *resultDocument)',
  { mayBlock: true },
);

// Systems.

export const HcsEnumerateComputeSystems = row<[query: Text, operation: HcsOperation], number>(
  'int32_t HcsEnumerateComputeSystems(str16 query, HCS_OPERATION operation)',
);
export const HcsCreateComputeSystem = row<
  [id: string, configuration: string, operation: HcsOperation, securityDescriptor: null, computeSystem: Out<HcsSystem>],
  number
>(
  'int32_t HcsCreateComputeSystem(str16 id, str16 configuration, HCS_OPERATION operation, const SECURITY_DESCRIPTOR *securityDescriptor, _Out_ HCS_SYSTEM *computeSystem)',
);
/** `requestedAccess` must be GENERIC_ALL (0x10000000). */
export const HcsOpenComputeSystem = row<[id: string, requestedAccess: number, computeSystem: Out<HcsSystem>], number>(
  'int32_t HcsOpenComputeSystem(str16 id, uint32_t requestedAccess, _Out_ HCS_SYSTEM *computeSystem)',
);
/** Drains the callbacks in flight: never on the JavaScript thread. Ends nothing (see ShouldTerminateOnLastHandleClosed). */
export const HcsCloseComputeSystem = row<[computeSystem: HcsSystem], void>(
  'void HcsCloseComputeSystem(HCS_SYSTEM computeSystem)',
  { failure: 'none' },
);
type SystemRequest = [computeSystem: HcsSystem, operation: HcsOperation, options: Text];
export const HcsStartComputeSystem = row<SystemRequest, number>(
  'int32_t HcsStartComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsShutDownComputeSystem = row<SystemRequest, number>(
  'int32_t HcsShutDownComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsTerminateComputeSystem = row<SystemRequest, number>(
  'int32_t HcsTerminateComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsCrashComputeSystem = row<SystemRequest, number>(
  'int32_t HcsCrashComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsPauseComputeSystem = row<SystemRequest, number>(
  'int32_t HcsPauseComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsResumeComputeSystem = row<SystemRequest, number>(
  'int32_t HcsResumeComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsSaveComputeSystem = row<SystemRequest, number>(
  'int32_t HcsSaveComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options)',
);
export const HcsGetComputeSystemProperties = row<SystemRequest, number>(
  'int32_t HcsGetComputeSystemProperties(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 propertyQuery)',
);
export const HcsModifyComputeSystem = row<
  [computeSystem: HcsSystem, operation: HcsOperation, configuration: string, identity: KernelHandle | null],
  number
>(
  'int32_t HcsModifyComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 configuration, HANDLE identity)',
);
/** One callback per handle: a second gives 0x80370119. */
export const HcsSetComputeSystemCallback = row<
  [computeSystem: HcsSystem, callbackOptions: number, context: bigint | null, callback: CallbackPointer | null],
  number
>(
  'int32_t HcsSetComputeSystemCallback(HCS_SYSTEM computeSystem, uint32_t callbackOptions, const void *context, HCS_EVENT_CALLBACK *callback)',
);

// Processes.

export const HcsCreateProcess = row<
  [
    computeSystem: HcsSystem,
    processParameters: string,
    operation: HcsOperation,
    securityDescriptor: null,
    process: Out<HcsProcess>,
  ],
  number
>(
  'int32_t HcsCreateProcess(HCS_SYSTEM computeSystem, str16 processParameters, HCS_OPERATION operation, const SECURITY_DESCRIPTOR *securityDescriptor, _Out_ HCS_PROCESS *process)',
);
export const HcsOpenProcess = row<
  [computeSystem: HcsSystem, processId: number, requestedAccess: number, process: Out<HcsProcess>],
  number
>(
  'int32_t HcsOpenProcess(HCS_SYSTEM computeSystem, uint32_t processId, uint32_t requestedAccess, _Out_ HCS_PROCESS *process)',
);
/** Drains the callbacks in flight: never on the JavaScript thread. */
export const HcsCloseProcess = row<[process: HcsProcess], void>('void HcsCloseProcess(HCS_PROCESS process)', {
  failure: 'none',
});
type ProcessRequest = [process: HcsProcess, operation: HcsOperation, options: Text];
export const HcsTerminateProcess = row<ProcessRequest, number>(
  'int32_t HcsTerminateProcess(HCS_PROCESS process, HCS_OPERATION operation, str16 options)',
);
/** Seen to hold its thread until the process has ended (servercore); signals to one process are serialised. */
export const HcsSignalProcess = row<ProcessRequest, number>(
  'int32_t HcsSignalProcess(HCS_PROCESS process, HCS_OPERATION operation, str16 options)',
  { mayBlock: true },
);
export const HcsGetProcessInfo = row<[process: HcsProcess, operation: HcsOperation], number>(
  'int32_t HcsGetProcessInfo(HCS_PROCESS process, HCS_OPERATION operation)',
);
export const HcsGetProcessProperties = row<ProcessRequest, number>(
  'int32_t HcsGetProcessProperties(HCS_PROCESS process, HCS_OPERATION operation, str16 propertyQuery)',
);
export const HcsModifyProcess = row<ProcessRequest, number>(
  'int32_t HcsModifyProcess(HCS_PROCESS process, HCS_OPERATION operation, str16 settings)',
);
export const HcsSetProcessCallback = row<
  [process: HcsProcess, callbackOptions: number, context: bigint | null, callback: CallbackPointer | null],
  number
>(
  'int32_t HcsSetProcessCallback(HCS_PROCESS process, uint32_t callbackOptions, void *context, HCS_EVENT_CALLBACK *callback)',
);

// The service, and files of virtual machines. These are synchronous: no operation.

export const HcsGetServiceProperties = row<[propertyQuery: Text, result: Out<string>], number>(
  'int32_t HcsGetServiceProperties(str16 propertyQuery, _Out_ PWSTR_LOCAL *result)',
);
export const HcsModifyServiceSettings = row<[settings: string, result: Out<string>], number>(
  'int32_t HcsModifyServiceSettings(str16 settings, _Out_ PWSTR_LOCAL *result)',
);
export const HcsCreateEmptyGuestStateFile = row<[path: string], number>(
  'int32_t HcsCreateEmptyGuestStateFile(str16 guestStateFilePath)',
);
export const HcsCreateEmptyRuntimeStateFile = row<[path: string], number>(
  'int32_t HcsCreateEmptyRuntimeStateFile(str16 runtimeStateFilePath)',
);
export const HcsGrantVmAccess = row<[vmId: string, filePath: string], number>(
  'int32_t HcsGrantVmAccess(str16 vmId, str16 filePath)',
);
export const HcsRevokeVmAccess = row<[vmId: string, filePath: string], number>(
  'int32_t HcsRevokeVmAccess(str16 vmId, str16 filePath)',
);
/** The group S-1-5-83-0, all virtual machines. */
export const HcsGrantVmGroupAccess = row<[filePath: string], number>('int32_t HcsGrantVmGroupAccess(str16 filePath)', {
  minimumBuild: 19041,
});
export const HcsRevokeVmGroupAccess = row<[filePath: string], number>(
  'int32_t HcsRevokeVmGroupAccess(str16 filePath)',
  { minimumBuild: 19041 },
);
/** Holds a thread for `timeoutMs`; the result is a SystemExitStatus. */
export const HcsWaitForComputeSystemExit = row<
  [computeSystem: HcsSystem, timeoutMs: number, result: Out<string>],
  number
>('int32_t HcsWaitForComputeSystemExit(HCS_SYSTEM computeSystem, uint32_t timeoutMs, _Out_ PWSTR_LOCAL *result)', {
  minimumBuild: 20348,
  mayBlock: true,
});
/** Holds a thread for `timeoutMs`; the result is a ProcessStatus. */
export const HcsWaitForProcessExit = row<[process: HcsProcess, timeoutMs: number, result: Out<string>], number>(
  'int32_t HcsWaitForProcessExit(HCS_PROCESS process, uint32_t timeoutMs, _Out_ PWSTR_LOCAL *result)',
  { minimumBuild: 20348, mayBlock: true },
);
