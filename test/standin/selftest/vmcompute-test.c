/* vmcompute.dll in plain mode: the order of calls, ids, parents; a layer made, mounted, changed, exported, imported. */
#include <stdint.h>
#include <string.h>

#include "check.h"
#include "../vmcompute/vmcompute.h"

typedef HRESULT(WINAPI *OneLayer)(const WC_DRIVER_INFO *, PCWSTR);
typedef HRESULT(WINAPI *WithParents)(const WC_DRIVER_INFO *, PCWSTR, const WC_LAYER_DESCRIPTOR *, uint32_t);
typedef HRESULT(WINAPI *WithFolder)(const WC_DRIVER_INFO *, PCWSTR, PCWSTR, const WC_LAYER_DESCRIPTOR *, uint32_t);
static OneLayer activate, unprepare, deactivate, destroy;
static WithParents prepare;
static WithFolder create_sandbox, import_layer, export_layer;
static HRESULT(WINAPI *mount_path)(const WC_DRIVER_INFO *, PCWSTR, size_t *, WCHAR *);
static HRESULT(WINAPI *name_to_guid)(PCWSTR, GUID *);
static HRESULT(WINAPI *process_base)(PCWSTR);
static BOOL(WINAPI *move_file)(LPCWSTR, LPCWSTR, DWORD);

static const WC_DRIVER_INFO INFO = {1, L""};
static WCHAR base[MAX_PATH], child[MAX_PATH], scratch[MAX_PATH], out[MAX_PATH], path[MAX_PATH], other[MAX_PATH];
static WC_LAYER_DESCRIPTOR layers[2];
static WCHAR volume[128];

static const WCHAR *in(const WCHAR *folder, const WCHAR *name) {
  swprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
  return path;
}

static void put_file(const WCHAR *folder, const WCHAR *name, const void *bytes, DWORD size) {
  DWORD put = 0;
  HANDLE file = CreateFileW(in(folder, name), GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
  CHECK(file != INVALID_HANDLE_VALUE && WriteFile(file, bytes, size, &put, NULL) && put == size);
  CloseHandle(file);
}

/* The size, or -1; the bytes go to `bytes`. */
static int get_file(const WCHAR *folder, const WCHAR *name, char *bytes, DWORD capacity) {
  DWORD got = 0;
  HANDLE file = CreateFileW(in(folder, name), GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return -1;
  CHECK(ReadFile(file, bytes, capacity, &got, NULL));
  CloseHandle(file);
  return (int)got;
}

static void describe(WC_LAYER_DESCRIPTOR *layer, const WCHAR *folder) {
  *layer = (WC_LAYER_DESCRIPTOR){.Path = folder};
  CHECK_IS(name_to_guid(wcsrchr(folder, L'\\') + 1, &layer->LayerId), S_OK);
  CHECK_IS(layer->LayerId.Data3 >> 12, 5);
}

static void make_base(void) {
  CreateDirectoryW(base, NULL);
  CHECK_IS(process_base(base), 0x80070003);
  CreateDirectoryW(in(base, L"Files"), NULL);
  CreateDirectoryW(in(base, L"Files\\sub"), NULL);
  put_file(base, L"Files\\sub\\one", "1", 1);
  put_file(base, L"Files\\two", "22", 2);
  put_file(base, L"Files\\three", "333", 3);
  describe(&layers[0], base);
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, layers, 1), 0x80070003);
  CHECK_IS(process_base(base), S_OK);
  CHECK(GetFileAttributesW(in(base, L"blank-base.vhdx")) != INVALID_FILE_ATTRIBUTES);
}

static void conventions(void) {
  const WC_DRIVER_INFO homed = {1, base}, vhd = {0, L""};
  WC_LAYER_DESCRIPTOR wrong = layers[0];
  wrong.LayerId.Data1 ^= 1;
  CHECK_IS(create_sandbox(&homed, scratch, NULL, layers, 1), 0x80070057);
  CHECK_IS(create_sandbox(&vhd, scratch, NULL, layers, 1), 0x80070057);
  CHECK_IS(create_sandbox(&INFO, L"scratch", NULL, layers, 1), 0x80070057);
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, &wrong, 1), 0x80070057);
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, NULL, 0), 0x80070057);
}

static void order(void) {
  size_t length = 0;
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, layers, 1), S_OK);
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, layers, 1), 0x80070050);
  CHECK_IS(prepare(&INFO, scratch, layers, 1), 0x80070057);
  CHECK_IS(mount_path(&INFO, scratch, &length, NULL), 0x80070057);
  CHECK_IS(activate(&INFO, scratch), S_OK);
  CHECK_IS(activate(&INFO, scratch), S_OK);
  CHECK_IS(export_layer(&INFO, scratch, out, layers, 1), 0x80070003);
  CHECK_IS(unprepare(&INFO, scratch), 0x80070057);
  CHECK_IS(prepare(&INFO, scratch, layers, 1), S_OK);
  CHECK_IS(prepare(&INFO, scratch, layers, 1), 0x80070057);
  CHECK_IS(deactivate(&INFO, scratch), 0x80070020);
  CHECK_IS(destroy(&INFO, scratch), 0x80070020);
  swprintf(other, MAX_PATH, L"%ls-removing", scratch);
  CHECK(!move_file(scratch, other, 0));
  CHECK_IS(GetLastError(), ERROR_ACCESS_DENIED);
  CHECK_IS(mount_path(&INFO, scratch, &length, NULL), S_OK);
  CHECK_IS(length, 49);
  size_t little = 3;
  CHECK_IS(mount_path(&INFO, scratch, &little, volume), 0x8007007a);
  CHECK_IS(mount_path(&INFO, scratch, &length, volume), S_OK);
}

static void change_and_export(void) {
  char bytes[4096];
  CHECK_IS(get_file(volume, L"sub\\one", bytes, sizeof bytes), 1);
  put_file(volume, L"sub\\new", "new", 3);
  put_file(volume, L"two", "TWO", 3);
  CHECK(DeleteFileW(in(volume, L"three")));
  CHECK_IS(unprepare(&INFO, scratch), S_OK);
  CreateDirectoryW(out, NULL);
  CHECK_IS(export_layer(&INFO, scratch, out, layers, 1), S_OK);
  int size = get_file(out, L"Files\\sub\\new", bytes, sizeof bytes);
  CHECK(size > 27);
  CHECK_IS(*(uint32_t *)bytes, FILE_ATTRIBUTE_ARCHIVE);
  CHECK_IS(*(uint32_t *)(bytes + 4), BACKUP_SECURITY_DATA);
  CHECK(size > 3 && memcmp(bytes + size - 3, "new", 3) == 0);
  CHECK(get_file(out, L"Files\\sub.$wcidirs$", bytes, sizeof bytes) > 4);
  CHECK_IS(*(uint32_t *)bytes, FILE_ATTRIBUTE_DIRECTORY);
  CHECK_IS(get_file(out, L"Files\\sub\\one", bytes, sizeof bytes), -1);
  static const char GONE[] = "\xef\xbb\xbf" "Version 1.0\r\n\\three\r\n";
  CHECK_IS(get_file(out, L"tombstones.txt", bytes, sizeof bytes), sizeof GONE - 1);
  CHECK(memcmp(bytes, GONE, sizeof GONE - 1) == 0);
}

static void import_and_use(void) {
  char bytes[64];
  CHECK_IS(deactivate(&INFO, scratch), S_OK);
  CHECK_IS(import_layer(&INFO, child, out, layers, 1), S_OK);
  layers[1] = layers[0];
  describe(&layers[0], child);
  CHECK(move_file(scratch, other, 0));
  CHECK_IS(destroy(&INFO, other), S_OK);
  CHECK_IS(destroy(&INFO, other), 0x80070003);
  WC_LAYER_DESCRIPTOR turned[2] = {layers[1], layers[0]};
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, turned, 2), 0x80070003);
  CHECK_IS(create_sandbox(&INFO, scratch, NULL, layers, 2), S_OK);
  CHECK_IS(activate(&INFO, scratch), S_OK);
  CHECK_IS(prepare(&INFO, scratch, layers, 2), S_OK);
  size_t length = 128;
  CHECK_IS(mount_path(&INFO, scratch, &length, volume), S_OK);
  CHECK_IS(get_file(volume, L"two", bytes, sizeof bytes), 3);
  CHECK(memcmp(bytes, "TWO", 3) == 0);
  CHECK_IS(get_file(volume, L"sub\\new", bytes, sizeof bytes), 3);
  CHECK_IS(get_file(volume, L"sub\\one", bytes, sizeof bytes), 1);
  CHECK_IS(get_file(volume, L"three", bytes, sizeof bytes), -1);
}

static DWORD WINAPI prepare_again(void *result) {
  *(HRESULT *)result = prepare(&INFO, scratch, layers, 2);
  return 0;
}

/* Of four at once on a machine at least one times out. */
static void parallel(void) {
  HANDLE threads[4];
  HRESULT results[4];
  int timeouts = 0, good = 0;
  CHECK_IS(unprepare(&INFO, scratch), S_OK);
  for (int at = 0; at < 4; at++) threads[at] = CreateThread(NULL, 0, prepare_again, &results[at], 0, NULL);
  WaitForMultipleObjects(4, threads, TRUE, INFINITE);
  for (int at = 0; at < 4; at++) {
    timeouts += results[at] == (HRESULT)0x800705b4;
    good += results[at] == S_OK;
    CloseHandle(threads[at]);
  }
  CHECK(timeouts > 0);
  CHECK_IS(good, 1);
}

static void refused_transport(void) {
  static const char HEAD[] = {32, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 'b'};
  WCHAR layer[MAX_PATH];
  swprintf(layer, MAX_PATH, L"%ls-refused", child);
  put_file(out, L"tombstones.txt", "Version 1.0\r\n", 13);
  CHECK_IS(import_layer(&INFO, layer, out, layers + 1, 1), 0x8007000d);
  CHECK(DeleteFileW(in(out, L"tombstones.txt")));
  CHECK_IS(destroy(&INFO, layer), S_OK);
  put_file(out, L"Files\\short", HEAD, sizeof HEAD);
  CHECK_IS(import_layer(&INFO, layer, out, layers + 1, 1), 0x8007000d);
  CHECK_IS(destroy(&INFO, layer), S_OK);
  put_file(out, L"Files\\short", "ab", 2);
  CHECK_IS(import_layer(&INFO, layer, out, layers + 1, 1), 0x8007000d);
  CHECK_IS(destroy(&INFO, layer), S_OK);
  CHECK(DeleteFileW(in(out, L"Files\\short")));
  CHECK(DeleteFileW(in(out, L"Files\\sub.$wcidirs$")));
  CHECK_IS(import_layer(&INFO, layer, out, layers + 1, 1), 0x8007000d);
}

int wmain(int count, WCHAR **arguments) {
  if (count != 4) return 2;
  HMODULE dll = LoadLibraryW(arguments[1]), backup = LoadLibraryW(arguments[2]);
  CHECK(dll != NULL && backup != NULL);
  if (!dll || !backup) return checked();
  activate = must_find(dll, "ActivateLayer");
  prepare = must_find(dll, "PrepareLayer");
  unprepare = must_find(dll, "UnprepareLayer");
  deactivate = must_find(dll, "DeactivateLayer");
  destroy = must_find(dll, "DestroyLayer");
  create_sandbox = must_find(dll, "CreateSandboxLayer");
  import_layer = must_find(dll, "ImportLayer");
  export_layer = must_find(dll, "ExportLayer");
  mount_path = must_find(dll, "GetLayerMountPath");
  name_to_guid = must_find(dll, "NameToGuid");
  process_base = must_find(dll, "ProcessBaseImage");
  move_file = must_find(backup, "MoveFileExW");
  swprintf(base, MAX_PATH, L"%ls\\base", arguments[3]);
  swprintf(child, MAX_PATH, L"%ls\\child", arguments[3]);
  swprintf(scratch, MAX_PATH, L"%ls\\scratch", arguments[3]);
  swprintf(out, MAX_PATH, L"%ls\\out", arguments[3]);
  make_base();
  conventions();
  order();
  change_and_export();
  import_and_use();
  parallel();
  refused_transport();
  CHECK_IS(unprepare(&INFO, scratch), S_OK);
  CHECK_IS(deactivate(&INFO, scratch), S_OK);
  CHECK_IS(deactivate(&INFO, scratch), S_OK);
  CHECK_IS(destroy(&INFO, scratch), S_OK);
  return checked();
}
