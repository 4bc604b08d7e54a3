/* exports-test.exe <dll> <function>...: yes or no, a line each. */
#include <stdio.h>
#include <windows.h>

int main(int count, char **arguments) {
  HMODULE dll = count > 2 ? LoadLibraryA(arguments[1]) : NULL;
  if (!dll) return 2;
  for (int index = 2; index < count; index++) puts(GetProcAddress(dll, arguments[index]) ? "yes" : "no");
  return 0;
}
