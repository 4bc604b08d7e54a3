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
} Queue;

static SRWLOCK lock = SRWLOCK_INIT;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
static Queue queues[LANE_COUNT];

static DWORD WINAPI run_lane(void *parameter) {
  Queue *queue = parameter;
  AcquireSRWLockExclusive(&lock);
  for (;;) {
    ULONGLONG now = GetTickCount64();
    Item *item = queue->first;
    if (!item || item->due > now) {
      SleepConditionVariableSRW(&changed, &lock, item ? (DWORD)(item->due - now) : INFINITE, 0);
      continue;
    }
    queue->first = item->next;
    ReleaseSRWLockExclusive(&lock);
    item->run(item->argument);
    free(item);
    AcquireSRWLockExclusive(&lock);
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
    HANDLE thread = CreateThread(NULL, 0, run_lane, queue, 0, NULL);
    if (thread) CloseHandle(thread);
  }
  ReleaseSRWLockExclusive(&lock);
  WakeAllConditionVariable(&changed);
}
