import { fault, isFault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import * as kernel32 from '../bindings/kernel32.ts';
import { NtCreateFile } from '../bindings/ntdll.ts';
import type { Out } from '../bindings/types.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';
import { ACCESS, ATTRIBUTE, DISPOSITION, SHARE } from './file-flags.ts';
import { toldOf } from './told-of.ts';
import { extendedPath } from './windows-path.ts';

const OPTION_DIRECTORY = 0x1;
const OPTION_SYNCHRONOUS = 0x20;
const OPTION_NON_DIRECTORY = 0x40;
const OPTION_BACKUP_INTENT = 0x4000;
const OPTION_OPEN_REPARSE_POINT = 0x20_0000;
/** OBJ_CASE_INSENSITIVE, OBJ_DONT_REPARSE: a link on the way fails the call instead of leading it elsewhere. */
const OBJECT_FLAGS = 0x1040;
const FLAG_BACKUP_SEMANTICS = 0x0200_0000;
const FLAG_OPEN_REPARSE_POINT = 0x0020_0000;
const BASIC_INFO = 0;
const STANDARD_INFO = 1;
const DISPOSITION_INFO = 4;
const ATTRIBUTE_TAG_INFO = 9;
const FSCTL_GET_REPARSE_POINT = 0x000900a8;
const MAX_REPARSE_BYTES = 16 * 1024;
const FIND_DATA_BYTES = 592;
const FIND_LARGE_FETCH = 2;
const NO_MORE_FILES = 0x80070012;
const FILE_NOT_FOUND = 0x80070002;

/** What a folder's listing says of one name. */
export interface ListedFile {
  name: string;
  attributes: number;
  reparseTag: number;
}

/** What an open file says of itself. */
export interface FileFacts {
  attributes: number;
  reparseTag: number;
  sizeBytes: number;
  /** FILETIME. */
  modified: bigint;
}

/**
 * The file calls of a helper: on its own thread, since it does nothing else meanwhile, and a call that hangs is ended by
 * killing the process. With SeBackup and SeRestore on, they open what no access control list would let us open.
 */
export class FileCalls {
  readonly #native: Native;

  constructor(native: Native) {
    this.#native = native;
  }

  /** Opens by path; the last part, when it is a link, is opened itself. */
  open(path: string, access: number, share: number, disposition: number = DISPOSITION.openExisting): KernelHandle {
    const flags = FLAG_BACKUP_SEMANTICS | FLAG_OPEN_REPARSE_POINT;
    return toldOf('open', path, () =>
      this.#native.callNow(
        kernel32.CreateFileW,
        extendedPath(path),
        access >>> 0,
        share,
        null,
        disposition,
        flags,
        null,
      ),
    );
  }

  /** Opens the root folder of a volume, which is a link to nowhere else. `path` ends with a backslash. */
  openVolume(path: string, access: number, share: number): KernelHandle {
    return toldOf('open', path, () =>
      this.#native.callNow(
        kernel32.CreateFileW,
        path,
        access >>> 0,
        share,
        null,
        DISPOSITION.openExisting,
        FLAG_BACKUP_SEMANTICS,
        null,
      ),
    );
  }

  /** As `open`, undefined when there is nothing. */
  tryOpen(path: string, access: number, share: number): KernelHandle | undefined {
    try {
      return this.open(path, access, share);
    } catch (error) {
      if (isFault(error, 'NotFound')) return undefined;
      throw error;
    }
  }

  /** Opens or makes a file below an open folder, without following any link. `path`: parts joined by `\`. */
  openBelow(
    root: KernelHandle,
    path: string,
    options: { access: number; disposition: number; kind?: 'file' | 'folder' },
  ): KernelHandle {
    const out: Out<KernelHandle> = [null];
    const bytes = path.length * 2;
    const kind = { file: OPTION_NON_DIRECTORY, folder: OPTION_DIRECTORY };
    toldOf('open', path, () =>
      this.#native.callNow(
        NtCreateFile,
        out,
        (options.access | ACCESS.synchronize) >>> 0,
        {
          Length: 48,
          RootDirectory: root,
          ObjectName: { Length: bytes, MaximumLength: bytes, Buffer: path },
          Attributes: OBJECT_FLAGS,
          SecurityDescriptor: null,
          SecurityQualityOfService: null,
        },
        [null],
        null,
        0,
        SHARE.read,
        options.disposition,
        OPTION_SYNCHRONOUS |
          OPTION_BACKUP_INTENT |
          OPTION_OPEN_REPARSE_POINT |
          (options.kind === undefined ? 0 : kind[options.kind]),
        null,
        0,
      ),
    );
    const [handle] = out;
    if (handle === null) throw fault('Internal', `NtCreateFile gave no handle for '${path}'.`, { target: path });
    return handle;
  }

  close(handle: KernelHandle): void {
    this.#native.callNow(kernel32.CloseHandle, handle);
  }

  /** Sets times and attributes from FILE_BASIC_INFO. */
  setInfo(handle: KernelHandle, path: string, info: Buffer): void {
    toldOf('set the times of', path, () =>
      this.#native.callNow(kernel32.SetFileInformationByHandle, handle, BASIC_INFO, info, info.length),
    );
  }

  facts(handle: KernelHandle, path: string): FileFacts {
    return toldOf('read the properties of', path, () => {
      const tag = this.#query(handle, ATTRIBUTE_TAG_INFO, 8);
      const standard = this.#query(handle, STANDARD_INFO, 24);
      const basic = this.#query(handle, BASIC_INFO, 40);
      return {
        attributes: tag.readUInt32LE(0),
        reparseTag: tag.readUInt32LE(4),
        sizeBytes: Number(standard.readBigInt64LE(8)),
        modified: basic.readBigInt64LE(16),
      };
    });
  }

  #query(handle: KernelHandle, informationClass: number, sizeBytes: number): Buffer {
    const buffer = Buffer.alloc(sizeBytes);
    this.#native.callNow(kernel32.GetFileInformationByHandleEx, handle, informationClass, buffer, sizeBytes);
    return buffer;
  }

  /** REPARSE_DATA_BUFFER. */
  reparseData(handle: KernelHandle, path: string): Buffer {
    const buffer = Buffer.alloc(MAX_REPARSE_BYTES);
    const size: Out<number> = [0];
    toldOf('read the link', path, () =>
      this.#native.callNow(
        kernel32.DeviceIoControl,
        handle,
        FSCTL_GET_REPARSE_POINT,
        null,
        0,
        buffer,
        buffer.length,
        size,
        null,
      ),
    );
    return buffer.subarray(0, size[0] ?? 0);
  }

  /** Up to the buffer's length; 0 at the end. */
  read(handle: KernelHandle, path: string, buffer: Buffer): number {
    const done: Out<number> = [0];
    toldOf('read', path, () => this.#native.callNow(kernel32.ReadFile, handle, buffer, buffer.length, done, null));
    return done[0] ?? 0;
  }

  write(handle: KernelHandle, path: string, bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0; ) {
      const done: Out<number> = [0];
      toldOf('write', path, () => this.#native.callNow(kernel32.WriteFile, handle, rest, rest.length, done, null));
      rest = rest.subarray(done[0] ?? 0);
    }
  }

  /** FILE_BASIC_INFO. */
  basicInfo(handle: KernelHandle, path: string): Buffer {
    return toldOf('read the properties of', path, () => this.#query(handle, BASIC_INFO, 40));
  }

  /** What a folder holds, without `.` and `..`, in the order of the file system. */
  list(path: string): ListedFile[] {
    const data = Buffer.alloc(FIND_DATA_BYTES);
    const pattern = `${extendedPath(path).replace(/\\$/, '')}\\*`;
    return toldOf('list', path, () => {
      const find = this.#native.callNow(kernel32.FindFirstFileExW, pattern, 1, data, 0, null, FIND_LARGE_FETCH);
      const found: ListedFile[] = [];
      try {
        do found.push(listedFile(data));
        while (this.#findNext(find, data));
      } finally {
        this.#native.callNow(kernel32.FindClose, find);
      }
      return found.filter(({ name }) => name !== '.' && name !== '..');
    });
  }

  #findNext(find: KernelHandle, data: Buffer): boolean {
    try {
      this.#native.callNow(kernel32.FindNextFileW, find, data);
      return true;
    } catch (error) {
      if (hasHresult(error, NO_MORE_FILES, FILE_NOT_FOUND)) return false;
      throw error;
    }
  }

  makeFolder(path: string): void {
    toldOf('make', path, () => this.#native.callNow(kernel32.CreateDirectoryW, extendedPath(path), null));
  }

  hardLink(path: string, target: string): void {
    toldOf('link', path, () =>
      this.#native.callNow(kernel32.CreateHardLinkW, extendedPath(path), extendedPath(target), null),
    );
  }

  /** Renames over what is there. */
  rename(from: string, to: string): void {
    const REPLACE = 1;
    toldOf('rename', from, () =>
      this.#native.callNow(kernel32.MoveFileExW, extendedPath(from), extendedPath(to), REPLACE),
    );
  }

  /** Removes a file; one that is not there: success. */
  remove(path: string): void {
    try {
      toldOf('remove', path, () => this.#native.callNow(kernel32.DeleteFileW, extendedPath(path)));
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error;
    }
  }

  /** Marks an open file, which was opened with `ACCESS.delete`: it is gone when the handle is closed, or its process ends. */
  removeOnClose(handle: KernelHandle, path: string): void {
    this.#setRemoved(handle, path, true);
  }

  /** Takes the mark of `removeOnClose` away. */
  keep(handle: KernelHandle, path: string): void {
    this.#setRemoved(handle, path, false);
  }

  #setRemoved(handle: KernelHandle, path: string, isRemoved: boolean): void {
    const info = Buffer.from([isRemoved ? 1 : 0]);
    toldOf(isRemoved ? 'remove' : 'keep', path, () =>
      this.#native.callNow(kernel32.SetFileInformationByHandle, handle, DISPOSITION_INFO, info, info.length),
    );
  }
}

function listedFile(data: Buffer): ListedFile {
  let end = 44;
  while (end < 44 + 520 && data.readUInt16LE(end) !== 0) end += 2;
  const attributes = data.readUInt32LE(0);
  const isLink = (attributes & ATTRIBUTE.reparsePoint) !== 0;
  return { name: data.toString('utf16le', 44, end), attributes, reparseTag: isLink ? data.readUInt32LE(36) : 0 };
}
