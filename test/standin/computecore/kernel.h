#ifndef STANDIN_KERNEL_H
#define STANDIN_KERNEL_H

#include "standin.h"

/*
 * What runs systems: the stand-in service, or without one ("plain") this DLL. Both take the service's ops
 * (test/standin/README.md) and answer alike.
 */
typedef void (*KernelAnswer)(void *context, HRESULT hr, const JsonValue *result, const JsonValue *error);

/* `answer` comes once, on another thread than the caller's (but for a lost service). Takes `fields`. */
void kernel_call(const char *op, Text *fields, KernelAnswer answer, void *context);
/* The same, waiting; `result` and `error` (may be NULL) get JSON texts or NULL, to be freed. */
HRESULT kernel_call_wait(const char *op, Text *fields, char **result, char **error);
/* The caller's ends of a new process's streams, overlapped; NULL where the process has no such stream. */
void kernel_take_pipes(const char *system, DWORD pid, const bool wanted[3], HANDLE pipes[3]);
/* From now on events of systems arrive. */
void kernel_listen(void);

void field_text(Text *fields, const char *name, const char *value);
void field_number(Text *fields, const char *name, int64_t value);
void field_json(Text *fields, const char *name, const JsonValue *value);

/* What the service has, in this process. `result` gets the answer's JSON, `error` a ResultError document or NULL. */
HRESULT plain_call(const char *op, const JsonValue *request, Text *result, char **error);
void plain_take_pipes(const char *system, DWORD pid, HANDLE pipes[3]);
void service_take_pipes(const char *system, DWORD pid, const bool wanted[3], HANDLE pipes[3]);
void service_listen_for_events(void);

/* A pipe of one instance: `ours` overlapped, `theirs` overlapped or not and inheritable. False: GetLastError. */
typedef enum PipeFlow { FLOW_TO_OURS, FLOW_FROM_OURS } PipeFlow;
bool make_pipe(PipeFlow flow, bool theirsOverlapped, bool theirsInherited, HANDLE *ours, HANDLE *theirs);

#endif
