#ifndef STANDIN_JSON_H
#define STANDIN_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include "text.h"

typedef enum JsonKind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

/* A value and, inside an array or object, the ones after it. */
typedef struct JsonValue {
  JsonKind kind;
  char *key;  /* in an object */
  char *text; /* JSON_STRING: UTF-8; JSON_NUMBER: the literal as it was written */
  bool boolean;
  struct JsonValue *first;
  struct JsonValue *next;
  size_t count;
  int line;
} JsonValue;

typedef struct JsonError {
  int line;
  char path[256];
  char message[256];
} JsonError;

/*
 * Reads one document (RFC 8259), nothing after it; a field twice in one object is refused. NULL and `error` filled when
 * it is no JSON. The caller frees with json_free.
 */
JsonValue *json_read(const char *utf8, JsonError *error);
void json_free(JsonValue *value);
/* The field of an object; NULL when absent, or when `object` is NULL or no object. */
JsonValue *json_field(const JsonValue *object, const char *key);
/* The text of a string field, else `otherwise`. */
const char *json_text(const JsonValue *object, const char *key, const char *otherwise);
bool json_true(const JsonValue *object, const char *key);
int64_t json_integer(const JsonValue *object, const char *key, int64_t otherwise);
void json_write(Text *text, const JsonValue *value);
const char *json_kind_name(JsonKind kind);

#endif
