#ifndef STANDIN_SCHEMA_H
#define STANDIN_SCHEMA_H

#include "../common/json.h"

/*
 * The strict reader of the host compute service's documents, written from the public reference, apart from whatever
 * builds documents. A type is one row of text.
 *
 * A structure: `Field:Type` words. Type: string, bool, u8, u16, u32, u64, i32, i64, Guid, mac, bytes (base64), Any, another
 * row's name, or `*Sibling`: chosen by that field's value (schemaChoices). Behind it: `[]` a list, `[2]` a list of just
 * two, `{Type}` a map with keys of that type. Then `!` must be there; `?` may be an empty text; `^` at most one of the
 * fields so marked; `+` just one of them; `@25` new in schema 2.5 (no mark: 2.0 or 2.1, Windows build 17763).
 * An enumeration: `| Word Word@25`.
 */
typedef struct SchemaType {
  const char *name;
  const char *source;
  const char *text;
} SchemaType;

/* By the value (`#`: any text between slashes) of the field `sibling`, the type of the field marked `*sibling`. */
typedef struct SchemaChoice {
  const char *sibling;
  const char *value;
  const char *type;
} SchemaChoice;

#define REFERENCE "learn.microsoft.com/virtualization/api/hcs/schemareference, the type of this name"
#define REFERENCE_OF(type) "learn.microsoft.com/virtualization/api/hcs/schemareference#" type
#define HCSSHIM "github.com/microsoft/hcsshim internal/hcs/schema2/"
#define HCSSHIM_1 "github.com/microsoft/hcsshim internal/hcs/schema1/schema1.go"

/* Each ends in a row of nothing. */
extern const SchemaType containerTypes[], virtualMachineTypes[], requestTypes[], schema1Types[], networkTypes[], storageTypes[];
extern const SchemaChoice schemaChoices[], networkChoices[];

/* Why a document was refused: where (`$.Container.Foo`) and what. */
typedef struct SchemaError {
  char path[256];
  char message[384];
} SchemaError;

/* What a rule of `rules.c` found wrong at a field of the object (NULL: at the object); NULL when all is well. */
const char *schema_rule(const char *type, const JsonValue *object, const char **field);

/*
 * Reads a document as `type`, with the fields that build (17763, 19045, 20348, 26100) knows. `type` "ComputeSystem" takes
 * the schema 1 document too. The caller frees the value; NULL: refused, error filled.
 */
JsonValue *schema_read(const char *utf8, const char *type, int build, SchemaError *error);
/* The newest schema 2 minor version of a build. */
int schema_minor(int build);
/* A JSON array of `Type.Field` that no document had so far, for the types that some document had. */
void schema_add_unused(Text *text);

#endif
