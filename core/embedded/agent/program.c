/* Programs: started as a request says, watched, ended. */
#include "agent.h"

struct process processes[MAX_PROCESSES];
BOOL is_inside;

struct process *take_slot(const char *key)
{
    int i;
    char *end;
    for (i = 0; i < MAX_PROCESSES; i++) {
        if (processes[i].used) continue;
        end = put_text(processes[i].key, key);
        *end = 0;
        processes[i].used = TRUE;
        return &processes[i];
    }
    return NULL;
}

DWORD WINAPI wait_for_exit(void *argument)
{
    struct process *process = argument;
    DWORD code = 0;
    WaitForSingleObject(process->handle, INFINITE);
    GetExitCodeProcess(process->handle, &code);
    if (process->terminal) close_terminal(process);
    tell("exited", process->key, code);
    EnterCriticalSection(&lock);
    CloseHandle(process->handle);
    CloseHandle(process->job);
    process->used = FALSE;
    LeaveCriticalSection(&lock);
    return 0;
}

/* Programs on libuv cannot read a Unix pipe, so input goes through a Windows pipe; this thread carries it over. */
static DWORD WINAPI pump_input(void *argument)
{
    HANDLE *ends = argument;
    char *buffer = allocate(65536);
    DWORD got, written;
    while (buffer && ReadFile(ends[0], buffer, 65536, &got, NULL) && got) {
        DWORD done = 0;
        while (done < got && WriteFile(ends[1], buffer + done, got - done, &written, NULL)) done += written;
        if (done < got) break;
    }
    CloseHandle(ends[0]);
    CloseHandle(ends[1]);
    release(buffer);
    release(ends);
    return 0;
}

static BOOL open_input(const char *key, BOOL wanted, HANDLE *input, HANDLE **pump)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    HANDLE *ends;
    *pump = NULL;
    if (!wanted) {
        *input = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0, NULL);
        return *input != INVALID_HANDLE_VALUE;
    }
    ends = allocate(2 * sizeof(HANDLE));
    if (!ends) return FALSE;
    ends[0] = open_io(key, "stdin", GENERIC_READ, OPEN_EXISTING, FALSE);
    if (ends[0] == INVALID_HANDLE_VALUE || !CreatePipe(input, &ends[1], NULL, 65536)) {
        if (ends[0] != INVALID_HANDLE_VALUE) CloseHandle(ends[0]);
        release(ends);
        return FALSE;
    }
    SetHandleInformation(*input, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    *pump = ends;
    return TRUE;
}

static DWORD create_process(struct process *process, WCHAR *command, WCHAR *folder, BOOL console, WCHAR *environment,
                            HANDLE input, HANDLE output, HANDLE error)
{
    STARTUPINFOW startup = { sizeof(startup) };
    PROCESS_INFORMATION created;
    DWORD flags = CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT | (console ? CREATE_NO_WINDOW : 0);
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = input;
    startup.hStdOutput = output;
    startup.hStdError = error;
    if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, flags, environment, folder, &startup, &created))
        return GetLastError() ? GetLastError() : ERROR_GEN_FAILURE;
    process->handle = created.hProcess;
    process->id = created.dwProcessId;
    process->job = CreateJobObjectW(NULL, NULL);
    if (process->job) AssignProcessToJobObject(process->job, created.hProcess);
    tell("started", process->key, created.dwProcessId);
    ResumeThread(created.hThread);
    CloseHandle(created.hThread);
    return 0;
}

static DWORD run_request(const char *key, char *request, DWORD size)
{
    char *end = request + size, *folder_text, *options, *variables, *p;
    BOOL has_input = FALSE, has_output = FALSE, has_error = FALSE, console = FALSE, terminal = FALSE;
    struct process *process;
    WCHAR *command, *folder, *environment;
    COORD size_chars = { 0, 0 };
    HANDLE input, output, error, *pump = NULL;
    DWORD failure = 0;

    request[size] = request[size + 1] = 0;
    for (p = request; *p; p++) {}
    folder_text = p + 1 < end ? p + 1 : end;
    for (p = folder_text; *p; p++) {}
    options = p + 1 < end ? p + 1 : end;
    for (p = options; *p; p++) {
        if (*p == 'i') has_input = TRUE;
        if (*p == 'o') has_output = TRUE;
        if (*p == 'e') has_error = TRUE;
        if (*p == 'c') console = TRUE;
        if (*p == 't') {
            terminal = TRUE;
            size_chars.Y = (SHORT)parse_number(p + 1);
            while (*p && *p != ',') p++;
            size_chars.X = (SHORT)parse_number(p + (*p != 0));
            if (!*p) break;
        }
    }
    if (terminal && !is_inside) return run_terminal(key, has_output, size_chars);
    variables = p + 1 < end ? p + 1 : end;

    if (is_inside) {
        input = open_console(L"CONIN$");
        output = open_console(L"CONOUT$");
        error = open_console(L"CONOUT$");
    } else {
        if (!open_input(key, has_input, &input, &pump)) return GetLastError();
        output = open_output(key, "stdout", has_output);
        error = open_output(key, "stderr", has_error);
    }
    command = wide(request);
    folder = *folder_text ? wide(folder_text) : NULL;
    environment = build_environment(variables, end);
    EnterCriticalSection(&lock);
    process = take_slot(key);
    LeaveCriticalSection(&lock);
    if (output == INVALID_HANDLE_VALUE || error == INVALID_HANDLE_VALUE) failure = ERROR_OPEN_FAILED;
    else if (!process) failure = ERROR_MAX_THRDS_REACHED;
    else if (!command || !environment) failure = ERROR_NOT_ENOUGH_MEMORY;
    else failure = create_process(process, command, folder ? folder : L"C:\\", console, environment, input, output, error);

    CloseHandle(input);
    if (output != INVALID_HANDLE_VALUE) CloseHandle(output);
    if (error != INVALID_HANDLE_VALUE) CloseHandle(error);
    release(command);
    release(folder);
    release(environment);
    if (failure) {
        if (process) process->used = FALSE;
        if (pump) {
            CloseHandle(pump[0]);
            CloseHandle(pump[1]);
            release(pump);
        }
        return failure;
    }
    if (pump) CloseHandle(CreateThread(NULL, 65536, pump_input, pump, 0, NULL));
    if (!is_inside) CloseHandle(CreateThread(NULL, 65536, wait_for_exit, process, 0, NULL));
    return 0;
}

void run(const char *key)
{
    DWORD size = 0, failure;
    char *request = read_request(key, &size);
    failure = request ? run_request(key, request, size) : ERROR_FILE_NOT_FOUND;
    if (failure) tell("failed", key, failure);
    release(request);
}

void kill(const char *key)
{
    int i;
    EnterCriticalSection(&lock);
    for (i = 0; i < MAX_PROCESSES; i++) {
        if (!processes[i].used || !same_key(processes[i].key, key)) continue;
        if (processes[i].job) TerminateJobObject(processes[i].job, 1);
        TerminateProcess(processes[i].handle, 1);
    }
    LeaveCriticalSection(&lock);
}
