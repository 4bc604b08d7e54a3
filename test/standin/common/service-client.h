#ifndef STANDIN_SERVICE_CLIENT_H
#define STANDIN_SERVICE_CLIENT_H

#include <winsock2.h>
#include <windows.h>

#include "json.h"

/*
 * The stand-in service: one line of JSON per message over TCP on 127.0.0.1, its port in HCS_STANDIN_SERVICE. One
 * connection for calls per process, opened at the first call.
 */

/* Whether there is a service (HCS_STANDIN_SERVICE is set); else the stand-in is plain. */
bool service_is_there(void);

/* What a call answered; `result` and `error` (a ResultError document) may be NULL, and are freed after the callback. */
typedef void (*ServiceAnswer)(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error);

/*
 * Sends `op` with `fields` (JSON members without braces, may be empty). `answer` is called once, on the reader's thread:
 * with the reply, or with 0x8037011E when the connection is lost.
 */
void service_call(const char *op, const char *fields, ServiceAnswer answer, void *context);

/* A call that is waited for: begin, give `service_answer_wait` and the wait as answer and context, end. */
typedef struct ServiceWait {
  HANDLE done;
  HRESULT hr;
  char *result, *error;
} ServiceWait;
ServiceWait service_begin_wait(void);
void service_answer_wait(void *wait, HRESULT hr, const JsonValue *result, const JsonValue *error);
/* `result` (may be NULL) and `error` (may be NULL) receive JSON texts or NULL, to be freed. */
HRESULT service_end_wait(ServiceWait *wait, char **result, char **error);

/* The same, waiting. `result` (may be NULL) and `error` (may be NULL) receive JSON texts or NULL, to be freed. */
HRESULT service_call_wait(const char *op, const char *fields, char **result, char **error);

/* Events of all systems; `line` NULL: the connection was lost. One listener per process, on a thread of its own. */
void service_listen(void (*event)(const JsonValue *line));

/* A connection whose first line says what it is (`{"connect":"stream",...}`); INVALID_SOCKET when there is none. */
SOCKET service_connect(const char *firstLine);

#endif
