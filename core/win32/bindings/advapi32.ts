import type { KernelHandle, ServiceHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { Luid, Out, ServiceStatus, TokenPrivilege } from './types.ts';

const table = (header: string) =>
  rowsOf({
    dll: 'advapi32',
    failure: 'boolean',
    minimumBuild: 0,
    doc: (name) => `https://learn.microsoft.com/windows/win32/api/${header}/nf-${header}-${name.toLowerCase()}`,
  });

// Privileges of the process token.

const token = table('processthreadsapi');
const security = table('securitybaseapi');
const legacy = table('winbase');

export const OpenProcessToken = token<[process: KernelHandle, access: number, token: Out<KernelHandle>], number>(
  'int32_t OpenProcessToken(HANDLE process, uint32_t access, _Out_ HANDLE *token)',
);
export const LookupPrivilegeValueW = legacy<[system: null, name: string, luid: Out<Luid>], number>(
  'int32_t LookupPrivilegeValueW(str16 system, str16 name, _Out_ LUID *luid)',
);
/** One privilege at a time. Fails with 0x80070514 when the account does not hold it. */
export const AdjustTokenPrivileges = security<
  [
    token: KernelHandle,
    disableAll: number,
    newState: TokenPrivilege,
    previousBytes: number,
    previousState: null,
    returnBytes: null,
  ],
  number
>(
  'int32_t AdjustTokenPrivileges(HANDLE token, int32_t disableAll, TOKEN_PRIVILEGES *newState, uint32_t previousBytes, TOKEN_PRIVILEGES *previousState, uint32_t *returnBytes)',
  { failure: 'adjusted' },
);
/** The token null: this thread's, that is the process's. The security identifier is bytes (CreateWellKnownSid). */
export const CheckTokenMembership = security<[token: null, sid: Buffer, isMember: Out<number>], number>(
  'int32_t CheckTokenMembership(HANDLE token, void *sid, _Out_ int32_t *isMember)',
);
export const CreateWellKnownSid = security<[type: number, domainSid: null, sid: Buffer, sizeBytes: [number]], number>(
  'int32_t CreateWellKnownSid(uint32_t type, void *domainSid, void *sid, _Inout_ uint32_t *sizeBytes)',
);
export const GetFileSecurityW = security<
  [path: string, information: number, descriptor: Buffer | null, bytes: number, needed: Out<number>],
  number
>(
  'int32_t GetFileSecurityW(str16 path, uint32_t information, void *descriptor, uint32_t bytes, _Out_ uint32_t *needed)',
);
export const SetFileSecurityW = security<[path: string, information: number, descriptor: Buffer], number>(
  'int32_t SetFileSecurityW(str16 path, uint32_t information, void *descriptor)',
);

// Services.

const service = table('winsvc');

export const OpenSCManagerW = service<[machine: null, database: null, access: number], ServiceHandle>(
  'SC_HANDLE OpenSCManagerW(str16 machine, str16 database, uint32_t access)',
  { failure: 'null' },
);
/** 0x80070424 when there is no such service. */
export const OpenServiceW = service<[manager: ServiceHandle, name: string, access: number], ServiceHandle>(
  'SC_HANDLE OpenServiceW(SC_HANDLE manager, str16 name, uint32_t access)',
  { failure: 'null' },
);
export const QueryServiceStatus = service<[service: ServiceHandle, status: Out<ServiceStatus>], number>(
  'int32_t QueryServiceStatus(SC_HANDLE service, _Out_ SERVICE_STATUS *status)',
);
/** 0x80070420 when it runs already. */
export const StartServiceW = service<[service: ServiceHandle, argumentCount: number, args: null], number>(
  'int32_t StartServiceW(SC_HANDLE service, uint32_t argumentCount, const char16_t **args)',
);
export const CloseServiceHandle = service<[handle: ServiceHandle], number>(
  'int32_t CloseServiceHandle(SC_HANDLE handle)',
);

// The registry, for reading.

const registry = rowsOf({
  dll: 'advapi32',
  failure: 'win32',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-${name.toLowerCase()}`,
});

/** Keys: HKEY_LOCAL_MACHINE is 0xFFFFFFFF80000002n. Flags: 0x2 text, 0x10 DWORD, 0x00010000 the 64-bit view. */
export const RegGetValueW = registry<
  [key: bigint, subKey: string, value: string, flags: number, type: null, data: Buffer, sizeBytes: [number]],
  number
>(
  'int32_t RegGetValueW(HKEY key, str16 subKey, str16 value, uint32_t flags, uint32_t *type, void *data, _Inout_ uint32_t *sizeBytes)',
);
