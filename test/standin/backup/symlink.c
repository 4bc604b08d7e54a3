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

static int64_t target_of(LPCWSTR path, char *target) {
  char *unix_path = path ? linux_path_of(path) : NULL;
  if (!unix_path) return -1;
  size_t length = strlen(unix_path);
  if (length > 1 && unix_path[length - 1] == '/') unix_path[length - 1] = 0;
  int64_t got = linux_read_link(unix_path, target, MAX_TARGET);
  linux_free_path(unix_path);
  return got;
}

bool is_symlink(LPCWSTR path) {
  char target[MAX_TARGET];
  DWORD error = GetLastError();
  bool is = target_of(path, target) >= 0;
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

HANDLE open_symlink(LPCWSTR path) {
  char target[MAX_TARGET];
  WCHAR folder[MAX_PATH], name[MAX_PATH];
  int64_t length = target_of(path, target);
  if (length <= 0) {
    SetLastError(ERROR_FILE_NOT_FOUND);
    return INVALID_HANDLE_VALUE;
  }
  DWORD attributes = GetFileAttributesW(path);
  bool to_folder = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
  if (!GetTempPathW(MAX_PATH, folder) || !GetTempFileNameW(folder, L"lnk", 0, name)) return INVALID_HANDLE_VALUE;
  if (to_folder && (!DeleteFileW(name) || !CreateDirectoryW(name, NULL))) return INVALID_HANDLE_VALUE;
  HANDLE file = CreateFileW(name, GENERIC_READ | GENERIC_WRITE | DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                            NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_DELETE_ON_CLOSE, NULL);
  if (file == INVALID_HANDLE_VALUE || mark(file, target, (int)length, to_folder)) return file;
  DWORD error = GetLastError();
  CloseHandle(file);
  SetLastError(error);
  return INVALID_HANDLE_VALUE;
}
