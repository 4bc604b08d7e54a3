#ifndef STANDIN_FAULT_SCRIPT_H
#define STANDIN_FAULT_SCRIPT_H

#include <windows.h>

#include "json.h"

/*
 * What goes wrong on purpose, as JSON: in the file named by HCS_STANDIN_FAULTS (read again when it changed), or given to
 * the DLL's exported StandinFault.
 *   {"faults": [
 *     {"call": "HcsStartComputeSystem", "skip": 0, "times": 1, "hr": "0x80370109", "refused": false, "delayMs": 0,
 *      "never": false, "callbackDelayMs": 0, "falseInvalid": false},
 *     {"event": "ProcessExited", "times": 1, "lost": true} or {... "twice": true} or {... "delayMs": 500}]}
 * `refused`: the function itself fails, else its operation does. `never`: the operation is never done. `falseInvalid`: the
 * operation is done well, yet reading its result says E_INVALIDARG, as WS2022 does for HcsCreateProcess. Unknown fields
 * are a violation. "times" defaults to 1; -1 is for ever.
 */
typedef struct Fault {
  HRESULT hr; /* 0: none */
  bool refused, never, falseInvalid, lost, twice;
  DWORD delayMs, callbackDelayMs;
} Fault;

/* The fault for this call ("call") or event ("event"), counted down; all zero when there is none. */
Fault fault_take(const char *kind, const char *name);
/* Takes the place of all faults so far. E_INVALIDARG when it is no such script. */
HRESULT fault_set(const char *utf8);

#endif
