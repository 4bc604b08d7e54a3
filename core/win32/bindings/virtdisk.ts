import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type {
  AttachVirtualDiskParameters,
  CreateVirtualDiskParameters,
  OpenVirtualDiskParameters,
  Out,
  VirtualStorageType,
} from './types.ts';

/** virtdisk.dll: open, make, attach and detach virtual disks. A result other than 0 is the Win32 error. */
const row = rowsOf({
  dll: 'virtdisk',
  failure: 'win32',
  minimumBuild: 7600,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/virtdisk/nf-virtdisk-${name.toLowerCase()}`,
});

/** With the parameters of version 2 the access is 0. Flags: 0x8 cached, 0x80 ignore the relative parent locator. */
export const OpenVirtualDisk = row<
  [
    type: VirtualStorageType,
    path: string,
    access: number,
    flags: number,
    parameters: OpenVirtualDiskParameters | null,
    handle: Out<KernelHandle>,
  ],
  number
>(
  'uint32_t OpenVirtualDisk(VIRTUAL_STORAGE_TYPE *type, str16 path, uint32_t access, uint32_t flags, OPEN_VIRTUAL_DISK_PARAMETERS *parameters, _Out_ HANDLE *handle)',
);
export const CreateVirtualDisk = row<
  [
    type: VirtualStorageType,
    path: string,
    access: number,
    securityDescriptor: null,
    flags: number,
    providerFlags: number,
    parameters: CreateVirtualDiskParameters,
    overlapped: null,
    handle: Out<KernelHandle>,
  ],
  number
>(
  'uint32_t CreateVirtualDisk(VIRTUAL_STORAGE_TYPE *type, str16 path, uint32_t access, void *securityDescriptor, uint32_t flags, uint32_t providerFlags, CREATE_VIRTUAL_DISK_PARAMETERS *parameters, OVERLAPPED *overlapped, _Out_ HANDLE *handle)',
);
/** Flags: 1 read only, 2 no drive letter, 4 outlives the handle, 0x20 whatever BitLocker's policy says. */
export const AttachVirtualDisk = row<
  [
    disk: KernelHandle,
    securityDescriptor: null,
    flags: number,
    providerFlags: number,
    parameters: AttachVirtualDiskParameters | null,
    overlapped: null,
  ],
  number
>(
  'uint32_t AttachVirtualDisk(HANDLE disk, void *securityDescriptor, uint32_t flags, uint32_t providerFlags, ATTACH_VIRTUAL_DISK_PARAMETERS *parameters, OVERLAPPED *overlapped)',
);
export const DetachVirtualDisk = row<[disk: KernelHandle, flags: number, providerFlags: number], number>(
  'uint32_t DetachVirtualDisk(HANDLE disk, uint32_t flags, uint32_t providerFlags)',
);
/** `\\.\PhysicalDriveN`; the size is in bytes. */
export const GetVirtualDiskPhysicalPath = row<[disk: KernelHandle, sizeBytes: [number], path: Buffer], number>(
  'uint32_t GetVirtualDiskPhysicalPath(HANDLE disk, _Inout_ uint32_t *sizeBytes, char16_t *path)',
);
