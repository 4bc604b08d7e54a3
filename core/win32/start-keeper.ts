import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../base/fault.ts';

/** A slow machine takes a second; behind this it does not come any more. */
const START_TIMEOUT_MS = 30_000;

export interface KeeperProgram {
  stateFolder: string;
  /** `keeper/main.ts` or its bundle. */
  path: string;
  /** The file behind each DLL name. */
  dlls: Readonly<Record<string, string>>;
  /** How long it stays with nothing to do. */
  idleMs?: number;
  /** How often it asks every system and process whether it has exited. */
  lookMs?: number;
}

/**
 * Starts a keeper that outlives us, and asks `isUp` until it answers. One that finds another keeper at work ends by
 * itself: then the other answers.
 *
 * @throws NotSupported with the keeper's last words when it ends before.
 */
export async function startKeeper<T>(program: KeeperProgram, isUp: () => Promise<T | undefined>): Promise<T> {
  const folder = join(program.stateFolder, 'keeper');
  mkdirSync(folder, { recursive: true });
  const logPath = join(folder, 'keeper.log');
  const log = openSync(logPath, 'a', 0o600);
  const { path, ...options } = program;
  // A detached child is in no job of ours: it stays when we are killed. Its folder is one that nobody wants to remove.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
    cwd: dirname(process.execPath),
  });
  closeSync(log);
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = String(error);
  });
  child.on('exit', (code) => {
    if (code !== 0) failure = `it ended with ${code}; see ${logPath}`;
  });
  child.unref();
  if (!existsSync(path)) failure = `its program '${path}' is not there`;
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until && failure === undefined) {
    const up = await isUp();
    if (up !== undefined) return up;
    await delay(20);
  }
  throw fault('NotSupported', `The keeper could not be started: ${failure ?? 'it did not answer'}.`, {
    target: program.stateFolder,
    hint: `Get-Content '${logPath}' -Tail 20`,
  });
}
