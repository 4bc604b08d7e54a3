import { fault, isFault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { isUp } from '../../host/is-up.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { querySystem, settled } from '../settle.ts';
import { type StartOptions, startOff } from '../start.ts';
import { type StopOptions, stopRun } from '../stop.ts';
import { type ContainerWorld, inBackground } from '../world.ts';
import { isDue, markStopped } from './restart-policy.ts';

export interface RestartOptions {
  stop?: Omit<StopOptions, 'isRestart'>;
  start?: StartOptions;
  signal?: AbortSignal;
}

/**
 * Stops a container as `stopContainer` does and starts it again, with nobody in between; one that is off is started.
 * Where the service dies meanwhile the next one finishes it.
 *
 * @throws {RuntimeFault} of the stop: it runs on; of the start: it is off, as the message says.
 */
export async function restartContainer(world: ContainerWorld, id: string, options: RestartOptions = {}): Promise<void> {
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const restart = async () => {
    const record = await settled(world, id);
    try {
      const off =
        record.run === undefined
          ? record
          : await stopRun(world, record, { ...options.stop, ...signal, isRestart: true });
      await startOff(world, off, { ...options.start, ...signal });
    } catch (error) {
      await giveUp(world, id).catch((undoError: unknown) => {
        world.log.error('a restart that failed is tried again later', { id, reason: String(undoError) });
      });
      throw await tellWhatIsLeft(world, record, error);
    }
    await world.events.add('Restarted', record);
  };
  return world.locks.exclusive(id, restart, options.signal);
}

/** Does once more a restart that a service before began. Failures are logged. */
export function restartInBackground(world: ContainerWorld, id: string): void {
  const failed = 'a restart that was begun could not be finished';
  void inBackground(world, restartContainer(world, id), { id, failed });
}

/** Its caller is told: nothing starts it behind their back. */
async function giveUp(world: ContainerWorld, id: string): Promise<void> {
  const journal = await world.records.readJournal(id);
  if (journal?.isRestart === true) {
    const { isRestart: _, ...rest } = journal;
    await world.records.writeJournal(id, rest);
  }
  const record = await world.records.read(id);
  if (record === undefined || !isDue(record)) return;
  world.due.forget(id);
  await world.records.write(markStopped(record, true));
}

/** The same error, and that the container is off where the restart had stopped it. */
async function tellWhatIsLeft(
  world: ContainerWorld,
  { id, name, run }: ContainerRecord,
  error: unknown,
): Promise<RuntimeFault> {
  const inner = toFault(error, 'restart container', name);
  const isOff = run !== undefined && !isUp(await querySystem(world, id).catch(() => undefined));
  if (!isOff) return inner;
  const details = {
    op: 'restart container',
    target: name,
    hint: inner.hint ?? `Start-Container ${name}`,
    cause: error,
    ...(inner.hresult === undefined ? {} : { hresult: inner.hresult }),
  };
  if (isFault(error, 'Cancelled')) {
    // No kind that a cancel is silent about: something is left of it.
    const message = `The restart of container '${name}' was cancelled when it had stopped it. It is off.`;
    return fault('InvalidState', message, details);
  }
  return fault(inner.kind, `${inner.message} The restart had stopped it: it is off.`, details);
}
