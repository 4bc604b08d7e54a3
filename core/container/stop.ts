import { fault, isDiskFull } from '../base/fault.ts';
import { isUp } from '../host/is-up.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { LastAct } from '../store/last-act.ts';
import { type Asked, askToEnd } from './ask-to-end.ts';
import { isDue, markStopped } from './restart/restart-policy.ts';
import { endRun, querySystem, settled } from './settle.ts';
import { shutDown } from './watch.ts';
import { type ContainerWorld, ignoringNotFound, inBackground, nowText } from './world.ts';

export interface StopOptions {
  /** End it at once, as a power cut would. */
  turnOff?: boolean;
  /** How long it may take to end by itself before it is ended. Default: the container's own, else 30,000. */
  timeoutMs?: number;
  /** It is started behind it: no restart policy is told to leave it off. */
  isRestart?: boolean;
  /** Hears each step, as a sentence. */
  onStep?: (text: string) => void;
  signal?: AbortSignal;
}

const GRACE_MS = 30_000;
/** The least that a system gets to write its registry, however long its main process took. */
const LEAST_SHUTDOWN_MS = 2000;

/**
 * Stops a container: its stop command is run, its main process is asked to end, then the system is shut down, then ended. A cancel during the
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
export function stopInBackground(world: ContainerWorld, id: string, options: StopOptions = {}): void {
  const failed = 'a stop that was begun could not be finished';
  void inBackground(world, stopContainer(world, id, options), { id, failed });
}

/**
 * Stops the run of a container whose lock the caller holds, or the wait for its next start. That the user wants it
 * stopped is written down first: no restart policy starts it again, whoever sees it end.
 *
 * @returns the record, Off; still with the run, which has ended, where the disk is too full to write that down.
 */
export async function stopRun(
  world: ContainerWorld,
  record: ContainerRecord,
  options: StopOptions,
): Promise<ContainerRecord> {
  throwIfCancelled(record.name, options.signal);
  const { id, name } = record;
  if (record.run === undefined) return stopWaiting(world, record);
  const isRestart = options.isRestart === true;
  const marked = isRestart ? record : markStopped(record, true);
  if (marked !== record) await world.records.write(marked);
  world.due.forget(id);
  const restart = isRestart ? ({ isRestart } as const) : {};
  const journal = { schemaVersion: 1, operation: 'stop', at: nowText(world), name, ...restart } as const;
  await world.records.writeJournal(id, journal).catch((error: unknown) => {
    // It is for a death in the middle alone: what runs on a full disk can be stopped all the same.
    world.log.warn('a stop could not be written down', { id, reason: String(error) });
  });
  try {
    const off = await endMarked(world, marked, options).catch((error: unknown) => {
      // What is to be started behind it needs the room.
      if (isRestart) throw error;
      return offUnwritten(world, marked, error);
    });
    if (off.run === undefined && off.lastAct !== undefined) await world.events.addAct(record, off.lastAct);
    return off;
  } catch (error) {
    // It runs on, as its policy may keep it. Whether it does not can also be found out later: then it stays off.
    const system = await querySystem(world, record.id).catch(() => undefined);
    if (isUp(system)) await world.records.clearJournal(id).catch(() => undefined); // settled by who comes next
    if (marked !== record && isUp(system)) await world.records.write(markStopped(record, false));
    throw error;
  }
}

/**
 * It is off, and there is no room to write that down: that is made good by who looks at it when there is.
 * @returns the record, with the run. @throws what went wrong otherwise.
 */
async function offUnwritten(world: ContainerWorld, record: ContainerRecord, error: unknown): Promise<ContainerRecord> {
  if (!isDiskFull(error) || isUp(await querySystem(world, record.id))) throw error;
  world.log.warn('a container is off; the disk is too full to write it down', { id: record.id, name: record.name });
  return record;
}

/** What of a stop is told in the history. */
type How = 'TurnedOff' | Asked['main'];

/** It is off, and waits for its next start: it does not any more. */
async function stopWaiting(world: ContainerWorld, record: ContainerRecord): Promise<ContainerRecord> {
  const lastAct: LastAct = { action: 'Stopped', at: nowText(world), details: {} };
  const marked = { ...markStopped(record, true), lastAct };
  await world.records.write(marked);
  world.due.forget(record.id);
  await world.events.addAct(record, lastAct);
  return marked;
}

async function endMarked(
  world: ContainerWorld,
  record: ContainerRecord,
  options: StopOptions,
): Promise<ContainerRecord> {
  const { id, name } = record;
  let how: How = 'TurnedOff';
  if (options.turnOff === true) {
    await ignoringNotFound(world.host.compute.terminate(id));
  } else {
    // What is paused hears no signal, and does not end by itself.
    if ((await querySystem(world, id))?.state === 'Paused') await world.host.controls.resume(id);
    const { timeoutMs: graceMs = record.stopTimeoutMs ?? GRACE_MS, ...rest } = options;
    const asked = await askToEnd(world, record, { ...rest, graceMs }).catch((error: unknown) => {
      throwIfCancelled(name, options.signal);
      throw error;
    });
    throwIfCancelled(name, options.signal);
    await shutDown(world, id, Math.max(LEAST_SHUTDOWN_MS, asked.leftMs));
    how = asked.main;
  }
  return endRun(world, record, await querySystem(world, id), {
    stopped: how,
    isRestart: options.isRestart === true,
  });
}

function throwIfCancelled(name: string, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw fault('Cancelled', `Cannot stop container '${name}': it was cancelled. It is still running.`, { target: name });
}
