/*
 * More ways out of a sandbox, by the machine's own system calls: processes, what they share, users, the kernel's switches,
 * what can be used up. Built with `gcc -static`, run inside; tells into /c/drive_c/more-ways.txt.
 *
 *   more-ways PID SECRET FOLDER   PID: a process of the host; SECRET: a word in the host's environment; FOLDER: the
 *                                 state folder's path out there
 *   more-ways plant | clear       on the host: leaves things to find, and takes them away
 *   more-ways found               on the host: ends with 0 when they are there
 *   more-ways capable             ends with 0 when it has no capability
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <mqueue.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/fanotify.h>
#include <sys/fsuid.h>
#include <sys/inotify.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>
#include "report.h"

#define KEY 0x48435355
#define QUEUE "/hcscontainers-test"
#define SHARED "/dev/shm/hcscontainers-test"

static void try_processes(pid_t host)
{
    char byte, path[64];
    struct iovec here = { &byte, 1 }, there = { (void *)0x400000, 1 };
    cpu_set_t all;
    memset(&all, 255, sizeof all);
    snprintf(path, sizeof path, "/proc/%d", host);
    must_fail("process-folder", access(path, F_OK));
    must_fail("signal-host", kill(host, 0));
    must_fail("thread-signal-host", syscall(SYS_tgkill, host, host, 0));
    must_fail("attach-host", ptrace(PTRACE_SEIZE, host, 0, 0));
    must_fail("read-memory-host", process_vm_readv(host, &here, 1, &there, 1, 0));
    must_fail("write-memory-host", process_vm_writev(host, &here, 1, &there, 1, 0));
    must_fail("pidfd-host", syscall(SYS_pidfd_open, host, 0));
    must_fail("limits-host", prlimit(host, RLIMIT_NOFILE, NULL, &(struct rlimit){ 0, 0 }));
    must_fail("affinity-host", sched_setaffinity(host, sizeof all, &all));
    must_fail("priority-host", setpriority(PRIO_PROCESS, host, 10));
    must_fail("group-host", getpgid(host));
}

static void try_shared(void)
{
    must_fail("message-queue", msgget(KEY, 0));
    must_fail("semaphore", semget(KEY, 1, 0));
    must_fail("posix-queue", mq_open(QUEUE, O_RDONLY));
    must_fail("shared-file", open(SHARED, O_RDONLY));
    must_fail("hard-link-program", link("/usr/bin/env", "/c/drive_c/env"));
    must_fail("hard-link-agent", link("/hcs/agent.exe", "/io/agent"));
    must_fail("hard-link-io", link("/io/status", "/c/drive_c/status"));
    must_fail("rename-out", rename("/c/drive_c/more-ways.txt", "/io/moved"));
}

static void try_users(const char *self)
{
    must_fail("setuid", setuid(65534));
    must_fail("setgid", setgid(65534));
    must_fail("setgroups", setgroups(1, &(gid_t){ 42 }));
    must_fail("chown", chown("/c/drive_c/more-ways.txt", 65534, 65534));
    must_fail("chmod-program", chmod("/usr/bin/env", 04755));
    must_fail("file-capability", setxattr(self, "security.capability", "\1\0\0\2\377\377\377\377\377\377\377\377\0\0\0\0\0\0\0\0", 20, 0));
    must_fail("trusted-attribute", setxattr("/c/drive_c/more-ways.txt", "trusted.overlay.opaque", "y", 1, 0));
    chmod(self, 06755);
    pid_t child = fork();
    int status = -1;
    if (child == 0) {
        execl(self, self, "capable", NULL);
        _exit(0);
    }
    waitpid(child, &status, 0);
    say("setuid-program", status != 0, "no capability by it");
}

/* A file may be the machine's own where it is shown. Tried with the mode that it has: nothing changes where it works. */
static void mode_must_fail(const char *way, const char *path)
{
    struct stat found;
    must_fail(way, stat(path, &found) ? -1 : chmod(path, found.st_mode & 07777));
}

static void try_modes(void)
{
    mode_must_fail("device-mode", "/dev/zero");
    mode_must_fail("device-mode-open", "/proc/1/fd/0");
    mode_must_fail("cover-mode", access("/proc/kallsyms", F_OK) ? "/proc/keys" : "/proc/kallsyms");
    mode_must_fail("proc-mode", "/proc/uptime");
}

static void write_must_fail(const char *way, const char *path, const char *text)
{
    struct stat found;
    int fd = open(path, O_WRONLY);
    if (fd >= 0 && !fstat(fd, &found) && S_ISCHR(found.st_mode)) {
        say(way, 0, "there is an empty device in its place");
        close(fd);
        return;
    }
    must_fail(way, fd < 0 ? -1 : write(fd, text, strlen(text)));
    if (fd >= 0) close(fd);
}

static void try_switches(void)
{
    write_must_fail("core-pattern", "/proc/sys/kernel/core_pattern", "|/bin/sh");
    write_must_fail("modprobe-path", "/proc/sys/kernel/modprobe", "/tmp/x");
    write_must_fail("panic-switch", "/proc/sys/kernel/panic", "1");
    write_must_fail("drop-caches", "/proc/sys/vm/drop_caches", "1");
    write_must_fail("forwarding", "/proc/sys/net/ipv4/ip_forward", "1");
    write_must_fail("binary-formats", "/proc/sys/fs/binfmt_misc/register", ":x:M::x::/bin/sh:");
    write_must_fail("sysrq", "/proc/sysrq-trigger", "h");
    write_must_fail("user-map", "/proc/self/uid_map", "0 0 1");
    write_must_fail("out-of-memory-score", "/proc/self/oom_score_adj", "-1000");
    write_must_fail("interrupt", "/proc/irq/default_smp_affinity", "1");
    must_fail("kernel-memory", access("/proc/kcore", R_OK) ? -1 : read(open("/proc/kcore", O_RDONLY), (char[4]){ 0 }, 4) - 1);
    must_fail("control-groups-folder", access("/sys/fs/cgroup", F_OK));
    mkdir("/tmp/g", 0755);
    must_fail("mount-control-groups", mount("none", "/tmp/g", "cgroup", 0, "memory"));
    must_fail("mount-control-groups-2", mount("none", "/tmp/g", "cgroup2", 0, ""));
    must_fail("mount-overlay", mount("none", "/tmp/g", "overlay", 0, "lowerdir=/usr,upperdir=/tmp,workdir=/tmp/g"));
    must_fail("bind-usr", mount("/usr", "/tmp/g", NULL, MS_BIND, NULL));
    must_fail("remount-hcs", mount("none", "/hcs", NULL, MS_REMOUNT | MS_BIND, NULL));
    must_fail("remount-layers", mount("none", "/c", NULL, MS_REMOUNT, "lowerdir=/"));
    must_fail("share-mounts", mount("none", "/", NULL, MS_SHARED | MS_REC, NULL));
    must_fail("mount-attributes", syscall(442, AT_FDCWD, "/usr", 0, (unsigned long long[4]){ 0, 1, 0, 0 }, 32));
    must_fail("move-mount", syscall(429, AT_FDCWD, "/usr", AT_FDCWD, "/tmp/g", 0));
    must_fail("pick-file-system", syscall(433, AT_FDCWD, "/c", 0));
}

static void try_kernel(void)
{
    struct timespec start = { 1, 0 };
    struct timex tick = { .modes = ADJ_TICK, .tick = 10000 };
    struct { unsigned type, size; unsigned long long config; char rest[100]; } event = { .type = 1, .size = 112 };
    unsigned long long code[2] = { 0xb7, 0x95 }; /* r0 = 0; exit */
    struct { unsigned type, count; void *code, *license; char rest[100]; } program = { 2 /* kprobe */, 2, code, "GPL", "" };
    must_fail("clock", clock_settime(CLOCK_REALTIME, &start));
    must_fail("clock-tick", adjtimex(&tick));
    must_fail("domain-name", setdomainname("x", 1));
    must_fail("kernel-program", syscall(SYS_bpf, 5, &program, sizeof program));
    must_fail("performance-events", syscall(SYS_perf_event_open, &event, -1, 0, -1, 0));
    must_fail("kexec", syscall(SYS_kexec_load, 0, 0, NULL, 0));
    must_fail("io-ports", ioperm(0x80, 1, 1));
    must_fail("io-level", iopl(3));
    must_fail("accounting", acct("/tmp/acct"));
    must_fail("quotas", syscall(SYS_quotactl, 0x800002 << 8, "/dev/vda", 0, NULL));
    must_fail("clear-kernel-log", klogctl(5, NULL, 0));
    must_fail("load-module", syscall(SYS_finit_module, open("/usr/bin/env", O_RDONLY), "", 0));
    must_fail("remove-module", syscall(SYS_delete_module, "overlay", O_NONBLOCK));
    must_fail("watch-file-system", syscall(SYS_fanotify_init, 0, O_RDONLY));
    must_fail("unshare-pid", unshare(CLONE_NEWPID));
    must_fail("unshare-names", unshare(CLONE_NEWUTS));
    must_fail("unshare-ipc", unshare(CLONE_NEWIPC));
    must_fail("unshare-groups", unshare(0x02000000));
    must_fail("real-time", sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ 10 }));
    must_fail("lock-memory-limit", setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY }));
}

static void try_devices(void)
{
    const char *const names[] = { "vda", "sda", "loop-control", "loop0", "net/tun", "port", "snapshot", "cpu/0/msr", "ptmx",
                                  "pts/0", "console", "tty0", "rtc0", "vsock", "vhost-net", "input/event0", "dri/card0", "btrfs-control" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64], way[64];
        snprintf(path, sizeof path, "/dev/%s", names[i]);
        snprintf(way, sizeof way, "device:%s", names[i]);
        must_fail(way, open(path, O_RDONLY | O_NONBLOCK));
    }
}

static void try_network(void)
{
    struct ifreq wanted = { .ifr_name = "lo", .ifr_flags = 0 };
    struct if_nameindex *all = if_nameindex();
    int count = 0;
    while (all && all[count].if_index) count++;
    say("interfaces", count != 1, "only its own loopback");
    must_fail("interface-down", ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCSIFFLAGS, &wanted));
    must_fail("network-raw-6", socket(AF_INET6, SOCK_RAW, 58));
    must_fail("mark-packets", setsockopt(socket(AF_INET, SOCK_DGRAM, 0), SOL_SOCKET, SO_MARK, &(int){ 1 }, sizeof(int)));
}

/* No process in here has a word of the host's environment. */
static void try_environment(const char *secret)
{
    struct dirent *entry;
    DIR *proc = opendir("/proc");
    int is_found = 0;
    static char text[1 << 18];
    while (proc && (entry = readdir(proc))) {
        char path[64];
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
        snprintf(path, sizeof path, "/proc/%.20s/environ", entry->d_name);
        int fd = open(path, O_RDONLY);
        ssize_t size = fd < 0 ? 0 : read(fd, text, sizeof text);
        if (size > 0 && memmem(text, size, secret, strlen(secret))) is_found = 1;
        if (fd >= 0) close(fd);
    }
    say("environment", is_found, "nothing of the host's is in it");
}

/* More than this is more than a memory file system of a sandbox may hold. */
static void fill(const char *way, const char *path)
{
    static char block[1 << 20];
    int fd = open(path, O_CREAT | O_WRONLY, 0600), count = 0;
    memset(block, 1, sizeof block);
    while (count < 400 && write(fd, block, sizeof block) == sizeof block) count++;
    say(way, fd < 0 || count == 400, "it is full before 400 MB");
    close(fd);
    unlink(path);
}

static long number_in(const char *path)
{
    char text[32] = "";
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text - 1) < 0) text[0] = 0;
    close(fd);
    return atol(text);
}

static void less_than(const char *way, long count, long most)
{
    char detail[64];
    snprintf(detail, sizeof detail, "%ld of %ld", count, most);
    say(way, count * 4 > most * 3, detail);
}

/* What the kernel counts by user, and a user of the machine is inside: no sandbox may have it all. */
static void try_counts_of_user(void)
{
    int first = dup(0), last = first, place = 0;
    long most = number_in("/proc/sys/fs/inotify/max_user_instances"), count = 0, added = 0;
    long watches = number_in("/proc/sys/fs/inotify/max_user_watches");
    char path[64];
    mkdir("/tmp/watched", 0755);
    for (; place < 20000; place++) {
        snprintf(path, sizeof path, "/tmp/watched/%d", place);
        int fd = open(path, O_CREAT | O_WRONLY, 0600);
        if (fd < 0) break;
        close(fd);
    }
    for (int fd; count < most && (fd = inotify_init()) >= 0; count++) {
        last = fd;
        for (int i = 0; i < place && added < watches; i++, added++) {
            snprintf(path, sizeof path, "/tmp/watched/%d", i);
            if (inotify_add_watch(fd, path, IN_OPEN) < 0) break;
        }
    }
    less_than("watchers", count, most);
    less_than("watches", added, watches);
    while (last > first) close(last--);
    while (place-- > 0) {
        snprintf(path, sizeof path, "/tmp/watched/%d", place);
        unlink(path);
    }

    most = number_in("/proc/sys/fs/fanotify/max_user_groups");
    for (count = 0; count < most; count++) {
        int fd = fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, O_RDONLY);
        if (fd < 0) break;
        last = fd;
    }
    less_than("file-system-watchers", count, most);
    while (last > first) close(last--);
    close(first);

    /* What the kernel gives a user unless told otherwise. */
    timer_t timer;
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    most = number_in("/proc/sys/kernel/threads-max") / 2;
    for (count = 0; count < most && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0; count++) {}
    less_than("timers", count, most);
    struct mq_attr size = { .mq_maxmsg = 10, .mq_msgsize = 8192 };
    for (count = 0; count < 9; count++) {
        snprintf(path, sizeof path, "/hcscontainers-test-%ld", count);
        if (mq_open(path, O_CREAT | O_RDWR, 0600, &size) < 0) break;
    }
    less_than("message-queues", count, 9);
}

static void try_exhaustion(void)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    must_fail("more-files", setrlimit(RLIMIT_NOFILE, &(struct rlimit){ files.rlim_max + 1, files.rlim_max + 1 }));
    fill("fill-tmp", "/tmp/full");
    fill("fill-shared-memory", "/dev/shm/full");
    must_fail("fill-root", open("/full", O_CREAT | O_WRONLY, 0600));
}

int main(int count, char **arguments)
{
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "capable")) {
        struct { unsigned version; int pid; } header = { 0x20080522, 0 };
        unsigned data[6] = { 0 };
        syscall(SYS_capget, &header, data);
        return data[0] || data[1] || data[3] || data[4];
    }
    if (!strcmp(mode, "plant")) {
        msgget(KEY, IPC_CREAT | 0666);
        semget(KEY, 1, IPC_CREAT | 0666);
        mq_open(QUEUE, O_CREAT | O_RDWR, 0666, NULL);
        return open(SHARED, O_CREAT | O_RDWR, 0666) < 0;
    }
    if (!strcmp(mode, "found"))
        return msgget(KEY, 0) < 0 || semget(KEY, 1, 0) < 0 || mq_open(QUEUE, O_RDONLY) < 0 || access(SHARED, F_OK);
    if (!strcmp(mode, "clear")) {
        msgctl(msgget(KEY, 0), IPC_RMID, NULL);
        semctl(semget(KEY, 1, 0), 0, IPC_RMID);
        mq_unlink(QUEUE);
        return unlink(SHARED);
    }
    if (count < 4 || !freopen("/c/drive_c/more-ways.txt", "w", stdout)) return 1;
    try_processes(atoi(mode));
    try_shared();
    try_users(arguments[0]);
    try_modes();
    try_switches();
    try_kernel();
    try_devices();
    try_network();
    try_environment(arguments[2]);
    must_fail("state-folder", access(arguments[3], F_OK));
    try_exhaustion();
    try_counts_of_user();
    return 0;
}
