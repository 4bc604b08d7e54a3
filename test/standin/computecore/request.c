#include "request.h"

#include <stdlib.h>

#include "../schema/schema.h"

static const char INVALID_JSON_MESSAGE[] = "The virtual machine or container JSON document is invalid.";

JsonValue *request_document(Operation *operation, PCWSTR document, const char *type, HRESULT *hr) {
  char *utf8 = utf8_of(document ? document : L"");
  SchemaError error;
  JsonValue *value = schema_read(utf8, type, standin_build(), &error);
  free(utf8);
  *hr = S_OK;
  if (value) return value;
  Text event = {0};
  text_format(&event, "Invalid JSON document '%s': %s", error.path, error.message);
  *hr = operation_refuse(operation, HCS_INVALID_JSON, error_document(HCS_INVALID_JSON, INVALID_JSON_MESSAGE, event.bytes));
  text_free(&event);
  return NULL;
}

JsonValue *request_options(Operation *operation, PCWSTR document, const char *type, HRESULT *hr) {
  *hr = S_OK;
  return document && *document ? request_document(operation, document, type, hr) : NULL;
}

static void finish(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error) {
  const JsonValue *told = FAILED(hr) ? error : result;
  Text text = {0};
  if (told && told->kind != JSON_NULL) json_write(&text, told);
  operation_finish(context, hr, text.length ? text_take(&text) : NULL);
}

HRESULT request_send(Operation *operation, const char *op, Text *fields) {
  kernel_call(op, fields, finish, operation);
  return S_OK;
}
