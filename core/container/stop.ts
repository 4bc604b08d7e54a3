import { fault, isFault } from '../base/fault.ts';
import { settlesWithin } from '../base/wait.ts';
import { isUp } from '../host/is-up.ts';
import type { ConsoleSignal, HostProcess } from '../host/port.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { isDue, markStopped } from './restart-policy.ts';
import { endRun, querySystem, settled } from './settle.ts';
import { shutDown } from './watch.ts';
import { type ContainerWorld, ignoringNotFound, MAIN_KEY } from './world.ts';

export interface StopOptions {
  /** End it at once, as a power cut would. */
  turnOff?: boolean;
  /** How long it may take to end by itself before it is ended. Default 30,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** The least that a system gets to write its registry, however long its main process took. */
const LEAST_SHUTDOWN_MS = 2000;

/**
 * Stops a container: its main process is asked to end, then the system is shut down, then ended. A cancel during the
 * wait leaves it running.
 *
 * @returns whether there was something to do: false when it is off already.
 */
export async function stopContainer(world: ContainerWorld, id: string, options: StopOptions = {}): Promise<boolean> {
  const stop = async () => {
    const record = await settled(world, id);
    if (record.run === undefined && !isDue(record)) return false;
    await stopRun(world, record, options);
    return true;
  };
  return world.locks.exclusive(id, stop, options.signal);
}

/** Finishes a stop that a service before left in the middle. Failures are logged. */
export function stopInBackground(world: ContainerWorld, id: string): void {
  const work = stopContainer(world, id)
    .catch((error: unknown) => {
      world.log.error('a stop that was begun could not be finished', { id, reason: String(error) });
    })
    .finally(() => world.background.delete(work));
  world.background.add(work);
}

/**
 * Stops the run of a container whose lock the caller holds, or the wait for its next start. That the user wants it
 * stopped is written down first: no restart policy starts it again, whoever sees it end. @returns the record, Off.
 */
export async function stopRun(
  world: ContainerWorld,
  record: ContainerRecord,
  options: StopOptions,
): Promise<ContainerRecord> {
  throwIfCancelled(record.name, options.signal);
  const marked = markStopped(record, true);
  if (marked !== record) await world.records.write(marked);
  world.due.forget(record.id);
  try {
    const off = record.run === undefined ? marked : await endMarked(world, marked, options);
    await world.events.add('Stopped', record);
    return off;
  } catch (error) {
    // It runs on, as its policy may keep it. Whether it does not can also be found out later: then it stays off.
    const system = await querySystem(world, record.id).catch(() => undefined);
    if (marked !== record && isUp(system)) await world.records.write(markStopped(record, false));
    throw error;
  }
}

async function endMarked(
  world: ContainerWorld,
  record: ContainerRecord,
  options: StopOptions,
): Promise<ContainerRecord> {
  const { id, name } = record;
  if (options.turnOff === true) {
    await ignoringNotFound(world.host.compute.terminate(id));
  } else {
    // What is paused hears no signal, and does not end by itself.
    if ((await querySystem(world, id))?.state === 'Paused') await world.host.controls.resume(id);
    const leftMs = await endMain(world, record, options);
    throwIfCancelled(name, options.signal);
    await shutDown(world, id, Math.max(LEAST_SHUTDOWN_MS, leftMs));
  }
  return endRun(world, record, await querySystem(world, id));
}

/** Signals the main process and waits for its end. @returns the milliseconds left. */
async function endMain(world: ContainerWorld, record: ContainerRecord, options: StopOptions): Promise<number> {
  const graceMs = options.timeoutMs ?? 30_000;
  if (record.command === undefined) return graceMs;
  const main = await findMain(world, record.id);
  if (main === undefined || !(await signalEnd(main))) return graceMs;
  const begun = world.runtime.now().getTime();
  await settlesWithin(main.exited, graceMs, options.signal).catch((error: unknown) => {
    throwIfCancelled(record.name, options.signal);
    throw error;
  });
  return Math.max(0, graceMs - (world.runtime.now().getTime() - begun));
}

async function findMain(world: ContainerWorld, id: string): Promise<HostProcess | undefined> {
  const watched = world.mains.get(id);
  if (watched !== undefined) return watched.process;
  try {
    return await world.host.compute.openProcess(id, MAIN_KEY);
  } catch (error) {
    if (isFault(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** Sends the first signal that the host has. @returns false when it has none. */
async function signalEnd(main: HostProcess): Promise<boolean> {
  const signals: ConsoleSignal[] = ['CtrlShutdown', 'CtrlC'];
  for (const signal of signals) {
    try {
      await main.signal(signal);
      return true;
    } catch (error) {
      if (!isFault(error, 'NotSupported')) throw error;
    }
  }
  return false;
}

function throwIfCancelled(name: string, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw fault('Cancelled', `Cannot stop container '${name}': it was cancelled. It is still running.`, { target: name });
}
