#include <stdlib.h>
#include <string.h>

#include "../schema/schema.h"
#include "plain.h"

typedef struct Guarded {
  char *id;
  char *specification;
  char *transport;
  struct Guarded *next;
} Guarded;

static SRWLOCK guardLock = SRWLOCK_INIT;
static Guarded *guarded;

static bool asked(const JsonValue *query, const char *type) {
  const JsonValue *types = json_field(query, "PropertyTypes");
  for (const JsonValue *one = types ? types->first : NULL; one; one = one->next)
    if (!strcmp(one->text, type)) return true;
  return false;
}

static void add_time(Text *text, const char *name, ULONGLONG fileTime) {
  FILETIME time = {(DWORD)fileTime, (DWORD)(fileTime >> 32)};
  SYSTEMTIME parts;
  FileTimeToSystemTime(&time, &parts);
  text_format(text, "\"%s\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", name, parts.wYear, parts.wMonth, parts.wDay, parts.wHour,
              parts.wMinute, parts.wSecond, parts.wMilliseconds);
}

static ULONGLONG units_of(FILETIME time) { return (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime; }

/* psapi's structure; K32GetProcessMemoryInfo is kernel32's own. */
typedef struct MemoryCounters {
  DWORD size, faults;
  SIZE_T peakWorkingSet, workingSet, peakPaged, paged, peakNonPaged, nonPaged, pageFile, peakPageFile;
} MemoryCounters;
BOOL WINAPI K32GetProcessMemoryInfo(HANDLE process, void *counters, DWORD size);

ProcessFigures plain_process_figures(const PlainProcess *process) {
  if (process->exited) return process->last;
  FILETIME created = {0}, exited = {0}, kernel = {0}, user = {0};
  MemoryCounters memory = {.size = sizeof memory};
  GetProcessTimes(process->handle, &created, &exited, &kernel, &user);
  K32GetProcessMemoryInfo(process->handle, &memory, sizeof memory);
  return (ProcessFigures){units_of(created), units_of(kernel), units_of(user), memory.pageFile, memory.workingSet};
}

static void add_process_list(Text *text, const PlainSystem *system) {
  text_add(text, ",\"ProcessList\":[");
  const char *comma = "";
  for (const PlainProcess *process = system->processes; process; process = process->next) {
    if (process->exited) continue;
    ProcessFigures figures = plain_process_figures(process);
    text_format(text, "%s{\"ProcessId\":%lu,\"ImageName\":", comma, process->pid);
    text_add_json(text, process->image);
    text_add(text, ",");
    add_time(text, "CreateTimestamp", figures.created);
    text_format(text, ",\"UserTime100ns\":%llu,\"KernelTime100ns\":%llu,\"MemoryCommitBytes\":%llu,", figures.user, figures.kernel,
                (ULONGLONG)figures.commit);
    text_format(text, "\"MemoryWorkingSetPrivateBytes\":%llu,\"MemoryWorkingSetSharedBytes\":0}", (ULONGLONG)figures.workingSet);
    comma = ",";
  }
  text_add(text, "]");
}

static void add_statistics(Text *text, const PlainSystem *system) {
  ProcessFigures sum = {0};
  for (const PlainProcess *process = system->processes; process; process = process->next) {
    ProcessFigures figures = plain_process_figures(process);
    sum.kernel += figures.kernel;
    sum.user += figures.user;
    sum.commit += figures.commit;
    sum.workingSet += figures.workingSet;
  }
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  text_add(text, ",\"Statistics\":{");
  add_time(text, "Timestamp", units_of(now));
  text_add(text, ",");
  add_time(text, "ContainerStartTime", system->startTime);
  text_format(text, ",\"Uptime100ns\":%llu", system->startTime ? units_of(now) - system->startTime : 0);
  text_format(text, ",\"Processor\":{\"TotalRuntime100ns\":%llu,\"RuntimeUser100ns\":%llu,\"RuntimeKernel100ns\":%llu}",
              sum.user + sum.kernel, sum.user, sum.kernel);
  text_format(text, ",\"Memory\":{\"MemoryUsageCommitBytes\":%llu,\"MemoryUsageCommitPeakBytes\":%llu,"
              "\"MemoryUsagePrivateWorkingSetBytes\":%llu}", (ULONGLONG)sum.commit, (ULONGLONG)sum.commit, (ULONGLONG)sum.workingSet);
  text_add(text, ",\"Storage\":{\"ReadCountNormalized\":0,\"ReadSizeBytes\":0,\"WriteCountNormalized\":0,\"WriteSizeBytes\":0}}");
}

void plain_properties(Text *text, const PlainSystem *system, const JsonValue *query) {
  static const char *states[] = {"Created", "Running", "Paused", "Stopped"};
  text_add(text, "{\"Id\":");
  text_add_json(text, system->id);
  text_format(text, ",\"SystemType\":\"%s\",\"RuntimeOsType\":\"Windows\",\"Name\":", system->isMachine ? "VirtualMachine" : "Container");
  text_add_json(text, system->id);
  if (*system->owner) {
    text_add(text, ",\"Owner\":");
    text_add_json(text, system->owner);
  }
  if (*system->runtimeId) text_format(text, ",\"RuntimeId\":\"%s\"", system->runtimeId);
  text_format(text, ",\"State\":\"%s\"", states[system->state]);
  if (asked(query, "GuestConnection") && system->hasGuest && system->state == PLAIN_RUNNING)
    text_add(text, ",\"GuestConnectionInfo\":{\"SupportedSchemaVersions\":[{\"Major\":2,\"Minor\":1}],\"ProtocolVersion\":4}");
  if (asked(query, "ProcessList")) add_process_list(text, system);
  if (asked(query, "Statistics")) add_statistics(text, system);
  text_add(text, "}");
}

static void add_guarded(Text *text) {
  text_add(text, "{\"Instances\":[");
  AcquireSRWLockExclusive(&guardLock);
  for (const Guarded *one = guarded; one; one = one->next) {
    text_format(text, "%s{\"Id\":", one == guarded ? "" : ",");
    text_add_json(text, one->id);
    text_add(text, ",\"CredentialGuard\":{\"Cookie\":\"c3RhbmQtaW4=\",\"RpcEndpoint\":\"standin-guard\",\"Transport\":");
    text_add_json(text, one->transport);
    text_add(text, ",\"CredentialSpec\":");
    text_add_json(text, one->specification);
    text_add(text, "}}");
  }
  ReleaseSRWLockExclusive(&guardLock);
  text_add(text, "]}");
}

HRESULT plain_service_properties(const JsonValue *query, Text *result) {
  text_add(result, "{\"Properties\":[");
  const JsonValue *types = json_field(query, "PropertyTypes");
  for (const JsonValue *type = types ? types->first : NULL; type; type = type->next) {
    if (type != types->first) text_add(result, ",");
    if (!strcmp(type->text, "Basic"))
      text_format(result, "{\"SupportedSchemaVersions\":[{\"Major\":1,\"Minor\":0},{\"Major\":2,\"Minor\":%d}]}", schema_minor(standin_build()));
    else if (!strcmp(type->text, "ContainerCredentialGuard")) add_guarded(result);
    else return NOT_SUPPORTED;
  }
  text_add(result, "]}");
  return S_OK;
}

static HRESULT add_instance(const JsonValue *details, Guarded *there) {
  if (there) return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
  Guarded *one = must_allocate(sizeof *one);
  *one = (Guarded){.id = copy_text(json_text(details, "Id", "")),
                   .specification = copy_text(json_text(details, "CredentialSpec", "")),
                   .transport = copy_text(json_text(details, "Transport", "")),
                   .next = guarded};
  guarded = one;
  return S_OK;
}

HRESULT plain_service_modify(const JsonValue *settings) {
  const JsonValue *request = json_field(settings, "Settings"), *details = json_field(request, "OperationDetails");
  if (strcmp(json_text(settings, "PropertyType", ""), "ContainerCredentialGuard")) return NOT_SUPPORTED;
  AcquireSRWLockExclusive(&guardLock);
  Guarded **at = &guarded;
  while (*at && strcmp((*at)->id, json_text(details, "Id", ""))) at = &(*at)->next;
  Guarded *there = *at;
  HRESULT hr = there ? S_OK : ELEMENT_NOT_FOUND;
  if (!strcmp(json_text(request, "Operation", ""), "AddInstance")) hr = add_instance(details, there);
  else if (there) {
    *at = there->next;
    free(there->id);
    free(there->specification);
    free(there->transport);
    free(there);
  }
  ReleaseSRWLockExclusive(&guardLock);
  return hr;
}
