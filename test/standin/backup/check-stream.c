#include <string.h>

#include "backup.h"

/* FILE_FULL_EA_INFORMATION: u32 next | u8 flags | u8 name length | u16 value length | name NUL | value; [MS-FSCC] 2.4.16. */
static DWORD check_ea(const uint8_t *data, uint64_t size) {
  for (uint64_t at = 0;;) {
    if (size - at < 9) return ERROR_EA_LIST_INCONSISTENT;
    uint32_t next;
    uint16_t value_bytes;
    memcpy(&next, data + at, 4);
    memcpy(&value_bytes, data + at + 6, 2);
    uint8_t name_bytes = data[at + 5];
    uint64_t entry = 8 + (uint64_t)name_bytes + 1 + value_bytes;
    if (name_bytes == 0 || entry > size - at || data[at + 8 + name_bytes] != 0) return ERROR_EA_LIST_INCONSISTENT;
    if (next == 0) return size - at - entry < 4 ? 0 : ERROR_EA_LIST_INCONSISTENT;
    if (next % 4 != 0 || next < entry || next > size - at) return ERROR_EA_LIST_INCONSISTENT;
    at += next;
  }
}

/* REPARSE_DATA_BUFFER: u32 tag | u16 length | u16 0 | data; a tag that is not Microsoft's has a GUID too; [MS-FSCC] 2.1.2. */
static DWORD check_reparse(const uint8_t *data, uint64_t size) {
  if (size < 8 || size > 16 * 1024) return ERROR_INVALID_REPARSE_DATA;
  uint32_t tag;
  uint16_t length;
  memcpy(&tag, data, 4);
  memcpy(&length, data + 4, 2);
  if (tag == 0 || tag == 1) return ERROR_REPARSE_TAG_INVALID;
  uint64_t head = tag & 0x80000000u ? 8 : 24;
  return size == head + length ? 0 : ERROR_INVALID_REPARSE_DATA;
}

/* ":name:$DATA", neither part with a separator. */
static DWORD check_stream_name(const WCHAR *name, uint32_t name_bytes) {
  static const WCHAR TYPE[] = L":$DATA";
  size_t length = name_bytes / sizeof(WCHAR);
  if (name_bytes % sizeof(WCHAR) != 0 || length < 8 || length > 263 || name[0] != L':') return ERROR_INVALID_NAME;
  if (memcmp(name + length - 6, TYPE, 12) != 0) return ERROR_INVALID_NAME;
  for (size_t at = 1; at < length - 6; at++)
    if (name[at] == 0 || name[at] == L':' || name[at] == L'\\' || name[at] == L'/') return ERROR_INVALID_NAME;
  return 0;
}

static DWORD check_security(const uint8_t *data, uint64_t size) {
  SECURITY_DESCRIPTOR_RELATIVE *descriptor = (SECURITY_DESCRIPTOR_RELATIVE *)data;
  if (size < sizeof *descriptor || !(descriptor->Control & SE_SELF_RELATIVE)) return ERROR_INVALID_SECURITY_DESCR;
  const DWORD parts[] = {descriptor->Owner, descriptor->Group, descriptor->Sacl, descriptor->Dacl};
  for (size_t at = 0; at < 4; at++)
    if (parts[at] != 0 && (parts[at] < sizeof *descriptor || parts[at] > size - 8)) return ERROR_INVALID_SECURITY_DESCR;
  if (!IsValidSecurityDescriptor(descriptor)) return ERROR_INVALID_SECURITY_DESCR;
  return GetSecurityDescriptorLength(descriptor) <= size ? 0 : ERROR_INVALID_SECURITY_DESCR;
}

DWORD backup_check_stream(const StreamHeader *header, const WCHAR *name, const uint8_t *data) {
  switch (header->id) {
    case BACKUP_SECURITY_DATA:
      return check_security(data, header->size);
    case BACKUP_EA_DATA:
      return check_ea(data, header->size);
    case BACKUP_ALTERNATE_DATA:
      return check_stream_name(name, header->name_bytes);
    case BACKUP_OBJECT_ID:
      return header->size == 64 ? 0 : ERROR_INVALID_DATA;
    case BACKUP_REPARSE_DATA:
      return check_reparse(data, header->size);
    default:
      return 0;
  }
}
