/*
 * The strict reader by itself: schema-test.exe <file>. Each line of the file: type, a tab, a build, a tab, a document.
 * Each line of the output: `ok`, or the path that was refused, a tab, and why. The last line of the output: the fields
 * that no document had.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../schema/schema.h"

static char line[65536];

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (!file) return 2;
  while (fgets(line, sizeof line, file)) {
    char *build = strchr(line, '\t'), *document = build ? strchr(build + 1, '\t') : NULL;
    if (!document) return 2;
    *build++ = 0;
    *document++ = 0;
    document[strcspn(document, "\r\n")] = 0;
    SchemaError error;
    JsonValue *value = schema_read(document, line, atoi(build), &error);
    if (value) puts("ok");
    else printf("%s\t%s\n", error.path, error.message);
    json_free(value);
  }
  fclose(file);
  Text text = {0};
  schema_add_unused(&text);
  puts(text.bytes);
  text_free(&text);
  return 0;
}
