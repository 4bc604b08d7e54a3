/**
 * The C library calls of the embedded host that Node does not have. The only file here that imports koffi.
 *
 * Each throws an Error with `code` set to the errno name, as Node's own calls do. Paths are bytes on Linux; we use
 * UTF-8 text.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants as osConstants } from 'node:os';

const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
const libc = koffi.load(null);

const mkfifoNative = libc.func('int mkfifo(const char *path, unsigned int mode)');
const mknodNative = libc.func('int mknod(const char *path, unsigned int mode, uint64_t device)');
const getxattrNative = libc.func(
  'long lgetxattr(const char *path, const char *name, _Out_ uint8_t *value, size_t size)',
);
const setxattrNative = libc.func(
  'int lsetxattr(const char *path, const char *name, const uint8_t *value, size_t size, int flags)',
);
const openat2Native = libc.func(
  'long syscall(long number, int folder, const char *path, const void *how, size_t size)',
);
const openNative = libc.func('int open(const char *path, int flags, int mode)');
const readlinkatNative = libc.func('long readlinkat(int fd, const char *path, _Out_ uint8_t *target, size_t size)');
const setnsNative = libc.func('int setns(int fd, int type)');
const socketNative = libc.func('int socket(int domain, int type, int protocol)');
const connectNative = libc.func('int connect(int fd, const void *address, unsigned int size)');
const keyctlNative = libc.func('long syscall(long number, long operation, const char *name)');
const closeNative = libc.func('int close(int fd)');
const fcntlNative = libc.func('int fcntl(int fd, int command, int value)');
const syncfsNative = libc.func('int syncfs(int fd)');
const fallocateNative = libc.func('int fallocate(int fd, int mode, int64_t offset, int64_t length)');

const ERRNO_NAME = new Map<number, string>(Object.entries(osConstants.errno).map(([name, value]) => [value, name]));

function check(result: number, call: string, path: string): number {
  if (result >= 0) return result;
  const errno = koffi.errno();
  const code = ERRNO_NAME.get(errno) ?? `E${errno}`;
  throw Object.assign(new Error(`${code}: ${call} '${path}'`), { code, errno, syscall: call, path });
}

const SYS_KEYCTL = process.arch === 'arm64' ? 219 : 250;
const KEYCTL_JOIN_SESSION_KEYRING = 1;
const F_SETFD = 2;
const FD_CLOEXEC = 1;
let hasLeft = false;

/** What this thread starts from now on gets nothing of ours, nor of who started us, but what it is given. */
export function handDownNothing(): void {
  leaveSessionKeyring();
  closeOnExec();
}

/**
 * Gives this thread, and what it starts from now on, an empty session keyring of its own: the kernel would hand the
 * caller's keys (Kerberos tickets, disk keys) down into every sandbox. Once is enough; a kernel without keys is fine.
 */
function leaveSessionKeyring(): void {
  if (hasLeft) return;
  hasLeft = true;
  const result = Number(keyctlNative(SYS_KEYCTL, KEYCTL_JOIN_SESSION_KEYRING, null));
  if (result < 0 && ERRNO_NAME.get(koffi.errno()) !== 'ENOSYS') check(result, 'keyctl', 'session keyring');
}

/**
 * Node opens nothing that its children would get; what it was started with, it hands down but for the lowest. A folder of
 * the machine among that would be a way out of every sandbox.
 */
function closeOnExec(): void {
  // One may be closed meanwhile: that of the list itself is.
  for (const name of readdirSync('/proc/self/fd')) if (Number(name) > 2) fcntlNative(Number(name), F_SETFD, FD_CLOEXEC);
}

/** Makes a FIFO. */
export function makeFifo(path: string, mode: number): void {
  check(mkfifoNative(path, mode), 'mkfifo', path);
}

const S_IFCHR = 0o020000;

/** Makes overlayfs's mark for "gone here": a character device 0,0. Allowed to ordinary users since Linux 5.8. */
export function makeWhiteout(path: string): void {
  check(mknodNative(path, S_IFCHR, 0), 'mknod', path);
}

/** Reads an extended attribute without following a link. @returns undefined when there is none. */
export function readAttribute(path: string, name: string): Buffer | undefined {
  const value = Buffer.alloc(256);
  const size = getxattrNative(path, name, value, value.length);
  if (size >= 0) return value.subarray(0, size);
  const code = ERRNO_NAME.get(koffi.errno());
  if (code === 'ENODATA' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'EPERM' || code === 'ERANGE')
    return undefined;
  check(size, 'lgetxattr', path);
  return undefined;
}

/** Sets an extended attribute without following a link. */
export function writeAttribute(path: string, name: string, value: string): void {
  const bytes = Buffer.from(value);
  check(setxattrNative(path, name, bytes, bytes.length, 0), 'lsetxattr', path);
}

const SYS_OPENAT2 = 437; // x86-64 and arm64 alike
const RESOLVE = 0x02 | 0x04 | 0x08; // NO_MAGICLINKS, NO_SYMLINKS, BENEATH

/** open(2) flags that Node's constants lack. */
export const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;

/**
 * Opens `path` below the folder `folderFd`, whatever a hostile program does to the tree meanwhile: no link is followed,
 * `..` cannot leave. With `O_PATH | O_NOFOLLOW` a link itself can be opened. The caller closes the descriptor.
 * @throws ELOOP for a link on the way, EXDEV for a way out, ENOENT...
 */
export function openBeneath(folderFd: number, path: string, flags: number, mode = 0): number {
  const how = Buffer.alloc(24);
  how.writeBigUInt64LE(BigInt(flags | O_CLOEXEC), 0);
  how.writeBigUInt64LE(BigInt(mode), 8);
  how.writeBigUInt64LE(BigInt(RESOLVE), 16);
  for (let attempt = 0; ; attempt++) {
    const fd = Number(openat2Native(SYS_OPENAT2, folderFd, path === '' ? '.' : path, how, how.length));
    // EAGAIN: somebody renamed on the way; the kernel asks to try again.
    if (fd >= 0 || attempt > 50 || ERRNO_NAME.get(koffi.errno()) !== 'EAGAIN') return check(fd, 'openat2', path);
  }
}

/** What a link says, by a descriptor of the link itself (`O_PATH | O_NOFOLLOW`). */
export function readLinkOf(fd: number): string {
  const target = Buffer.alloc(4096);
  const size = check(Number(readlinkatNative(fd, '', target, target.length)), 'readlinkat', `fd ${fd}`);
  return target.toString('utf8', 0, size);
}

const CLONE_NEWNET = 0x40000000;
const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;

/**
 * Begins a TCP connection to 127.0.0.1:`port` inside the network namespace that `namespacePath` names.
 *
 * The calling thread enters the namespace and stays there: an ordinary user cannot go back to the machine's own. A
 * socket stays in the namespace it was made in, whatever its thread does later.
 * @returns a non-blocking descriptor, connecting or connected.
 */
export function connectInNamespace(namespacePath: string, port: number): number {
  const target = check(openNative(namespacePath, O_CLOEXEC, 0), 'open', namespacePath);
  try {
    check(setnsNative(target, CLONE_NEWNET), 'setns', namespacePath);
  } finally {
    closeNative(target);
  }
  return connectLoopback(port);
}

function connectLoopback(port: number): number {
  const fd = check(socketNative(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | O_CLOEXEC, 0), 'socket', `127.0.0.1:${port}`);
  const address = Buffer.alloc(16);
  address.writeUInt16LE(AF_INET, 0);
  address.writeUInt16BE(port, 2);
  address.set([127, 0, 0, 1], 4);
  const result = connectNative(fd, address, address.length);
  if (result < 0 && ERRNO_NAME.get(koffi.errno()) !== 'EINPROGRESS') {
    try {
      check(result, 'connect', `127.0.0.1:${port}`);
    } finally {
      closeNative(fd);
    }
  }
  return fd;
}

const FALLOC_FL_KEEP_SIZE = 0x01;
const FALLOC_FL_PUNCH_HOLE = 0x02;

/** Gives the disk back what a part of a file takes; it reads as zeros then. @throws EOPNOTSUPP for a file system without holes. */
export function punchHole(fd: number, offset: number, length: number): void {
  check(fallocateNative(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length), 'fallocate', `fd ${fd}`);
}

/** Writes everything of the file system that holds `fd` to disk, off the main thread. */
export function syncFileSystem(fd: number): Promise<void> {
  return new Promise((resolve, reject) => {
    syncfsNative.async(fd, (error: Error | null, result: number) => {
      if (error) reject(error);
      else if (result < 0) reject(new Error('syncfs failed'));
      else resolve();
    });
  });
}
