#include "vmcompute.h"

#include <stdlib.h>
#include <string.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#include "../storage/layer-guid.h"
#include "../storage/layers.h"
#include "../storage/paths.h"

enum { FILTER_DRIVER = 1, MOST_PARENTS = 256, PREPARE_MS = 20 };
#define INVALID HR_OF(ERROR_INVALID_PARAMETER)

/* What every function does first: a scripted fault, then the convention {Flavour 1, HomeDir ""} with a full path as id. */
static HRESULT begin(const char *function) {
  Fault fault = fault_take("call", function);
  if (fault.delayMs) Sleep(fault.delayMs);
  return fault.hr;
}

static HRESULT begin_layer(const char *function, const WC_DRIVER_INFO *info, PCWSTR id) {
  HRESULT hr = begin(function);
  if (hr < 0) return hr;
  if (!info || info->Flavour != FILTER_DRIVER || !info->HomeDir || info->HomeDir[0] != 0) return INVALID;
  return id && path_is_absolute(id) ? S_OK : INVALID;
}

/* The ids must be NameToGuid of the last parts. The paths are the caller's for as long as the call. */
static HRESULT read_parents(const WC_LAYER_DESCRIPTOR *layers, uint32_t count, const WCHAR *paths[MOST_PARENTS], Parents *parents) {
  if (count > MOST_PARENTS || (count && !layers)) return INVALID;
  for (uint32_t at = 0; at < count; at++) {
    GUID guid;
    if (!layers[at].Path || !path_is_absolute(layers[at].Path)) return INVALID;
    WCHAR *trimmed = path_trimmed(layers[at].Path);
    layer_guid(path_base(trimmed), &guid);
    free(trimmed);
    if (memcmp(&guid, &layers[at].LayerId, sizeof guid) != 0) return INVALID;
    paths[at] = layers[at].Path;
  }
  *parents = (Parents){paths, count};
  return S_OK;
}

HRESULT WINAPI CreateLayer(const WC_DRIVER_INFO *info, PCWSTR id, PCWSTR parent) {
  HRESULT hr = begin_layer("CreateLayer", info, id);
  if (hr == S_OK && parent && parent[0] && !folder_exists(parent)) hr = HR_OF(ERROR_PATH_NOT_FOUND);
  return hr < 0 ? hr : layer_create(id);
}

HRESULT WINAPI CreateSandboxLayer(const WC_DRIVER_INFO *info, PCWSTR id, PCWSTR parent, const WC_LAYER_DESCRIPTOR *layers, uint32_t count) {
  const WCHAR *paths[MOST_PARENTS];
  Parents parents;
  HRESULT hr = begin_layer("CreateSandboxLayer", info, id);
  if (hr == S_OK && parent && parent[0]) hr = INVALID;
  if (hr == S_OK) hr = read_parents(layers, count, paths, &parents);
  return hr < 0 ? hr : layer_create_sandbox(id, &parents);
}

HRESULT WINAPI ExpandSandboxSize(const WC_DRIVER_INFO *info, PCWSTR id, uint64_t bytes) {
  HRESULT hr = begin_layer("ExpandSandboxSize", info, id);
  return hr < 0 ? hr : layer_expand(id, bytes);
}

HRESULT WINAPI ActivateLayer(const WC_DRIVER_INFO *info, PCWSTR id) {
  HRESULT hr = begin_layer("ActivateLayer", info, id);
  return hr < 0 ? hr : layer_activate(id);
}

/* Two at once on one machine: the second one times out (hcsshim PR #81). Slow enough for that to be seen. */
static HRESULT prepare_alone(PCWSTR id, const Parents *parents) {
  HANDLE alone = CreateMutexW(NULL, FALSE, L"HcsStandInPrepare");
  DWORD waited = WaitForSingleObject(alone, 0);
  HRESULT hr = HR_OF(ERROR_TIMEOUT);
  if (waited == WAIT_OBJECT_0 || waited == WAIT_ABANDONED) {
    Sleep(PREPARE_MS);
    hr = layer_prepare(id, parents);
    ReleaseMutex(alone);
  }
  CloseHandle(alone);
  return hr;
}

HRESULT WINAPI PrepareLayer(const WC_DRIVER_INFO *info, PCWSTR id, const WC_LAYER_DESCRIPTOR *layers, uint32_t count) {
  const WCHAR *paths[MOST_PARENTS];
  Parents parents;
  HRESULT hr = begin_layer("PrepareLayer", info, id);
  if (hr == S_OK) hr = read_parents(layers, count, paths, &parents);
  return hr < 0 ? hr : prepare_alone(id, &parents);
}

HRESULT WINAPI UnprepareLayer(const WC_DRIVER_INFO *info, PCWSTR id) {
  HRESULT hr = begin_layer("UnprepareLayer", info, id);
  return hr < 0 ? hr : layer_unprepare(id);
}

HRESULT WINAPI DeactivateLayer(const WC_DRIVER_INFO *info, PCWSTR id) {
  HRESULT hr = begin_layer("DeactivateLayer", info, id);
  return hr < 0 ? hr : layer_deactivate(id);
}

/* Called twice: with a NULL buffer *length becomes what is needed, in characters with the zero. */
HRESULT WINAPI GetLayerMountPath(const WC_DRIVER_INFO *info, PCWSTR id, size_t *length, WCHAR *buffer) {
  WCHAR *volume = NULL;
  HRESULT hr = begin_layer("GetLayerMountPath", info, id);
  if (hr == S_OK && !length) hr = INVALID;
  if (hr == S_OK) hr = layer_mount_path(id, &volume);
  if (hr < 0) return hr;
  size_t needed = wcslen(volume) + 1;
  if (buffer && *length < needed) hr = HR_OF(ERROR_INSUFFICIENT_BUFFER);
  else if (buffer) wcscpy(buffer, volume);
  *length = needed;
  free(volume);
  return hr;
}

HRESULT WINAPI ImportLayer(const WC_DRIVER_INFO *info, PCWSTR id, PCWSTR folder, const WC_LAYER_DESCRIPTOR *layers, uint32_t count) {
  const WCHAR *paths[MOST_PARENTS];
  Parents parents;
  HRESULT hr = begin_layer("ImportLayer", info, id);
  if (hr == S_OK && (!folder || !path_is_absolute(folder))) hr = INVALID;
  if (hr == S_OK) hr = read_parents(layers, count, paths, &parents);
  return hr < 0 ? hr : layer_import(id, folder, &parents);
}

HRESULT WINAPI ExportLayer(const WC_DRIVER_INFO *info, PCWSTR id, PCWSTR folder, const WC_LAYER_DESCRIPTOR *layers, uint32_t count) {
  const WCHAR *paths[MOST_PARENTS];
  Parents parents;
  HRESULT hr = begin_layer("ExportLayer", info, id);
  if (hr == S_OK && (!folder || !path_is_absolute(folder))) hr = INVALID;
  if (hr == S_OK) hr = read_parents(layers, count, paths, &parents);
  return hr < 0 ? hr : layer_export(id, folder, &parents);
}

HRESULT WINAPI DestroyLayer(const WC_DRIVER_INFO *info, PCWSTR id) {
  HRESULT hr = begin_layer("DestroyLayer", info, id);
  return hr < 0 ? hr : layer_destroy(id);
}

HRESULT WINAPI LayerExists(const WC_DRIVER_INFO *info, PCWSTR id, uint32_t *exists) {
  HRESULT hr = begin_layer("LayerExists", info, id);
  if (hr == S_OK && !exists) hr = INVALID;
  if (hr == S_OK) *exists = folder_exists(id);
  return hr;
}

HRESULT WINAPI NameToGuid(PCWSTR name, GUID *guid) {
  HRESULT hr = begin("NameToGuid");
  if (hr == S_OK && (!name || !name[0] || !guid)) hr = INVALID;
  if (hr == S_OK) layer_guid(name, guid);
  return hr;
}

HRESULT WINAPI ProcessBaseImage(PCWSTR path) {
  HRESULT hr = begin("ProcessBaseImage");
  if (hr == S_OK && (!path || !path_is_absolute(path))) hr = INVALID;
  return hr < 0 ? hr : layer_process_base(path);
}

HRESULT WINAPI ProcessUtilityImage(PCWSTR path) {
  HRESULT hr = begin("ProcessUtilityImage");
  if (hr == S_OK && (!path || !path_is_absolute(path))) hr = INVALID;
  return hr < 0 ? hr : layer_process_utility(path);
}

HRESULT WINAPI GrantVmAccess(PCWSTR vm, PCWSTR file) {
  HRESULT hr = begin("GrantVmAccess");
  if (hr == S_OK && (!vm || !vm[0] || !file)) hr = INVALID;
  if (hr == S_OK && !file_exists(file)) hr = HR_OF(ERROR_FILE_NOT_FOUND);
  return hr;
}

/* This machine came without images. */
HRESULT WINAPI GetBaseImages(PWSTR *images) {
  HRESULT hr = begin("GetBaseImages");
  if (hr == S_OK && !images) hr = INVALID;
  if (hr == S_OK) *images = account_string("{\"Images\":[]}", FREED_BY_CO_TASK_MEM_FREE, "GetBaseImages");
  return hr;
}
