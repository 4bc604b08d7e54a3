/*
 * Calls the stand-in computecore.dll as a caller of Windows would: standin-test.exe <case>. A case prints nothing and ends
 * with 0 when all is well. The cases `leak-*` do what the report must tell; they print the report.
 */
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
static HRESULT(WINAPI *report)(PWSTR *);
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
  CHECK(WaitForSingleObject(seen.signal, 10000) == WAIT_OBJECT_0);
  CHECK(seen.type == HcsEventProcessExited && seen.thread != GetCurrentThreadId());
  CHECK(wcsstr(seen.data, L"\"Exited\":true,\"ExitCode\":300,\"LastWaitResult\":0") != NULL);
  pHcsCloseProcess(process);
  end_system(system);
}

int main(int count, char **arguments) {
  HMODULE dll = LoadLibraryA(count > 2 ? arguments[2] : "computecore.dll");
  CHECK(dll != NULL);
  FUNCTIONS(LOAD)
  report = (void *)GetProcAddress(dll, "StandinReport");
  fault = (void *)GetProcAddress(dll, "StandinFault");
  disconnect = (void *)GetProcAddress(dll, "StandinDisconnect");
  process_case();
  PWSTR text;
  report(&text);
  wprintf(L"%.900ls\n", text);
  return checked();
}
