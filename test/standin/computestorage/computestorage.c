/* computestorage.dll: the same layers as vmcompute.dll's, by paths and volumes, with a strict reading of the documents. */
#include <windows.h>

#include <computestorage.h>
#include <stdlib.h>
#include <string.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#include "../schema/schema.h"
#include "../storage/disks.h"
#include "../storage/layer-guid.h"
#include "../storage/layers.h"
#include "../storage/paths.h"

enum { MOST_PARENTS = 256, MOST_PATH = 1024 };
#define INVALID HR_OF(ERROR_INVALID_PARAMETER)
#define INVALID_JSON ((HRESULT)0x8037010D)

static HRESULT begin(const char *function, PCWSTR path) {
  Fault fault = fault_take("call", function);
  if (fault.delayMs) Sleep(fault.delayMs);
  if (fault.hr < 0) return fault.hr;
  return path && path_is_absolute(path) ? S_OK : INVALID;
}

static JsonValue *read_document(PCWSTR text, const char *type) {
  SchemaError error;
  char value[16] = "";
  GetEnvironmentVariableA("HCS_STANDIN_BUILD", value, sizeof value);
  char *utf8 = utf8_of(text);
  JsonValue *document = utf8 ? schema_read(utf8, type, value[0] ? atoi(value) : 26100, &error) : NULL;
  free(utf8);
  return document;
}

typedef struct {
  WCHAR *paths[MOST_PARENTS];
  Parents parents;
} Data;

static void free_data(Data *data) {
  for (uint32_t at = 0; at < data->parents.count; at++) free(data->paths[at]);
}

/* The id is the one that NameToGuid gives for the path's last part. */
static bool is_id_of(const char *id, const WCHAR *path) {
  GUID guid;
  WCHAR wanted[37], *trimmed = path_trimmed(path), *given = utf16_of(id);
  layer_guid(path_base(trimmed), &guid);
  guid_text(&guid, wanted);
  bool same = _wcsicmp(wanted, given) == 0;
  free(trimmed);
  free(given);
  return same;
}

static HRESULT read_layers(PCWSTR text, Data *data) {
  memset(data, 0, sizeof *data);
  data->parents.paths = (const WCHAR *const *)data->paths;
  JsonValue *document = read_document(text, "LayerData");
  if (!document) return INVALID_JSON;
  HRESULT hr = S_OK;
  const JsonValue *layers = json_field(document, "Layers");
  for (const JsonValue *layer = layers ? layers->first : NULL; layer && hr == S_OK; layer = layer->next) {
    if (data->parents.count == MOST_PARENTS) hr = INVALID;
    if (hr != S_OK) break;
    WCHAR *path = data->paths[data->parents.count++] = utf16_of(json_text(layer, "Path", ""));
    if (!path_is_absolute(path) || !is_id_of(json_text(layer, "Id", ""), path)) hr = INVALID;
  }
  json_free(document);
  return hr;
}

HRESULT WINAPI HcsImportLayer(PCWSTR layer, PCWSTR source, PCWSTR layer_data) {
  Data data = {0};
  HRESULT hr = begin(__func__, layer);
  if (hr == S_OK && (!source || !path_is_absolute(source))) hr = INVALID;
  if (hr == S_OK) hr = read_layers(layer_data, &data);
  if (hr == S_OK) hr = layer_import(layer, source, &data.parents);
  free_data(&data);
  return hr;
}

HRESULT WINAPI HcsExportLayer(PCWSTR layer, PCWSTR target, PCWSTR layer_data, PCWSTR options) {
  Data data = {0};
  HRESULT hr = begin(__func__, layer);
  JsonValue *document = hr == S_OK ? read_document(options, "ExportLayerOptions") : NULL;
  if (hr == S_OK && (!target || !path_is_absolute(target))) hr = INVALID;
  if (hr == S_OK && !document) hr = INVALID_JSON;
  if (hr == S_OK) hr = read_layers(layer_data, &data);
  if (hr == S_OK) hr = layer_export(layer, target, &data.parents);
  json_free(document);
  free_data(&data);
  return hr;
}

HRESULT WINAPI HcsDestroyLayer(PCWSTR layer) {
  HRESULT hr = begin(__func__, layer);
  return hr < 0 ? hr : layer_destroy(layer);
}

/* Container: no disk. Vm: with the template's disk, which no machine here could attach. */
HRESULT WINAPI HcsSetupBaseOSLayer(PCWSTR layer, HANDLE disk, PCWSTR options) {
  HRESULT hr = begin(__func__, layer);
  if (hr < 0) return hr;
  JsonValue *document = read_document(options, "OsLayerOptions");
  if (!document) return INVALID_JSON;
  bool container = strcmp(json_text(document, "Type", "Container"), "Container") == 0;
  json_free(document);
  if (container) return disk ? INVALID : layer_process_base(layer);
  return disk ? HR_OF(ERROR_NOT_SUPPORTED) : INVALID;
}

/* A volume of ours, or the scratch's folder itself; the caller frees. */
static WCHAR *scratch_of(PCWSTR path) {
  machine_lock();
  WCHAR *folder = attached_by_volume(path);
  machine_unlock();
  return folder;
}

HRESULT WINAPI HcsInitializeWritableLayer(PCWSTR layer, PCWSTR layer_data, PCWSTR options) {
  Data data = {0};
  HRESULT hr = begin(__func__, layer);
  if (hr == S_OK && options) hr = INVALID;
  if (hr == S_OK) hr = read_layers(layer_data, &data);
  if (hr == S_OK) hr = data.parents.count ? check_parents(&data.parents) : INVALID;
  WCHAR *folder = hr == S_OK ? scratch_of(layer) : NULL;
  if (hr == S_OK && !folder) hr = HR_OF(ERROR_PATH_NOT_FOUND);
  free(folder);
  free_data(&data);
  return hr;
}

HRESULT WINAPI HcsAttachLayerStorageFilter(PCWSTR layer, PCWSTR layer_data) {
  Data data = {0};
  HRESULT hr = begin(__func__, layer);
  if (hr == S_OK) hr = read_layers(layer_data, &data);
  WCHAR *folder = hr == S_OK ? scratch_of(layer) : NULL;
  if (hr == S_OK) hr = folder ? layer_prepare(folder, &data.parents) : HR_OF(ERROR_PATH_NOT_FOUND);
  free(folder);
  free_data(&data);
  return hr;
}

HRESULT WINAPI HcsDetachLayerStorageFilter(PCWSTR layer) {
  HRESULT hr = begin(__func__, layer);
  WCHAR *folder = hr == S_OK ? scratch_of(layer) : NULL;
  if (hr == S_OK) hr = folder ? layer_unprepare(folder) : HR_OF(ERROR_PATH_NOT_FOUND);
  free(folder);
  return hr;
}

/* The disk's path; false when the handle is none of a disk. */
static bool disk_path(HANDLE disk, WCHAR path[MOST_PATH]) {
  DWORD length = GetFinalPathNameByHandleW(disk, path, MOST_PATH, FILE_NAME_NORMALIZED);
  return length > 0 && length < MOST_PATH;
}

HRESULT WINAPI HcsFormatWritableLayerVhd(HANDLE disk) {
  WCHAR path[MOST_PATH], guid[37];
  uint64_t bytes;
  HRESULT hr = begin(__func__, L"C:\\");
  if (hr < 0) return hr;
  if (!disk_path(disk, path)) return HR_OF(ERROR_INVALID_HANDLE);
  DWORD error = disk_read(path, guid, &bytes);
  return error ? HR_OF(error) : S_OK;
}

HRESULT WINAPI HcsGetLayerVhdMountPath(HANDLE disk, PWSTR *mount_path) {
  WCHAR path[MOST_PATH], *volume = NULL;
  HRESULT hr = begin(__func__, L"C:\\");
  if (hr == S_OK && !mount_path) hr = INVALID;
  if (hr == S_OK && !disk_path(disk, path)) hr = HR_OF(ERROR_INVALID_HANDLE);
  if (hr < 0) return hr;
  path[path_base(path) - path - 1] = 0;
  hr = layer_mount_path(path, &volume);
  char *utf8 = utf8_of(volume);
  if (hr >= 0) *mount_path = account_string(utf8, FREED_BY_LOCAL_FREE, __func__);
  free(utf8);
  free(volume);
  return hr;
}
