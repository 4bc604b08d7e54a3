#include <stdlib.h>
#include <string.h>

#include "lanes.h"
#include "standin.h"

typedef struct Event {
  Target *target;
  HCS_EVENT_TYPE type;
  char *data;
  HCS_OPERATION operation;
} Event;

static SRWLOCK listLock = SRWLOCK_INIT;
static Target *targets;

static const char *kind_of(bool isProcess) { return isProcess ? PROCESSES : SYSTEMS; }

static void destroy_target(void *object) {
  Target *target = object;
  for (int index = 0; index < 3; index++)
    if (target->pipes[index]) CloseHandle(target->pipes[index]);
  free(target->system);
  free(target->exitData);
  free(target);
}

Target *target_open(const char *system, bool isProcess, DWORD pid, const char *function) {
  Target *target = must_allocate(sizeof *target);
  *target = (Target){.counted = {.references = 1, .destroy = destroy_target},
                     .isProcess = isProcess,
                     .system = copy_text(system),
                     .pid = (LONG)pid};
  InitializeSRWLock(&target->lock);
  InitializeConditionVariable(&target->changed);
  target->handle = account_open(kind_of(isProcess), target, function);
  AcquireSRWLockExclusive(&listLock);
  for (Target *other = targets; other && !isProcess; other = other->next)
    if (!other->isProcess && !strcmp(other->system, system) && !other->exited) target->terminateOnClose |= other->terminateOnClose;
  target->next = targets;
  targets = target;
  ReleaseSRWLockExclusive(&listLock);
  return target;
}

Target *target_use(void *handle, bool isProcess, const char *function) {
  return account_use(kind_of(isProcess), handle, function);
}

static void unlist(Target *target) {
  AcquireSRWLockExclusive(&listLock);
  Target **at = &targets;
  while (*at && *at != target) at = &(*at)->next;
  if (*at) *at = target->next;
  bool last = true;
  for (Target *other = targets; other; other = other->next)
    last = last && (other->isProcess || other->exited || strcmp(other->system, target->system));
  target->terminateOnClose = target->terminateOnClose && last && !target->exited && !target->disconnected;
  ReleaseSRWLockExclusive(&listLock);
}

void target_close(void *handle, bool isProcess, const char *function) {
  Target *target = account_close(kind_of(isProcess), handle, function);
  if (!target) return;
  unlist(target);
  AcquireSRWLockExclusive(&target->lock);
  target->closed = true;
  while (target->callbacksRunning && target->callbackThread != GetCurrentThreadId())
    SleepConditionVariableSRW(&target->changed, &target->lock, INFINITE, 0);
  ReleaseSRWLockExclusive(&target->lock);
  WakeAllConditionVariable(&target->changed);
  if (target->terminateOnClose) system_terminate_unwatched(target->system);
  counted_release(target);
}

HRESULT target_set_callback(Target *target, HCS_EVENT_OPTIONS options, void *context, HCS_EVENT_CALLBACK callback) {
  if (!callback || (options & ~(HCS_EVENT_OPTIONS)HcsEventOptionEnableOperationCallbacks)) return E_INVALIDARG;
  AcquireSRWLockExclusive(&target->lock);
  bool set = target->callback != NULL;
  if (!set) {
    target->options = options;
    target->context = context;
    target->callback = callback;
  }
  ReleaseSRWLockExclusive(&target->lock);
  return set ? HCS_CALLBACK_ALREADY_SET : S_OK;
}

static void deliver(void *argument) {
  Event *event = argument;
  Target *target = event->target;
  AcquireSRWLockExclusive(&target->lock);
  HCS_EVENT_CALLBACK callback = target->closed ? NULL : target->callback;
  if (callback) {
    target->callbacksRunning++;
    target->callbackThread = GetCurrentThreadId();
  }
  ReleaseSRWLockExclusive(&target->lock);
  if (callback) {
    wchar_t *data = utf16_of(event->data);
    HCS_EVENT told = {.Type = event->type, .EventData = data, .Operation = event->operation};
    callback(&told, target->context);
    /* What the caller kept a pointer to is no longer there. */
    if (data) memset(data, 0xDD, wcslen(data) * sizeof(wchar_t));
    free(data);
    AcquireSRWLockExclusive(&target->lock);
    target->callbacksRunning--;
    ReleaseSRWLockExclusive(&target->lock);
    WakeAllConditionVariable(&target->changed);
  }
  counted_release(target);
  free(event->data);
  free(event);
}

static void post(Target *target, HCS_EVENT_TYPE type, const char *data, HCS_OPERATION operation, DWORD delayMs) {
  Event *event = must_allocate(sizeof *event);
  *event = (Event){.target = target, .type = type, .data = copy_text(data), .operation = operation};
  counted_retain(target);
  lane_post(LANE_EVENTS, deliver, event, delayMs);
}

static const char *name_of(HCS_EVENT_TYPE type) {
  switch (type) {
    case HcsEventSystemExited: return "SystemExited";
    case HcsEventProcessExited: return "ProcessExited";
    case HcsEventServiceDisconnect: return "ServiceDisconnect";
    default: return "other";
  }
}

static void note_exit(Target *target, const char *data) {
  AcquireSRWLockExclusive(&target->lock);
  if (!target->exited) target->exitData = copy_text(data);
  target->exited = true;
  ReleaseSRWLockExclusive(&target->lock);
  WakeAllConditionVariable(&target->changed);
}

void event_raise(HCS_EVENT_TYPE type, const char *system, DWORD pid, const char *data) {
  bool exit = type == HcsEventSystemExited || type == HcsEventProcessExited;
  Fault fault = fault_take("event", name_of(type));
  AcquireSRWLockExclusive(&listLock);
  for (Target *target = targets; target; target = target->next) {
    bool about = !strcmp(target->system, system) && target->isProcess == (pid != 0) && (DWORD)target->pid == pid;
    if (!about || (exit && target->exited)) continue;
    if (exit) note_exit(target, data);
    for (int times = fault.lost ? 0 : fault.twice ? 2 : 1; times > 0; times--) post(target, type, data, NULL, fault.delayMs);
  }
  ReleaseSRWLockExclusive(&listLock);
}

void event_raise_operation(Target *target, HCS_OPERATION operation) {
  post(target, HcsEventOperationCallback, NULL, operation, 0);
}

void event_disconnect(void) {
  AcquireSRWLockExclusive(&listLock);
  for (Target *target = targets; target; target = target->next) {
    if (target->disconnected || target->exited) continue;
    AcquireSRWLockExclusive(&target->lock);
    target->disconnected = true;
    ReleaseSRWLockExclusive(&target->lock);
    WakeAllConditionVariable(&target->changed);
    post(target, HcsEventServiceDisconnect, NULL, NULL, 0);
  }
  ReleaseSRWLockExclusive(&listLock);
}

char *target_wait_exit(Target *target, DWORD timeoutMs) {
  ULONGLONG end = GetTickCount64() + timeoutMs;
  AcquireSRWLockExclusive(&target->lock);
  while (!target->exited && !target->closed && !target->disconnected) {
    ULONGLONG now = GetTickCount64();
    if (timeoutMs != INFINITE && now >= end) break;
    SleepConditionVariableSRW(&target->changed, &target->lock, timeoutMs == INFINITE ? INFINITE : (DWORD)(end - now), 0);
  }
  char *data = target->exited ? copy_text(target->exitData ? target->exitData : "") : NULL;
  ReleaseSRWLockExclusive(&target->lock);
  return data;
}
