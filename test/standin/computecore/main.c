#include <stdlib.h>

#include "standin.h"

/* Set per variant of the DLL by build.sh: the build whose exports it has. */
#ifndef STANDIN_BUILD
#define STANDIN_BUILD 26100
#endif

int standin_build(void) {
  char text[16];
  DWORD length = GetEnvironmentVariableA("HCS_STANDIN_BUILD", text, sizeof text);
  int asked = length && length < sizeof text ? atoi(text) : 0;
  return asked ? asked : STANDIN_BUILD;
}

/* For tests: the service is gone and back; every handle is dead, systems live on. */
void WINAPI StandinDisconnect(void) { event_disconnect(); }
