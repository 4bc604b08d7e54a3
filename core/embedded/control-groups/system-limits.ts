import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Limit } from '../../host/capabilities.ts';
import { checkChange } from '../../host/check-change.ts';
import { notGiven, type ProcessorLimit, type SystemLimits } from '../../host/check-limits.ts';
import type { SystemChange } from '../../host/controls.ts';
import type { GroupFolder, GroupFolders } from './find-parents.ts';
import { limitMemory, limitProcessor, limitThreads, type ProcessorShare } from './limits.ts';

/** Hundredths of a percent. */
const WHOLE = 10_000;

/**
 * Applies limits to a system's groups.
 * @throws NotSupported for one whose group was not made; InvalidState for less memory than is held now.
 */
export async function applyLimits(groups: GroupFolders, limits: SystemLimits): Promise<void> {
  if (limits.threads !== undefined) await limitThreads(need(groups.pids, 'threads'), limits.threads);
  if (limits.processor !== undefined)
    await limitProcessor(need(groups.cpu, 'processor'), processorShare(limits.processor));
  if (limits.memoryBytes !== undefined) await limitMemory(need(groups.memory, 'memory'), limits.memoryBytes);
}

/**
 * Adds what a system is held to unasked: it cannot take all the processes and threads that the machine has, by which it
 * would stop everything else on it.
 */
export function withBounds(groups: GroupFolders, limits: SystemLimits): SystemLimits {
  return groups.pids === undefined ? limits : { threads: threadBound(), ...limits };
}

/** A quarter of all that there can be. */
function threadBound(): number {
  const most = ['pid_max', 'threads-max'].map((name) => Number(readFileSync(`/proc/sys/kernel/${name}`, 'utf8')));
  return Math.floor(Math.min(...most) / 4);
}

/** Applies a change to a running system. @throws InvalidArgument for one out of its range. */
export async function changeLimit(
  groups: GroupFolders,
  change: Exclude<SystemChange, { containerPath: string }>,
): Promise<void> {
  checkChange(change);
  const limits = change.kind === 'memory' ? { memoryBytes: change.memoryBytes } : { processor: change.limit };
  await applyLimits(groups, limits);
}

function need(group: GroupFolder | undefined, limit: Limit): GroupFolder {
  if (group === undefined) throw notGiven(limit);
  return group;
}

/** A maximum is of all processors of this machine. */
function processorShare(limit: ProcessorLimit): ProcessorShare {
  if ('count' in limit) return { processors: limit.count };
  if ('maximum' in limit) return { processors: (limit.maximum / WHOLE) * availableParallelism() };
  return { weight: limit.weight };
}
