/* The volume of a scratch in plain mode: its parents' files copied into one folder, and what was changed there since. */
#ifndef STANDIN_MERGE_H
#define STANDIN_MERGE_H
#include <stdint.h>
#include <windows.h>

/* Fills the disk's view with the layers' files (immediate parent first) unless that was done; remembers each of them. */
HRESULT merge_layers(const WCHAR *guid, const WCHAR *const *layers, uint32_t count);
/* Writes what was changed since in the transport format. */
HRESULT export_changes(const WCHAR *guid, const WCHAR *target);
/* Writes all of a layer in the transport format. */
HRESULT export_layer(const WCHAR *layer, const WCHAR *target);
#endif
