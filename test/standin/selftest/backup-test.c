/* backup.dll: golden bytes of every stream, in pieces of any size; what NTFS refuses; what outlives rename and link. */
#include <stdint.h>
#include <string.h>

#include "../backup/linux.h"
#include "check.h"
#include <winioctl.h>
#include <winternl.h>

typedef BOOL(WINAPI *Transfer)(HANDLE, LPBYTE, DWORD, LPDWORD, WINBOOL, WINBOOL, LPVOID *);
typedef BOOL(WINAPI *Seek)(HANDLE, DWORD, DWORD, LPDWORD, LPDWORD, LPVOID *);
static Transfer backup_read, backup_write;
static Seek backup_seek;
static BOOL(WINAPI *get_info)(HANDLE, FILE_INFO_BY_HANDLE_CLASS, LPVOID, DWORD);
static BOOL(WINAPI *set_info)(HANDLE, FILE_INFO_BY_HANDLE_CLASS, LPVOID, DWORD);
static BOOL(WINAPI *control)(HANDLE, DWORD, LPVOID, DWORD, LPVOID, DWORD, LPDWORD, LPOVERLAPPED);
static HANDLE(WINAPI *find_first)(LPCWSTR, LPWIN32_FIND_DATAW);
static BOOL(WINAPI *find_close)(HANDLE);
static HANDLE(WINAPI *create_file)(LPCWSTR, DWORD, DWORD, LPSECURITY_ATTRIBUTES, DWORD, DWORD, HANDLE);
static NTSTATUS(NTAPI *nt_create)(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, PLARGE_INTEGER, ULONG, ULONG, ULONG,
                                  ULONG, PVOID, ULONG);

static uint8_t input[1 << 16], output[1 << 17];
static size_t input_size;

static void put(const void *bytes, size_t size) {
  memcpy(input + input_size, bytes, size);
  input_size += size;
}

static void put_header(uint32_t id, uint32_t attributes, uint64_t size, uint32_t name_bytes) {
  put(&id, 4);
  put(&attributes, 4);
  put(&size, 8);
  put(&name_bytes, 4);
}

static void put_stream(uint32_t id, uint32_t attributes, const void *data, uint64_t size) {
  put_header(id, attributes, size, 0);
  put(data, (size_t)size);
}

static HANDLE open_file(const WCHAR *name, DWORD how) {
  HANDLE file = CreateFileW(name, GENERIC_READ | GENERIC_WRITE | DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                            NULL, how, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  CHECK(file != INVALID_HANDLE_VALUE);
  return file;
}

/* Writes `input` in pieces. @returns 0 or the error. */
static DWORD write_input(HANDLE file, DWORD piece) {
  void *context = NULL;
  DWORD error = 0, put_count;
  for (size_t done = 0; done < input_size && !error; done += put_count) {
    DWORD part = input_size - done < piece ? (DWORD)(input_size - done) : piece;
    if (!backup_write(file, input + done, part, &put_count, FALSE, TRUE, &context)) error = GetLastError();
    else if (put_count != part) error = ERROR_WRITE_FAULT;
  }
  CHECK(backup_write(file, NULL, 0, &put_count, TRUE, TRUE, &context));
  CHECK(context == NULL);
  input_size = 0;
  return error;
}

static size_t read_output(HANDLE file, DWORD piece, BOOL security) {
  void *context = NULL;
  size_t size = 0;
  for (DWORD got = 1; got;) {
    CHECK(backup_read(file, output + size, piece, &got, FALSE, security, &context));
    size += got;
  }
  DWORD got;
  CHECK(backup_read(file, NULL, 0, &got, TRUE, security, &context));
  CHECK(context == NULL);
  return size;
}

/* O:SYG:SYD:(A;;FA;;;WD), self-relative: header 20 bytes, DACL at 20, owner at 48, group at 60. */
static const uint8_t SECURITY[] = {
    1, 0, 4, 0x80, 48, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0,                                        /* header */
    2, 0, 28, 0, 1, 0, 0, 0, 0, 0, 20, 0, 0xff, 1, 0x1f, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,              /* DACL */
    1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};                               /* SIDs */
/* One extended attribute: A = "xy". */
static const uint8_t EA[] = {0, 0, 0, 0, 0, 1, 2, 0, 'A', 0, 'x', 'y'};
/* A relative link to "b". */
static const uint8_t LINK[] = {0x0c, 0, 0, 0xa0, 20, 0, 0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 1, 0, 0, 0, 'b', 0, 0, 0, 'b', 0, 0, 0};
static const WCHAR NAME[] = L":zone:$DATA";

static void put_all(void) {
  static const char TEXT[] = "hello, backup";
  put_stream(BACKUP_SECURITY_DATA, 2, SECURITY, sizeof SECURITY);
  put_stream(BACKUP_EA_DATA, 0, EA, sizeof EA);
  put_stream(BACKUP_DATA, 0, TEXT, sizeof TEXT - 1);
  put_header(BACKUP_ALTERNATE_DATA, 0, 3, sizeof NAME - 2);
  put(NAME, sizeof NAME - 2);
  put("[z]", 3);
  uint8_t id[64] = {7};
  put_stream(BACKUP_OBJECT_ID, 0, id, sizeof id);
}

static void golden(const WCHAR *folder) {
  WCHAR a[MAX_PATH], b[MAX_PATH], c[MAX_PATH];
  swprintf(a, MAX_PATH, L"%ls\\golden", folder);
  swprintf(b, MAX_PATH, L"%ls\\renamed", folder);
  swprintf(c, MAX_PATH, L"%ls\\linked", folder);
  for (DWORD piece = 1; piece <= 64; piece = piece * 2 + 1) {
    HANDLE file = open_file(a, CREATE_ALWAYS);
    put_all();
    size_t size = input_size;
    CHECK_IS(write_input(file, piece), 0);
    CHECK_IS(read_output(file, 21 + piece, TRUE), size);
    CHECK(memcmp(input, output, size) == 0);
    CHECK_IS(read_output(file, 4096, FALSE), size - 20 - sizeof SECURITY);
    CloseHandle(file);
  }
  put_all();
  size_t size = input_size;
  input_size = 0;
  CHECK(MoveFileW(a, b));
  CHECK(CreateHardLinkW(c, b, NULL));
  CHECK(DeleteFileW(b));
  HANDLE file = open_file(c, OPEN_EXISTING);
  CHECK_IS(read_output(file, 4096, TRUE), size);
  CHECK(memcmp(input, output, size) == 0);
  CloseHandle(file);
  /* Another file in its place has nothing of it. */
  CHECK(DeleteFileW(c));
  file = open_file(c, CREATE_NEW);
  CHECK_IS(read_output(file, 4096, FALSE), 20);
  CloseHandle(file);
}

static void sparse(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  swprintf(name, MAX_PATH, L"%ls\\sparse", folder);
  HANDLE file = open_file(name, CREATE_ALWAYS);
  uint64_t at = 0x20000, end = 0x40000;
  put_header(BACKUP_DATA, 8, 0, 0);
  put_header(9, 8, 8 + 4, 0);
  put(&at, 8);
  put("abcd", 4);
  put_header(9, 8, 8, 0);
  put(&end, 8);
  CHECK_IS(write_input(file, 7), 0);
  LARGE_INTEGER size;
  CHECK(GetFileSizeEx(file, &size));
  CHECK_IS(size.QuadPart, end);
  FILE_BASIC_INFO basic;
  CHECK(get_info(file, FileBasicInfo, &basic, sizeof basic));
  CHECK(basic.FileAttributes & FILE_ATTRIBUTE_SPARSE_FILE);
  /* DATA 0, one block of the 64 KB that hold the four bytes, the block that tells the size. */
  CHECK_IS(read_output(file, 4096, FALSE), 20 + 28 + 0x10000 + 28);
  CHECK_IS(*(uint64_t *)(output + 40), at);
  CHECK(memcmp(output + 48, "abcd", 4) == 0);
  CHECK_IS(*(uint64_t *)(output + 48 + 0x10000 + 20), end);
  CloseHandle(file);
}

static void links(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  swprintf(name, MAX_PATH, L"%ls\\link", folder);
  HANDLE file = open_file(name, CREATE_ALWAYS);
  put_stream(BACKUP_REPARSE_DATA, 0, LINK, sizeof LINK);
  CHECK_IS(write_input(file, 5), 0);
  FILE_ATTRIBUTE_TAG_INFO tag;
  CHECK(get_info(file, FileAttributeTagInfo, &tag, sizeof tag));
  CHECK_IS(tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT, FILE_ATTRIBUTE_REPARSE_POINT);
  CHECK_IS(tag.ReparseTag, IO_REPARSE_TAG_SYMLINK);
  CHECK_IS(read_output(file, 100, FALSE), 20 + sizeof LINK);
  CHECK(memcmp(output + 20, LINK, sizeof LINK) == 0);
  DWORD got = 0;
  CHECK(control(file, FSCTL_GET_REPARSE_POINT, NULL, 0, output, 1024, &got, NULL));
  CHECK_IS(got, sizeof LINK);
  CloseHandle(file);
  WIN32_FIND_DATAW found;
  HANDLE search = find_first(name, &found);
  CHECK(search != INVALID_HANDLE_VALUE && find_close(search));
  CHECK_IS(found.dwReserved0, IO_REPARSE_TAG_SYMLINK);
}

static void attributes(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  swprintf(name, MAX_PATH, L"%ls\\attributes", folder);
  for (DWORD wanted = 0; wanted < 0x4000; wanted = wanted * 3 + 1) {
    const DWORD kept = FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_ARCHIVE |
                       FILE_ATTRIBUTE_NOT_CONTENT_INDEXED;
    HANDLE file = open_file(name, CREATE_ALWAYS);
    FILE_BASIC_INFO basic = {.FileAttributes = wanted & kept ? wanted & kept : FILE_ATTRIBUTE_NORMAL};
    basic.CreationTime.QuadPart = 131000000000000001;
    basic.LastWriteTime.QuadPart = 132000000000000007;
    basic.LastAccessTime.QuadPart = 132000000000000009;
    basic.ChangeTime.QuadPart = 133000000000000003;
    FILE_BASIC_INFO read = {0};
    CHECK(set_info(file, FileBasicInfo, &basic, sizeof basic));
    /* A read-only file takes its streams all the same: the handle may write. */
    put_stream(BACKUP_SECURITY_DATA, 2, SECURITY, sizeof SECURITY);
    CHECK_IS(write_input(file, 100), 0);
    CHECK(get_info(file, FileBasicInfo, &read, sizeof read));
    CHECK_IS(read.FileAttributes, basic.FileAttributes);
    CHECK_IS(read.CreationTime.QuadPart, basic.CreationTime.QuadPart);
    CHECK_IS(read.LastWriteTime.QuadPart, basic.LastWriteTime.QuadPart);
    CHECK_IS(read.ChangeTime.QuadPart, basic.ChangeTime.QuadPart);
    CloseHandle(file);
    SetFileAttributesW(name, FILE_ATTRIBUTE_NORMAL);
    CHECK(DeleteFileW(name));
  }
}

static void refused(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  swprintf(name, MAX_PATH, L"%ls\\refused", folder);
  HANDLE file = open_file(name, CREATE_ALWAYS), root = open_file(folder, OPEN_EXISTING);
  static const uint8_t ZERO[64];
  put_header(0, 0, 0, 0);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(11, 0, 0, 0);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(BACKUP_DATA, 0, 0x8000000000000000u, 0);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(BACKUP_DATA, 0, 0, 2);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(BACKUP_ALTERNATE_DATA, 0, 0, 0);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(BACKUP_ALTERNATE_DATA, 0, 0, 8);
  put(L"zone", 8);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_NAME);
  put_stream(BACKUP_SECURITY_DATA, 2, ZERO, 20);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_SECURITY_DESCR);
  put_stream(BACKUP_EA_DATA, 0, EA, sizeof EA - 1);
  CHECK_IS(write_input(file, 99), ERROR_EA_LIST_INCONSISTENT);
  put_stream(BACKUP_REPARSE_DATA, 0, LINK, sizeof LINK - 1);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_REPARSE_DATA);
  put_stream(BACKUP_OBJECT_ID, 0, ZERO, 16);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_header(9, 8, 8, 0);
  put(ZERO, 8);
  CHECK_IS(write_input(file, 99), ERROR_INVALID_DATA);
  put_stream(BACKUP_DATA, 0, ZERO, 1);
  CHECK_IS(write_input(root, 99), ERROR_INVALID_PARAMETER);
  /* Nothing of it stayed. */
  CHECK_IS(read_output(file, 99, FALSE), 20);
  void *context = NULL;
  DWORD got;
  CHECK(!backup_read(file, output, 20, &got, FALSE, FALSE, &context));
  CHECK_IS(GetLastError(), ERROR_INVALID_PARAMETER);
  CloseHandle(file);
  CloseHandle(root);
}

static void seek(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  swprintf(name, MAX_PATH, L"%ls\\seek", folder);
  HANDLE file = open_file(name, CREATE_ALWAYS);
  put_all();
  CHECK_IS(write_input(file, 4096), 0);
  void *context = NULL;
  DWORD got, low, high;
  CHECK(backup_read(file, output, 21, &got, FALSE, TRUE, &context));
  CHECK(!backup_seek(file, 1000, 0, &low, &high, &context));
  CHECK_IS(low, sizeof SECURITY - 1);
  CHECK(backup_read(file, output, 22, &got, FALSE, TRUE, &context));
  CHECK_IS(output[0], BACKUP_EA_DATA);
  CHECK(backup_seek(file, 3, 0, &low, &high, &context));
  CHECK(backup_read(file, output, 50, &got, FALSE, TRUE, &context));
  CHECK(memcmp(output, EA + 5, sizeof EA - 5) == 0);
  CHECK(backup_read(file, NULL, 0, &got, TRUE, TRUE, &context));
  CloseHandle(file);
}

static NTSTATUS below(HANDLE root, WCHAR *name, ULONG disposition, HANDLE *file) {
  UNICODE_STRING text = {(USHORT)(wcslen(name) * 2), (USHORT)(wcslen(name) * 2), name};
  OBJECT_ATTRIBUTES attributes = {.Length = sizeof attributes, .RootDirectory = root, .ObjectName = &text, .Attributes = 0x1040};
  IO_STATUS_BLOCK io;
  /* FILE_SYNCHRONOUS_IO_NONALERT, FILE_OPEN_FOR_BACKUP_INTENT, FILE_OPEN_REPARSE_POINT. */
  return nt_create(file, GENERIC_READ | SYNCHRONIZE, &attributes, &io, NULL, 0, FILE_SHARE_READ, disposition, 0x204020, NULL, 0);
}

static void check_is_link(HANDLE file) {
  FILE_ATTRIBUTE_TAG_INFO tag = {0};
  CHECK(get_info(file, FileAttributeTagInfo, &tag, sizeof tag));
  CHECK_IS(tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT, FILE_ATTRIBUTE_REPARSE_POINT);
  CHECK_IS(tag.ReparseTag, IO_REPARSE_TAG_SYMLINK);
  CHECK(CloseHandle(file));
}

/* A symbolic link of the machine, and a folder with reparse data, on the way and at the end of a path. */
static void not_followed(const WCHAR *folder) {
  WCHAR name[MAX_PATH];
  HANDLE root = open_file(folder, OPEN_EXISTING), file = NULL;
  swprintf(name, MAX_PATH, L"%ls\\real", folder);
  CHECK(CreateDirectoryW(name, NULL));
  swprintf(name, MAX_PATH, L"%ls\\junction", folder);
  CHECK(CreateDirectoryW(name, NULL));
  HANDLE junction = open_file(name, OPEN_EXISTING);
  put_stream(BACKUP_REPARSE_DATA, 0, LINK, sizeof LINK);
  CHECK_IS(write_input(junction, 99), 0);
  CHECK(CloseHandle(junction));
  swprintf(name, MAX_PATH, L"%ls\\soft", folder);
  char *unix_folder = linux_path_of(folder), unix_name[1024];
  snprintf(unix_name, sizeof unix_name, "%s/soft", unix_folder);
  linux_free_path(unix_folder);
  CHECK_IS(linux_make_link("real", unix_name), 0);
  CHECK_IS(below(root, L"real\\new", FILE_CREATE, &file), 0);
  CHECK(CloseHandle(file));
  CHECK_IS(below(root, L"real\\new", FILE_OPEN, &file), 0);
  CHECK(CloseHandle(file));
  CHECK_IS(below(root, L"soft\\new", FILE_OPEN, &file), 0xC000050B);
  CHECK_IS(below(root, L"soft\\other", FILE_CREATE, &file), 0xC000050B);
  CHECK_IS(below(root, L"junction\\other", FILE_CREATE, &file), 0xC000050B);
  CHECK_IS(below(root, L"soft", FILE_OPEN, &file), 0);
  check_is_link(file);
  file = create_file(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  check_is_link(file);
  CHECK(CloseHandle(root));
}

int wmain(int count, WCHAR **arguments) {
  if (count != 3) return 2;
  HMODULE dll = LoadLibraryW(arguments[1]);
  CHECK(dll != NULL);
  if (!dll) return checked();
  backup_read = must_find(dll, "BackupRead");
  backup_write = must_find(dll, "BackupWrite");
  backup_seek = must_find(dll, "BackupSeek");
  get_info = must_find(dll, "GetFileInformationByHandleEx");
  set_info = must_find(dll, "SetFileInformationByHandle");
  control = must_find(dll, "DeviceIoControl");
  find_first = must_find(dll, "FindFirstFileW");
  find_close = must_find(dll, "FindClose");
  create_file = must_find(dll, "CreateFileW");
  nt_create = must_find(dll, "NtCreateFile");
  golden(arguments[2]);
  sparse(arguments[2]);
  links(arguments[2]);
  attributes(arguments[2]);
  refused(arguments[2]);
  seek(arguments[2]);
  not_followed(arguments[2]);
  return checked();
}
