#include "kernel.h"

#include <stdlib.h>

#include "../common/service-client.h"

void field_text(Text *fields, const char *name, const char *value) {
  text_format(fields, "%s\"%s\":", fields->length ? "," : "", name);
  text_add_json(fields, value);
}

void field_number(Text *fields, const char *name, int64_t value) {
  text_format(fields, "%s\"%s\":%lld", fields->length ? "," : "", name, (long long)value);
}

void field_json(Text *fields, const char *name, const JsonValue *value) {
  text_format(fields, "%s\"%s\":", fields->length ? "," : "", name);
  if (value) json_write(fields, value);
  else text_add(fields, "null");
}

typedef struct PlainRequest {
  char *op;
  char *request;
  KernelAnswer answer;
  void *context;
} PlainRequest;

static DWORD WINAPI run_plain(void *argument) {
  PlainRequest *plain = argument;
  JsonValue *request = json_read(plain->request, NULL);
  Text text = {0};
  char *errorText = NULL;
  HRESULT hr = plain_call(plain->op, request, &text, &errorText);
  JsonValue *result = text.length ? json_read(text.bytes, NULL) : NULL;
  JsonValue *error = errorText ? json_read(errorText, NULL) : NULL;
  plain->answer(plain->context, hr, result, error);
  json_free(request);
  json_free(result);
  json_free(error);
  text_free(&text);
  free(errorText);
  free(plain->op);
  free(plain->request);
  free(plain);
  return 0;
}

void kernel_call(const char *op, Text *fields, KernelAnswer answer, void *context) {
  if (service_is_there()) {
    service_call(op, fields->bytes ? fields->bytes : "", answer, context);
    text_free(fields);
    return;
  }
  PlainRequest *plain = must_allocate(sizeof *plain);
  Text request = {0};
  text_format(&request, "{%s}", fields->bytes ? fields->bytes : "");
  text_free(fields);
  *plain = (PlainRequest){.op = copy_text(op), .request = text_take(&request), .answer = answer, .context = context};
  if (!QueueUserWorkItem(run_plain, plain, WT_EXECUTELONGFUNCTION)) abort();
}

HRESULT kernel_call_wait(const char *op, Text *fields, char **result, char **error) {
  ServiceWait wait = service_begin_wait();
  kernel_call(op, fields, service_answer_wait, &wait);
  return service_end_wait(&wait, result, error);
}

void kernel_take_pipes(const char *system, DWORD pid, const bool wanted[3], HANDLE pipes[3]) {
  if (service_is_there()) service_take_pipes(system, pid, wanted, pipes);
  else plain_take_pipes(system, pid, pipes);
}

void kernel_listen(void) {
  if (service_is_there()) service_listen_for_events();
}

static volatile LONG lastPipe;

bool make_pipe(PipeFlow flow, bool theirsOverlapped, bool theirsInherited, HANDLE *ours, HANDLE *theirs) {
  wchar_t name[64];
  _snwprintf(name, 64, L"\\\\.\\pipe\\standin-%lu-%ld", GetCurrentProcessId(), InterlockedIncrement(&lastPipe));
  bool in = flow == FLOW_TO_OURS;
  DWORD open = (in ? PIPE_ACCESS_INBOUND : PIPE_ACCESS_OUTBOUND) | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE;
  *ours = CreateNamedPipeW(name, open, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 65536, 65536, 0, NULL);
  if (*ours == INVALID_HANDLE_VALUE) return false;
  SECURITY_ATTRIBUTES attributes = {.nLength = sizeof attributes, .bInheritHandle = theirsInherited};
  DWORD access = in ? GENERIC_WRITE | FILE_READ_ATTRIBUTES : GENERIC_READ | FILE_WRITE_ATTRIBUTES;
  *theirs = CreateFileW(name, access, 0, &attributes, OPEN_EXISTING, theirsOverlapped ? FILE_FLAG_OVERLAPPED : 0, NULL);
  if (*theirs != INVALID_HANDLE_VALUE) return true;
  DWORD error = GetLastError();
  CloseHandle(*ours);
  SetLastError(error);
  return false;
}
