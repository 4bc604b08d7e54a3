#include "paths.h"

#include <stdlib.h>
#include <string.h>

WCHAR *path_join(const WCHAR *folder, const WCHAR *name) {
  size_t length = wcslen(folder);
  WCHAR *path = malloc((length + wcslen(name) + 2) * sizeof(WCHAR));
  if (!path) abort();
  wcscpy(path, folder);
  if (length > 0 && path[length - 1] != L'\\') path[length++] = L'\\';
  wcscpy(path + length, name);
  return path;
}

WCHAR *path_copy(const WCHAR *path) {
  WCHAR *copy = malloc((wcslen(path) + 1) * sizeof(WCHAR));
  if (!copy) abort();
  return wcscpy(copy, path);
}

const WCHAR *path_base(const WCHAR *path) {
  const WCHAR *base = path;
  for (const WCHAR *at = path; *at; at++)
    if (*at == L'\\' || *at == L'/') base = at + 1;
  return base;
}

WCHAR *path_trimmed(const WCHAR *path) {
  WCHAR *copy = path_copy(path);
  size_t length = wcslen(copy);
  while (length > 0 && (copy[length - 1] == L'\\' || copy[length - 1] == L'/')) copy[--length] = 0;
  return copy;
}

bool path_is_absolute(const WCHAR *path) {
  if (wcsncmp(path, L"\\\\?\\", 4) == 0) path += 4;
  if (_wcsnicmp(path, L"Volume{", 7) == 0) return true;
  return iswalpha(path[0]) && path[1] == L':' && (path[2] == L'\\' || path[2] == L'/');
}

bool file_exists(const WCHAR *path) {
  DWORD attributes = GetFileAttributesW(path);
  return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

bool folder_exists(const WCHAR *path) {
  DWORD attributes = GetFileAttributesW(path);
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
}

bool make_folders(const WCHAR *path) {
  if (folder_exists(path) || CreateDirectoryW(path, NULL)) return true;
  if (GetLastError() == ERROR_ALREADY_EXISTS) return folder_exists(path);
  WCHAR *above = path_copy(path);
  size_t length = (size_t)(path_base(path) - path);
  bool done = false;
  if (length > 3) {
    above[length - 1] = 0;
    done = make_folders(above) && (CreateDirectoryW(path, NULL) || folder_exists(path));
  }
  free(above);
  return done;
}

static HRESULT remove_entry(const WIN32_FIND_DATAW *found, void *context) {
  WCHAR *path = path_join(context, found->cFileName);
  bool done = remove_tree(path);
  DWORD error = GetLastError();
  free(path);
  return done ? S_OK : HR_OF(error);
}

bool remove_tree(const WCHAR *path) {
  DWORD attributes = GetFileAttributesW(path);
  if (attributes == INVALID_FILE_ATTRIBUTES) return GetLastError() == ERROR_FILE_NOT_FOUND || GetLastError() == ERROR_PATH_NOT_FOUND;
  if (attributes & FILE_ATTRIBUTE_READONLY) SetFileAttributesW(path, FILE_ATTRIBUTE_NORMAL);
  if (!(attributes & FILE_ATTRIBUTE_DIRECTORY)) return DeleteFileW(path);
  /* A link to a folder goes, what it points at stays. */
  if (attributes & FILE_ATTRIBUTE_REPARSE_POINT) return RemoveDirectoryW(path) || DeleteFileW(path);
  HRESULT hr = each_entry(path, remove_entry, (void *)path);
  if (hr != S_OK) {
    SetLastError(hr & 0xffff);
    return false;
  }
  return RemoveDirectoryW(path);
}

char *read_small_file(const WCHAR *path, size_t *size) {
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return NULL;
  LARGE_INTEGER length;
  DWORD got = 0;
  char *bytes = NULL;
  if (GetFileSizeEx(file, &length) && length.QuadPart < 64 * 1024 * 1024) bytes = calloc(1, (size_t)length.QuadPart + 1);
  if (bytes && (!ReadFile(file, bytes, (DWORD)length.QuadPart, &got, NULL) || got != length.QuadPart)) {
    free(bytes);
    bytes = NULL;
  }
  CloseHandle(file);
  if (bytes && size) *size = got;
  return bytes;
}

bool write_small_file(const WCHAR *path, const void *bytes, size_t size) {
  HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return false;
  DWORD put = 0;
  bool done = WriteFile(file, bytes, (DWORD)size, &put, NULL) && put == size;
  DWORD error = GetLastError();
  CloseHandle(file);
  SetLastError(error);
  return done;
}

static int by_name(const void *a, const void *b) {
  const WIN32_FIND_DATAW *one = a, *two = b;
  return CompareStringOrdinal(one->cFileName, -1, two->cFileName, -1, TRUE) - CSTR_EQUAL;
}

HRESULT each_entry(const WCHAR *folder, HRESULT (*visit)(const WIN32_FIND_DATAW *, void *), void *context) {
  WIN32_FIND_DATAW found, *all = NULL;
  size_t count = 0, capacity = 0;
  WCHAR *pattern = path_join(folder, L"*");
  HANDLE search = FindFirstFileW(pattern, &found);
  free(pattern);
  if (search == INVALID_HANDLE_VALUE) return HR_OF(GetLastError());
  do {
    if (wcscmp(found.cFileName, L".") == 0 || wcscmp(found.cFileName, L"..") == 0) continue;
    if (count == capacity) {
      capacity = capacity ? capacity * 2 : 16;
      all = realloc(all, capacity * sizeof *all);
      if (!all) abort();
    }
    all[count++] = found;
  } while (FindNextFileW(search, &found));
  FindClose(search);
  qsort(all, count, sizeof *all, by_name);
  HRESULT hr = S_OK;
  for (size_t at = 0; at < count && hr == S_OK; at++) hr = visit(&all[at], context);
  free(all);
  return hr;
}
