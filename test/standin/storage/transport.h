/*
 * The transport format of ImportLayer and ExportLayer, in plain mode (reference: hcs.md 5.3). Below Files\ every file is
 * [u32 attributes][backup streams], a folder D has a file `D.$wcidirs$` of that form beside it; Hives\ are plain files;
 * tombstones.txt: a byte order mark, "Version 1.0", then a line `\path` per name that is gone. All of it is taken
 * strictly: what Windows would misread is refused with ERROR_INVALID_DATA.
 */
#ifndef STANDIN_TRANSPORT_H
#define STANDIN_TRANSPORT_H
#include <windows.h>

/* Takes a transport folder in as the layer's Files, Hives and tombstones.txt. The layer's folder is there. */
HRESULT transport_import(const WCHAR *layer, const WCHAR *source);
/* Reads tombstones.txt of a folder and calls `visit` with each path, relative to Files and without the first backslash. */
HRESULT each_tombstone(const WCHAR *folder, HRESULT (*visit)(const WCHAR *path, void *context), void *context);
/* Writes one file or folder in the transport format; `target` is its name in the transport folder. */
HRESULT transport_export_entry(const WCHAR *from, const WCHAR *target);
/* Copies a file or folder (without what is in it) with all that the side store has of it; replaces what is there. */
HRESULT copy_entry(const WCHAR *from, const WCHAR *to);
/* The file itself, not what it points at. */
HANDLE open_entry(const WCHAR *path, DWORD access);
#endif
