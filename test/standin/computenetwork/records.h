/* What plain mode keeps of each object: one JSON file each. */
#ifndef STANDIN_RECORDS_H
#define STANDIN_RECORDS_H
#include <stdbool.h>

#include "../common/text.h"
#include "hns.h"

/* NULL when there is none; freed with json_free. */
JsonValue *record_load(Kind kind, const char *id);
HRESULT record_save(Kind kind, const char *id, const char *json);
bool record_remove(Kind kind, const char *id);
/* Calls `visit` with each record of a kind until it gives true; that is the result. */
bool record_any(Kind kind, bool (*visit)(const char *id, const JsonValue *record, void *context), void *context);
/* `{"a":..,` for the fields of an object but those in `without` (NULL-terminated); starts with `{`, ends open. */
void text_add_object_without(Text *text, const JsonValue *object, const char *const *without);
#endif
