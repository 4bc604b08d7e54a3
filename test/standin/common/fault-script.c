#include "fault-script.h"

#include <stdlib.h>
#include <string.h>

#include "accounting.h"

typedef struct Scripted {
  char *kind, *name;
  LONG skip, times;
  Fault fault;
  struct Scripted *next;
} Scripted;

static SRWLOCK lock = SRWLOCK_INIT;
static Scripted *script;
static FILETIME readTime;
static DWORD readSize;

static HRESULT code_of(const JsonValue *entry) {
  const char *text = json_text(entry, "hr", NULL);
  return text ? (HRESULT)strtoul(text, NULL, 0) : (HRESULT)json_integer(entry, "hr", 0);
}

static bool known_fields(const JsonValue *entry) {
  static const char *names = " call event skip times hr refused delayMs never callbackDelayMs falseInvalid lost twice ";
  for (const JsonValue *field = entry->first; field; field = field->next) {
    Text word = {0};
    text_format(&word, " %s ", field->key);
    bool known = strstr(names, word.bytes) != NULL;
    text_free(&word);
    if (!known) return false;
  }
  return entry->kind == JSON_OBJECT && !json_field(entry, "call") != !json_field(entry, "event");
}

static Scripted *scripted_of(const JsonValue *entry) {
  Scripted *one = must_allocate(sizeof *one);
  const char *kind = json_field(entry, "event") ? "event" : "call";
  *one = (Scripted){.kind = copy_text(kind),
                    .name = copy_text(json_text(entry, kind, "")),
                    .skip = (LONG)json_integer(entry, "skip", 0),
                    .times = (LONG)json_integer(entry, "times", 1),
                    .fault = {.hr = code_of(entry),
                              .refused = json_true(entry, "refused"),
                              .never = json_true(entry, "never"),
                              .falseInvalid = json_true(entry, "falseInvalid"),
                              .lost = json_true(entry, "lost"),
                              .twice = json_true(entry, "twice"),
                              .delayMs = (DWORD)json_integer(entry, "delayMs", 0),
                              .callbackDelayMs = (DWORD)json_integer(entry, "callbackDelayMs", 0)}};
  return one;
}

static void free_script(Scripted *one) {
  while (one) {
    Scripted *next = one->next;
    free(one->kind);
    free(one->name);
    free(one);
    one = next;
  }
}

/* Under the lock. */
static bool replace(const char *utf8) {
  JsonValue *document = json_read(utf8, NULL);
  const JsonValue *faults = json_field(document, "faults");
  bool known = faults && faults->kind == JSON_ARRAY;
  Scripted *next = NULL, **end = &next;
  for (const JsonValue *entry = known ? faults->first : NULL; entry; entry = entry->next) {
    known = known && known_fields(entry);
    *end = scripted_of(entry);
    end = &(*end)->next;
  }
  Scripted *gone = known ? script : next;
  if (known) script = next;
  free_script(gone);
  json_free(document);
  return known;
}

static void read_again(void) {
  wchar_t path[MAX_PATH * 2];
  WIN32_FILE_ATTRIBUTE_DATA data;
  DWORD length = GetEnvironmentVariableW(L"HCS_STANDIN_FAULTS", path, MAX_PATH * 2);
  if (!length || length >= MAX_PATH * 2 || !GetFileAttributesExW(path, GetFileExInfoStandard, &data)) return;
  bool same = !CompareFileTime(&data.ftLastWriteTime, &readTime) && data.nFileSizeLow == readSize;
  if (same || !data.nFileSizeLow) return;
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return;
  char *bytes = must_allocate(data.nFileSizeLow + 1);
  DWORD count = 0;
  if (ReadFile(file, bytes, data.nFileSizeLow, &count, NULL) && replace(bytes)) {
    readTime = data.ftLastWriteTime;
    readSize = data.nFileSizeLow;
  } else {
    account_violation("violations", "HCS_STANDIN_FAULTS", "is no fault script");
  }
  CloseHandle(file);
  free(bytes);
}

HRESULT fault_set(const char *utf8) {
  AcquireSRWLockExclusive(&lock);
  bool known = replace(utf8);
  ReleaseSRWLockExclusive(&lock);
  return known ? S_OK : E_INVALIDARG;
}

Fault fault_take(const char *kind, const char *name) {
  Fault fault = {0};
  AcquireSRWLockExclusive(&lock);
  read_again();
  for (Scripted *one = script; one; one = one->next) {
    if (!one->times || strcmp(one->kind, kind) || strcmp(one->name, name)) continue;
    if (one->skip > 0) {
      one->skip--;
      continue;
    }
    if (one->times > 0) one->times--;
    fault = one->fault;
    break;
  }
  ReleaseSRWLockExclusive(&lock);
  return fault;
}
