#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"

enum { SHUTDOWN_GRACE_MS = 1000 };

SRWLOCK plainLock = SRWLOCK_INIT;
static PlainSystem *systems;

static void destroy_system(void *object) {
  PlainSystem *system = object;
  for (PlainProcess *process = system->processes; process;) {
    PlainProcess *next = process->next;
    for (int index = 0; index < 3; index++)
      if (process->pipes[index]) CloseHandle(process->pipes[index]);
    free(process->image);
    free(process);
    process = next;
  }
  CloseHandle(system->job);
  json_free(system->settings);
  free(system->id);
  free(system->owner);
  free(system);
}

PlainSystem *plain_find(const char *id) {
  for (PlainSystem *system = systems; system; system = system->next)
    if (!strcmp(system->id, id) && system->state != PLAIN_STOPPED) return system;
  return NULL;
}

PlainProcess *plain_find_process(PlainSystem *system, DWORD pid) {
  for (PlainProcess *process = system->processes; process; process = process->next)
    if (process->pid == pid) return process;
  return NULL;
}

/* Under the lock. */
static void system_ended(PlainSystem *system) {
  system->state = PLAIN_STOPPED;
  PlainSystem **at = &systems;
  while (*at != system) at = &(*at)->next;
  *at = system->next;
  Text text = {0};
  text_format(&text, "{\"Status\":0,\"ExitType\":\"%s\"}", system->exitType);
  event_raise(HcsEventSystemExited, system->id, 0, text.bytes);
  text_free(&text);
  counted_release(system);
}

void plain_system_ended_if_empty(PlainSystem *system) {
  if (!system->ending || system->state == PLAIN_STOPPED) return;
  for (PlainProcess *process = system->processes; process; process = process->next)
    if (!process->exited) return;
  system_ended(system);
}

static void make_guid(char text[37]) {
  static volatile LONG made;
  snprintf(text, 37, "%08lx-0000-4000-8000-%012lx", (unsigned long)GetCurrentProcessId(), (unsigned long)InterlockedIncrement(&made));
}

static HRESULT create(const char *id, const JsonValue *document) {
  AcquireSRWLockExclusive(&plainLock);
  HRESULT hr = plain_find(id) ? HCS_SYSTEM_ALREADY_EXISTS : S_OK;
  const char *host = json_text(document, "HostingSystemId", NULL);
  if (SUCCEEDED(hr) && host && !plain_find(host)) hr = HCS_SYSTEM_NOT_FOUND;
  if (SUCCEEDED(hr)) {
    PlainSystem *system = must_allocate(sizeof *system);
    *system = (PlainSystem){.counted = {.references = 1, .destroy = destroy_system},
                            .id = copy_text(id),
                            .owner = copy_text(json_text(document, "Owner", "")),
                            .isMachine = json_field(document, "VirtualMachine") != NULL,
                            .hasGuest = json_field(json_field(document, "VirtualMachine"), "GuestConnection") != NULL,
                            .canPause = json_field(document, "VirtualMachine") || json_true(document, "HvPartition"),
                            .job = CreateJobObjectW(NULL, NULL),
                            .next = systems};
    if (system->canPause) make_guid(system->runtimeId);
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {.BasicLimitInformation = {.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE}};
    SetInformationJobObject(system->job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    systems = system;
  }
  ReleaseSRWLockExclusive(&plainLock);
  return hr;
}

/* The system, retained. */
static HRESULT find(const char *id, PlainSystem **found) {
  AcquireSRWLockExclusive(&plainLock);
  *found = plain_find(id);
  if (*found) counted_retain(*found);
  ReleaseSRWLockExclusive(&plainLock);
  return *found ? S_OK : HCS_SYSTEM_NOT_FOUND;
}

static HRESULT change_state(PlainSystem *system, PlainState from, PlainState to) {
  AcquireSRWLockExclusive(&plainLock);
  HRESULT hr = system->state == from && !system->ending ? S_OK : HCS_INVALID_STATE;
  if (SUCCEEDED(hr)) system->state = to;
  if (to == PLAIN_RUNNING && from == PLAIN_CREATED) GetSystemTimeAsFileTime((FILETIME *)&system->startTime);
  ReleaseSRWLockExclusive(&plainLock);
  return hr;
}

static bool begin_end(PlainSystem *system, const char *exitType) {
  AcquireSRWLockExclusive(&plainLock);
  bool first = !system->ending;
  if (first) system->exitType = exitType;
  system->ending = true;
  ReleaseSRWLockExclusive(&plainLock);
  return first;
}

static bool wait_stopped(PlainSystem *system, DWORD milliseconds) {
  for (DWORD waited = 0;; waited += 10) {
    AcquireSRWLockExclusive(&plainLock);
    plain_system_ended_if_empty(system);
    bool stopped = system->state == PLAIN_STOPPED;
    ReleaseSRWLockExclusive(&plainLock);
    if (stopped || waited >= milliseconds) return stopped;
    Sleep(10);
  }
}

static HRESULT terminate(PlainSystem *system, const char *exitType) {
  if (!begin_end(system, exitType)) return HCS_SYSTEM_ALREADY_STOPPED;
  TerminateJobObject(system->job, 0x40010004);
  return wait_stopped(system, 30000) ? S_OK : HCS_OPERATION_TIMEOUT;
}

/* Asks the processes first, as far as wine can, then ends what is left. */
static HRESULT shut_down(PlainSystem *system) {
  AcquireSRWLockExclusive(&plainLock);
  bool running = system->state == PLAIN_RUNNING;
  ReleaseSRWLockExclusive(&plainLock);
  if (!running) return HCS_INVALID_STATE;
  if (!begin_end(system, "GracefulExit")) return HCS_SYSTEM_ALREADY_STOPPED;
  AcquireSRWLockExclusive(&plainLock);
  for (PlainProcess *process = system->processes; process; process = process->next)
    if (!process->exited) GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, process->pid);
  ReleaseSRWLockExclusive(&plainLock);
  if (wait_stopped(system, SHUTDOWN_GRACE_MS)) return S_OK;
  TerminateJobObject(system->job, 0x40010004);
  return wait_stopped(system, 30000) ? S_OK : HCS_OPERATION_TIMEOUT;
}

static bool same_setting(const JsonValue *one, const JsonValue *other) {
  static const char *names[] = {"ContainerPath", "ContainerPipeName", "Name", "EndpointId"};
  if (strcmp(json_text(one, "ResourcePath", ""), json_text(other, "ResourcePath", ""))) return false;
  for (size_t index = 0; index < 4; index++) {
    const char *left = json_text(json_field(one, "Settings"), names[index], NULL);
    const char *right = json_text(json_field(other, "Settings"), names[index], NULL);
    if (left && right) return !_stricmp(left, right);
  }
  return true;
}

static HRESULT set_memory(PlainSystem *system, int64_t megabytes) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {
      .BasicLimitInformation = {.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_JOB_MEMORY},
      .JobMemoryLimit = (SIZE_T)megabytes << 20};
  bool set = SetInformationJobObject(system->job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return set ? S_OK : HRESULT_FROM_WIN32(GetLastError());
}

/* What is added is kept, so that only what is there can be removed and nothing twice. */
static HRESULT keep_setting(PlainSystem *system, const JsonValue *request) {
  const char *type = json_text(request, "RequestType", "Update");
  JsonValue **at = &system->settings;
  while (*at && !same_setting(*at, request)) at = &(*at)->next;
  if (!strcmp(type, "Update")) return S_OK;
  if (!strcmp(type, "Add")) {
    if (*at) return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
    Text text = {0};
    json_write(&text, request);
    *at = json_read(text.bytes, NULL);
    text_free(&text);
    return S_OK;
  }
  JsonValue *gone = *at;
  if (!gone) return ELEMENT_NOT_FOUND;
  *at = gone->next;
  gone->next = NULL;
  json_free(gone);
  return S_OK;
}

static HRESULT modify(PlainSystem *system, const JsonValue *request) {
  const char *path = json_text(request, "ResourcePath", "");
  bool ofMachine = !strncmp(path, "VirtualMachine/", 15) || json_field(request, "GuestRequest");
  AcquireSRWLockExclusive(&plainLock);
  HRESULT hr = system->ending || system->state == PLAIN_CREATED ? HCS_INVALID_STATE : S_OK;
  if (SUCCEEDED(hr) && ofMachine != system->isMachine) hr = NOT_SUPPORTED;
  if (SUCCEEDED(hr) && !strcmp(path, "Container/Memory/SizeInMB")) hr = set_memory(system, json_integer(request, "Settings", 0));
  else if (SUCCEEDED(hr) && !strcmp(path, "Container/Processor") && standin_build() < 19042) hr = NOT_SUPPORTED;
  else if (SUCCEEDED(hr)) hr = keep_setting(system, request);
  ReleaseSRWLockExclusive(&plainLock);
  return hr;
}

static bool listed(const JsonValue *query, const char *name, const char *value) {
  const JsonValue *list = json_field(query, name);
  if (!list || !list->count) return true;
  for (const JsonValue *member = list->first; member; member = member->next)
    if (!strcmp(member->text, value)) return true;
  return false;
}

static void enumerate(const JsonValue *query, Text *result) {
  AcquireSRWLockExclusive(&plainLock);
  const char *comma = "[";
  for (PlainSystem *system = systems; system; system = system->next) {
    bool wanted = listed(query, "Ids", system->id) && listed(query, "Names", system->id) && listed(query, "Owners", system->owner) &&
                  listed(query, "Types", system->isMachine ? "VirtualMachine" : "Container");
    if (!wanted) continue;
    text_add(result, comma);
    plain_properties(result, system, NULL);
    comma = ",";
  }
  ReleaseSRWLockExclusive(&plainLock);
  text_add(result, *comma == '[' ? "[]" : "]");
}

static HRESULT call_system(const char *op, const JsonValue *request, PlainSystem *system, Text *result) {
  if (!strcmp(op, "system.open")) return S_OK;
  if (!strcmp(op, "system.start")) return change_state(system, PLAIN_CREATED, PLAIN_RUNNING);
  if (!strcmp(op, "system.shutdown")) return shut_down(system);
  if (!strcmp(op, "system.terminate")) return terminate(system, "ForcedExit");
  if (!strcmp(op, "system.modify")) return modify(system, json_field(request, "request"));
  if (!strcmp(op, "system.crash")) return system->isMachine ? terminate(system, "UnexpectedExit") : NOT_SUPPORTED;
  if (!strcmp(op, "system.pause")) return system->canPause ? change_state(system, PLAIN_RUNNING, PLAIN_PAUSED) : NOT_SUPPORTED;
  if (!strcmp(op, "system.resume")) return system->canPause ? change_state(system, PLAIN_PAUSED, PLAIN_RUNNING) : NOT_SUPPORTED;
  if (strcmp(op, "system.properties")) return NOT_SUPPORTED;
  AcquireSRWLockExclusive(&plainLock);
  plain_properties(result, system, json_field(request, "query"));
  ReleaseSRWLockExclusive(&plainLock);
  return S_OK;
}

static HRESULT call_process(const char *op, const JsonValue *request, PlainSystem *system, Text *result) {
  if (!strcmp(op, "process.create")) return plain_process_create(system, json_field(request, "parameters"), result);
  DWORD pid = (DWORD)json_integer(request, "pid", 0);
  HRESULT hr = S_OK;
  AcquireSRWLockExclusive(&plainLock);
  PlainProcess *process = plain_find_process(system, pid);
  if (!process || (process->exited && !strcmp(op, "process.open"))) hr = ELEMENT_NOT_FOUND;
  else if (!strcmp(op, "process.properties")) plain_process_status(result, pid, process->exited, process->exitCode);
  else if (process->exited) hr = HCS_PROCESS_ALREADY_STOPPED;
  else if (!strcmp(op, "process.terminate")) hr = plain_process_terminate(process);
  else if (!strcmp(op, "process.signal")) hr = plain_process_signal(process, json_text(request, "signal", ""));
  /* process.modify: the other end of stdin is the caller's own, and there is no console to size. */
  ReleaseSRWLockExclusive(&plainLock);
  return hr;
}

HRESULT plain_call(const char *op, const JsonValue *request, Text *result, char **error) {
  (void)error;
  const char *id = json_text(request, "system", "");
  if (!strcmp(op, "system.create")) return create(id, json_field(request, "document"));
  if (!strcmp(op, "service.properties")) return plain_service_properties(json_field(request, "query"), result);
  if (!strcmp(op, "service.modify")) return plain_service_modify(json_field(request, "settings"));
  if (!strcmp(op, "system.enumerate")) {
    enumerate(json_field(request, "query"), result);
    return S_OK;
  }
  PlainSystem *system;
  HRESULT hr = find(id, &system);
  if (FAILED(hr)) return hr;
  hr = (strncmp(op, "process.", 8) ? call_system : call_process)(op, request, system, result);
  counted_release(system);
  return hr;
}
