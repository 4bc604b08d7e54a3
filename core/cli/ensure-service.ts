import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { checkEndpoint, type Endpoint, prepareEndpoint } from '../base/endpoint.ts';
import { errnoOf, FAULT_CATEGORY, type FaultDetails, type FaultKind, fault, isFault, toFault } from '../base/fault.ts';
import { type FileLock, tryLock } from '../base/lock.ts';
import { programWords } from '../base/own-program.ts';
import { settlesWithin } from '../base/wait.ts';
import { type HelloParams, type HelloResult, PROTOCOL_VERSION } from '../spec/wire.ts';
import { RpcClient } from './rpc-client.ts';

export interface ServiceAccess {
  endpoint: Endpoint;
  userId: number | undefined;
  /** Our own product version and build: an older service makes room for us. */
  version: string;
  build: string;
  client: string;
  /** How a service is started: `node <entry>`, or as `programWords` says. */
  node: string;
  entry: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until we give up. Default: 30,000. */
  timeoutMs?: number;
  /** Hears what takes longer than expected. */
  note?(text: string): void;
}

export interface ServiceConnection {
  rpc: RpcClient;
  hello: HelloResult;
}

const STARTED_ELSEWHERE = 75;
const POLL_MS = 12;
/** How often a service may be killed while we start it before we believe that somebody means it. */
const MAX_KILLS = 3;

/**
 * Connects to the service of the root; starts one when there is none; replaces one that is older than we are.
 *
 * Any number of clients may do so at once: one of them, which holds the start lock, starts the service, the others wait
 * for it. A starter that dies leaves its place to the next. The service itself holds the root's lock for life, so that
 * there is never a second one, whoever started it.
 *
 * @throws {RuntimeFault} why the service could not start; `Timeout`; `AccessDenied` when the root is somebody else's;
 *   `ConnectionFailed` when the service is newer than we are and speaks another protocol.
 */
export async function ensureService(access: ServiceAccess): Promise<ServiceConnection> {
  const deadlineMs = performance.now() + patienceMs(access);
  let starter: Starter | undefined;
  let hasReplaced = false;
  try {
    for (;;) {
      const connection = await tryConnect(access);
      if (connection !== undefined) {
        // What we start may be older than we are while a build is half in place: good enough, and asking again would
        // go on for ever.
        if (!isOlder(connection.hello, access) || (hasReplaced && connection.hello.protocol === PROTOCOL_VERSION))
          return connection;
        hasReplaced = true;
        await replace(connection, access, deadlineMs);
        continue;
      }
      starter ??= await claimStart(access);
      starter?.keepStarting();
      if (performance.now() > deadlineMs) throw tooLong(access);
      await pause(POLL_MS);
    }
  } finally {
    starter?.release();
  }
}

/**
 * Connects to a service that runs already.
 * @returns undefined when nobody answers.
 * @throws {RuntimeFault} `Timeout` when somebody is there and says nothing: it is stopped, or stuck.
 */
export async function tryConnect(access: ServiceAccess): Promise<ServiceConnection | undefined> {
  if (!(await checkEndpoint(access.endpoint, access.userId))) return undefined;
  const socket = await dial(access.endpoint.address);
  if (socket === undefined) return undefined;
  const rpc = new RpcClient(socket);
  try {
    const { version, client } = access;
    const params: HelloParams = { protocol: PROTOCOL_VERSION, version, client, takesObjects: true };
    const { reply } = rpc.request('hello', params);
    if (!(await settlesWithin(reply, patienceMs(access)))) {
      socket.destroy(); // who is stopped would not close its end
      throw tooLong(access);
    }
    return { rpc, hello: parseHello(await reply) };
  } catch (error) {
    rpc.close();
    // It was going away while we knocked.
    if (isFault(error, 'ConnectionFailed') && error.op === 'call') return undefined;
    throw error;
  }
}

function patienceMs({ timeoutMs = 30_000 }: ServiceAccess): number {
  return timeoutMs;
}

function dial(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error) => {
      const code = errnoOf(error);
      if (
        code === 'ENOENT' ||
        code === 'ECONNREFUSED' ||
        code === 'ECONNRESET' ||
        code === 'EPIPE' ||
        code === 'EAGAIN'
      )
        resolve(undefined);
      else reject(toFault(error, 'connect to the service at', address));
    });
  });
}

function isOlder(service: HelloResult, access: ServiceAccess): boolean {
  if (service.protocol > PROTOCOL_VERSION) {
    throw fault(
      'ConnectionFailed',
      `The running service (${service.version}) speaks protocol ${service.protocol}; this client (${access.version}) speaks ${PROTOCOL_VERSION} and is the older one.`,
      {
        hint: 'Update this client, or stop the service with the client that started it: hcs service stop',
      },
    );
  }
  if (service.protocol < PROTOCOL_VERSION) return true;
  const order = compareVersions(service.version, access.version);
  return order < 0 || (order === 0 && service.build < access.build);
}

function compareVersions(left: string, right: string): number {
  const parts = (text: string) => text.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [a, b] = [parts(left), parts(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Asks an older service to go, and waits until it has: its running calls end first. */
async function replace(connection: ServiceConnection, access: ServiceAccess, deadlineMs: number): Promise<void> {
  const { rpc, hello } = connection;
  access.note?.(
    `The running service (${hello.version}, build ${hello.build}, process ${hello.processId}) is older; it hands over when its calls have ended.`,
  );
  await rpc.request('handOver', {}).reply.catch((error: unknown) => {
    if (!isFault(error, 'ConnectionFailed')) throw error;
  });
  const timeout = Symbol('timeout');
  const wait = Math.max(0, deadlineMs - performance.now());
  let timer: NodeJS.Timeout | undefined;
  const outcome = await Promise.race([
    rpc.closed,
    new Promise((resolve) => {
      timer = setTimeout(() => resolve(timeout), wait);
    }),
  ]);
  clearTimeout(timer);
  rpc.close();
  if (outcome === timeout) {
    throw fault(
      'Busy',
      `The older service (process ${hello.processId}) still runs a call; it goes when that has ended.`,
      {
        target: String(hello.processId),
        hint: 'Run the command again later',
      },
    );
  }
}

interface Starter {
  /** Starts a service, unless the one we started is still on its way. @throws why it failed. */
  keepStarting(): void;
  release(): void;
}

/** @returns undefined while another client is starting one. */
async function claimStart(access: ServiceAccess): Promise<Starter | undefined> {
  const { endpoint } = access;
  let lock: FileLock | undefined;
  try {
    await prepareEndpoint(endpoint, access.userId);
    lock = tryLock(endpoint.startLockPath);
  } catch (error) {
    throw rootFault(endpoint, error);
  }
  if (lock === undefined) return undefined;
  const held = lock;
  const state: { running: boolean; exitCode: number | null | undefined; kills: number } = {
    running: false,
    exitCode: undefined,
    kills: 0,
  };
  return {
    keepStarting() {
      if (state.running) return;
      if (typeof state.exitCode === 'number' && state.exitCode !== STARTED_ELSEWHERE && state.exitCode !== 0)
        throw startFailure(access, state.exitCode);
      if (state.exitCode === null && ++state.kills > MAX_KILLS) throw startFailure(access, null);
      state.running = true;
      try {
        launch(access, (exitCode) => {
          state.running = false;
          state.exitCode = exitCode;
        });
      } catch (error) {
        throw rootFault(endpoint, error);
      }
    },
    release: () => held.release(),
  };
}

/** What the system says about the folder where the state is, and what to do when it lets us write nothing there. */
function rootFault({ root }: Endpoint, error: unknown): Error {
  const failure = toFault(error, 'start the service in', root);
  if (failure.kind !== 'AccessDenied' || failure.hint !== undefined) return failure;
  return fault('AccessDenied', failure.message, {
    target: root,
    hint: 'Let this user write there, or set HCS_CONTAINERS_ROOT to a folder where it may',
    cause: error,
  });
}

function stderrPath(endpoint: Endpoint): string {
  return join(endpoint.root, 'logs', 'service-stderr.log');
}

/** Starts the service in a session of its own, with none of our streams: it must not die, or hold anything up, with us. */
function launch(access: ServiceAccess, onExit: (exitCode: number | null) => void): void {
  const { endpoint, environment } = access;
  // Costs 5 ms, and most calls find a service.
  const { spawn } = process.getBuiltinModule('node:child_process');
  mkdirSync(join(endpoint.root, 'logs'), { recursive: true, mode: 0o700 });
  const stderr = openSync(stderrPath(endpoint), 'w', 0o600);
  try {
    const child = spawn(access.node, programWords(access.entry), {
      cwd: endpoint.root,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', stderr],
      env: { ...environment, HCS_CONTAINERS_ROOT: endpoint.root, NODE_OPTIONS: undefined, NODE_CHANNEL_FD: undefined },
    });
    child.on('error', () => onExit(1));
    child.on('exit', onExit);
    child.unref();
  } finally {
    closeSync(stderr);
  }
}

/** Why the service could not start: the last line it wrote is a WireError, or what Node printed when it died. */
function startFailure(access: ServiceAccess, exitCode: number | null): Error {
  const path = stderrPath(access.endpoint);
  let text = '';
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    // The file is a convenience; without it the exit code has to do.
  }
  const last = text.split('\n').at(-1) ?? '';
  try {
    const { id, message, hint, target } = JSON.parse(last) as Record<string, unknown>; // any JSON; each member is checked below
    if (typeof message === 'string') {
      const details: FaultDetails = {};
      if (typeof hint === 'string') details.hint = hint;
      if (typeof target === 'string') details.target = target;
      return fault(isKind(id) ? id : 'ConnectionFailed', message, details);
    }
  } catch {
    // Not JSON: shown as it is.
  }
  return fault(
    'ConnectionFailed',
    `Cannot start the service: it exited with code ${exitCode}${last === '' ? '' : `: ${last}`}`,
    { hint: `See ${path}` },
  );
}

function isKind(value: unknown): value is FaultKind {
  return typeof value === 'string' && Object.hasOwn(FAULT_CATEGORY, value);
}

function tooLong(access: ServiceAccess): Error {
  return fault('Timeout', `The service of '${access.endpoint.root}' did not answer in time.`, {
    target: access.endpoint.root,
    hint: `See ${join(access.endpoint.root, 'logs', 'service.log')}`,
  });
}

function parseHello(value: unknown): HelloResult {
  if (
    typeof value === 'object' &&
    value !== null &&
    'protocol' in value &&
    'version' in value &&
    'build' in value &&
    'processId' in value &&
    'root' in value
  ) {
    const { protocol, version, build, processId, root } = value;
    if (
      typeof protocol === 'number' &&
      typeof version === 'string' &&
      typeof build === 'string' &&
      typeof processId === 'number' &&
      typeof root === 'string'
    ) {
      return { protocol, version, build, processId, root };
    }
  }
  throw fault('ConnectionFailed', 'What answers on the endpoint is not our service.', { hint: 'hcs service stop' });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
