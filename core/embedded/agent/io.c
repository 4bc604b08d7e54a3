/* The folder /io, the only one that the sandbox shares with the host: requests, output, and the status file. */
#include "agent.h"

HANDLE status_file;

/* One write a line, so that lines of different threads never mix; it begins with a line end, in case another program of
 * the sandbox left half a line in the file. */
void tell(const char *word, const char *key, DWORD number)
{
    char line[KEY_CHARS + 40], *end = put_text(put_text(line, "\n"), word);
    DWORD written;
    if (key) {
        *end++ = ' ';
        end = put_text(end, key);
        *end++ = ' ';
        end = put_number(end, number);
    }
    *end++ = '\n';
    EnterCriticalSection(&lock);
    WriteFile(status_file, line, (DWORD)(end - line), &written, NULL);
    LeaveCriticalSection(&lock);
}

/* \\?\unix\io\KEY\NAME: Wine's way to a Unix path; /io is the only folder the sandbox shares with the host. */
HANDLE open_io(const char *key, const char *name, DWORD access, DWORD disposition, BOOL inherit)
{
    char path[KEY_CHARS + 60], *end = put_text(path, "\\\\?\\unix\\io\\");
    WCHAR wide_path[KEY_CHARS + 60];
    SECURITY_ATTRIBUTES attributes = { sizeof(attributes), NULL, inherit };
    end = put_text(end, key);
    *end++ = '\\';
    end = put_text(end, name);
    *end = 0;
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide_path, KEY_CHARS + 60);
    return CreateFileW(wide_path, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, &attributes,
                       disposition, FILE_ATTRIBUTE_NORMAL, NULL);
}

HANDLE open_output(const char *key, const char *name, BOOL wanted)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    if (wanted) return open_io(key, name, FILE_APPEND_DATA | SYNCHRONIZE, OPEN_EXISTING, TRUE);
    return CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0, NULL);
}

char *read_request(const char *key, DWORD *size)
{
    HANDLE file = open_io(key, "request", GENERIC_READ, OPEN_EXISTING, FALSE);
    DWORD total, got = 0;
    char *bytes;
    if (file == INVALID_HANDLE_VALUE) return NULL;
    total = GetFileSize(file, NULL);
    bytes = total < 1024 * 1024 ? allocate(total + 2) : NULL;
    if (bytes && !ReadFile(file, bytes, total, &got, NULL)) got = 0;
    CloseHandle(file);
    *size = got;
    return bytes;
}
