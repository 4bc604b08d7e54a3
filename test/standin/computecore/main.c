#include <stdlib.h>
#include <string.h>

#include "../schema/schema.h"
#include "standin.h"

/* Set per variant of the DLL by build.sh: the build whose exports it has. */
#ifndef STANDIN_BUILD
#define STANDIN_BUILD 26100
#endif

int standin_build(void) {
  char text[16];
  DWORD length = GetEnvironmentVariableA("HCS_STANDIN_BUILD", text, sizeof text);
  int asked = length && length < sizeof text ? atoi(text) : 0;
  return asked ? asked : STANDIN_BUILD;
}

static void add_unused_fields(Text *text) {
  text_add(text, ",\"unusedFields\":");
  schema_add_unused(text);
}

/* For tests: the report so far. The text is freed by LocalFree and not counted. */
HRESULT WINAPI StandinReport(PWSTR *json) {
  Text text = {0};
  account_report(&text, add_unused_fields);
  wchar_t *utf16 = utf16_of(text.bytes);
  size_t bytes = (wcslen(utf16) + 1) * sizeof *utf16;
  *json = LocalAlloc(LMEM_FIXED, bytes);
  memcpy(*json, utf16, bytes);
  free(utf16);
  text_free(&text);
  return S_OK;
}

void WINAPI StandinReset(void) { account_reset(); }

/* For tests: a fault script instead of the one before. */
HRESULT WINAPI StandinFault(PCWSTR json) {
  char *utf8 = utf8_of(json);
  HRESULT hr = fault_set(utf8 ? utf8 : "");
  free(utf8);
  return hr;
}

/* For tests: the service is gone and back; every handle is dead, systems live on. */
void WINAPI StandinDisconnect(void) { event_disconnect(); }

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved) {
  (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) {
    account_start("computecore");
    HMODULE kept;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (const wchar_t *)module, &kept);
  }
  if (reason == DLL_PROCESS_DETACH) account_write_report(add_unused_fields);
  return TRUE;
}
