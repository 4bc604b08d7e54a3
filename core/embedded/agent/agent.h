/* What the parts of the guest agent know of each other. Keys are the names of the folders below /io, one a process. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000006 /* pseudo consoles */
#include <windows.h>

#define MAX_PROCESSES 256
#define KEY_CHARS 64

/* GetModuleFileName drops the prefix, so our own path is said in full. */
#define OWN_PATH L"\\\\?\\unix\\hcs\\agent.exe"

struct process {
    char key[KEY_CHARS + 1];
    HANDLE handle, job;
    DWORD id;
    BOOL used;
    struct terminal *terminal;
};

/* agent.c: guards `processes`, and the lines of the status file. */
extern CRITICAL_SECTION lock;

/* text.c */
void *allocate(SIZE_T size);
void release(void *memory);
BOOL same_key(const char *a, const char *b);
char *put_text(char *to, const char *text);
char *put_number(char *to, ULONGLONG value);
DWORD parse_number(const char *text);
WCHAR *wide(const char *text);
SIZE_T length(const WCHAR *text);

/* io.c */
extern HANDLE status_file;
void tell(const char *word, const char *key, DWORD number);
HANDLE open_io(const char *key, const char *name, DWORD access, DWORD disposition, BOOL inherit);
HANDLE open_output(const char *key, const char *name, BOOL wanted);
char *read_request(const char *key, DWORD *size);

/* environment.c */
void find_registry(HMODULE kernelbase);
WCHAR *build_environment(const char *at, const char *end);

/* program.c */
extern struct process processes[MAX_PROCESSES];
/* Whether we are the instance in a terminal. */
extern BOOL is_inside;
struct process *take_slot(const char *key);
DWORD WINAPI wait_for_exit(void *process);
void run(const char *key);
void kill(const char *key);

/* terminal.c */
void find_consoles(HMODULE kernelbase);
DWORD run_terminal(const char *key, BOOL has_output, COORD size);
void close_terminal(struct process *process);
void resize(const char *key, const char *size);

/* console.c: the instance in a terminal. Wine's console takes Ctrl+C as the end of all input; it is `press` there. */
#define CTRL_C 3
HANDLE open_console(const WCHAR *name);
void run_inside(char *key);

/* signal.c */
void signal_process(const char *key, const char *event);
void send_signal(DWORD id, DWORD event);

/* list.c */
void list(const char *key);
