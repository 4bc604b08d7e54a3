#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "schema.h"

enum { MOST_FIELDS = 160 };

/* One word of a type's text. `used` counts the documents' fields (and list members) that were read as it. */
typedef struct Field {
  char name[64];
  char type[64];
  char keyType[64];       /* `{Type}` */
  bool list, map, required, mayBeEmpty, atMostOne, justOne;
  size_t exactCount;      /* `[2]`, else 0 */
  int since;              /* 25: schema 2.5 */
  LONG used;
} Field;

typedef struct Type {
  const SchemaType *row;
  bool enumeration;
  Field *fields;
  size_t count;
  LONG used;
  struct Type *next;
} Type;

typedef struct Reader {
  int build;
  int minor;
  SchemaError *error;
  char path[256];
} Reader;

static Type *knownTypes;
static INIT_ONCE parsedOnce = INIT_ONCE_STATIC_INIT;

/* The part of `at` up to one of `ends`, copied; the place after it. */
static const char *take_until(const char *at, const char *ends, char *into, size_t room) {
  size_t length = strcspn(at, ends);
  snprintf(into, room, "%.*s", (int)length, at);
  return at + length;
}

static void parse_marks(const char *at, Field *field) {
  while (*at && *at != ' ') {
    char mark = *at++;
    if (mark == '!') field->required = true;
    else if (mark == '?') field->mayBeEmpty = true;
    else if (mark == '^') field->atMostOne = true;
    else if (mark == '+') field->justOne = true;
    else if (mark == '@') field->since = (int)strtol(at, (char **)&at, 10);
    else if (mark == '[') {
      field->list = true;
      field->exactCount = strtoul(at, (char **)&at, 10);
      at++;
    } else if (mark == '{') {
      field->map = true;
      at = take_until(at, "}", field->keyType, sizeof field->keyType) + 1;
    }
  }
}

static void parse_type(const SchemaType *row) {
  Type *type = must_allocate(sizeof *type);
  Field *fields = must_allocate(MOST_FIELDS * sizeof *fields);
  const char *at = row->text;
  type->row = row;
  type->enumeration = *at == '|';
  if (type->enumeration) at++;
  while (*(at += strspn(at, " "))) {
    if (type->count == MOST_FIELDS) abort();
    Field *field = &fields[type->count++];
    at = take_until(at, ":@ ", field->name, sizeof field->name);
    if (*at == ':') at = take_until(at + 1, " !?^+@[{", field->type, sizeof field->type);
    parse_marks(at, field);
    at += strcspn(at, " ");
  }
  type->fields = fields;
  type->next = knownTypes;
  knownTypes = type;
}

static BOOL CALLBACK parse_all(INIT_ONCE *once, void *parameter, void **context) {
  (void)once, (void)parameter, (void)context;
  const SchemaType *tables[] = {containerTypes, virtualMachineTypes, requestTypes, schema1Types, networkTypes, storageTypes};
  for (size_t index = 0; index < sizeof tables / sizeof *tables; index++)
    for (const SchemaType *row = tables[index]; row->name; row++) parse_type(row);
  return TRUE;
}

static Type *find_type(const char *name) {
  for (Type *type = knownTypes; type; type = type->next)
    if (!strcmp(type->row->name, name)) return type;
  return NULL;
}

static bool refuse(Reader *reader, const char *path, const char *format, const char *detail, const char *source) {
  snprintf(reader->error->path, sizeof reader->error->path, "%s", path);
  Text text = {0};
  text_format(&text, format, detail);
  if (source) text_format(&text, " (%s)", source);
  snprintf(reader->error->message, sizeof reader->error->message, "%s", text.bytes);
  text_free(&text);
  return false;
}

static bool wrong_type(Reader *reader, const JsonValue *value, const char *wanted) {
  Text text = {0};
  text_format(&text, "is %s, not %s", json_kind_name(value->kind), wanted);
  bool refused = refuse(reader, reader->path, "%s", text.bytes, NULL);
  text_free(&text);
  return refused;
}

static bool is_guid(const char *text) {
  static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (strlen(text) != sizeof shape - 1) return false;
  for (size_t index = 0; shape[index]; index++)
    if (shape[index] == 'x' ? !strchr("0123456789abcdefABCDEF", text[index]) : text[index] != '-') return false;
  return true;
}

static bool is_mac(const char *text) {
  if (strlen(text) != 17) return false;
  for (size_t index = 0; index < 17; index++)
    if (index % 3 == 2 ? text[index] != '-' : !strchr("0123456789abcdefABCDEF", text[index])) return false;
  return true;
}

static bool is_base64(const char *text) {
  size_t length = strlen(text);
  size_t body = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  return length % 4 == 0 && length - body <= 2 && strspn(text + body, "=") == length - body;
}

static const struct { const char *type; int64_t least; uint64_t most; } integers[] = {
    {"u8", 0, UINT8_MAX},   {"u16", 0, UINT16_MAX},       {"u32", 0, UINT32_MAX},
    {"u64", 0, UINT64_MAX}, {"i32", INT32_MIN, INT32_MAX}, {"i64", INT64_MIN, INT64_MAX}};

static int integer_type(const char *type) {
  for (int index = 0; index < 6; index++)
    if (!strcmp(integers[index].type, type)) return index;
  return -1;
}

static bool fits_integer(const char *literal, int kind) {
  if (!*literal || strspn(literal + (*literal == '-'), "0123456789") != strlen(literal + (*literal == '-'))) return false;
  errno = 0;
  if (*literal == '-') return strtoll(literal, NULL, 10) >= integers[kind].least && !errno;
  return strtoull(literal, NULL, 10) <= integers[kind].most && !errno;
}

/* string, Guid, mac and bytes; a map's key too. */
static bool fits_text(const char *text, const char *type) {
  if (!strcmp(type, "Guid")) return is_guid(text);
  if (!strcmp(type, "mac")) return is_mac(text);
  if (!strcmp(type, "bytes")) return is_base64(text);
  return integer_type(type) < 0 || fits_integer(text, integer_type(type));
}

static bool check_object(Reader *reader, const JsonValue *object, Type *type);

static bool check_enumeration(Reader *reader, const JsonValue *value, Type *type) {
  if (value->kind != JSON_STRING) return wrong_type(reader, value, "a string");
  for (size_t index = 0; index < type->count; index++) {
    Field *word = &type->fields[index];
    if (strcmp(word->name, value->text)) continue;
    if (word->since > 20 + reader->minor) return refuse(reader, reader->path, "'%s' is newer than this build", word->name, NULL);
    InterlockedIncrement(&word->used);
    return true;
  }
  return refuse(reader, reader->path, "'%s' is none of its values", value->text, type->row->source);
}

static bool check_value(Reader *reader, const JsonValue *value, const char *typeName, bool mayBeEmpty) {
  if (!strcmp(typeName, "Any")) return true;
  int integer = integer_type(typeName);
  if (integer >= 0) {
    if (value->kind != JSON_NUMBER) return wrong_type(reader, value, "a number");
    return fits_integer(value->text, integer) || refuse(reader, reader->path, "is no %s", typeName, NULL);
  }
  if (!strcmp(typeName, "bool")) return value->kind == JSON_BOOL || wrong_type(reader, value, "a boolean");
  Type *type = find_type(typeName);
  if (!type) {
    if (value->kind != JSON_STRING) return wrong_type(reader, value, "a string");
    if (!*value->text) return mayBeEmpty || refuse(reader, reader->path, "is an empty text", "", NULL);
    return fits_text(value->text, typeName) || refuse(reader, reader->path, "is no %s", typeName, NULL);
  }
  InterlockedIncrement(&type->used);
  return type->enumeration ? check_enumeration(reader, value, type) : check_object(reader, value, type);
}

/* `a/#/b` fits `a/anything without a slash/b`; a host pipe's path may be anything at the end. */
static bool fits_choice(const char *pattern, const char *value) {
  for (; *pattern; pattern++) {
    if (*pattern != '#') {
      if (*pattern != *value++) return false;
      continue;
    }
    size_t length = pattern[1] ? strcspn(value, "/") : strlen(value);
    if (!length) return false;
    value += length;
  }
  return !*value;
}

/* The type of a field; NULL: the sibling that chooses it has a value that is not known. */
static const char *chosen_type(const Field *field, const JsonValue *object) {
  if (field->type[0] != '*') return field->type;
  const char *value = json_text(object, field->type + 1, "");
  const SchemaChoice *tables[] = {schemaChoices, networkChoices};
  for (size_t index = 0; index < 2; index++)
    for (const SchemaChoice *choice = tables[index]; choice->sibling; choice++)
      if (!strcmp(choice->sibling, field->type + 1) && fits_choice(choice->value, value)) return choice->type;
  return NULL;
}

static bool check_members(Reader *reader, const JsonValue *value, const Field *field, const char *type) {
  if (value->kind != (field->map ? JSON_OBJECT : JSON_ARRAY))
    return wrong_type(reader, value, field->map ? "an object" : "an array");
  if (field->exactCount && value->count != field->exactCount) return refuse(reader, reader->path, "has not two members", "", NULL);
  size_t length = strlen(reader->path), index = 0;
  for (const JsonValue *member = value->first; member; member = member->next, index++) {
    if (field->map) snprintf(reader->path + length, sizeof reader->path - length, ".%s", member->key);
    else snprintf(reader->path + length, sizeof reader->path - length, "[%zu]", index);
    if (field->map && (!*member->key || !fits_text(member->key, field->keyType)))
      return refuse(reader, reader->path, "the key is no %s", field->keyType, NULL);
    if (!check_value(reader, member, type, field->mayBeEmpty)) return false;
  }
  reader->path[length] = 0;
  return true;
}

static bool check_field(Reader *reader, const JsonValue *value, Field *field, const JsonValue *object) {
  if (field->since > 20 + reader->minor) return refuse(reader, reader->path, "%s", "is newer than this build", NULL);
  InterlockedIncrement(&field->used);
  const char *type = chosen_type(field, object);
  if (!type) return refuse(reader, reader->path, "cannot be: the '%s' that says its type is not known", field->type + 1, NULL);
  return field->list || field->map ? check_members(reader, value, field, type)
                                   : check_value(reader, value, type, field->mayBeEmpty);
}

static bool check_presence(Reader *reader, const JsonValue *object, const Type *type) {
  size_t exclusive = 0, wanted = 0, lone = 0;
  Text path = {0};
  for (size_t index = 0; index < type->count; index++) {
    const Field *field = &type->fields[index];
    bool there = json_field(object, field->name) != NULL;
    text_free(&path);
    text_format(&path, "%s.%s", reader->path, field->name);
    bool excluded = there && ((field->atMostOne && exclusive++) || (field->justOne && lone++));
    wanted += field->justOne;
    if (excluded || (field->required && !there)) {
      refuse(reader, path.bytes, "%s", excluded ? "is there beside a field that it excludes" : "must be there", type->row->source);
      text_free(&path);
      return false;
    }
  }
  text_free(&path);
  return !wanted || lone || refuse(reader, reader->path, "%s", "has none of the fields of which just one must be there", type->row->source);
}

static bool check_object(Reader *reader, const JsonValue *object, Type *type) {
  if (object->kind != JSON_OBJECT) return wrong_type(reader, object, "an object");
  size_t length = strlen(reader->path);
  for (const JsonValue *value = object->first; value; value = value->next) {
    Field *field = NULL;
    for (size_t index = 0; index < type->count && !field; index++)
      if (!strcmp(type->fields[index].name, value->key)) field = &type->fields[index];
    snprintf(reader->path + length, sizeof reader->path - length, ".%s", value->key);
    if (!field) return refuse(reader, reader->path, "is no field of %s", type->row->name, type->row->source);
    if (!check_field(reader, value, field, object)) return false;
    reader->path[length] = 0;
  }
  if (!check_presence(reader, object, type)) return false;
  const char *place;
  const char *broken = schema_rule(type->row->name, object, &place);
  if (!broken) return true;
  snprintf(reader->path + length, sizeof reader->path - length, "%s%s", place ? "." : "", place ? place : "");
  return refuse(reader, reader->path, "%s", broken, type->row->source);
}

int schema_minor(int build) { return build >= 26100 ? 9 : build >= 22000 ? 6 : build >= 20348 ? 5 : build >= 19041 ? 3 : build >= 18362 ? 2 : 1; }

static bool check_version(Reader *reader, const JsonValue *document) {
  const JsonValue *version = json_field(document, "SchemaVersion");
  if (!version) return true;
  bool known = json_integer(version, "Major", 0) == 2 && json_integer(version, "Minor", 0) <= reader->minor;
  return known || refuse(reader, "$.SchemaVersion", "%s", "is not supported by this build", NULL);
}

JsonValue *schema_read(const char *utf8, const char *type, int build, SchemaError *error) {
  InitOnceExecuteOnce(&parsedOnce, parse_all, NULL, NULL);
  *error = (SchemaError){0};
  Reader reader = {.build = build, .minor = schema_minor(build), .error = error, .path = "$"};
  JsonError broken;
  JsonValue *document = json_read(utf8, &broken);
  if (!document) {
    Text text = {0};
    text_format(&text, "%s, line %d", broken.message, broken.line);
    refuse(&reader, broken.path, "%s", text.bytes, NULL);
    text_free(&text);
    return NULL;
  }
  bool first = !strcmp(type, "ComputeSystem") && json_field(document, "SystemType") && !json_field(document, "SchemaVersion");
  if (check_value(&reader, document, first ? "Container1" : type, false) && check_version(&reader, document)) return document;
  json_free(document);
  return NULL;
}

void schema_add_unused(Text *text) {
  InitOnceExecuteOnce(&parsedOnce, parse_all, NULL, NULL);
  text_add(text, "[");
  const char *comma = "";
  for (Type *type = knownTypes; type; type = type->next) {
    for (size_t index = 0; type->used && index < type->count; index++) {
      if (type->fields[index].used) continue;
      text_format(text, "%s\"%s.%s\"", comma, type->row->name, type->fields[index].name);
      comma = ",";
    }
  }
  text_add(text, "]");
}
