#include "frees.h"

#include <stdint.h>
#include <string.h>
#include <wchar.h>

/*
 * `jmp [rip+0]` and an address: 14 bytes at the entry. Below wine 8, kernel32!LocalFree is a hot-patch prologue of 8 bytes
 * and a jump of 6; what it jumped to (kernelbase!LocalFree) is called instead. CoTaskMemFree is the task allocator's Free.
 * Another stand-in's jump at the same place is followed instead.
 */
enum { JUMP_BYTES = 14 };
static const unsigned char jump[6] = {0xFF, 0x25, 0, 0, 0, 0};

static FreeTaker takeBlock;
static HLOCAL(WINAPI *nextLocalFree)(HLOCAL);
static void(WINAPI *taskFreeBefore)(void *);
static bool seen;

static HLOCAL WINAPI local_free(HLOCAL block) { return block && takeBlock(block, true) ? NULL : nextLocalFree(block); }

static void WINAPI task_free(void *block) {
  if (!block || takeBlock(block, false)) return;
  if (taskFreeBefore) taskFreeBefore(block);
  else HeapFree(GetProcessHeap(), 0, block);
}

/* The jump's aim before, in `before`, when there was one. */
static bool redirect(unsigned char *entry, void *aim, void **before) {
  DWORD protection;
  if (!memcmp(entry, jump, sizeof jump)) memcpy(before, entry + sizeof jump, sizeof *before);
  if (!VirtualProtect(entry, JUMP_BYTES, PAGE_EXECUTE_READWRITE, &protection)) return false;
  memcpy(entry, jump, sizeof jump);
  memcpy(entry + sizeof jump, &aim, sizeof aim);
  VirtualProtect(entry, JUMP_BYTES, protection, &protection);
  return FlushInstructionCache(GetCurrentProcess(), entry, JUMP_BYTES);
}

static void *entry_of(const char *dll, const char *function) {
  HMODULE module = LoadLibraryA(dll);
  return module ? (void *)GetProcAddress(module, function) : NULL;
}

void frees_watch(FreeTaker take) {
  takeBlock = take;
  nextLocalFree = (HLOCAL(WINAPI *)(HLOCAL))entry_of("kernelbase.dll", "LocalFree");
  unsigned char *localFree = entry_of("kernel32.dll", "LocalFree");
  unsigned char *taskFree = entry_of("ole32.dll", "CoTaskMemFree");
  if (!nextLocalFree || !localFree || !taskFree || (void *)localFree == (void *)nextLocalFree) return;
  /* Two stand-ins of one process may come at once. */
  wchar_t name[64];
  _snwprintf(name, 64, L"standin-frees-%lu", GetCurrentProcessId());
  HANDLE mutex = CreateMutexW(NULL, FALSE, name);
  WaitForSingleObject(mutex, INFINITE);
  void *before = NULL;
  seen = redirect(localFree, (void *)local_free, &before);
  if (before) memcpy(&nextLocalFree, &before, sizeof before);
  before = NULL;
  seen = redirect(taskFree, (void *)task_free, &before) && seen;
  if (before) memcpy(&taskFreeBefore, &before, sizeof before);
  ReleaseMutex(mutex);
  CloseHandle(mutex);
}

bool frees_are_seen(void) { return seen; }
