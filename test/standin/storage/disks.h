/*
 * Scratch disks, and which of them are attached: files below C:\ProgramData\HcsStandIn, one machine's worth per Wine
 * prefix, so that any process sees what another has attached, as on Windows.
 *   sandbox.vhdx         "vhdxfile", the disk's GUID (36 characters), " ", its size in bytes
 *   disks\<guid>\view    what the volume shows (plain mode)
 *   attached\<key>       UTF-16: "A" active or "P" prepared, the disk's GUID, the path of the scratch's folder
 * and dosdevices/volume{<guid>} in the prefix while it is active.
 */
#ifndef STANDIN_DISKS_H
#define STANDIN_DISKS_H
#include <stdbool.h>
#include <stdint.h>
#include <windows.h>

#define SANDBOX_DISK L"sandbox.vhdx"
#define BLANK_DISK L"blank.vhdx"
#define BLANK_BASE_DISK L"blank-base.vhdx"
#define DEFAULT_DISK_BYTES (20ull << 30)

typedef enum { DETACHED, ACTIVE, PREPARED } DiskState;
typedef struct {
  DiskState state;
  WCHAR guid[37];
} Attached;

/* One machine, one at a time: every read-then-write of what is below is between these. */
void machine_lock(void);
void machine_unlock(void);
/* Makes the disk file; an all-zero GUID text for a template. @returns 0 or the Win32 error. */
DWORD disk_create(const WCHAR *file, bool template, uint64_t bytes);
/* Reads it; a template's copy is given a GUID of its own first. */
DWORD disk_read(const WCHAR *file, WCHAR guid[37], uint64_t *bytes);
DWORD disk_resize(const WCHAR *file, uint64_t bytes);
/* By the folder of the scratch. */
Attached attached_get(const WCHAR *folder);
DWORD attached_set(const WCHAR *folder, const Attached *attached);
/* The scratch folder with the disk whose volume this path begins with; NULL when it is not attached. */
WCHAR *attached_by_volume(const WCHAR *volume);
/* Shows and hides \\?\Volume{guid}. */
DWORD volume_show(const WCHAR *guid);
void volume_hide(const WCHAR *guid);
/* Where the volume's content is, in plain mode. */
WCHAR *disk_view(const WCHAR *guid);
WCHAR *disk_folder(const WCHAR *guid);
#endif
