/* Paths and folders for the storage stand-ins. What gives a pointer gives memory that the caller frees. */
#ifndef STANDIN_PATHS_H
#define STANDIN_PATHS_H
#include <stdbool.h>
#include <stddef.h>
#include <windows.h>

#define HR_OF(error) ((HRESULT)(0x80070000u | (error)))

/* `folder\name`. */
WCHAR *path_join(const WCHAR *folder, const WCHAR *name);
WCHAR *path_copy(const WCHAR *path);
/* The last part; points into the path. A trailing backslash must be gone already. */
const WCHAR *path_base(const WCHAR *path);
/* Without trailing backslashes. */
WCHAR *path_trimmed(const WCHAR *path);
/* Whether it is absolute: a drive, `\\?\` with one, or a volume. */
bool path_is_absolute(const WCHAR *path);
bool file_exists(const WCHAR *path);
bool folder_exists(const WCHAR *path);
/* Makes the folder and those above it. */
bool make_folders(const WCHAR *path);
/* Removes it with all that is in it, read-only or not. */
bool remove_tree(const WCHAR *path);
/* A small file as a whole; NULL when it is not there. One more byte, 0, follows. */
char *read_small_file(const WCHAR *path, size_t *size);
bool write_small_file(const WCHAR *path, const void *bytes, size_t size);
/* Calls `visit` for every name in the folder, . and .. left out, sorted as NTFS does; stops at the first non-zero result. */
HRESULT each_entry(const WCHAR *folder, HRESULT (*visit)(const WIN32_FIND_DATAW *found, void *context), void *context);
#endif
