import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries } from '../base/atomic-file.ts';
import { endpointOf, prepareEndpoint } from '../base/endpoint.ts';
import { fault, toFault } from '../base/fault.ts';
import type { FileLock } from '../base/lock.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import { stateRoot } from '../base/state-root.ts';
import { waitForLock } from '../base/while-locked.ts';
import { stackOf } from './call-context.ts';
import { type CmdletCatalog, createDispatcher } from './dispatch.ts';
import { type FileLog, openLog } from './log.ts';
import { type ServiceServer, startServer } from './server.ts';
import type { Services } from './services.ts';
import { toWireError } from './wire-error.ts';

/** Exit codes of the service process that its starter understands. */
export const SERVICE_EXIT = { stopped: 0, failed: 1, crashed: 70, alreadyRunning: 75 } as const;

const IDLE_SECONDS = 300;
/** How long SIGTERM lets calls run before it cancels them. */
const TERM_PATIENCE_MS = 10_000;
/** A service that goes keeps the lock until it has let go of everything: worth a short wait. */
const LOCK_WAIT_MS = 1000;
/** A service that could not open its host stays a moment for the clients that are on their way, to say why. */
const BROKEN_STAY_MS = 2000;

export interface ServiceSource {
  environment: Readonly<Record<string, string | undefined>>;
  platform: string;
  userId: number | undefined;
  homeFolder: string;
  runtime: Runtime;
  version: string;
  build: string;
  catalog: CmdletCatalog;
  openServices(options: OpenServices): Promise<Services>;
  /** Whether the opened services watch something that must not go unwatched. */
  isNeeded(services: Services): boolean;
  closeServices(services: Services): Promise<void>;
}

export interface OpenServices {
  root: string;
  runtime: Runtime;
  log: Log;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The life of the service process: takes the root, listens, serves, goes. Never returns before it has gone.
 *
 * Prints nothing when all is well: it has no terminal. When it cannot start it writes one line of JSON (`WireError`) to
 * stderr, which its starter reads, and exits 1; 75 when another service has the root.
 */
export async function runService(source: ServiceSource): Promise<number> {
  let lock: FileLock | undefined;
  let log: FileLog | undefined;
  try {
    const endpoint = endpointOf(canonicalRoot(source), { platform: source.platform, userId: source.userId });
    await prepareEndpoint(endpoint, source.userId);
    lock = await waitForLock(endpoint.lockPath, LOCK_WAIT_MS);
    if (lock === undefined) return SERVICE_EXIT.alreadyRunning;
    for (const folder of [endpoint.root, endpoint.runFolder]) await sweepTemporaries(folder);
    const logFolder = join(endpoint.root, 'logs');
    await mkdir(logFolder, { recursive: true, mode: 0o700 });
    log = openLog(logFolder, {
      runtime: source.runtime,
      processId: process.pid,
      debug: source.environment['HCS_CONTAINERS_DEBUG'] === '1',
    });
    return await serveUntilStopped(source, { endpoint, log });
  } catch (error) {
    const failure = toFault(error, 'start the service');
    log?.error('the service could not start', { reason: failure.message, stack: stackOf(error) });
    process.stderr.write(`${JSON.stringify(toWireError(failure))}\n`);
    return SERVICE_EXIT.failed;
  } finally {
    await log?.close();
    lock?.release();
  }
}

async function serveUntilStopped(
  source: ServiceSource,
  at: { endpoint: ReturnType<typeof endpointOf>; log: FileLog },
): Promise<number> {
  const { runtime, catalog } = source;
  const { endpoint, log } = at;
  let opened: Services | undefined;
  let broken = false;
  const services = source.openServices({ root: endpoint.root, runtime, log, environment: source.environment });
  services.then(
    (value) => {
      opened = value;
    },
    (error: unknown) => {
      broken = true;
      log.error('the services could not be opened', { reason: String(error), stack: stackOf(error) });
    },
  );
  const server = await startServer({
    endpoint,
    version: source.version,
    build: source.build,
    processId: process.pid,
    dispatcher: createDispatcher({ catalog, services, runtime, log }),
    log,
    idleMs: idleMilliseconds(source.environment),
    isNeeded: () => opened !== undefined && source.isNeeded(opened),
  });
  // A service without a host can only say why; the next client gets a fresh one, which may fare better.
  services.catch(() => setTimeout(() => server.stop('the services could not be opened', 0), BROKEN_STAY_MS));
  server.onStopping(async () => {
    if (!broken) await source.closeServices(await services);
  });
  const crash = watchProcess(server, log);
  const reason = await server.stopped;
  log.info('stopped', { reason });
  return crash.happened ? SERVICE_EXIT.crashed : SERVICE_EXIT.stopped;
}

/**
 * Signals stop the service in good order. An error that nobody caught is logged; a rejected promise concerns one call
 * at most, so the others go on; a thrown error leaves the process in a state nobody knows, so running calls are
 * answered and the service goes: state on disk is whole at any moment, and the next call starts a new one.
 */
function watchProcess(server: ServiceServer, log: FileLog): { happened: boolean } {
  const crash = { happened: false };
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => server.stop(name, TERM_PATIENCE_MS));
  process.on('SIGHUP', () => log.info('SIGHUP is not for us: the terminal may close', {}));
  process.on('unhandledRejection', (error) =>
    log.error('a rejected promise nobody waited for', { stack: stackOf(error) }),
  );
  process.on('uncaughtException', (error) => {
    const again = crash.happened;
    crash.happened = true;
    log.last('an error nobody caught', { stack: stackOf(error) });
    if (again) process.exit(SERVICE_EXIT.crashed);
    const message = `The service met an unexpected error and starts anew: ${error.message}`;
    server.stop(
      'an error nobody caught',
      0,
      fault('Internal', message, { hint: 'See logs/service.log under the state root; then run the command again' }),
    );
  });
  return crash;
}

/** One root has one name, whatever links lead to it. */
function canonicalRoot(source: ServiceSource): string {
  const root = stateRoot(source);
  try {
    return realpathSync(root);
  } catch {
    return root; // not there yet: `prepareEndpoint` makes it, and says why when it cannot
  }
}

function idleMilliseconds(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment['HCS_CONTAINERS_IDLE_SECONDS'];
  if (text === undefined || text === '') return IDLE_SECONDS * 1000;
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 2_000_000) {
    throw fault('InvalidArgument', `HCS_CONTAINERS_IDLE_SECONDS is '${text}', which is no number of seconds.`, {
      hint: 'HCS_CONTAINERS_IDLE_SECONDS=300',
    });
  }
  return seconds * 1000;
}
