import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf, fault } from '../../base/fault.ts';
import type { GroupFolder } from './find-parents.ts';

/** Share of the processors: `processors`, how many it can keep busy (may be a fraction), or a weight (100 is usual). */
export type ProcessorShare = { processors: number } | { weight: number };

/** In which the kernel deals out processor time, in microseconds; the longest that it takes. */
const PERIOD_US = 100_000;
const LONGEST_PERIOD_US = 1_000_000;
/** The least processor time in a period that the kernel takes. */
const LEAST_QUOTA_US = 1000;
/** A weight of 100 as version 1 counts it, and the least and most that it takes. */
const SHARES_OF_100 = 1024;
const [LEAST_SHARES, MOST_SHARES] = [2, 262_144];

const GIVING_BACK_TRIES = 150;
const GIVING_BACK_PAUSE_MS = 20;

/**
 * Limits memory and swap together, in bytes; whole or not at all. The memory of a program that has just ended is given
 * back a moment later: that is waited for.
 * @throws InvalidState when the group's programs hold more than that.
 */
export async function limitMemory(group: GroupFolder, bytes: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const held = heldBytes(group);
    if (held <= bytes && (await tryToLimit(group, bytes))) return;
    if (tries === GIVING_BACK_TRIES) {
      throw fault('InvalidState', `Its programs hold ${held} bytes of memory now: they cannot be limited to ${bytes}.`);
    }
    await delay(GIVING_BACK_PAUSE_MS);
  }
}

/** @returns false when the kernel finds too much in use. */
async function tryToLimit({ version, path }: GroupFolder, bytes: number): Promise<boolean> {
  if (version === 2) {
    await writeFile(join(path, 'memory.max'), String(bytes));
    // A kernel without swap has no such file.
    if (existsSync(join(path, 'memory.swap.max'))) await writeFile(join(path, 'memory.swap.max'), '0');
    return true;
  }
  const memory = join(path, 'memory.limit_in_bytes');
  const withSwap = join(path, 'memory.memsw.limit_in_bytes');
  const before = readNumber(memory);
  // At no time may the first be above the second.
  const files = existsSync(withSwap) ? (before < bytes ? [withSwap, memory] : [memory, withSwap]) : [memory];
  try {
    for (const file of files) await writeFile(file, String(bytes));
    return true;
  } catch (error) {
    if (errnoOf(error) !== 'EBUSY') throw error;
    await writeFile(memory, String(before));
    return false;
  }
}

export async function limitProcessor({ version, path }: GroupFolder, share: ProcessorShare): Promise<void> {
  if ('weight' in share) {
    if (version === 2) return writeFile(join(path, 'cpu.weight'), String(share.weight));
    const shares = Math.round((share.weight * SHARES_OF_100) / 100);
    return writeFile(join(path, 'cpu.shares'), String(Math.min(Math.max(shares, LEAST_SHARES), MOST_SHARES)));
  }
  const periodUs = share.processors * PERIOD_US < LEAST_QUOTA_US ? LONGEST_PERIOD_US : PERIOD_US;
  const quotaUs = Math.max(Math.round(share.processors * periodUs), LEAST_QUOTA_US);
  if (version === 2) return writeFile(join(path, 'cpu.max'), `${quotaUs} ${periodUs}`);
  // The two are written one after the other: no share in between may be one that the kernel refuses.
  await writeFile(join(path, 'cpu.cfs_quota_us'), '-1');
  await writeFile(join(path, 'cpu.cfs_period_us'), String(periodUs));
  await writeFile(join(path, 'cpu.cfs_quota_us'), String(quotaUs));
}

/** Limits processes and their threads, counted together: the kernel tells no difference. */
export async function limitThreads({ path }: GroupFolder, count: number): Promise<void> {
  await writeFile(join(path, 'pids.max'), String(count));
}

/** What its programs hold of memory now, in bytes: anonymous pages and memory file systems; caches can be taken. */
function heldBytes(folder: GroupFolder): number {
  const { anonymousBytes, swapBytes, sharedBytes } = memoryUsage(folder);
  return anonymousBytes + swapBytes + sharedBytes;
}

export interface MemoryUsage {
  /** Of the programs' own, in the machine's memory. */
  anonymousBytes: number;
  swapBytes: number;
  /** In shared memory and memory file systems. */
  sharedBytes: number;
  /** The most that was in use at any time, caches too; 0 where the kernel does not keep it. */
  peakBytes: number;
}

export function memoryUsage({ version, path }: GroupFolder): MemoryUsage {
  const stat = readFields(join(path, 'memory.stat'));
  if (version === 1) {
    return {
      anonymousBytes: stat('total_rss'),
      swapBytes: stat('total_swap'),
      sharedBytes: stat('total_shmem'),
      peakBytes: readNumber(join(path, 'memory.max_usage_in_bytes')),
    };
  }
  return {
    anonymousBytes: stat('anon'),
    swapBytes: readNumber(join(path, 'memory.swap.current')),
    sharedBytes: stat('shmem'),
    peakBytes: readNumber(join(path, 'memory.peak')),
  };
}

/** How many programs the kernel has ended because the group's memory was used up. */
export function endedForMemory({ version, path }: GroupFolder): number {
  return readFields(join(path, version === 1 ? 'memory.oom_control' : 'memory.events'))('oom_kill');
}

/** How often the start of a process or thread was refused. */
export function refusedThreads({ path }: GroupFolder): number {
  return readFields(join(path, 'pids.events'))('max');
}

/** Lines `name 12`. What is not there is 0: kernels differ in what they keep. */
function readFields(path: string): (name: string) => number {
  const text = readOrNothing(path);
  return (name) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
}

/** `max`, which is no limit, is infinite. */
function readNumber(path: string): number {
  const text = readOrNothing(path).trim();
  return text === 'max' ? Number.POSITIVE_INFINITY : Number(text);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the group is gone, or the kernel keeps no such count
  }
}
