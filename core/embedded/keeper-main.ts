/**
 * The embedded host's keeper: `node keeper.mjs <state folder> <socket path>`.
 *
 * One per state root. It holds what must not die with the service and is no sandbox's own: the published ports, the times
 * and limits of logs and, for an ordinary user, the user namespace that all sandboxes are in. No other logic; see keeper-protocol.ts.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isMainThread } from 'node:worker_threads';
import { readJson } from '../base/atomic-file.ts';
import { errnoOf } from '../base/fault.ts';
import { tryLock } from '../base/lock.ts';
import type { ProcessRecord } from './embedded-process.ts';
import { KEEPER_VERSION, type KeeperReply, type KeeperRequest } from './keeper-protocol.ts';
import { LogWatch } from './log-watch.ts';
import { NamespaceConnector, serveConnections } from './namespace-connector.ts';
import type { NamespaceRecord } from './network.ts';
import { PortForward } from './port-forward.ts';
import { liveSystems, SystemFolder } from './system-folder.ts';

/** With nothing to hold it goes after this long. */
const IDLE_MS = 30_000;
/** How long nobody can ask us, at worst, once somebody has cleaned up the socket. */
const SOCKET_CHECK_MS = 1000;

const [stateFolder = '', socketPath = ''] = process.argv.slice(2);
const systemsPath = join(stateFolder, 'systems');
const connector = new NamespaceConnector(new URL(import.meta.url));
const forwards = new Map<string, PortForward>();
/** By system, and the path of the log. */
const logs = new Map<string, Map<string, LogWatch>>();
let lastUse = performance.now();

async function answer(request: KeeperRequest): Promise<KeeperReply> {
  switch (request.op) {
    case 'hello':
      return { ok: true, version: KEEPER_VERSION, processId: process.pid };
    case 'listen': {
      forwards.get(request.id)?.close();
      const forward = new PortForward(connector, true);
      const hostPorts = await forward.listen(request.mappings);
      forwards.set(request.id, forward);
      return { ok: true, hostPorts };
    }
    case 'connect':
      forwards.get(request.id)?.connect(request.initProcessId);
      return { ok: true };
    case 'traffic': {
      const traffic = forwards.get(request.id)?.traffic;
      return traffic === undefined ? { ok: true } : { ok: true, traffic };
    }
    case 'release':
      forwards.get(request.id)?.close();
      forwards.delete(request.id);
      return { ok: true };
    case 'keepLogs':
      keepLogs(request.id, request.paths, request.maximumBytes);
      return { ok: true };
  }
}

function serve(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket });
  lines.on('error', () => socket.destroy()); // it hears of the socket's too: who asked was killed, and read nothing
  lines.on('line', (line) => {
    lastUse = performance.now();
    Promise.resolve()
      .then(() => answer(JSON.parse(line) as KeeperRequest)) // from the host, over a socket only its user can open
      .catch((error: unknown): KeeperReply => {
        const port = typeof error === 'object' && error !== null && 'port' in error ? Number(error.port) : undefined;
        return {
          ok: false,
          code: errnoOf(error) ?? 'EIO',
          message: String(error),
          ...(port === undefined ? {} : { port }),
        };
      })
      .then((reply) => socket.write(`${JSON.stringify(reply)}\n`))
      .catch(() => socket.destroy()); // the asker has gone
  });
}

/** Takes up what an earlier keeper held. */
async function restore(): Promise<void> {
  for (const name of list(join(stateFolder, 'namespaces'))) {
    const forward = new PortForward(connector, false);
    let record: NamespaceRecord | undefined;
    try {
      record = (await readJson(join(stateFolder, 'namespaces', name))) as NamespaceRecord | undefined; // the host's own
      if (record === undefined || record.portMappings.length === 0) continue;
      await forward.listen(record.portMappings);
    } catch (error) {
      console.error(`namespace ${name}: ${String(error)}`); // damaged, or a port was taken: the others are held
      continue;
    }
    forwards.set(record.id, forward);
    const pid =
      record.systemId === undefined ? undefined : new SystemFolder(systemsPath, record.systemId).liveProcessId();
    if (pid !== undefined) forward.connect(pid);
  }
}

function keepLogs(id: string, paths: readonly string[], maximumBytes: number | undefined): void {
  const watches = logs.get(id) ?? new Map<string, LogWatch>();
  logs.set(id, watches);
  for (const path of paths) {
    watches.get(path)?.close(); // of a run before: the container, and its log, may have been made anew
    watches.set(path, new LogWatch(path, Date.now, maximumBytes));
  }
}

/** Takes up the logs of systems that live. */
async function restoreLogs(): Promise<void> {
  for (const folder of liveSystems(systemsPath)) {
    for (const name of list(folder.processesPath)) {
      const record = (await readJson(join(folder.processesPath, name)).catch(() => undefined)) as
        | Partial<ProcessRecord>
        | undefined; // the host's own
      try {
        if (record?.logPaths !== undefined) keepLogs(folder.id, record.logPaths, record.logMaximumBytes);
      } catch (error) {
        console.error(`log of ${folder.id}: ${String(error)}`);
      }
    }
  }
}

/**
 * Lets go of ports whose namespace was removed while nobody could ask us. One whose record was damaged, and set aside, has
 * them as long as its system lives.
 */
function dropForwards(): void {
  for (const [id, forward] of forwards) {
    if (!forward.isLed || forward.leadsSomewhere || existsSync(join(stateFolder, 'namespaces', `${id}.json`))) continue;
    forward.close();
    forwards.delete(id);
  }
}

/** Lets go of logs that nobody writes any more. */
function dropLogs(): void {
  const live = new Set(liveSystems(systemsPath).map(({ id }) => id));
  for (const [id, watches] of logs) {
    for (const [path, one] of watches) {
      if (live.has(id) && existsSync(path)) continue;
      one.close();
      watches.delete(path);
    }
    if (watches.size === 0) logs.delete(id);
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // nothing was made yet
  }
}

function listen(): Server {
  const server = createServer(serve);
  server.on('error', (error) => console.error(`cannot listen: ${error.message}`)); // tried again
  process.umask(0o177);
  server.listen(socketPath);
  process.umask(0o077);
  return server;
}

async function keep(): Promise<void> {
  const lock = tryLock(join(stateFolder, 'keeper.db'));
  if (lock === undefined) process.exit(0); // another keeper of this root is up or coming up
  process.on('SIGHUP', () => undefined);
  await restore();
  await restoreLogs();
  rmSync(socketPath, { force: true });
  let server = listen();
  setInterval(() => {
    if (existsSync(socketPath)) return;
    server.close(); // before the next has the name: a server that closes removes its socket
    server = listen();
  }, SOCKET_CHECK_MS);
  setInterval(() => {
    dropLogs();
    dropForwards();
    if (forwards.size > 0 || performance.now() - lastUse < IDLE_MS || liveSystems(systemsPath).length > 0) return;
    lock.release(); // named here, so that it is not collected, and let go of, before
    process.exit(0);
  }, 5_000);
}

// The connecting thread runs this same script.
if (isMainThread) await keep();
else serveConnections();
