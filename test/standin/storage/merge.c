#include "merge.h"

#include <stdlib.h>
#include <string.h>

#include "../backup/attributes.h"
#include "../backup/linux.h"
#include "../common/text.h"
#include "disks.h"
#include "paths.h"
#include "transport.h"

/* What tells whether a file was changed: the manifest has one for every file that was copied in. */
typedef struct {
  uint64_t index, size, modified;
  uint32_t attributes;
  char side[32];
} Mark;

/* A manifest line: the path below the view, then the mark in hexadecimal. */
typedef struct {
  WCHAR *path;
  Mark mark;
  bool seen;
} Known;

typedef struct {
  Known *all;
  size_t count, capacity;
} Manifest;

typedef struct {
  const WCHAR *view, *target, *below;
  Manifest *manifest;
  bool *changed;
} Walk;

static HRESULT last(void) {
  DWORD error = GetLastError();
  return HR_OF(error ? error : ERROR_GEN_FAILURE);
}

static HRESULT mark_of(const WCHAR *path, Mark *mark) {
  BY_HANDLE_FILE_INFORMATION info;
  memset(mark, 0, sizeof *mark);
  HANDLE file = open_entry(path, FILE_READ_ATTRIBUTES);
  if (file == INVALID_HANDLE_VALUE) return last();
  HRESULT hr = GetFileInformationByHandle(file, &info) ? S_OK : last();
  int fd = linux_fd_of(file);
  if (fd >= 0) {
    linux_get_attribute(fd, "user.hcs.standin", mark->side, sizeof mark->side);
    linux_close(fd);
  }
  CloseHandle(file);
  mark->index = (uint64_t)info.nFileIndexHigh << 32 | info.nFileIndexLow;
  mark->attributes = info.dwFileAttributes;
  if (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) return hr;
  mark->size = (uint64_t)info.nFileSizeHigh << 32 | info.nFileSizeLow;
  memcpy(&mark->modified, &info.ftLastWriteTime, 8);
  return hr;
}

static void add_known(Manifest *manifest, const WCHAR *path, const Mark *mark) {
  if (manifest->count == manifest->capacity) {
    manifest->capacity = manifest->capacity ? manifest->capacity * 2 : 64;
    manifest->all = realloc(manifest->all, manifest->capacity * sizeof *manifest->all);
    if (!manifest->all) abort();
  }
  manifest->all[manifest->count++] = (Known){path_copy(path), *mark, false};
}

static void free_manifest(Manifest *manifest) {
  for (size_t at = 0; at < manifest->count; at++) free(manifest->all[at].path);
  free(manifest->all);
}

static int by_path(const void *a, const void *b) {
  return CompareStringOrdinal(((const Known *)a)->path, -1, ((const Known *)b)->path, -1, TRUE) - CSTR_EQUAL;
}

static Known *find_known(const Manifest *manifest, const WCHAR *path) {
  Known key = {.path = (WCHAR *)path};
  return manifest->count ? bsearch(&key, manifest->all, manifest->count, sizeof key, by_path) : NULL;
}

static WCHAR *manifest_path(const WCHAR *guid) {
  WCHAR *folder = disk_folder(guid);
  WCHAR *path = path_join(folder, L"manifest");
  free(folder);
  return path;
}

/* Records one after the other: Mark, u32 length of the path, the path. */
static HRESULT save_manifest(const WCHAR *guid, const Manifest *manifest) {
  Text text = {0};
  for (size_t at = 0; at < manifest->count; at++) {
    uint32_t length = (uint32_t)wcslen(manifest->all[at].path);
    text_add_bytes(&text, &manifest->all[at].mark, sizeof(Mark));
    text_add_bytes(&text, &length, sizeof length);
    text_add_bytes(&text, manifest->all[at].path, (length + 1) * sizeof(WCHAR));
  }
  WCHAR *path = manifest_path(guid);
  HRESULT hr = write_small_file(path, text.bytes, text.length) ? S_OK : last();
  free(path);
  text_free(&text);
  return hr;
}

static bool load_manifest(const WCHAR *guid, Manifest *manifest) {
  size_t size = 0;
  WCHAR *path = manifest_path(guid);
  char *bytes = read_small_file(path, &size);
  free(path);
  for (size_t at = 0; bytes && at < size;) {
    Mark mark;
    uint32_t length;
    memcpy(&mark, bytes + at, sizeof mark);
    memcpy(&length, bytes + at + sizeof mark, sizeof length);
    WCHAR *name = calloc(length + 1, sizeof(WCHAR));
    if (!name) abort();
    memcpy(name, bytes + at + sizeof mark + sizeof length, length * sizeof(WCHAR));
    add_known(manifest, name, &mark);
    free(name);
    at += sizeof mark + sizeof length + (length + 1) * sizeof(WCHAR);
  }
  if (manifest->count) qsort(manifest->all, manifest->count, sizeof *manifest->all, by_path);
  free(bytes);
  return bytes != NULL;
}

typedef struct {
  const WCHAR *from, *to;
} Pair;

static HRESULT copy_tree(const WCHAR *from, const WCHAR *to);

static HRESULT copy_one(const WIN32_FIND_DATAW *found, void *context) {
  Pair *pair = context;
  WCHAR *from = path_join(pair->from, found->cFileName), *to = path_join(pair->to, found->cFileName);
  HRESULT hr = copy_entry(from, to);
  if (hr == S_OK && (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) hr = copy_tree(from, to);
  if (hr == S_OK) hr = copy_entry(from, to);
  free(from);
  free(to);
  return hr;
}

static HRESULT copy_tree(const WCHAR *from, const WCHAR *to) {
  Pair pair = {from, to};
  return each_entry(from, copy_one, &pair);
}

static HRESULT remove_below(const WCHAR *path, void *context) {
  WCHAR *gone = path_join(context, path);
  HRESULT hr = remove_tree(gone) ? S_OK : last();
  free(gone);
  return hr;
}

static HRESULT remember_tree(const WCHAR *view, const WCHAR *below, Manifest *manifest);

static HRESULT remember_one(const WIN32_FIND_DATAW *found, void *context) {
  Walk *walk = context;
  Mark mark;
  WCHAR *below = path_join(walk->below, found->cFileName), *path = path_join(walk->view, below);
  HRESULT hr = mark_of(path, &mark);
  if (hr == S_OK) add_known(walk->manifest, below, &mark);
  if (hr == S_OK && (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) hr = remember_tree(walk->view, below, walk->manifest);
  free(below);
  free(path);
  return hr;
}

static HRESULT remember_tree(const WCHAR *view, const WCHAR *below, Manifest *manifest) {
  Walk walk = {.view = view, .below = below, .manifest = manifest};
  WCHAR *folder = path_join(view, below);
  HRESULT hr = each_entry(folder, remember_one, &walk);
  free(folder);
  return hr;
}

static HRESULT add_layer(const WCHAR *layer, const WCHAR *view) {
  WCHAR *files = path_join(layer, L"Files");
  HRESULT hr = each_tombstone(layer, remove_below, (void *)view);
  if (hr == S_OK) hr = copy_tree(files, view);
  free(files);
  return hr;
}

HRESULT merge_layers(const WCHAR *guid, const WCHAR *const *layers, uint32_t count) {
  Manifest manifest = {0};
  if (load_manifest(guid, &manifest)) {
    free_manifest(&manifest);
    return S_OK;
  }
  WCHAR *view = disk_view(guid);
  HRESULT hr = make_folders(view) ? S_OK : last();
  for (uint32_t at = count; at > 0 && hr == S_OK; at--) hr = add_layer(layers[at - 1], view);
  if (hr == S_OK) hr = remember_tree(view, L"", &manifest);
  if (hr == S_OK) hr = save_manifest(guid, &manifest);
  free_manifest(&manifest);
  free(view);
  return hr;
}

static HRESULT export_tree(const WCHAR *view, const WCHAR *target, const WCHAR *below, Manifest *manifest, bool *changed);

/* A folder is written when it is new, was changed itself, or something in it was. */
static HRESULT export_one(const WIN32_FIND_DATAW *found, void *context) {
  Walk *walk = context;
  Mark mark;
  WCHAR *below = path_join(walk->below, found->cFileName);
  WCHAR *from = path_join(walk->view, below), *to = path_join(walk->target, below);
  HRESULT hr = mark_of(from, &mark);
  Known *known = walk->manifest ? find_known(walk->manifest, below) : NULL;
  bool changed = !known || memcmp(&known->mark, &mark, sizeof mark) != 0;
  if (known) known->seen = true;
  if (hr == S_OK && (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY))
    hr = export_tree(walk->view, walk->target, below, walk->manifest, &changed);
  if (hr == S_OK && changed) {
    WCHAR *above = path_copy(to);
    above[path_base(to) - to - 1] = 0;
    hr = make_folders(above) ? transport_export_entry(from, to) : last();
    free(above);
    *walk->changed = true;
  }
  free(below);
  free(from);
  free(to);
  return hr;
}

static HRESULT export_tree(const WCHAR *view, const WCHAR *target, const WCHAR *below, Manifest *manifest, bool *changed) {
  Walk walk = {view, target, below, manifest, changed};
  WCHAR *folder = path_join(view, below);
  HRESULT hr = each_entry(folder, export_one, &walk);
  free(folder);
  return hr;
}

/* Of what is gone with all that was in it, only the topmost. */
static HRESULT write_tombstones(const Manifest *manifest, const WCHAR *target) {
  Text text = {0};
  const WCHAR *above = NULL;
  text_add(&text, "\xef\xbb\xbf" "Version 1.0\r\n");
  for (size_t at = 0; at < manifest->count; at++) {
    const WCHAR *path = manifest->all[at].path;
    size_t length = above ? wcslen(above) : 0;
    bool inside = above && _wcsnicmp(path, above, length) == 0 && path[length] == L'\\';
    if (manifest->all[at].seen || inside) continue;
    above = path;
    char *line = utf8_of(path);
    text_format(&text, "\\%s\r\n", line);
    free(line);
  }
  WCHAR *file = path_join(target, L"tombstones.txt");
  HRESULT hr = write_small_file(file, text.bytes, text.length) ? S_OK : last();
  free(file);
  text_free(&text);
  return hr;
}

static HRESULT make_parts(const WCHAR *target, WCHAR **files) {
  WCHAR *hives = path_join(target, L"Hives");
  *files = path_join(target, L"Files");
  HRESULT hr = make_folders(*files) && make_folders(hives) ? S_OK : last();
  free(hives);
  return hr;
}

HRESULT export_changes(const WCHAR *guid, const WCHAR *target) {
  Manifest manifest = {0};
  bool changed = false;
  WCHAR *files, *view = disk_view(guid);
  HRESULT hr = load_manifest(guid, &manifest) ? S_OK : HR_OF(ERROR_INVALID_PARAMETER);
  HRESULT made = make_parts(target, &files);
  if (hr == S_OK) hr = made;
  if (hr == S_OK) hr = export_tree(view, files, L"", &manifest, &changed);
  if (hr == S_OK) hr = write_tombstones(&manifest, target);
  free_manifest(&manifest);
  free(files);
  free(view);
  return hr;
}

HRESULT export_layer(const WCHAR *layer, const WCHAR *target) {
  bool changed = false;
  WCHAR *files, *from = path_join(layer, L"Files");
  HRESULT hr = make_parts(target, &files);
  if (hr == S_OK) hr = export_tree(from, files, L"", NULL, &changed);
  WCHAR *gone = path_join(layer, L"tombstones.txt"), *to = path_join(target, L"tombstones.txt");
  if (hr == S_OK && file_exists(gone) && !CopyFileW(gone, to, FALSE)) hr = last();
  free(gone);
  free(to);
  free(files);
  free(from);
  return hr;
}
