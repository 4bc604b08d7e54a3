/*
 * The few Linux calls that Wine has no Windows name for: extended attributes and symbolic links. Wine on x86-64 Linux
 * lets a program make system calls itself; nothing else could run these stand-ins, so nothing else is tried.
 * Results: 0 or more, or a negative errno.
 */
#ifndef STANDIN_LINUX_H
#define STANDIN_LINUX_H
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

/* The Unix descriptor behind a handle; the caller closes it with linux_close. Negative when there is none. */
int linux_fd_of(HANDLE handle);
void linux_close(int fd);
int64_t linux_get_attribute(int fd, const char *name, void *value, size_t size);
/* Makes a read-only file writable for as long as it takes. */
int64_t linux_set_attribute(int fd, const char *name, const void *value, size_t size);
int64_t linux_remove_attribute(int fd, const char *name);
/* Of the file itself where the path is a link. */
int64_t linux_get_path_attribute(const char *path, const char *name, void *value, size_t size);
int64_t linux_read_link(const char *path, char *target, size_t size);
int64_t linux_make_link(const char *target, const char *path);
int64_t linux_unlink(const char *path);
int64_t linux_rename(const char *from, const char *to);
int64_t linux_random(void *bytes, size_t size);
/* The Unix path of a Windows path, last part not followed; free with linux_free_path. NULL when it has none. */
char *linux_path_of(const WCHAR *path);
void linux_free_path(char *path);
#endif
