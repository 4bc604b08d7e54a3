#ifndef STANDIN_COMPUTECORE_H
#define STANDIN_COMPUTECORE_H

#include <stdbool.h>
#include <stdint.h>
#include <windows.h>
/* mingw-w64 10 declares these two names only as enumerations; the option structure is passed by pointer. */
#include <computecore.h>

#include "../common/accounting.h"
#include "../common/fault-script.h"
#include "../common/json.h"
#include "../common/text.h"

#define OPERATIONS "operations"
#define SYSTEMS "systems"
#define PROCESSES "processes"

enum {
  HCS_INVALID_STATE = (HRESULT)0x80370105,
  HCS_INVALID_JSON = (HRESULT)0x8037010D,
  HCS_SYSTEM_NOT_FOUND = (HRESULT)0x8037010E,
  HCS_SYSTEM_ALREADY_EXISTS = (HRESULT)0x8037010F,
  HCS_SYSTEM_ALREADY_STOPPED = (HRESULT)0x80370110,
  HCS_OPERATION_NOT_STARTED = (HRESULT)0x80370115,
  HCS_OPERATION_ALREADY_STARTED = (HRESULT)0x80370116,
  HCS_OPERATION_PENDING = (HRESULT)0x80370117,
  HCS_OPERATION_TIMEOUT = (HRESULT)0x80370118,
  HCS_CALLBACK_ALREADY_SET = (HRESULT)0x80370119,
  HCS_PROCESS_INFO_NOT_AVAILABLE = (HRESULT)0x8037011D,
  HCS_SERVICE_DISCONNECT = (HRESULT)0x8037011E,
  HCS_PROCESS_ALREADY_STOPPED = (HRESULT)0x8037011F,
  ELEMENT_NOT_FOUND = (HRESULT)0x80070490,
  NOT_SUPPORTED = (HRESULT)0x80070032,
};

/* The Windows build that this DLL stands in for: HCS_STANDIN_BUILD, else the one its exports were made for. */
int standin_build(void);

/* What an HCS_SYSTEM or HCS_PROCESS handle stands for. */
typedef struct Target {
  Counted counted;
  void *handle;
  bool isProcess;
  char *system;
  volatile LONG pid; /* 0 until the process is made */
  bool terminateOnClose;
  SRWLOCK lock;
  CONDITION_VARIABLE changed;
  HCS_EVENT_CALLBACK callback;
  void *context;
  HCS_EVENT_OPTIONS options;
  int callbacksRunning;
  DWORD callbackThread;
  bool closed, disconnected, exited;
  char *exitData;
  HANDLE pipes[3]; /* stdin, stdout, stderr: not handed out yet */
  struct Target *next;
} Target;

Target *target_open(const char *system, bool isProcess, DWORD pid, const char *function);
/* The handle's object, retained, or NULL; ends with account_done. */
Target *target_use(void *handle, bool isProcess, const char *function);
/* Waits for callbacks that run; after it none will. Whether `last` handle of that system in this process. */
void target_close(void *handle, bool isProcess, const char *function);
HRESULT target_set_callback(Target *target, HCS_EVENT_OPTIONS options, void *context, HCS_EVENT_CALLBACK callback);
/* Tells the targets it is about: `pid` 0 is the system itself. Faults of the name apply. */
void event_raise(HCS_EVENT_TYPE type, const char *system, DWORD pid, const char *data);
/* The operation's event for one handle that asked for it. */
void event_raise_operation(Target *target, HCS_OPERATION operation);
/* Every handle is dead from now on. */
void event_disconnect(void);
/* Ends the system; nobody waits for it. */
void system_terminate_unwatched(const char *system);
/* Waits until the target's exit is known; its document, or NULL. */
char *target_wait_exit(Target *target, DWORD timeoutMs);

typedef enum OperationState { OPERATION_IDLE, OPERATION_RUNNING, OPERATION_DONE } OperationState;

typedef struct Operation {
  Counted counted;
  void *handle;
  UINT64 id;
  SRWLOCK lock;
  CONDITION_VARIABLE changed;
  OperationState state;
  HCS_OPERATION_TYPE type;
  const char *function;
  Target *target;
  Fault fault;
  HRESULT hr;
  char *result;
  void *context;
  HCS_OPERATION_COMPLETION callback;
  bool closed;
  int callbacksRunning;
  DWORD callbackThread;
} Operation;

/*
 * Starts the operation for a request about `target` (may be NULL): retained for the request, which ends it with
 * operation_finish or operation_refuse. A failure has been noted in the operation where there is one.
 */
HRESULT operation_begin(HCS_OPERATION handle, HCS_OPERATION_TYPE type, const char *function, Target *target, Operation **operation);
/* The request was not accepted: no callback; the result can be read. Takes `error` (may be NULL). Gives `hr`. */
HRESULT operation_refuse(Operation *operation, HRESULT hr, char *error);
/* The request is done. Takes `result` (may be NULL). Scripted faults apply. */
void operation_finish(Operation *operation, HRESULT hr, char *result);

/* A ResultError document. */
char *error_document(HRESULT hr, const char *message, const char *event);

#endif
