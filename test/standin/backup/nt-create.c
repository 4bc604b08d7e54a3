/*
 * ntdll's NtCreateFile, so that it does not follow links: Wine follows those of the machine, and knows nothing of the
 * reparse data in the side store. OBJ_DONT_REPARSE: a link on the way fails. FILE_OPEN_REPARSE_POINT: a link is itself.
 */
#include <stdio.h>
#include <string.h>

#include "backup.h"
#include "linux.h"
#include "symlink.h"
#include <winternl.h>

#define DONT_REPARSE 0x1000u
#define NO_SUCH_FILE ((NTSTATUS)0xC000000F)
#define NAME_NOT_FOUND ((NTSTATUS)0xC0000034)
#define REPARSE_POINT_ENCOUNTERED ((NTSTATUS)0xC000050B)
#define OPEN_REPARSE_POINT 0x200000u
#define OPEN_IT 1u
enum { MOST_PATH = 4096 };

typedef NTSTATUS(NTAPI *Create)(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, PLARGE_INTEGER, ULONG, ULONG, ULONG,
                                ULONG, PVOID, ULONG);

static void *of_ntdll(const char *name) { return (void *)GetProcAddress(GetModuleHandleW(L"ntdll"), name); }

/*
 * Where the name leads on this machine; it need not exist. Below a root it is a path through *fd, which the caller closes
 * (-1: none). False when it leads nowhere.
 */
static bool unix_name(const OBJECT_ATTRIBUTES *attributes, char path[MOST_PATH], ULONG disposition, int *fd) {
  typedef NTSTATUS(CDECL * NtToUnix)(const OBJECT_ATTRIBUTES *, char *, ULONG *, UINT);
  static NtToUnix nt_to_unix;
  char name[MOST_PATH - 64];
  ULONG size = sizeof name;
  if (!nt_to_unix) nt_to_unix = (NtToUnix)of_ntdll("wine_nt_to_unix_file_name");
  if (!nt_to_unix) return false;
  NTSTATUS status = nt_to_unix(attributes, name, &size, disposition);
  if (status < 0 && (status != NO_SUCH_FILE || disposition == OPEN_IT)) return false;
  *fd = name[0] == '/' ? -1 : linux_fd_of(attributes->RootDirectory);
  if (*fd < 0) snprintf(path, MOST_PATH, "%s", name);
  else snprintf(path, MOST_PATH, "/proc/self/fd/%d/%s", *fd, name);
  return true;
}

static bool is_link(const char *path) {
  char mark;
  return is_unix_symlink(path) || linux_get_path_attribute(path, REPARSE_MARK, &mark, 1) > 0;
}

/* Whether a folder that the relative name goes through is a link. A Windows part is one part here too. */
static bool goes_through_link(const OBJECT_ATTRIBUTES *attributes, const char *path) {
  char part[MOST_PATH];
  size_t parts = 0, length = strlen(path);
  const UNICODE_STRING *name = attributes->ObjectName;
  for (USHORT at = 0; at < name->Length / sizeof(WCHAR); at++) parts += name->Buffer[at] == L'\\';
  memcpy(part, path, length + 1);
  while (parts > 0 && length > 0) {
    while (length > 0 && part[length] != '/') length--;
    part[length] = 0;
    if (is_link(part)) return true;
    parts--;
  }
  return false;
}

/* 0: go on. 1: *file is the link itself. Else the status to fail with. */
static NTSTATUS look_for_links(PHANDLE file, const OBJECT_ATTRIBUTES *attributes, ULONG disposition, ULONG options) {
  char path[MOST_PATH];
  int fd = -1;
  NTSTATUS status = 0;
  if (!unix_name(attributes, path, disposition, &fd)) return 0;
  bool strict = attributes->RootDirectory && (attributes->Attributes & DONT_REPARSE);
  if (strict && goes_through_link(attributes, path)) status = REPARSE_POINT_ENCOUNTERED;
  else if (disposition == OPEN_IT && (options & OPEN_REPARSE_POINT) && is_unix_symlink(path)) {
    *file = open_unix_symlink(path, false);
    status = *file == INVALID_HANDLE_VALUE ? NAME_NOT_FOUND : 1;
  }
  if (fd >= 0) linux_close(fd);
  return status;
}

NTSTATUS NTAPI ShimNtCreateFile(PHANDLE file, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, PIO_STATUS_BLOCK io,
                                PLARGE_INTEGER size, ULONG file_attributes, ULONG share, ULONG disposition, ULONG options, PVOID ea,
                                ULONG ea_size) {
  Create create = (Create)of_ntdll("NtCreateFile");
  if (!attributes || !attributes->ObjectName)
    return create(file, access, attributes, io, size, file_attributes, share, disposition, options, ea, ea_size);
  NTSTATUS status = look_for_links(file, attributes, disposition, options);
  if (status == 1) {
    io->Status = 0;
    io->Information = OPEN_IT;
  }
  if (status != 0) return status == 1 ? 0 : status;
  OBJECT_ATTRIBUTES plain = *attributes;
  plain.Attributes &= ~DONT_REPARSE;
  return create(file, access, &plain, io, size, file_attributes, share, disposition, options, ea, ea_size);
}
