import { toFault } from '../base/fault.ts';
import type { GuestProcess, SystemStatistics } from '../host/controls.ts';
import { notRunning, whyNotRunning } from './not-running.ts';
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

async function ask<T>(world: ContainerWorld, id: string, verb: string, question: () => Promise<T>): Promise<T> {
  const { name, run } = await readRecord(world, id);
  const what = `${verb} container '${name}'`;
  if (run === undefined) throw notRunning(name, what);
  try {
    return await question();
  } catch (error) {
    throw (await whyNotRunning(world, { id, name }, what, error)) ?? toFault(error, `${verb} container`, name);
  }
}
