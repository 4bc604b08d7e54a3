#include "transport.h"

#include <stdlib.h>
#include <string.h>

#include "../backup/attributes.h"
#include "../backup/backup.h"
#include "../common/text.h"
#include "paths.h"

enum { STEP = 64 * 1024 };
static const WCHAR FOLDER_SUFFIX[] = L".$wcidirs$";

HANDLE open_entry(const WCHAR *path, DWORD access) {
  return ShimCreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                         FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
}

static HRESULT last(void) {
  DWORD error = GetLastError();
  return HR_OF(error ? error : ERROR_GEN_FAILURE);
}

/* The rest of `from` as backup streams into `to`. */
static HRESULT restore(HANDLE from, HANDLE to) {
  uint8_t *bytes = malloc(STEP);
  void *context = NULL;
  DWORD got = 1, put;
  HRESULT hr = bytes ? S_OK : E_OUTOFMEMORY;
  while (hr == S_OK && got) {
    if (!ReadFile(from, bytes, STEP, &got, NULL)) hr = last();
    else if (got && !ShimBackupWrite(to, bytes, got, &put, FALSE, TRUE, &context)) hr = last();
  }
  if (hr == S_OK && !backup_is_between_streams(context)) hr = HR_OF(ERROR_INVALID_DATA);
  ShimBackupWrite(to, NULL, 0, &put, TRUE, TRUE, &context);
  free(bytes);
  return hr;
}

/* Attributes of the head, times of the transport file. */
static HRESULT set_basic(HANDLE from, HANDLE to, uint32_t attributes) {
  FILE_BASIC_INFO basic;
  if (!ShimGetFileInformationByHandleEx(from, FileBasicInfo, &basic, sizeof basic)) return last();
  const uint32_t settable = ~(uint32_t)(FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT | FILE_ATTRIBUTE_SPARSE_FILE);
  basic.FileAttributes = attributes & settable ? attributes & settable : FILE_ATTRIBUTE_NORMAL;
  return ShimSetFileInformationByHandle(to, FileBasicInfo, &basic, sizeof basic) ? S_OK : last();
}

static HRESULT import_streams(const WCHAR *source, const WCHAR *target, bool folder) {
  uint32_t attributes;
  DWORD got = 0;
  HANDLE from = open_entry(source, GENERIC_READ);
  if (from == INVALID_HANDLE_VALUE) return last();
  HANDLE to = open_entry(target, GENERIC_READ | GENERIC_WRITE);
  HRESULT hr = to == INVALID_HANDLE_VALUE ? last() : S_OK;
  if (hr == S_OK && (!ReadFile(from, &attributes, 4, &got, NULL) || got != 4)) hr = HR_OF(ERROR_INVALID_DATA);
  if (hr == S_OK && folder != !!(attributes & FILE_ATTRIBUTE_DIRECTORY)) hr = HR_OF(ERROR_INVALID_DATA);
  if (hr == S_OK) hr = restore(from, to);
  if (hr == S_OK) hr = set_basic(from, to, attributes);
  if (to != INVALID_HANDLE_VALUE) CloseHandle(to);
  CloseHandle(from);
  return hr;
}

typedef struct {
  const WCHAR *source, *target;
} Pair;

static bool ends_in(const WCHAR *name, const WCHAR *suffix) {
  size_t length = wcslen(name), tail = wcslen(suffix);
  return length > tail && _wcsicmp(name + length - tail, suffix) == 0;
}

static HRESULT import_tree(const WCHAR *source, const WCHAR *target);

/* A folder must have its description beside it. */
static HRESULT import_folder(const WCHAR *source, const WCHAR *target) {
  size_t length = wcslen(source) + wcslen(FOLDER_SUFFIX) + 1;
  WCHAR *description = malloc(length * sizeof(WCHAR));
  if (!description) return E_OUTOFMEMORY;
  wcscat(wcscpy(description, source), FOLDER_SUFFIX);
  HRESULT hr = file_exists(description) ? S_OK : HR_OF(ERROR_INVALID_DATA);
  if (hr == S_OK && !CreateDirectoryW(target, NULL)) hr = last();
  if (hr == S_OK) hr = import_tree(source, target);
  if (hr == S_OK) hr = import_streams(description, target, true);
  free(description);
  return hr;
}

static HRESULT import_file(const WCHAR *source, const WCHAR *target) {
  HANDLE made = CreateFileW(target, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
  if (made == INVALID_HANDLE_VALUE) return last();
  CloseHandle(made);
  return import_streams(source, target, false);
}

/* A description without its folder: a folder that holds nothing is written as a folder all the same. */
static HRESULT check_description(const WCHAR *source) {
  WCHAR *folder = path_copy(source);
  folder[wcslen(folder) - wcslen(FOLDER_SUFFIX)] = 0;
  HRESULT hr = folder_exists(folder) ? S_OK : HR_OF(ERROR_INVALID_DATA);
  free(folder);
  return hr;
}

static HRESULT import_entry(const WIN32_FIND_DATAW *found, void *context) {
  Pair *pair = context;
  WCHAR *source = path_join(pair->source, found->cFileName), *target = path_join(pair->target, found->cFileName);
  HRESULT hr;
  if (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) hr = import_folder(source, target);
  else if (ends_in(found->cFileName, FOLDER_SUFFIX)) hr = check_description(source);
  else hr = import_file(source, target);
  free(source);
  free(target);
  return hr;
}

static HRESULT import_tree(const WCHAR *source, const WCHAR *target) {
  Pair pair = {source, target};
  return each_entry(source, import_entry, &pair);
}

static HRESULT copy_hive(const WIN32_FIND_DATAW *found, void *context) {
  Pair *pair = context;
  if (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) return HR_OF(ERROR_INVALID_DATA);
  WCHAR *source = path_join(pair->source, found->cFileName), *target = path_join(pair->target, found->cFileName);
  HRESULT hr = CopyFileW(source, target, FALSE) ? S_OK : last();
  free(source);
  free(target);
  return hr;
}

static HRESULT nothing(const WCHAR *path, void *context) {
  (void)path, (void)context;
  return S_OK;
}

static HRESULT import_tombstones(const WCHAR *layer, const WCHAR *source) {
  WCHAR *from = path_join(source, L"tombstones.txt"), *to = path_join(layer, L"tombstones.txt");
  HRESULT hr = S_OK;
  if (file_exists(from)) {
    hr = each_tombstone(source, nothing, NULL);
    if (hr == S_OK && !CopyFileW(from, to, FALSE)) hr = last();
  }
  free(from);
  free(to);
  return hr;
}

HRESULT transport_import(const WCHAR *layer, const WCHAR *source) {
  WCHAR *from = path_join(source, L"Files"), *to = path_join(layer, L"Files");
  WCHAR *hives_from = path_join(source, L"Hives"), *hives_to = path_join(layer, L"Hives");
  Pair hives = {hives_from, hives_to};
  HRESULT hr = make_folders(to) && make_folders(hives_to) ? S_OK : last();
  if (hr == S_OK && folder_exists(from)) hr = import_tree(from, to);
  if (hr == S_OK && folder_exists(hives_from)) hr = each_entry(hives_from, copy_hive, &hives);
  if (hr == S_OK) hr = import_tombstones(layer, source);
  free(from);
  free(to);
  free(hives_from);
  free(hives_to);
  return hr;
}

/* Without the line's end; NULL at the end of the text. */
static char *next_line(char **at) {
  char *line = *at;
  if (!line || !*line) return NULL;
  char *end = strchr(line, '\n');
  *at = end ? end + 1 : NULL;
  if (end) *end = 0;
  size_t length = strlen(line);
  if (length && line[length - 1] == '\r') line[length - 1] = 0;
  return line;
}

HRESULT each_tombstone(const WCHAR *folder, HRESULT (*visit)(const WCHAR *, void *), void *context) {
  static const char HEAD[] = "\xef\xbb\xbf" "Version 1.0";
  size_t size = 0;
  WCHAR *path = path_join(folder, L"tombstones.txt");
  char *text = read_small_file(path, &size), *at = text;
  free(path);
  if (!text) return S_OK;
  char *line = strlen(text) == size ? next_line(&at) : NULL;
  HRESULT hr = line && strcmp(line, HEAD) == 0 ? S_OK : HR_OF(ERROR_INVALID_DATA);
  while (hr == S_OK && (line = next_line(&at))) {
    if (line[0] != '\\' || line[1] == 0 || line[1] == '\\') hr = HR_OF(ERROR_INVALID_DATA);
    WCHAR *name = hr == S_OK ? utf16_of(line + 1) : NULL;
    if (name) hr = visit(name, context);
    free(name);
  }
  free(text);
  return hr;
}

static HRESULT backup_to(HANDLE from, HANDLE to) {
  uint8_t *bytes = malloc(STEP);
  void *context = NULL;
  DWORD got = 1, put;
  HRESULT hr = bytes ? S_OK : E_OUTOFMEMORY;
  while (hr == S_OK && got) {
    if (!ShimBackupRead(from, bytes, STEP, &got, FALSE, TRUE, &context)) hr = last();
    else if (got && !WriteFile(to, bytes, got, &put, NULL)) hr = last();
  }
  ShimBackupRead(from, NULL, 0, &got, TRUE, TRUE, &context);
  free(bytes);
  return hr;
}

static HRESULT export_streams(const WCHAR *from, const WCHAR *target, FILE_BASIC_INFO *basic) {
  DWORD put;
  HANDLE to = CreateFileW(target, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
  HANDLE file = to == INVALID_HANDLE_VALUE ? to : open_entry(from, GENERIC_READ);
  HRESULT hr = file == INVALID_HANDLE_VALUE ? last() : S_OK;
  if (hr == S_OK && !ShimGetFileInformationByHandleEx(file, FileBasicInfo, basic, sizeof *basic)) hr = last();
  if (hr == S_OK && !WriteFile(to, &basic->FileAttributes, 4, &put, NULL)) hr = last();
  if (hr == S_OK) hr = backup_to(file, to);
  basic->FileAttributes = FILE_ATTRIBUTE_NORMAL;
  if (hr == S_OK && !ShimSetFileInformationByHandle(to, FileBasicInfo, basic, sizeof *basic)) hr = last();
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  if (to != INVALID_HANDLE_VALUE) CloseHandle(to);
  return hr;
}

HRESULT transport_export_entry(const WCHAR *from, const WCHAR *target) {
  FILE_BASIC_INFO basic;
  DWORD attributes = ShimGetFileAttributesW(from);
  if (attributes == INVALID_FILE_ATTRIBUTES) return last();
  if (!(attributes & FILE_ATTRIBUTE_DIRECTORY)) return export_streams(from, target, &basic);
  if (!make_folders(target)) return last();
  WCHAR *description = malloc((wcslen(target) + wcslen(FOLDER_SUFFIX) + 1) * sizeof(WCHAR));
  if (!description) return E_OUTOFMEMORY;
  wcscat(wcscpy(description, target), FOLDER_SUFFIX);
  HRESULT hr = export_streams(from, description, &basic);
  free(description);
  return hr;
}

static HRESULT copy_side(const WCHAR *from, const WCHAR *to) {
  Side side;
  FILE_BASIC_INFO basic;
  HANDLE source = open_entry(from, GENERIC_READ);
  if (source == INVALID_HANDLE_VALUE) return last();
  HANDLE target = open_entry(to, GENERIC_READ | GENERIC_WRITE);
  HRESULT hr = target == INVALID_HANDLE_VALUE ? last() : S_OK;
  if (hr == S_OK && !side_load(source, &side)) hr = last();
  if (hr == S_OK) {
    if (!side_save(target, &side)) hr = last();
    side_free(&side);
  }
  if (hr == S_OK && !GetFileInformationByHandleEx(source, FileBasicInfo, &basic, sizeof basic)) hr = last();
  if (hr == S_OK && !SetFileInformationByHandle(target, FileBasicInfo, &basic, sizeof basic)) hr = last();
  if (target != INVALID_HANDLE_VALUE) CloseHandle(target);
  CloseHandle(source);
  return hr;
}

HRESULT copy_entry(const WCHAR *from, const WCHAR *to) {
  bool folder = folder_exists(from);
  if (folder != folder_exists(to) && !remove_tree(to)) return last();
  if (folder && !make_folders(to)) return last();
  if (!folder) {
    SetFileAttributesW(to, FILE_ATTRIBUTE_NORMAL);
    if (!CopyFileW(from, to, FALSE)) return last();
    SetFileAttributesW(to, FILE_ATTRIBUTE_NORMAL);
  }
  return copy_side(from, to);
}
