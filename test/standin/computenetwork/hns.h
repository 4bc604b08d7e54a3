/*
 * What HNS does: networks, endpoints and namespaces with the ids, prefixes, addresses and ports that it chooses. In plain
 * mode here (files below C:\ProgramData\HcsStandIn\hcn, so that any process sees them, as on Windows), else by the
 * stand-in service. Documents were read strictly before. Every function may fill *error with a text for the ErrorRecord.
 */
#ifndef STANDIN_HNS_H
#define STANDIN_HNS_H
#include <windows.h>

#include "../common/json.h"

typedef enum { NETWORK, ENDPOINT, NAMESPACE } Kind;
extern const char *const KIND_NAMES[];

#define HCN_E(code) ((HRESULT)(0x803B0000u | (code)))
#define HCN_NETWORK_NOT_FOUND HCN_E(0x01)
#define HCN_ENDPOINT_NOT_FOUND HCN_E(0x02)
#define HCN_POLICY_NOT_FOUND HCN_E(0x08)
#define HCN_ALREADY_EXISTS HCN_E(0x10)
#define HCN_PORT_ALREADY_EXISTS HCN_E(0x13)
#define HCN_ALREADY_ATTACHED HCN_E(0x14)
#define HCN_REQUEST_UNSUPPORTED HCN_E(0x15)
#define HCN_MAPPING_NOT_SUPPORTED HCN_E(0x16)
#define HCN_INVALID_JSON HCN_E(0x1B)
#define HCN_INVALID_IP HCN_E(0x1E)
#define HCN_HAS_REFERENCES HCN_E(0x2C)
#define HCN_INVALID_INTERNAL_PORT HCN_E(0x2D)
#define HCN_ADDRESS_INVALID HCN_E(0x2F)
#define HCN_INVALID_PREFIX HCN_E(0x30)
#define HCN_INVALID_SUBNET HCN_E(0x32)
#define HCN_NOT_ATTACHED HCN_E(0x34)
#define ELEMENT_NOT_FOUND ((HRESULT)0x80070490)

/* `id`: 36 characters, lower case; all zero asks for one, which takes its place. `network`: of an endpoint. */
HRESULT hns_create(Kind kind, char id[37], const char *network, const JsonValue *settings, char **error);
HRESULT hns_open(Kind kind, const char *id, char **error);
/* The document as HNS answers it; the caller frees. */
HRESULT hns_query(Kind kind, const char *id, char **document, char **error);
/* A JSON array of ids; `filter` (NULL: all) has ID, Name, VirtualNetwork. */
HRESULT hns_enumerate(Kind kind, const JsonValue *query, const JsonValue *filter, char **ids, char **error);
HRESULT hns_modify(Kind kind, const char *id, const JsonValue *request, char **error);
HRESULT hns_delete(Kind kind, const char *id, char **error);
#endif
