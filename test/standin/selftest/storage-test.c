/* computestorage.dll and virtdisk.dll in plain mode: a scratch made, attached, filtered and taken down without vmcompute. */
#include <initguid.h>
#include <stdint.h>
#include <string.h>
#include <windows.h>

#include <computestorage.h>
#include <virtdisk.h>

#include "check.h"

static HMODULE storage, disks;
#define S(name) ((__typeof__(&name))must_find(storage, #name))
#define D(name) ((__typeof__(&name))must_find(disks, #name))
#define VERSION L"\"SchemaVersion\":{\"Major\":2,\"Minor\":1}"

static WCHAR base[MAX_PATH], scratch[MAX_PATH], path[MAX_PATH], data[1024];
static HRESULT(WINAPI *name_to_guid)(PCWSTR, GUID *);

static const WCHAR *in(const WCHAR *folder, const WCHAR *name) {
  swprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
  return path;
}

static void make_base(void) {
  GUID id;
  CreateDirectoryW(base, NULL);
  CHECK_IS(S(HcsSetupBaseOSLayer)(base, NULL, L"{\"Type\":\"Container\"}"), 0x80070003);
  CreateDirectoryW(in(base, L"Files"), NULL);
  CHECK_IS(S(HcsSetupBaseOSLayer)(base, NULL, L"{\"Type\":\"Containr\"}"), 0x8037010D);
  CHECK_IS(S(HcsSetupBaseOSLayer)(base, NULL, L"{\"Type\":\"Vm\"}"), 0x80070057);
  CHECK_IS(S(HcsSetupBaseOSLayer)(base, NULL, L"{\"Type\":\"Container\"}"), S_OK);
  CHECK_IS(name_to_guid(L"base", &id), S_OK);
  WCHAR escaped[MAX_PATH], *to = escaped;
  for (const WCHAR *from = base; *from; from++) {
    if (*from == L'\\') *to++ = L'\\';
    *to++ = *from;
  }
  *to = 0;
  const BYTE *d = id.Data4;
  swprintf(data, 1024, L"{" VERSION L",\"Layers\":[{\"Id\":\"%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x\",\"Path\":\"%ls\"}]}",
           id.Data1, id.Data2, id.Data3, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], escaped);
}

static HANDLE make_disk(void) {
  VIRTUAL_STORAGE_TYPE type = {0};
  CREATE_VIRTUAL_DISK_PARAMETERS parameters = {.Version = CREATE_VIRTUAL_DISK_VERSION_2, .Version2 = {.MaximumSize = 20ull << 30}};
  OPEN_VIRTUAL_DISK_PARAMETERS open = {.Version = OPEN_VIRTUAL_DISK_VERSION_2};
  HANDLE disk = NULL;
  CreateDirectoryW(scratch, NULL);
  in(scratch, L"sandbox.vhdx");
  CHECK_IS(D(OpenVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_NONE, 0x88, &open, &disk), ERROR_FILE_NOT_FOUND);
  CHECK_IS(D(CreateVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_ALL, NULL, 0, 0, &parameters, NULL, &disk), ERROR_INVALID_PARAMETER);
  CHECK_IS(D(CreateVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_NONE, NULL, 0, 0, &parameters, NULL, &disk), 0);
  CHECK_IS(S(HcsFormatWritableLayerVhd)(disk), S_OK);
  CHECK(CloseHandle(disk));
  CHECK_IS(D(CreateVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_NONE, NULL, 0, 0, &parameters, NULL, &disk), ERROR_FILE_EXISTS);
  CHECK_IS(D(OpenVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_ALL, 0x88, &open, &disk), ERROR_INVALID_PARAMETER);
  CHECK_IS(D(OpenVirtualDisk)(&type, path, VIRTUAL_DISK_ACCESS_NONE, 0x88, &open, &disk), 0);
  return disk;
}

static void use_disk(HANDLE disk) {
  WCHAR physical[64];
  ULONG size = 0;
  PWSTR volume = NULL;
  const ATTACH_VIRTUAL_DISK_FLAG permanent = ATTACH_VIRTUAL_DISK_FLAG_PERMANENT_LIFETIME | ATTACH_VIRTUAL_DISK_FLAG_NO_DRIVE_LETTER;
  CHECK_IS(D(GetVirtualDiskPhysicalPath)(disk, &size, NULL), ERROR_NOT_READY);
  CHECK_IS(S(HcsGetLayerVhdMountPath)(disk, &volume), 0x80070057);
  CHECK_IS(D(AttachVirtualDisk)(disk, NULL, 0, 0, NULL, NULL), ERROR_NOT_SUPPORTED);
  CHECK_IS(D(AttachVirtualDisk)(disk, NULL, permanent, 0, NULL, NULL), 0);
  CHECK_IS(D(AttachVirtualDisk)(disk, NULL, permanent, 0, NULL, NULL), ERROR_SHARING_VIOLATION);
  CHECK_IS(D(GetVirtualDiskPhysicalPath)(disk, &size, NULL), ERROR_INSUFFICIENT_BUFFER);
  CHECK_IS(D(GetVirtualDiskPhysicalPath)(disk, &size, physical), 0);
  CHECK(wcsncmp(physical, L"\\\\.\\PhysicalDrive", 17) == 0 && size == (wcslen(physical) + 1) * 2);
  CHECK_IS(S(HcsGetLayerVhdMountPath)(disk, &volume), S_OK);
  CHECK(volume && wcsncmp(volume, L"\\\\?\\Volume{", 11) == 0);
  if (!volume) return;
  WCHAR root[128];
  swprintf(root, 128, L"%ls\\", volume);
  LocalFree(volume);
  CHECK_IS(S(HcsInitializeWritableLayer)(root, data, L""), 0x80070057);
  CHECK_IS(S(HcsInitializeWritableLayer)(root, data, NULL), S_OK);
  CHECK_IS(S(HcsAttachLayerStorageFilter)(root, L"{" VERSION L",\"Layer\":[]}"), 0x8037010D);
  CHECK_IS(S(HcsAttachLayerStorageFilter)(root, data), S_OK);
  CHECK_IS(S(HcsDestroyLayer)(scratch), 0x80070020);
  CHECK_IS(S(HcsDetachLayerStorageFilter)(root), S_OK);
  CHECK_IS(S(HcsDetachLayerStorageFilter)(root), 0x80070057);
  CHECK_IS(D(DetachVirtualDisk)(disk, 0, 0), 0);
  CHECK_IS(D(DetachVirtualDisk)(disk, 0, 0), ERROR_NOT_READY);
  CHECK_IS(S(HcsAttachLayerStorageFilter)(root, data), 0x80070003);
}

int wmain(int count, WCHAR **arguments) {
  if (count != 5) return 2;
  storage = LoadLibraryW(arguments[1]);
  disks = LoadLibraryW(arguments[2]);
  HMODULE vmcompute = LoadLibraryW(arguments[3]);
  CHECK(storage && disks && vmcompute);
  if (!storage || !disks || !vmcompute) return checked();
  name_to_guid = must_find(vmcompute, "NameToGuid");
  swprintf(base, MAX_PATH, L"%ls\\base", arguments[4]);
  swprintf(scratch, MAX_PATH, L"%ls\\scratch", arguments[4]);
  make_base();
  HANDLE disk = make_disk();
  use_disk(disk);
  CHECK(CloseHandle(disk));
  CHECK_IS(S(HcsDestroyLayer)(scratch), S_OK);
  return checked();
}
