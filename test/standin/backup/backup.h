/*
 * BackupRead, BackupWrite and BackupSeek as Windows has them: Wine's fail with ERROR_NOT_SUPPORTED. DATA goes to and comes
 * from the file, the rest lives in the side store.
 */
#ifndef STANDIN_BACKUP_H
#define STANDIN_BACKUP_H
#include <stdbool.h>
#include <stdint.h>
#include <windows.h>

#include "../common/accounting.h"
#include "side-store.h"

/* What a *context points to. The kind tells a reader from a writer, so that neither takes the other's. */
typedef enum { READER = 0x52445242, WRITER = 0x52545742 } ContextKind;
typedef struct {
  Counted counted;
  ContextKind kind;
  HANDLE file;
} Context;
/* The kind of handle in the report. */
#define BACKUP_CONTEXTS "backupContexts"

#define STREAM_MODIFIED_SPARSE 0x8u
#define BACKUP_SPARSE 9u
#define BACKUP_TXFS 10u

BOOL WINAPI ShimBackupRead(HANDLE, LPBYTE, DWORD, LPDWORD, WINBOOL, WINBOOL, LPVOID *);
BOOL WINAPI ShimBackupWrite(HANDLE, LPBYTE, DWORD, LPDWORD, WINBOOL, WINBOOL, LPVOID *);
BOOL WINAPI ShimBackupSeek(HANDLE, DWORD, DWORD, LPDWORD, LPDWORD, LPVOID *);

/* Whether a writer has had whole streams only; so has one that has had nothing (NULL). */
bool backup_is_between_streams(void *context);
/* Adds attribute bits to those that are kept. */
void side_add_attributes(Side *side, uint32_t bits, bool folder);
bool backup_is_folder(HANDLE file);
/* Checks what NTFS would check of a stream. @returns 0 or the Win32 error. */
DWORD backup_check_stream(const StreamHeader *header, const WCHAR *name, const uint8_t *data);
#endif
