/* What runs here, for whoever asks. */
#include "agent.h"
#include <winternl.h>

#define STATUS_INFO_LENGTH_MISMATCH 0xC0000004

/* SYSTEM_PROCESS_INFORMATION, with the names that winternl.h leaves out (ntexapi.h of phnt; x64). */
struct process_information {
    ULONG next_offset, thread_count;
    LARGE_INTEGER reserved[3], created, user, kernel;
    UNICODE_STRING name;
    LONG priority;
    HANDLE id, parent;
    ULONG handle_count, session;
    ULONG_PTR unique_key;
    SIZE_T virtual_peak, virtual_size;
    ULONG page_faults;
    SIZE_T working_set_peak, working_set, quotas[4], pagefile;
};

/* What Wine does not tell of a program is 0. */
static void list_process(HANDLE file, const struct process_information *found)
{
    ULONGLONG numbers[5];
    char line[5 * 21 + 3 * MAX_PATH + 1], *end = line;
    int i, chars = found->name.Length / sizeof(WCHAR);
    DWORD written;
    numbers[0] = (ULONG_PTR)found->id;
    numbers[1] = (ULONGLONG)found->created.QuadPart;
    numbers[2] = (ULONGLONG)(found->user.QuadPart + found->kernel.QuadPart);
    numbers[3] = found->pagefile;
    numbers[4] = found->working_set;
    for (i = 0; i < 5; i++) {
        end = put_number(end, numbers[i]);
        *end++ = ' ';
    }
    end += WideCharToMultiByte(CP_UTF8, 0, found->name.Buffer, chars < MAX_PATH ? chars : MAX_PATH, end, 3 * MAX_PATH, NULL, NULL);
    *end++ = '\n';
    WriteFile(file, line, (DWORD)(end - line), &written, NULL);
}

static DWORD list_processes(HANDLE file)
{
    ULONG size = 256 * 1024, needed, status;
    char *all, *at;
    for (;;) {
        if (!(all = allocate(size))) return ERROR_NOT_ENOUGH_MEMORY;
        status = (ULONG)NtQuerySystemInformation(SystemProcessInformation, all, size, &needed);
        if (status != STATUS_INFO_LENGTH_MISMATCH || size > 64 * 1024 * 1024) break;
        release(all);
        size *= 2; /* more programs have come */
    }
    for (at = all; !status; at += ((struct process_information *)at)->next_offset) {
        list_process(file, (struct process_information *)at);
        if (!((struct process_information *)at)->next_offset) break;
    }
    release(all);
    return status ? ERROR_GEN_FAILURE : 0;
}

void list(const char *key)
{
    HANDLE file = open_io(key, "list", FILE_APPEND_DATA | SYNCHRONIZE, OPEN_EXISTING, FALSE);
    if (file == INVALID_HANDLE_VALUE) tell("listed", key, GetLastError());
    else {
        DWORD failure = list_processes(file);
        CloseHandle(file);
        tell("listed", key, failure);
    }
}
