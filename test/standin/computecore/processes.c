#include <stdlib.h>
#include <string.h>

#include "request.h"

typedef struct Creation {
  Operation *operation;
  Target *process;
  bool wanted[3];
} Creation;

static void finish_creation(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error) {
  Creation *creation = context;
  Target *process = creation->process;
  if (SUCCEEDED(hr)) {
    static const char *names[] = {"stdin", "stdout", "stderr"};
    DWORD pid = (DWORD)json_integer(result, "pid", 0);
    bool wanted[3];
    HANDLE pipes[3] = {NULL, NULL, NULL};
    for (int index = 0; index < 3; index++) wanted[index] = creation->wanted[index] && json_true(result, names[index]);
    kernel_take_pipes(process->system, pid, wanted, pipes);
    AcquireSRWLockExclusive(&process->lock);
    memcpy(process->pipes, pipes, sizeof pipes);
    process->pid = (LONG)pid;
    ReleaseSRWLockExclusive(&process->lock);
  }
  Text text = {0};
  if (FAILED(hr) && error) json_write(&text, error);
  operation_finish(creation->operation, hr, text.length ? text_take(&text) : NULL);
  counted_release(process);
  free(creation);
}

HRESULT WINAPI HcsCreateProcess(HCS_SYSTEM computeSystem, PCWSTR parameters, HCS_OPERATION handle, const SECURITY_DESCRIPTOR *descriptor,
                                HCS_PROCESS *process) {
  if (!process) return E_POINTER;
  *process = NULL;
  if (descriptor) return E_INVALIDARG;
  Target *system = target_use(computeSystem, false, "HcsCreateProcess");
  if (!system) return E_HANDLE;
  Operation *operation;
  HRESULT hr = operation_begin(handle, HcsOperationTypeCreateProcess, "HcsCreateProcess", system, &operation);
  if (SUCCEEDED(hr) && system->exited) hr = operation_refuse(operation, HCS_SYSTEM_ALREADY_STOPPED, NULL);
  JsonValue *document = SUCCEEDED(hr) ? request_document(operation, parameters, "ProcessParameters", &hr) : NULL;
  if (document) {
    Target *target = target_open(system->system, true, 0, "HcsCreateProcess");
    counted_release(operation->target);
    counted_retain(target); /* the operation's */
    operation->target = target;
    *process = target->handle;
    Creation *creation = must_allocate(sizeof *creation);
    bool console = json_true(document, "EmulateConsole"); /* then there is no stream of errors */
    *creation = (Creation){.operation = operation,
                           .process = target,
                           .wanted = {json_true(document, "CreateStdInPipe"), json_true(document, "CreateStdOutPipe"),
                                      json_true(document, "CreateStdErrPipe") && !console}};
    counted_retain(target); /* the creation's */
    Text fields = {0};
    field_text(&fields, "system", system->system);
    field_json(&fields, "parameters", document);
    kernel_call("process.create", &fields, finish_creation, creation);
    json_free(document);
  }
  account_done(computeSystem, system);
  return hr;
}

HRESULT WINAPI HcsOpenProcess(HCS_SYSTEM computeSystem, DWORD pid, DWORD access, HCS_PROCESS *process) {
  if (!process) return E_POINTER;
  *process = NULL;
  if (access != GENERIC_ALL) return E_INVALIDARG;
  Target *system = target_use(computeSystem, false, "HcsOpenProcess");
  if (!system) return E_HANDLE;
  HRESULT hr = system->disconnected ? HCS_SERVICE_DISCONNECT : system->exited ? HCS_SYSTEM_ALREADY_STOPPED : S_OK;
  Fault fault = fault_take("call", "HcsOpenProcess");
  if (SUCCEEDED(hr)) hr = fault.hr;
  if (SUCCEEDED(hr)) {
    Text fields = {0};
    field_text(&fields, "system", system->system);
    field_number(&fields, "pid", pid);
    hr = kernel_call_wait("process.open", &fields, NULL, NULL);
  }
  if (SUCCEEDED(hr)) *process = target_open(system->system, true, pid, "HcsOpenProcess")->handle;
  account_done(computeSystem, system);
  return hr;
}

void WINAPI HcsCloseProcess(HCS_PROCESS process) { target_close(process, true, "HcsCloseProcess"); }

HRESULT WINAPI HcsSetProcessCallback(HCS_PROCESS process, HCS_EVENT_OPTIONS options, void *context, HCS_EVENT_CALLBACK callback) {
  Target *target = target_use(process, true, "HcsSetProcessCallback");
  if (!target) return E_HANDLE;
  HRESULT hr = target_set_callback(target, options, context, callback);
  account_done(process, target);
  return hr;
}

typedef struct ProcessRequest {
  const char *function;
  HCS_OPERATION_TYPE type;
  const char *op;
  const char *documentType; /* NULL: none */
  const char *documentField;
} ProcessRequest;

/* The signal's name goes by itself, other documents as they are. */
static void add_document(Text *fields, const ProcessRequest *request, const JsonValue *document) {
  if (!strcmp(request->op, "process.signal")) field_text(fields, "signal", json_text(document, "Signal", "CtrlC"));
  else if (document) field_json(fields, request->documentField, document);
}

static HRESULT request_of_process(const ProcessRequest *request, HCS_PROCESS process, HCS_OPERATION handle, PCWSTR text) {
  Target *target = target_use(process, true, request->function);
  if (!target) return E_HANDLE;
  Operation *operation;
  HRESULT hr = operation_begin(handle, request->type, request->function, target, &operation);
  if (SUCCEEDED(hr) && !target->pid) hr = operation_refuse(operation, HCS_INVALID_STATE, NULL);
  JsonValue *document = NULL;
  if (SUCCEEDED(hr) && request->documentType) document = request_document(operation, text, request->documentType, &hr);
  bool knowsExit = target->exited && request->type == HcsOperationTypeGetProcessProperties;
  if (SUCCEEDED(hr) && knowsExit) {
    operation_finish(operation, S_OK, copy_text(target->exitData));
  } else if (SUCCEEDED(hr)) {
    Text fields = {0};
    field_text(&fields, "system", target->system);
    field_number(&fields, "pid", target->pid);
    add_document(&fields, request, document);
    request_send(operation, request->op, &fields);
  }
  json_free(document);
  account_done(process, target);
  return hr;
}

HRESULT WINAPI HcsTerminateProcess(HCS_PROCESS process, HCS_OPERATION operation, PCWSTR options) {
  static const ProcessRequest request = {"HcsTerminateProcess", HcsOperationTypeTerminate, "process.terminate", NULL, NULL};
  return options && *options ? E_INVALIDARG : request_of_process(&request, process, operation, NULL);
}

HRESULT WINAPI HcsSignalProcess(HCS_PROCESS process, HCS_OPERATION operation, PCWSTR options) {
  static const ProcessRequest request = {"HcsSignalProcess", HcsOperationTypeSignalProcess, "process.signal", "SignalProcessOptions", NULL};
  return request_of_process(&request, process, operation, options);
}

HRESULT WINAPI HcsModifyProcess(HCS_PROCESS process, HCS_OPERATION operation, PCWSTR settings) {
  static const ProcessRequest request = {"HcsModifyProcess", HcsOperationTypeModifyProcess, "process.modify", "ProcessModifyRequest", "request"};
  return request_of_process(&request, process, operation, settings);
}

HRESULT WINAPI HcsGetProcessProperties(HCS_PROCESS process, HCS_OPERATION operation, PCWSTR query) {
  static const ProcessRequest request = {"HcsGetProcessProperties", HcsOperationTypeGetProcessProperties, "process.properties", NULL, NULL};
  return query && *query ? E_INVALIDARG : request_of_process(&request, process, operation, NULL);
}

/* The pipes that nobody has taken yet are read from the handle; what the kernel says is only whether the process lives. */
HRESULT WINAPI HcsGetProcessInfo(HCS_PROCESS process, HCS_OPERATION operation) {
  static const ProcessRequest request = {"HcsGetProcessInfo", HcsOperationTypeGetProcessInfo, "process.open", NULL, NULL};
  return request_of_process(&request, process, operation, NULL);
}

HRESULT WINAPI HcsWaitForProcessExit(HCS_PROCESS process, DWORD timeoutMs, PWSTR *result) {
  if (result) *result = NULL;
  Target *target = target_use(process, true, "HcsWaitForProcessExit");
  if (!target) return E_HANDLE;
  Text fields = {0};
  field_text(&fields, "system", target->system);
  field_number(&fields, "pid", target->pid);
  char *data = NULL;
  HRESULT hr = target->exited ? S_OK : kernel_call_wait("process.properties", &fields, &data, NULL);
  text_free(&fields);
  JsonValue *status = data ? json_read(data, NULL) : NULL;
  if (!json_true(status, "Exited")) {
    free(data);
    data = target_wait_exit(target, timeoutMs);
    hr = data ? S_OK : target->disconnected ? HCS_SERVICE_DISCONNECT : HCS_OPERATION_TIMEOUT;
  }
  if (data && result) *result = account_string(data, FREED_BY_LOCAL_FREE, "HcsWaitForProcessExit");
  json_free(status);
  free(data);
  account_done(process, target);
  return hr;
}
