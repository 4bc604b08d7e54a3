#include <winsock2.h>

#include "plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addresses.h"

typedef struct {
  int64_t protocol, port;
} Port;

static bool is_port_mapping(const JsonValue *policy) { return strcmp(json_text(policy, "Type", ""), "PortMapping") == 0; }

static bool has_address(const char *id, const JsonValue *record, void *context) {
  (void)id;
  return strcmp(json_text(record, "address", ""), context) == 0;
}

static bool maps_port(const char *id, const JsonValue *record, void *context) {
  const Port *port = context;
  (void)id;
  for (const JsonValue *policy = json_field(record, "policies")->first; policy; policy = policy->next) {
    const JsonValue *settings = json_field(policy, "Settings");
    if (!is_port_mapping(policy) || json_integer(settings, "Protocol", 0) != port->protocol) continue;
    if (json_integer(settings, "ExternalPort", 0) == port->port) return true;
  }
  return false;
}

/* One that nobody on this machine listens on; 0 when there is none. */
static int free_port(void) {
  WSADATA data;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int size = sizeof address, port = 0;
  if (WSAStartup(MAKEWORD(2, 2), &data)) return 0;
  SOCKET probe = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(probe, (struct sockaddr *)&address, size) == 0 && getsockname(probe, (struct sockaddr *)&address, &size) == 0)
    port = ntohs(address.sin_port);
  closesocket(probe);
  WSACleanup();
  return port;
}

static HRESULT choose_port(Port *port, char **error) {
  for (int tries = 0; tries < 100; tries++) {
    port->port = free_port();
    if (port->port && !record_any(ENDPOINT, maps_port, port)) return S_OK;
  }
  return refuse(error, HCN_PORT_ALREADY_EXISTS, "no port is free");
}

/* A port mapping with its port, chosen when it has none; taken must not be any of `before` (policies added so far). */
static HRESULT add_mapping(Text *text, const JsonValue *policy, const Port *before, size_t count, Port *port, char **error) {
  static const char *const EXTERNAL[] = {"ExternalPort", NULL};
  const JsonValue *settings = json_field(policy, "Settings");
  *port = (Port){json_integer(settings, "Protocol", 0), json_integer(settings, "ExternalPort", 0)};
  if (json_integer(settings, "InternalPort", 0) == 0) return refuse(error, HCN_INVALID_INTERNAL_PORT, "InternalPort is 0");
  if (port->protocol != 6 && port->protocol != 17) return refuse(error, HCN_MAPPING_NOT_SUPPORTED, "Protocol is neither 6 nor 17");
  if (port->port == 0) {
    HRESULT hr = choose_port(port, error);
    if (hr != S_OK) return hr;
  } else if (record_any(ENDPOINT, maps_port, port)) {
    return refuse(error, HCN_PORT_ALREADY_EXISTS, "another endpoint has the port");
  }
  for (size_t at = 0; at < count; at++)
    if (before[at].port == port->port && before[at].protocol == port->protocol)
      return refuse(error, HCN_PORT_ALREADY_EXISTS, "the port comes twice");
  text_add(text, "{\"Type\":\"PortMapping\",\"Settings\":");
  text_add_object_without(text, settings, EXTERNAL);
  text_format(text, "\"ExternalPort\":%lld}}", (long long)port->port);
  return S_OK;
}

/* Adds `policies` behind what the text has of a list. */
static HRESULT add_policies(Text *text, const JsonValue *policies, bool nat, bool first, char **error) {
  enum { MOST_PORTS = 256 };
  Port ports[MOST_PORTS];
  size_t count = 0;
  HRESULT hr = S_OK;
  for (const JsonValue *policy = policies ? policies->first : NULL; policy && hr == S_OK; policy = policy->next, first = false) {
    if (!first) text_add(text, ",");
    if (!is_port_mapping(policy)) json_write(text, policy);
    else if (!nat) hr = refuse(error, HCN_MAPPING_NOT_SUPPORTED, "the network has no address translation");
    else if (count == MOST_PORTS) hr = refuse(error, HCN_MAPPING_NOT_SUPPORTED, "too many ports");
    else hr = add_mapping(text, policy, ports, count, &ports[count], error);
    if (hr == S_OK && is_port_mapping(policy)) count++;
  }
  return hr;
}

static HRESULT choose_address(const Prefix *prefix, char text[16], char **error) {
  for (uint32_t address = prefix->base + 2; prefix_has(prefix, address); address++) {
    format_address(address, text);
    if (!record_any(ENDPOINT, has_address, text)) return S_OK;
  }
  return refuse(error, HCN_ADDRESS_INVALID, "all addresses are taken");
}

/* The one that is asked for, else a free one. Without a prefix (DHCP) it may stay empty. */
static HRESULT find_address(const JsonValue *network, const JsonValue *settings, Prefix *prefix, char text[16], char **error) {
  const JsonValue *prefixes = json_field(network, "prefixes"), *wanted = json_field(settings, "IpConfigurations");
  uint32_t address;
  bool known = prefixes->first && parse_prefix(prefixes->first->text, prefix);
  *text = 0;
  if (!wanted || !wanted->first) return known ? choose_address(prefix, text, error) : S_OK;
  const char *given = json_text(wanted->first, "IpAddress", "");
  if (!parse_address(given, &address)) return refuse(error, HCN_INVALID_IP, given);
  if (known && (!prefix_has(prefix, address) || address == prefix->base + 1)) return refuse(error, HCN_ADDRESS_INVALID, given);
  format_address(address, text);
  return record_any(ENDPOINT, has_address, text) ? refuse(error, HCN_ADDRESS_INVALID, given) : S_OK;
}

static void add_mac(Text *text, const JsonValue *settings) {
  const char *given = json_text(settings, "MacAddress", "");
  unsigned char tail[3];
  random_bytes(tail, sizeof tail);
  if (*given) text_format(text, "\"mac\":\"%s\",", given);
  else text_format(text, "\"mac\":\"00-15-5D-%02X-%02X-%02X\",", tail[0], tail[1], tail[2]);
}

static HRESULT build_record(Text *text, const char *network_id, const JsonValue *network, const JsonValue *settings, char **error) {
  Prefix prefix = {0};
  char address[16], gateway[16];
  HRESULT hr = find_address(network, settings, &prefix, address, error);
  if (hr != S_OK) return hr;
  format_address(prefix.base + 1, gateway);
  text_format(text, "{\"network\":\"%s\",\"namespace\":\"\",\"address\":\"%s\",\"length\":%u,\"gateway\":\"%s\",", network_id, address,
              prefix.length, prefix.length ? gateway : "");
  add_mac(text, settings);
  text_add(text, "\"settings\":");
  json_write(text, settings);
  text_add(text, ",\"policies\":[");
  bool nat = strcmp(json_text(json_field(network, "settings"), "Type", "NAT"), "NAT") == 0;
  hr = add_policies(text, json_field(settings, "Policies"), nat, true, error);
  text_add(text, "]}");
  return hr;
}

HRESULT endpoint_create(const char *id, const char *network_id, const JsonValue *settings, char **error) {
  const char *named = json_text(settings, "HostComputeNetwork", network_id);
  JsonValue *network = record_load(NETWORK, network_id), *same = record_load(ENDPOINT, id);
  Text text = {0};
  HRESULT hr;
  if (!network) hr = refuse(error, HCN_NETWORK_NOT_FOUND, network_id);
  else if (_stricmp(named, network_id) != 0) hr = refuse(error, HCN_E(0x0C), "HostComputeNetwork is another network");
  else if (same) hr = refuse(error, (HRESULT)0x800700B7, "the endpoint exists");
  else hr = build_record(&text, network_id, network, settings, error);
  if (hr == S_OK) hr = record_save(ENDPOINT, id, text.bytes);
  text_free(&text);
  json_free(network);
  json_free(same);
  return hr;
}

void endpoint_document(Text *text, const char *id, const JsonValue *record) {
  static const char *const OWN[] = {"ID", "HostComputeNetwork", "IpConfigurations", "MacAddress", "Policies", "Flags", NULL};
  const JsonValue *settings = json_field(record, "settings");
  const char *namespace = json_text(record, "namespace", ""), *address = json_text(record, "address", "");
  text_add_object_without(text, settings, OWN);
  if (json_integer(settings, "Flags", 0)) text_format(text, "\"Flags\":%lld,", (long long)json_integer(settings, "Flags", 0));
  text_format(text, "\"ID\":\"%s\",\"HostComputeNetwork\":\"%s\",", id, json_text(record, "network", ""));
  if (*namespace) text_format(text, "\"HostComputeNamespace\":\"%s\",", namespace);
  if (*address) {
    text_format(text, "\"IpConfigurations\":[{\"IpAddress\":\"%s\",\"PrefixLength\":%lld}],", address,
                (long long)json_integer(record, "length", 0));
    if (!json_field(settings, "Routes"))
      text_format(text, "\"Routes\":[{\"NextHop\":\"%s\",\"DestinationPrefix\":\"0.0.0.0/0\"}],", json_text(record, "gateway", ""));
  }
  text_format(text, "\"MacAddress\":\"%s\",\"Policies\":", json_text(record, "mac", ""));
  json_write(text, json_field(record, "policies"));
  text_add(text, "}");
}

HRESULT endpoint_attach(const char *id, const char *namespace, char **error) {
  static const char *const OWN[] = {"namespace", NULL};
  JsonValue *record = record_load(ENDPOINT, id);
  if (!record) return refuse(error, HCN_ENDPOINT_NOT_FOUND, id);
  Text text = {0};
  text_add_object_without(&text, record, OWN);
  text_format(&text, "\"namespace\":\"%s\"}", namespace ? namespace : "");
  HRESULT hr = record_save(ENDPOINT, id, text.bytes);
  text_free(&text);
  json_free(record);
  return hr;
}

static bool same_policy(const JsonValue *one, const JsonValue *other) {
  Text a = {0}, b = {0};
  bool ports = is_port_mapping(one) && is_port_mapping(other);
  const JsonValue *s = json_field(one, "Settings"), *t = json_field(other, "Settings");
  if (ports)
    return json_integer(s, "Protocol", 0) == json_integer(t, "Protocol", 0) &&
           json_integer(s, "InternalPort", 0) == json_integer(t, "InternalPort", 0) &&
           json_integer(s, "ExternalPort", 0) == json_integer(t, "ExternalPort", 0);
  json_write(&a, s);
  json_write(&b, t);
  bool same = strcmp(json_text(one, "Type", ""), json_text(other, "Type", "")) == 0 && strcmp(a.bytes, b.bytes) == 0;
  text_free(&a);
  text_free(&b);
  return same;
}

static bool is_among(const JsonValue *policy, const JsonValue *policies) {
  for (const JsonValue *one = policies->first; one; one = one->next)
    if (same_policy(one, policy)) return true;
  return false;
}

static bool is_nat_network(const char *id) {
  JsonValue *network = record_load(NETWORK, id);
  bool nat = network && strcmp(json_text(json_field(network, "settings"), "Type", "NAT"), "NAT") == 0;
  json_free(network);
  return nat;
}

/* The policies after a request, as a list's members. */
static HRESULT change_policies(Text *text, const JsonValue *record, const JsonValue *request, char **error) {
  const JsonValue *kept = json_field(record, "policies"), *given = json_field(json_field(request, "Settings"), "Policies");
  bool remove = strcmp(json_text(request, "RequestType", ""), "Remove") == 0, first = true;
  for (const JsonValue *policy = remove ? given->first : NULL; policy; policy = policy->next)
    if (!is_among(policy, kept)) return refuse(error, HCN_POLICY_NOT_FOUND, "the endpoint has no such policy");
  for (const JsonValue *policy = kept->first; policy; policy = policy->next) {
    if (remove && is_among(policy, given)) continue;
    if (!first) text_add(text, ",");
    json_write(text, policy);
    first = false;
  }
  return remove ? S_OK : add_policies(text, given, is_nat_network(json_text(record, "network", "")), first, error);
}

HRESULT endpoint_modify(const char *id, const JsonValue *request, char **error) {
  static const char *const OWN[] = {"policies", NULL};
  const char *type = json_text(request, "RequestType", "");
  JsonValue *record = record_load(ENDPOINT, id);
  if (!record) return refuse(error, HCN_ENDPOINT_NOT_FOUND, id);
  Text text = {0};
  text_add_object_without(&text, record, OWN);
  text_add(&text, "\"policies\":[");
  HRESULT hr = strcmp(json_text(request, "ResourceType", ""), "Policy") || (strcmp(type, "Add") && strcmp(type, "Remove"))
                   ? refuse(error, HCN_REQUEST_UNSUPPORTED, "only policies can be added or removed")
                   : change_policies(&text, record, request, error);
  text_add(&text, "]}");
  if (hr == S_OK) hr = record_save(ENDPOINT, id, text.bytes);
  text_free(&text);
  json_free(record);
  return hr;
}
