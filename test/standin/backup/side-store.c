#include "side-store.h"

#include <stdlib.h>
#include <string.h>

#include "linux.h"

static const char ATTRIBUTE[] = "user.hcs.standin";
static const char MAGIC[8] = {'H', 'C', 'S', 'S', 'I', 'D', 'E', '1'};
enum { ID_DIGITS = 32, MAX_SIDE_BYTES = 256 * 1024 * 1024 };

static bool fail(DWORD error) {
  SetLastError(error);
  return false;
}

/* The folder, made when it is not there. */
static bool folder_path(WCHAR *path, DWORD capacity) {
  DWORD length = GetEnvironmentVariableW(L"HCS_STANDIN_STREAMS", path, capacity - ID_DIGITS - 2);
  if (length == 0 || length >= capacity - ID_DIGITS - 2) {
    lstrcpyW(path, L"C:\\ProgramData\\HcsStandIn");
    CreateDirectoryW(L"C:\\ProgramData", NULL);
    CreateDirectoryW(path, NULL);
    lstrcatW(path, L"\\streams");
  }
  return CreateDirectoryW(path, NULL) || GetLastError() == ERROR_ALREADY_EXISTS;
}

static bool side_path(const char id[ID_DIGITS], WCHAR *path, DWORD capacity) {
  if (!folder_path(path, capacity)) return false;
  size_t length = wcslen(path);
  path[length++] = L'\\';
  for (int at = 0; at < ID_DIGITS; at++) path[length++] = (unsigned char)id[at];
  path[length] = 0;
  return true;
}

static bool read_all(HANDLE file, void *bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    DWORD got;
    DWORD part = size - done > 0x1000000 ? 0x1000000 : (DWORD)(size - done);
    if (!ReadFile(file, (uint8_t *)bytes + done, part, &got, NULL)) return false;
    if (got == 0) return fail(ERROR_HANDLE_EOF);
    done += got;
  }
  return true;
}

static bool read_side(HANDLE file, Side *side) {
  LARGE_INTEGER size;
  if (!GetFileSizeEx(file, &size)) return false;
  if (size.QuadPart < (LONGLONG)sizeof(SideHeader) || size.QuadPart > MAX_SIDE_BYTES) return fail(ERROR_FILE_CORRUPT);
  if (!read_all(file, &side->header, sizeof(SideHeader))) return false;
  if (memcmp(side->header.magic, MAGIC, sizeof MAGIC) != 0) return fail(ERROR_FILE_CORRUPT);
  side->size = (size_t)size.QuadPart - sizeof(SideHeader);
  side->bytes = malloc(side->size + 1);
  if (!side->bytes) return fail(ERROR_NOT_ENOUGH_MEMORY);
  return read_all(file, side->bytes, side->size);
}

bool side_load(HANDLE file, Side *side) {
  memset(side, 0, sizeof *side);
  memcpy(side->header.magic, MAGIC, sizeof MAGIC);
  int fd = linux_fd_of(file);
  if (fd < 0) return fail(ERROR_INVALID_HANDLE);
  char id[ID_DIGITS];
  int64_t length = linux_get_attribute(fd, ATTRIBUTE, id, sizeof id);
  linux_close(fd);
  if (length != ID_DIGITS) return true;
  WCHAR path[MAX_PATH];
  if (!side_path(id, path, MAX_PATH)) return false;
  HANDLE stored = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (stored == INVALID_HANDLE_VALUE) return false;
  bool done = read_side(stored, side);
  DWORD error = GetLastError();
  CloseHandle(stored);
  if (done) return true;
  side_free(side);
  return fail(error);
}

static bool write_all(HANDLE file, const void *bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    DWORD put;
    DWORD part = size - done > 0x1000000 ? 0x1000000 : (DWORD)(size - done);
    if (!WriteFile(file, (const uint8_t *)bytes + done, part, &put, NULL)) return false;
    done += put;
  }
  return true;
}

static void make_id(char id[ID_DIGITS]) {
  uint8_t random[ID_DIGITS / 2];
  linux_random(random, sizeof random);
  for (int at = 0; at < ID_DIGITS; at++) id[at] = "0123456789abcdef"[(random[at / 2] >> (at % 2 * 4)) & 15];
}

bool side_save(HANDLE file, const Side *side) {
  char id[ID_DIGITS];
  WCHAR path[MAX_PATH];
  make_id(id);
  if (!side_path(id, path, MAX_PATH)) return false;
  HANDLE stored = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
  if (stored == INVALID_HANDLE_VALUE) return false;
  bool done = write_all(stored, &side->header, sizeof side->header) && write_all(stored, side->bytes, side->size);
  CloseHandle(stored);
  int fd = done ? linux_fd_of(file) : -1;
  if (fd < 0) return done ? fail(ERROR_INVALID_HANDLE) : false;
  SideStream stream;
  int64_t set = linux_set_attribute(fd, ATTRIBUTE, id, sizeof id);
  if (set >= 0 && side_find(side, BACKUP_REPARSE_DATA, &stream)) set = linux_set_attribute(fd, REPARSE_MARK, "1", 1);
  else if (set >= 0) linux_remove_attribute(fd, REPARSE_MARK);
  linux_close(fd);
  return set < 0 ? fail(ERROR_ACCESS_DENIED) : true;
}

void side_free(Side *side) {
  free(side->bytes);
  side->bytes = NULL;
  side->size = 0;
}

bool side_next(const Side *side, size_t *offset, SideStream *stream) {
  if (side->size - *offset < sizeof(StreamHeader)) return false;
  memcpy(&stream->header, side->bytes + *offset, sizeof(StreamHeader));
  size_t left = side->size - *offset - sizeof(StreamHeader);
  if (stream->header.name_bytes > left || stream->header.size > left - stream->header.name_bytes) return false;
  stream->offset = *offset;
  stream->name = (const WCHAR *)(side->bytes + *offset + sizeof(StreamHeader));
  stream->data = (const uint8_t *)stream->name + stream->header.name_bytes;
  stream->length = sizeof(StreamHeader) + stream->header.name_bytes + (size_t)stream->header.size;
  *offset += stream->length;
  return true;
}

bool side_find(const Side *side, uint32_t id, SideStream *stream) {
  for (size_t offset = 0; side_next(side, &offset, stream);)
    if (stream->header.id == id) return true;
  return false;
}

static void cut(Side *side, const SideStream *stream) {
  size_t end = stream->offset + stream->length;
  memmove(side->bytes + stream->offset, side->bytes + end, side->size - end);
  side->size -= stream->length;
}

void side_drop(Side *side, uint32_t id) {
  SideStream stream;
  while (side_find(side, id, &stream)) cut(side, &stream);
}

/* NTFS compares stream names without case. */
static bool same_name(const SideStream *stream, const StreamHeader *header, const WCHAR *name) {
  if (stream->header.name_bytes != header->name_bytes) return false;
  int length = (int)(header->name_bytes / sizeof(WCHAR));
  return length == 0 || CompareStringOrdinal(stream->name, length, name, length, TRUE) == CSTR_EQUAL;
}

bool side_put(Side *side, const StreamHeader *header, const WCHAR *name, const uint8_t *data) {
  SideStream stream;
  for (size_t offset = 0; side_next(side, &offset, &stream);) {
    if (stream.header.id != header->id || !same_name(&stream, header, name)) continue;
    cut(side, &stream);
    break;
  }
  size_t length = sizeof *header + header->name_bytes + (size_t)header->size;
  if (side->size + length > MAX_SIDE_BYTES) return fail(ERROR_DISK_FULL);
  uint8_t *bytes = realloc(side->bytes, side->size + length);
  if (!bytes) return fail(ERROR_NOT_ENOUGH_MEMORY);
  side->bytes = bytes;
  bytes += side->size;
  memcpy(bytes, header, sizeof *header);
  if (header->name_bytes) memcpy(bytes + sizeof *header, name, header->name_bytes);
  if (header->size) memcpy(bytes + sizeof *header + header->name_bytes, data, (size_t)header->size);
  side->size += length;
  return true;
}

uint32_t side_attributes(const Side *side, uint32_t native) {
  uint32_t attributes = native & ~(uint32_t)FILE_ATTRIBUTE_NORMAL;
  if (side->header.attributes & SIDE_ATTRIBUTES_SET) {
    attributes &= ~(uint32_t)SIDE_KEPT_ATTRIBUTES;
    attributes |= side->header.attributes & SIDE_KEPT_ATTRIBUTES;
  }
  return attributes ? attributes : FILE_ATTRIBUTE_NORMAL;
}
