/*
 * virtdisk.dll, as far as scratch disks need it. A disk's handle is that of its file, so that CloseHandle ends it; so a
 * disk that is to be detached by its last handle (no PERMANENT_LIFETIME) cannot be had: ERROR_NOT_SUPPORTED.
 */
#include <initguid.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#include <virtdisk.h>

/* The header knows importers only: here are the functions themselves. */
#pragma GCC diagnostic ignored "-Wattributes"

#include "../common/fault-script.h"
#include "../common/service-client.h"
#include "../storage/disks.h"
#include "../storage/layers.h"
#include "../storage/paths.h"

enum { MOST_PATH = 1024, KNOWN_OPEN_FLAGS = 0x1ff, KNOWN_ATTACH_FLAGS = 0x3f };

/* The facility of a scripted HRESULT is dropped: these functions give Win32 errors. */
static DWORD begin(const char *function) {
  Fault fault = fault_take("call", function);
  if (fault.delayMs) Sleep(fault.delayMs);
  return fault.hr & 0xffff;
}

static bool known_type(const VIRTUAL_STORAGE_TYPE *type) {
  return type && (type->DeviceId == VIRTUAL_STORAGE_TYPE_DEVICE_UNKNOWN || type->DeviceId == VIRTUAL_STORAGE_TYPE_DEVICE_VHDX);
}

static DWORD open_file(PCWSTR path, PHANDLE handle) {
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return GetLastError();
  *handle = file;
  return 0;
}

DWORD WINAPI OpenVirtualDisk(PVIRTUAL_STORAGE_TYPE type, PCWSTR path, VIRTUAL_DISK_ACCESS_MASK access, OPEN_VIRTUAL_DISK_FLAG flags,
                             POPEN_VIRTUAL_DISK_PARAMETERS parameters, PHANDLE handle) {
  DWORD error = begin("OpenVirtualDisk");
  if (error) return error;
  if (!known_type(type) || !path || !handle || (flags & ~KNOWN_OPEN_FLAGS)) return ERROR_INVALID_PARAMETER;
  if (parameters && parameters->Version != OPEN_VIRTUAL_DISK_VERSION_1 && parameters->Version != OPEN_VIRTUAL_DISK_VERSION_2)
    return ERROR_INVALID_PARAMETER;
  /* "When using OPEN_VIRTUAL_DISK_VERSION_2, access must be VIRTUAL_DISK_ACCESS_NONE." */
  if (parameters && parameters->Version == OPEN_VIRTUAL_DISK_VERSION_2 && access != VIRTUAL_DISK_ACCESS_NONE) return ERROR_INVALID_PARAMETER;
  if (!service_is_there()) {
    WCHAR guid[37];
    uint64_t bytes;
    error = disk_read(path, guid, &bytes);
    if (error == ERROR_PATH_NOT_FOUND) error = ERROR_FILE_NOT_FOUND;
  }
  return error ? error : open_file(path, handle);
}

DWORD WINAPI CreateVirtualDisk(PVIRTUAL_STORAGE_TYPE type, PCWSTR path, VIRTUAL_DISK_ACCESS_MASK access, PSECURITY_DESCRIPTOR security,
                               CREATE_VIRTUAL_DISK_FLAG flags, ULONG provider_flags, PCREATE_VIRTUAL_DISK_PARAMETERS parameters,
                               LPOVERLAPPED overlapped, PHANDLE handle) {
  (void)security;
  DWORD error = begin("CreateVirtualDisk");
  if (error) return error;
  if (!known_type(type) || !path || !handle || !parameters || flags || provider_flags) return ERROR_INVALID_PARAMETER;
  if (parameters->Version != CREATE_VIRTUAL_DISK_VERSION_2 || access != VIRTUAL_DISK_ACCESS_NONE) return ERROR_INVALID_PARAMETER;
  if (overlapped || parameters->Version2.ParentPath || parameters->Version2.SourcePath || service_is_there()) return ERROR_NOT_SUPPORTED;
  if (parameters->Version2.MaximumSize < (3u << 20) || parameters->Version2.MaximumSize % 512 != 0) return ERROR_INVALID_PARAMETER;
  error = disk_create(path, false, parameters->Version2.MaximumSize);
  return error ? error : open_file(path, handle);
}

/* The folder of the disk behind a handle; NULL when it is none. */
static WCHAR *folder_of(HANDLE disk) {
  WCHAR path[MOST_PATH];
  DWORD length = GetFinalPathNameByHandleW(disk, path, MOST_PATH, FILE_NAME_NORMALIZED);
  if (length == 0 || length >= MOST_PATH) return NULL;
  const WCHAR *base = path_base(path);
  if (_wcsicmp(base, SANDBOX_DISK) != 0) return NULL;
  path[base - path - 1] = 0;
  return path_copy(path);
}

/* layer_activate and layer_deactivate are what attaching and detaching the disk of a layer is. */
static DWORD with_folder(HANDLE disk, HRESULT (*act)(const WCHAR *folder)) {
  WCHAR *folder = folder_of(disk);
  if (!folder) return ERROR_INVALID_HANDLE;
  HRESULT hr = act(folder);
  free(folder);
  return hr < 0 ? hr & 0xffff : 0;
}

DWORD WINAPI AttachVirtualDisk(HANDLE disk, PSECURITY_DESCRIPTOR security, ATTACH_VIRTUAL_DISK_FLAG flags, ULONG provider_flags,
                               PATTACH_VIRTUAL_DISK_PARAMETERS parameters, LPOVERLAPPED overlapped) {
  (void)security;
  DWORD error = begin("AttachVirtualDisk");
  if (error) return error;
  if ((flags & ~KNOWN_ATTACH_FLAGS) || provider_flags) return ERROR_INVALID_PARAMETER;
  if (parameters && parameters->Version != ATTACH_VIRTUAL_DISK_VERSION_1) return ERROR_INVALID_PARAMETER;
  if (overlapped || !(flags & ATTACH_VIRTUAL_DISK_FLAG_PERMANENT_LIFETIME)) return ERROR_NOT_SUPPORTED;
  WCHAR *folder = folder_of(disk);
  DiskState state = folder ? attached_get(folder).state : DETACHED;
  free(folder);
  return state == DETACHED ? with_folder(disk, layer_activate) : ERROR_SHARING_VIOLATION;
}

/* Whatever is on the disk: its filter goes with it. */
static HRESULT detach(const WCHAR *folder) {
  DiskState state = attached_get(folder).state;
  if (state == DETACHED) return HR_OF(ERROR_NOT_READY);
  HRESULT hr = state == PREPARED ? layer_unprepare(folder) : S_OK;
  return hr < 0 ? hr : layer_deactivate(folder);
}

DWORD WINAPI DetachVirtualDisk(HANDLE disk, DETACH_VIRTUAL_DISK_FLAG flags, ULONG provider_flags) {
  DWORD error = begin("DetachVirtualDisk");
  if (error) return error;
  if (flags || provider_flags) return ERROR_INVALID_PARAMETER;
  return with_folder(disk, detach);
}

/* `*size`: bytes, with the zero. */
DWORD WINAPI GetVirtualDiskPhysicalPath(HANDLE disk, PULONG size, PWSTR path) {
  WCHAR text[64];
  DWORD error = begin("GetVirtualDiskPhysicalPath");
  if (error) return error;
  if (!size) return ERROR_INVALID_PARAMETER;
  WCHAR *folder = folder_of(disk);
  if (!folder) return ERROR_INVALID_HANDLE;
  Attached attached = attached_get(folder);
  free(folder);
  if (attached.state == DETACHED) return ERROR_NOT_READY;
  unsigned number = (unsigned)wcstoul(attached.guid + 24, NULL, 16) % 1000;
  DWORD needed = (DWORD)((swprintf(text, 64, L"\\\\.\\PhysicalDrive%u", number + 1) + 1) * sizeof(WCHAR));
  bool fits = path && *size >= needed;
  *size = needed;
  if (fits) wcscpy(path, text);
  return fits ? 0 : ERROR_INSUFFICIENT_BUFFER;
}
