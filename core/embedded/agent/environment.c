/* The environment of a new program. */
#include "agent.h"

#define MAX_VARIABLE 32767
/* WCHARs kept for what the registry adds. */
#define MAX_REGISTRY_ENVIRONMENT 131072

/* Taken from kernelbase.dll by name: importing advapi32.dll would cost each sandbox 3 MB of private memory. */
static LSTATUS (WINAPI *open_key)(HKEY, LPCWSTR, DWORD, REGSAM, PHKEY);
static LSTATUS (WINAPI *enumerate_value)(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPDWORD, LPBYTE, LPDWORD);
static LSTATUS (WINAPI *close_key)(HKEY);

void find_registry(HMODULE kernelbase)
{
    open_key = (void *)GetProcAddress(kernelbase, "RegOpenKeyExW");
    enumerate_value = (void *)GetProcAddress(kernelbase, "RegEnumValueW");
    close_key = (void *)GetProcAddress(kernelbase, "RegCloseKey");
}

/* Sets a variable in a double-NUL block of `*used` WCHARs; an empty value removes it. Names are compared as Windows does. */
static void set_variable(WCHAR *block, SIZE_T *used, const WCHAR *assignment)
{
    SIZE_T name = 0, at = 0, size = length(assignment), i;
    while (assignment[name] && (assignment[name] != '=' || name == 0)) name++;
    while (at < *used) {
        SIZE_T entry = length(block + at) + 1;
        if (entry > name && block[at + name] == '=' &&
            CompareStringOrdinal(block + at, (int)name, assignment, (int)name, TRUE) == CSTR_EQUAL) {
            for (i = at; i + entry < *used; i++) block[i] = block[i + entry];
            *used -= entry;
        } else at += entry;
    }
    if (assignment[name] == '=' && assignment[name + 1]) {
        for (i = 0; i <= size; i++) block[*used + i] = assignment[i];
        *used += size + 1;
    }
}

static SIZE_T block_length(const WCHAR *block)
{
    SIZE_T count = 0;
    while (block[count]) count += length(block + count) + 1;
    return count;
}

/* Adds the values of one registry key, expanded; a user's PATH goes behind the system's. */
static void add_registry_variables(HKEY root, const WCHAR *path, BOOL user, WCHAR *block, SIZE_T *used, WCHAR *scratch)
{
    WCHAR *assignment = scratch, *value = scratch + MAX_VARIABLE, *expanded = scratch + 2 * MAX_VARIABLE;
    DWORD index, type, name_chars, bytes;
    SIZE_T limit = *used + MAX_REGISTRY_ENVIRONMENT / 2 - MAX_VARIABLE;
    HKEY key;
    if (!open_key || !enumerate_value || !close_key || open_key(root, path, 0, KEY_READ, &key)) return;
    for (index = 0; *used < limit; index++) {
        const WCHAR *from = value;
        SIZE_T at;
        name_chars = 255;
        bytes = (MAX_VARIABLE - 1) * sizeof(WCHAR);
        if (enumerate_value(key, index, assignment, &name_chars, NULL, &type, (BYTE *)value, &bytes)) break;
        if (type != REG_SZ && type != REG_EXPAND_SZ) continue;
        value[bytes / sizeof(WCHAR)] = 0;
        if (type == REG_EXPAND_SZ) {
            DWORD size = ExpandEnvironmentStringsW(value, expanded, MAX_VARIABLE);
            if (!size || size > MAX_VARIABLE) continue;
            from = expanded;
        }
        at = name_chars;
        assignment[at++] = '=';
        if (user && CompareStringOrdinal(assignment, (int)name_chars, L"PATH", 4, TRUE) == CSTR_EQUAL) {
            DWORD size = GetEnvironmentVariableW(L"PATH", assignment + at, MAX_VARIABLE / 2);
            if (size && size < MAX_VARIABLE / 2) {
                at += size;
                assignment[at++] = ';';
            }
        }
        while (*from && at < MAX_VARIABLE - 1) assignment[at++] = *from++;
        assignment[at] = 0;
        set_variable(block, used, assignment);
    }
    close_key(key);
}

/* Ours, then what the registry says now (as Windows does for each logon), then what the caller asks for. */
WCHAR *build_environment(const char *at, const char *end)
{
    WCHAR *own = GetEnvironmentStringsW(), *block, *scratch;
    SIZE_T own_length = block_length(own), used = 0, i;
    block = allocate((own_length + MAX_REGISTRY_ENVIRONMENT + (SIZE_T)(end - at) * 2 + 4) * sizeof(WCHAR));
    scratch = allocate(3 * MAX_VARIABLE * sizeof(WCHAR));
    if (block && scratch) {
        for (i = 0; i < own_length; i += length(own + i) + 1) set_variable(block, &used, own + i);
        add_registry_variables(HKEY_LOCAL_MACHINE, L"System\\CurrentControlSet\\Control\\Session Manager\\Environment",
                               FALSE, block, &used, scratch);
        add_registry_variables(HKEY_CURRENT_USER, L"Environment", TRUE, block, &used, scratch);
        while (at < end) {
            WCHAR *assignment = wide(at);
            if (assignment) set_variable(block, &used, assignment);
            release(assignment);
            while (*at) at++;
            at++;
        }
        block[used] = block[used + 1] = 0;
    }
    release(scratch);
    FreeEnvironmentStringsW(own);
    return block;
}
