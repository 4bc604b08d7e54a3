import { sandboxProcessIds } from '../../../core/embedded/sandbox-usage.ts';

/** Stops every program of the sandbox where it is, also those that others start meanwhile. */
export function freeze(initProcessId: number): void {
  const stopped = new Set<number>();
  for (;;) {
    const fresh = sandboxProcessIds(initProcessId).filter((pid) => !stopped.has(pid));
    if (fresh.length === 0) return;
    for (const pid of fresh) {
      signal(pid, 'SIGSTOP');
      stopped.add(pid);
    }
  }
}

/** Lets all of them go on. */
export function thaw(initProcessId: number): void {
  for (const pid of sandboxProcessIds(initProcessId)) signal(pid, 'SIGCONT');
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended meanwhile
  }
}
