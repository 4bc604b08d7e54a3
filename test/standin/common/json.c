#include "json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAXIMUM_DEPTH = 64 };

typedef struct Reader {
  const char *at;
  int line;
  int depth;
  char path[256];
  JsonError *error;
} Reader;

static JsonValue *read_value(Reader *reader);

static JsonValue *refuse(Reader *reader, const char *message) {
  if (!reader->error->message[0]) {
    reader->error->line = reader->line;
    snprintf(reader->error->path, sizeof reader->error->path, "%s", reader->path);
    snprintf(reader->error->message, sizeof reader->error->message, "%s", message);
  }
  return NULL;
}

static void skip_space(Reader *reader) {
  for (; *reader->at && strchr(" \t\r\n", *reader->at); reader->at++)
    if (*reader->at == '\n') reader->line++;
}

static bool read_hex4(const char *at, unsigned *unit) {
  *unit = 0;
  for (int index = 0; index < 4; index++) {
    char c = at[index];
    unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                     : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                     : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                            : 16u;
    if (digit > 15) return false;
    *unit = *unit * 16 + digit;
  }
  return true;
}

static void add_code_point(Text *text, unsigned code) {
  char bytes[4];
  size_t count = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t index = count; index-- > 1; code >>= 6) bytes[index] = (char)(0x80 | (code & 0x3F));
  bytes[0] = (char)(lead[count] | code);
  text_add_bytes(text, bytes, count);
}

/* After `\u`. A pair of surrogates is one code point; a lone one becomes U+FFFD. */
static bool read_unicode(Reader *reader, Text *text) {
  unsigned code, low;
  if (!read_hex4(reader->at, &code)) return false;
  reader->at += 4;
  if (code >= 0xD800 && code < 0xDC00 && reader->at[0] == '\\' && reader->at[1] == 'u' && read_hex4(reader->at + 2, &low) &&
      low >= 0xDC00 && low < 0xE000) {
    reader->at += 6;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code >= 0xD800 && code < 0xE000) {
    code = 0xFFFD;
  }
  if (!code) return false;
  add_code_point(text, code);
  return true;
}

/* At the opening quote. NULL: refused. */
static char *read_text(Reader *reader) {
  Text text = {0};
  text_add(&text, "");
  for (reader->at++; *reader->at != '"';) {
    unsigned char byte = (unsigned char)*reader->at++;
    if (byte < 0x20) {
      text_free(&text);
      refuse(reader, byte ? "control character in a string" : "string without an end");
      return NULL;
    }
    if (byte != '\\') {
      text_add_bytes(&text, &byte, 1);
      continue;
    }
    static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char escape = *reader->at;
    const char *found = escape ? strchr(escapes, escape) : NULL;
    if (found) text_add_bytes(&text, &meanings[found - escapes], 1);
    if (escape) reader->at++;
    if (!found && !(escape == 'u' && read_unicode(reader, &text))) {
      text_free(&text);
      refuse(reader, "bad escape in a string");
      return NULL;
    }
  }
  reader->at++;
  return text_take(&text);
}

static bool skip_digits(Reader *reader) {
  const char *start = reader->at;
  while (*reader->at >= '0' && *reader->at <= '9') reader->at++;
  return reader->at > start;
}

static JsonValue *read_number(Reader *reader, JsonValue *value) {
  const char *start = reader->at;
  if (*reader->at == '-') reader->at++;
  bool ok = *reader->at == '0' ? (reader->at++, true) : skip_digits(reader);
  if (ok && *reader->at == '.') ok = (reader->at++, skip_digits(reader));
  if (ok && (*reader->at == 'e' || *reader->at == 'E')) {
    reader->at++;
    if (*reader->at == '+' || *reader->at == '-') reader->at++;
    ok = skip_digits(reader);
  }
  if (!ok) return refuse(reader, "not a JSON value");
  value->kind = JSON_NUMBER;
  size_t length = (size_t)(reader->at - start);
  value->text = memcpy(must_allocate(length + 1), start, length);
  return value;
}

static JsonValue *read_word(Reader *reader, JsonValue *value) {
  static const struct { const char *word; JsonKind kind; bool boolean; } words[] = {
      {"true", JSON_BOOL, true}, {"false", JSON_BOOL, false}, {"null", JSON_NULL, false}};
  for (size_t index = 0; index < 3; index++) {
    size_t length = strlen(words[index].word);
    if (strncmp(reader->at, words[index].word, length)) continue;
    reader->at += length;
    value->kind = words[index].kind;
    value->boolean = words[index].boolean;
    return value;
  }
  return read_number(reader, value);
}

/* One member behind the opening bracket, its key and path set. NULL: refused. */
static JsonValue *read_member(Reader *reader, const JsonValue *parent) {
  size_t pathLength = strlen(reader->path);
  char *rest = reader->path + pathLength;
  size_t room = sizeof reader->path - pathLength;
  char *key = NULL;
  if (parent->kind == JSON_OBJECT) {
    skip_space(reader);
    if (*reader->at != '"') return refuse(reader, "a field name in quotes is missing");
    key = read_text(reader);
    if (!key) return NULL;
    snprintf(rest, room, ".%s", key);
    skip_space(reader);
    bool twice = json_field(parent, key) != NULL;
    if (twice || *reader->at != ':') {
      free(key);
      return refuse(reader, twice ? "the field is there twice" : "':' is missing");
    }
    reader->at++;
  } else {
    snprintf(rest, room, "[%zu]", parent->count);
  }
  JsonValue *member = read_value(reader);
  if (!member) {
    free(key);
    return NULL;
  }
  member->key = key;
  *rest = 0;
  return member;
}

static JsonValue *read_members(Reader *reader, JsonValue *value, char close) {
  value->kind = close == '}' ? JSON_OBJECT : JSON_ARRAY;
  if (++reader->depth > MAXIMUM_DEPTH) return refuse(reader, "nested too deep");
  reader->at++;
  skip_space(reader);
  JsonValue **end = &value->first;
  if (*reader->at != close) {
    for (;;) {
      JsonValue *member = read_member(reader, value);
      if (!member) return NULL;
      *end = member;
      end = &member->next;
      value->count++;
      skip_space(reader);
      if (*reader->at == close) break;
      if (*reader->at != ',') return refuse(reader, "',' or the closing bracket is missing");
      reader->at++;
    }
  }
  reader->at++;
  reader->depth--;
  return value;
}

static JsonValue *read_value(Reader *reader) {
  skip_space(reader);
  JsonValue *value = must_allocate(sizeof *value);
  value->line = reader->line;
  JsonValue *read;
  if (*reader->at == '{') read = read_members(reader, value, '}');
  else if (*reader->at == '[') read = read_members(reader, value, ']');
  else if (*reader->at == '"') {
    value->kind = JSON_STRING;
    value->text = read_text(reader);
    read = value->text ? value : NULL;
  } else {
    read = read_word(reader, value);
  }
  if (!read) json_free(value);
  return read;
}

JsonValue *json_read(const char *utf8, JsonError *error) {
  JsonError own;
  Reader reader = {.at = utf8 ? utf8 : "", .line = 1, .path = "$", .error = error ? error : &own};
  *reader.error = (JsonError){0};
  JsonValue *value = read_value(&reader);
  if (!value) return NULL;
  skip_space(&reader);
  if (!*reader.at) return value;
  json_free(value);
  return refuse(&reader, "text after the document");
}

void json_free(JsonValue *value) {
  while (value) {
    JsonValue *next = value->next;
    json_free(value->first);
    free(value->key);
    free(value->text);
    free(value);
    value = next;
  }
}

JsonValue *json_field(const JsonValue *object, const char *key) {
  if (!object || object->kind != JSON_OBJECT) return NULL;
  for (JsonValue *field = object->first; field; field = field->next)
    if (!strcmp(field->key, key)) return field;
  return NULL;
}

const char *json_text(const JsonValue *object, const char *key, const char *otherwise) {
  const JsonValue *field = json_field(object, key);
  return field && field->kind == JSON_STRING ? field->text : otherwise;
}

bool json_true(const JsonValue *object, const char *key) {
  const JsonValue *field = json_field(object, key);
  return field && field->kind == JSON_BOOL && field->boolean;
}

int64_t json_integer(const JsonValue *object, const char *key, int64_t otherwise) {
  const JsonValue *field = json_field(object, key);
  return field && field->kind == JSON_NUMBER ? strtoll(field->text, NULL, 10) : otherwise;
}

void json_write(Text *text, const JsonValue *value) {
  switch (value->kind) {
    case JSON_NULL: text_add(text, "null"); return;
    case JSON_BOOL: text_add(text, value->boolean ? "true" : "false"); return;
    case JSON_NUMBER: text_add(text, value->text); return;
    case JSON_STRING: text_add_json(text, value->text); return;
    case JSON_ARRAY:
    case JSON_OBJECT: break;
  }
  bool object = value->kind == JSON_OBJECT;
  text_add(text, object ? "{" : "[");
  for (const JsonValue *member = value->first; member; member = member->next) {
    if (member != value->first) text_add(text, ",");
    if (object) {
      text_add_json(text, member->key);
      text_add(text, ":");
    }
    json_write(text, member);
  }
  text_add(text, object ? "}" : "]");
}

const char *json_kind_name(JsonKind kind) {
  static const char *names[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
  return names[kind];
}
