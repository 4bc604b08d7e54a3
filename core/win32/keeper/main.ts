/**
 * The keeper: `node keeper/main.ts '{"stateFolder":...,"dlls":{...}}'`.
 *
 * One per state folder. It owns what must not die with the core: the handles of compute systems and processes, their
 * pipes, output and exit codes. It knows nothing of images, containers or networks. It stays while a system lives.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeJson } from '../../base/atomic-file.ts';
import { endpointOf } from '../../base/endpoint.ts';
import { tryLock } from '../../base/lock.ts';
import type { Log } from '../../base/runtime.ts';
import { Hcs } from '../hcs.ts';
import { openNative } from '../native.ts';
import { type KeeperFile, keeperFilePath } from './handshake.ts';
import { HeldSystems } from './held-systems.ts';
import { Records } from './records.ts';
import { KeeperServer } from './server.ts';
import type { KeeperWorld } from './world.ts';

interface KeeperOptions {
  stateFolder: string;
  /** The file behind each DLL name. */
  dlls?: Record<string, string>;
  /** How long it stays with nothing to hold and nobody connected. Default 30,000. */
  idleMs?: number;
  /** How often every living system and process is asked whether it has exited, in case an event was lost. Default 30,000. */
  lookMs?: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as KeeperOptions; // from start-keeper.ts
const idleMs = options.idleMs ?? 30_000;

/** Its log is its standard error: a file that whoever started it opened. */
const log: Log = {
  debug: () => undefined,
  info: (message, fields) => write('info', message, fields),
  warn: (message, fields) => write('warning', message, fields),
  error: (message, fields) => write('error', message, fields),
};

function write(level: string, message: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(`${new Date().toISOString()} ${level}: ${message} ${JSON.stringify(fields)}\n`);
}

async function keep(): Promise<void> {
  const folder = join(options.stateFolder, 'keeper');
  await mkdir(folder, { recursive: true });
  const lock = tryLock(join(folder, 'lock.db'));
  if (lock === undefined) return; // another keeper of this folder is up or coming up
  process.on('uncaughtException', (error) => log.error('uncaught', { error: error.stack ?? String(error) }));

  const world: KeeperWorld = {
    hcs: new Hcs(openNative(options.dlls === undefined ? {} : { dlls: options.dlls })),
    records: new Records(options.stateFolder),
    log,
    now: () => new Date(),
    tell: (notice) => server.tell(notice),
    disconnected: () => systems.reconnect(),
  };
  const systems = new HeldSystems(world);
  const secret = randomUUID();
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    server.listener.close();
    // A moment for the answer that said so.
    Promise.all([systems.dispose(), delay(50)])
      .catch((error: unknown) => log.error('it did not end well', { error: String(error) }))
      .finally(() => {
        lock.release();
        process.exit(0);
      });
  };
  const server = new KeeperServer({ systems, secret, newId: randomUUID, retire: leave });

  await systems.load();
  const { address } = endpointOf(folder, { platform: 'win32', userId: undefined });
  // A pipe's name is free again a moment after its last keeper has died.
  for (let tries = 0; !(await listens(server, address)); tries++) {
    if (tries >= 100) throw new Error(`the pipe ${address} is taken`);
    await delay(50);
  }
  const file: KeeperFile = { processId: process.pid, address, secret };
  await writeJson(keeperFilePath(options.stateFolder), file);
  stayWhileNeeded(systems, server, leave);
}

function listens({ listener }: KeeperServer, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    listener.once('error', () => resolve(false));
    listener.listen(address, () => resolve(true));
  });
}

function stayWhileNeeded(systems: HeldSystems, server: KeeperServer, leave: () => void): void {
  let unusedSince = performance.now();
  setInterval(
    () => {
      if (systems.holdsAny || server.connectionCount > 0) unusedSince = performance.now();
      else if (performance.now() - unusedSince >= idleMs) leave();
    },
    Math.min(1_000, idleMs),
  );
  const look = (): void => {
    const next = (): unknown => setTimeout(look, options.lookMs ?? 30_000);
    systems.look().then(next, next);
  };
  setTimeout(look, options.lookMs ?? 30_000);
}

void keep();
