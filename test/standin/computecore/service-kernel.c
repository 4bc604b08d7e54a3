#include "../common/service-client.h"

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

/*
 * The service's side of streams and events. One thread moves the bytes of all streams: each is a connection and our end
 * of a pipe, both overlapped, on one completion port; a stream has one read or one write under way at a time.
 */
enum { STREAM_BYTES = 65536 };

typedef struct Stream {
  OVERLAPPED overlapped;
  SOCKET connection;
  HANDLE pipe;
  bool toService; /* stdin: from the pipe; else to it */
  bool writing;
  DWORD count, done; /* bytes in the buffer, bytes of them written */
  char bytes[STREAM_BYTES];
} Stream;

static INIT_ONCE started = INIT_ONCE_STATIC_INIT;
static HANDLE port;

/* Bytes in the pipe stay readable after our end is closed; the service sees stdin's end when sending stops. */
static void end_stream(Stream *stream) {
  if (stream->toService) shutdown(stream->connection, SD_SEND);
  closesocket(stream->connection);
  CloseHandle(stream->pipe);
  free(stream);
}

static bool is_under_way(BOOL done) { return done || GetLastError() == ERROR_IO_PENDING; }

static bool receive(Stream *stream) {
  WSABUF buffer = {STREAM_BYTES, stream->bytes};
  DWORD flags = 0;
  return !WSARecv(stream->connection, &buffer, 1, NULL, &flags, &stream->overlapped, NULL) || WSAGetLastError() == WSA_IO_PENDING;
}

static bool transmit(Stream *stream) {
  WSABUF buffer = {stream->count - stream->done, stream->bytes + stream->done};
  return !WSASend(stream->connection, &buffer, 1, NULL, 0, &stream->overlapped, NULL) || WSAGetLastError() == WSA_IO_PENDING;
}

static bool read_pipe(Stream *stream) {
  return is_under_way(ReadFile(stream->pipe, stream->bytes, STREAM_BYTES, NULL, &stream->overlapped));
}

static bool write_pipe(Stream *stream) {
  return is_under_way(WriteFile(stream->pipe, stream->bytes + stream->done, stream->count - stream->done, NULL, &stream->overlapped));
}

/* The next read or write after `moved` bytes; false: the stream is at its end. */
static bool go_on(Stream *stream, DWORD moved) {
  if (!moved) return false;
  if (stream->writing) {
    stream->done += moved;
    stream->writing = stream->done < stream->count;
  } else {
    stream->count = moved;
    stream->done = 0;
    stream->writing = true;
  }
  memset(&stream->overlapped, 0, sizeof stream->overlapped);
  if (stream->toService) return stream->writing ? transmit(stream) : read_pipe(stream);
  return stream->writing ? write_pipe(stream) : receive(stream);
}

static DWORD WINAPI move_streams(void *parameter) {
  (void)parameter;
  for (;;) {
    DWORD moved = 0;
    ULONG_PTR key;
    OVERLAPPED *overlapped = NULL;
    BOOL ok = GetQueuedCompletionStatus(port, &moved, &key, &overlapped, INFINITE);
    if (!overlapped) continue;
    Stream *stream = CONTAINING_RECORD(overlapped, Stream, overlapped);
    if (!ok || !go_on(stream, moved)) end_stream(stream);
  }
  return 0;
}

static BOOL CALLBACK start_moving(INIT_ONCE *once, void *parameter, void **context) {
  (void)once, (void)parameter, (void)context;
  port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HANDLE thread = CreateThread(NULL, 0, move_streams, NULL, 0, NULL);
  if (thread) CloseHandle(thread);
  return port != NULL;
}

/* The caller's end, or NULL. */
static HANDLE open_stream(const char *system, DWORD pid, const char *name) {
  Text line = {0};
  text_add(&line, "{\"connect\":\"stream\"");
  field_text(&line, "system", system);
  field_number(&line, "pid", pid);
  field_text(&line, "stream", name);
  text_add(&line, "}");
  SOCKET connection = service_connect(line.bytes);
  text_free(&line);
  if (connection == INVALID_SOCKET) return NULL;
  bool toService = !strcmp(name, "stdin");
  HANDLE ours, theirs;
  if (!make_pipe(toService ? FLOW_TO_OURS : FLOW_FROM_OURS, true, false, &ours, &theirs)) {
    closesocket(connection);
    return NULL;
  }
  Stream *stream = must_allocate(sizeof *stream);
  stream->connection = connection;
  stream->pipe = ours;
  stream->toService = toService;
  CreateIoCompletionPort((HANDLE)connection, port, 0, 0);
  CreateIoCompletionPort(ours, port, 0, 0);
  if (!(toService ? read_pipe(stream) : receive(stream))) end_stream(stream);
  return theirs;
}

void service_take_pipes(const char *system, DWORD pid, const bool wanted[3], HANDLE pipes[3]) {
  static const char *names[] = {"stdin", "stdout", "stderr"};
  InitOnceExecuteOnce(&started, start_moving, NULL, NULL);
  for (int index = 0; index < 3; index++) pipes[index] = wanted[index] ? open_stream(system, pid, names[index]) : NULL;
}

static volatile LONG listening;

/* NULL: the connection is lost, and with it every handle. */
static void hear(const JsonValue *event) {
  const char *name = json_text(event, "event", "ServiceDisconnect"), *system = json_text(event, "system", "");
  if (!strcmp(name, "ServiceDisconnect")) {
    if (!event) InterlockedExchange(&listening, 0);
    event_disconnect();
    return;
  }
  const JsonValue *data = json_field(event, "data");
  Text text = {0};
  if (data) json_write(&text, data);
  DWORD pid = (DWORD)json_integer(event, "pid", 0);
  event_raise(pid ? HcsEventProcessExited : HcsEventSystemExited, system, pid, text.bytes);
  text_free(&text);
}

void service_listen_for_events(void) {
  if (!InterlockedExchange(&listening, 1)) service_listen(hear);
}
