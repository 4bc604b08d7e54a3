#include "accounting.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "frees.h"

enum { MOST_KINDS = 16, MOST_NOTES = 64, STRING_BUCKETS = 1024, KEPT_STRINGS = 512 };

typedef struct Account {
  const char *kind;
  const char *function;
  void *object; /* NULL: closed */
  LONG uses;
} Account;

typedef struct GivenString {
  void *block;
  size_t bytes;
  StringOwner owner;
  const char *function;
  bool freed;
  struct GivenString *next;
} GivenString;

typedef struct GivenPipe {
  HANDLE handle;
  wchar_t name[80];
  const char *function;
  struct GivenPipe *next;
} GivenPipe;

typedef struct KindCount {
  const char *kind;
  size_t made, freed;
} KindCount;

static SRWLOCK lock = SRWLOCK_INIT;
static INIT_ONCE watching = INIT_ONCE_STATIC_INIT;
static const char *dllName = "stand-in";
static uint64_t firstHandle;
static Account *accounts;
static size_t accountCount, accountRoom;
static KindCount kinds[MOST_KINDS];
static GivenString *strings[STRING_BUCKETS];
static GivenString *kept[KEPT_STRINGS];
static size_t keptNext;
static GivenPipe *pipes;
static struct { const char *counter; size_t count; } violations[] = {
    {"doubleFree", 0}, {"useAfterClose", 0}, {"wrongFree", 0}, {"closedInUse", 0}, {"violations", 0}};
static char *notes[MOST_NOTES];
static size_t noteCount;

void counted_retain(void *object) { InterlockedIncrement(&((Counted *)object)->references); }

void counted_release(void *object) {
  Counted *counted = object;
  if (counted && !InterlockedDecrement(&counted->references)) counted->destroy(object);
}

void account_start(const char *dll) {
  dllName = dll;
  uint64_t hash = 5381;
  for (const char *at = dll; *at; at++) hash = hash * 33 + (unsigned char)*at;
  /* Above 4 GB, so that a handle cut to 32 bits is none; another value per DLL. */
  firstHandle = 0x5A0000000000ull | (hash & 0xFF) << 32;
}

/* Under the lock. */
static KindCount *count_of(const char *kind) {
  for (size_t index = 0; index < MOST_KINDS; index++) {
    if (!kinds[index].kind) kinds[index].kind = kind;
    if (!strcmp(kinds[index].kind, kind)) return &kinds[index];
  }
  abort();
}

static void note(const char *counter, const char *function, const char *what) {
  for (size_t index = 0; index < sizeof violations / sizeof *violations; index++) {
    bool last = index + 1 == sizeof violations / sizeof *violations;
    if (!last && strcmp(violations[index].counter, counter)) continue;
    violations[index].count++;
    break;
  }
  if (noteCount == MOST_NOTES) return;
  Text text = {0};
  text_format(&text, "%s: %s: %s", counter, function, what);
  notes[noteCount++] = text_take(&text);
}

void account_violation(const char *counter, const char *function, const char *what) {
  AcquireSRWLockExclusive(&lock);
  note(counter, function, what);
  ReleaseSRWLockExclusive(&lock);
}

void *account_open(const char *kind, void *object, const char *function) {
  AcquireSRWLockExclusive(&lock);
  if (accountCount == accountRoom) {
    accountRoom = accountRoom ? accountRoom * 2 : 256;
    accounts = realloc(accounts, accountRoom * sizeof *accounts);
    if (!accounts) abort();
  }
  accounts[accountCount] = (Account){.kind = kind, .function = function, .object = object};
  void *handle = (void *)(uintptr_t)(firstHandle + ++accountCount * 16);
  count_of(kind)->made++;
  ReleaseSRWLockExclusive(&lock);
  return handle;
}

/* Under the lock; NULL for what was never a handle of this DLL. */
static Account *account_of(void *handle) {
  uint64_t offset = (uint64_t)(uintptr_t)handle - firstHandle;
  return offset % 16 || !offset || offset / 16 > accountCount ? NULL : &accounts[offset / 16 - 1];
}

static Account *open_account(const char *kind, void *handle, const char *function, const char *counter) {
  Account *account = account_of(handle);
  if (account && account->object && !strcmp(account->kind, kind)) return account;
  Text text = {0};
  if (!account) text_format(&text, "%p is no handle", handle);
  else if (account->object) text_format(&text, "a handle of %s where one of %s belongs", account->kind, kind);
  else text_format(&text, "a handle of %s by %s, closed before", account->kind, account->function);
  note(counter, function, text.bytes);
  text_free(&text);
  return NULL;
}

void *account_use(const char *kind, void *handle, const char *function) {
  AcquireSRWLockExclusive(&lock);
  Account *account = open_account(kind, handle, function, "useAfterClose");
  void *object = account ? account->object : NULL;
  if (object) {
    account->uses++;
    counted_retain(object);
  }
  ReleaseSRWLockExclusive(&lock);
  return object;
}

void account_done(void *handle, void *object) {
  AcquireSRWLockExclusive(&lock);
  Account *account = account_of(handle);
  if (account) account->uses--;
  ReleaseSRWLockExclusive(&lock);
  counted_release(object);
}

void *account_close(const char *kind, void *handle, const char *function) {
  AcquireSRWLockExclusive(&lock);
  Account *account = open_account(kind, handle, function, "doubleFree");
  void *object = account ? account->object : NULL;
  if (object) {
    if (account->uses) note("closedInUse", function, account->kind);
    account->object = NULL;
    count_of(kind)->freed++;
  }
  ReleaseSRWLockExclusive(&lock);
  return object;
}

static GivenString **bucket_of(const void *block) { return &strings[(uintptr_t)block / 16 % STRING_BUCKETS]; }

static void forget_string(GivenString *string) {
  GivenString **at = bucket_of(string->block);
  while (*at != string) at = &(*at)->next;
  *at = string->next;
  HeapFree(GetProcessHeap(), 0, string->block);
  free(string);
}

static bool take_string(void *block, bool byLocalFree) {
  AcquireSRWLockExclusive(&lock);
  GivenString *string = *bucket_of(block);
  while (string && string->block != block) string = string->next;
  if (string) {
    const char *function = byLocalFree ? "LocalFree" : "CoTaskMemFree";
    if (string->freed) {
      note("doubleFree", function, string->function);
    } else {
      if (byLocalFree != (string->owner == FREED_BY_LOCAL_FREE)) note("wrongFree", function, string->function);
      string->freed = true;
      count_of("strings")->freed++;
      memset(block, 0xDD, string->bytes);
      if (kept[keptNext]) forget_string(kept[keptNext]);
      kept[keptNext] = string;
      keptNext = (keptNext + 1) % KEPT_STRINGS;
    }
  }
  ReleaseSRWLockExclusive(&lock);
  return string != NULL;
}

static BOOL CALLBACK start_watching(INIT_ONCE *once, void *parameter, void **context) {
  (void)once, (void)parameter, (void)context;
  frees_watch(take_string);
  return TRUE;
}

wchar_t *account_string(const char *utf8, StringOwner owner, const char *function) {
  if (!utf8) return NULL;
  InitOnceExecuteOnce(&watching, start_watching, NULL, NULL);
  wchar_t *utf16 = utf16_of(utf8);
  size_t bytes = (wcslen(utf16) + 1) * sizeof(wchar_t);
  /* Both LocalAlloc(LMEM_FIXED) and the task allocator take from the process heap. */
  wchar_t *block = LocalAlloc(LMEM_FIXED, bytes);
  memcpy(block, utf16, bytes);
  free(utf16);
  GivenString *string = must_allocate(sizeof *string);
  *string = (GivenString){.block = block, .bytes = bytes, .owner = owner, .function = function};
  AcquireSRWLockExclusive(&lock);
  string->next = *bucket_of(block);
  *bucket_of(block) = string;
  count_of("strings")->made++;
  ReleaseSRWLockExclusive(&lock);
  return block;
}

/* The pipe's name, without its folder; "" for no pipe. */
static void name_of_pipe(HANDLE handle, wchar_t name[80]) {
  struct { FILE_NAME_INFO info; wchar_t rest[100]; } named = {0};
  name[0] = 0;
  if (GetFileType(handle) != FILE_TYPE_PIPE) return;
  if (!GetFileInformationByHandleEx(handle, FileNameInfo, &named, sizeof named)) return;
  size_t length = named.info.FileNameLength / sizeof(wchar_t);
  if (length > 79) length = 79;
  memcpy(name, named.info.FileName, length * sizeof(wchar_t));
  name[length] = 0;
}

void account_pipe(HANDLE handle, const char *function) {
  GivenPipe *pipe = must_allocate(sizeof *pipe);
  *pipe = (GivenPipe){.handle = handle, .function = function};
  name_of_pipe(handle, pipe->name);
  AcquireSRWLockExclusive(&lock);
  pipe->next = pipes;
  pipes = pipe;
  count_of("pipes")->made++;
  ReleaseSRWLockExclusive(&lock);
}

static bool is_open_pipe(const GivenPipe *pipe) {
  wchar_t name[80];
  name_of_pipe(pipe->handle, name);
  return *name && !wcscmp(name, pipe->name);
}

/* Under the lock: drops the pipes that were closed since. */
static void look_at_pipes(void) {
  for (GivenPipe **at = &pipes; *at;) {
    GivenPipe *pipe = *at;
    if (is_open_pipe(pipe)) {
      at = &pipe->next;
      continue;
    }
    *at = pipe->next;
    free(pipe);
    count_of("pipes")->freed++;
  }
}

static void add_leaks(Text *text) {
  const char *comma = "";
  for (size_t index = 0; index < accountCount; index++) {
    if (!accounts[index].object) continue;
    text_format(text, "%s\"%s of %s\"", comma, accounts[index].kind, accounts[index].function);
    comma = ",";
  }
  for (size_t bucket = 0; bucket < STRING_BUCKETS; bucket++)
    for (GivenString *string = strings[bucket]; string; string = string->next) {
      if (string->freed) continue;
      text_format(text, "%s\"string of %s\"", comma, string->function);
      comma = ",";
    }
  for (GivenPipe *pipe = pipes; pipe; pipe = pipe->next) {
    text_format(text, "%s\"pipe of %s\"", comma, pipe->function);
    comma = ",";
  }
}

static void add_counts(Text *text, const char *name, size_t (*figure)(const KindCount *count)) {
  text_format(text, ",\"%s\":{", name);
  for (size_t index = 0; index < MOST_KINDS && kinds[index].kind; index++)
    text_format(text, "%s\"%s\":%zu", index ? "," : "", kinds[index].kind, figure(&kinds[index]));
  text_add(text, "}");
}

static size_t made_of(const KindCount *count) { return count->made; }
static size_t freed_of(const KindCount *count) { return count->freed; }
static size_t live_of(const KindCount *count) { return count->made - count->freed; }

/* At process detach the thread that held the lock may be gone: then it is not waited for. */
void account_report(Text *text, void (*addMore)(Text *text)) {
  bool locked = false;
  for (int tries = 0; tries < 200 && !locked; tries++) {
    locked = TryAcquireSRWLockExclusive(&lock);
    if (!locked) Sleep(1);
  }
  look_at_pipes();
  text_format(text, "{\"dll\":\"%s\",\"process\":%lu", dllName, GetCurrentProcessId());
  add_counts(text, "made", made_of);
  add_counts(text, "freed", freed_of);
  add_counts(text, "live", live_of);
  for (size_t index = 0; index < sizeof violations / sizeof *violations; index++)
    text_format(text, ",\"%s\":%zu", violations[index].counter, violations[index].count);
  text_format(text, ",\"freesAreSeen\":%s,\"leaks\":[", frees_are_seen() || !count_of("strings")->made ? "true" : "false");
  add_leaks(text);
  text_add(text, "],\"notes\":[");
  for (size_t index = 0; index < noteCount; index++) {
    if (index) text_add(text, ",");
    text_add_json(text, notes[index]);
  }
  text_add(text, "]");
  if (addMore) addMore(text);
  text_add(text, "}");
  if (locked) ReleaseSRWLockExclusive(&lock);
}

void account_reset(void) {
  AcquireSRWLockExclusive(&lock);
  look_at_pipes();
  for (size_t index = 0; index < MOST_KINDS && kinds[index].kind; index++) {
    kinds[index].made -= kinds[index].freed;
    kinds[index].freed = 0;
  }
  for (size_t index = 0; index < sizeof violations / sizeof *violations; index++) violations[index].count = 0;
  while (noteCount) free(notes[--noteCount]);
  ReleaseSRWLockExclusive(&lock);
}

void account_write_report(void (*addMore)(Text *text)) {
  wchar_t path[MAX_PATH * 2];
  DWORD length = GetEnvironmentVariableW(L"HCS_STANDIN_REPORT", path, MAX_PATH * 2);
  if (!length || length >= MAX_PATH * 2) return;
  Text text = {0};
  account_report(&text, addMore);
  text_add(&text, "\n");
  HANDLE file = CreateFileW(path, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return;
  DWORD written;
  WriteFile(file, text.bytes, (DWORD)text.length, &written, NULL);
  CloseHandle(file);
}
