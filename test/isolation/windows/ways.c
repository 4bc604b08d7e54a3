/*
 * Ways out of a sandbox for a Windows program: drives, Unix paths, devices, other machines' shares, system calls of the
 * kernel below Wine. One line each on standard output: `<way> refused|OPEN <detail>`.
 *
 *   ways.exe PORT PID SECRET    PORT: where the host listens; PID: a process of the host; SECRET: a word in its environment
 */
#include <winsock2.h>
#include <windows.h>
#include <psapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static void say(const char *way, int is_open)
{
    printf("%s %s %lu\n", way, is_open ? "OPEN" : "refused", GetLastError());
    fflush(stdout);
}

static int can_read(const wchar_t *path)
{
    HANDLE file = CreateFileW(path, GENERIC_READ, 7, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
    if (file == INVALID_HANDLE_VALUE) return 0;
    CloseHandle(file);
    return 1;
}

/* Wine has an empty device for a disk: only what can be read of one counts. */
static int can_read_disk(const wchar_t *path)
{
    char sector[512];
    DWORD size = 0;
    HANDLE disk = CreateFileW(path, GENERIC_READ, 7, NULL, OPEN_EXISTING, 0, NULL);
    BOOL isRead = disk != INVALID_HANDLE_VALUE && ReadFile(disk, sector, sizeof sector, &size, NULL) && size > 0;
    if (disk != INVALID_HANDLE_VALUE) CloseHandle(disk);
    return isRead;
}

static void try_paths(void)
{
    static const struct { const char *way; const wchar_t *path; } ways[] = {
        { "drive-z", L"Z:\\etc\\shadow" },
        { "drive-z-root", L"Z:\\" },
        { "drive-y", L"Y:\\etc\\passwd" },
        { "unix-path", L"\\\\?\\unix\\etc\\shadow" },
        { "unix-path-device", L"\\\\.\\unix\\etc\\shadow" },
        { "unix-path-up", L"\\\\?\\unix\\usr\\..\\..\\..\\etc\\shadow" },
        { "unix-path-proc", L"\\\\?\\unix\\proc\\1\\root\\etc\\shadow" },
        { "unix-path-home", L"\\\\?\\unix\\home" },
        { "unix-path-state", L"\\\\?\\unix\\var\\lib" },
        { "global-root", L"\\\\?\\GLOBALROOT\\??\\unix\\etc\\shadow" },
        { "drive-up", L"C:\\..\\..\\..\\..\\etc\\shadow" },
        { "drive-up-long", L"\\\\?\\C:\\..\\..\\etc\\shadow" },
        { "dosdevices-up", L"C:\\windows\\..\\..\\dosdevices\\c:\\..\\..\\etc\\shadow" },
        { "share-localhost", L"\\\\localhost\\c$\\windows" },
        { "share-loopback", L"\\\\127.0.0.1\\c$\\windows" },
        { "raw-volume", L"\\\\.\\C:\\..\\..\\dev\\vda" },
        { "serial-port", L"\\\\.\\COM1" },
        { "printer-port", L"\\\\.\\LPT1" },
        { "cd-drive", L"\\\\.\\CdRom0" },
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) say(ways[i].way, can_read(ways[i].path));
    say("physical-drive", can_read_disk(L"\\\\.\\PhysicalDrive0"));
    say("raw-drive", can_read_disk(L"\\\\.\\C:"));
    say("drives", GetLogicalDrives() != 1 << 2);
}

static void try_new_drives(void)
{
    DefineDosDeviceW(DDD_RAW_TARGET_PATH, L"Y:", L"\\??\\unix\\etc");
    say("define-drive", can_read(L"Y:\\shadow"));
    DefineDosDeviceW(0, L"X:", L"\\\\?\\unix\\");
    say("define-drive-root", can_read(L"X:\\etc\\shadow"));
    CreateDirectoryW(L"C:\\way", NULL);
    CreateSymbolicLinkW(L"C:\\way\\etc", L"\\\\?\\unix\\etc", 1);
    say("symbolic-link", can_read(L"C:\\way\\etc\\shadow"));
    CreateHardLinkW(L"C:\\way\\shadow", L"\\\\?\\unix\\etc\\shadow", NULL);
    say("hard-link", can_read(L"C:\\way\\shadow"));
    say("copy-in", CopyFileW(L"\\\\?\\unix\\etc\\shadow", L"C:\\way\\copy", FALSE));
    say("write-program", MoveFileW(L"C:\\windows\\win.ini", L"\\\\?\\unix\\usr\\bin\\x"));
    SetCurrentDirectoryW(L"\\\\?\\unix\\");
    say("current-folder", can_read(L"etc\\shadow"));
}

static void try_system(DWORD host, const char *secret)
{
    SYSTEMTIME then = { .wYear = 2001, .wMonth = 1, .wDay = 1 };
    SYSTEMTIME now;
    DWORD ids[1000], bytes = 0;
    SetSystemTime(&then);
    GetSystemTime(&now);
    say("system-time", now.wYear == 2001);
    say("open-process", OpenProcess(PROCESS_ALL_ACCESS, FALSE, host) != NULL);
    EnumProcesses(ids, sizeof ids, &bytes);
    say("other-processes", bytes / sizeof *ids > 40);
    const char *words = GetEnvironmentStringsA();
    int is_found = 0;
    for (; *words; words += strlen(words) + 1) is_found |= strstr(words, secret) != NULL;
    say("windows-environment", is_found);
}

/* Nothing keeps a program from the system calls below Wine: the sandbox must. */
static long long linux_call(long long number, long long a, long long b, long long c)
{
    long long result;
    register long long third __asm__("rdx") = c;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "r"(third) : "rcx", "r11", "memory");
    return result;
}

static void try_linux(void)
{
    say("syscall-open", linux_call(2, (long long)"/etc/shadow", 0, 0) >= 0);
    say("syscall-open-up", linux_call(2, (long long)"/proc/1/root/../../etc/shadow", 0, 0) >= 0);
    say("syscall-unshare", linux_call(272, 0x10000000, 0, 0) >= 0);
    say("syscall-chroot", linux_call(161, (long long)"/tmp", 0, 0) >= 0);
    say("syscall-mknod", linux_call(133, (long long)"/tmp/memory", 0020600, 0x101) >= 0);
    say("syscall-reboot", linux_call(169, 0xfee1dead, 672274793, 0) >= 0);
    say("syscall-sethostname", linux_call(170, (long long)"x", 1, 0) >= 0);
}

static void try_network(unsigned short port)
{
    WSADATA data;
    WSAStartup(MAKEWORD(2, 2), &data);
    struct sockaddr_in host = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    say("windows-loopback", connect(socket(AF_INET, SOCK_STREAM, 0), (void *)&host, sizeof host) == 0);
    say("windows-raw-socket", socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) != INVALID_SOCKET);
    say("host-pipe", WaitNamedPipeW(L"\\\\.\\pipe\\hcscontainers", 1));
}

int main(int count, char **arguments)
{
    if (count < 4) return 1;
    try_paths();
    try_new_drives();
    try_system(atoi(arguments[2]), arguments[3]);
    try_linux();
    try_network(atoi(arguments[1]));
    return 0;
}
