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
 * No C library: it stays a few kilobytes, starts fast, and rebuilds to the same bytes (see build.sh).
 */
#include "agent.h"

CRITICAL_SECTION lock;

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
    HMODULE kernelbase = GetModuleHandleW(L"kernelbase.dll");
    char *argument = argument_of(L"signal "), *event;
    if (argument) {
        for (event = argument; *event && *event != ' '; event++) {}
        send_signal(parse_number(argument), parse_number(event + (*event != 0)));
    }
    InitializeCriticalSection(&lock);
    find_registry(kernelbase);
    find_consoles(kernelbase);
    status_file = GetStdHandle(STD_OUTPUT_HANDLE);
    /* Our own console input and output are the control FIFO and the status file: no child may get them. */
    SetHandleInformation(GetStdHandle(STD_INPUT_HANDLE), HANDLE_FLAG_INHERIT, 0);
    SetHandleInformation(status_file, HANDLE_FLAG_INHERIT, 0);
    argument = argument_of(L"terminal ");
    if (argument) run_inside(argument);
    serve(GetStdHandle(STD_INPUT_HANDLE));
    ExitProcess(0);
}
