/* The plain mode's own functions, by kind. The machine's lock is held. */
#ifndef STANDIN_PLAIN_H
#define STANDIN_PLAIN_H
#include "records.h"

/* Fills *error and gives `hr`. */
HRESULT refuse(char **error, HRESULT hr, const char *why);
void random_bytes(void *bytes, size_t size);

HRESULT network_create(const char *id, const JsonValue *settings, char **error);
void network_document(Text *text, const char *id, const JsonValue *record);
HRESULT network_delete(const char *id, char **error);

HRESULT endpoint_create(const char *id, const char *network, const JsonValue *settings, char **error);
void endpoint_document(Text *text, const char *id, const JsonValue *record);
HRESULT endpoint_modify(const char *id, const JsonValue *request, char **error);
/* Ties it to a namespace; NULL: to none. */
HRESULT endpoint_attach(const char *id, const char *namespace, char **error);

HRESULT namespace_create(const char *id, const JsonValue *settings, char **error);
void namespace_document(Text *text, const char *id, const JsonValue *record);
HRESULT namespace_modify(const char *id, const JsonValue *request, char **error);
HRESULT namespace_delete(const char *id, char **error);
#endif
