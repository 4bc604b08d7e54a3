import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';

const row = rowsOf({
  dll: 'kernel32',
  failure: 'boolean',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/search/?terms=${name}`,
});

export const GetLastError = row<[], number>('uint32_t GetLastError()', { failure: 'none' });
export const FormatMessageW = row<
  [flags: number, source: null, messageId: number, languageId: number, buffer: Buffer, size: number, args: null],
  number
>(
  'uint32_t FormatMessageW(uint32_t flags, const void *source, uint32_t messageId, uint32_t languageId, void *buffer, uint32_t size, void *arguments)',
  { failure: 'none' },
);
/** Frees what the compute functions allocated. NULL is fine. */
export const LocalFree = row<[memory: bigint | null], bigint | null>('HANDLE LocalFree(HANDLE memory)', {
  failure: 'none',
});
export const CloseHandle = row<[handle: KernelHandle], number>('int32_t CloseHandle(HANDLE handle)');
/** Holds its thread. */
export const Sleep = row<[ms: number], void>('void Sleep(uint32_t ms)', { failure: 'none' });
export const CreateFileW = row<
  [
    path: string,
    access: number,
    share: number,
    security: null,
    disposition: number,
    flags: number,
    template: KernelHandle | null,
  ],
  KernelHandle
>(
  'HANDLE CreateFileW(str16 path, uint32_t access, uint32_t share, SECURITY_ATTRIBUTES *security, uint32_t disposition, uint32_t flags, HANDLE template)',
  { failure: 'null' },
);
