/*
 * Calls the stand-in computecore.dll as a caller on Windows would: standin-test.exe <case>. The last cases do what the
 * report must tell.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <computecore.h>

#include "check.h"

#define FUNCTIONS(of) \
  of(HcsCreateOperation) of(HcsCloseOperation) of(HcsGetOperationResult) of(HcsWaitForOperationResult) \
  of(HcsWaitForOperationResultAndProcessInfo) of(HcsCreateComputeSystem) of(HcsOpenComputeSystem) of(HcsCloseComputeSystem) \
  of(HcsStartComputeSystem) of(HcsShutDownComputeSystem) of(HcsTerminateComputeSystem) of(HcsGetComputeSystemProperties) \
  of(HcsModifyComputeSystem) of(HcsSetComputeSystemCallback) of(HcsCreateProcess) of(HcsOpenProcess) of(HcsCloseProcess) \
  of(HcsSetProcessCallback) of(HcsTerminateProcess) of(HcsModifyProcess) of(HcsGetProcessInfo) of(HcsGetProcessProperties) \
  of(HcsSignalProcess) of(HcsEnumerateComputeSystems) of(HcsGetServiceProperties) of(HcsModifyServiceSettings) \
  of(HcsGetOperationType) of(HcsGetComputeSystemFromOperation) of(HcsGetProcessFromOperation) of(HcsSetOperationCallback) \
  of(HcsPauseComputeSystem)
#define POINTER(name) static __typeof__(&name) p##name;
FUNCTIONS(POINTER)
#define LOAD(name) p##name = (__typeof__(p##name))(void *)GetProcAddress(dll, #name); CHECK(p##name != NULL);
static HRESULT(WINAPI *fault)(PCWSTR);
static void(WINAPI *disconnect)(void);

#define VOLUME "\\\\\\\\?\\\\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}\\\\"
static const wchar_t CONTAINER[] =
    L"{\"Owner\":\"test\",\"SchemaVersion\":{\"Major\":2,\"Minor\":1},\"Container\":{\"Storage\":{\"Layers\":[{\"Id\":"
    L"\"44ee543c-e9f7-5ac3-a463-d6dc23dde7ce\",\"Path\":\"C:\\\\layers\\\\base\"}],\"Path\":\"" VOLUME L"\"}}}";

static HRESULT wait_of(HCS_OPERATION operation, wchar_t *document, size_t room) {
  PWSTR text = NULL;
  HRESULT hr = pHcsWaitForOperationResult(operation, 20000, &text);
  if (document) _snwprintf(document, room, L"%ls", text ? text : L"");
  LocalFree(text);
  pHcsCloseOperation(operation);
  return hr;
}

static HCS_SYSTEM create_system(const wchar_t *id) {
  HCS_SYSTEM system = NULL;
  HCS_OPERATION operation = pHcsCreateOperation(NULL, NULL);
  CHECK(pHcsCreateComputeSystem(id, CONTAINER, operation, NULL, &system) == S_OK);
  CHECK(system != NULL);
  CHECK(wait_of(operation, NULL, 0) == S_OK);
  return system;
}

static HCS_SYSTEM running_system(const wchar_t *id) {
  HCS_SYSTEM system = create_system(id);
  HCS_OPERATION operation = pHcsCreateOperation(NULL, NULL);
  CHECK(pHcsStartComputeSystem(system, operation, NULL) == S_OK);
  CHECK(wait_of(operation, NULL, 0) == S_OK);
  return system;
}

static HRESULT simple(HRESULT(WINAPI *function)(HCS_SYSTEM, HCS_OPERATION, PCWSTR), HCS_SYSTEM system, PCWSTR options) {
  HCS_OPERATION operation = pHcsCreateOperation(NULL, NULL);
  HRESULT hr = function(system, operation, options);
  HRESULT waited = wait_of(operation, NULL, 0);
  return FAILED(hr) ? hr : waited;
}

static void end_system(HCS_SYSTEM system) {
  CHECK(simple(pHcsTerminateComputeSystem, system, NULL) == S_OK);
  pHcsCloseComputeSystem(system);
}

typedef struct Seen {
  HANDLE signal;
  volatile LONG count;
  DWORD type, thread;
  wchar_t data[512];
} Seen;

static void CALLBACK see(HCS_EVENT *event, void *context) {
  Seen *seen = context;
  seen->type = event->Type;
  seen->thread = GetCurrentThreadId();
  _snwprintf(seen->data, 512, L"%ls", event->EventData ? event->EventData : L"");
  InterlockedIncrement(&seen->count);
  SetEvent(seen->signal);
}

static Seen new_seen(void) { return (Seen){.signal = CreateEventW(NULL, FALSE, FALSE, NULL)}; }

static HCS_PROCESS start_process(HCS_SYSTEM system, const wchar_t *line, const wchar_t *more, HCS_PROCESS_INFORMATION *information) {
  wchar_t parameters[1024];
  HCS_PROCESS process = NULL;
  _snwprintf(parameters, 1024, L"{\"CommandLine\":\"%ls\"%ls}", line, more);
  HCS_OPERATION operation = pHcsCreateOperation(NULL, NULL);
  CHECK(pHcsCreateProcess(system, parameters, operation, NULL, &process) == S_OK);
  CHECK(process != NULL);
  CHECK(pHcsWaitForOperationResultAndProcessInfo(operation, 20000, information, NULL) == S_OK);
  pHcsCloseOperation(operation);
  return process;
}

/* Everything until the end of an overlapped pipe. */
static size_t read_pipe(HANDLE pipe, char *bytes, size_t room) {
  size_t length = 0;
  HANDLE signal = CreateEventW(NULL, TRUE, FALSE, NULL);
  for (;;) {
    OVERLAPPED overlapped = {.hEvent = signal};
    DWORD count = 0;
    BOOL ok = ReadFile(pipe, bytes + length, (DWORD)(room - length - 1), &count, &overlapped);
    if (!ok && GetLastError() == ERROR_IO_PENDING) ok = GetOverlappedResult(pipe, &overlapped, &count, TRUE);
    if (!ok || !count) break;
    length += count;
  }
  CloseHandle(signal);
  bytes[length] = 0;
  return length;
}

static void process_case(void) {
  HCS_SYSTEM system = running_system(L"one");
  HCS_PROCESS_INFORMATION information;
  HCS_PROCESS process = start_process(system, L"cmd /c set /p a=& echo %B%& exit 300",
                                      L",\"Environment\":{\"B\":\"from here\"},\"CreateStdInPipe\":true,\"CreateStdOutPipe\":true", &information);
  Seen seen = new_seen();
  CHECK(information.ProcessId && information.StdInput && information.StdOutput && !information.StdError);
  CHECK(pHcsSetProcessCallback(process, HcsEventOptionNone, &seen, see) == S_OK);
  CHECK(pHcsSetProcessCallback(process, HcsEventOptionNone, &seen, see) == (HRESULT)0x80370119);
  OVERLAPPED overlapped = {.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)};
  DWORD written = 0;
  if (!WriteFile(information.StdInput, "x\r\n", 3, &written, &overlapped)) GetOverlappedResult(information.StdInput, &overlapped, &written, TRUE);
  CHECK(written == 3);
  CloseHandle(overlapped.hEvent);
  CloseHandle(information.StdInput);
  char bytes[256];
  read_pipe(information.StdOutput, bytes, sizeof bytes);
  CloseHandle(information.StdOutput);
  CHECK(strstr(bytes, "from here") != NULL);
  CHECK(WaitForSingleObject(seen.signal, 20000) == WAIT_OBJECT_0);
  CHECK(seen.type == HcsEventProcessExited && seen.thread != GetCurrentThreadId());
  CHECK(wcsstr(seen.data, L"\"Exited\":true,\"ExitCode\":300,\"LastWaitResult\":0") != NULL);
  pHcsCloseProcess(process);
  end_system(system);
}


#define HCS(code) ((HRESULT)0x80370100 + (code))

static HCS_OPERATION new_operation(void) { return pHcsCreateOperation(NULL, NULL); }

/* One request each; not started, pending, timeout; the other wait is refused; what it is about. */
static void operations_case(void) {
  HCS_SYSTEM system = create_system(L"operations");
  HCS_OPERATION operation = new_operation();
  CHECK_IS(pHcsGetOperationResult(operation, NULL), HCS(0x15));
  CHECK_IS(pHcsGetOperationType(operation), HcsOperationTypeNone);
  CHECK_IS(fault(L"{\"faults\":[{\"call\":\"HcsStartComputeSystem\",\"delayMs\":2000}]}"), S_OK);
  CHECK_IS(pHcsStartComputeSystem(system, operation, NULL), S_OK);
  CHECK_IS(pHcsStartComputeSystem(system, operation, NULL), HCS(0x16));
  CHECK_IS(pHcsGetOperationResult(operation, NULL), HCS(0x17));
  CHECK_IS(pHcsWaitForOperationResult(operation, 20, NULL), HCS(0x18));
  CHECK_IS(pHcsWaitForOperationResult(operation, 20000, NULL), S_OK);
  CHECK_IS(pHcsGetOperationType(operation), HcsOperationTypeStart);
  CHECK(pHcsGetComputeSystemFromOperation(operation) == system);
  CHECK(pHcsGetProcessFromOperation(operation) == NULL);
  HCS_PROCESS_INFORMATION information;
  CHECK_IS(pHcsWaitForOperationResultAndProcessInfo(operation, 0, &information, NULL), E_INVALIDARG);
  CHECK_IS(pHcsStartComputeSystem(system, operation, NULL), HCS(0x16));
  pHcsCloseOperation(operation);
  CHECK_IS(simple(pHcsStartComputeSystem, system, NULL), HCS(0x05));
  CHECK_IS(simple(pHcsPauseComputeSystem, system, NULL), (HRESULT)0x80070032);
  end_system(system);
}

static void CALLBACK completed(HCS_OPERATION operation, void *context) {
  Seen *seen = context;
  PWSTR document = NULL;
  seen->type = (DWORD)pHcsGetOperationResult(operation, &document);
  LocalFree(document);
  seen->thread = GetCurrentThreadId();
  InterlockedIncrement(&seen->count);
  SetEvent(seen->signal);
}

/* A completion callback comes on another thread; a refused request has none; closing waits for it. */
static void completions_case(void) {
  Seen seen = new_seen();
  HCS_SYSTEM system = create_system(L"completions");
  HCS_OPERATION operation = pHcsCreateOperation(&seen, completed);
  CHECK_IS(pHcsStartComputeSystem(system, operation, NULL), S_OK);
  CHECK_IS(WaitForSingleObject(seen.signal, 20000), WAIT_OBJECT_0);
  CHECK_IS(seen.type, S_OK);
  CHECK(seen.thread != GetCurrentThreadId());
  pHcsCloseOperation(operation);
  fault(L"{\"faults\":[{\"call\":\"HcsGetComputeSystemProperties\",\"refused\":true,\"hr\":\"0x80370109\"}]}");
  operation = pHcsCreateOperation(&seen, completed);
  CHECK_IS(pHcsGetComputeSystemProperties(system, operation, NULL), HCS(0x09));
  PWSTR document = NULL;
  CHECK_IS(pHcsGetOperationResult(operation, &document), HCS(0x09));
  CHECK(document && wcsstr(document, L"ErrorEvents"));
  LocalFree(document);
  CHECK_IS(WaitForSingleObject(seen.signal, 100), WAIT_TIMEOUT);
  pHcsCloseOperation(operation);
  fault(L"{\"faults\":[{\"call\":\"HcsGetComputeSystemProperties\",\"never\":true}]}");
  operation = pHcsCreateOperation(&seen, completed);
  CHECK_IS(pHcsGetComputeSystemProperties(system, operation, NULL), S_OK);
  CHECK_IS(pHcsWaitForOperationResult(operation, 100, NULL), HCS(0x18));
  pHcsCloseOperation(operation);
  end_system(system);
  CHECK_IS(seen.count, 1);
}

/* A second of an id, an unknown one, a system after its exit, the last event after its processes'. */
static void systems_case(void) {
  HCS_SYSTEM system = running_system(L"systems"), other = NULL;
  HCS_OPERATION operation = new_operation();
  CHECK_IS(pHcsCreateComputeSystem(L"systems", CONTAINER, operation, NULL, &other), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), HCS(0x0F));
  pHcsCloseComputeSystem(other);
  CHECK_IS(pHcsOpenComputeSystem(L"unknown", GENERIC_ALL, &other), HCS(0x0E));
  CHECK_IS(pHcsOpenComputeSystem(L"systems", GENERIC_READ, &other), E_INVALIDARG);
  CHECK_IS(pHcsOpenComputeSystem(L"systems", GENERIC_ALL, &other), S_OK);
  HCS_PROCESS_INFORMATION information;
  HCS_PROCESS process = start_process(system, L"cmd /c pause", L",\"CreateStdInPipe\":true", &information);
  Seen ended = new_seen(), exited = new_seen();
  CHECK_IS(pHcsSetComputeSystemCallback(other, HcsEventOptionNone, &ended, see), S_OK);
  CHECK_IS(pHcsSetProcessCallback(process, HcsEventOptionNone, &exited, see), S_OK);
  wchar_t document[2048];
  operation = new_operation();
  pHcsGetComputeSystemProperties(system, operation, L"{\"PropertyTypes\":[\"ProcessList\",\"Statistics\"]}");
  CHECK_IS(wait_of(operation, document, 2048), S_OK);
  CHECK(wcsstr(document, L"\"State\":\"Running\"") && wcsstr(document, L"\"ImageName\":\"cmd.exe\"") && wcsstr(document, L"TotalRuntime100ns"));
  operation = new_operation();
  CHECK_IS(pHcsEnumerateComputeSystems(L"{\"Owners\":[\"test\"],\"Ids\":[\"systems\"]}", operation), S_OK);
  CHECK_IS(wait_of(operation, document, 2048), S_OK);
  CHECK(wcsstr(document, L"[{\"Id\":\"systems\"") == document);
  CHECK_IS(simple(pHcsShutDownComputeSystem, system, NULL), S_OK);
  CHECK_IS(WaitForSingleObject(ended.signal, 20000), WAIT_OBJECT_0);
  CHECK_IS(exited.count, 1);
  CHECK(wcsstr(ended.data, L"\"ExitType\":\"GracefulExit\"") != NULL);
  CHECK_IS(simple(pHcsTerminateComputeSystem, other, NULL), HCS(0x10));
  operation = new_operation();
  pHcsGetComputeSystemProperties(other, operation, NULL);
  CHECK_IS(wait_of(operation, document, 2048), S_OK);
  CHECK(wcsstr(document, L"\"Stopped\":true") != NULL);
  CloseHandle(information.StdInput);
  pHcsCloseProcess(process);
  pHcsCloseComputeSystem(system);
  pHcsCloseComputeSystem(other);
  CHECK_IS(pHcsOpenComputeSystem(L"systems", GENERIC_ALL, &other), HCS(0x0E));
}

/* Not found, not running, terminate twice, open by id, the false E_INVALIDARG of WS2022 and its way out. */
static void processes_case(void) {
  HCS_SYSTEM system = create_system(L"processes");
  HCS_PROCESS process = NULL;
  HCS_PROCESS_INFORMATION information;
  HCS_OPERATION operation = new_operation();
  CHECK_IS(pHcsCreateProcess(system, L"{\"CommandLine\":\"cmd\"}", operation, NULL, &process), S_OK);
  CHECK_IS(pHcsWaitForOperationResultAndProcessInfo(operation, 20000, &information, NULL), HCS(0x05));
  pHcsCloseOperation(operation);
  pHcsCloseProcess(process);
  CHECK_IS(simple(pHcsStartComputeSystem, system, NULL), S_OK);
  operation = new_operation();
  CHECK_IS(pHcsCreateProcess(system, L"{\"CommandLine\":\"no-such-program.exe\"}", operation, NULL, &process), S_OK);
  CHECK_IS(pHcsWaitForOperationResultAndProcessInfo(operation, 20000, &information, NULL), (HRESULT)0x80070002);
  pHcsCloseOperation(operation);
  pHcsCloseProcess(process);
  fault(L"{\"faults\":[{\"call\":\"HcsCreateProcess\",\"falseInvalid\":true}]}");
  operation = new_operation();
  CHECK_IS(pHcsCreateProcess(system, L"{\"CommandLine\":\"cmd /c pause\",\"CreateStdInPipe\":true,\"CreateStdOutPipe\":true}", operation, NULL, &process), S_OK);
  CHECK_IS(pHcsWaitForOperationResultAndProcessInfo(operation, 20000, &information, NULL), E_INVALIDARG);
  pHcsCloseOperation(operation);
  operation = new_operation();
  CHECK_IS(pHcsGetProcessInfo(process, operation), S_OK);
  CHECK_IS(pHcsWaitForOperationResultAndProcessInfo(operation, 20000, &information, NULL), S_OK);
  CHECK(information.ProcessId && information.StdInput && information.StdOutput);
  pHcsCloseOperation(operation);
  HCS_PROCESS again = NULL;
  CHECK_IS(pHcsOpenProcess(system, information.ProcessId, GENERIC_ALL, &again), S_OK);
  operation = new_operation();
  CHECK_IS(pHcsModifyProcess(again, operation, L"{\"Operation\":\"CloseHandle\",\"CloseHandle\":{\"Handle\":\"StdIn\"}}"), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), S_OK);
  Seen seen = new_seen();
  CHECK_IS(pHcsSetProcessCallback(again, HcsEventOptionNone, &seen, see), S_OK);
  operation = new_operation();
  CHECK_IS(pHcsTerminateProcess(process, operation, NULL), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), S_OK);
  CHECK_IS(WaitForSingleObject(seen.signal, 20000), WAIT_OBJECT_0);
  CHECK(wcsstr(seen.data, L"\"ExitCode\":3221225786") != NULL);
  operation = new_operation();
  pHcsTerminateProcess(process, operation, NULL);
  CHECK_IS(wait_of(operation, NULL, 0), HCS(0x1F));
  wchar_t document[512];
  operation = new_operation();
  pHcsGetProcessProperties(process, operation, NULL);
  CHECK_IS(wait_of(operation, document, 512), S_OK);
  CHECK(wcsstr(document, L"\"Exited\":true,\"ExitCode\":3221225786") != NULL);
  pHcsCloseProcess(again);
  CHECK_IS(pHcsOpenProcess(system, information.ProcessId, GENERIC_ALL, &again), (HRESULT)0x80070490);
  CloseHandle(information.StdInput);
  CloseHandle(information.StdOutput);
  pHcsCloseProcess(process);
  end_system(system);
}

static void wait_exited(HCS_PROCESS process) {
  wchar_t status[256] = L"";
  for (int tries = 0; tries < 2000 && !wcsstr(status, L"\"Exited\":true"); tries++) {
    HCS_OPERATION operation = new_operation();
    pHcsGetProcessProperties(process, operation, NULL);
    CHECK_IS(wait_of(operation, status, 256), S_OK);
    Sleep(10);
  }
}

/* An event lost, one twice, one late; a lost service makes handles useless, and the system can be opened again. */
static void events_case(void) {
  static const struct { const wchar_t *script; LONG told; } cases[] = {
      {L"{\"faults\":[{\"event\":\"ProcessExited\",\"lost\":true}]}", 0},
      {L"{\"faults\":[{\"event\":\"ProcessExited\",\"twice\":true}]}", 2},
      {L"{\"faults\":[{\"event\":\"ProcessExited\",\"delayMs\":150}]}", 1}};
  HCS_SYSTEM system = running_system(L"events");
  for (int index = 0; index < 3; index++) {
    HCS_PROCESS_INFORMATION information;
    Seen seen = new_seen();
    HCS_PROCESS process = start_process(system, L"cmd /c set /p a=", L",\"CreateStdInPipe\":true", &information);
    CHECK_IS(pHcsSetProcessCallback(process, HcsEventOptionNone, &seen, see), S_OK);
    CHECK_IS(fault(cases[index].script), S_OK);
    CloseHandle(information.StdInput);
    wait_exited(process); /* the script is for this exit */
    ULONGLONG start = GetTickCount64();
    while (seen.count < cases[index].told && GetTickCount64() < start + 20000) Sleep(10);
    Sleep(100);
    CHECK_IS(seen.count, cases[index].told);
    pHcsCloseProcess(process);
  }
  Seen seen = new_seen();
  CHECK_IS(pHcsSetComputeSystemCallback(system, HcsEventOptionNone, &seen, see), S_OK);
  disconnect();
  CHECK_IS(WaitForSingleObject(seen.signal, 20000), WAIT_OBJECT_0);
  CHECK_IS(seen.type, HcsEventServiceDisconnect);
  CHECK_IS(simple(pHcsTerminateComputeSystem, system, NULL), HCS(0x1E));
  pHcsCloseComputeSystem(system);
  CHECK_IS(pHcsOpenComputeSystem(L"events", GENERIC_ALL, &system), S_OK);
  end_system(system);
}

/* The last handle ends a system whose document says so; settings; what the service says of itself. */
static void settings_case(void) {
  wchar_t container[1024];
  HCS_SYSTEM system = running_system(L"settings"), other = NULL;
  static const wchar_t add[] = L"{\"ResourcePath\":\"Container/MappedDirectories\",\"RequestType\":\"Add\",\"Settings\":"
                               L"{\"HostPath\":\"C:\\\\a\",\"ContainerPath\":\"C:\\\\b\"}}";
  HCS_OPERATION operation = new_operation();
  CHECK_IS(pHcsModifyComputeSystem(system, operation, add, NULL), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), S_OK);
  operation = new_operation();
  CHECK_IS(pHcsModifyComputeSystem(system, operation, add, NULL), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS));
  operation = new_operation();
  CHECK_IS(pHcsModifyComputeSystem(system, operation, L"{\"ResourcePath\":\"Container/MappedDirectory\",\"Settings\":{}}", NULL), HCS(0x0D));
  PWSTR text = NULL;
  CHECK_IS(pHcsGetOperationResult(operation, &text), HCS(0x0D));
  CHECK(text && wcsstr(text, L"'$.Settings'"));
  LocalFree(text);
  pHcsCloseOperation(operation);
  end_system(system);
  wcscpy(container, CONTAINER);
  wcscpy(container + wcslen(container) - 1, L",\"ShouldTerminateOnLastHandleClosed\":true}");
  operation = new_operation();
  CHECK_IS(pHcsCreateComputeSystem(L"last", container, operation, NULL, &system), S_OK);
  CHECK_IS(wait_of(operation, NULL, 0), S_OK);
  CHECK_IS(pHcsOpenComputeSystem(L"last", GENERIC_ALL, &other), S_OK);
  pHcsCloseComputeSystem(system);
  CHECK_IS(simple(pHcsStartComputeSystem, other, NULL), S_OK);
  pHcsCloseComputeSystem(other);
  HRESULT hr = S_OK;
  for (int tries = 0; tries < 1000 && SUCCEEDED(hr); tries++) {
    Sleep(10);
    hr = pHcsOpenComputeSystem(L"last", GENERIC_ALL, &other);
    if (SUCCEEDED(hr)) pHcsCloseComputeSystem(other);
  }
  CHECK_IS(hr, HCS(0x0E));
  CHECK_IS(pHcsGetServiceProperties(L"{\"PropertyTypes\":[\"Basic\"]}", &text), S_OK);
  CHECK(text && wcsstr(text, L"\"SupportedSchemaVersions\":[{\"Major\":1,\"Minor\":0},{\"Major\":2,"));
  LocalFree(text);
  static const wchar_t guard[] = L"{\"PropertyType\":\"ContainerCredentialGuard\",\"Settings\":{\"Operation\":\"AddInstance\","
                                 L"\"OperationDetails\":{\"Id\":\"c1\",\"CredentialSpec\":\"{}\",\"Transport\":\"LRPC\"}}}";
  CHECK_IS(pHcsModifyServiceSettings(guard, &text), S_OK);
  CHECK_IS(pHcsGetServiceProperties(L"{\"PropertyTypes\":[\"ContainerCredentialGuard\"]}", &text), S_OK);
  CHECK(text && wcsstr(text, L"\"Instances\":[{\"Id\":\"c1\""));
  LocalFree(text);
}

/* 64 processes, eight at a time: nothing is lost and no handle of our own stays. */
static void many_case(void) {
  HCS_SYSTEM system = running_system(L"many");
  DWORD before = 0, after = 0;
  for (int round = 0; round < 8; round++) {
    HCS_PROCESS processes[8];
    HCS_PROCESS_INFORMATION information[8];
    Seen seen[8];
    if (round == 2) GetProcessHandleCount(GetCurrentProcess(), &before);
    for (int index = 0; index < 8; index++) {
      processes[index] = start_process(system, L"cmd /c echo out& echo err>&2& exit 7", L",\"CreateStdOutPipe\":true,\"CreateStdErrPipe\":true", &information[index]);
      seen[index] = new_seen();
      CHECK_IS(pHcsSetProcessCallback(processes[index], HcsEventOptionNone, &seen[index], see), S_OK);
    }
    for (int index = 0; index < 8; index++) {
      char out[64], err[64], wanted[] = "out\r\n";
      read_pipe(information[index].StdOutput, out, sizeof out);
      read_pipe(information[index].StdError, err, sizeof err);
      CHECK(!strcmp(out, wanted) && !strncmp(err, "err", 3));
      wchar_t status[256] = L"";
      while (!seen[index].count && !wcsstr(status, L"\"Exited\":true")) { /* the exit may have come before the callback */
        HCS_OPERATION operation = new_operation();
        pHcsGetProcessProperties(processes[index], operation, NULL);
        CHECK_IS(wait_of(operation, status, 256), S_OK);
      }
      CHECK(wcsstr(seen[index].count ? seen[index].data : status, L"\"ExitCode\":7") != NULL);
      CloseHandle(information[index].StdOutput);
      CloseHandle(information[index].StdError);
      pHcsCloseProcess(processes[index]);
      CloseHandle(seen[index].signal);
    }
  }
  GetProcessHandleCount(GetCurrentProcess(), &after);
  CHECK(after <= before + 8);
  end_system(system);
}

/* What the report must tell. */
static void wrong_case(const char *name) {
  HCS_OPERATION operation = new_operation();
  PWSTR text = NULL;
  if (!strcmp(name, "leak-operation")) return;
  if (!strcmp(name, "leak-system")) create_system(L"leaked");
  if (!strcmp(name, "double-close")) pHcsCloseOperation(operation);
  pHcsCloseOperation(operation);
  if (!strcmp(name, "use-after-close")) pHcsGetOperationResult(operation, NULL);
  if (!strcmp(name, "leak-pipe")) {
    HCS_PROCESS_INFORMATION information;
    HCS_SYSTEM system = running_system(L"leaky");
    pHcsCloseProcess(start_process(system, L"cmd /c exit", L",\"CreateStdOutPipe\":true", &information));
    end_system(system);
  }
  if (!strstr(name, "string")) return;
  CHECK_IS(pHcsGetServiceProperties(L"{\"PropertyTypes\":[\"Basic\"]}", &text), S_OK);
  if (strcmp(name, "leak-string")) LocalFree(text);
  if (!strcmp(name, "double-free-string")) LocalFree(text);
}

typedef void(WINAPI *TaskFree)(void *);

static void wrong_free_case(void) {
  TaskFree taskFree = (TaskFree)(void *)GetProcAddress(LoadLibraryA("ole32.dll"), "CoTaskMemFree");
  PWSTR text = NULL;
  CHECK_IS(pHcsGetServiceProperties(L"{\"PropertyTypes\":[\"Basic\"]}", &text), S_OK);
  taskFree(text);
  /* Blocks of others still go where they belong. */
  taskFree(NULL);
  HLOCAL fixed = LocalAlloc(LMEM_FIXED, 100), moveable = LocalAlloc(LMEM_MOVEABLE, 100);
  CHECK(fixed && moveable && !LocalFree(fixed) && !LocalFree(moveable));
}

int main(int count, char **arguments) {
  static const struct { const char *name; void (*run)(void); } cases[] = {
      {"process", process_case},     {"operations", operations_case}, {"completions", completions_case}, {"systems", systems_case},
      {"processes", processes_case}, {"events", events_case},         {"settings", settings_case},       {"many", many_case},
      {"wrong-free-string", wrong_free_case}};
  const char *name = count > 1 ? arguments[1] : "";
  HMODULE dll = LoadLibraryA("computecore.dll");
  CHECK(dll != NULL);
  FUNCTIONS(LOAD)
  fault = (HRESULT(WINAPI *)(PCWSTR))must_find(dll, "StandinFault");
  disconnect = (void(WINAPI *)(void))must_find(dll, "StandinDisconnect");
  bool known = false;
  for (size_t index = 0; index < sizeof cases / sizeof *cases; index++) {
    if (strcmp(cases[index].name, name)) continue;
    cases[index].run();
    known = true;
  }
  if (!known) wrong_case(name);
  return checked();
}
