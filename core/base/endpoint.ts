import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortHash } from './digest.ts';
import { errnoOf, fault, toFault } from './fault.ts';

/** Where the service of a state root listens, and the files around it. All are facts of the root alone. */
export interface Endpoint {
  root: string;
  /** What to connect to: a socket's path, or a pipe's name on Windows. */
  address: string;
  /** The socket's folder; undefined on Windows, where a pipe has none. */
  folder: string | undefined;
  /** `<root>/run`. */
  runFolder: string;
  /** Held for life by the one service of the root. */
  lockPath: string;
  /** Held by the one client that is starting a service. */
  startLockPath: string;
  /** `<root>/run/service.json`: `ServiceRecord`. */
  recordPath: string;
}

/** `<root>/run/service.json`, written when the service listens, removed when it goes. A hint: only a connection proves it. */
export interface ServiceRecord {
  endpoint: string;
  processId: number;
  version: string;
  build: string;
  protocol: number;
}

/** A socket's path must fit in `sockaddr_un` (108 bytes on Linux, 104 elsewhere), its final zero included. */
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Where the service of `root` is found.
 *
 * `<root>/run/service.sock`; under a root too long for a socket, `/tmp/hcs-<uid>-<hash of the root>/service.sock`.
 *
 * @example A long root goes to /tmp
 * const { address } = endpointOf(`/${'x'.repeat(120)}`, { platform: 'linux', userId: 7 });
 * assert.match(address, /^\/tmp\/hcs-7-[0-9a-f]{16}\/service\.sock$/);
 */
export function endpointOf(root: string, on: { platform: string; userId: number | undefined }): Endpoint {
  const runFolder = join(root, 'run');
  const files = {
    root,
    runFolder,
    lockPath: join(runFolder, 'lock.db'),
    startLockPath: join(runFolder, 'start.db'),
    recordPath: join(runFolder, 'service.json'),
  };
  if (on.platform === 'win32')
    return { ...files, address: `\\\\.\\pipe\\hcscontainers-${shortHash(root.toLowerCase(), 16)}`, folder: undefined };
  const near = join(runFolder, 'service.sock');
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH_BYTES) return { ...files, address: near, folder: runFolder };
  const folder = `/tmp/hcs-${on.userId ?? 0}-${shortHash(root, 16)}`;
  return { ...files, address: join(folder, 'service.sock'), folder };
}

/**
 * Makes the folders of an endpoint, for us alone, and checks that they are.
 * @throws {RuntimeFault} `AccessDenied` for a folder of somebody else, or one that others can write to.
 */
export async function prepareEndpoint(endpoint: Endpoint, userId: number | undefined): Promise<void> {
  const folders = endpoint.folder === undefined ? [endpoint.runFolder] : [endpoint.runFolder, endpoint.folder];
  try {
    await mkdir(endpoint.root, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toFault(error, 'make the state root', endpoint.root);
  }
  if (userId !== undefined) await checkRoot(endpoint.root, userId);
  for (const folder of new Set(folders)) {
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw toFault(error, 'make the folder of the endpoint', folder);
    }
    if (userId !== undefined) await checkFolder(folder, userId);
  }
}

/**
 * Checks, before a client connects, that the endpoint is where only its own user can have put it.
 * @returns false when there is no endpoint (nothing was started yet).
 * @throws {RuntimeFault} `AccessDenied` when it is somebody else's.
 */
export async function checkEndpoint(endpoint: Endpoint, userId: number | undefined): Promise<boolean> {
  if (userId === undefined || endpoint.folder === undefined) return true;
  try {
    await checkRoot(endpoint.root, userId);
    await checkFolder(endpoint.folder, userId);
    await checkOwner(endpoint.address, userId);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** A root may be readable, and writable by its owner's group (a common umask); what is in `run` is checked apart. */
async function checkRoot(path: string, userId: number): Promise<void> {
  const stat = await checkOwner(path, userId);
  if (!stat.isDirectory()) throw refuse(path, 'it is not a folder');
  if ((Number(stat.mode) & 0o002) !== 0) throw refuse(path, 'everyone may write to it', `chmod o-w '${path}'`);
}

async function checkFolder(path: string, userId: number): Promise<void> {
  const stat = await checkOwner(path, userId);
  if (!stat.isDirectory()) throw refuse(path, 'it is not a folder (links are not followed here)');
  const mode = Number(stat.mode) & 0o777;
  if ((mode & 0o022) !== 0)
    throw refuse(path, `others may write to it (mode ${mode.toString(8)})`, `chmod go-w '${path}'`);
}

async function checkOwner(path: string, userId: number): Promise<Awaited<ReturnType<typeof lstat>>> {
  const stat = await lstat(path);
  if (Number(stat.uid) !== userId) throw refuse(path, `it belongs to user ${stat.uid}, and you are ${userId}`);
  return stat;
}

function refuse(path: string, why: string, hint = 'HCS_CONTAINERS_ROOT=<a folder of your own>'): Error {
  return fault('AccessDenied', `Cannot use '${path}' for the service: ${why}.`, { target: path, hint });
}
