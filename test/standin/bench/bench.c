/*
 * The calls of a container's life, straight at computecore.dll: what `npm run bench -- windows` compares the product with.
 *
 * bench.exe <computecore.dll> <megabytes>: touches so much memory, because the plain stand-in starts programs from its
 * caller and Wine forks that: a caller as large as the product's keeper pays as much. For each line `<command line>` on its input it creates a container, starts it, runs the
 * command in it with both output pipes read to their end, shuts the container down, and writes a line of four times in
 * microseconds: create, start, run, stop. Ends with the input; exit code 1 with a word on standard error when a call fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <computecore.h>

#define FUNCTIONS(of) \
  of(HcsCreateOperation) of(HcsCloseOperation) of(HcsWaitForOperationResult) of(HcsWaitForOperationResultAndProcessInfo) \
  of(HcsCreateComputeSystem) of(HcsStartComputeSystem) of(HcsShutDownComputeSystem) of(HcsCloseComputeSystem) \
  of(HcsSetComputeSystemCallback) of(HcsCreateProcess) of(HcsSetProcessCallback) of(HcsGetProcessProperties) of(HcsCloseProcess)
#define POINTER(name) static __typeof__(&name) p##name;
FUNCTIONS(POINTER)

enum { WAIT_MS = 60000, ID_UNITS = 40, DOCUMENT_UNITS = 1024 };

static const wchar_t DOCUMENT[] =
    L"{\"Owner\":\"bench\",\"SchemaVersion\":{\"Major\":2,\"Minor\":1},\"ShouldTerminateOnLastHandleClosed\":false,"
    L"\"Container\":{\"Storage\":{\"Layers\":[{\"Id\":\"44ee543c-e9f7-5ac3-a463-d6dc23dde7ce\",\"Path\":\"C:\\\\windows\"}],"
    L"\"Path\":\"\\\\\\\\?\\\\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}\\\\\"},\"RegistryChanges\":{\"AddValues\":["
    L"{\"Key\":{\"Hive\":\"System\",\"Name\":\"ControlSet001\\\\Control\"},\"Name\":\"WaitToKillServiceTimeout\","
    L"\"Type\":\"String\",\"StringValue\":\"2147483647\"}]}}}";

static void must(const char *what, HRESULT hr) {
  if (SUCCEEDED(hr)) return;
  fprintf(stderr, "%s: 0x%08lX\n", what, (unsigned long)hr);
  exit(1);
}

static void must_hold(const char *what, BOOL holds) { must(what, holds ? S_OK : HRESULT_FROM_WIN32(GetLastError())); }

static long long microseconds(void) {
  LARGE_INTEGER now, frequency;
  QueryPerformanceCounter(&now);
  QueryPerformanceFrequency(&frequency);
  return now.QuadPart * 1000000 / frequency.QuadPart;
}

/* The end of the request: its result is freed, its operation closed. */
static void finish(const char *what, HRESULT submitted, HCS_OPERATION operation) {
  PWSTR text = NULL;
  must(what, submitted);
  must(what, pHcsWaitForOperationResult(operation, WAIT_MS, &text));
  LocalFree(text);
  pHcsCloseOperation(operation);
}

static HCS_OPERATION operation(void) { return pHcsCreateOperation(NULL, NULL); }

static void CALLBACK signal_exit(HCS_EVENT *event, void *context) {
  if (event->Type == HcsEventSystemExited || event->Type == HcsEventProcessExited) SetEvent(context);
}

static HCS_SYSTEM create_system(const wchar_t *id, HANDLE exited) {
  HCS_SYSTEM system = NULL;
  HCS_OPERATION creating = operation();
  finish("HcsCreateComputeSystem", pHcsCreateComputeSystem(id, DOCUMENT, creating, NULL, &system), creating);
  must("HcsSetComputeSystemCallback", pHcsSetComputeSystemCallback(system, HcsEventOptionNone, exited, signal_exit));
  return system;
}

/* Reads two overlapped pipes to their ends, both at once. */
static void read_both(HANDLE pipes[2]) {
  static char bytes[2][65536];
  OVERLAPPED reads[2] = {{.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)}, {.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)}};
  HANDLE signals[2];
  int streams[2];
  DWORD count = 0;
  for (int index = 0; index < 2; index++) {
    if (!ReadFile(pipes[index], bytes[index], sizeof bytes[index], NULL, &reads[index]) && GetLastError() != ERROR_IO_PENDING) continue;
    streams[count] = index;
    signals[count++] = reads[index].hEvent;
  }
  while (count > 0) {
    DWORD which = WaitForMultipleObjects(count, signals, FALSE, WAIT_MS);
    must_hold("WaitForMultipleObjects", which < count);
    int index = streams[which];
    DWORD got = 0;
    BOOL more = GetOverlappedResult(pipes[index], &reads[index], &got, FALSE) && got > 0;
    if (more) more = ReadFile(pipes[index], bytes[index], sizeof bytes[index], NULL, &reads[index]) || GetLastError() == ERROR_IO_PENDING;
    if (more) continue;
    count--;
    signals[which] = signals[count];
    streams[which] = streams[count];
  }
  for (int index = 0; index < 2; index++) CloseHandle(reads[index].hEvent);
}

static void run_process(HCS_SYSTEM system, const wchar_t *line, HANDLE exited) {
  static wchar_t parameters[DOCUMENT_UNITS];
  HCS_PROCESS process = NULL;
  HCS_PROCESS_INFORMATION information;
  _snwprintf(parameters, DOCUMENT_UNITS, L"{\"CommandLine\":\"%ls\",\"CreateStdOutPipe\":true,\"CreateStdErrPipe\":true}", line);
  HCS_OPERATION creating = operation();
  must("HcsCreateProcess", pHcsCreateProcess(system, parameters, creating, NULL, &process));
  must("HcsCreateProcess", pHcsWaitForOperationResultAndProcessInfo(creating, WAIT_MS, &information, NULL));
  pHcsCloseOperation(creating);
  must("HcsSetProcessCallback", pHcsSetProcessCallback(process, HcsEventOptionNone, exited, signal_exit));
  HCS_OPERATION looking = operation(); /* it may have exited before the callback was there */
  finish("HcsGetProcessProperties", pHcsGetProcessProperties(process, looking, NULL), looking);
  HANDLE pipes[2] = {information.StdOutput, information.StdError};
  read_both(pipes);
  must_hold("the exit of the process", WaitForSingleObject(exited, WAIT_MS) == WAIT_OBJECT_0);
  CloseHandle(information.StdOutput);
  CloseHandle(information.StdError);
  pHcsCloseProcess(process);
}

static void run_round(const wchar_t *id, const wchar_t *line) {
  HANDLE systemExited = CreateEventW(NULL, TRUE, FALSE, NULL), processExited = CreateEventW(NULL, TRUE, FALSE, NULL);
  long long begun = microseconds();
  HCS_SYSTEM system = create_system(id, systemExited);
  long long created = microseconds();
  HCS_OPERATION starting = operation();
  finish("HcsStartComputeSystem", pHcsStartComputeSystem(system, starting, NULL), starting);
  long long started = microseconds();
  run_process(system, line, processExited);
  long long ran = microseconds();
  HCS_OPERATION stopping = operation();
  finish("HcsShutDownComputeSystem", pHcsShutDownComputeSystem(system, stopping, NULL), stopping);
  must_hold("the exit of the system", WaitForSingleObject(systemExited, WAIT_MS) == WAIT_OBJECT_0);
  pHcsCloseComputeSystem(system);
  long long stopped = microseconds();
  printf("%lld %lld %lld %lld\n", created - begun, started - created, ran - started, stopped - ran);
  fflush(stdout);
  CloseHandle(systemExited);
  CloseHandle(processExited);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  size_t ballast = (size_t)atoi(arguments[2]) << 20;
  char *memory = malloc(ballast + 1);
  if (memory) memset(memory, 1, ballast + 1);
  HMODULE dll = LoadLibraryA(arguments[1]);
  must_hold("LoadLibrary", dll != NULL);
#define LOAD(name) must_hold(#name, (p##name = (__typeof__(p##name))(void *)GetProcAddress(dll, #name)) != NULL);
  FUNCTIONS(LOAD)
  char bytes[512];
  for (int round = 1; fgets(bytes, sizeof bytes, stdin); round++) {
    wchar_t id[ID_UNITS], line[512];
    bytes[strcspn(bytes, "\r\n")] = 0;
    _snwprintf(id, ID_UNITS, L"%08x-0000-4000-8000-%012x", (unsigned)GetCurrentProcessId(), (unsigned)round);
    MultiByteToWideChar(CP_UTF8, 0, bytes, -1, line, 512);
    run_round(id, line);
  }
  return 0;
}
