/*
 * What NTFS keeps with a file and Wine does not: security, extended attributes, alternate streams, object id, reparse
 * data, creation and change time, the attributes without a Unix bit.
 *
 * The inode carries the extended attribute `user.hcs.standin`, 32 hexadecimal digits: the name of a file in the folder
 * HCS_STANDIN_STREAMS (a Windows path; default C:\ProgramData\HcsStandIn\streams). So a rename or a hard link keeps it, a
 * removed file's cannot come back on another file, and a copy that takes attributes along takes this along. The files
 * there are never changed: a change writes a new one. Leftovers are harmless. What has reparse data also carries
 * `user.hcs.reparse`, so that opening a path can look for links on its way without reading files.
 *
 * Its bytes, little endian: "HCSSIDE1" | u64 creation time | u64 change time (FILETIME, 0: as the system says) |
 * u32 attributes (bit 31: they are set) | u32 0 | then WIN32_STREAM_ID streams, as BackupRead gives them, without DATA.
 */
#ifndef STANDIN_SIDE_STORE_H
#define STANDIN_SIDE_STORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

#define REPARSE_MARK "user.hcs.reparse"
#define SIDE_ATTRIBUTES_SET 0x80000000u
/* The bits kept here; READONLY, HIDDEN, SYSTEM and DIRECTORY are Wine's own. */
#define SIDE_KEPT_ATTRIBUTES                                                                                           \
  (FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_TEMPORARY | FILE_ATTRIBUTE_SPARSE_FILE | FILE_ATTRIBUTE_REPARSE_POINT |     \
   FILE_ATTRIBUTE_OFFLINE | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED)

/* 20 bytes: WIN32_STREAM_ID without its name. */
#pragma pack(push, 1)
typedef struct {
  uint32_t id;
  uint32_t attributes;
  uint64_t size;
  uint32_t name_bytes;
} StreamHeader;

typedef struct {
  char magic[8];
  uint64_t creation_time;
  uint64_t change_time;
  uint32_t attributes;
  uint32_t reserved;
} SideHeader;
#pragma pack(pop)

/* A file's side: `bytes` are the streams one after the other. */
typedef struct {
  SideHeader header;
  uint8_t *bytes;
  size_t size;
} Side;

/* One stream inside a Side; points into it. */
typedef struct {
  StreamHeader header;
  const WCHAR *name;
  const uint8_t *data;
  size_t offset, length;
} SideStream;

/* False, with the last error set, when it cannot be read. A file without one gives an empty Side. */
bool side_load(HANDLE file, Side *side);
bool side_save(HANDLE file, const Side *side);
void side_free(Side *side);
/* Steps through the streams: start with *offset 0; false at the end. */
bool side_next(const Side *side, size_t *offset, SideStream *stream);
bool side_find(const Side *side, uint32_t id, SideStream *stream);
/* Takes the stream in, in place of one of its kind and name. An alternate stream of size 0 is kept, as NTFS does. */
bool side_put(Side *side, const StreamHeader *header, const WCHAR *name, const uint8_t *data);
void side_drop(Side *side, uint32_t id);
/* What GetFileInformationByHandle should say, from what Wine says. */
uint32_t side_attributes(const Side *side, uint32_t native);
#endif
