#include "ask-service.h"

#include <stdlib.h>

static void add_wide(Text *text, const WCHAR *wide) {
  char *utf8 = utf8_of(wide);
  text_add_json(text, utf8);
  free(utf8);
}

char *members_of(const WCHAR *path, const char *name, const WCHAR *value, const Parents *parents) {
  Text text = {0};
  text_add(&text, "\"path\":");
  add_wide(&text, path);
  if (value) {
    text_format(&text, ",\"%s\":", name);
    add_wide(&text, value);
  }
  if (parents) {
    text_add(&text, ",\"parents\":[");
    for (uint32_t at = 0; at < parents->count; at++) {
      if (at) text_add(&text, ",");
      add_wide(&text, parents->paths[at]);
    }
    text_add(&text, "]");
  }
  return text_take(&text);
}

HRESULT ask_service(const char *op, const WCHAR *path, const char *name, const WCHAR *value, const Parents *parents) {
  char *members = members_of(path, name, value, parents);
  HRESULT hr = service_call_wait(op, members, NULL, NULL);
  free(members);
  return hr;
}
