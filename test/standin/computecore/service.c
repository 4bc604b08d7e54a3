#include <stdlib.h>
#include <string.h>

#include "../common/service-client.h"
#include "../schema/schema.h"
#include "kernel.h"

/* A synchronous function of the service itself: `*result` is its answer, or the ResultError document. */
static HRESULT ask_service(const char *function, const char *op, const char *field, const char *type, PCWSTR text, PWSTR *result) {
  if (result) *result = NULL;
  Fault fault = fault_take("call", function);
  if (fault.delayMs) Sleep(fault.delayMs);
  if (fault.hr) return fault.hr;
  Text fields = {0};
  char *answer = NULL, *error = NULL;
  HRESULT hr = S_OK;
  if (text && *text) {
    char *utf8 = utf8_of(text);
    SchemaError broken;
    JsonValue *document = schema_read(utf8, type, standin_build(), &broken);
    free(utf8);
    if (document) field_json(&fields, field, document);
    else {
      Text event = {0};
      text_format(&event, "Invalid JSON document '%s': %s", broken.path, broken.message);
      hr = HCS_INVALID_JSON;
      error = error_document(hr, "The virtual machine or container JSON document is invalid.", event.bytes);
      text_free(&event);
    }
    json_free(document);
  }
  if (SUCCEEDED(hr)) hr = kernel_call_wait(op, &fields, &answer, &error);
  else text_free(&fields);
  if (result) *result = account_string(FAILED(hr) ? error : answer, FREED_BY_LOCAL_FREE, function);
  free(answer);
  free(error);
  return hr;
}

HRESULT WINAPI HcsGetServiceProperties(PCWSTR query, PWSTR *result) {
  return ask_service("HcsGetServiceProperties", "service.properties", "query", "ServicePropertyQuery", query, result);
}

HRESULT WINAPI HcsModifyServiceSettings(PCWSTR settings, PWSTR *result) {
  if (!settings || !*settings) return E_INVALIDARG;
  return ask_service("HcsModifyServiceSettings", "service.modify", "settings", "ModificationRequest", settings, result);
}

/* There is no Windows Error Reporting to send to. */
HRESULT WINAPI HcsSubmitWerReport(PCWSTR settings) { return settings && *settings ? NOT_SUPPORTED : E_INVALIDARG; }

/* The file's name in the form that wine and the service share. */
static HRESULT check_file(PCWSTR path) {
  if (!path || !*path) return E_INVALIDARG;
  return GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES ? HRESULT_FROM_WIN32(GetLastError()) : S_OK;
}

/* Access lists of files are not kept here: what is checked is what the caller can get wrong. */
static HRESULT change_access(const char *function, PCWSTR machine, PCWSTR path) {
  Fault fault = fault_take("call", function);
  if (fault.hr) return fault.hr;
  return machine && *machine ? check_file(path) : E_INVALIDARG;
}

/* The service keeps which machine may open which file. */
static HRESULT change_machine_access(const char *function, PCWSTR machine, PCWSTR path, bool granted) {
  HRESULT hr = change_access(function, machine, path);
  if (FAILED(hr) || !service_is_there()) return hr;
  char *name = utf8_of(machine), *file = utf8_of(path);
  Text fields = {0};
  field_text(&fields, "machine", name);
  field_text(&fields, "path", file);
  text_add(&fields, granted ? ",\"isGranted\":true" : ",\"isGranted\":false");
  free(name);
  free(file);
  return kernel_call_wait("machine.access", &fields, NULL, NULL);
}

HRESULT WINAPI HcsGrantVmAccess(PCWSTR vmId, PCWSTR path) { return change_machine_access("HcsGrantVmAccess", vmId, path, true); }
HRESULT WINAPI HcsRevokeVmAccess(PCWSTR vmId, PCWSTR path) { return change_machine_access("HcsRevokeVmAccess", vmId, path, false); }
HRESULT WINAPI HcsGrantVmGroupAccess(PCWSTR path) { return change_access("HcsGrantVmGroupAccess", L"group", path); }
HRESULT WINAPI HcsRevokeVmGroupAccess(PCWSTR path) { return change_access("HcsRevokeVmGroupAccess", L"group", path); }

static HRESULT create_file(const char *function, PCWSTR path) {
  Fault fault = fault_take("call", function);
  if (fault.hr) return fault.hr;
  if (!path || !*path) return E_INVALIDARG;
  HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return HRESULT_FROM_WIN32(GetLastError());
  CloseHandle(file);
  return S_OK;
}

HRESULT WINAPI HcsCreateEmptyGuestStateFile(PCWSTR path) { return create_file("HcsCreateEmptyGuestStateFile", path); }
HRESULT WINAPI HcsCreateEmptyRuntimeStateFile(PCWSTR path) { return create_file("HcsCreateEmptyRuntimeStateFile", path); }

/* There are no saved states to read. */
HRESULT WINAPI HcsGetProcessorCompatibilityFromSavedState(PCWSTR file, PCWSTR *features) {
  if (!features) return E_POINTER;
  *features = NULL;
  HRESULT hr = check_file(file);
  return FAILED(hr) ? hr : NOT_SUPPORTED;
}
