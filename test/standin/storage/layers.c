#include "ask-service.h"

#include <stdlib.h>
#include <string.h>

#include "disks.h"
#include "merge.h"
#include "paths.h"
#include "transport.h"

#define INVALID HR_OF(ERROR_INVALID_PARAMETER)
#define IN_USE HR_OF(ERROR_SHARING_VIOLATION)
#define NO_PATH HR_OF(ERROR_PATH_NOT_FOUND)

static HRESULT last(void) {
  DWORD error = GetLastError();
  return HR_OF(error ? error : ERROR_GEN_FAILURE);
}

static bool has(const WCHAR *folder, const WCHAR *name) {
  WCHAR *path = path_join(folder, name);
  bool is = file_exists(path) || folder_exists(path);
  free(path);
  return is;
}

HRESULT check_parents(const Parents *parents) {
  for (uint32_t at = 0; at < parents->count; at++) {
    bool base = at + 1 == parents->count;
    if (!path_is_absolute(parents->paths[at]) || !has(parents->paths[at], L"Files")) return NO_PATH;
    if (base != has(parents->paths[at], BLANK_BASE_DISK)) return NO_PATH;
  }
  return S_OK;
}

static HRESULT disk_of(const WCHAR *path, WCHAR guid[37]) {
  uint64_t bytes;
  WCHAR *file = path_join(path, SANDBOX_DISK);
  DWORD error = disk_read(file, guid, &bytes);
  free(file);
  return error ? HR_OF(error) : S_OK;
}

static HRESULT set_state(const WCHAR *path, Attached *attached, DiskState state) {
  attached->state = state;
  DWORD error = attached_set(path, attached);
  return error ? HR_OF(error) : S_OK;
}

HRESULT layer_create(const WCHAR *path) {
  if (folder_exists(path)) return HR_OF(ERROR_ALREADY_EXISTS);
  WCHAR *files = path_join(path, L"Files");
  HRESULT hr = make_folders(files) ? S_OK : last();
  free(files);
  return hr;
}

HRESULT layer_create_sandbox(const WCHAR *path, const Parents *parents) {
  HRESULT hr = parents->count ? check_parents(parents) : INVALID;
  if (hr != S_OK) return hr;
  if (service_is_there()) return ask_service("layer.createSandbox", path, NULL, NULL, parents);
  if (!folder_exists(path) && !CreateDirectoryW(path, NULL)) return last();
  WCHAR *file = path_join(path, SANDBOX_DISK);
  DWORD error = disk_create(file, false, DEFAULT_DISK_BYTES);
  free(file);
  return error ? HR_OF(error) : S_OK;
}

HRESULT layer_expand(const WCHAR *path, uint64_t bytes) {
  if (attached_get(path).state != DETACHED) return IN_USE;
  WCHAR *file = path_join(path, SANDBOX_DISK);
  /* The service's disks have the size of the machine they are on. */
  DWORD error = service_is_there() ? (file_exists(file) ? 0 : ERROR_PATH_NOT_FOUND) : disk_resize(file, bytes);
  free(file);
  return error ? HR_OF(error) : S_OK;
}

static bool is_scratch(const WCHAR *path) { return has(path, SANDBOX_DISK); }

static HRESULT activate(const WCHAR *path) {
  if (!is_scratch(path)) return has(path, L"Files") ? S_OK : NO_PATH;
  Attached attached = attached_get(path);
  if (attached.state != DETACHED) return S_OK;
  if (service_is_there()) {
    HRESULT hr = ask_service("layer.activate", path, NULL, NULL, NULL);
    wcscpy(attached.guid, L"00000000-0000-0000-0000-000000000000");
    return hr < 0 ? hr : set_state(path, &attached, ACTIVE);
  }
  HRESULT hr = disk_of(path, attached.guid);
  if (hr != S_OK) return hr;
  DWORD error = volume_show(attached.guid);
  return error ? HR_OF(error) : set_state(path, &attached, ACTIVE);
}

static HRESULT prepare(const WCHAR *path, const Parents *parents) {
  HRESULT hr = check_parents(parents);
  if (hr != S_OK) return hr;
  Attached attached = attached_get(path);
  if (!is_scratch(path)) return NO_PATH;
  if (attached.state != ACTIVE || parents->count == 0) return INVALID;
  if (service_is_there()) hr = ask_service("layer.prepare", path, NULL, NULL, parents);
  else hr = merge_layers(attached.guid, parents->paths, parents->count);
  return hr < 0 ? hr : set_state(path, &attached, PREPARED);
}

static HRESULT unprepare(const WCHAR *path) {
  Attached attached = attached_get(path);
  if (attached.state != PREPARED) return is_scratch(path) ? INVALID : NO_PATH;
  HRESULT hr = service_is_there() ? ask_service("layer.unprepare", path, NULL, NULL, NULL) : S_OK;
  return hr < 0 ? hr : set_state(path, &attached, ACTIVE);
}

/* One that is not active: success, so that cleaning up can call it at any time. */
static HRESULT deactivate(const WCHAR *path) {
  Attached attached = attached_get(path);
  if (attached.state == PREPARED) return IN_USE;
  if (attached.state == DETACHED) return has(path, L"Files") || is_scratch(path) ? S_OK : NO_PATH;
  HRESULT hr = service_is_there() ? ask_service("layer.deactivate", path, NULL, NULL, NULL) : S_OK;
  if (hr < 0) return hr;
  if (!service_is_there()) volume_hide(attached.guid);
  return set_state(path, &attached, DETACHED);
}

static HRESULT mount_path(const WCHAR *path, WCHAR **volume) {
  if (!is_scratch(path)) {
    *volume = has(path, L"Files") ? path_copy(path) : NULL;
    return *volume ? S_OK : NO_PATH;
  }
  Attached attached = attached_get(path);
  if (attached.state == DETACHED) return INVALID;
  if (service_is_there()) {
    char *members = members_of(path, NULL, NULL, NULL), *result = NULL;
    HRESULT hr = service_call_wait("layer.mountPath", members, &result, NULL);
    JsonError error;
    JsonValue *value = hr >= 0 && result ? json_read(result, &error) : NULL;
    if (hr >= 0) hr = value && value->kind == JSON_STRING ? S_OK : E_UNEXPECTED;
    if (hr == S_OK) *volume = utf16_of(value->text);
    json_free(value);
    free(result);
    free(members);
    return hr;
  }
  *volume = calloc(64, sizeof(WCHAR));
  if (!*volume) abort();
  wcscat(wcscat(wcscpy(*volume, L"\\\\?\\Volume{"), attached.guid), L"}");
  return S_OK;
}

static HRESULT import(const WCHAR *path, const WCHAR *source, const Parents *parents) {
  HRESULT hr = check_parents(parents);
  if (hr != S_OK) return hr;
  if (parents->count == 0) return INVALID;
  if (!folder_exists(source)) return NO_PATH;
  if (service_is_there()) return ask_service("layer.import", path, "source", source, parents);
  if (!folder_exists(path) && !make_folders(path)) return last();
  return transport_import(path, source);
}

static HRESULT export(const WCHAR *path, const WCHAR *target, const Parents *parents) {
  HRESULT hr = check_parents(parents);
  if (hr != S_OK) return hr;
  if (!folder_exists(target)) return NO_PATH;
  if (service_is_there()) return ask_service("layer.export", path, "target", target, parents);
  if (!is_scratch(path)) return has(path, L"Files") ? export_layer(path, target) : NO_PATH;
  Attached attached = attached_get(path);
  if (attached.state == PREPARED) return IN_USE;
  return attached.state == ACTIVE ? export_changes(attached.guid, target) : INVALID;
}

static HRESULT destroy(const WCHAR *path) {
  WCHAR guid[37];
  if (!folder_exists(path)) return NO_PATH;
  if (attached_get(path).state != DETACHED) return IN_USE;
  if (service_is_there()) return ask_service("layer.destroy", path, NULL, NULL, NULL);
  if (is_scratch(path) && disk_of(path, guid) == S_OK) {
    WCHAR *disk = disk_folder(guid);
    bool gone = remove_tree(disk);
    free(disk);
    if (!gone) return last();
  }
  return remove_tree(path) ? S_OK : last();
}

static HRESULT copy_hives(const WCHAR *layer) {
  static const WCHAR *const HIVES[][2] = {{L"DEFAULT", L"DefaultUser_Base"}, {L"SAM", L"Sam_Base"}, {L"SECURITY", L"Security_Base"},
                                          {L"SOFTWARE", L"Software_Base"},  {L"SYSTEM", L"System_Base"}};
  WCHAR *config = path_join(layer, L"Files\\Windows\\System32\\config"), *hives = path_join(layer, L"Hives");
  HRESULT hr = make_folders(hives) ? S_OK : last();
  for (size_t at = 0; at < 5 && hr == S_OK; at++) {
    WCHAR *from = path_join(config, HIVES[at][0]), *to = path_join(hives, HIVES[at][1]);
    if (file_exists(from) && !file_exists(to) && !CreateHardLinkW(to, from, NULL)) hr = last();
    free(from);
    free(to);
  }
  free(config);
  free(hives);
  return hr;
}

static HRESULT make_template(const WCHAR *folder, const WCHAR *name) {
  WCHAR *file = path_join(folder, name);
  DWORD error = disk_create(file, true, DEFAULT_DISK_BYTES);
  free(file);
  return error ? HR_OF(error) : S_OK;
}

static HRESULT process_base(const WCHAR *path) {
  if (!has(path, L"Files")) return NO_PATH;
  if (service_is_there()) return ask_service("layer.processBase", path, NULL, NULL, NULL);
  HRESULT hr = copy_hives(path);
  if (hr == S_OK) hr = make_template(path, BLANK_BASE_DISK);
  if (hr == S_OK) hr = make_template(path, BLANK_DISK);
  WCHAR *layout = path_join(path, L"layout");
  if (hr == S_OK && !write_small_file(layout, "vhd-with-hives", 14)) hr = last();
  free(layout);
  return hr;
}

/* Windows changes the boot store: so does this, by one byte at its end, for whoever should have kept the old one. */
static HRESULT change_boot_store(const WCHAR *file) {
  DWORD put;
  HANDLE store = CreateFileW(file, FILE_APPEND_DATA, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (store == INVALID_HANDLE_VALUE) return last();
  HRESULT hr = WriteFile(store, "x", 1, &put, NULL) ? S_OK : last();
  CloseHandle(store);
  return hr;
}

static HRESULT process_utility(const WCHAR *path) {
  WCHAR *store = path_join(path, L"Files\\EFI\\Microsoft\\Boot\\BCD");
  HRESULT hr = file_exists(store) ? S_OK : HR_OF(ERROR_FILE_NOT_FOUND);
  if (!has(path, L"Files")) hr = NO_PATH;
  if (hr == S_OK && service_is_there()) hr = ask_service("layer.processUtility", path, NULL, NULL, NULL);
  else if (hr == S_OK) {
    hr = make_template(path, L"SystemTemplateBase.vhdx");
    if (hr == S_OK) hr = make_template(path, L"SystemTemplate.vhdx");
  }
  if (hr >= 0) hr = change_boot_store(store);
  free(store);
  return hr;
}

/* Each of these is one step for the whole machine. */
#define ONE_AT_A_TIME(call)                                                                                            \
  machine_lock();                                                                                                      \
  HRESULT hr = call;                                                                                                   \
  machine_unlock();                                                                                                    \
  return hr

HRESULT layer_activate(const WCHAR *path) { ONE_AT_A_TIME(activate(path)); }
HRESULT layer_prepare(const WCHAR *path, const Parents *parents) { ONE_AT_A_TIME(prepare(path, parents)); }
HRESULT layer_unprepare(const WCHAR *path) { ONE_AT_A_TIME(unprepare(path)); }
HRESULT layer_deactivate(const WCHAR *path) { ONE_AT_A_TIME(deactivate(path)); }
HRESULT layer_mount_path(const WCHAR *path, WCHAR **volume) { ONE_AT_A_TIME(mount_path(path, volume)); }
HRESULT layer_import(const WCHAR *path, const WCHAR *source, const Parents *parents) {
  ONE_AT_A_TIME(import(path, source, parents));
}
HRESULT layer_export(const WCHAR *path, const WCHAR *target, const Parents *parents) {
  ONE_AT_A_TIME(export(path, target, parents));
}
HRESULT layer_destroy(const WCHAR *path) { ONE_AT_A_TIME(destroy(path)); }
HRESULT layer_process_base(const WCHAR *path) { ONE_AT_A_TIME(process_base(path)); }
HRESULT layer_process_utility(const WCHAR *path) { ONE_AT_A_TIME(process_utility(path)); }
