#include <stdlib.h>
#include <string.h>

#include "backup.h"

enum { MAX_NAME_BYTES = 65534, MAX_HELD_BYTES = 64 * 1024 * 1024 };

/* Where in the bytes a writer is: in a header, in its name, or in its data. */
typedef struct {
  Context context;
  bool security;
  bool folder;
  uint8_t header_bytes[sizeof(StreamHeader)];
  uint32_t header_got;
  StreamHeader header;
  WCHAR *name;
  uint32_t name_got;
  uint64_t data_got;
  /* The stream's data where it goes to the side store, else NULL. */
  uint8_t *held;
  /* Where a DATA or SPARSE_BLOCK goes in the file. */
  uint64_t file_offset;
  uint8_t block_offset[8];
  bool saw_data;
} Writer;

static BOOL fail(DWORD error) {
  SetLastError(error);
  return FALSE;
}

void side_add_attributes(Side *side, uint32_t bits, bool folder) {
  if (!(side->header.attributes & SIDE_ATTRIBUTES_SET))
    side->header.attributes = SIDE_ATTRIBUTES_SET | (folder ? 0 : FILE_ATTRIBUTE_ARCHIVE);
  side->header.attributes |= bits;
}

bool backup_is_folder(HANDLE file) {
  BY_HANDLE_FILE_INFORMATION info;
  return GetFileInformationByHandle(file, &info) && (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY);
}

static bool goes_to_file(uint32_t id) { return id == BACKUP_DATA || id == BACKUP_SPARSE; }

/* What a restore has no use for: LINK, PROPERTY_DATA, TXFS; and security that was not asked for. */
static bool is_ignored(const Writer *writer) {
  uint32_t id = writer->header.id;
  return id == BACKUP_LINK || id == BACKUP_PROPERTY_DATA || id == BACKUP_TXFS ||
         (id == BACKUP_SECURITY_DATA && !writer->security);
}

static DWORD check_header(Writer *writer) {
  const StreamHeader *header = &writer->header;
  bool named = header->id == BACKUP_ALTERNATE_DATA;
  if (header->id < BACKUP_DATA || header->id > BACKUP_TXFS) return ERROR_INVALID_DATA;
  if (header->size > INT64_MAX || header->name_bytes > MAX_NAME_BYTES) return ERROR_INVALID_DATA;
  if (named != (header->name_bytes != 0)) return ERROR_INVALID_DATA;
  if (goes_to_file(header->id) && writer->folder) return ERROR_INVALID_PARAMETER;
  if (header->id == BACKUP_DATA && writer->saw_data) return ERROR_INVALID_DATA;
  if (header->id == BACKUP_SPARSE && (!writer->saw_data || header->size < 8)) return ERROR_INVALID_DATA;
  if (!goes_to_file(header->id) && !is_ignored(writer) && header->size > MAX_HELD_BYTES) return ERROR_DISK_FULL;
  return 0;
}

static DWORD begin_stream(Writer *writer) {
  memcpy(&writer->header, writer->header_bytes, sizeof writer->header);
  DWORD error = check_header(writer);
  if (error) return error;
  writer->name_got = 0;
  writer->data_got = 0;
  writer->file_offset = 0;
  writer->name = calloc(1, writer->header.name_bytes + sizeof(WCHAR));
  bool hold = !goes_to_file(writer->header.id) && !is_ignored(writer);
  writer->held = hold ? malloc((size_t)writer->header.size + 1) : NULL;
  if (!writer->name || (hold && !writer->held)) return ERROR_NOT_ENOUGH_MEMORY;
  if (writer->header.id == BACKUP_DATA) writer->saw_data = true;
  return 0;
}

static DWORD set_end(HANDLE file, uint64_t size) {
  FILE_END_OF_FILE_INFO end = {.EndOfFile.QuadPart = (LONGLONG)size};
  return SetFileInformationByHandle(file, FileEndOfFileInfo, &end, sizeof end) ? 0 : GetLastError();
}

static DWORD keep_stream(Writer *writer) {
  Side side;
  const StreamHeader *header = &writer->header;
  bool sparse = header->id == BACKUP_DATA && (header->attributes & STREAM_MODIFIED_SPARSE);
  if (!writer->held && !sparse) return 0;
  DWORD error = writer->held ? backup_check_stream(header, writer->name, writer->held) : 0;
  if (error) return error;
  if (!side_load(writer->context.file, &side)) return GetLastError();
  if (header->id == BACKUP_REPARSE_DATA) side_add_attributes(&side, FILE_ATTRIBUTE_REPARSE_POINT, writer->folder);
  if (sparse) side_add_attributes(&side, FILE_ATTRIBUTE_SPARSE_FILE, writer->folder);
  bool done = !writer->held || side_put(&side, header, writer->name, writer->held);
  if (!done || !side_save(writer->context.file, &side)) error = GetLastError();
  side_free(&side);
  return error;
}

static DWORD end_stream(Writer *writer) {
  DWORD error = keep_stream(writer);
  if (!error && writer->header.id == BACKUP_SPARSE && writer->header.size == 8)
    error = set_end(writer->context.file, writer->file_offset);
  free(writer->name);
  free(writer->held);
  writer->name = NULL;
  writer->held = NULL;
  writer->header_got = 0;
  return error;
}

static DWORD write_file(Writer *writer, const uint8_t *bytes, DWORD count) {
  for (DWORD done = 0; done < count;) {
    uint64_t at = writer->file_offset + done;
    OVERLAPPED where = {.Offset = (DWORD)at, .OffsetHigh = (DWORD)(at >> 32)};
    DWORD put = 0;
    if (!WriteFile(writer->context.file, bytes + done, count - done, &put, &where)) return GetLastError();
    done += put;
  }
  writer->file_offset += count;
  return 0;
}

/* Takes data of the current stream. @returns the count taken, or -1 with *error set. */
static int64_t take_data(Writer *writer, const uint8_t *bytes, DWORD count, DWORD *error) {
  uint64_t left = writer->header.size - writer->data_got;
  DWORD part = left < count ? (DWORD)left : count;
  if (writer->header.id == BACKUP_SPARSE && writer->data_got < 8) {
    DWORD lead = 8 - (DWORD)writer->data_got;
    if (part > lead) part = lead;
    memcpy(writer->block_offset + writer->data_got, bytes, part);
    if (part == lead) memcpy(&writer->file_offset, writer->block_offset, 8);
    if (part == lead && writer->file_offset > INT64_MAX) *error = ERROR_INVALID_DATA;
  } else if (writer->held) {
    memcpy(writer->held + writer->data_got, bytes, part);
  } else if (goes_to_file(writer->header.id)) {
    *error = write_file(writer, bytes, part);
  }
  if (*error) return -1;
  writer->data_got += part;
  return part;
}

static DWORD take(uint8_t *into, uint32_t *got, uint32_t size, const uint8_t *bytes, DWORD count) {
  DWORD part = size - *got < count ? size - *got : count;
  memcpy(into + *got, bytes, part);
  *got += part;
  return part;
}

/* One step: some bytes of whatever comes next. */
static int64_t step(Writer *writer, const uint8_t *bytes, DWORD count, DWORD *error) {
  DWORD part;
  if (writer->header_got < sizeof(StreamHeader)) {
    part = take(writer->header_bytes, &writer->header_got, sizeof(StreamHeader), bytes, count);
    if (writer->header_got == sizeof(StreamHeader)) *error = begin_stream(writer);
  } else if (writer->name_got < writer->header.name_bytes) {
    part = take((uint8_t *)writer->name, &writer->name_got, writer->header.name_bytes, bytes, count);
  } else {
    int64_t taken = take_data(writer, bytes, count, error);
    if (taken < 0) return -1;
    part = (DWORD)taken;
  }
  if (*error) return -1;
  bool whole = writer->header_got == sizeof(StreamHeader) && writer->name_got == writer->header.name_bytes &&
               writer->data_got == writer->header.size;
  if (whole) *error = end_stream(writer);
  return *error ? -1 : (int64_t)part;
}

static void destroy_writer(void *object) {
  Writer *writer = object;
  free(writer->name);
  free(writer->held);
  free(writer);
}

/* A context for a file; NULL with the last error set when the handle is none. */
static void *open_writer(HANDLE file, bool security) {
  BY_HANDLE_FILE_INFORMATION info;
  if (!GetFileInformationByHandle(file, &info)) return NULL;
  Writer *writer = must_allocate(sizeof *writer);
  writer->context = (Context){{1, destroy_writer}, WRITER, file};
  writer->security = security;
  writer->folder = info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  return account_open(BACKUP_CONTEXTS, writer, "BackupWrite");
}

/* Takes the bytes; *written counts those of whole steps. @returns 0 or the error. */
static DWORD write_bytes(Writer *writer, const uint8_t *bytes, DWORD count, DWORD *written) {
  while (*written < count) {
    DWORD error = 0;
    int64_t part = step(writer, bytes + *written, count - *written, &error);
    if (part < 0) return error;
    *written += (DWORD)part;
  }
  return 0;
}

bool backup_is_between_streams(void *context) {
  Writer *writer = context ? account_use(BACKUP_CONTEXTS, context, "BackupWrite") : NULL;
  if (!writer) return context == NULL;
  bool between = writer->header_got == 0;
  account_done(context, writer);
  return between;
}

BOOL WINAPI ShimBackupWrite(HANDLE file, LPBYTE bytes, DWORD count, LPDWORD written, WINBOOL abort, WINBOOL security,
                            LPVOID *context) {
  if (!context || !written) return fail(ERROR_INVALID_PARAMETER);
  *written = 0;
  if (abort) {
    void *writer = *context ? account_close(BACKUP_CONTEXTS, *context, "BackupWrite") : NULL;
    if (*context && !writer) return fail(ERROR_INVALID_PARAMETER);
    counted_release(writer);
    *context = NULL;
    return TRUE;
  }
  if (!*context) *context = open_writer(file, security);
  if (!*context) return FALSE;
  Writer *writer = account_use(BACKUP_CONTEXTS, *context, "BackupWrite");
  if (!writer) return fail(ERROR_INVALID_PARAMETER);
  bool ours = writer->context.kind == WRITER && writer->context.file == file;
  DWORD error = ours ? write_bytes(writer, bytes, count, written) : ERROR_INVALID_PARAMETER;
  account_done(*context, writer);
  return error ? fail(error) : TRUE;
}
