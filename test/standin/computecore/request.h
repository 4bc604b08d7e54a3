#ifndef STANDIN_REQUEST_H
#define STANDIN_REQUEST_H

#include "kernel.h"

/* Reads a document for a request that has begun; refuses the request when it is not valid: then `hr` says why. */
JsonValue *request_document(Operation *operation, PCWSTR document, const char *type, HRESULT *hr);
/* The same for an optional one: NULL with S_OK when there is none. */
JsonValue *request_options(Operation *operation, PCWSTR document, const char *type, HRESULT *hr);
/* Sends; the answer ends the operation: its result document is the answer's. Takes `fields`. S_OK. */
HRESULT request_send(Operation *operation, const char *op, Text *fields);

#endif
