#include <stdlib.h>
#include <string.h>

#include "backup.h"

enum { SPARSE_STEP = 64 * 1024 };

/* A run of the answer: bytes in memory, or (bytes NULL) a range of the file. `data` runs can be sought over. */
typedef struct {
  uint8_t *bytes;
  uint64_t size;
  uint64_t file_offset;
  bool data;
} Piece;

typedef struct {
  Context context;
  Piece *pieces;
  size_t count, capacity;
  size_t at;
  uint64_t done;
} Reader;

static BOOL fail(DWORD error) {
  SetLastError(error);
  return FALSE;
}

static DWORD add_piece(Reader *reader, Piece piece) {
  if (reader->count == reader->capacity) {
    size_t capacity = reader->capacity ? reader->capacity * 2 : 8;
    Piece *pieces = realloc(reader->pieces, capacity * sizeof *pieces);
    if (!pieces) return ERROR_NOT_ENOUGH_MEMORY;
    reader->pieces = pieces;
    reader->capacity = capacity;
  }
  reader->pieces[reader->count++] = piece;
  return 0;
}

static DWORD add_bytes(Reader *reader, const void *bytes, size_t size, bool data) {
  if (size == 0) return 0;
  uint8_t *copy = malloc(size);
  if (!copy) return ERROR_NOT_ENOUGH_MEMORY;
  memcpy(copy, bytes, size);
  DWORD error = add_piece(reader, (Piece){.bytes = copy, .size = size, .data = data});
  if (error) free(copy);
  return error;
}

static DWORD add_header(Reader *reader, StreamHeader header) { return add_bytes(reader, &header, sizeof header, false); }

static DWORD add_kept(Reader *reader, const SideStream *stream) {
  size_t head = sizeof stream->header + stream->header.name_bytes;
  const uint8_t *start = (const uint8_t *)stream->name - sizeof stream->header;
  DWORD error = add_bytes(reader, start, head, false);
  return error ? error : add_bytes(reader, stream->data, (size_t)stream->header.size, true);
}

/* What was restored, else what Wine makes of the Unix owner and mode. */
static DWORD add_security(Reader *reader, const Side *side) {
  const DWORD parts = OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
  SideStream stream;
  DWORD size = 0;
  if (side_find(side, BACKUP_SECURITY_DATA, &stream)) return add_kept(reader, &stream);
  GetKernelObjectSecurity(reader->context.file, parts, NULL, 0, &size);
  if (GetLastError() != ERROR_INSUFFICIENT_BUFFER) return GetLastError();
  void *descriptor = malloc(size);
  if (!descriptor) return ERROR_NOT_ENOUGH_MEMORY;
  DWORD error = GetKernelObjectSecurity(reader->context.file, parts, descriptor, size, &size) ? 0 : GetLastError();
  if (!error) error = add_header(reader, (StreamHeader){.id = BACKUP_SECURITY_DATA, .attributes = 2, .size = size});
  if (!error) error = add_bytes(reader, descriptor, size, true);
  free(descriptor);
  return error;
}

static DWORD read_at(HANDLE file, uint64_t offset, void *bytes, DWORD count, DWORD *got) {
  OVERLAPPED where = {.Offset = (DWORD)offset, .OffsetHigh = (DWORD)(offset >> 32)};
  *got = 0;
  if (ReadFile(file, bytes, count, got, &where)) return 0;
  return GetLastError() == ERROR_HANDLE_EOF ? 0 : GetLastError();
}

static bool is_zero(const uint8_t *bytes, DWORD count) {
  for (DWORD at = 0; at < count; at++)
    if (bytes[at]) return false;
  return true;
}

/* size 0 with no range: the last one, whose offset is the size of the file. */
static DWORD add_block(Reader *reader, uint64_t offset, uint64_t size) {
  DWORD error = add_header(reader, (StreamHeader){.id = BACKUP_SPARSE, .attributes = STREAM_MODIFIED_SPARSE, .size = 8 + size});
  if (!error) error = add_bytes(reader, &offset, sizeof offset, true);
  if (!error && size) error = add_piece(reader, (Piece){.size = size, .file_offset = offset, .data = true});
  return error;
}

/* DATA of size 0, a SPARSE_BLOCK for each run that is not zero, and the block that tells the size. */
static DWORD add_sparse(Reader *reader, uint64_t size) {
  uint8_t *step = malloc(SPARSE_STEP);
  if (!step) return ERROR_NOT_ENOUGH_MEMORY;
  DWORD error = add_header(reader, (StreamHeader){.id = BACKUP_DATA, .attributes = STREAM_MODIFIED_SPARSE});
  uint64_t run = 0, run_size = 0;
  for (uint64_t at = 0; at < size && !error;) {
    DWORD got;
    error = read_at(reader->context.file, at, step, SPARSE_STEP, &got);
    if (!error && got == 0) error = ERROR_HANDLE_EOF;
    if (error) break;
    if (!is_zero(step, got)) {
      if (run_size == 0) run = at;
      run_size += got;
    } else if (run_size) {
      error = add_block(reader, run, run_size);
      run_size = 0;
    }
    at += got;
  }
  free(step);
  if (!error && run_size) error = add_block(reader, run, run_size);
  return error ? error : add_block(reader, size, 0);
}

static DWORD add_data(Reader *reader, const Side *side) {
  LARGE_INTEGER size;
  SideStream stream;
  if (backup_is_folder(reader->context.file) || side_find(side, BACKUP_REPARSE_DATA, &stream)) return 0;
  if (!GetFileSizeEx(reader->context.file, &size)) return GetLastError();
  if (side_attributes(side, 0) & FILE_ATTRIBUTE_SPARSE_FILE) return add_sparse(reader, (uint64_t)size.QuadPart);
  DWORD error = add_header(reader, (StreamHeader){.id = BACKUP_DATA, .size = (uint64_t)size.QuadPart});
  if (error || size.QuadPart == 0) return error;
  return add_piece(reader, (Piece){.size = (uint64_t)size.QuadPart, .data = true});
}

static DWORD add_kind(Reader *reader, const Side *side, uint32_t id) {
  SideStream stream;
  for (size_t offset = 0; side_next(side, &offset, &stream);) {
    DWORD error = stream.header.id == id ? add_kept(reader, &stream) : 0;
    if (error) return error;
  }
  return 0;
}

static DWORD collect(Reader *reader, const Side *side, bool security) {
  DWORD error = security ? add_security(reader, side) : 0;
  if (!error) error = add_kind(reader, side, BACKUP_EA_DATA);
  if (!error) error = add_kind(reader, side, BACKUP_REPARSE_DATA);
  if (!error) error = add_data(reader, side);
  if (!error) error = add_kind(reader, side, BACKUP_ALTERNATE_DATA);
  return error ? error : add_kind(reader, side, BACKUP_OBJECT_ID);
}

static void destroy_reader(void *object) {
  Reader *reader = object;
  for (size_t at = 0; at < reader->count; at++) free(reader->pieces[at].bytes);
  free(reader->pieces);
  free(reader);
}

/* A context for a file; NULL with the last error set when there is nothing to read. */
static void *open_reader(HANDLE file, bool security) {
  Side side;
  if (!side_load(file, &side)) return NULL;
  Reader *reader = must_allocate(sizeof *reader);
  reader->context = (Context){{1, destroy_reader}, READER, file};
  DWORD error = collect(reader, &side, security);
  side_free(&side);
  if (!error) return account_open(BACKUP_CONTEXTS, reader, "BackupRead");
  destroy_reader(reader);
  SetLastError(error);
  return NULL;
}

/* Copies from the current piece. @returns the count, or -1 with *error set. */
static int64_t copy_some(Reader *reader, uint8_t *bytes, DWORD count, DWORD *error) {
  const Piece *piece = &reader->pieces[reader->at];
  uint64_t left = piece->size - reader->done;
  DWORD part = left < count ? (DWORD)left : count;
  if (piece->bytes) {
    memcpy(bytes, piece->bytes + reader->done, part);
  } else {
    *error = read_at(reader->context.file, piece->file_offset + reader->done, bytes, part, &part);
    if (!*error && part == 0) *error = ERROR_HANDLE_EOF;
  }
  if (*error) return -1;
  reader->done += part;
  if (reader->done == piece->size) {
    reader->at++;
    reader->done = 0;
  }
  return part;
}

/* The reader behind a context, in use; NULL with the last error set when it is none of this file. */
static Reader *use_reader(void *context, HANDLE file, const char *function) {
  Reader *reader = account_use(BACKUP_CONTEXTS, context, function);
  if (reader && reader->context.kind == READER && reader->context.file == file) return reader;
  if (reader) account_done(context, reader);
  SetLastError(ERROR_INVALID_PARAMETER);
  return NULL;
}

static DWORD read_bytes(Reader *reader, uint8_t *bytes, DWORD count, DWORD *got) {
  while (*got < count && reader->at < reader->count) {
    DWORD error = 0;
    int64_t part = copy_some(reader, bytes + *got, count - *got, &error);
    if (part < 0) return error;
    *got += (DWORD)part;
  }
  return 0;
}

BOOL WINAPI ShimBackupRead(HANDLE file, LPBYTE bytes, DWORD count, LPDWORD got, WINBOOL abort, WINBOOL security,
                           LPVOID *context) {
  if (!context || !got) return fail(ERROR_INVALID_PARAMETER);
  *got = 0;
  if (abort) {
    void *reader = *context ? account_close(BACKUP_CONTEXTS, *context, "BackupRead") : NULL;
    if (*context && !reader) return fail(ERROR_INVALID_PARAMETER);
    counted_release(reader);
    *context = NULL;
    return TRUE;
  }
  if (count <= sizeof(StreamHeader)) return fail(ERROR_INVALID_PARAMETER);
  if (!*context) *context = open_reader(file, security);
  if (!*context) return FALSE;
  Reader *reader = use_reader(*context, file, "BackupRead");
  if (!reader) return FALSE;
  DWORD error = read_bytes(reader, bytes, count, got);
  account_done(*context, reader);
  return error ? fail(error) : TRUE;
}

static uint64_t seek_forward(Reader *reader, uint64_t wanted) {
  uint64_t sought = 0;
  while (sought < wanted && reader->at < reader->count && reader->pieces[reader->at].data) {
    uint64_t left = reader->pieces[reader->at].size - reader->done;
    uint64_t part = wanted - sought < left ? wanted - sought : left;
    sought += part;
    reader->done += part;
    if (part != left) continue;
    reader->at++;
    reader->done = 0;
  }
  return sought;
}

/* Forward, inside the current stream's data only: past its end it stops there and fails with ERROR_SEEK. */
BOOL WINAPI ShimBackupSeek(HANDLE file, DWORD low, DWORD high, LPDWORD low_sought, LPDWORD high_sought, LPVOID *context) {
  if (!context || !*context || !low_sought || !high_sought) return fail(ERROR_INVALID_PARAMETER);
  Reader *reader = use_reader(*context, file, "BackupSeek");
  if (!reader) return FALSE;
  uint64_t wanted = (uint64_t)high << 32 | low, sought = seek_forward(reader, wanted);
  account_done(*context, reader);
  *low_sought = (DWORD)sought;
  *high_sought = (DWORD)(sought >> 32);
  return sought == wanted ? TRUE : fail(ERROR_SEEK);
}
