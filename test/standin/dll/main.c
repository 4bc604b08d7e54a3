/*
 * The entry of each stand-in DLL, and what its tests ask of it. STANDIN_DLL: its name, in quotes. STANDIN_STAYS: it is
 * never unloaded, since callbacks on threads of its own may still run in it.
 */
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#ifdef STANDIN_READS_DOCUMENTS
#include "../schema/schema.h"

static void add_unused_fields(Text *text) {
  text_add(text, ",\"unusedFields\":");
  schema_add_unused(text);
}
#else
#define add_unused_fields NULL
#endif

/* The report's line; freed with LocalFree. */
HRESULT WINAPI StandinReport(PWSTR *json) {
  Text text = {0};
  account_report(&text, add_unused_fields);
  wchar_t *utf16 = utf16_of(text.bytes);
  size_t bytes = (wcslen(utf16) + 1) * sizeof *utf16;
  *json = LocalAlloc(LMEM_FIXED, bytes);
  if (*json) memcpy(*json, utf16, bytes);
  free(utf16);
  text_free(&text);
  return *json ? S_OK : E_OUTOFMEMORY;
}

void WINAPI StandinReset(void) { account_reset(); }

/* A fault script instead of the one before. */
HRESULT WINAPI StandinFault(PCWSTR json) {
  char *utf8 = utf8_of(json);
  HRESULT hr = fault_set(utf8 ? utf8 : "");
  free(utf8);
  return hr;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved) {
  (void)module, (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) {
    account_start(STANDIN_DLL);
#ifdef STANDIN_STAYS
    HMODULE kept;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (const wchar_t *)module, &kept);
#endif
  }
  if (reason == DLL_PROCESS_DETACH) account_write_report(add_unused_fields);
  return TRUE;
}
