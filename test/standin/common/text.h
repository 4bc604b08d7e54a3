#ifndef STANDIN_TEXT_H
#define STANDIN_TEXT_H

#include <stddef.h>
#include <wchar.h>

/* Bytes that grow; always ends in a zero. Start with `Text text = {0};`, end with text_free. */
typedef struct Text {
  char *bytes;
  size_t length;
  size_t capacity;
} Text;

void text_add(Text *text, const char *utf8);
void text_add_bytes(Text *text, const void *bytes, size_t count);
void text_format(Text *text, const char *format, ...) __attribute__((format(gnu_printf, 2, 3)));
/* With quotes, escaped as JSON. */
void text_add_json(Text *text, const char *utf8);
/* The bytes, owned by the caller (free); the text is empty afterwards. */
char *text_take(Text *text);
void text_free(Text *text);

/* Memory or the end of the process: a stand-in has no use for a null pointer. */
void *must_allocate(size_t bytes);
char *copy_text(const char *utf8);

/* UTF-16 to UTF-8 and back; the caller frees. NULL gives NULL. A lone surrogate becomes U+FFFD. */
char *utf8_of(const wchar_t *utf16);
wchar_t *utf16_of(const char *utf8);

#endif
