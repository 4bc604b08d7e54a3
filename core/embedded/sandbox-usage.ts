import { readFileSync, readlinkSync } from 'node:fs';
import { processIds } from './process-ids.ts';

/** What the programs of a sandbox use, from the kernel's files about each. */
export interface SandboxUsage {
  userMs: number;
  kernelMs: number;
  /** Memory of their own, in the machine's memory or swapped out. */
  commitBytes: number;
  /** The part of it that is in the machine's memory. */
  privateBytes: number;
  /** Read from and written to disks; what the page cache served, and memory file systems, do not count. */
  readBytes: number;
  writtenBytes: number;
}

/** A clock tick of /proc is a hundredth of a second for every program on Linux: see time(7), USER_HZ. */
const MS_PER_TICK = 10;

/**
 * The host's process ids of all that runs in the sandbox with this first process, lowest first; it is one of them.
 *
 * One readlink for each process of the machine: nothing inside can hide from its process id namespace.
 */
export function sandboxProcessIds(initProcessId: number): number[] {
  const namespace = namespaceOf(initProcessId);
  if (namespace === undefined) return [];
  return processIds().filter((pid) => namespaceOf(pid) === namespace);
}

function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined; // it has ended, or is another user's
  }
}

/**
 * Adds up what lives in the sandbox now and, of processor time and disk, what has ended too: the kernel hands a
 * process's counters to the parent that waited for it, and the first process waits for every orphan.
 */
export function sandboxUsage(initProcessId: number): SandboxUsage {
  const total: SandboxUsage = {
    userMs: 0,
    kernelMs: 0,
    commitBytes: 0,
    privateBytes: 0,
    readBytes: 0,
    writtenBytes: 0,
  };
  for (const pid of sandboxProcessIds(initProcessId)) {
    const own = processUsage((name) => readOrNothing(`/proc/${pid}/${name}`));
    for (const name of Object.keys(total) as (keyof SandboxUsage)[]) total[name] += own[name];
  }
  return total;
}

/** @param read Gives `stat`, `status` and `io` of /proc/<pid>; empty when it has ended or the kernel has no such file. */
export function processUsage(read: (name: 'stat' | 'status' | 'io') => string): SandboxUsage {
  const stat = read('stat');
  // Behind the name, which may hold anything: fields 3 and on; 14 to 17 are utime, stime, cutime, cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = (field: number): number => Number(fields[field - 3] ?? 0);
  const status = read('status');
  const io = read('io');
  const inMemory = kilobytes(status, 'RssAnon');
  return {
    userMs: (ticks(14) + ticks(16)) * MS_PER_TICK,
    kernelMs: (ticks(15) + ticks(17)) * MS_PER_TICK,
    commitBytes: inMemory + kilobytes(status, 'VmSwap'),
    privateBytes: inMemory,
    readBytes: numberOf(io, 'read_bytes'),
    writtenBytes: numberOf(io, 'write_bytes'),
  };
}

function kilobytes(text: string, name: string): number {
  return numberOf(text, name) * 1024;
}

/** `name: 12` at the start of a line. */
function numberOf(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended meanwhile, or the kernel keeps no such count
  }
}
