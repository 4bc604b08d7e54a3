/* Checks of the self-tests: each failure is a line on the standard output; the exit code of `checked()` counts them. */
#ifndef STANDIN_CHECK_H
#define STANDIN_CHECK_H
#include <stdio.h>
#include <windows.h>

static int check_failures, check_count;

#define CHECK(condition)                                                                                               \
  do {                                                                                                                 \
    check_count++;                                                                                                     \
    if (!(condition)) {                                                                                                \
      check_failures++;                                                                                                \
      printf("%s:%d: %s (last error %lu)\n", __FILE__, __LINE__, #condition, GetLastError());                          \
    }                                                                                                                  \
  } while (0)

/* Without the sign of a 32-bit HRESULT. */
#define CHECK_BITS(value) (sizeof(value) == 4 ? (unsigned long long)(value) & 0xffffffffu : (unsigned long long)(value))

/* Compares numbers, and says both in hexadecimal. */
#define CHECK_IS(actual, expected)                                                                                     \
  do {                                                                                                                 \
    unsigned long long check_a = CHECK_BITS(actual), check_e = CHECK_BITS(expected);                                   \
    check_count++;                                                                                                     \
    if (check_a != check_e) {                                                                                          \
      check_failures++;                                                                                                \
      printf("%s:%d: %s is %#llx, expected %#llx\n", __FILE__, __LINE__, #actual, check_a, check_e);                   \
    }                                                                                                                  \
  } while (0)

static int checked(void) {
  printf("%d checks, %d failures\n", check_count, check_failures);
  return check_failures == 0 && check_count > 0 ? 0 : 1;
}

/* A function of a DLL that must have it. */
static inline void *must_find(HMODULE dll, const char *name) {
  void *found = (void *)GetProcAddress(dll, name);
  if (!found) {
    printf("no export %s\n", name);
    ExitProcess(1);
  }
  return found;
}
#endif
