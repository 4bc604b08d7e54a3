#include <stdlib.h>
#include <string.h>

#include "request.h"

static void ignore_answer(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error) {
  (void)context, (void)hr, (void)result, (void)error;
}

void system_terminate_unwatched(const char *system) {
  Text fields = {0};
  field_text(&fields, "system", system);
  kernel_call("system.terminate", &fields, ignore_answer, NULL);
}

static bool is_empty(PCWSTR text) { return !text || !*text; }

HRESULT WINAPI HcsCreateComputeSystem(PCWSTR id, PCWSTR configuration, HCS_OPERATION handle, const SECURITY_DESCRIPTOR *descriptor,
                                      HCS_SYSTEM *computeSystem) {
  if (!computeSystem) return E_POINTER;
  *computeSystem = NULL;
  if (is_empty(id) || descriptor) return E_INVALIDARG;
  char *name = utf8_of(id);
  kernel_listen();
  Operation *operation;
  HRESULT hr = operation_begin(handle, HcsOperationTypeCreate, "HcsCreateComputeSystem", NULL, &operation);
  JsonValue *document = SUCCEEDED(hr) ? request_document(operation, configuration, "ComputeSystem", &hr) : NULL;
  if (document) {
    Target *target = target_open(name, false, 0, "HcsCreateComputeSystem");
    target->terminateOnClose = json_true(document, "ShouldTerminateOnLastHandleClosed") || json_true(document, "TerminateOnLastHandleClosed");
    counted_retain(target);
    operation->target = target;
    *computeSystem = target->handle;
    Text fields = {0};
    field_text(&fields, "system", name);
    field_json(&fields, "document", document);
    hr = request_send(operation, "system.create", &fields);
    json_free(document);
  }
  free(name);
  return hr;
}

/* Namespaces are for the service's own use; no other than the default one is known here. */
HRESULT WINAPI HcsCreateComputeSystemInNamespace(PCWSTR idNamespace, PCWSTR id, PCWSTR configuration, HCS_OPERATION operation,
                                                 const HCS_CREATE_OPTIONS *options, HCS_SYSTEM *computeSystem) {
  if (!is_empty(idNamespace) || options) return NOT_SUPPORTED;
  return HcsCreateComputeSystem(id, configuration, operation, NULL, computeSystem);
}

HRESULT WINAPI HcsOpenComputeSystem(PCWSTR id, DWORD access, HCS_SYSTEM *computeSystem) {
  if (!computeSystem) return E_POINTER;
  *computeSystem = NULL;
  if (is_empty(id) || access != GENERIC_ALL) return E_INVALIDARG;
  Fault fault = fault_take("call", "HcsOpenComputeSystem");
  if (fault.hr) return fault.hr;
  kernel_listen();
  char *name = utf8_of(id);
  Text fields = {0};
  field_text(&fields, "system", name);
  HRESULT hr = kernel_call_wait("system.open", &fields, NULL, NULL);
  if (SUCCEEDED(hr)) *computeSystem = target_open(name, false, 0, "HcsOpenComputeSystem")->handle;
  free(name);
  return hr;
}

HRESULT WINAPI HcsOpenComputeSystemInNamespace(PCWSTR idNamespace, PCWSTR id, DWORD access, HCS_SYSTEM *computeSystem) {
  return is_empty(idNamespace) ? HcsOpenComputeSystem(id, access, computeSystem) : NOT_SUPPORTED;
}

void WINAPI HcsCloseComputeSystem(HCS_SYSTEM computeSystem) { target_close(computeSystem, false, "HcsCloseComputeSystem"); }

HRESULT WINAPI HcsSetComputeSystemCallback(HCS_SYSTEM computeSystem, HCS_EVENT_OPTIONS options, const void *context,
                                           HCS_EVENT_CALLBACK callback) {
  Target *target = target_use(computeSystem, false, "HcsSetComputeSystemCallback");
  if (!target) return E_HANDLE;
  HRESULT hr = target_set_callback(target, options, (void *)context, callback);
  account_done(computeSystem, target);
  return hr;
}

/* One of the requests about a system: its op and the type of its document. */
typedef struct SystemRequest {
  const char *function;
  HCS_OPERATION_TYPE type;
  const char *op;
  const char *documentType;
  const char *documentField;
  bool documentNeeded;
  bool afterExit; /* may be asked of a system that has exited */
} SystemRequest;

static HRESULT request_of_system(const SystemRequest *request, HCS_SYSTEM computeSystem, HCS_OPERATION handle, PCWSTR text) {
  Target *target = target_use(computeSystem, false, request->function);
  if (!target) return E_HANDLE;
  Operation *operation;
  HRESULT hr = operation_begin(handle, request->type, request->function, target, &operation);
  if (SUCCEEDED(hr) && target->exited && !request->afterExit) hr = operation_refuse(operation, HCS_SYSTEM_ALREADY_STOPPED, NULL);
  JsonValue *document = NULL;
  if (SUCCEEDED(hr))
    document = (request->documentNeeded ? request_document : request_options)(operation, text, request->documentType, &hr);
  if (SUCCEEDED(hr)) {
    Text fields = {0};
    field_text(&fields, "system", target->system);
    if (document) field_json(&fields, request->documentField, document);
    if (target->exited) {
      Text result = {0};
      text_add(&result, "{\"Id\":");
      text_add_json(&result, target->system);
      text_add(&result, ",\"SystemType\":\"Container\",\"State\":\"Stopped\",\"Stopped\":true}");
      text_free(&fields);
      operation_finish(operation, S_OK, text_take(&result));
    } else {
      request_send(operation, request->op, &fields);
    }
  }
  json_free(document);
  account_done(computeSystem, target);
  return hr;
}

HRESULT WINAPI HcsStartComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsStartComputeSystem", HcsOperationTypeStart, "system.start", "Any", "options", false, false};
  return is_empty(options) ? request_of_system(&request, computeSystem, operation, NULL) : E_INVALIDARG;
}

HRESULT WINAPI HcsShutDownComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsShutDownComputeSystem", HcsOperationTypeShutdown, "system.shutdown", "ShutdownOptions", "options", false, false};
  return request_of_system(&request, computeSystem, operation, options);
}

HRESULT WINAPI HcsTerminateComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsTerminateComputeSystem", HcsOperationTypeTerminate, "system.terminate", "Any", "options", false, false};
  return is_empty(options) ? request_of_system(&request, computeSystem, operation, NULL) : E_INVALIDARG;
}

HRESULT WINAPI HcsCrashComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsCrashComputeSystem", HcsOperationTypeCrash, "system.crash", "CrashOptions", "options", false, false};
  return request_of_system(&request, computeSystem, operation, options);
}

HRESULT WINAPI HcsPauseComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsPauseComputeSystem", HcsOperationTypePause, "system.pause", "PauseOptions", "options", false, false};
  return request_of_system(&request, computeSystem, operation, options);
}

HRESULT WINAPI HcsResumeComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsResumeComputeSystem", HcsOperationTypeResume, "system.resume", "Any", "options", false, false};
  return is_empty(options) ? request_of_system(&request, computeSystem, operation, NULL) : E_INVALIDARG;
}

HRESULT WINAPI HcsSaveComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR options) {
  static const SystemRequest request = {"HcsSaveComputeSystem", HcsOperationTypeSave, "system.save", "SaveOptions", "options", true, false};
  return request_of_system(&request, computeSystem, operation, options);
}

HRESULT WINAPI HcsGetComputeSystemProperties(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR query) {
  static const SystemRequest request = {"HcsGetComputeSystemProperties", HcsOperationTypeGetProperties, "system.properties",
                                        "SystemPropertyQuery", "query", false, true};
  return request_of_system(&request, computeSystem, operation, query);
}

HRESULT WINAPI HcsModifyComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, PCWSTR configuration, HANDLE identity) {
  static const SystemRequest request = {"HcsModifyComputeSystem", HcsOperationTypeModify, "system.modify", "ModifySettingRequest", "request", true, false};
  return identity ? E_INVALIDARG : request_of_system(&request, computeSystem, operation, configuration);
}

HRESULT WINAPI HcsEnumerateComputeSystems(PCWSTR query, HCS_OPERATION handle) {
  Operation *operation;
  HRESULT hr = operation_begin(handle, HcsOperationTypeEnumerate, "HcsEnumerateComputeSystems", NULL, &operation);
  JsonValue *document = SUCCEEDED(hr) ? request_options(operation, query, "SystemQuery", &hr) : NULL;
  if (SUCCEEDED(hr)) {
    Text fields = {0};
    field_json(&fields, "query", document);
    request_send(operation, "system.enumerate", &fields);
  }
  json_free(document);
  return hr;
}

HRESULT WINAPI HcsEnumerateComputeSystemsInNamespace(PCWSTR idNamespace, PCWSTR query, HCS_OPERATION operation) {
  return is_empty(idNamespace) ? HcsEnumerateComputeSystems(query, operation) : NOT_SUPPORTED;
}

HRESULT WINAPI HcsWaitForComputeSystemExit(HCS_SYSTEM computeSystem, DWORD timeoutMs, PWSTR *result) {
  if (result) *result = NULL;
  Target *target = target_use(computeSystem, false, "HcsWaitForComputeSystemExit");
  if (!target) return E_HANDLE;
  char *data = target_wait_exit(target, timeoutMs);
  HRESULT hr = data ? S_OK : target->disconnected ? HCS_SERVICE_DISCONNECT : HCS_OPERATION_TIMEOUT;
  if (data && result) *result = account_string(data, FREED_BY_LOCAL_FREE, "HcsWaitForComputeSystemExit");
  free(data);
  account_done(computeSystem, target);
  return hr;
}
