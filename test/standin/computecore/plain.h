#ifndef STANDIN_PLAIN_H
#define STANDIN_PLAIN_H

#include "kernel.h"

typedef enum PlainState { PLAIN_CREATED, PLAIN_RUNNING, PLAIN_PAUSED, PLAIN_STOPPED } PlainState;

typedef struct ProcessFigures {
  ULONGLONG created, kernel, user; /* FILETIME units */
  SIZE_T commit, workingSet;
} ProcessFigures;

typedef struct PlainProcess {
  DWORD pid;
  HANDLE handle, wait; /* closed at the exit, as a stand-in must not add to what a caller's leak test counts */
  ProcessFigures last; /* at the exit */
  HANDLE pipes[3]; /* the caller's ends until they are taken */
  bool exited;
  DWORD exitCode;
  char *image;
  struct PlainSystem *system;
  struct PlainProcess *next;
} PlainProcess;

typedef struct PlainSystem {
  Counted counted;
  char *id, *owner;
  char runtimeId[37]; /* a machine's; "" for a container of processes */
  bool isMachine, canPause, hasGuest; /* hasGuest: connected to its guest once it runs */
  bool ending; /* terminated or shut down: nothing new starts */
  const char *exitType;
  PlainState state;
  HANDLE job;
  ULONGLONG startTime; /* FILETIME units */
  JsonValue *settings; /* the requests of system.modify that were Add, one after another */
  PlainProcess *processes;
  struct PlainSystem *next;
} PlainSystem;

/* Guards all systems and processes of plain mode. */
extern SRWLOCK plainLock;

/* Under the lock. Only systems that have not exited are found. */
PlainSystem *plain_find(const char *id);
PlainProcess *plain_find_process(PlainSystem *system, DWORD pid);

/* Takes the lock itself. */
HRESULT plain_process_create(PlainSystem *system, const JsonValue *parameters, Text *result);
/* Of a process that has not exited, under the lock. */
HRESULT plain_process_terminate(PlainProcess *process);
HRESULT plain_process_signal(PlainProcess *process, const char *signal);
ProcessFigures plain_process_figures(const PlainProcess *process);
void plain_process_status(Text *text, DWORD pid, bool exited, DWORD exitCode);
/* The last process's end, or the end of a system without any: tells the system's exit. Under the lock. */
void plain_system_ended_if_empty(PlainSystem *system);
/* PropertyTypes are answered with what the job and the processes know. Under the lock. */
void plain_properties(Text *text, const PlainSystem *system, const JsonValue *query);

/* The service's own documents. */
HRESULT plain_service_properties(const JsonValue *query, Text *result);
HRESULT plain_service_modify(const JsonValue *settings);

#endif
