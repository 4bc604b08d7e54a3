/*
 * What vmcompute.dll and computestorage.dll do with layers, checked as Windows does and done either here (plain mode) or
 * by the stand-in service. Paths are absolute; parents: the immediate one first, the base last. All is serialised.
 */
#ifndef STANDIN_LAYERS_H
#define STANDIN_LAYERS_H
#include <stdbool.h>
#include <stdint.h>
#include <windows.h>

typedef struct {
  const WCHAR *const *paths;
  uint32_t count;
} Parents;

/* ERROR_PATH_NOT_FOUND unless all are layers and the last one, no other, is a base. An empty list is the base's. */
HRESULT check_parents(const Parents *parents);
HRESULT layer_create(const WCHAR *path);
HRESULT layer_create_sandbox(const WCHAR *path, const Parents *parents);
HRESULT layer_expand(const WCHAR *path, uint64_t bytes);
HRESULT layer_activate(const WCHAR *path);
HRESULT layer_prepare(const WCHAR *path, const Parents *parents);
HRESULT layer_unprepare(const WCHAR *path);
HRESULT layer_deactivate(const WCHAR *path);
/* The volume without a trailing backslash, of a scratch; the folder itself of a layer. The caller frees it. */
HRESULT layer_mount_path(const WCHAR *path, WCHAR **volume);
HRESULT layer_import(const WCHAR *path, const WCHAR *source, const Parents *parents);
HRESULT layer_export(const WCHAR *path, const WCHAR *target, const Parents *parents);
HRESULT layer_destroy(const WCHAR *path);
HRESULT layer_process_base(const WCHAR *path);
HRESULT layer_process_utility(const WCHAR *path);
#endif
