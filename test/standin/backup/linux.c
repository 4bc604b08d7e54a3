#include "linux.h"

/* Numbers of x86-64 Linux: arch/x86/entry/syscalls/syscall_64.tbl. */
enum {
  NR_CLOSE = 3,
  NR_FSTAT = 5,
  NR_RENAME = 82,
  NR_UNLINK = 87,
  NR_SYMLINK = 88,
  NR_READLINK = 89,
  NR_FCHMOD = 91,
  NR_FSETXATTR = 190,
  NR_LGETXATTR = 192,
  NR_FGETXATTR = 193,
  NR_FREMOVEXATTR = 199,
  NR_GETRANDOM = 318,
};
enum { LINUX_EACCES = 13, LINUX_EINTR = 4 };

static int64_t system_call(int64_t number, int64_t a, int64_t b, int64_t c, int64_t d, int64_t e) {
  int64_t result;
  register int64_t r10 __asm__("r10") = d;
  register int64_t r8 __asm__("r8") = e;
  do {
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
  } while (result == -LINUX_EINTR);
  return result;
}

int linux_fd_of(HANDLE handle) {
  typedef LONG(CDECL * HandleToFd)(HANDLE, unsigned, int *, unsigned *);
  static HandleToFd handle_to_fd;
  int fd = -1;
  if (!handle_to_fd)
    handle_to_fd = (HandleToFd)(void *)GetProcAddress(GetModuleHandleW(L"ntdll"), "wine_server_handle_to_fd");
  if (!handle_to_fd || handle_to_fd(handle, 0, &fd, NULL) < 0) return -1;
  return fd;
}

void linux_close(int fd) { system_call(NR_CLOSE, fd, 0, 0, 0, 0); }

int64_t linux_get_attribute(int fd, const char *name, void *value, size_t size) {
  return system_call(NR_FGETXATTR, fd, (int64_t)name, (int64_t)value, (int64_t)size, 0);
}

int64_t linux_set_attribute(int fd, const char *name, const void *value, size_t size) {
  int64_t done = system_call(NR_FSETXATTR, fd, (int64_t)name, (int64_t)value, (int64_t)size, 0);
  if (done != -LINUX_EACCES) return done;
  /* struct stat of x86-64: st_mode is the u32 at byte 24 of 144. */
  uint32_t stat[36];
  if (system_call(NR_FSTAT, fd, (int64_t)stat, 0, 0, 0) < 0) return done;
  int64_t mode = stat[6] & 07777;
  if (system_call(NR_FCHMOD, fd, mode | 0200, 0, 0, 0) < 0) return done;
  done = system_call(NR_FSETXATTR, fd, (int64_t)name, (int64_t)value, (int64_t)size, 0);
  system_call(NR_FCHMOD, fd, mode, 0, 0, 0);
  return done;
}

int64_t linux_remove_attribute(int fd, const char *name) {
  return system_call(NR_FREMOVEXATTR, fd, (int64_t)name, 0, 0, 0);
}

int64_t linux_get_path_attribute(const char *path, const char *name, void *value, size_t size) {
  return system_call(NR_LGETXATTR, (int64_t)path, (int64_t)name, (int64_t)value, (int64_t)size, 0);
}

int64_t linux_read_link(const char *path, char *target, size_t size) {
  return system_call(NR_READLINK, (int64_t)path, (int64_t)target, (int64_t)size, 0, 0);
}

int64_t linux_make_link(const char *target, const char *path) {
  return system_call(NR_SYMLINK, (int64_t)target, (int64_t)path, 0, 0, 0);
}

int64_t linux_unlink(const char *path) { return system_call(NR_UNLINK, (int64_t)path, 0, 0, 0, 0); }

int64_t linux_rename(const char *from, const char *to) {
  return system_call(NR_RENAME, (int64_t)from, (int64_t)to, 0, 0, 0);
}

int64_t linux_random(void *bytes, size_t size) { return system_call(NR_GETRANDOM, (int64_t)bytes, (int64_t)size, 0, 0, 0); }

char *linux_path_of(const WCHAR *path) {
  typedef char *(CDECL * UnixName)(const WCHAR *);
  static UnixName unix_name;
  if (!unix_name)
    unix_name = (UnixName)(void *)GetProcAddress(GetModuleHandleW(L"kernel32"), "wine_get_unix_file_name");
  return unix_name ? unix_name(path) : NULL;
}

void linux_free_path(char *path) {
  if (path) HeapFree(GetProcessHeap(), 0, path);
}
