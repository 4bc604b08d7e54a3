import { spawn } from 'node:child_process';
import { closeSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../base/fault.ts';
import { openToAppend } from '../base/open-to-append.ts';
import { isProgramThere, ownProgram, programWords } from '../base/own-program.ts';

/** A slow machine takes a second; behind this it does not come any more. */
const START_TIMEOUT_MS = 30_000;
/** A keeper that is there answers within this; one that is being killed has let go of its lock. */
const GIVE_WAY_MS = 500;

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

/** Where the keeper's program is: the bundle, or in development its source. @param folder Of all programs. */
export function keeperProgram(folder: string): string {
  return ownProgram(folder, 'win32-keeper.mjs', 'keeper/main.ts');
}

/**
 * Starts a keeper that outlives us, and asks `isUp` until it answers. One that finds another keeper at work ends by
 * itself: then the other answers; unless that one was just being killed, then one more is started.
 *
 * @throws NotSupported with where the keeper's last words are when it ends before.
 */
export async function startKeeper<T>(program: KeeperProgram, isUp: () => Promise<T | undefined>): Promise<T> {
  const folder = join(program.stateFolder, 'keeper');
  mkdirSync(folder, { recursive: true });
  const logPath = join(folder, 'keeper.log');
  let attempt = new Attempt(program, logPath);
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until && attempt.failure === undefined) {
    const up = await isUp();
    if (up !== undefined) return up;
    if (attempt.gaveWayMs > GIVE_WAY_MS) attempt = new Attempt(program, logPath);
    await delay(20);
  }
  throw fault('NotSupported', `The keeper could not be started: ${attempt.failure ?? 'it did not answer'}.`, {
    target: program.stateFolder,
    hint: `Get-Content '${logPath}' -Tail 20`,
  });
}

/** One keeper process that was started. */
class Attempt {
  /** Why it will not come up. */
  failure: string | undefined;
  private gaveWayAt: number | undefined;

  constructor(program: KeeperProgram, logPath: string) {
    const { path, ...options } = program;
    if (!isProgramThere(path)) this.failure = `its program '${path}' is not there`;
    const log = openToAppend(logPath);
    // A detached child is in no job of ours: it stays when we are killed. Its folder is one that nobody wants to remove.
    const child = spawn(process.execPath, [...programWords(path), JSON.stringify(options)], {
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
      cwd: dirname(process.execPath),
    });
    closeSync(log);
    child.on('error', (error) => {
      this.failure = String(error);
    });
    child.on('exit', (code) => {
      if (code === 0) this.gaveWayAt = performance.now();
      else this.failure = `it ended with ${code}; see ${logPath}`;
    });
    child.unref();
  }

  /** How long ago it ended because another keeper was there; 0 when it did not. */
  get gaveWayMs(): number {
    return this.gaveWayAt === undefined ? 0 : performance.now() - this.gaveWayAt;
  }
}
