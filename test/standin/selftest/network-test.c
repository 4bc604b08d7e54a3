/* computenetwork.dll in plain mode: strict documents, what HNS chooses and leaves out, conflicts, references, handles. */
#include <initguid.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#include <computenetwork.h>
#include <objbase.h>

#include "check.h"

static HMODULE dll;
static WCHAR answer[8192], failure[2048];
static const GUID NET = {1, 0, 0, {0, 0, 0, 0, 0, 0, 0, 1}}, NET2 = {2, 0, 0, {0, 0, 0, 0, 0, 0, 0, 1}};
static const GUID END = {3, 0, 0, {0, 0, 0, 0, 0, 0, 0, 1}}, END2 = {4, 0, 0, {0, 0, 0, 0, 0, 0, 0, 1}};
static const GUID SPACE = {5, 0, 0, {0, 0, 0, 0, 0, 0, 0, 1}}, ZERO;

#define F(name) ((__typeof__(&name))must_find(dll, #name))
#define VERSION L"\"SchemaVersion\":{\"Major\":2,\"Minor\":0}"
#define QUERY L"{" VERSION L"}"

/* Keeps the text of a result and frees it. */
static HRESULT keep(HRESULT hr, PWSTR *text, WCHAR *into, size_t capacity) {
  into[0] = 0;
  if (*text) wcsncpy(into, *text, capacity - 1);
  CoTaskMemFree(*text);
  return hr;
}

static HRESULT create_network(const GUID *id, PCWSTR settings, HCN_NETWORK *network) {
  PWSTR record = NULL;
  HRESULT hr = F(HcnCreateNetwork)(id, settings, network, &record);
  CHECK((record != NULL) == (hr < 0));
  return keep(hr, &record, failure, 2048);
}

static HRESULT create_endpoint(HCN_NETWORK network, const GUID *id, PCWSTR policies, HCN_ENDPOINT *endpoint) {
  WCHAR settings[2048];
  PWSTR record = NULL;
  swprintf(settings, 2048, L"{" VERSION L",\"Name\":\"e\",\"Owner\":\"o\"%ls}", policies);
  HRESULT hr = F(HcnCreateEndpoint)(network, id, settings, endpoint, &record);
  return keep(hr, &record, failure, 2048);
}

static HRESULT ask(HRESULT(WINAPI *function)(void *, PCWSTR, PWSTR *, PWSTR *), void *handle) {
  PWSTR text = NULL, record = NULL;
  HRESULT hr = function(handle, QUERY, &text, &record);
  keep(hr, &record, failure, 2048);
  return keep(hr, &text, answer, 8192);
}

static HRESULT count(HRESULT(WINAPI *function)(PCWSTR, PWSTR *, PWSTR *), PCWSTR filter) {
  WCHAR query[512];
  PWSTR text = NULL, record = NULL;
  swprintf(query, 512, L"{" VERSION L"%ls%ls%ls}", *filter ? L",\"Filter\":\"" : L"", filter, *filter ? L"\"" : L"");
  HRESULT hr = function(query, &text, &record);
  keep(hr, &record, failure, 2048);
  return keep(hr, &text, answer, 8192);
}

static void refused_documents(void) {
  HCN_NETWORK network = NULL;
  static const struct {
    PCWSTR settings, path;
  } BAD[] = {{L"", L"$"},
             {L"{}", L"$"},
             {L"{" VERSION L",\"Name\":\"\"}", L"$.Name"},
             {L"{" VERSION L",\"Name\":\"n\",\"Typ\":\"NAT\"}", L"$.Typ"},
             {L"{" VERSION L",\"Name\":\"n\",\"Type\":\"Nat\"}", L"$.Type"},
             {L"{" VERSION L",\"Name\":\"n\",\"Ipams\":[{\"Type\":\"DHCP\"}]}", L"$.Ipams[0].Type"},
             {L"{" VERSION L",\"Name\":\"n\",\"Policies\":[{\"Type\":\"NetAdapterName\",\"Settings\":{\"Name\":\"x\"}}]}",
              L"$.Policies[0].Settings.Name"},
             {L"{" VERSION L",\"Name\":\"n\"} x", L"$"}};
  for (size_t at = 0; at < sizeof BAD / sizeof *BAD; at++) {
    CHECK_IS(create_network(&NET, BAD[at].settings, &network), 0x803B001B);
    if (!wcsstr(failure, BAD[at].path)) printf("%zu: %ls\n", at, failure);
    CHECK(wcsstr(failure, BAD[at].path) != NULL);
    CHECK(wcsstr(failure, L"\"Success\":false") != NULL);
  }
}

static HCN_NETWORK networks(void) {
  HCN_NETWORK network = NULL, other = NULL;
  CHECK_IS(create_network(&NET, L"{" VERSION L",\"Name\":\"rt-nat\",\"Owner\":\"o\",\"Type\":\"NAT\",\"Flags\":0}", &network), S_OK);
  CHECK_IS(ask(F(HcnQueryNetworkProperties), network), S_OK);
  CHECK(wcsstr(answer, L"172.16.0.0/20") && wcsstr(answer, L"172.16.0.1") && wcsstr(answer, L"\"Owner\":\"o\""));
  CHECK(!wcsstr(answer, L"NAT") && !wcsstr(answer, L"Flags"));
  CHECK_IS(create_network(&NET2, L"{" VERSION L",\"Name\":\"rt-nat\"}", &other), 0x803B0010);
  static const WCHAR SUBNET[] = L"{" VERSION L",\"Name\":\"two\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"%ls\"}]}]}";
  WCHAR settings[512];
  swprintf(settings, 512, SUBNET, L"172.16.8.0/24");
  CHECK_IS(create_network(&NET2, settings, &other), 0x803B0010);
  swprintf(settings, 512, SUBNET, L"172.32.8.1/24");
  CHECK_IS(create_network(&NET2, settings, &other), 0x803B0030);
  swprintf(settings, 512, SUBNET, L"172.32.8.0/24");
  CHECK_IS(create_network(&ZERO, settings, &other), S_OK);
  CHECK_IS(ask(F(HcnQueryNetworkProperties), other), S_OK);
  CHECK(!wcsstr(answer, L"00000000-0000-0000"));
  CHECK_IS(F(HcnCloseNetwork)(other), S_OK);
  CHECK_IS(count(F(HcnEnumerateNetworks), L""), S_OK);
  CHECK_IS(wcslen(answer), 2 + 2 * 38 + 1);
  CHECK_IS(count(F(HcnEnumerateNetworks), L"{\\\"Name\\\":\\\"RT-nat\\\"}"), S_OK);
  CHECK(wcscmp(answer, L"[\"00000001-0000-0000-0000-000000000001\"]") == 0);
  CHECK_IS(count(F(HcnEnumerateNetworks), L"{\\\"Nam\\\":\\\"x\\\"}"), 0x803B001B);
  PWSTR record = NULL;
  CHECK_IS(keep(F(HcnOpenNetwork)(&NET2, &other, &record), &record, failure, 2048), 0x803B0001);
  return network;
}

#define MAP(internal, external)                                                                                        \
  L"{\"Type\":\"PortMapping\",\"Settings\":{\"Protocol\":6,\"InternalPort\":" internal external L"}}"

static HCN_ENDPOINT endpoints(HCN_NETWORK network) {
  HCN_ENDPOINT endpoint = NULL, other = NULL;
  CHECK_IS(create_endpoint(network, &END, L",\"Policies\":[" MAP(L"0", L"") L"]", &endpoint), 0x803B002D);
  CHECK_IS(create_endpoint(network, &END, L",\"Policies\":[" MAP(L"1", L",\"ExternalPort\":8080") L"," MAP(L"2", L",\"ExternalPort\":8080") L"]", &endpoint), 0x803B0013);
  CHECK_IS(create_endpoint(network, &END, L",\"HostComputeNamespace\":\"x\"", &endpoint), 0x803B001B);
  CHECK_IS(create_endpoint(network, &END, L",\"IpConfigurations\":[{\"IpAddress\":\"10.0.0.1\"}]", &endpoint), 0x803B002F);
  CHECK_IS(create_endpoint(network, &END, L",\"Policies\":[" MAP(L"80", L",\"ExternalPort\":8080") L"," MAP(L"81", L"") L"]", &endpoint), S_OK);
  CHECK_IS(create_endpoint(network, &END, L"", &other), 0x800700B7);
  CHECK_IS(create_endpoint(network, &END2, L",\"Policies\":[" MAP(L"80", L",\"ExternalPort\":8080") L"]", &other), 0x803B0013);
  CHECK_IS(create_endpoint(network, &END2, L",\"IpConfigurations\":[{\"IpAddress\":\"172.16.0.2\"}]", &other), 0x803B002F);
  CHECK_IS(create_endpoint(network, &END2, L"", &other), S_OK);
  CHECK_IS(ask(F(HcnQueryEndpointProperties), other), S_OK);
  CHECK(wcsstr(answer, L"172.16.0.3") && wcsstr(answer, L"00-15-5D-"));
  CHECK_IS(ask(F(HcnQueryEndpointProperties), endpoint), S_OK);
  WCHAR *chosen = wcsstr(answer, L"\"InternalPort\":81,\"ExternalPort\":");
  CHECK(chosen && wcstol(chosen + 33, NULL, 10) >= 1024);
  CHECK_IS(F(HcnCloseEndpoint)(other), S_OK);
  CHECK_IS(count(F(HcnEnumerateEndpoints), L"{\\\"VirtualNetwork\\\":\\\"00000001-0000-0000-0000-000000000001\\\"}"), S_OK);
  CHECK_IS(wcslen(answer), 2 + 2 * 38 + 1);
  PWSTR record = NULL;
  CHECK_IS(keep(F(HcnDeleteNetwork)(&NET, &record), &record, failure, 2048), 0x803B002C);
  return endpoint;
}

static HRESULT change(HCN_NAMESPACE space, PCWSTR type) {
  WCHAR request[256];
  PWSTR record = NULL;
  swprintf(request, 256, L"{\"ResourceType\":\"Endpoint\",\"RequestType\":\"%ls\",\"Settings\":{\"EndpointId\":\"00000003-0000-0000-0000-000000000001\"}}", type);
  return keep(F(HcnModifyNamespace)(space, request, &record), &record, failure, 2048);
}

static void namespaces(HCN_NETWORK network, HCN_ENDPOINT endpoint) {
  HCN_NAMESPACE space = NULL;
  PWSTR record = NULL;
  CHECK_IS(keep(F(HcnCreateNamespace)(&SPACE, L"{" VERSION L"}", &space, &record), &record, failure, 2048), S_OK);
  CHECK_IS(change(space, L"Remove"), 0x803B0034);
  CHECK_IS(change(space, L"Attach"), 0x803B001B);
  CHECK_IS(change(space, L"Add"), S_OK);
  CHECK_IS(change(space, L"Add"), 0x803B0014);
  CHECK_IS(ask(F(HcnQueryNamespaceProperties), space), S_OK);
  CHECK(wcsstr(answer, L"{\"Type\":\"Endpoint\",\"Data\":{\"ID\":\"00000003-0000-0000-0000-000000000001\"}}") != NULL);
  CHECK_IS(ask(F(HcnQueryEndpointProperties), endpoint), S_OK);
  CHECK(wcsstr(answer, L"\"HostComputeNamespace\":\"00000005-0000-0000-0000-000000000001\"") != NULL);
  CHECK_IS(keep(F(HcnDeleteNamespace)(&SPACE, &record), &record, failure, 2048), 0x803B002C);
  CHECK_IS(keep(F(HcnDeleteEndpoint)(&END, &record), &record, failure, 2048), S_OK);
  CHECK_IS(keep(F(HcnDeleteEndpoint)(&END, &record), &record, failure, 2048), 0x803B0002);
  CHECK_IS(ask(F(HcnQueryEndpointProperties), endpoint), 0x803B0002);
  CHECK_IS(keep(F(HcnDeleteNamespace)(&SPACE, &record), &record, failure, 2048), S_OK);
  CHECK_IS(keep(F(HcnDeleteNamespace)(&SPACE, &record), &record, failure, 2048), 0x80070490);
  CHECK_IS(F(HcnCloseNamespace)(space), S_OK);
  CHECK_IS(F(HcnCloseEndpoint)(endpoint), S_OK);
  CHECK_IS(keep(F(HcnDeleteEndpoint)(&END2, &record), &record, failure, 2048), S_OK);
  CHECK_IS(keep(F(HcnDeleteNetwork)(&NET, &record), &record, failure, 2048), S_OK);
  CHECK_IS(F(HcnCloseNetwork)(network), S_OK);
}

int wmain(int argument_count, WCHAR **arguments) {
  if (argument_count != 3) return 2;
  dll = LoadLibraryW(arguments[1]);
  CHECK(dll != NULL);
  if (!dll) return checked();
  refused_documents();
  HCN_NETWORK network = networks();
  namespaces(network, endpoints(network));
  return checked();
}
