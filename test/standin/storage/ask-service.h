/* Calls of the stand-in service, written as a list: NULL-terminated pairs of a name and a path or text. */
#ifndef STANDIN_ASK_SERVICE_H
#define STANDIN_ASK_SERVICE_H
#include "../common/service-client.h"
#include "layers.h"

/* `"path":"...","parents":[...]`: members for service_call_wait; the caller frees. A NULL value is left out. */
char *members_of(const WCHAR *path, const char *name, const WCHAR *value, const Parents *parents);
/* The call, its result not wanted. */
HRESULT ask_service(const char *op, const WCHAR *path, const char *name, const WCHAR *value, const Parents *parents);
#endif
