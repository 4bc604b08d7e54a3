#include "lanes.h"

#include <stdlib.h>

#include "../common/text.h"

typedef struct Item {
  void (*run)(void *argument);
  void *argument;
  ULONGLONG due;
  struct Item *next;
} Item;

typedef struct Queue {
  Item *first;
  BOOL started;
  DWORD threadId;
  ULONGLONG runningSince; /* 0: nothing runs */
} Queue;

enum { NUDGE_AFTER_MS = 300 };

static SRWLOCK lock = SRWLOCK_INIT;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
static Queue queues[LANE_COUNT];
static BOOL nudging;

/*
 * Under load Wine 8 now and then loses the alert that should wake a thread out of a condition variable: seen in koffi,
 * whose thread waits until JavaScript has taken the callback, with "done" set and nobody awake. A callback that takes long
 * is alerted again: waits of Wine look at their condition again, so one alert too many changes nothing.
 */
static DWORD WINAPI nudge(void *parameter) {
  (void)parameter;
  LONG(WINAPI *alert)(HANDLE) = (void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtAlertThreadByThreadId");
  while (alert) {
    Sleep(NUDGE_AFTER_MS);
    ULONGLONG now = GetTickCount64();
    AcquireSRWLockExclusive(&lock);
    for (int lane = 0; lane < LANE_COUNT; lane++) {
      Queue *queue = &queues[lane];
      if (queue->runningSince && now - queue->runningSince >= NUDGE_AFTER_MS) alert((HANDLE)(ULONG_PTR)queue->threadId);
    }
    ReleaseSRWLockExclusive(&lock);
  }
  return 0;
}

static void start_thread(LPTHREAD_START_ROUTINE run, void *parameter) {
  HANDLE thread = CreateThread(NULL, 0, run, parameter, 0, NULL);
  if (thread) CloseHandle(thread);
}

static DWORD WINAPI run_lane(void *parameter) {
  Queue *queue = parameter;
  AcquireSRWLockExclusive(&lock);
  queue->threadId = GetCurrentThreadId();
  for (;;) {
    ULONGLONG now = GetTickCount64();
    Item *item = queue->first;
    if (!item || item->due > now) {
      SleepConditionVariableSRW(&changed, &lock, item ? (DWORD)(item->due - now) : INFINITE, 0);
      continue;
    }
    queue->first = item->next;
    queue->runningSince = now;
    ReleaseSRWLockExclusive(&lock);
    item->run(item->argument);
    free(item);
    AcquireSRWLockExclusive(&lock);
    queue->runningSince = 0;
  }
  return 0;
}

void lane_post(Lane lane, void (*run)(void *argument), void *argument, DWORD delayMs) {
  Item *item = must_allocate(sizeof *item);
  *item = (Item){.run = run, .argument = argument, .due = GetTickCount64() + delayMs};
  AcquireSRWLockExclusive(&lock);
  Queue *queue = &queues[lane];
  Item **at = &queue->first;
  while (*at && (*at)->due <= item->due) at = &(*at)->next;
  item->next = *at;
  *at = item;
  if (!queue->started) {
    queue->started = TRUE;
    start_thread(run_lane, queue);
    if (!nudging) start_thread(nudge, NULL);
    nudging = TRUE;
  }
  ReleaseSRWLockExclusive(&lock);
  WakeAllConditionVariable(&changed);
}
