import { settled } from '../settle.ts';
import { type StartOptions, startOff } from '../start.ts';
import { type StopOptions, stopRun } from '../stop.ts';
import type { ContainerWorld } from '../world.ts';
import { isDue } from './restart-policy.ts';

export interface RestartOptions {
  stop?: StopOptions;
  start?: StartOptions;
  signal?: AbortSignal;
}

/**
 * Stops a container as `stopContainer` does and starts it again, with nobody in between; one that is off is started.
 *
 * @throws {RuntimeFault} of the stop: it runs on; of the start: it is off.
 */
export async function restartContainer(world: ContainerWorld, id: string, options: RestartOptions = {}): Promise<void> {
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const restart = async () => {
    const record = await settled(world, id);
    const off =
      record.run === undefined && !isDue(record)
        ? record
        : await stopRun(world, record, { ...options.stop, ...signal });
    await startOff(world, off, { ...options.start, ...signal });
    await world.events.add('Restarted', record);
  };
  return world.locks.exclusive(id, restart, options.signal);
}
