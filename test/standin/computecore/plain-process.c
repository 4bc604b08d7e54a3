#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"

/* One start at a time: ends of pipes are inheritable only meanwhile. */
static SRWLOCK startLock = SRWLOCK_INIT;

#define START_TRIES 4

void plain_process_status(Text *text, DWORD pid, bool exited, DWORD exitCode) {
  text_format(text, "{\"ProcessId\":%lu,\"Exited\":%s,\"ExitCode\":%lu,\"LastWaitResult\":%d}", pid, exited ? "true" : "false",
              exitCode, exited ? 0 : (int)WAIT_TIMEOUT);
}

static void CALLBACK process_ended(void *parameter, BOOLEAN timedOut) {
  (void)timedOut;
  PlainProcess *process = parameter;
  PlainSystem *system = process->system;
  DWORD code = 0;
  GetExitCodeProcess(process->handle, &code);
  Text text = {0};
  plain_process_status(&text, process->pid, true, code);
  AcquireSRWLockExclusive(&plainLock);
  process->last = plain_process_figures(process);
  process->last.commit = process->last.workingSet = 0;
  process->exited = true;
  process->exitCode = code;
  UnregisterWaitEx(process->wait, NULL);
  CloseHandle(process->handle);
  event_raise(HcsEventProcessExited, system->id, process->pid, text.bytes);
  plain_system_ended_if_empty(system);
  ReleaseSRWLockExclusive(&plainLock);
  text_free(&text);
  counted_release(system); /* the wait's */
}

static int by_name(const void *left, const void *right) { return _wcsicmp(*(wchar_t *const *)left, *(wchar_t *const *)right); }

static bool same_name(const wchar_t *entry, const wchar_t *other) {
  size_t length = wcscspn(other, L"=");
  return !_wcsnicmp(entry, other, length) && entry[length] == L'=';
}

/* This process's environment under `given`: entries `NAME=value`, sorted, each with its zero, one more at the end. */
static wchar_t *merge_environment(const JsonValue *given) {
  wchar_t *own = GetEnvironmentStringsW();
  size_t count = 0, units = 1, givenCount = given ? given->count : 0;
  for (wchar_t *entry = own; *entry; entry += wcslen(entry) + 1) count++;
  wchar_t **entries = must_allocate((count + givenCount) * sizeof *entries);
  wchar_t **added = must_allocate(givenCount * sizeof *added);
  size_t used = 0;
  for (const JsonValue *variable = given ? given->first : NULL; variable; variable = variable->next) {
    Text text = {0};
    text_format(&text, "%s=%s", variable->key, variable->text);
    added[used] = entries[used] = utf16_of(text.bytes);
    used++;
    text_free(&text);
  }
  for (wchar_t *entry = own; *entry; entry += wcslen(entry) + 1) {
    bool replaced = false;
    for (size_t index = 0; index < givenCount; index++) replaced = replaced || same_name(entry, added[index]);
    if (!replaced) entries[used++] = entry;
  }
  qsort(entries, used, sizeof *entries, by_name);
  for (size_t index = 0; index < used; index++) units += wcslen(entries[index]) + 1;
  wchar_t *block = must_allocate((units + 1) * sizeof *block), *at = block;
  for (size_t index = 0; index < used; index++) at = wcscpy(at, entries[index]) + wcslen(entries[index]) + 1;
  for (size_t index = 0; index < givenCount; index++) free(added[index]);
  FreeEnvironmentStringsW(own);
  free(added);
  free(entries);
  return block;
}

/* The child's handle for a stream, and the caller's end when there is a pipe. */
static bool open_stream(int index, bool pipe, HANDLE *ours, HANDLE *child) {
  *ours = NULL;
  if (pipe) return make_pipe(index ? FLOW_TO_OURS : FLOW_FROM_OURS, false, true, ours, child);
  SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
  *child = CreateFileW(L"NUL", index ? GENERIC_WRITE : GENERIC_READ, 3, &inherited, OPEN_EXISTING, 0, NULL);
  return *child != INVALID_HANDLE_VALUE;
}

/*
 * Wine 8 fails about one start in 4,000 with ERROR_INTERNAL_ERROR: the new process ended before its first instruction of
 * ours (measured: 4,000 starts by 16 threads). The next try succeeds. Windows has no such failure.
 */
static bool create_process(wchar_t *line, DWORD flags, void *environment, const wchar_t *folder, STARTUPINFOW *startup, PROCESS_INFORMATION *started) {
  for (int try = 0; try < START_TRIES; try++) {
    if (CreateProcessW(NULL, line, NULL, NULL, TRUE, flags, environment, folder, startup, started)) return true;
    if (GetLastError() != ERROR_INTERNAL_ERROR) return false;
  }
  return false;
}

/* Suspended, in the system's job. */
static HRESULT start(const JsonValue *parameters, HANDLE job, HANDLE pipes[3], PROCESS_INFORMATION *started) {
  static const char *names[] = {"CreateStdInPipe", "CreateStdOutPipe", "CreateStdErrPipe"};
  HANDLE child[3] = {NULL, NULL, NULL};
  bool console = json_true(parameters, "EmulateConsole"), open = true;
  wchar_t *line = utf16_of(json_text(parameters, "CommandLine", ""));
  wchar_t *folder = utf16_of(json_text(parameters, "WorkingDirectory", NULL));
  wchar_t *environment = merge_environment(json_field(parameters, "Environment"));
  AcquireSRWLockExclusive(&startLock);
  for (int index = 0; index < 3 && open; index++)
    open = open_stream(index, json_true(parameters, names[index]) && !(console && index == 2), &pipes[index], &child[index]);
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES | STARTF_USESHOWWINDOW, .wShowWindow = SW_HIDE,
                          .hStdInput = child[0], .hStdOutput = child[1], .hStdError = child[2]};
  DWORD flags = CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT | CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW;
  bool made = open && create_process(line, flags, environment, folder, &startup, started);
  HRESULT hr = made ? S_OK : HRESULT_FROM_WIN32(GetLastError());
  for (int index = 0; index < 3; index++)
    if (child[index] && child[index] != INVALID_HANDLE_VALUE) CloseHandle(child[index]);
  ReleaseSRWLockExclusive(&startLock);
  if (made && !AssignProcessToJobObject(job, started->hProcess)) {
    hr = HRESULT_FROM_WIN32(GetLastError());
    TerminateProcess(started->hProcess, 1);
    CloseHandle(started->hThread);
    CloseHandle(started->hProcess);
  }
  for (int index = 0; index < 3 && FAILED(hr); index++)
    if (pipes[index] && pipes[index] != INVALID_HANDLE_VALUE) CloseHandle(pipes[index]);
  free(line);
  free(folder);
  free(environment);
  return hr;
}

static char *image_of(HANDLE process) {
  wchar_t path[MAX_PATH] = L"";
  DWORD length = MAX_PATH;
  QueryFullProcessImageNameW(process, 0, path, &length);
  wchar_t *name = wcsrchr(path, L'\\');
  return utf8_of(name ? name + 1 : path);
}

HRESULT plain_process_create(PlainSystem *system, const JsonValue *parameters, Text *result) {
  AcquireSRWLockExclusive(&plainLock);
  bool running = system->state == PLAIN_RUNNING && !system->ending;
  ReleaseSRWLockExclusive(&plainLock);
  if (!running) return HCS_INVALID_STATE;
  PROCESS_INFORMATION started;
  HANDLE pipes[3] = {NULL, NULL, NULL};
  HRESULT hr = start(parameters, system->job, pipes, &started);
  if (FAILED(hr)) return hr;
  PlainProcess *process = must_allocate(sizeof *process);
  *process = (PlainProcess){.pid = started.dwProcessId, .handle = started.hProcess, .image = image_of(started.hProcess), .system = system};
  memcpy(process->pipes, pipes, sizeof pipes);
  text_format(result, "{\"pid\":%lu,\"stdin\":%s,\"stdout\":%s,\"stderr\":%s}", process->pid, pipes[0] ? "true" : "false",
              pipes[1] ? "true" : "false", pipes[2] ? "true" : "false");
  counted_retain(system);
  AcquireSRWLockExclusive(&plainLock);
  process->next = system->processes;
  system->processes = process;
  bool ending = system->ending;
  RegisterWaitForSingleObject(&process->wait, process->handle, process_ended, process, INFINITE, WT_EXECUTEONLYONCE);
  if (ending) TerminateProcess(started.hProcess, 0x40010004);
  else ResumeThread(started.hThread);
  ReleaseSRWLockExclusive(&plainLock);
  CloseHandle(started.hThread);
  return S_OK;
}

void plain_take_pipes(const char *id, DWORD pid, HANDLE pipes[3]) {
  AcquireSRWLockExclusive(&plainLock);
  PlainSystem *system = plain_find(id);
  PlainProcess *process = system ? plain_find_process(system, pid) : NULL;
  if (process) {
    memcpy(pipes, process->pipes, sizeof process->pipes);
    memset(process->pipes, 0, sizeof process->pipes);
  }
  ReleaseSRWLockExclusive(&plainLock);
}

HRESULT plain_process_terminate(PlainProcess *process) {
  return TerminateProcess(process->handle, 0xC000013A) ? S_OK : HRESULT_FROM_WIN32(GetLastError());
}

/* Only what shares this process's console can be reached: without one there is nothing to send. */
HRESULT plain_process_signal(PlainProcess *process, const char *signal) {
  DWORD event = !strcmp(signal, "CtrlC") ? CTRL_C_EVENT : CTRL_BREAK_EVENT;
  bool reachable = !strcmp(signal, "CtrlC") || !strcmp(signal, "CtrlBreak");
  return reachable && GenerateConsoleCtrlEvent(event, process->pid) ? S_OK : NOT_SUPPORTED;
}
