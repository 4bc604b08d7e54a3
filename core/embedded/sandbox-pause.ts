import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf, fault } from '../base/fault.ts';
import { sandboxProcessIds } from './sandbox-usage.ts';
import type { SystemFolder } from './system-folder.ts';

/** Each process stops within microseconds, unless the machine has no time for it. */
const STOP_MS = 10_000;

/** Whether it was paused and not resumed since. It may have ended meanwhile. */
export function isPaused(folder: SystemFolder): boolean {
  return existsSync(folder.pausedPath);
}

/** The fault for what a paused system cannot do. */
export function pausedFault(id: string, what: string): Error {
  return fault('InvalidState', `Cannot ${what} compute system '${id}': it is paused.`, {
    target: id,
    hint: 'Stop-Container <name>; Start-Container <name>',
  });
}

/**
 * Stops every process of a running sandbox where it is. It stays so whoever dies meanwhile: nobody inside runs who could
 * wake another, and the mark is a file, written before. When it fails, all go on.
 *
 * By SIGSTOP, which needs no right that a sandbox's owner lacks, where a cgroup's freezer does. The order does not matter:
 * who is stopped while another waits for its answer is only answered later, and wineserver is one like all others.
 * @throws Timeout when a process did not stop.
 */
export async function pauseSandbox(folder: SystemFolder, initProcessId: number): Promise<void> {
  await writeFile(folder.pausedPath, '');
  try {
    await stopAll(folder.id, initProcessId);
  } catch (error) {
    await resumeSandbox(folder, initProcessId);
    throw error;
  }
}

/** Lets all go on. */
export async function resumeSandbox(folder: SystemFolder, initProcessId: number): Promise<void> {
  for (const pid of sandboxProcessIds(initProcessId)) signal(pid, 'SIGCONT');
  await rm(folder.pausedPath, { force: true });
}

/** Again and again until a look finds all of them stopped: one that was not may have made another. */
async function stopAll(id: string, initProcessId: number): Promise<void> {
  const limit = performance.now() + STOP_MS;
  for (;;) {
    const going = sandboxProcessIds(initProcessId).filter((pid) => !isStopped(pid));
    if (going.length === 0) return;
    if (performance.now() > limit) {
      throw fault('Timeout', `Cannot pause compute system '${id}': ${going.length} of its processes do not stop.`, {
        target: id,
      });
    }
    for (const pid of going) signal(pid, 'SIGSTOP');
    await delay(1);
  }
}

/** Field 3 of /proc/<pid>/stat: T is stopped; Z and X have ended. */
function isStopped(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[TZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return true; // it has ended
  }
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error; // ESRCH: it has ended meanwhile
  }
}
