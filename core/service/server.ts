import { chmod, lstat, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { writeJson } from '../base/atomic-file.ts';
import type { Endpoint, ServiceRecord } from '../base/endpoint.ts';
import { errnoOf, fault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { Log } from '../base/runtime.ts';
import { type HelloResult, PROTOCOL_VERSION } from '../spec/wire.ts';
import { type ClientConnection, serveConnection } from './client-connection.ts';
import type { Dispatcher } from './dispatch.ts';

export interface ServerOptions {
  endpoint: Endpoint;
  version: string;
  build: string;
  processId: number;
  dispatcher: Dispatcher;
  log: Log;
  /** Milliseconds without a connection and with nothing to watch after which the service goes. */
  idleMs: number;
  /** Whether something needs the service though nobody is connected. */
  isNeeded(): boolean;
}

export interface ServiceServer {
  /** Resolves when the service has stopped: calls ended, connections closed, the socket and the record removed. */
  readonly stopped: Promise<string>;
  /**
   * Accepts no more calls and stops when the running ones have ended. Idempotent.
   * @param patienceMs How long to wait before running calls are cancelled. Default: for ever.
   * @param answer What cancelled calls are told. Default: `Cancelled`.
   */
  stop(reason: string, patienceMs?: number, answer?: RuntimeFault): void;
  /** Gives what `stop` needs a moment before to be let go: the host, the log. Runs once, before the connections close. */
  onStopping(cleanup: () => Promise<void>): void;
}

/** What is written ahead of a client that has yet to read it, in bytes: some five hundred containers. */
const SEND_AHEAD_BYTES = 256 * 1024;

/** How long a cancelled call may take to clean up before the service goes without it. */
const CANCEL_GRACE_MS = 10_000;

/**
 * Listens on the endpoint. The caller holds the root's lock, and so may remove a socket that a dead service left.
 * @throws {RuntimeFault} when it cannot listen.
 */
export async function startServer(options: ServerOptions): Promise<ServiceServer> {
  const { endpoint, log, idleMs } = options;
  const hello: HelloResult = {
    protocol: PROTOCOL_VERSION,
    version: options.version,
    build: options.build,
    processId: options.processId,
    root: endpoint.root,
  };
  const connections = new Set<ClientConnection>();
  const cleanups: (() => Promise<void>)[] = [];
  let accepting = true;
  let idleTimer: NodeJS.Timeout | undefined;
  let resolveStopped: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => {
    resolveStopped = resolve;
  });

  const server = createServer({ highWaterMark: SEND_AHEAD_BYTES });
  const armIdle = () => {
    clearTimeout(idleTimer);
    if (!accepting || connections.size > 0) return;
    idleTimer = setTimeout(() => {
      if (connections.size > 0) return;
      if (options.isNeeded()) armIdle();
      else stop('idle');
    }, idleMs);
  };

  let markReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });
  const onConnection = (socket: Socket) => {
    clearTimeout(idleTimer);
    const connection = serveConnection(socket, {
      dispatcher: options.dispatcher,
      log,
      hello: ready.then(() => hello),
      isAccepting: () => accepting,
      handOver: (client) => stop(`handed over to ${client}`),
      onClose() {
        connections.delete(connection);
        armIdle();
      },
    });
    connections.add(connection);
  };

  const stop: ServiceServer['stop'] = (reason, patienceMs, answer) => {
    const already = !accepting;
    accepting = false;
    clearTimeout(idleTimer);
    if (patienceMs !== undefined) {
      setTimeout(() => {
        for (const connection of connections) connection.cancelAll(answer ?? stoppedFault(reason));
      }, patienceMs).unref();
    }
    if (already) return;
    log.info('stopping', { reason, running: options.dispatcher.running });
    finish(reason, patienceMs).catch((error: unknown) => {
      log.error('stopping failed', { reason: String(error) });
      resolveStopped(reason);
    });
  };

  const finish = async (reason: string, patienceMs?: number) => {
    // New clients see that nobody is here, and start the next service; it waits for the lock.
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const deadlineMs =
      patienceMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + patienceMs + CANCEL_GRACE_MS;
    while (options.dispatcher.running.length > 0 && performance.now() < deadlineMs) await pause(20);
    await rm(endpoint.recordPath, { force: true });
    for (const cleanup of cleanups) await cleanup();
    for (const connection of connections) connection.end();
    await Promise.race([closed, pause(1000)]);
    resolveStopped(reason);
  };

  // Before listening: a connection that nobody hears of would hang.
  server.on('connection', onConnection);
  await listen(server, endpoint);
  server.on('error', (error) => log.error('the endpoint failed', { reason: error.message }));
  const record: ServiceRecord = {
    endpoint: endpoint.address,
    processId: options.processId,
    version: options.version,
    build: options.build,
    protocol: PROTOCOL_VERSION,
  };
  // For people who look: clients need it not, and a full disk must not keep away who makes room.
  await writeJson(endpoint.recordPath, record).catch((error: unknown) => {
    log.warn('the record of the service could not be written', { reason: String(error) });
  });
  markReady();
  armIdle();
  watchSocket(endpoint, () => stop('its socket is gone'));
  log.info('listening', { ...record });
  return {
    stopped,
    stop,
    onStopping: (cleanup) => {
      cleanups.push(cleanup);
    },
  };
}

/** How long nobody can reach us, at worst, once somebody has cleaned up the socket. */
const SOCKET_CHECK_MS = 2000;

/**
 * A service whose socket was removed (by a cleaner of /tmp, or by hand) holds the root's lock and hears nobody: it goes,
 * when its calls have ended, and the next client starts another.
 */
function watchSocket(endpoint: Endpoint, onGone: () => void): void {
  if (endpoint.folder === undefined) return;
  const timer = setInterval(() => {
    lstat(endpoint.address).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') return;
      clearInterval(timer);
      onGone();
    });
  }, SOCKET_CHECK_MS);
  timer.unref();
}

async function listen(server: Server, endpoint: Endpoint): Promise<void> {
  try {
    if (endpoint.folder !== undefined) await rm(endpoint.address, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(endpoint.address, () => {
        server.off('error', reject);
        resolve();
      });
    });
    if (endpoint.folder !== undefined) await chmod(endpoint.address, 0o600);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EADDRINUSE')
      throw fault('AlreadyExists', `Somebody else listens on '${endpoint.address}'.`, {
        target: endpoint.address,
        cause: error,
      });
    throw toFault(error, 'listen on', endpoint.address);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function stoppedFault(reason: string): RuntimeFault {
  return fault('Cancelled', `The service was stopped (${reason}).`, {
    hint: 'Get-Container shows what was done; then run the command again',
  });
}
