#include "addresses.h"

#include <stdio.h>

static uint32_t mask_of(unsigned length) { return length ? UINT32_MAX << (32 - length) : 0; }

bool parse_address(const char *text, uint32_t *address) {
  unsigned a, b, c, d;
  char more;
  if (sscanf(text, "%3u.%3u.%3u.%3u%c", &a, &b, &c, &d, &more) != 4) return false;
  if (a > 255 || b > 255 || c > 255 || d > 255) return false;
  *address = a << 24 | b << 16 | c << 8 | d;
  return true;
}

bool parse_prefix(const char *text, Prefix *prefix) {
  unsigned a, b, c, d;
  char address[20], more;
  if (sscanf(text, "%3u.%3u.%3u.%3u/%2u%c", &a, &b, &c, &d, &prefix->length, &more) != 5) return false;
  snprintf(address, sizeof address, "%u.%u.%u.%u", a & 0xfff, b & 0xfff, c & 0xfff, d & 0xfff);
  if (!parse_address(address, &prefix->base) || prefix->length < 8 || prefix->length > 30) return false;
  return (prefix->base & ~mask_of(prefix->length)) == 0;
}

void format_address(uint32_t address, char text[16]) {
  snprintf(text, 16, "%u.%u.%u.%u", address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
}

bool prefixes_overlap(const Prefix *one, const Prefix *other) {
  uint32_t mask = mask_of(one->length < other->length ? one->length : other->length);
  return (one->base & mask) == (other->base & mask);
}

bool prefix_has(const Prefix *prefix, uint32_t address) {
  return (address & mask_of(prefix->length)) == prefix->base && address != prefix->base && ~(address | mask_of(prefix->length)) != 0;
}
