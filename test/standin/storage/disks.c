#include "disks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../backup/linux.h"
#include "layer-guid.h"
#include "paths.h"

static const char SIGNATURE[] = "vhdxfile";
static const WCHAR NO_GUID[] = L"00000000-0000-0000-0000-000000000000";
static const WCHAR ROOT[] = L"C:\\ProgramData\\HcsStandIn";

static HANDLE machine_mutex(void) {
  static HANDLE mutex;
  if (!mutex) {
    HANDLE made = CreateMutexW(NULL, FALSE, L"HcsStandInStorage");
    if (InterlockedCompareExchangePointer(&mutex, made, NULL)) CloseHandle(made);
  }
  return mutex;
}

void machine_lock(void) { WaitForSingleObject(machine_mutex(), INFINITE); }
void machine_unlock(void) { ReleaseMutex(machine_mutex()); }

static void new_guid(WCHAR text[37]) {
  GUID guid;
  linux_random(&guid, sizeof guid);
  guid.Data3 = (WORD)((guid.Data3 & 0x0fff) | 0x4000);
  guid.Data4[0] = (BYTE)((guid.Data4[0] & 0x3f) | 0x80);
  guid_text(&guid, text);
}

static DWORD write_disk(const WCHAR *file, const WCHAR *guid, uint64_t bytes) {
  char text[96];
  int length = snprintf(text, sizeof text, "%s%ls %llu", SIGNATURE, guid, (unsigned long long)bytes);
  return write_small_file(file, text, (size_t)length) ? 0 : GetLastError();
}

DWORD disk_create(const WCHAR *file, bool template, uint64_t bytes) {
  WCHAR guid[37];
  if (file_exists(file)) return ERROR_FILE_EXISTS;
  if (template) wcscpy(guid, NO_GUID);
  else new_guid(guid);
  return write_disk(file, guid, bytes);
}

DWORD disk_read(const WCHAR *file, WCHAR guid[37], uint64_t *bytes) {
  size_t size = 0;
  if (!file_exists(file)) return ERROR_PATH_NOT_FOUND;
  char *text = read_small_file(file, &size);
  if (!text) return GetLastError();
  unsigned long long found = 0;
  char id[37] = {0};
  bool good = sscanf(text, "vhdxfile%36s %llu", id, &found) >= 1 && strlen(id) == 36;
  free(text);
  if (!good) return ERROR_FILE_CORRUPT;
  *bytes = found ? found : DEFAULT_DISK_BYTES;
  for (int at = 0; at < 37; at++) guid[at] = (WCHAR)id[at];
  if (wcscmp(guid, NO_GUID) != 0) return 0;
  new_guid(guid);
  return write_disk(file, guid, *bytes);
}

DWORD disk_resize(const WCHAR *file, uint64_t bytes) {
  WCHAR guid[37];
  uint64_t now;
  DWORD error = disk_read(file, guid, &now);
  if (error) return error;
  return bytes < now ? ERROR_INVALID_PARAMETER : write_disk(file, guid, bytes);
}

/* The file of a scratch's record. */
static WCHAR *record_of(const WCHAR *folder) {
  WCHAR *trimmed = path_trimmed(wcsncmp(folder, L"\\\\?\\", 4) == 0 ? folder + 4 : folder);
  GUID key;
  WCHAR text[37];
  for (WCHAR *at = trimmed; *at; at++)
    if (*at == L'/') *at = L'\\';
  CharUpperW(trimmed);
  layer_guid(trimmed, &key);
  free(trimmed);
  guid_text(&key, text);
  WCHAR *place = path_join(ROOT, L"attached");
  make_folders(place);
  WCHAR *file = path_join(place, text);
  free(place);
  return file;
}

/* Reads a record into `attached`; the folder behind it, for the caller to free. NULL when there is none. */
static WCHAR *read_record(const WCHAR *file, Attached *attached) {
  size_t size = 0;
  WCHAR *text = (WCHAR *)read_small_file(file, &size);
  WCHAR *folder = NULL;
  if (text && size > 38 * sizeof(WCHAR)) {
    size_t count = size / sizeof(WCHAR);
    attached->state = text[0] == L'P' ? PREPARED : ACTIVE;
    memcpy(attached->guid, text + 1, 36 * sizeof(WCHAR));
    attached->guid[36] = 0;
    folder = calloc(count, sizeof(WCHAR));
    if (!folder) abort();
    memcpy(folder, text + 37, (count - 37) * sizeof(WCHAR));
  }
  free(text);
  return folder;
}

Attached attached_get(const WCHAR *folder) {
  Attached attached = {0};
  WCHAR *file = record_of(folder);
  free(read_record(file, &attached));
  free(file);
  return attached;
}

DWORD attached_set(const WCHAR *folder, const Attached *attached) {
  WCHAR *file = record_of(folder);
  DWORD error = 0;
  if (attached->state == DETACHED) {
    if (!DeleteFileW(file) && GetLastError() != ERROR_FILE_NOT_FOUND) error = GetLastError();
  } else {
    size_t count = 37 + wcslen(folder);
    WCHAR *text = malloc((count + 1) * sizeof(WCHAR));
    if (!text) abort();
    text[0] = attached->state == PREPARED ? L'P' : L'A';
    wcscpy(text + 1, attached->guid);
    wcscpy(text + 37, folder);
    if (!write_small_file(file, text, count * sizeof(WCHAR))) error = GetLastError();
    free(text);
  }
  free(file);
  return error;
}

typedef struct {
  const WCHAR *guid;
  WCHAR *folder;
} VolumeSearch;

static HRESULT match_volume(const WIN32_FIND_DATAW *found, void *context) {
  VolumeSearch *search = context;
  Attached attached = {0};
  WCHAR *place = path_join(ROOT, L"attached");
  WCHAR *file = path_join(place, found->cFileName);
  WCHAR *folder = read_record(file, &attached);
  free(place);
  free(file);
  if (folder && _wcsnicmp(attached.guid, search->guid, 36) == 0) {
    search->folder = folder;
    return S_FALSE;
  }
  free(folder);
  return S_OK;
}

WCHAR *attached_by_volume(const WCHAR *volume) {
  if (wcsncmp(volume, L"\\\\?\\", 4) == 0) volume += 4;
  if (_wcsnicmp(volume, L"Volume{", 7) != 0 || wcslen(volume) < 44) return NULL;
  VolumeSearch search = {volume + 7, NULL};
  WCHAR *place = path_join(ROOT, L"attached");
  if (folder_exists(place)) each_entry(place, match_volume, &search);
  free(place);
  return search.folder;
}

/* `<prefix>/dosdevices/volume{guid}`; NULL outside Wine. */
static char *link_path(const WCHAR *guid) {
  char *drive = linux_path_of(L"C:\\");
  char *end = drive ? strstr(drive, "/dosdevices/") : NULL;
  char *path = NULL;
  if (end) {
    size_t length = (size_t)(end - drive) + strlen("/dosdevices/");
    path = malloc(length + 64);
    if (!path) abort();
    memcpy(path, drive, length);
    snprintf(path + length, 64, "volume{%ls}", guid);
  }
  linux_free_path(drive);
  return path;
}

WCHAR *disk_folder(const WCHAR *guid) {
  WCHAR *disks = path_join(ROOT, L"disks");
  WCHAR *folder = path_join(disks, guid);
  free(disks);
  return folder;
}

WCHAR *disk_view(const WCHAR *guid) {
  WCHAR *folder = disk_folder(guid);
  WCHAR *view = path_join(folder, L"view");
  free(folder);
  return view;
}

DWORD volume_show(const WCHAR *guid) {
  WCHAR *view = disk_view(guid);
  char *link = link_path(guid);
  char *target = make_folders(view) ? linux_path_of(view) : NULL;
  DWORD error = link && target ? 0 : ERROR_PATH_NOT_FOUND;
  if (!error) {
    linux_unlink(link);
    if (linux_make_link(target, link) < 0) error = ERROR_ACCESS_DENIED;
  }
  linux_free_path(target);
  free(link);
  free(view);
  return error;
}

void volume_hide(const WCHAR *guid) {
  char *link = link_path(guid);
  if (link) linux_unlink(link);
  free(link);
}
