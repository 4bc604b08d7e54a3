#include <stdlib.h>
#include <string.h>

#include "attributes.h"
#include "backup.h"
#include "symlink.h"

/* A search that is open, with its folder and a backslash: what a name found is opened below. */
typedef struct Search {
  struct Search *next;
  HANDLE handle;
  WCHAR folder[];
} Search;

static Search *searches;
static SRWLOCK lock = SRWLOCK_INIT;

static bool remember(HANDLE handle, LPCWSTR pattern) {
  size_t length = wcslen(pattern);
  while (length > 0 && pattern[length - 1] != L'\\' && pattern[length - 1] != L'/') length--;
  Search *search = malloc(sizeof *search + (length + 1) * sizeof(WCHAR));
  if (!search) return false;
  memcpy(search->folder, pattern, length * sizeof(WCHAR));
  search->folder[length] = 0;
  search->handle = handle;
  AcquireSRWLockExclusive(&lock);
  search->next = searches;
  searches = search;
  ReleaseSRWLockExclusive(&lock);
  return true;
}

/* The folder of a search and the name after it; the caller frees it. NULL when it is not known. */
static WCHAR *path_of(HANDLE handle, LPCWSTR name) {
  WCHAR *path = NULL;
  AcquireSRWLockShared(&lock);
  for (Search *search = searches; search && !path; search = search->next) {
    if (search->handle != handle) continue;
    path = malloc((wcslen(search->folder) + wcslen(name) + 1) * sizeof(WCHAR));
    if (path) wcscat(wcscpy(path, search->folder), name);
  }
  ReleaseSRWLockShared(&lock);
  return path;
}

/* Adds what the side store knows of the file that was found. */
static void correct(HANDLE handle, WIN32_FIND_DATAW *found) {
  DWORD error = GetLastError();
  if (wcscmp(found->cFileName, L".") == 0 || wcscmp(found->cFileName, L"..") == 0) return;
  WCHAR *path = path_of(handle, found->cFileName);
  FILE_ATTRIBUTE_TAG_INFO tag;
  FILE_BASIC_INFO basic;
  HANDLE file = INVALID_HANDLE_VALUE;
  if (path)
    file = ShimCreateFileW(path, FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                           OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  if (file != INVALID_HANDLE_VALUE) {
    if (ShimGetFileInformationByHandleEx(file, FileAttributeTagInfo, &tag, sizeof tag)) {
      found->dwFileAttributes = tag.FileAttributes;
      found->dwReserved0 = tag.ReparseTag;
    }
    if (ShimGetFileInformationByHandleEx(file, FileBasicInfo, &basic, sizeof basic))
      memcpy(&found->ftCreationTime, &basic.CreationTime, sizeof(FILETIME));
    if (found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) found->nFileSizeHigh = found->nFileSizeLow = 0;
    CloseHandle(file);
  }
  free(path);
  SetLastError(error);
}

HANDLE WINAPI ShimFindFirstFileExW(LPCWSTR pattern, FINDEX_INFO_LEVELS level, LPVOID found, FINDEX_SEARCH_OPS operation,
                                   LPVOID filter, DWORD flags) {
  HANDLE handle = FindFirstFileExW(pattern, level, found, operation, filter, flags);
  if (handle == INVALID_HANDLE_VALUE) return handle;
  if (!remember(handle, pattern)) {
    FindClose(handle);
    SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return INVALID_HANDLE_VALUE;
  }
  correct(handle, found);
  return handle;
}

HANDLE WINAPI ShimFindFirstFileW(LPCWSTR pattern, LPWIN32_FIND_DATAW found) {
  return ShimFindFirstFileExW(pattern, FindExInfoStandard, found, FindExSearchNameMatch, NULL, 0);
}

WINBOOL WINAPI ShimFindNextFileW(HANDLE handle, LPWIN32_FIND_DATAW found) {
  if (!FindNextFileW(handle, found)) return FALSE;
  correct(handle, found);
  return TRUE;
}

WINBOOL WINAPI ShimFindClose(HANDLE handle) {
  AcquireSRWLockExclusive(&lock);
  for (Search **at = &searches; *at; at = &(*at)->next) {
    if ((*at)->handle != handle) continue;
    Search *search = *at;
    *at = search->next;
    free(search);
    break;
  }
  ReleaseSRWLockExclusive(&lock);
  return FindClose(handle);
}
