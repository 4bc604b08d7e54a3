import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { patience } from '../patience.ts';

const START_MS = patience(30_000);

export interface StartedService {
  port: number;
  child: ChildProcess;
  /** What `Volume{guid}` shows: a folder to look at from here. */
  volume(path: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in service. @returns when it answers.
 *
 * @param options.folder For all that it keeps.
 * @param options.prefix The Wine prefix of its callers.
 * @param options.isApart In a mount namespace of its own, so that its mounts go with it even when it is killed; else in
 *   the caller's, where Wine sees them.
 */
export async function startService(options: {
  folder: string;
  prefix: string;
  streams?: string;
  isApart: boolean;
}): Promise<StartedService> {
  const { folder, prefix } = options;
  await mkdir(folder, { recursive: true });
  const portFile = join(folder, 'port');
  const main = join(import.meta.dirname, 'service', 'main.ts');
  const args = [main, '--port-file', portFile, '--prefix', prefix, '--state', join(folder, 'state')];
  if (options.streams !== undefined) args.push('--streams', options.streams);
  const apart = options.isApart ? ['unshare', '--mount', '--propagation', 'private'] : [];
  const [command = '', ...rest] = [...apart, process.execPath, ...args];
  // A group of its own: Ctrl+C is for whoever started the tests, who then ends it in good order.
  const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const gone = once(child, 'exit');
  const port = await readPort(portFile, child);
  return {
    port,
    child,
    // The link is absolute in the service's mount namespace.
    volume: async (path) => {
      const link = join(prefix, 'dosdevices', path.replace(/^\\\\\?\\/, '').toLowerCase());
      return `/proc/${child.pid}/root${await readlink(link)}`;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readPort(file: string, child: ChildProcess): Promise<number> {
  const end = performance.now() + START_MS;
  for (;;) {
    const port = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    if (!Number.isNaN(port)) return port;
    if (child.exitCode !== null || performance.now() > end) {
      child.kill('SIGKILL');
      throw new Error('the stand-in service did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
