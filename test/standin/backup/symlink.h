/*
 * A symbolic link of the machine, as the embedded host lays it in a container's volume, shown as Windows shows one: opened
 * with FILE_FLAG_OPEN_REPARSE_POINT it is a file of its own with reparse data. Wine would open what it points at.
 */
#ifndef STANDIN_SYMLINK_H
#define STANDIN_SYMLINK_H
#include <stdbool.h>
#include <windows.h>

/* Whether the path's last part is a symbolic link. */
bool is_symlink(LPCWSTR path);
/* The same by the path on this machine. */
bool is_unix_symlink(const char *unix_path);
HANDLE open_unix_symlink(const char *unix_path, bool to_folder);
/* A handle to a stand-in file with the link's reparse data, gone when it is closed; INVALID_HANDLE_VALUE on failure. */
HANDLE open_symlink(LPCWSTR path);
#endif
