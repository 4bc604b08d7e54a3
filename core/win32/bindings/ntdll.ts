import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { IoStatusBlock, ObjectAttributes, OsVersion, Out } from './types.ts';

/** ntdll.dll: what the Win32 functions cannot do. A negative NTSTATUS is the failure. */
const row = rowsOf({
  dll: 'ntdll',
  failure: 'ntstatus',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-${name.toLowerCase()}`,
});

export const RtlNtStatusToDosError = row<[status: number], number>('uint32_t RtlNtStatusToDosError(int32_t status)', {
  failure: 'none',
});
/** Opens or makes a file relative to a folder's handle: nobody can lead the path elsewhere meanwhile. */
export const NtCreateFile = row<
  [
    file: Out<KernelHandle>,
    access: number,
    attributes: ObjectAttributes,
    status: Out<IoStatusBlock>,
    allocationSize: null,
    fileAttributes: number,
    share: number,
    disposition: number,
    options: number,
    extendedAttributes: Buffer | null,
    extendedAttributesBytes: number,
  ],
  number
>(
  'int32_t NtCreateFile(_Out_ HANDLE *file, uint32_t access, OBJECT_ATTRIBUTES *attributes, _Out_ IO_STATUS_BLOCK *status, LARGE_INTEGER *allocationSize, uint32_t fileAttributes, uint32_t share, uint32_t disposition, uint32_t options, void *extendedAttributes, uint32_t extendedAttributesBytes)',
);
/** The true version, whatever the program's manifest says. `wProductType` and the suite come with it. */
export const RtlGetVersion = row<[version: [OsVersion]], number>(
  'int32_t RtlGetVersion(_Inout_ RTL_OSVERSIONINFOEXW *version)',
  {
    doc: 'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-rtlgetversion',
  },
);
/** 0x80070057 (or 0x8007001F...) for a class that this Windows does not know. */
export const NtQuerySystemInformation = row<
  [informationClass: number, information: Buffer, bytes: number, returned: Out<number>],
  number
>(
  'int32_t NtQuerySystemInformation(uint32_t informationClass, void *information, uint32_t bytes, _Out_ uint32_t *returned)',
);
