/* The instance of us in a terminal: it has the console that the program has, and works it. */
#include "agent.h"

HANDLE open_console(const WCHAR *name)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0,
                       NULL);
}

/* A buffer must never be smaller than its window: first the window shrinks, then the buffer follows, then it grows. */
static DWORD set_size(HANDLE output, SHORT height, SHORT width)
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    SMALL_RECT window = { 0, 0, 0, 0 };
    COORD size = { width, height };
    if (!GetConsoleScreenBufferInfo(output, &info)) return GetLastError();
    window.Right = (info.dwSize.X < width ? info.dwSize.X : width) - 1;
    window.Bottom = (info.dwSize.Y < height ? info.dwSize.Y : height) - 1;
    if (!SetConsoleWindowInfo(output, TRUE, &window)) return GetLastError();
    if (!SetConsoleScreenBufferSize(output, size)) return GetLastError();
    window.Right = width - 1;
    window.Bottom = height - 1;
    return SetConsoleWindowInfo(output, TRUE, &window) ? 0 : GetLastError();
}

/* The key as such: a program that wants it raw gets a character, every other one the console event. */
static void press_ctrl_c(HANDLE input)
{
    INPUT_RECORD key = { KEY_EVENT };
    DWORD written;
    key.Event.KeyEvent.bKeyDown = TRUE;
    key.Event.KeyEvent.wRepeatCount = 1;
    key.Event.KeyEvent.wVirtualKeyCode = 'C';
    key.Event.KeyEvent.uChar.UnicodeChar = CTRL_C;
    key.Event.KeyEvent.dwControlKeyState = LEFT_CTRL_PRESSED;
    WriteConsoleInputW(input, &key, 1, &written);
    key.Event.KeyEvent.bKeyDown = FALSE;
    WriteConsoleInputW(input, &key, 1, &written);
}

/* What the instance in the console is told: `press` or `resize H W`. */
static DWORD WINAPI hear(void *key)
{
    HANDLE commands = GetStdHandle(STD_INPUT_HANDLE), input = open_console(L"CONIN$"), output = open_console(L"CONOUT$");
    char buffer[256], line[40], *height, *width;
    DWORD got, used = 0, i;
    while (ReadFile(commands, buffer, sizeof(buffer), &got, NULL) && got) {
        for (i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                if (used < sizeof(line) - 1) line[used++] = buffer[i];
                continue;
            }
            line[used] = 0;
            used = 0;
            if (same_key(line, "press")) {
                press_ctrl_c(input);
                continue;
            }
            for (height = line; *height && *height++ != ' ';) {}
            for (width = height; *width && *width++ != ' ';) {}
            tell("resized", key, set_size(output, (SHORT)parse_number(height), (SHORT)parse_number(width)));
        }
    }
    return 0;
}

/* Signals are for the program: it has no handler of ours, as it would inherit that it ignores them. */
static BOOL WINAPI stay(DWORD event)
{
    (void)event;
    return TRUE;
}

void run_inside(char *key)
{
    DWORD code = 0;
    is_inside = TRUE;
    SetConsoleCtrlHandler(stay, TRUE);
    run(key);
    if (!processes[0].used) ExitProcess(1);
    CloseHandle(CreateThread(NULL, 65536, hear, key, 0, NULL));
    WaitForSingleObject(processes[0].handle, INFINITE);
    GetExitCodeProcess(processes[0].handle, &code);
    ExitProcess(code);
}
