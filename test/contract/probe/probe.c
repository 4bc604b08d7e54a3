/*
 * probe.exe: the Windows program that the contract suite runs in containers.
 *
 * Each argument is one step, done in order: `probe out:hello err:bad exit:300`. Text is UTF-8, written as it is, without
 * a newline of ours. Only kernel32, msvcrt and ws2_32, so that it runs on Nano Server too. See probe/README.md.
 */
#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <tlhelp32.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static HANDLE out(void) { return GetStdHandle(STD_OUTPUT_HANDLE); }

static void put(HANDLE to, const void *data, DWORD size) {
  const char *at = data;
  while (size > 0) {
    DWORD done = 0;
    if (!WriteFile(to, at, size, &done, NULL) || done == 0) return;
    at += done;
    size -= done;
  }
}

static void put_ended(HANDLE to, const wchar_t *text, const char *end) {
  int wide = (int)wcslen(text), tail = (int)strlen(end);
  int size = WideCharToMultiByte(CP_UTF8, 0, text, wide, NULL, 0, NULL, NULL);
  char *bytes = malloc((size_t)size + tail + 1);
  WideCharToMultiByte(CP_UTF8, 0, text, wide, bytes, size, NULL, NULL);
  memcpy(bytes + size, end, tail);
  put(to, bytes, (DWORD)(size + tail));
  free(bytes);
}

static void put_text(HANDLE to, const wchar_t *text) { put_ended(to, text, ""); }

/* In one piece: a child that writes to the same output does not come between a line and its end. */
static void put_line(const wchar_t *text) { put_ended(out(), text, "\n"); }

static void put_number(unsigned long long value) {
  wchar_t text[32];
  swprintf(text, 32, L"%llu", value);
  put_line(text);
}

/* The bytes that kit/pattern.ts makes: a 32-bit linear congruence, the top byte of each state. */
static void fill(HANDLE to, unsigned seed, unsigned long long size) {
  static __thread unsigned char block[65536];
  unsigned state = seed;
  while (size > 0) {
    DWORD now = size > sizeof block ? sizeof block : (DWORD)size;
    for (DWORD i = 0; i < now; i++) {
      state = state * 1664525u + 1013904223u;
      block[i] = (unsigned char)(state >> 24);
    }
    put(to, block, now);
    size -= now;
  }
}

struct filling { HANDLE to; unsigned seed; unsigned long long size; };
static DWORD WINAPI fill_thread(void *argument) {
  struct filling *f = argument;
  fill(f->to, f->seed, f->size);
  return 0;
}

static void fill_both(unsigned long long size) {
  struct filling a = {out(), 1, size}, b = {GetStdHandle(STD_ERROR_HANDLE), 2, size};
  HANDLE threads[2] = {CreateThread(NULL, 0, fill_thread, &a, 0, NULL), CreateThread(NULL, 0, fill_thread, &b, 0, NULL)};
  WaitForMultipleObjects(2, threads, TRUE, INFINITE);
}

/* Copies stdin to stdout (`echo`), or only counts it. */
static unsigned long long drain(int echo) {
  static unsigned char block[65536];
  unsigned long long total = 0;
  DWORD got = 0;
  while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), block, sizeof block, &got, NULL) && got > 0) {
    if (echo) put(out(), block, got);
    total += got;
  }
  return total;
}

static void print_env(const wchar_t *name) {
  static wchar_t value[32768];
  SetLastError(0);
  DWORD size = GetEnvironmentVariableW(name, value, 32768);
  if (size == 0 && GetLastError() == ERROR_ENVVAR_NOT_FOUND) put_line(L"<unset>");
  else put_line(value);
}

static void write_file(const wchar_t *path, const wchar_t *text, DWORD how) {
  HANDLE file = CreateFileW(path, how == OPEN_ALWAYS ? FILE_APPEND_DATA : GENERIC_WRITE,
                            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, how, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) { put_text(out(), L"error "); put_number(GetLastError()); return; }
  put_text(file, text);
  CloseHandle(file);
}

static void read_file(const wchar_t *path) {
  static char block[65536];
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) { put_text(out(), L"error "); put_number(GetLastError()); return; }
  DWORD got = 0;
  while (ReadFile(file, block, sizeof block, &got, NULL) && got > 0) put(out(), block, got);
  CloseHandle(file);
}

static void exists(const wchar_t *path) {
  DWORD attributes = GetFileAttributesW(path);
  if (attributes == INVALID_FILE_ATTRIBUTES) put_line(L"none");
  else put_line(attributes & FILE_ATTRIBUTE_DIRECTORY ? L"folder" : L"file");
}

/* Waits until a file or folder is there. */
static void await(const wchar_t *path) {
  while (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES) Sleep(20);
}

static void list(const wchar_t *folder) {
  wchar_t pattern[4096];
  swprintf(pattern, 4096, L"%ls\\*", folder);
  WIN32_FIND_DATAW found;
  HANDLE search = FindFirstFileW(pattern, &found);
  if (search == INVALID_HANDLE_VALUE) return;
  do {
    if (wcscmp(found.cFileName, L".") && wcscmp(found.cFileName, L"..")) put_line(found.cFileName);
  } while (FindNextFileW(search, &found));
  FindClose(search);
}

static void drives(void) {
  DWORD mask = GetLogicalDrives();
  for (wchar_t letter = L'A'; letter <= L'Z'; letter++, mask >>= 1) {
    wchar_t text[2] = {letter, 0};
    if (mask & 1) put_line(text);
  }
}

static void processes(void) {
  HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  PROCESSENTRY32W entry = {.dwSize = sizeof entry};
  for (BOOL more = Process32FirstW(all, &entry); more; more = Process32NextW(all, &entry)) put_line(entry.szExeFile);
  CloseHandle(all);
}

static void alive(DWORD id) {
  HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, id);
  int lives = process && WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
  if (process) CloseHandle(process);
  put_line(lives ? L"alive" : L"dead");
}

/* Starts a command line in the background, with our own standard handles, and prints its id. */
static void spawn(const wchar_t *command) {
  wchar_t *copy = _wcsdup(command);
  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES, .hStdInput = GetStdHandle(STD_INPUT_HANDLE),
                        .hStdOutput = out(), .hStdError = GetStdHandle(STD_ERROR_HANDLE)};
  PROCESS_INFORMATION made;
  if (!CreateProcessW(NULL, copy, NULL, NULL, TRUE, 0, NULL, NULL, &start, &made)) {
    put_text(out(), L"error ");
    put_number(GetLastError());
    return;
  }
  put_number(made.dwProcessId);
}

static void make_mutex(const wchar_t *name) {
  CreateMutexW(NULL, FALSE, name);
  put_line(GetLastError() == ERROR_ALREADY_EXISTS ? L"exists" : L"new");
}

static SOCKET tcp(void) {
  static int started;
  WSADATA data;
  if (!started++) WSAStartup(MAKEWORD(2, 2), &data);
  return socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
}

/* Answers one HTTP request: `/<n>` gets n bytes of pattern (seed 3), anything else the text. */
static DWORD WINAPI answer(void *argument) {
  SOCKET client = (SOCKET)(ULONG_PTR)argument;
  static const char body[] = "probe:";
  char request[8192], head[256], name[256] = "";
  int have = 0;
  while (have < (int)sizeof request - 1) {
    int got = recv(client, request + have, (int)sizeof request - 1 - have, 0);
    if (got <= 0) break;
    have += got;
    request[have] = 0;
    if (strstr(request, "\r\n\r\n")) break;
  }
  gethostname(name, sizeof name);
  unsigned long long size = 0;
  if (have > 5 && sscanf(request, "GET /%llu", &size) == 1 && size > 0) {
    int n = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %llu\r\n\r\n", size);
    send(client, head, n, 0);
    unsigned state = 3;
    static __thread char block[32768];
    while (size > 0) {
      int now = size > sizeof block ? (int)sizeof block : (int)size;
      for (int i = 0; i < now; i++) {
        state = state * 1664525u + 1013904223u;
        block[i] = (char)(state >> 24);
      }
      for (int sent = 0; sent < now;) {
        int did = send(client, block + sent, now - sent, 0);
        if (did <= 0) { size = 0; break; }
        sent += did;
      }
      if (size) size -= (unsigned)now;
    }
  } else {
    int n = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s%s",
                     (int)(strlen(body) + strlen(name)), body, name);
    send(client, head, n, 0);
  }
  shutdown(client, SD_SEND);
  while (recv(client, request, sizeof request, 0) > 0) {}
  closesocket(client);
  return 0;
}

static void serve(unsigned short port) {
  SOCKET server = tcp();
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (bind(server, (struct sockaddr *)&at, sizeof at) || listen(server, 64)) {
    put_text(out(), L"error ");
    put_number((unsigned)WSAGetLastError());
    return;
  }
  put_line(L"listening");
  for (;;) {
    SOCKET client = accept(server, NULL, NULL);
    if (client == INVALID_SOCKET) return;
    CloseHandle(CreateThread(NULL, 0, answer, (void *)(ULONG_PTR)client, 0, NULL));
  }
}

static void dial(unsigned short port) {
  SOCKET client = tcp();
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  put_line(connect(client, (struct sockaddr *)&at, sizeof at) ? L"refused" : L"connected");
  closesocket(client);
}

static BOOL WINAPI hear(DWORD type) {
  put_line(type == CTRL_C_EVENT ? L"CtrlC" : type == CTRL_BREAK_EVENT ? L"CtrlBreak" : L"CtrlShutdown");
  ExitProcess(42);
}

static void tick(const wchar_t *path) {
  for (;;) {
    write_file(path, L".", OPEN_ALWAYS);
    Sleep(50);
  }
}

/* Processor time of this process, in ms. */
static unsigned long long used(void) {
  FILETIME created, exited, kernel, user;
  GetProcessTimes(GetCurrentProcess(), &created, &exited, &kernel, &user);
  ULARGE_INTEGER k = {{kernel.dwLowDateTime, kernel.dwHighDateTime}}, u = {{user.dwLowDateTime, user.dwHighDateTime}};
  return (k.QuadPart + u.QuadPart) / 10000;
}

/* Works until the process has used so many ms more. */
static DWORD WINAPI burn(void *argument) {
  for (unsigned long long end = *(unsigned long long *)argument; used() < end;)
    for (volatile int i = 0; i < 100000; i++) {}
  return 0;
}

/* The same by two threads at once; prints how many ms that took. */
static void burn_two(unsigned long long ms) {
  unsigned long long begun = GetTickCount64(), end = used() + ms;
  HANDLE other = CreateThread(NULL, 0, burn, &end, 0, NULL);
  burn(&end);
  WaitForSingleObject(other, INFINITE);
  put_number(GetTickCount64() - begun);
}

/* Takes so many MB, writes to each page and keeps them. */
static void hold(unsigned long long megabytes) {
  SIZE_T size = (SIZE_T)megabytes << 20;
  char *bytes = VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
  if (!bytes) { put_text(out(), L"error "); put_number(GetLastError()); return; }
  for (SIZE_T at = 0; at < size; at += 4096) bytes[at] = 1;
  put_line(L"held");
}

/* Until a file is there, or for ever. */
static void beat(const wchar_t *until) {
  while (!*until || GetFileAttributesW(until) == INVALID_FILE_ATTRIBUTES) {
    put_line(L".");
    Sleep(50);
  }
}

/* The size of the terminal that the standard output is: width and height. */
static void console_size(void) {
  CONSOLE_SCREEN_BUFFER_INFO info;
  if (!GetConsoleScreenBufferInfo(out(), &info)) { put_text(out(), L"error "); put_number(GetLastError()); return; }
  put_number((unsigned)(info.srWindow.Right - info.srWindow.Left + 1));
  put_number((unsigned)(info.srWindow.Bottom - info.srWindow.Top + 1));
}

/* `path=text`: cuts at the first `=`. */
static wchar_t *cut(wchar_t *step) {
  wchar_t *at = wcschr(step, L'=');
  if (!at) return step + wcslen(step);
  *at = 0;
  return at + 1;
}

static void step(const wchar_t *name, wchar_t *value) {
  HANDLE err = GetStdHandle(STD_ERROR_HANDLE);
  unsigned long long number = wcstoull(value, NULL, 10);
  wchar_t text[4096];
  if (!wcscmp(name, L"out")) put_text(out(), value);
  else if (!wcscmp(name, L"err")) put_text(err, value);
  else if (!wcscmp(name, L"line")) put_line(value);
  else if (!wcscmp(name, L"bytes")) {
    unsigned char all[256];
    for (int i = 0; i < 256; i++) all[i] = (unsigned char)i;
    put(*value == L'2' ? err : out(), all, sizeof all);
  } else if (!wcscmp(name, L"fill")) fill(out(), 1, number);
  else if (!wcscmp(name, L"fill-both")) fill_both(number);
  else if (!wcscmp(name, L"cat")) drain(1);
  else if (!wcscmp(name, L"count")) put_number(drain(0));
  else if (!wcscmp(name, L"env")) print_env(value);
  else if (!wcscmp(name, L"cwd")) { GetCurrentDirectoryW(4096, text); put_line(text); }
  else if (!wcscmp(name, L"pid")) put_number(GetCurrentProcessId());
  else if (!wcscmp(name, L"host")) { DWORD n = 4096; GetComputerNameExW(ComputerNameDnsHostname, text, &n); put_line(text); }
  else if (!wcscmp(name, L"sleep")) Sleep((DWORD)number);
  else if (!wcscmp(name, L"exit")) ExitProcess((UINT)number);
  else if (!wcscmp(name, L"write")) { wchar_t *data = cut(value); write_file(value, data, CREATE_ALWAYS); }
  else if (!wcscmp(name, L"append")) { wchar_t *data = cut(value); write_file(value, data, OPEN_ALWAYS); }
  else if (!wcscmp(name, L"read")) read_file(value);
  else if (!wcscmp(name, L"mkdir")) { if (!CreateDirectoryW(value, NULL)) { put_text(out(), L"error "); put_number(GetLastError()); } }
  else if (!wcscmp(name, L"del")) { if (!DeleteFileW(value)) { put_text(out(), L"error "); put_number(GetLastError()); } }
  else if (!wcscmp(name, L"rmdir")) { if (!RemoveDirectoryW(value)) { put_text(out(), L"error "); put_number(GetLastError()); } }
  else if (!wcscmp(name, L"move")) { wchar_t *to = cut(value); if (!MoveFileExW(value, to, MOVEFILE_REPLACE_EXISTING)) { put_text(out(), L"error "); put_number(GetLastError()); } }
  else if (!wcscmp(name, L"copy")) { wchar_t *to = cut(value); if (!CopyFileW(value, to, FALSE)) { put_text(out(), L"error "); put_number(GetLastError()); } }
  else if (!wcscmp(name, L"exists")) exists(value);
  else if (!wcscmp(name, L"await")) await(value);
  else if (!wcscmp(name, L"list")) list(value);
  else if (!wcscmp(name, L"drives")) drives();
  else if (!wcscmp(name, L"processes")) processes();
  else if (!wcscmp(name, L"alive")) alive((DWORD)number);
  else if (!wcscmp(name, L"spawn")) spawn(value);
  else if (!wcscmp(name, L"mutex")) make_mutex(value);
  else if (!wcscmp(name, L"serve")) serve((unsigned short)number);
  else if (!wcscmp(name, L"dial")) dial((unsigned short)number);
  else if (!wcscmp(name, L"hear")) SetConsoleCtrlHandler(hear, TRUE);
  else if (!wcscmp(name, L"tick")) tick(value);
  else if (!wcscmp(name, L"burn")) { number += used(); burn(&number); }
  else if (!wcscmp(name, L"burn-two")) burn_two(number);
  else if (!wcscmp(name, L"hold")) hold(number);
  else if (!wcscmp(name, L"beat")) beat(value);
  else if (!wcscmp(name, L"console")) console_size();
  else { put_text(err, L"probe: unknown step "); put_text(err, name); put(err, "\n", 1); ExitProcess(99); }
}

int wmain(int count, wchar_t **arguments) {
  for (int i = 1; i < count; i++) {
    wchar_t empty[1] = L"";
    if (!wcscmp(arguments[i], L"args")) {
      for (int j = i + 1; j < count; j++) put_line(arguments[j]);
      return 0;
    }
    wchar_t *colon = wcschr(arguments[i], L':');
    if (colon) *colon = 0;
    step(arguments[i], colon ? colon + 1 : empty);
  }
  return 0;
}
