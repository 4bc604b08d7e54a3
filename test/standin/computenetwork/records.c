#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "../storage/paths.h"

const char *const KIND_NAMES[] = {"network", "endpoint", "namespace"};

static WCHAR *folder_of(Kind kind) {
  WCHAR *name = utf16_of(KIND_NAMES[kind]);
  WCHAR *folder = path_join(L"C:\\ProgramData\\HcsStandIn\\hcn", name);
  free(name);
  make_folders(folder);
  return folder;
}

static WCHAR *file_of(Kind kind, const char *id) {
  WCHAR *folder = folder_of(kind), *name = utf16_of(id);
  WCHAR *file = path_join(folder, name);
  free(folder);
  free(name);
  return file;
}

JsonValue *record_load(Kind kind, const char *id) {
  JsonError error;
  WCHAR *file = file_of(kind, id);
  char *bytes = read_small_file(file, NULL);
  JsonValue *record = bytes ? json_read(bytes, &error) : NULL;
  free(file);
  free(bytes);
  return record;
}

HRESULT record_save(Kind kind, const char *id, const char *json) {
  WCHAR *file = file_of(kind, id);
  HRESULT hr = write_small_file(file, json, strlen(json)) ? S_OK : HR_OF(GetLastError());
  free(file);
  return hr;
}

bool record_remove(Kind kind, const char *id) {
  WCHAR *file = file_of(kind, id);
  bool done = DeleteFileW(file);
  free(file);
  return done;
}

typedef struct {
  Kind kind;
  bool (*visit)(const char *, const JsonValue *, void *);
  void *context;
} Walk;

static HRESULT visit_file(const WIN32_FIND_DATAW *found, void *context) {
  Walk *walk = context;
  char *id = utf8_of(found->cFileName);
  JsonValue *record = record_load(walk->kind, id);
  bool stop = record && walk->visit(id, record, walk->context);
  json_free(record);
  free(id);
  return stop ? S_FALSE : S_OK;
}

bool record_any(Kind kind, bool (*visit)(const char *, const JsonValue *, void *), void *context) {
  Walk walk = {kind, visit, context};
  WCHAR *folder = folder_of(kind);
  HRESULT hr = each_entry(folder, visit_file, &walk);
  free(folder);
  return hr == S_FALSE;
}

void text_add_object_without(Text *text, const JsonValue *object, const char *const *without) {
  text_add(text, "{");
  for (const JsonValue *field = object->first; field; field = field->next) {
    bool left_out = false;
    for (const char *const *name = without; *name; name++) left_out |= strcmp(*name, field->key) == 0;
    if (left_out) continue;
    text_add_json(text, field->key);
    text_add(text, ":");
    json_write(text, field);
    text_add(text, ",");
  }
}
