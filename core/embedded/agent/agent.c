/*
 * The guest agent: the one program of ours inside a sandbox, as CExecSvc.exe is Windows' own inside a container.
 *
 * It starts programs, gives them their output files and their input pipe, waits for them, and tells their whole
 * 32-bit exit codes. It keeps running without the service: what it writes is on disk for whoever asks next.
 *
 * Standard input: the control FIFO, one short line a command (a line is at most PIPE_BUF bytes, so writers never mix):
 *   run KEY            start what /io/KEY/request asks for
 *   kill KEY           end that process and its children, with exit code 1
 *   signal KEY EVENT   console signal to it: 0 Ctrl+C, 1 Ctrl+Break
 *   resize KEY H W     another size for its terminal, in characters
 *   list KEY           write what runs here to /io/KEY/list, a line for each program: id, creation time (FILETIME),
 *                      processor time (100 ns), committed bytes, bytes in memory, name (UTF-8)
 *   stop               exit; the sandbox then shuts down
 * Standard output: /io/status, lines appended:
 *   ready | started KEY PID | failed KEY WIN32ERROR | exited KEY CODE | listed KEY WIN32ERROR |
 *   resized KEY WIN32ERROR
 *
 * A request is fields of UTF-8, each ended by a NUL: command line, working directory (may be empty), options (letters:
 * i = has input, o and e = its output and its errors are kept, c = a console of its own, so that it can be signalled;
 * tH,W = a terminal of this size), then NAME=VALUE for each environment variable.
 *
 * A terminal is a pseudo console, as on Windows: Wine's conhost.exe between the program and /io/KEY/stdin and stdout, which
 * hold what a terminal sends and shows. Nothing of it is a terminal of the host's. Only a process that is in a console
 * can hand its handles on, so a second instance of us (`terminal KEY`) is started in it, starts the program, waits for
 * it and ends with its exit code. Its input and output are what it hears from us and the status file.
 *
 * No C library: it stays a few kilobytes, starts fast, and rebuilds to the same bytes (see build.sh).
 */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000006 /* pseudo consoles */
#include <windows.h>
#include <winternl.h>

#define STATUS_INFO_LENGTH_MISMATCH 0xC0000004

#define MAX_PROCESSES 256
#define KEY_CHARS 64
#define MAX_VARIABLE 32767
/* WCHARs kept for what the registry adds. */
#define MAX_REGISTRY_ENVIRONMENT 131072

struct process {
    char key[KEY_CHARS + 1];
    HANDLE handle, job;
    DWORD id;
    BOOL used;
    struct terminal *terminal;
};

struct terminal {
    void *console;
    /* The FIFO, which we hold open both ways: who writes to it may go and come again. Carried to the console by `pump`. */
    HANDLE source, sink, pump;
    /* What the instance of us in the console reads. */
    HANDLE commands;
};

static struct process processes[MAX_PROCESSES];
static CRITICAL_SECTION lock;

/* Taken from kernelbase.dll by name: importing advapi32.dll would cost each sandbox 3 MB of private memory. */
static LSTATUS (WINAPI *open_key)(HKEY, LPCWSTR, DWORD, REGSAM, PHKEY);
static LSTATUS (WINAPI *enumerate_value)(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPDWORD, LPBYTE, LPDWORD);
static LSTATUS (WINAPI *close_key)(HKEY);
static HRESULT (WINAPI *create_console)(COORD, HANDLE, HANDLE, DWORD, void **);
static void (WINAPI *close_console)(void *);
static HANDLE status_file;
/* Whether we are the instance in a terminal. */
static BOOL is_inside;

/* The compiler may call these for struct initialisers and copies. */
void *memset(void *to, int value, size_t size)
{
    volatile char *p = to;
    while (size--) *p++ = (char)value;
    return to;
}

static void *allocate(SIZE_T size) { return HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size); }
static void release(void *memory) { if (memory) HeapFree(GetProcessHeap(), 0, memory); }

static BOOL same_key(const char *a, const char *b)
{
    while (*a && *a == *b) a++, b++;
    return *a == *b;
}

static char *put_text(char *to, const char *text)
{
    while (*text) *to++ = *text++;
    return to;
}

static char *put_number(char *to, ULONGLONG value)
{
    char digits[20];
    int count = 0;
    do digits[count++] = (char)('0' + value % 10); while (value /= 10);
    while (count) *to++ = digits[--count];
    return to;
}

/* One write a line, so that lines of different threads never mix; it begins with a line end, in case another program of
 * the sandbox left half a line in the file. */
static void tell(const char *word, const char *key, DWORD number)
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

static DWORD parse_number(const char *text)
{
    DWORD value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (DWORD)(*text++ - '0');
    return value;
}

static WCHAR *wide(const char *text)
{
    int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    WCHAR *result = allocate((SIZE_T)(size > 0 ? size : 1) * sizeof(WCHAR));
    if (result) MultiByteToWideChar(CP_UTF8, 0, text, -1, result, size);
    return result;
}

static SIZE_T length(const WCHAR *text)
{
    SIZE_T count = 0;
    while (text[count]) count++;
    return count;
}

/* \\?\unix\io\KEY\NAME: Wine's way to a Unix path; /io is the only folder the sandbox shares with the host. */
static HANDLE open_io(const char *key, const char *name, DWORD access, DWORD disposition, BOOL inherit)
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

static char *read_request(const char *key, DWORD *size)
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
static WCHAR *build_environment(const char *at, const char *end)
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

/* All that the program wrote is in its file when the console has gone. */
static void close_terminal(struct process *process)
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

static DWORD WINAPI wait_for_exit(void *argument)
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

/* Wine's console takes this as the end of all input; see `press`. */
#define CTRL_C 3

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

static HANDLE open_output(const char *key, const char *name, BOOL wanted)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    if (wanted) return open_io(key, name, FILE_APPEND_DATA | SYNCHRONIZE, OPEN_EXISTING, TRUE);
    return CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0, NULL);
}

static struct process *take_slot(const char *key)
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

static HANDLE open_console(const WCHAR *name)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0,
                       NULL);
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
    if (!CreateProcessW(L"\\\\?\\unix\\hcs\\agent.exe", command, NULL, NULL, TRUE,
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

static DWORD run_terminal(const char *key, BOOL has_output, COORD size)
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

static void run(const char *key)
{
    DWORD size = 0, failure;
    char *request = read_request(key, &size);
    failure = request ? run_request(key, request, size) : ERROR_FILE_NOT_FOUND;
    if (failure) tell("failed", key, failure);
    release(request);
}

/* A console signal reaches the caller's own console only, so a second instance of us joins the process's and sends it. */
static void signal_process(const char *key, const char *event)
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
    /* GetModuleFileName drops the prefix, so our own path is said in full. */
    if (!CreateProcessW(L"\\\\?\\unix\\hcs\\agent.exe", command, NULL, NULL, FALSE, 0, NULL, L"C:\\", &startup, &created)) return;
    CloseHandle(created.hThread);
    CloseHandle(created.hProcess);
}

/* The console's answer comes from the instance of us that is in it. */
static void resize(const char *key, const char *size)
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

static void run_inside(char *key)
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

static void send_signal(DWORD id, DWORD event)
{
    FreeConsole();
    if (!AttachConsole(id)) ExitProcess(1);
    SetConsoleCtrlHandler(NULL, TRUE);
    ExitProcess(GenerateConsoleCtrlEvent(event, 0) ? 0 : 1);
}

static void kill(const char *key)
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

static void list(const char *key)
{
    HANDLE file = open_io(key, "list", FILE_APPEND_DATA | SYNCHRONIZE, OPEN_EXISTING, FALSE);
    if (file == INVALID_HANDLE_VALUE) tell("listed", key, GetLastError());
    else {
        DWORD failure = list_processes(file);
        CloseHandle(file);
        tell("listed", key, failure);
    }
}

static void obey(char *line)
{
    char *key = line, *rest;
    while (*key && *key != ' ') key++;
    if (*key) *key++ = 0;
    rest = key;
    while (*rest && *rest != ' ') rest++;
    if (*rest) *rest++ = 0;
    if (rest - key > KEY_CHARS + 1) return;
    if (same_key(line, "run")) run(key);
    else if (same_key(line, "kill")) kill(key);
    else if (same_key(line, "signal")) signal_process(key, rest);
    else if (same_key(line, "resize")) resize(key, rest);
    else if (same_key(line, "list")) list(key);
    else if (same_key(line, "stop")) ExitProcess(0);
}

static void serve(HANDLE control)
{
    static char buffer[4096], line[512];
    DWORD got, used = 0, i;
    tell("ready", NULL, 0);
    while (ReadFile(control, buffer, sizeof(buffer), &got, NULL) && got) {
        for (i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                if (used < sizeof(line) - 1) line[used++] = buffer[i];
                continue;
            }
            line[used] = 0;
            used = 0;
            obey(line);
        }
    }
}

static void find_functions(void)
{
    HMODULE module = GetModuleHandleW(L"kernelbase.dll");
    open_key = (void *)GetProcAddress(module, "RegOpenKeyExW");
    enumerate_value = (void *)GetProcAddress(module, "RegEnumValueW");
    close_key = (void *)GetProcAddress(module, "RegCloseKey");
    create_console = (void *)GetProcAddress(module, "CreatePseudoConsole");
    close_console = (void *)GetProcAddress(module, "ClosePseudoConsole");
}

/* What stands behind a word of our own command line; NULL without it. */
static char *argument_of(const WCHAR *word)
{
    static char text[128];
    WCHAR *command = GetCommandLineW();
    SIZE_T size = length(command), word_size = length(word), i, n = 0;
    for (i = 0; i + word_size < size; i++) {
        if (CompareStringOrdinal(command + i, (int)word_size, word, (int)word_size, FALSE) != CSTR_EQUAL) continue;
        for (i += word_size; i < size && n < sizeof(text) - 1; i++) text[n++] = (char)command[i];
        text[n] = 0;
        return text;
    }
    return NULL;
}

void start(void)
{
    char *argument = argument_of(L"signal "), *event;
    if (argument) {
        for (event = argument; *event && *event != ' '; event++) {}
        send_signal(parse_number(argument), parse_number(event + (*event != 0)));
    }
    InitializeCriticalSection(&lock);
    find_functions();
    status_file = GetStdHandle(STD_OUTPUT_HANDLE);
    /* Our own console input and output are the control FIFO and the status file: no child may get them. */
    SetHandleInformation(GetStdHandle(STD_INPUT_HANDLE), HANDLE_FLAG_INHERIT, 0);
    SetHandleInformation(status_file, HANDLE_FLAG_INHERIT, 0);
    argument = argument_of(L"terminal ");
    if (argument) run_inside(argument);
    serve(GetStdHandle(STD_INPUT_HANDLE));
    ExitProcess(0);
}
