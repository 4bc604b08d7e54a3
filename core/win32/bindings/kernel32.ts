import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { ByHandleFileInformation, FileTime, Out, Text } from './types.ts';

/** kernel32.dll. Buffers are bytes; counts of UTF-16 units are called so. `fileapi` and so on are the pages' headers. */
const table = (header: string) =>
  rowsOf({
    dll: 'kernel32',
    failure: 'boolean',
    minimumBuild: 0,
    doc: (name) => `https://learn.microsoft.com/windows/win32/api/${header}/nf-${header}-${name.toLowerCase()}`,
  });

const errors = table('errhandlingapi');
const base = table('winbase');
const handles = table('handleapi');
const file = table('fileapi');
const control = table('ioapiset');
const processes = table('processthreadsapi');
const sync = table('synchapi');
const system = table('sysinfoapi');

// Errors and memory.

export const GetLastError = errors<[], number>('uint32_t GetLastError()', { failure: 'none' });
/** The count of UTF-16 units in the buffer, 0 for none. */
export const FormatMessageW = base<
  [flags: number, source: null, messageId: number, languageId: number, buffer: Buffer, units: number, args: null],
  number
>(
  'uint32_t FormatMessageW(uint32_t flags, const void *source, uint32_t messageId, uint32_t languageId, char16_t *buffer, uint32_t units, va_list *arguments)',
  { failure: 'none' },
);
/** Frees what the compute functions and DPAPI allocated. NULL is fine. */
export const LocalFree = base<[memory: bigint | null], bigint | null>('HANDLE LocalFree(HANDLE memory)', {
  failure: 'none',
});

// Handles and processes.

export const CloseHandle = handles<[handle: KernelHandle], number>('int32_t CloseHandle(HANDLE handle)');
/** A constant that needs no closing. */
export const GetCurrentProcess = processes<[], KernelHandle>('HANDLE GetCurrentProcess()', { failure: 'none' });
export const OpenProcess = processes<[access: number, inherit: number, processId: number], KernelHandle>(
  'HANDLE OpenProcess(uint32_t access, int32_t inherit, uint32_t processId)',
  { failure: 'null' },
);
export const GetProcessTimes = processes<
  [process: KernelHandle, created: Out<FileTime>, exited: Out<FileTime>, kernel: Out<FileTime>, user: Out<FileTime>],
  number
>(
  'int32_t GetProcessTimes(HANDLE process, _Out_ FILETIME *created, _Out_ FILETIME *exited, _Out_ FILETIME *kernel, _Out_ FILETIME *user)',
);
/** 259 while it runs. */
export const GetExitCodeProcess = processes<[process: KernelHandle, exitCode: Out<number>], number>(
  'int32_t GetExitCodeProcess(HANDLE process, _Out_ uint32_t *exitCode)',
);
export const IsProcessorFeaturePresent = processes<[feature: number], number>(
  'int32_t IsProcessorFeaturePresent(uint32_t feature)',
  { failure: 'none' },
);
/** Of one group of at most 64 processors, or of all of them. */
export const GetActiveProcessorCount = base<[group: number], number>(
  'uint32_t GetActiveProcessorCount(uint16_t group)',
);
/** `C:\\Windows`, whoever asks. @returns its length in UTF-16 units. */
export const GetSystemWindowsDirectoryW = system<[buffer: Buffer, units: number], number>(
  'uint32_t GetSystemWindowsDirectoryW(char16_t *buffer, uint32_t units)',
);
export const GetProductInfo = system<
  [major: number, minor: number, servicePackMajor: number, servicePackMinor: number, type: Out<number>],
  number
>(
  'int32_t GetProductInfo(uint32_t major, uint32_t minor, uint32_t servicePackMajor, uint32_t servicePackMinor, _Out_ uint32_t *type)',
);
/** Holds its thread. */
export const Sleep = sync<[ms: number], void>('void Sleep(uint32_t ms)', { failure: 'none' });

// Files. A handle opened with FILE_FLAG_BACKUP_SEMANTICS may be a folder's.

export const CreateFileW = file<
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
export const ReadFile = file<
  [file: KernelHandle, buffer: Buffer, bytes: number, read: Out<number>, overlapped: null],
  number
>('int32_t ReadFile(HANDLE file, void *buffer, uint32_t bytes, _Out_ uint32_t *read, OVERLAPPED *overlapped)');
export const WriteFile = file<
  [file: KernelHandle, buffer: Buffer, bytes: number, written: Out<number>, overlapped: null],
  number
>(
  'int32_t WriteFile(HANDLE file, const void *buffer, uint32_t bytes, _Out_ uint32_t *written, OVERLAPPED *overlapped)',
);
export const GetFileInformationByHandle = file<[file: KernelHandle, information: Out<ByHandleFileInformation>], number>(
  'int32_t GetFileInformationByHandle(HANDLE file, _Out_ BY_HANDLE_FILE_INFORMATION *information)',
);
export const GetFileInformationByHandleEx = base<
  [file: KernelHandle, informationClass: number, information: Buffer, bytes: number],
  number
>('int32_t GetFileInformationByHandleEx(HANDLE file, uint32_t informationClass, void *information, uint32_t bytes)');
export const SetFileInformationByHandle = file<
  [file: KernelHandle, informationClass: number, information: Buffer, bytes: number],
  number
>('int32_t SetFileInformationByHandle(HANDLE file, uint32_t informationClass, void *information, uint32_t bytes)');
export const SetFileTime = file<
  [file: KernelHandle, created: FileTime | null, accessed: FileTime | null, written: FileTime | null],
  number
>('int32_t SetFileTime(HANDLE file, const FILETIME *created, const FILETIME *accessed, const FILETIME *written)');
/** `data` is a WIN32_FIND_DATAW of 592 bytes. No file: 0x80070002. */
export const FindFirstFileExW = file<
  [path: string, infoLevel: number, data: Buffer, searchOp: number, filter: null, flags: number],
  KernelHandle
>(
  'HANDLE FindFirstFileExW(str16 path, uint32_t infoLevel, void *data, uint32_t searchOp, void *filter, uint32_t flags)',
  { failure: 'null' },
);
/** No more: 0x80070012. */
export const FindNextFileW = file<[find: KernelHandle, data: Buffer], number>(
  'int32_t FindNextFileW(HANDLE find, WIN32_FIND_DATAW *data)',
);
/** Not CloseHandle. */
export const FindClose = file<[find: KernelHandle], number>('int32_t FindClose(HANDLE find)');
export const CreateDirectoryW = file<[path: string, security: null], number>(
  'int32_t CreateDirectoryW(str16 path, SECURITY_ATTRIBUTES *security)',
);
export const CreateHardLinkW = base<[newPath: string, existingPath: string, security: null], number>(
  'int32_t CreateHardLinkW(str16 newPath, str16 existingPath, SECURITY_ATTRIBUTES *security)',
);
/** Flags: 1 replace, 2 copy to another volume, 4 at the next start of Windows, 8 write through. No new path: delete. */
export const MoveFileExW = base<[existingPath: string, newPath: Text, flags: number], number>(
  'int32_t MoveFileExW(str16 existingPath, str16 newPath, uint32_t flags)',
);
/** Of a link: the link. A folder: 0x80070005. */
export const DeleteFileW = file<[path: string], number>('int32_t DeleteFileW(str16 path)');
export const SetFileAttributesW = file<[path: string, attributes: number], number>(
  'int32_t SetFileAttributesW(str16 path, uint32_t attributes)',
);
export const DeviceIoControl = control<
  [
    device: KernelHandle,
    code: number,
    input: Buffer | null,
    inputBytes: number,
    output: Buffer | null,
    outputBytes: number,
    returned: Out<number>,
    overlapped: null,
  ],
  number
>(
  'int32_t DeviceIoControl(HANDLE device, uint32_t code, void *input, uint32_t inputBytes, void *output, uint32_t outputBytes, _Out_ uint32_t *returned, OVERLAPPED *overlapped)',
);

// Backup streams. The context is null at first, kept between the calls of one file, and given up by a call with `abort`.

type Backup = [
  file: KernelHandle,
  buffer: Buffer | null,
  bytes: number,
  done: Out<number>,
  abort: number,
  withSecurity: number,
  context: [bigint | null],
];
export const BackupRead = base<Backup, number>(
  'int32_t BackupRead(HANDLE file, uint8_t *buffer, uint32_t bytes, _Out_ uint32_t *done, int32_t abort, int32_t withSecurity, _Inout_ void **context)',
);
export const BackupWrite = base<Backup, number>(
  'int32_t BackupWrite(HANDLE file, uint8_t *buffer, uint32_t bytes, _Out_ uint32_t *done, int32_t abort, int32_t withSecurity, _Inout_ void **context)',
);

// Volumes.

/** `C:\` or `\\?\Volume{guid}\`: the path up to its volume, with a backslash. */
export const GetVolumePathNameW = file<[path: string, volumePath: Buffer, units: number], number>(
  'int32_t GetVolumePathNameW(str16 path, char16_t *volumePath, uint32_t units)',
);
/** The file system's name is `NTFS`, `ReFS`, `FAT32`... */
export const GetVolumeInformationW = file<
  [
    rootPath: string,
    name: Buffer | null,
    nameUnits: number,
    serialNumber: Out<number>,
    maximumComponentUnits: Out<number>,
    flags: Out<number>,
    fileSystemName: Buffer,
    fileSystemNameUnits: number,
  ],
  number
>(
  'int32_t GetVolumeInformationW(str16 rootPath, char16_t *name, uint32_t nameUnits, _Out_ uint32_t *serialNumber, _Out_ uint32_t *maximumComponentUnits, _Out_ uint32_t *flags, char16_t *fileSystemName, uint32_t fileSystemNameUnits)',
);
/** 2 removable, 3 fixed, 4 remote, 5 CD, 6 RAM disk, 0 and 1 unknown. */
export const GetDriveTypeW = file<[rootPath: string], number>('uint32_t GetDriveTypeW(str16 rootPath)', {
  failure: 'none',
});
