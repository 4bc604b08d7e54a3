#include "symlink.h"

#include <string.h>

#include "backup.h"
#include "linux.h"

enum { MAX_TARGET = 4096 };

/* SYMBOLIC_LINK_REPARSE_BUFFER of a relative link, [MS-FSCC] 2.1.2.4; both names are the same text. */
#pragma pack(push, 1)
typedef struct {
  uint32_t tag;
  uint16_t length;
  uint16_t reserved;
  uint16_t substitute_offset, substitute_bytes, print_offset, print_bytes;
  uint32_t flags;
  WCHAR names[2 * (MAX_TARGET + 1)];
} SymlinkBuffer;
#pragma pack(pop)

static int64_t target_of_unix(const char *path, char target[MAX_TARGET]) {
  char plain[MAX_TARGET];
  size_t length = strlen(path);
  if (length == 0 || length >= MAX_TARGET) return -1;
  memcpy(plain, path, length + 1);
  if (length > 1 && plain[length - 1] == '/') plain[length - 1] = 0;
  return linux_read_link(plain, target, MAX_TARGET);
}

bool is_unix_symlink(const char *unix_path) {
  char target[MAX_TARGET];
  return target_of_unix(unix_path, target) >= 0;
}

bool is_symlink(LPCWSTR path) {
  DWORD error = GetLastError();
  char *unix_path = path ? linux_path_of(path) : NULL;
  bool is = unix_path && is_unix_symlink(unix_path);
  linux_free_path(unix_path);
  SetLastError(error);
  return is;
}

static size_t fill(SymlinkBuffer *buffer, const char *target, int length) {
  WCHAR text[MAX_TARGET];
  int count = MultiByteToWideChar(CP_UTF8, 0, target, length, text, MAX_TARGET);
  for (int at = 0; at < count; at++)
    if (text[at] == L'/') text[at] = L'\\';
  uint16_t bytes = (uint16_t)(count * sizeof(WCHAR)), step = bytes + sizeof(WCHAR);
  memset(buffer, 0, sizeof *buffer);
  buffer->tag = IO_REPARSE_TAG_SYMLINK;
  buffer->flags = 1;
  buffer->substitute_bytes = buffer->print_bytes = bytes;
  buffer->print_offset = step;
  memcpy(buffer->names, text, bytes);
  memcpy((uint8_t *)buffer->names + step, text, bytes);
  buffer->length = (uint16_t)(12 + 2 * step);
  return 8 + buffer->length;
}

static bool mark(HANDLE file, const char *target, int length, bool folder) {
  static SymlinkBuffer buffer;
  static SRWLOCK lock = SRWLOCK_INIT;
  Side side;
  if (!side_load(file, &side)) return false;
  AcquireSRWLockExclusive(&lock);
  size_t size = fill(&buffer, target, length);
  StreamHeader header = {.id = BACKUP_REPARSE_DATA, .size = size};
  bool done = side_put(&side, &header, NULL, (const uint8_t *)&buffer);
  ReleaseSRWLockExclusive(&lock);
  side_add_attributes(&side, FILE_ATTRIBUTE_REPARSE_POINT, folder);
  done = done && side_save(file, &side);
  side_free(&side);
  return done;
}

static HANDLE fail(DWORD error) {
  SetLastError(error);
  return INVALID_HANDLE_VALUE;
}

HANDLE open_unix_symlink(const char *unix_path, bool to_folder) {
  char target[MAX_TARGET];
  WCHAR folder[MAX_PATH], name[MAX_PATH];
  int64_t length = target_of_unix(unix_path, target);
  if (length <= 0) return fail(ERROR_FILE_NOT_FOUND);
  if (!GetTempPathW(MAX_PATH, folder) || !GetTempFileNameW(folder, L"lnk", 0, name)) return INVALID_HANDLE_VALUE;
  if (to_folder && (!DeleteFileW(name) || !CreateDirectoryW(name, NULL))) return INVALID_HANDLE_VALUE;
  HANDLE file = CreateFileW(name, GENERIC_READ | GENERIC_WRITE | DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                            NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_DELETE_ON_CLOSE, NULL);
  if (file == INVALID_HANDLE_VALUE || mark(file, target, (int)length, to_folder)) return file;
  DWORD error = GetLastError();
  CloseHandle(file);
  return fail(error);
}

HANDLE open_symlink(LPCWSTR path) {
  DWORD attributes = GetFileAttributesW(path);
  char *unix_path = linux_path_of(path);
  if (!unix_path) return fail(ERROR_PATH_NOT_FOUND);
  HANDLE file = open_unix_symlink(unix_path, attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY));
  linux_free_path(unix_path);
  return file;
}
