import { fault, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { GuestProcess, SystemStatistics } from '../host/controls.ts';
import { querySystem } from './settle.ts';
import { pausedFault } from './suspend.ts';
import { type ContainerWorld, readRecord } from './world.ts';

/** What a container has used from its start, and how busy it was of late. */
export interface Measurement extends SystemStatistics {
  /** Between two samples: 100 is one whole processor. Absent for a first sample. */
  processorPercent?: number;
}

/**
 * What a running or paused container uses.
 * @param before An earlier sample; of another run it says nothing.
 * @throws {RuntimeFault} `InvalidState` when it is off; `NotSupported` where the host cannot tell.
 */
export async function measureContainer(
  world: ContainerWorld,
  id: string,
  before?: SystemStatistics,
): Promise<Measurement> {
  const now = await ask(world, id, 'measure', () => world.host.controls.statistics(id));
  const processorPercent = before === undefined ? undefined : busyBetween(before, now);
  return processorPercent === undefined ? now : { ...now, processorPercent };
}

/**
 * Every program that runs in a container, by process id.
 * @throws {RuntimeFault} `InvalidState` when it is off, or paused where its programs would have to answer; `NotSupported`.
 */
export async function listProcesses(world: ContainerWorld, id: string): Promise<GuestProcess[]> {
  return ask(world, id, 'list the programs of', () => world.host.controls.guestProcesses(id));
}

function busyBetween(before: SystemStatistics, now: SystemStatistics): number | undefined {
  const passedMs = now.uptimeMs - before.uptimeMs;
  const workedMs = now.processorMs - before.processorMs;
  // A new run, or a clock that was set back.
  if (passedMs <= 0 || workedMs < 0) return undefined;
  return (100 * workedMs) / passedMs;
}

async function ask<T>(world: ContainerWorld, id: string, what: string, question: () => Promise<T>): Promise<T> {
  const { name, run } = await readRecord(world, id);
  if (run === undefined) throw offFault(name, what);
  try {
    return await question();
  } catch (error) {
    if (!isFault(error, 'InvalidState') && !isFault(error, 'NotFound')) throw toFault(error, `${what} container`, name);
    const isPaused = (await querySystem(world, id))?.state === 'Paused';
    throw isPaused ? pausedFault(name, `${what} container '${name}'`, error) : offFault(name, what, error);
  }
}

function offFault(name: string, what: string, cause?: unknown): RuntimeFault {
  return fault('InvalidState', `Cannot ${what} container '${name}': it is not running.`, {
    target: name,
    hint: `Start-Container ${name}`,
    ...(cause === undefined ? {} : { cause }),
  });
}
