/*
 * A hostile native program: tries ways out of a sandbox, one line each: `<way> refused|nothing|OPEN <detail>`.
 * Built by the test with `gcc -static`; runs inside, started by Wine like any other program there.
 *
 *   ways ways PORT NAME   all ways, told in /c/drive_c/ways.txt (Wine gives a native program no output of its own);
 *                            PORT: where the host listens; NAME: its abstract socket
 *   ways plant | clear    on the host: leaves a key and a shared memory segment to look for; takes them away
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>
#include "report.h"

#define SHM_KEY 0x48435354
static const char *const KEY_NAME = "hcscontainers-test";

static int is_null_device(int fd)
{
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISCHR(found.st_mode) && found.st_rdev == makedev(1, 3);
}

static void must_not_write(const char *path)
{
    char way[600];
    int fd = open(path, O_WRONLY | O_NONBLOCK);
    if (fd < 0) return;
    if (!is_null_device(fd)) {
        snprintf(way, sizeof way, "write:%s", path);
        say(way, 1, "it can be written");
    }
    close(fd);
}

/* Every file of /proc that is no process's must be shut for writing. */
static void walk_proc(const char *folder, int depth)
{
    char path[512];
    struct dirent *entry;
    DIR *found = opendir(folder);
    if (!found || depth > 8) return;
    while ((entry = readdir(found))) {
        if (entry->d_name[0] == '.' || (depth == 0 && entry->d_name[0] >= '0' && entry->d_name[0] <= '9')) continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path) continue;
        if (entry->d_type == DT_DIR) walk_proc(path, depth + 1);
        else if (entry->d_type == DT_REG) must_not_write(path);
    }
    closedir(found);
}

/* No open file of any process may be a way to a folder of the host. */
static void look_at_descriptors(void)
{
    char path[400], target[600];
    struct dirent *process, *entry;
    DIR *proc = opendir("/proc"), *fds;
    while (proc && (process = readdir(proc))) {
        if (process->d_name[0] < '1' || process->d_name[0] > '9') continue;
        snprintf(path, sizeof path, "/proc/%.20s/fd", process->d_name);
        if (!(fds = opendir(path))) continue;
        while ((entry = readdir(fds))) {
            struct stat found;
            int fd, up;
            snprintf(path, sizeof path, "/proc/%.20s/fd/%.20s", process->d_name, entry->d_name);
            if (stat(path, &found) || !S_ISDIR(found.st_mode) || entry->d_name[0] == '.') continue;
            fd = open(path, O_RDONLY | O_DIRECTORY);
            up = fd < 0 ? -1 : openat(fd, "../../../../../../../../../../etc/shadow", O_RDONLY);
            ssize_t size = readlink(path, target, sizeof target - 1);
            target[size > 0 ? size : 0] = 0;
            if (up >= 0) say("descriptor", 1, target);
            close(up);
            close(fd);
        }
        closedir(fds);
    }
    if (proc) closedir(proc);
}

static void try_network(int port, const char *name)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct sockaddr_un un = { .sun_family = AF_UNIX };
    struct sockaddr_in far = { .sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(0x01010101) };
    strncpy(un.sun_path + 1, name, sizeof un.sun_path - 2);
    must_fail("host-loopback", connect(socket(AF_INET, SOCK_STREAM, 0), (void *)&in, sizeof in));
    must_fail("abstract-socket", connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&un,
                                         offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name)));
    must_fail("network", connect(socket(AF_INET, SOCK_DGRAM, 0), (void *)&far, sizeof far));
    must_fail("raw-socket", socket(AF_INET, SOCK_RAW, 1));
    must_fail("packet-socket", socket(AF_PACKET, SOCK_RAW, 0));
}

static void try_mounts(void)
{
    mkdir("/tmp/m", 0755);
    must_fail("mount-tmpfs", mount("none", "/tmp/m", "tmpfs", 0, ""));
    must_fail("mount-proc", mount("none", "/tmp/m", "proc", 0, ""));
    must_fail("mount-sysfs", mount("none", "/tmp/m", "sysfs", 0, ""));
    must_fail("remount-usr", mount("none", "/usr", NULL, MS_REMOUNT | MS_BIND, NULL));
    must_fail("remount-proc-sys", mount("none", "/proc/sys", NULL, MS_REMOUNT | MS_BIND, NULL));
    must_fail("umount-proc-sys", umount2("/proc/sys", MNT_DETACH));
    must_fail("umount-root", umount2("/", MNT_DETACH));
    must_fail("pivot-root", syscall(SYS_pivot_root, "/tmp", "/tmp/m"));
    must_fail("chroot", chroot("/tmp/m"));
    must_fail("open-tree", syscall(428, AT_FDCWD, "/", 1 /* OPEN_TREE_CLONE */));
    must_fail("fsopen", syscall(430, "tmpfs", 0));
}

static void try_namespaces(void)
{
    const char *const kinds[] = { "mnt", "net", "pid", "uts", "ipc", "user", "cgroup" };
    char path[64], way[64];
    must_fail("unshare-user", unshare(CLONE_NEWUSER));
    must_fail("unshare-mount", unshare(CLONE_NEWNS));
    must_fail("unshare-net", unshare(CLONE_NEWNET));
    must_fail("clone-user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int fd;
        snprintf(path, sizeof path, "/proc/1/ns/%s", kinds[i]);
        snprintf(way, sizeof way, "setns-%s", kinds[i]);
        fd = open(path, O_RDONLY);
        must_fail(way, fd < 0 ? -1 : setns(fd, 0));
    }
}

static void try_devices(void)
{
    must_fail("mknod-block", mknod("/tmp/disk", S_IFBLK | 0600, makedev(254, 0)));
    must_fail("mknod-memory", mknod("/c/drive_c/mem", S_IFCHR | 0600, makedev(1, 1)));
    must_fail("mknod-io", mknod("/io/mem", S_IFCHR | 0600, makedev(1, 1)));
    must_fail("open-tty", open("/dev/tty", O_RDWR));
    must_fail("open-mem", open("/dev/mem", O_RDWR));
    must_fail("open-kmsg", open("/dev/kmsg", O_RDWR));
    must_fail("open-fuse", open("/dev/fuse", O_RDWR));
    must_fail("open-kvm", open("/dev/kvm", O_RDWR));
}

static void try_kernel(void)
{
    struct { unsigned version; int pid; } header = { 0x20080522, 0 };
    struct { unsigned effective, permitted, inheritable; } data[2];
    memset(data, 0, sizeof data);
    syscall(SYS_capget, &header, data);
    say("capabilities", data[0].permitted || data[1].permitted || prctl(PR_CAPBSET_READ, 21), "none may be left");
    say("new-privileges", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1, "setuid programs give nothing");
    must_fail("sethostname", sethostname("x", 1));
    must_fail("reboot", reboot(RB_DISABLE_CAD));
    must_fail("init-module", syscall(SYS_init_module, "", 0, ""));
    must_fail("swapon", syscall(SYS_swapon, "/tmp/disk", 0));
    must_fail("settime", syscall(SYS_settimeofday, &(struct timeval){ 1, 0 }, NULL));
    must_fail("priority", setpriority(0, 0, -10));
    struct { struct file_handle handle; char bytes[128]; } handle;
    memset(&handle, 0, sizeof handle);
    handle.handle.handle_bytes = 8;
    handle.handle.handle_type = 1;
    *(unsigned *)handle.handle.f_handle = 2; /* the root folder of many file systems */
    must_fail("open-by-handle-usr", open_by_handle_at(open("/usr", O_RDONLY), &handle.handle, O_RDONLY));
    must_fail("open-by-handle-io", open_by_handle_at(open("/io", O_RDONLY), &handle.handle, O_RDONLY));
}

static void try_files(void)
{
    const char *const places[] = { "/etc/shadow", "/etc/hostname", "/root", "/home", "/work", "/var", "/old", "/sys", "/boot",
                                   "/run", "/mnt", "/proc/1/root/etc/shadow", "/proc/1/root/../../etc/shadow",
                                   "/proc/1/cwd/../../../../etc/shadow", "/usr/../../etc/shadow", "/io/../../../etc/shadow",
                                   "/usr/local/bin" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char way[100];
        snprintf(way, sizeof way, "path:%s", places[i]);
        must_fail(way, open(places[i], O_RDONLY));
    }
    must_fail("write-usr", open("/usr/bin/x", O_CREAT | O_WRONLY, 0755));
    must_fail("write-sh", open("/usr/bin/env", O_WRONLY));
    must_fail("write-agent", open("/hcs/agent.exe", O_WRONLY));
    must_fail("write-boot", open("/boot.sh", O_WRONLY));
    must_fail("write-root", open("/x", O_CREAT | O_WRONLY, 0644));
    must_fail("write-etc", open("/etc/passwd", O_WRONLY));
}

static void try_others(void)
{
    struct dirent *entry;
    DIR *proc = opendir("/proc");
    int count = 0;
    while (proc && (entry = readdir(proc))) count += entry->d_name[0] >= '1' && entry->d_name[0] <= '9';
    say("processes", count > 40, "only ours are there");
    must_fail("ptrace-host", ptrace(PTRACE_ATTACH, 30000, 0, 0));
    must_fail("shared-memory", shmget(SHM_KEY, 1, 0));
    must_fail("user-keyring", syscall(SYS_keyctl, 10 /* SEARCH */, -4 /* user keyring */, "user", KEY_NAME, 0));
    must_fail("user-session", syscall(SYS_keyctl, 10, -5, "user", KEY_NAME, 0));
    must_fail("session-keyring", syscall(SYS_keyctl, 10, -3, "user", KEY_NAME, 0));
}

int main(int count, char **arguments)
{
    if (count > 1 && !strcmp(arguments[1], "plant")) {
        long key = syscall(SYS_add_key, "user", KEY_NAME, "secret", 6, -4);
        int memory = shmget(SHM_KEY, 4096, IPC_CREAT | 0600);
        printf("%ld %d\n", key, memory);
        return 0;
    }
    if (count > 1 && !strcmp(arguments[1], "clear")) {
        long key = syscall(SYS_keyctl, 10, -4, "user", KEY_NAME, 0);
        if (key > 0) syscall(SYS_keyctl, 9 /* UNLINK */, key, -4);
        shmctl(shmget(SHM_KEY, 1, 0), IPC_RMID, NULL);
        return 0;
    }
    if (!freopen("/c/drive_c/ways.txt", "w", stdout)) return 1;
    try_kernel();
    try_files();
    try_mounts();
    try_devices();
    try_namespaces();
    try_others();
    try_network(count > 2 ? atoi(arguments[2]) : 22, count > 3 ? arguments[3] : "x");
    walk_proc("/proc", 0);
    look_at_descriptors();
    say("finished", 0, "all were tried");
    return 0;
}
