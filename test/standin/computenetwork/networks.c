#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addresses.h"

typedef struct {
  const char *id, *name;
  Prefix prefixes[16];
  size_t count;
} Wanted;

static bool is_nat(const JsonValue *settings) { return strcmp(json_text(settings, "Type", "NAT"), "NAT") == 0; }

static bool clashes(const char *id, const JsonValue *record, void *context) {
  const Wanted *wanted = context;
  const JsonValue *settings = json_field(record, "settings");
  return strcmp(id, wanted->id) == 0 || strcmp(json_text(settings, "Name", ""), wanted->name) == 0;
}

static bool overlaps(const char *id, const JsonValue *record, void *context) {
  const Wanted *wanted = context;
  (void)id;
  for (const JsonValue *one = json_field(record, "prefixes")->first; one; one = one->next) {
    Prefix taken;
    if (!parse_prefix(one->text, &taken)) continue;
    for (size_t at = 0; at < wanted->count; at++)
      if (prefixes_overlap(&taken, &wanted->prefixes[at])) return true;
  }
  return false;
}

static HRESULT read_prefixes(const JsonValue *settings, Wanted *wanted, char **error) {
  const JsonValue *ipams = json_field(settings, "Ipams");
  for (const JsonValue *ipam = ipams ? ipams->first : NULL; ipam; ipam = ipam->next) {
    const JsonValue *subnets = json_field(ipam, "Subnets");
    for (const JsonValue *subnet = subnets ? subnets->first : NULL; subnet; subnet = subnet->next) {
      const char *text = json_text(subnet, "IpAddressPrefix", "");
      if (wanted->count == 16) return refuse(error, HCN_INVALID_SUBNET, "too many prefixes");
      if (!parse_prefix(text, &wanted->prefixes[wanted->count++])) return refuse(error, HCN_INVALID_PREFIX, text);
    }
  }
  return S_OK;
}

/* Of 172.16.0.0/12 the first /20 that no network has: what HNS does when it is not told. */
static HRESULT choose_prefix(Wanted *wanted, char **error) {
  wanted->count = 1;
  for (uint32_t at = 0; at < 256; at++) {
    wanted->prefixes[0] = (Prefix){0xAC100000u + at * 4096, 20};
    if (!record_any(NETWORK, overlaps, wanted)) return S_OK;
  }
  return refuse(error, HCN_INVALID_SUBNET, "all prefixes are taken");
}

HRESULT network_create(const char *id, const JsonValue *settings, char **error) {
  Wanted wanted = {.id = id, .name = json_text(settings, "Name", "")};
  HRESULT hr = read_prefixes(settings, &wanted, error);
  if (hr != S_OK) return hr;
  if (record_any(NETWORK, clashes, &wanted)) return refuse(error, HCN_ALREADY_EXISTS, wanted.name);
  if (record_any(NETWORK, overlaps, &wanted)) return refuse(error, HCN_ALREADY_EXISTS, "another network has an overlapping prefix");
  const char *type = json_text(settings, "Type", "NAT");
  bool internal = strcmp(type, "NAT") == 0 || strcmp(type, "Internal") == 0 || strcmp(type, "Private") == 0 || strcmp(type, "ICS") == 0;
  if (wanted.count == 0 && internal) hr = choose_prefix(&wanted, error);
  if (hr != S_OK) return hr;
  Text text = {0};
  text_add(&text, "{\"settings\":");
  json_write(&text, settings);
  text_add(&text, ",\"prefixes\":[");
  for (size_t at = 0; at < wanted.count; at++) {
    char address[16];
    format_address(wanted.prefixes[at].base, address);
    text_format(&text, "%s\"%s/%u\"", at ? "," : "", address, wanted.prefixes[at].length);
  }
  text_add(&text, "]}");
  hr = record_save(NETWORK, id, text.bytes);
  text_free(&text);
  return hr;
}

static void add_ipams(Text *text, const JsonValue *record) {
  const JsonValue *given = json_field(json_field(record, "settings"), "Ipams");
  if (given && given->count) {
    json_write(text, given);
    return;
  }
  text_add(text, "[");
  for (const JsonValue *one = json_field(record, "prefixes")->first; one; one = one->next) {
    Prefix prefix;
    char gateway[16];
    if (!parse_prefix(one->text, &prefix)) continue;
    format_address(prefix.base + 1, gateway);
    text_format(text, "{\"Type\":\"Static\",\"Subnets\":[{\"IpAddressPrefix\":\"%s\",\"Routes\":[{\"NextHop\":\"%s\","
                "\"DestinationPrefix\":\"0.0.0.0/0\"}]}]}", one->text, gateway);
  }
  text_add(text, "]");
}

/* HNS leaves out what is zero or the default: the Type of a NAT network, Flags of 0. */
void network_document(Text *text, const char *id, const JsonValue *record) {
  static const char *const ALL[] = {"ID", "Ipams", "Type", "Flags", NULL};
  const JsonValue *settings = json_field(record, "settings");
  text_add_object_without(text, settings, ALL);
  if (!is_nat(settings)) text_format(text, "\"Type\":\"%s\",", json_text(settings, "Type", ""));
  if (json_integer(settings, "Flags", 0)) text_format(text, "\"Flags\":%lld,", (long long)json_integer(settings, "Flags", 0));
  text_format(text, "\"ID\":\"%s\",\"Ipams\":", id);
  add_ipams(text, record);
  text_add(text, "}");
}

static bool is_on(const char *id, const JsonValue *record, void *context) {
  (void)id;
  return strcmp(json_text(record, "network", ""), context) == 0;
}

HRESULT network_delete(const char *id, char **error) {
  if (record_any(ENDPOINT, is_on, (void *)id)) return refuse(error, HCN_HAS_REFERENCES, "the network has endpoints");
  return record_remove(NETWORK, id) ? S_OK : refuse(error, HCN_NETWORK_NOT_FOUND, id);
}
