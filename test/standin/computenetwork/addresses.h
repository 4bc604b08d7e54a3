/* Addresses and prefixes of IPv4, in plain mode. */
#ifndef STANDIN_ADDRESSES_H
#define STANDIN_ADDRESSES_H
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint32_t base;
  unsigned length;
} Prefix;

bool parse_address(const char *text, uint32_t *address);
/* With no bit set behind its length, and room for hosts. */
bool parse_prefix(const char *text, Prefix *prefix);
void format_address(uint32_t address, char text[16]);
bool prefixes_overlap(const Prefix *one, const Prefix *other);
bool prefix_has(const Prefix *prefix, uint32_t address);
#endif
