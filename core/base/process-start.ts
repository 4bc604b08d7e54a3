import { readFileSync } from 'node:fs';

/**
 * When a process of this machine was started, in clock ticks since the machine was: a process id that was used again has
 * another. Undefined for one that has ended, and where the kernel has no /proc.
 *
 * @see proc(5), field 22 of /proc/<pid>/stat
 */
export function startTicksOf(processId: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // Behind the name, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
