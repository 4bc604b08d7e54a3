#include <stdlib.h>
#include <string.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#include "../storage/paths.h"

/* HNS versions by Windows build: github.com/microsoft/hcsshim hcn/hcnglobals.go lists what each version brought. */
static const struct {
  int build, major, minor;
} VERSIONS[] = {{26100, 15, 4}, {20348, 13, 1}, {19045, 10, 4}, {17763, 9, 2}};

static void add_version(Text *text) {
  char value[16] = "";
  GetEnvironmentVariableA("HCS_STANDIN_BUILD", value, sizeof value);
  int build = value[0] ? atoi(value) : 26100;
  size_t at = 0;
  while (at < 3 && build < VERSIONS[at].build) at++;
  text_format(text, "{\"Success\":true,\"Output\":{\"Major\":%d,\"Minor\":%d}}", VERSIONS[at].major, VERSIONS[at].minor);
}

/* The REST style of HNS schema 1: what is left of it here is the version; any other path is what HNS does not know. */
HRESULT WINAPI HNSCall(PCWSTR method, PCWSTR path, PCWSTR request, PWSTR *response) {
  Fault fault = fault_take("call", "HNSCall");
  if (fault.delayMs) Sleep(fault.delayMs);
  if (fault.hr < 0) return fault.hr;
  if (!method || !path || !request || !response) return HR_OF(ERROR_INVALID_PARAMETER);
  bool get = wcscmp(method, L"GET") == 0;
  Text text = {0};
  if (get && _wcsicmp(path, L"/globals/version") == 0) add_version(&text);
  else if (get && wcscmp(path, L"/networks/") == 0) text_add(&text, "{\"Success\":true,\"Output\":[]}");
  else text_add(&text, "{\"Success\":false,\"Error\":\"The endpoint is not found.\",\"ErrorCode\":2151350273}");
  *response = account_string(text.bytes, FREED_BY_CO_TASK_MEM_FREE, "HNSCall");
  text_free(&text);
  return S_OK;
}
