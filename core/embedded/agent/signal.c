/* Console signals: Ctrl+C and Ctrl+Break. */
#include "agent.h"

/* A console signal reaches the caller's own console only, so a second instance of us joins the process's and sends it. */
void signal_process(const char *key, const char *event)
{
    WCHAR command[80];
    char text[80], *end = put_text(text, "agent.exe signal ");
    STARTUPINFOW startup = { sizeof(startup) };
    PROCESS_INFORMATION created;
    DWORD id = 0;
    int i;
    EnterCriticalSection(&lock);
    for (i = 0; i < MAX_PROCESSES; i++)
        if (processes[i].used && same_key(processes[i].key, key)) id = processes[i].id;
    LeaveCriticalSection(&lock);
    if (!id) return;
    end = put_number(end, id);
    *end++ = ' ';
    end = put_text(end, *event == '1' ? "1" : "0");
    *end = 0;
    MultiByteToWideChar(CP_UTF8, 0, text, -1, command, 80);
    if (!CreateProcessW(OWN_PATH, command, NULL, NULL, FALSE, 0, NULL, L"C:\\", &startup, &created)) return;
    CloseHandle(created.hThread);
    CloseHandle(created.hProcess);
}

void send_signal(DWORD id, DWORD event)
{
    FreeConsole();
    if (!AttachConsole(id)) ExitProcess(1);
    SetConsoleCtrlHandler(NULL, TRUE);
    ExitProcess(GenerateConsoleCtrlEvent(event, 0) ? 0 : 1);
}
