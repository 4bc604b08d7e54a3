#include <winsock2.h>

#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../backup/linux.h"
#include "../common/service-client.h"
#include "../storage/disks.h"

static const char NO_ID[] = "00000000-0000-0000-0000-000000000000";

HRESULT refuse(char **error, HRESULT hr, const char *why) {
  free(*error);
  *error = copy_text(why);
  return hr;
}

void random_bytes(void *bytes, size_t size) { linux_random(bytes, size); }

static HRESULT not_found(Kind kind, const char *id, char **error) {
  const HRESULT codes[] = {HCN_NETWORK_NOT_FOUND, HCN_ENDPOINT_NOT_FOUND, ELEMENT_NOT_FOUND};
  return refuse(error, codes[kind], id);
}

static void choose_id(char id[37]) {
  unsigned char b[16];
  random_bytes(b, sizeof b);
  snprintf(id, 37, "%02x%02x%02x%02x-%02x%02x-4%01x%02x-a%01x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4], b[5],
           b[6] & 15, b[7], b[8] & 15, b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* Calls the service. `name` NULL: no document. */
static HRESULT ask(const char *op, Kind kind, const char *id, const char *name, const JsonValue *value, const char *network,
                   char **result, char **error) {
  Text text = {0};
  text_format(&text, "\"kind\":\"%s\"", KIND_NAMES[kind]);
  if (id) text_format(&text, ",\"id\":\"%s\"", id);
  if (network) text_format(&text, ",\"network\":\"%s\"", network);
  if (name) {
    text_format(&text, ",\"%s\":", name);
    json_write(&text, value);
  }
  char *failure = NULL;
  HRESULT hr = service_call_wait(op, text.bytes, result, &failure);
  if (hr < 0) refuse(error, hr, failure ? failure : op);
  free(failure);
  text_free(&text);
  return hr;
}

static HRESULT create_plain(Kind kind, const char *id, const char *network, const JsonValue *settings, char **error) {
  switch (kind) {
    case NETWORK:
      return network_create(id, settings, error);
    case ENDPOINT:
      return endpoint_create(id, network, settings, error);
    default:
      return namespace_create(id, settings, error);
  }
}

HRESULT hns_create(Kind kind, char id[37], const char *network, const JsonValue *settings, char **error) {
  if (strcmp(id, NO_ID) == 0) choose_id(id);
  if (service_is_there()) return ask("hcn.create", kind, id, "settings", settings, network, NULL, error);
  machine_lock();
  HRESULT hr = create_plain(kind, id, network, settings, error);
  machine_unlock();
  return hr;
}

HRESULT hns_open(Kind kind, const char *id, char **error) {
  if (service_is_there()) return ask("hcn.open", kind, id, NULL, NULL, NULL, NULL, error);
  machine_lock();
  JsonValue *record = record_load(kind, id);
  machine_unlock();
  json_free(record);
  return record ? S_OK : not_found(kind, id, error);
}

HRESULT hns_query(Kind kind, const char *id, char **document, char **error) {
  static void (*const DOCUMENT[])(Text *, const char *, const JsonValue *) = {network_document, endpoint_document, namespace_document};
  if (service_is_there()) return ask("hcn.query", kind, id, NULL, NULL, NULL, document, error);
  Text text = {0};
  machine_lock();
  JsonValue *record = record_load(kind, id);
  if (record) DOCUMENT[kind](&text, id, record);
  machine_unlock();
  HRESULT hr = record ? S_OK : not_found(kind, id, error);
  if (record) *document = text_take(&text);
  text_free(&text);
  json_free(record);
  return hr;
}

typedef struct {
  const JsonValue *filter;
  Text text;
} Found;

static bool add_match(const char *id, const JsonValue *record, void *context) {
  Found *found = context;
  const char *wanted = json_text(found->filter, "ID", id), *name = json_text(found->filter, "Name", NULL);
  const char *network = json_text(found->filter, "VirtualNetwork", NULL);
  if (_stricmp(wanted, id) != 0) return false;
  if (name && _stricmp(name, json_text(json_field(record, "settings"), "Name", "")) != 0) return false;
  if (network && _stricmp(network, json_text(record, "network", "")) != 0) return false;
  text_format(&found->text, "%s\"%s\"", found->text.length > 1 ? "," : "", id);
  return false;
}

HRESULT hns_enumerate(Kind kind, const JsonValue *query, const JsonValue *filter, char **ids, char **error) {
  if (service_is_there()) return ask("hcn.enumerate", kind, NULL, "query", query, NULL, ids, error);
  Found found = {.filter = filter};
  text_add(&found.text, "[");
  machine_lock();
  record_any(kind, add_match, &found);
  machine_unlock();
  text_add(&found.text, "]");
  *ids = text_take(&found.text);
  return S_OK;
}

static HRESULT modify_plain(Kind kind, const char *id, const JsonValue *request, char **error) {
  switch (kind) {
    case NETWORK:
      return refuse(error, HCN_REQUEST_UNSUPPORTED, "networks are not changed here");
    case ENDPOINT:
      return endpoint_modify(id, request, error);
    default:
      return namespace_modify(id, request, error);
  }
}

HRESULT hns_modify(Kind kind, const char *id, const JsonValue *request, char **error) {
  HRESULT hr = hns_open(kind, id, error);
  if (hr < 0) return hr;
  if (service_is_there()) return ask("hcn.modify", kind, id, "settings", request, NULL, NULL, error);
  machine_lock();
  hr = modify_plain(kind, id, request, error);
  machine_unlock();
  return hr;
}

static HRESULT delete_plain(Kind kind, const char *id, char **error) {
  switch (kind) {
    case NETWORK:
      return network_delete(id, error);
    case ENDPOINT:
      return record_remove(ENDPOINT, id) ? S_OK : refuse(error, HCN_ENDPOINT_NOT_FOUND, id);
    default:
      return namespace_delete(id, error);
  }
}

HRESULT hns_delete(Kind kind, const char *id, char **error) {
  if (service_is_there()) return ask("hcn.delete", kind, id, NULL, NULL, NULL, NULL, error);
  machine_lock();
  HRESULT hr = delete_plain(kind, id, error);
  machine_unlock();
  return hr;
}
