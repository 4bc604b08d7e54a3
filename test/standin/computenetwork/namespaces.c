#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"

HRESULT namespace_create(const char *id, const JsonValue *settings, char **error) {
  JsonValue *same = record_load(NAMESPACE, id);
  json_free(same);
  if (same) return refuse(error, (HRESULT)0x800700B7, "the namespace exists");
  Text text = {0};
  text_add(&text, "{\"settings\":");
  json_write(&text, settings);
  text_add(&text, "}");
  HRESULT hr = record_save(NAMESPACE, id, text.bytes);
  text_free(&text);
  return hr;
}

typedef struct {
  const char *namespace;
  Text *text;
} Members;

static bool add_member(const char *id, const JsonValue *record, void *context) {
  Members *members = context;
  if (strcmp(json_text(record, "namespace", ""), members->namespace) != 0) return false;
  if (!members->text) return true;
  const char *comma = members->text->bytes[members->text->length - 1] == '[' ? "" : ",";
  text_format(members->text, "%s{\"Type\":\"Endpoint\",\"Data\":{\"ID\":\"%s\"}}", comma, id);
  return false;
}

/* The compartment's number stays 0: no container runs in it in plain mode. */
void namespace_document(Text *text, const char *id, const JsonValue *record) {
  static const char *const OWN[] = {"ID", NULL};
  Members members = {id, text};
  text_add_object_without(text, json_field(record, "settings"), OWN);
  text_format(text, "\"ID\":\"%s\",\"Resources\":[", id);
  record_any(ENDPOINT, add_member, &members);
  text_add(text, "]}");
}

HRESULT namespace_modify(const char *id, const JsonValue *request, char **error) {
  const char *type = json_text(request, "RequestType", "");
  bool add = strcmp(type, "Add") == 0;
  if (strcmp(json_text(request, "ResourceType", ""), "Endpoint") != 0 || (!add && strcmp(type, "Remove") != 0))
    return refuse(error, HCN_REQUEST_UNSUPPORTED, "only endpoints can be added or removed");
  char *endpoint = _strlwr(copy_text(json_text(json_field(request, "Settings"), "EndpointId", "")));
  JsonValue *record = record_load(ENDPOINT, endpoint);
  const char *now = record ? json_text(record, "namespace", "") : "";
  HRESULT hr;
  if (!record) hr = refuse(error, HCN_ENDPOINT_NOT_FOUND, endpoint);
  else if (add && *now) hr = refuse(error, HCN_ALREADY_ATTACHED, now);
  else if (!add && strcmp(now, id) != 0) hr = refuse(error, HCN_NOT_ATTACHED, endpoint);
  else hr = endpoint_attach(endpoint, add ? id : NULL, error);
  json_free(record);
  free(endpoint);
  return hr;
}

HRESULT namespace_delete(const char *id, char **error) {
  Members members = {id, NULL};
  if (record_any(ENDPOINT, add_member, &members)) return refuse(error, HCN_HAS_REFERENCES, "endpoints are attached");
  return record_remove(NAMESPACE, id) ? S_OK : refuse(error, ELEMENT_NOT_FOUND, id);
}
