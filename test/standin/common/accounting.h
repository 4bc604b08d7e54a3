#ifndef STANDIN_ACCOUNTING_H
#define STANDIN_ACCOUNTING_H

#include <windows.h>

#include "text.h"

/* What a handle stands for begins with this; the last release destroys it. */
typedef struct Counted {
  volatile LONG references; /* starts at 1 */
  void (*destroy)(void *object);
} Counted;

void counted_retain(void *object);
void counted_release(void *object);

/* Once, from DllMain: the DLL's name in the report. */
void account_start(const char *dll);

/*
 * Handles. `kind` is "operations", "systems", ...: the same literal for all calls. A handle's value is never given twice.
 * account_use gives the object, retained; NULL (and a note of use after close) for what is no open handle of that kind.
 * account_done ends the use. account_close gives the object with the handle's own reference; NULL (and a note of a double
 * close) when it is not open; a close during a use is noted. `function`: the API function, for the notes.
 */
void *account_open(const char *kind, void *object, const char *function);
void *account_use(const char *kind, void *handle, const char *function);
void account_done(void *handle, void *object);
void *account_close(const char *kind, void *handle, const char *function);

/*
 * A text for the caller to free with LocalFree or CoTaskMemFree. The free is seen through a jump at the entry of
 * kernel32's LocalFree and combase's CoTaskMemFree: freed texts are overwritten and kept a while, so that a second free,
 * and one by the wrong function, are noted. NULL gives NULL.
 */
typedef enum StringOwner { FREED_BY_LOCAL_FREE, FREED_BY_CO_TASK_MEM_FREE } StringOwner;
wchar_t *account_string(const char *utf8, StringOwner owner, const char *function);

/* A pipe end that the caller has to close; its name tells it from a later handle of the same value. */
void account_pipe(HANDLE pipe, const char *function);

/* Anything else that a test should fail for. */
void account_violation(const char *counter, const char *function, const char *what);

/* The report's JSON line; `addMore` (may be NULL) adds fields, each with a comma before it. */
void account_report(Text *text, void (*addMore)(Text *text));
/* Forgets counters and notes, not what is open. */
void account_reset(void);
/* Appends the report to the file in HCS_STANDIN_REPORT; for DLL_PROCESS_DETACH. */
void account_write_report(void (*addMore)(Text *text));

#endif
