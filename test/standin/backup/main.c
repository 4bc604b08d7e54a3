#include <windows.h>

#include "../common/accounting.h"

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  (void)instance, (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) account_start("backup");
  if (reason == DLL_PROCESS_DETACH) account_write_report(NULL);
  return TRUE;
}
