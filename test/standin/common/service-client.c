#include "service-client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const HRESULT SERVICE_DISCONNECT = (HRESULT)0x8037011E;

typedef struct Call {
  int64_t id;
  ServiceAnswer answer;
  void *context;
  struct Call *next;
} Call;

static SRWLOCK lock = SRWLOCK_INIT;
static SOCKET calls = INVALID_SOCKET;
static Call *waiting;
static int64_t lastId;

static int service_port(void) {
  char text[16];
  DWORD length = GetEnvironmentVariableA("HCS_STANDIN_SERVICE", text, sizeof text);
  return length && length < sizeof text ? atoi(text) : 0;
}

bool service_is_there(void) { return service_port() > 0; }

static bool send_all(SOCKET connection, const char *bytes, size_t count) {
  while (count) {
    int sent = send(connection, bytes, (int)count, 0);
    if (sent <= 0) return false;
    bytes += sent;
    count -= (size_t)sent;
  }
  return true;
}

SOCKET service_connect(const char *firstLine) {
  WSADATA data;
  WSAStartup(MAKEWORD(2, 2), &data);
  SOCKET connection = WSASocketW(AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
  if (connection == INVALID_SOCKET) return INVALID_SOCKET;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((u_short)service_port())};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  BOOL yes = TRUE;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, (const char *)&yes, sizeof yes);
  bool open = !connect(connection, (struct sockaddr *)&address, sizeof address) &&
              send_all(connection, firstLine, strlen(firstLine)) && send_all(connection, "\n", 1);
  if (open) return connection;
  closesocket(connection);
  return INVALID_SOCKET;
}

/* Calls `line` for each line until the connection ends. */
static void read_lines(SOCKET connection, void (*line)(char *text)) {
  Text text = {0};
  char bytes[16384];
  for (int count; (count = recv(connection, bytes, sizeof bytes, 0)) > 0;) {
    text_add_bytes(&text, bytes, (size_t)count);
    size_t start = 0;
    for (char *end; (end = memchr(text.bytes + start, '\n', text.length - start));) {
      *end = 0;
      line(text.bytes + start);
      start = (size_t)(end - text.bytes) + 1;
    }
    memmove(text.bytes, text.bytes + start, text.length - start);
    text.length -= start;
  }
  text_free(&text);
}

static Call *take_call(int64_t id) {
  AcquireSRWLockExclusive(&lock);
  Call **at = &waiting;
  while (*at && (*at)->id != id) at = &(*at)->next;
  Call *call = *at;
  if (call) *at = call->next;
  ReleaseSRWLockExclusive(&lock);
  return call;
}

static void answer_line(char *line) {
  JsonValue *reply = json_read(line, NULL);
  Call *call = take_call(json_integer(reply, "id", -1));
  if (call) {
    const JsonValue *error = json_field(reply, "error");
    call->answer(call->context, (HRESULT)json_integer(reply, "hr", 0), json_field(reply, "result"),
                 error && error->kind == JSON_OBJECT ? error : NULL);
    free(call);
  }
  json_free(reply);
}

/* Every call that waits has lost its answer. */
static DWORD WINAPI read_answers(void *parameter) {
  SOCKET connection = (SOCKET)(uintptr_t)parameter;
  read_lines(connection, answer_line);
  AcquireSRWLockExclusive(&lock);
  Call *lost = waiting;
  waiting = NULL;
  if (calls == connection) calls = INVALID_SOCKET;
  closesocket(connection);
  ReleaseSRWLockExclusive(&lock);
  while (lost) {
    Call *next = lost->next;
    lost->answer(lost->context, SERVICE_DISCONNECT, NULL, NULL);
    free(lost);
    lost = next;
  }
  return 0;
}

/* Under the lock. */
static bool open_calls(void) {
  if (calls != INVALID_SOCKET) return true;
  SOCKET connection = service_connect("{\"connect\":\"calls\"}");
  if (connection == INVALID_SOCKET) return false;
  calls = connection;
  HANDLE thread = CreateThread(NULL, 0, read_answers, (void *)(uintptr_t)connection, 0, NULL);
  if (thread) CloseHandle(thread);
  return true;
}

void service_call(const char *op, const char *fields, ServiceAnswer answer, void *context) {
  AcquireSRWLockExclusive(&lock);
  bool sent = false;
  Call *call = NULL;
  if (open_calls()) {
    call = must_allocate(sizeof *call);
    *call = (Call){.id = ++lastId, .answer = answer, .context = context, .next = waiting};
    waiting = call;
    Text line = {0};
    text_format(&line, "{\"id\":%lld,\"op\":\"%s\"%s%s}\n", (long long)call->id, op, *fields ? "," : "", fields);
    sent = send_all(calls, line.bytes, line.length);
    text_free(&line);
    /* The reader sees the end too, and answers every call that waits: this one is answered once, there. */
    if (!sent) shutdown(calls, SD_BOTH);
  }
  ReleaseSRWLockExclusive(&lock);
  if (!call) answer(context, SERVICE_DISCONNECT, NULL, NULL);
}

static char *text_of(const JsonValue *value) {
  if (!value || value->kind == JSON_NULL) return NULL;
  Text text = {0};
  json_write(&text, value);
  return text_take(&text);
}

void service_answer_wait(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error) {
  ServiceWait *wait = context;
  wait->hr = hr;
  wait->result = text_of(result);
  wait->error = text_of(error);
  SetEvent(wait->done);
}

ServiceWait service_begin_wait(void) { return (ServiceWait){.done = CreateEventW(NULL, TRUE, FALSE, NULL)}; }

HRESULT service_end_wait(ServiceWait *wait, char **result, char **error) {
  WaitForSingleObject(wait->done, INFINITE);
  CloseHandle(wait->done);
  if (result) *result = wait->result;
  else free(wait->result);
  if (error) *error = wait->error;
  else free(wait->error);
  return wait->hr;
}

HRESULT service_call_wait(const char *op, const char *fields, char **result, char **error) {
  ServiceWait wait = service_begin_wait();
  service_call(op, fields, service_answer_wait, &wait);
  return service_end_wait(&wait, result, error);
}

static void (*listener)(const JsonValue *line);

static void event_line(char *line) {
  JsonValue *event = json_read(line, NULL);
  if (event) listener(event);
  json_free(event);
}

static DWORD WINAPI read_events(void *parameter) {
  SOCKET connection = (SOCKET)(uintptr_t)parameter;
  read_lines(connection, event_line);
  closesocket(connection);
  listener(NULL);
  return 0;
}

void service_listen(void (*event)(const JsonValue *line)) {
  listener = event;
  SOCKET connection = service_connect("{\"connect\":\"events\"}");
  if (connection == INVALID_SOCKET) return;
  HANDLE thread = CreateThread(NULL, 0, read_events, (void *)(uintptr_t)connection, 0, NULL);
  if (thread) CloseHandle(thread);
}
