/* Memory and text without a C library. */
#include "agent.h"

/* The compiler may call these for struct initialisers and copies. */
void *memset(void *to, int value, size_t size)
{
    volatile char *p = to;
    while (size--) *p++ = (char)value;
    return to;
}

void *allocate(SIZE_T size) { return HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size); }

void release(void *memory) { if (memory) HeapFree(GetProcessHeap(), 0, memory); }

BOOL same_key(const char *a, const char *b)
{
    while (*a && *a == *b) a++, b++;
    return *a == *b;
}

char *put_text(char *to, const char *text)
{
    while (*text) *to++ = *text++;
    return to;
}

char *put_number(char *to, ULONGLONG value)
{
    char digits[20];
    int count = 0;
    do digits[count++] = (char)('0' + value % 10); while (value /= 10);
    while (count) *to++ = digits[--count];
    return to;
}

DWORD parse_number(const char *text)
{
    DWORD value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (DWORD)(*text++ - '0');
    return value;
}

WCHAR *wide(const char *text)
{
    int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    WCHAR *result = allocate((SIZE_T)(size > 0 ? size : 1) * sizeof(WCHAR));
    if (result) MultiByteToWideChar(CP_UTF8, 0, text, -1, result, size);
    return result;
}

SIZE_T length(const WCHAR *text)
{
    SIZE_T count = 0;
    while (text[count]) count++;
    return count;
}
