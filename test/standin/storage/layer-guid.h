/* NameToGuid. Windows' namespace is not public; any fixed one shows whether a caller asks instead of guessing. */
#ifndef STANDIN_LAYER_GUID_H
#define STANDIN_LAYER_GUID_H
#include <windows.h>

/* A version 5 GUID (RFC 4122, 4.3) of the name in UTF-16LE. */
void layer_guid(const WCHAR *name, GUID *guid);
/* Lower case, without braces; 37 characters with the zero. */
void guid_text(const GUID *guid, WCHAR text[37]);
#endif
