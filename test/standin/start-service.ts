import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

const START_MS = 20_000;

export interface StartedService {
  port: number;
  child: ChildProcess;
  /** What `Volume{guid}` shows: a folder to look at from here. */
  volume(path: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in service below `folder`, in a mount namespace of its own, so that its mounts go with it even when it
 * is killed. @returns when it answers.
 */
export async function startService(folder: string, prefix: string): Promise<StartedService> {
  await mkdir(folder, { recursive: true });
  const portFile = join(folder, 'port');
  const main = join(import.meta.dirname, 'service', 'main.ts');
  const options = ['--port-file', portFile, '--prefix', prefix, '--state', join(folder, 'state')];
  const child = spawn('unshare', ['--mount', '--propagation', 'private', process.execPath, main, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = once(child, 'exit');
  const end = performance.now() + START_MS;
  let port = Number.NaN;
  while (Number.isNaN(port)) {
    if (child.exitCode !== null || performance.now() > end) {
      child.kill('SIGKILL');
      throw new Error('the stand-in service did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    port = Number.parseInt(await readFile(portFile, 'utf8').catch(() => ''), 10);
  }
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
