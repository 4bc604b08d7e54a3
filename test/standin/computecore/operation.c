#include <stdlib.h>

#include "lanes.h"
#include "standin.h"

static volatile LONG64 lastId;

static void destroy_operation(void *object) {
  Operation *operation = object;
  if (operation->target) counted_release(operation->target);
  free(operation->result);
  free(operation);
}

char *error_document(HRESULT hr, const char *message, const char *event) {
  Text text = {0};
  text_format(&text, "{\"Error\":%ld,\"ErrorMessage\":", hr);
  text_add_json(&text, message);
  if (event) {
    text_add(&text, ",\"ErrorEvents\":[{\"Message\":");
    text_add_json(&text, event);
    text_add(&text, ",\"Provider\":\"17103e3f-3c6e-4677-bb17-3b267eb5be57\",\"EventId\":1000,\"Flags\":0,\"Source\":\"\"}]");
  }
  text_add(&text, "}");
  return text_take(&text);
}

HCS_OPERATION WINAPI HcsCreateOperation(const void *context, HCS_OPERATION_COMPLETION callback) {
  if (fault_take("call", "HcsCreateOperation").hr) return NULL;
  Operation *operation = must_allocate(sizeof *operation);
  *operation = (Operation){.counted = {.references = 1, .destroy = destroy_operation},
                           .id = (UINT64)InterlockedIncrement64(&lastId),
                           .type = HcsOperationTypeNone,
                           .context = (void *)context,
                           .callback = callback};
  InitializeSRWLock(&operation->lock);
  InitializeConditionVariable(&operation->changed);
  operation->handle = account_open(OPERATIONS, operation, "HcsCreateOperation");
  return operation->handle;
}

/* Legal while it is in flight and inside its own callback; otherwise waits for the callback. */
void WINAPI HcsCloseOperation(HCS_OPERATION handle) {
  Operation *operation = account_close(OPERATIONS, handle, "HcsCloseOperation");
  if (!operation) return;
  AcquireSRWLockExclusive(&operation->lock);
  operation->closed = true;
  while (operation->callbacksRunning && operation->callbackThread != GetCurrentThreadId())
    SleepConditionVariableSRW(&operation->changed, &operation->lock, INFINITE, 0);
  ReleaseSRWLockExclusive(&operation->lock);
  counted_release(operation);
}

HRESULT operation_begin(HCS_OPERATION handle, HCS_OPERATION_TYPE type, const char *function, Target *target, Operation **begun) {
  Operation *operation = account_use(OPERATIONS, handle, function);
  *begun = NULL;
  if (!operation) return E_HANDLE;
  AcquireSRWLockExclusive(&operation->lock);
  bool started = operation->state != OPERATION_IDLE;
  if (!started) {
    operation->state = OPERATION_RUNNING;
    operation->type = type;
    operation->function = function;
    operation->target = target;
    if (target) counted_retain(target);
    operation->fault = fault_take("call", function);
    counted_retain(operation);
  }
  ReleaseSRWLockExclusive(&operation->lock);
  account_done(handle, operation);
  if (started) return HCS_OPERATION_ALREADY_STARTED;
  bool twoCallbacks = target && operation->callback && (target->options & HcsEventOptionEnableOperationCallbacks);
  if (twoCallbacks) return operation_refuse(operation, HCS_CALLBACK_ALREADY_SET, NULL);
  if (target && target->disconnected) return operation_refuse(operation, HCS_SERVICE_DISCONNECT, NULL);
  if (operation->fault.refused)
    return operation_refuse(operation, operation->fault.hr, error_document(operation->fault.hr, "scripted fault", function));
  *begun = operation;
  return S_OK;
}

static void end(Operation *operation, HRESULT hr, char *result) {
  AcquireSRWLockExclusive(&operation->lock);
  operation->state = OPERATION_DONE;
  operation->hr = hr;
  operation->result = result;
  ReleaseSRWLockExclusive(&operation->lock);
  WakeAllConditionVariable(&operation->changed);
}

HRESULT operation_refuse(Operation *operation, HRESULT hr, char *error) {
  end(operation, hr, error);
  counted_release(operation);
  return hr;
}

static void call_back(void *argument) {
  Operation *operation = argument;
  AcquireSRWLockExclusive(&operation->lock);
  bool open = !operation->closed;
  HCS_OPERATION_COMPLETION callback = open ? operation->callback : NULL;
  if (callback) {
    operation->callbacksRunning++;
    operation->callbackThread = GetCurrentThreadId();
  }
  ReleaseSRWLockExclusive(&operation->lock);
  if (callback) {
    callback(operation->handle, operation->context);
    AcquireSRWLockExclusive(&operation->lock);
    operation->callbacksRunning--;
    ReleaseSRWLockExclusive(&operation->lock);
    WakeAllConditionVariable(&operation->changed);
  } else if (open && operation->target && (operation->target->options & HcsEventOptionEnableOperationCallbacks)) {
    event_raise_operation(operation->target, operation->handle);
  }
  counted_release(operation);
}

typedef struct Ending {
  Operation *operation;
  HRESULT hr;
  char *result;
} Ending;

static void end_late(void *argument) {
  Ending *ending = argument;
  Operation *operation = ending->operation;
  end(operation, ending->hr, ending->result);
  free(ending);
  lane_post(LANE_COMPLETIONS, call_back, operation, operation->fault.callbackDelayMs);
}

void operation_finish(Operation *operation, HRESULT hr, char *result) {
  const Fault *fault = &operation->fault;
  if (fault->never) { /* the request's reference is kept: whoever completes it may come any time, or not at all */
    free(result);
    return;
  }
  if (fault->hr && !fault->falseInvalid) {
    free(result);
    hr = fault->hr;
    result = error_document(hr, "scripted fault", operation->function);
  }
  Ending *ending = must_allocate(sizeof *ending);
  *ending = (Ending){.operation = operation, .hr = hr, .result = result};
  if (fault->delayMs) lane_post(LANE_LATE, end_late, ending, fault->delayMs);
  else end_late(ending);
}

static bool has_process_info(HCS_OPERATION_TYPE type) {
  return type == HcsOperationTypeCreateProcess || type == HcsOperationTypeGetProcessInfo;
}

/* Pipes are handed out once. */
static void claim_pipes(Operation *operation, HCS_PROCESS_INFORMATION *information, const char *function) {
  Target *target = operation->target;
  AcquireSRWLockExclusive(&target->lock);
  *information = (HCS_PROCESS_INFORMATION){.ProcessId = (DWORD)target->pid,
                                           .StdInput = target->pipes[0],
                                           .StdOutput = target->pipes[1],
                                           .StdError = target->pipes[2]};
  for (int index = 0; index < 3; index++) {
    if (target->pipes[index]) account_pipe(target->pipes[index], function);
    target->pipes[index] = NULL;
  }
  ReleaseSRWLockExclusive(&target->lock);
}

static HRESULT read_result(HCS_OPERATION handle, DWORD timeoutMs, bool wait, HCS_PROCESS_INFORMATION *information, bool wantsInformation,
                           PWSTR *document, const char *function) {
  if (document) *document = NULL;
  if (information) *information = (HCS_PROCESS_INFORMATION){0};
  Operation *operation = account_use(OPERATIONS, handle, function);
  if (!operation) return E_HANDLE;
  ULONGLONG until = GetTickCount64() + timeoutMs;
  AcquireSRWLockExclusive(&operation->lock);
  while (wait && operation->state == OPERATION_RUNNING) {
    ULONGLONG now = GetTickCount64();
    if (timeoutMs != INFINITE && now >= until) break;
    SleepConditionVariableSRW(&operation->changed, &operation->lock, timeoutMs == INFINITE ? INFINITE : (DWORD)(until - now), 0);
  }
  OperationState state = operation->state;
  HRESULT hr = operation->hr;
  bool falseInvalid = operation->fault.falseInvalid;
  ReleaseSRWLockExclusive(&operation->lock);
  if (state == OPERATION_IDLE) hr = HCS_OPERATION_NOT_STARTED;
  else if (state == OPERATION_RUNNING) hr = wait ? HCS_OPERATION_TIMEOUT : HCS_OPERATION_PENDING;
  else if (wantsInformation && (falseInvalid || !has_process_info(operation->type))) hr = E_INVALIDARG;
  else {
    if (document) *document = account_string(operation->result, FREED_BY_LOCAL_FREE, function);
    if (information && SUCCEEDED(hr)) claim_pipes(operation, information, function);
  }
  account_done(handle, operation);
  return hr;
}

HRESULT WINAPI HcsGetOperationResult(HCS_OPERATION operation, PWSTR *document) {
  return read_result(operation, 0, false, NULL, false, document, "HcsGetOperationResult");
}

HRESULT WINAPI HcsGetOperationResultAndProcessInfo(HCS_OPERATION operation, HCS_PROCESS_INFORMATION *information, PWSTR *document) {
  return read_result(operation, 0, false, information, true, document, "HcsGetOperationResultAndProcessInfo");
}

HRESULT WINAPI HcsWaitForOperationResult(HCS_OPERATION operation, DWORD timeoutMs, PWSTR *document) {
  return read_result(operation, timeoutMs, true, NULL, false, document, "HcsWaitForOperationResult");
}

HRESULT WINAPI HcsWaitForOperationResultAndProcessInfo(HCS_OPERATION operation, DWORD timeoutMs, HCS_PROCESS_INFORMATION *information,
                                                       PWSTR *document) {
  return read_result(operation, timeoutMs, true, information, true, document, "HcsWaitForOperationResultAndProcessInfo");
}

void *WINAPI HcsGetOperationContext(HCS_OPERATION handle) {
  Operation *operation = account_use(OPERATIONS, handle, "HcsGetOperationContext");
  void *context = operation ? operation->context : NULL;
  if (operation) account_done(handle, operation);
  return context;
}

HRESULT WINAPI HcsSetOperationContext(HCS_OPERATION handle, const void *context) {
  Operation *operation = account_use(OPERATIONS, handle, "HcsSetOperationContext");
  if (!operation) return E_HANDLE;
  operation->context = (void *)context;
  account_done(handle, operation);
  return S_OK;
}

HRESULT WINAPI HcsSetOperationCallback(HCS_OPERATION handle, const void *context, HCS_OPERATION_COMPLETION callback) {
  Operation *operation = account_use(OPERATIONS, handle, "HcsSetOperationCallback");
  if (!operation) return E_HANDLE;
  AcquireSRWLockExclusive(&operation->lock);
  HRESULT hr = operation->state == OPERATION_IDLE ? S_OK : HCS_OPERATION_ALREADY_STARTED;
  if (SUCCEEDED(hr)) {
    operation->context = (void *)context;
    operation->callback = callback;
  }
  ReleaseSRWLockExclusive(&operation->lock);
  account_done(handle, operation);
  return hr;
}

static void *handle_of(HCS_OPERATION handle, bool isProcess, const char *function) {
  Operation *operation = account_use(OPERATIONS, handle, function);
  if (!operation) return NULL;
  Target *target = operation->target;
  void *found = target && target->isProcess == isProcess ? target->handle : NULL;
  account_done(handle, operation);
  return found;
}

HCS_SYSTEM WINAPI HcsGetComputeSystemFromOperation(HCS_OPERATION operation) {
  return handle_of(operation, false, "HcsGetComputeSystemFromOperation");
}

HCS_PROCESS WINAPI HcsGetProcessFromOperation(HCS_OPERATION operation) {
  return handle_of(operation, true, "HcsGetProcessFromOperation");
}

HCS_OPERATION_TYPE WINAPI HcsGetOperationType(HCS_OPERATION handle) {
  Operation *operation = account_use(OPERATIONS, handle, "HcsGetOperationType");
  HCS_OPERATION_TYPE type = operation ? operation->type : HcsOperationTypeNone;
  if (operation) account_done(handle, operation);
  return type;
}

UINT64 WINAPI HcsGetOperationId(HCS_OPERATION handle) {
  Operation *operation = account_use(OPERATIONS, handle, "HcsGetOperationId");
  UINT64 id = operation ? operation->id : HCS_INVALID_OPERATION_ID;
  if (operation) account_done(handle, operation);
  return id;
}

/* Microsoft's page: "not currently implemented and will always return an E_NOTIMPL HRESULT value". */
HRESULT WINAPI HcsCancelOperation(HCS_OPERATION operation) {
  (void)operation;
  return E_NOTIMPL;
}
