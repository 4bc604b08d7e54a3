#include <initguid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <computenetwork.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#include "../schema/schema.h"
#include "hns.h"

/* What a handle stands for: an object's name, not the object. Objects live on without handles. */
typedef struct {
  Counted counted;
  char id[37];
} Handle;

static const char *const HANDLE_KINDS[] = {"networks", "endpoints", "namespaces"};
static const char *const SETTINGS_TYPES[] = {"HcnNetwork", "HcnEndpoint", "HcnNamespace"};
static const char *const REQUEST_TYPES[] = {"HcnNetworkRequest", "HcnEndpointRequest", "HcnNamespaceRequest"};

static int build(void) {
  char value[16] = "";
  GetEnvironmentVariableA("HCS_STANDIN_BUILD", value, sizeof value);
  return value[0] ? atoi(value) : 26100;
}

static void id_text(REFGUID id, char text[37]) {
  const BYTE *d = id->Data4;
  snprintf(text, 37, "%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", id->Data1, id->Data2, id->Data3, d[0], d[1], d[2], d[3], d[4],
           d[5], d[6], d[7]);
}

/* The ErrorRecord of a failure, NULL of a success; `why` is freed. */
static HRESULT finish(HRESULT hr, char *why, PWSTR *record, const char *function) {
  if (record) *record = NULL;
  if (hr < 0 && record) {
    Text text = {0};
    text_add(&text, "{\"Success\":false,\"Error\":");
    text_add_json(&text, why ? why : function);
    text_format(&text, ",\"ErrorCode\":%lu}", (unsigned long)hr);
    *record = account_string(text.bytes, FREED_BY_CO_TASK_MEM_FREE, function);
    text_free(&text);
  }
  free(why);
  return hr;
}

/* A scripted fault comes before anything else. */
static HRESULT begin(const char *function) {
  Fault fault = fault_take("call", function);
  if (fault.never) Sleep(INFINITE);
  if (fault.delayMs) Sleep(fault.delayMs);
  return fault.hr;
}

/* Reads a document strictly. NULL: *why says where and what. */
static JsonValue *read_document(PCWSTR document, const char *type, char **why) {
  SchemaError error;
  char *utf8 = utf8_of(document);
  JsonValue *value = utf8 ? schema_read(utf8, type, build(), &error) : NULL;
  if (!value) {
    Text text = {0};
    text_format(&text, "%s: %s", utf8 ? error.path : "$", utf8 ? error.message : "there is no document");
    *why = text_take(&text);
  }
  free(utf8);
  return value;
}

static void destroy_handle(void *object) { free(object); }

static void *give_handle(Kind kind, const char *id, const char *function) {
  Handle *handle = must_allocate(sizeof *handle);
  handle->counted = (Counted){1, destroy_handle};
  memcpy(handle->id, id, sizeof handle->id);
  return account_open(HANDLE_KINDS[kind], handle, function);
}

static HRESULT create(Kind kind, const char *network, REFGUID id, PCWSTR settings, void **handle, PWSTR *record, const char *function) {
  char *why = NULL, text[37];
  HRESULT hr = begin(function);
  if (hr >= 0 && (!id || !handle)) hr = E_INVALIDARG;
  JsonValue *document = hr < 0 ? NULL : read_document(settings, SETTINGS_TYPES[kind], &why);
  if (hr >= 0 && !document) hr = HCN_INVALID_JSON;
  if (hr >= 0) {
    id_text(id, text);
    hr = hns_create(kind, text, network, document, &why);
  }
  if (hr >= 0) *handle = give_handle(kind, text, function);
  json_free(document);
  return finish(hr, why, record, function);
}

static HRESULT open(Kind kind, REFGUID id, void **handle, PWSTR *record, const char *function) {
  char *why = NULL, text[37];
  HRESULT hr = begin(function);
  if (hr >= 0 && (!id || !handle)) hr = E_INVALIDARG;
  if (hr >= 0) {
    id_text(id, text);
    hr = hns_open(kind, text, &why);
  }
  if (hr >= 0) *handle = give_handle(kind, text, function);
  return finish(hr, why, record, function);
}

/* "None" or "Detailed", as text or as a number. */
static bool known_flags(const JsonValue *query) {
  const JsonValue *flags = json_field(query, "Flags");
  if (!flags) return true;
  if (flags->kind == JSON_NUMBER) return strcmp(flags->text, "0") == 0 || strcmp(flags->text, "1") == 0;
  return flags->kind == JSON_STRING && (strcmp(flags->text, "None") == 0 || strcmp(flags->text, "Detailed") == 0);
}

/* The query, and its filter (NULL when it has none). False: *why is filled. */
static bool read_query(PCWSTR text, JsonValue **query, JsonValue **filter, char **why) {
  *filter = NULL;
  *query = read_document(text, "HcnQuery", why);
  if (!*query) return false;
  if (!known_flags(*query)) {
    *why = copy_text("$.Flags: is neither None nor Detailed");
    return false;
  }
  if (!json_field(*query, "Filter")) return true;
  wchar_t *wide = utf16_of(json_text(*query, "Filter", ""));
  *filter = read_document(wide, "HcnFilter", why);
  free(wide);
  return *filter != NULL;
}

static HRESULT enumerate(Kind kind, PCWSTR query, PWSTR *ids, PWSTR *record, const char *function) {
  char *why = NULL, *found = NULL;
  JsonValue *document = NULL, *filter = NULL;
  HRESULT hr = begin(function);
  if (hr >= 0 && !ids) hr = E_INVALIDARG;
  if (hr >= 0 && !read_query(query, &document, &filter, &why)) hr = HCN_INVALID_JSON;
  if (hr >= 0) hr = hns_enumerate(kind, document, filter, &found, &why);
  if (ids) *ids = hr < 0 ? NULL : account_string(found, FREED_BY_CO_TASK_MEM_FREE, function);
  free(found);
  json_free(document);
  json_free(filter);
  return finish(hr, why, record, function);
}

static HRESULT query(Kind kind, void *handle, PCWSTR text, PWSTR *properties, PWSTR *record, const char *function) {
  char *why = NULL, *found = NULL;
  JsonValue *document = NULL, *filter = NULL;
  HRESULT hr = begin(function);
  Handle *object = hr < 0 ? NULL : account_use(HANDLE_KINDS[kind], handle, function);
  if (hr >= 0 && (!properties || !object)) hr = object ? E_INVALIDARG : (HRESULT)0x80070006;
  if (hr >= 0 && !read_query(text, &document, &filter, &why)) hr = HCN_INVALID_JSON;
  if (hr >= 0) hr = hns_query(kind, object->id, &found, &why);
  if (properties) *properties = hr < 0 ? NULL : account_string(found, FREED_BY_CO_TASK_MEM_FREE, function);
  if (object) account_done(handle, object);
  free(found);
  json_free(document);
  json_free(filter);
  return finish(hr, why, record, function);
}

static HRESULT modify(Kind kind, void *handle, PCWSTR settings, PWSTR *record, const char *function) {
  char *why = NULL;
  HRESULT hr = begin(function);
  Handle *object = hr < 0 ? NULL : account_use(HANDLE_KINDS[kind], handle, function);
  if (hr >= 0 && !object) hr = (HRESULT)0x80070006;
  JsonValue *document = hr < 0 ? NULL : read_document(settings, REQUEST_TYPES[kind], &why);
  if (hr >= 0 && !document) hr = HCN_INVALID_JSON;
  if (hr >= 0) hr = hns_modify(kind, object->id, document, &why);
  if (object) account_done(handle, object);
  json_free(document);
  return finish(hr, why, record, function);
}

static HRESULT delete(Kind kind, REFGUID id, PWSTR *record, const char *function) {
  char *why = NULL, text[37];
  HRESULT hr = begin(function);
  if (hr >= 0 && !id) hr = E_INVALIDARG;
  if (hr >= 0) {
    id_text(id, text);
    hr = hns_delete(kind, text, &why);
  }
  return finish(hr, why, record, function);
}

static HRESULT close(Kind kind, void *handle, const char *function) {
  HRESULT hr = begin(function);
  if (hr < 0) return hr;
  void *object = account_close(HANDLE_KINDS[kind], handle, function);
  if (!object) return (HRESULT)0x80070006;
  counted_release(object);
  return S_OK;
}

HRESULT WINAPI HcnCreateNetwork(REFGUID id, PCWSTR settings, PHCN_NETWORK network, PWSTR *record) {
  return create(NETWORK, NULL, id, settings, network, record, __func__);
}

HRESULT WINAPI HcnCreateNamespace(REFGUID id, PCWSTR settings, PHCN_NAMESPACE made, PWSTR *record) {
  return create(NAMESPACE, NULL, id, settings, made, record, __func__);
}

HRESULT WINAPI HcnCreateEndpoint(HCN_NETWORK network, REFGUID id, PCWSTR settings, PHCN_ENDPOINT endpoint, PWSTR *record) {
  Handle *object = account_use(HANDLE_KINDS[NETWORK], network, __func__);
  if (!object) return finish((HRESULT)0x80070006, NULL, record, __func__);
  HRESULT hr = create(ENDPOINT, object->id, id, settings, endpoint, record, __func__);
  account_done(network, object);
  return hr;
}

/* The rest is the same for all three. */
#define FUNCTIONS(KIND, One, Many, Type)                                                                               \
  HRESULT WINAPI HcnEnumerate##Many(PCWSTR text, PWSTR *ids, PWSTR *record) {                                          \
    return enumerate(KIND, text, ids, record, __func__);                                                               \
  }                                                                                                                    \
  HRESULT WINAPI HcnOpen##One(REFGUID id, Type *handle, PWSTR *record) { return open(KIND, id, handle, record, __func__); } \
  HRESULT WINAPI HcnModify##One(Type handle, PCWSTR settings, PWSTR *record) {                                         \
    return modify(KIND, handle, settings, record, __func__);                                                           \
  }                                                                                                                    \
  HRESULT WINAPI HcnQuery##One##Properties(Type handle, PCWSTR text, PWSTR *properties, PWSTR *record) {               \
    return query(KIND, handle, text, properties, record, __func__);                                                    \
  }                                                                                                                    \
  HRESULT WINAPI HcnDelete##One(REFGUID id, PWSTR *record) { return delete (KIND, id, record, __func__); }             \
  HRESULT WINAPI HcnClose##One(Type handle) { return close(KIND, handle, __func__); }

FUNCTIONS(NETWORK, Network, Networks, HCN_NETWORK)
FUNCTIONS(ENDPOINT, Endpoint, Endpoints, HCN_ENDPOINT)
FUNCTIONS(NAMESPACE, Namespace, Namespaces, HCN_NAMESPACE)
