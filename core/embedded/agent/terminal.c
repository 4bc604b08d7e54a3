/*
 * A terminal is a pseudo console, as on Windows: Wine's conhost.exe between the program and /io/KEY/stdin and stdout, which
 * hold what a terminal sends and shows. Nothing of it is a terminal of the host's. Only a process that is in a console
 * can hand its handles on, so a second instance of us (`terminal KEY`, console.c) is started in it, starts the program,
 * waits for it and ends with its exit code. Its input and output are what it hears from us and the status file.
 */
#include "agent.h"

struct terminal {
    void *console;
    /* The FIFO, which we hold open both ways: who writes to it may go and come again. Carried to the console by `pump`. */
    HANDLE source, sink, pump;
    /* What the instance of us in the console reads. */
    HANDLE commands;
};

static HRESULT (WINAPI *create_console)(COORD, HANDLE, HANDLE, DWORD, void **);
static void (WINAPI *close_console)(void *);

void find_consoles(HMODULE kernelbase)
{
    create_console = (void *)GetProcAddress(kernelbase, "CreatePseudoConsole");
    close_console = (void *)GetProcAddress(kernelbase, "ClosePseudoConsole");
}

/* All that the program wrote is in its file when the console has gone. */
void close_terminal(struct process *process)
{
    struct terminal *terminal = process->terminal;
    DWORD written;
    EnterCriticalSection(&lock);
    process->terminal = NULL;
    LeaveCriticalSection(&lock);
    close_console(terminal->console);
    /* A pump that has not noticed by now waits for input: it gets some, and finds nobody to give it to. Wine cannot
     * cancel a read of a FIFO. */
    while (WaitForSingleObject(terminal->pump, 10) == WAIT_TIMEOUT) WriteFile(terminal->source, "", 1, &written, NULL);
    CloseHandle(terminal->pump);
    CloseHandle(terminal->source);
    CloseHandle(terminal->sink);
    CloseHandle(terminal->commands);
    release(terminal);
}

static DWORD WINAPI pump_terminal(void *argument)
{
    struct terminal *terminal = argument;
    char buffer[1024];
    DWORD got, written, from, to;
    BOOL good = TRUE;
    while (good && ReadFile(terminal->source, buffer, sizeof(buffer), &got, NULL) && got) {
        for (from = 0; good && from < got; from = to) {
            for (to = from; to < got && buffer[to] != CTRL_C; to++) {}
            while (good && from < to) {
                good = WriteFile(terminal->sink, buffer + from, to - from, &written, NULL);
                from += written;
            }
            if (good && to < got) good = WriteFile(terminal->commands, "press\n", 6, &written, NULL), to++;
        }
    }
    return 0;
}

/* Starts `agent.exe terminal KEY` in a console, which starts the program and tells so. */
static DWORD start_inside(struct process *process, struct terminal *terminal, HANDLE commands)
{
    WCHAR command[KEY_CHARS + 40];
    char text[KEY_CHARS + 40], *end = put_text(text, "agent.exe terminal "), attributes[256];
    STARTUPINFOEXW startup = { { sizeof(startup) } };
    PROCESS_INFORMATION created;
    SIZE_T size = sizeof(attributes);
    DWORD failure = 0;
    *put_text(end, process->key) = 0;
    MultiByteToWideChar(CP_UTF8, 0, text, -1, command, KEY_CHARS + 40);
    startup.lpAttributeList = (void *)attributes;
    if (!InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &size) ||
        !UpdateProcThreadAttribute(startup.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, terminal->console,
                                   sizeof(terminal->console), NULL, NULL)) return GetLastError();
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = commands;
    startup.StartupInfo.hStdOutput = status_file;
    SetHandleInformation(status_file, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    if (!CreateProcessW(OWN_PATH, command, NULL, NULL, TRUE,
                        CREATE_SUSPENDED | EXTENDED_STARTUPINFO_PRESENT, NULL, L"C:\\", &startup.StartupInfo, &created))
        failure = GetLastError() ? GetLastError() : ERROR_GEN_FAILURE;
    SetHandleInformation(status_file, HANDLE_FLAG_INHERIT, 0);
    if (failure) return failure;
    process->handle = created.hProcess;
    process->id = created.dwProcessId;
    process->job = CreateJobObjectW(NULL, NULL);
    if (process->job) AssignProcessToJobObject(process->job, created.hProcess);
    ResumeThread(created.hThread);
    CloseHandle(created.hThread);
    return 0;
}

static DWORD open_terminal(struct process *process, BOOL has_output, COORD size)
{
    struct terminal *terminal = allocate(sizeof(*terminal));
    HANDLE keys = NULL, commands = NULL, output = open_output(process->key, "stdout", has_output);
    DWORD failure = 0;
    if (!terminal) return ERROR_NOT_ENOUGH_MEMORY;
    terminal->source = open_io(process->key, "stdin", GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, FALSE);
    if (terminal->source == INVALID_HANDLE_VALUE || output == INVALID_HANDLE_VALUE) failure = ERROR_OPEN_FAILED;
    else if (!create_console || !close_console) failure = ERROR_CALL_NOT_IMPLEMENTED;
    else if (!CreatePipe(&keys, &terminal->sink, NULL, 4096) || !CreatePipe(&commands, &terminal->commands, NULL, 4096))
        failure = GetLastError();
    else if (create_console(size, keys, output, 0, &terminal->console) < 0) failure = ERROR_OPEN_FAILED;
    else {
        SetHandleInformation(commands, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
        failure = start_inside(process, terminal, commands);
    }
    if (keys) CloseHandle(keys);
    if (commands) CloseHandle(commands);
    if (output != INVALID_HANDLE_VALUE) CloseHandle(output);
    if (!failure) {
        process->terminal = terminal;
        terminal->pump = CreateThread(NULL, 65536, pump_terminal, terminal, 0, NULL);
        return 0;
    }
    if (terminal->console) close_console(terminal->console);
    if (terminal->sink) CloseHandle(terminal->sink);
    if (terminal->commands) CloseHandle(terminal->commands);
    if (terminal->source != INVALID_HANDLE_VALUE) CloseHandle(terminal->source);
    release(terminal);
    return failure;
}

DWORD run_terminal(const char *key, BOOL has_output, COORD size)
{
    struct process *process;
    DWORD failure;
    EnterCriticalSection(&lock);
    process = take_slot(key);
    LeaveCriticalSection(&lock);
    if (!process) return ERROR_MAX_THRDS_REACHED;
    failure = open_terminal(process, has_output, size);
    if (failure) process->used = FALSE;
    else CloseHandle(CreateThread(NULL, 65536, wait_for_exit, process, 0, NULL));
    return failure;
}

/* The console's answer comes from the instance of us that is in it. */
void resize(const char *key, const char *size)
{
    char line[40], *end = put_text(line, "resize ");
    DWORD written, failure = ERROR_INVALID_HANDLE;
    int i;
    while (*size && end < line + sizeof(line) - 1) *end++ = *size++;
    *end++ = '\n';
    EnterCriticalSection(&lock);
    for (i = 0; i < MAX_PROCESSES; i++) {
        if (!processes[i].used || !processes[i].terminal || !same_key(processes[i].key, key)) continue;
        failure = WriteFile(processes[i].terminal->commands, line, (DWORD)(end - line), &written, NULL) ? 0 : GetLastError();
    }
    LeaveCriticalSection(&lock);
    if (failure) tell("resized", key, failure);
}
