#include "text.h"

#include <windows.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *must_allocate(size_t bytes) {
  void *memory = calloc(1, bytes ? bytes : 1);
  if (!memory) abort();
  return memory;
}

char *copy_text(const char *utf8) {
  if (!utf8) return NULL;
  size_t length = strlen(utf8);
  return memcpy(must_allocate(length + 1), utf8, length);
}

static void reserve(Text *text, size_t more) {
  size_t needed = text->length + more + 1;
  if (needed <= text->capacity) return;
  size_t capacity = text->capacity ? text->capacity : 64;
  while (capacity < needed) capacity *= 2;
  text->bytes = realloc(text->bytes, capacity);
  if (!text->bytes) abort();
  text->capacity = capacity;
}

void text_add_bytes(Text *text, const void *bytes, size_t count) {
  reserve(text, count);
  memcpy(text->bytes + text->length, bytes, count);
  text->length += count;
  text->bytes[text->length] = 0;
}

void text_add(Text *text, const char *utf8) { text_add_bytes(text, utf8, strlen(utf8)); }

void text_format(Text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  reserve(text, (size_t)length);
  vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
  va_end(again);
  text->length += (size_t)length;
}

void text_add_json(Text *text, const char *utf8) {
  text_add(text, "\"");
  for (const char *at = utf8 ? utf8 : ""; *at; at++) {
    unsigned char byte = (unsigned char)*at;
    if (byte == '"' || byte == '\\') text_format(text, "\\%c", byte);
    else if (byte < 0x20) text_format(text, "\\u%04x", byte);
    else text_add_bytes(text, at, 1);
  }
  text_add(text, "\"");
}

char *text_take(Text *text) {
  reserve(text, 0);
  text->bytes[text->length] = 0;
  char *bytes = text->bytes;
  *text = (Text){0};
  return bytes;
}

void text_free(Text *text) {
  free(text->bytes);
  *text = (Text){0};
}

char *utf8_of(const wchar_t *utf16) {
  if (!utf16) return NULL;
  int bytes = WideCharToMultiByte(CP_UTF8, 0, utf16, -1, NULL, 0, NULL, NULL);
  char *utf8 = must_allocate((size_t)bytes + 1);
  WideCharToMultiByte(CP_UTF8, 0, utf16, -1, utf8, bytes, NULL, NULL);
  return utf8;
}

wchar_t *utf16_of(const char *utf8) {
  if (!utf8) return NULL;
  int units = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0);
  wchar_t *utf16 = must_allocate(((size_t)units + 1) * sizeof(wchar_t));
  MultiByteToWideChar(CP_UTF8, 0, utf8, -1, utf16, units);
  return utf16;
}
