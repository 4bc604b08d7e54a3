#include "attributes.h"

#include <string.h>
#include <winioctl.h>

#include "../storage/disks.h"
#include "backup.h"
#include "linux.h"
#include "symlink.h"

static WINBOOL fail(DWORD error) {
  SetLastError(error);
  return FALSE;
}

HANDLE WINAPI ShimCreateFileW(LPCWSTR path, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD how,
                              DWORD flags, HANDLE pattern) {
  if ((flags & FILE_FLAG_OPEN_REPARSE_POINT) && how == OPEN_EXISTING && is_symlink(path)) return open_symlink(path);
  return CreateFileW(path, access, share, security, how, flags, pattern);
}

static LARGE_INTEGER time_or(uint64_t kept, LARGE_INTEGER native) {
  if (kept) native.QuadPart = (LONGLONG)kept;
  return native;
}

WINBOOL WINAPI ShimGetFileInformationByHandle(HANDLE file, LPBY_HANDLE_FILE_INFORMATION info) {
  Side side;
  if (!GetFileInformationByHandle(file, info)) return FALSE;
  if (!side_load(file, &side)) return FALSE;
  info->dwFileAttributes = side_attributes(&side, info->dwFileAttributes);
  if (side.header.creation_time) memcpy(&info->ftCreationTime, &side.header.creation_time, sizeof(FILETIME));
  side_free(&side);
  return TRUE;
}

static uint32_t reparse_tag(const Side *side) {
  SideStream stream;
  uint32_t tag = 0;
  if (side_find(side, BACKUP_REPARSE_DATA, &stream)) memcpy(&tag, stream.data, sizeof tag);
  return tag;
}

WINBOOL WINAPI ShimGetFileInformationByHandleEx(HANDLE file, FILE_INFO_BY_HANDLE_CLASS kind, LPVOID info, DWORD size) {
  Side side;
  if (!GetFileInformationByHandleEx(file, kind, info, size)) return FALSE;
  if (kind != FileBasicInfo && kind != FileAttributeTagInfo) return TRUE;
  if (!side_load(file, &side)) return FALSE;
  if (kind == FileBasicInfo) {
    FILE_BASIC_INFO *basic = info;
    basic->FileAttributes = side_attributes(&side, basic->FileAttributes);
    basic->CreationTime = time_or(side.header.creation_time, basic->CreationTime);
    basic->ChangeTime = time_or(side.header.change_time, basic->ChangeTime);
  } else {
    FILE_ATTRIBUTE_TAG_INFO *tag = info;
    tag->FileAttributes = side_attributes(&side, tag->FileAttributes);
    tag->ReparseTag = reparse_tag(&side);
  }
  side_free(&side);
  return TRUE;
}

/* SPARSE and REPARSE_POINT are not set this way: they stay as they are. */
static void keep_attributes(Side *side, uint32_t wanted) {
  const uint32_t fixed = FILE_ATTRIBUTE_SPARSE_FILE | FILE_ATTRIBUTE_REPARSE_POINT;
  uint32_t now = side->header.attributes & fixed;
  side->header.attributes = SIDE_ATTRIBUTES_SET | now | (wanted & SIDE_KEPT_ATTRIBUTES & ~fixed);
}

WINBOOL WINAPI ShimSetFileInformationByHandle(HANDLE file, FILE_INFO_BY_HANDLE_CLASS kind, LPVOID info, DWORD size) {
  Side side;
  if (kind != FileBasicInfo) return SetFileInformationByHandle(file, kind, info, size);
  if (size < sizeof(FILE_BASIC_INFO)) return fail(ERROR_BAD_LENGTH);
  FILE_BASIC_INFO basic = *(FILE_BASIC_INFO *)info;
  if (!side_load(file, &side)) return FALSE;
  /* Wine refuses to set what it calls a folder's or a file's other kind; the kind is not for this call to change. */
  if (basic.FileAttributes) keep_attributes(&side, basic.FileAttributes);
  if (basic.CreationTime.QuadPart > 0) side.header.creation_time = (uint64_t)basic.CreationTime.QuadPart;
  if (basic.ChangeTime.QuadPart > 0) side.header.change_time = (uint64_t)basic.ChangeTime.QuadPart;
  bool saved = side_save(file, &side);
  side_free(&side);
  return saved && SetFileInformationByHandle(file, kind, &basic, sizeof basic);
}

WINBOOL WINAPI ShimSetFileTime(HANDLE file, const FILETIME *created, const FILETIME *used, const FILETIME *changed) {
  Side side;
  if (!SetFileTime(file, created, used, changed)) return FALSE;
  if (!created) return TRUE;
  if (!side_load(file, &side)) return FALSE;
  memcpy(&side.header.creation_time, created, sizeof *created);
  bool saved = side_save(file, &side);
  side_free(&side);
  return saved;
}

static HANDLE open_itself(LPCWSTR path) {
  return ShimCreateFileW(path, FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                         OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
}

/* Attributes, and the reparse tag where it is one; false when the file cannot be opened. */
static bool ask(LPCWSTR path, FILE_ATTRIBUTE_TAG_INFO *tag, FILETIME *created) {
  FILE_BASIC_INFO basic;
  HANDLE file = open_itself(path);
  if (file == INVALID_HANDLE_VALUE) return false;
  bool done = ShimGetFileInformationByHandleEx(file, FileAttributeTagInfo, tag, sizeof *tag) &&
              ShimGetFileInformationByHandleEx(file, FileBasicInfo, &basic, sizeof basic);
  CloseHandle(file);
  if (done && created) memcpy(created, &basic.CreationTime, sizeof *created);
  return done;
}

DWORD WINAPI ShimGetFileAttributesW(LPCWSTR path) {
  FILE_ATTRIBUTE_TAG_INFO tag;
  DWORD attributes = GetFileAttributesW(path);
  if (attributes == INVALID_FILE_ATTRIBUTES && !is_symlink(path)) return attributes;
  return ask(path, &tag, NULL) ? tag.FileAttributes : attributes;
}

static WINBOOL get_reparse(HANDLE file, void *out, DWORD size, DWORD *got) {
  Side side;
  SideStream stream;
  if (!side_load(file, &side)) return FALSE;
  DWORD error = 0;
  if (!side_find(&side, BACKUP_REPARSE_DATA, &stream)) error = ERROR_NOT_A_REPARSE_POINT;
  else if (stream.header.size > size) error = ERROR_INSUFFICIENT_BUFFER;
  else memcpy(out, stream.data, (size_t)stream.header.size);
  if (!error && got) *got = (DWORD)stream.header.size;
  side_free(&side);
  return error ? fail(error) : TRUE;
}

static WINBOOL set_reparse(HANDLE file, const void *data, DWORD size) {
  Side side;
  StreamHeader header = {.id = BACKUP_REPARSE_DATA, .size = size};
  DWORD error = backup_check_stream(&header, NULL, data);
  if (error) return fail(error);
  if (!side_load(file, &side)) return FALSE;
  side_add_attributes(&side, FILE_ATTRIBUTE_REPARSE_POINT, backup_is_folder(file));
  bool done = side_put(&side, &header, NULL, data) && side_save(file, &side);
  side_free(&side);
  return done;
}

static WINBOOL delete_reparse(HANDLE file) {
  Side side;
  SideStream stream;
  if (!side_load(file, &side)) return FALSE;
  bool there = side_find(&side, BACKUP_REPARSE_DATA, &stream);
  side_drop(&side, BACKUP_REPARSE_DATA);
  side.header.attributes &= ~(uint32_t)FILE_ATTRIBUTE_REPARSE_POINT;
  bool done = there && side_save(file, &side);
  side_free(&side);
  return there ? done : fail(ERROR_NOT_A_REPARSE_POINT);
}

WINBOOL WINAPI ShimDeviceIoControl(HANDLE file, DWORD code, LPVOID in, DWORD in_size, LPVOID out, DWORD out_size,
                                   LPDWORD got, LPOVERLAPPED overlapped) {
  switch (code) {
    case FSCTL_GET_REPARSE_POINT:
      return get_reparse(file, out, out_size, got);
    case FSCTL_SET_REPARSE_POINT:
      if (got) *got = 0;
      return set_reparse(file, in, in_size);
    case FSCTL_DELETE_REPARSE_POINT:
      if (got) *got = 0;
      return delete_reparse(file);
    default:
      return DeviceIoControl(file, code, in, in_size, out, out_size, got, overlapped);
  }
}

/*
 * Wine's server knows no path of a file in the volume of a container that runs: it is in another mount namespace, and
 * realpath fails there. Then it neither renames nor removes it.
 */
static WINBOOL rename_by_path(LPCWSTR from, LPCWSTR to) {
  char *old_path = linux_path_of(from), *new_path = linux_path_of(to);
  bool done = old_path && new_path && linux_rename(old_path, new_path) >= 0;
  if (old_path) linux_free_path(old_path);
  if (new_path) linux_free_path(new_path);
  return done ? TRUE : fail(ERROR_ACCESS_DENIED);
}

/* As on NTFS: a folder in which a disk is attached keeps its name. Wine renames it all the same. */
WINBOOL WINAPI ShimMoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags) {
  if (from && attached_get(from).state != DETACHED) return fail(ERROR_ACCESS_DENIED);
  if (MoveFileExW(from, to, flags)) return TRUE;
  if (GetLastError() != ERROR_INVALID_HANDLE || !to) return FALSE;
  if (!(flags & MOVEFILE_REPLACE_EXISTING) && GetFileAttributesW(to) != INVALID_FILE_ATTRIBUTES)
    return fail(ERROR_ALREADY_EXISTS);
  return rename_by_path(from, to);
}

WINBOOL WINAPI ShimDeleteFileW(LPCWSTR path) {
  if (!DeleteFileW(path)) return FALSE;
  if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES) return TRUE;
  char *unix_path = linux_path_of(path);
  bool done = unix_path && linux_unlink(unix_path) >= 0;
  if (unix_path) linux_free_path(unix_path);
  return done ? TRUE : fail(ERROR_ACCESS_DENIED);
}
