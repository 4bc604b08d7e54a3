import { fault, toFault } from '../base/fault.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { CommandSink } from './command.ts';
import { type CreateRequest, checkCreation, createContainer } from './create.ts';
import { giveLog } from './logs/give-log.ts';
import { removeContainer } from './remove.ts';
import { startContainer } from './start.ts';
import { stopContainer, stopInBackground } from './stop.ts';
import type { ContainerWorld } from './world.ts';

/** A command in a container of its own. */
export interface RunRequest {
  create: CreateRequest;
  /** Absent: the command has no standard input. */
  input?: AsyncIterable<Uint8Array>;
  /** The container is stopped when its run takes longer. */
  timeoutMs?: number;
  signal: AbortSignal;
}

export interface RunOutcome {
  /** As it was created. */
  record: ContainerRecord;
  /** The whole unsigned 32-bit code; undefined when the container was ended under the command. */
  exitCode: number | undefined;
  durationMs: number;
}

/** How long a command that is no longer wanted may take to end by itself. */
const GRACE_MS = 5000;

/** Ends a run whose caller has gone with the service before. With `autoRemove` it is removed then. Failures are logged. */
export function stopUnfollowed(world: ContainerWorld, id: string): void {
  stopInBackground(world, id, { timeoutMs: GRACE_MS });
}

/**
 * Creates a container, starts it, and gives what its command prints until the container is off. A cancel, a passed
 * deadline or a failing sink stops it before this rejects. With `autoRemove` it is gone then, whatever happened; one that
 * could not be started is gone too.
 *
 * @throws {RuntimeFault} what `createContainer` and `startContainer` throw; `InvalidArgument` where neither the request
 *   nor the image has a command; `Timeout`; `Cancelled`.
 */
export async function runImage(world: ContainerWorld, request: RunRequest, sink: CommandSink): Promise<RunOutcome> {
  const { create, signal } = request;
  checkCommand(create);
  const record = await createContainer(world, { ...create, signal });
  const { id } = record;
  world.followed.add(id);
  let isKept = record.autoRemove !== true;
  try {
    const begun = world.runtime.now().getTime();
    const input = request.input === undefined ? {} : { input: request.input };
    await startContainer(world, id, { signal, isFollowed: true, ...input }).catch((error: unknown) => {
      isKept = false;
      throw error;
    });
    const exitCode = await follow(world, record, request, sink);
    return { record, exitCode, durationMs: world.runtime.now().getTime() - begun };
  } finally {
    // Under no signal: what is given up is cleaned up all the same. A removal that failed is tried again at the next start.
    if (!isKept) await removeContainer(world, id, { force: true }).catch(warn(world, record, 'removed'));
    world.followed.delete(id);
  }
}

/** @throws {RuntimeFault} what `runImage` refuses, as things are now. Changes nothing. */
export async function checkRun(world: ContainerWorld, create: CreateRequest): Promise<void> {
  checkCommand(create);
  await checkCreation(world, create);
}

function checkCommand(create: CreateRequest): void {
  if ((create.command ?? create.image.command?.join('') ?? '') === '') throw noCommand(create);
}

/** Gives the output to the end of the run. @returns the exit code. */
async function follow(
  world: ContainerWorld,
  record: ContainerRecord,
  request: RunRequest,
  sink: CommandSink,
): Promise<number | undefined> {
  const { id, name } = record;
  const deadline = new AbortController();
  const { timeoutMs } = request;
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => deadline.abort(), timeoutMs);
  const signal = AbortSignal.any([request.signal, deadline.signal]);
  const runId = (await world.records.read(id))?.run?.id;
  try {
    await giveLog(world, id, { runId, signal }, sink);
    return (await world.records.read(id))?.lastRun?.exitCode;
  } catch (error) {
    await stopContainer(world, id, { timeoutMs: GRACE_MS }).catch(warn(world, record, 'stopped'));
    if (request.signal.aborted) throw cancelled(record);
    if (deadline.signal.aborted) throw timedOut(record, timeoutMs ?? 0);
    throw toFault(error, 'follow the output of container', name);
  } finally {
    clearTimeout(timer);
  }
}

/** What happens to a container whose record is gone meanwhile, or that resists, does not hide why its run ended. */
function warn(world: ContainerWorld, { id, name }: ContainerRecord, done: string): (error: unknown) => void {
  return (error) =>
    world.log.warn(`a container that was run could not be ${done}`, { id, name, reason: String(error) });
}

function noCommand({ image }: CreateRequest): Error {
  return fault('InvalidArgument', `Image '${image.name}' has no command, and none was given. Nothing was created.`, {
    target: image.name,
    hint: `Invoke-ContainerImage ${image.name} 'cmd /c ver'`,
  });
}

function cancelled({ name }: ContainerRecord): Error {
  return fault('Cancelled', `The run of container '${name}' was cancelled, and the container stopped.`, {
    target: name,
  });
}

function timedOut({ name }: ContainerRecord, timeoutMs: number): Error {
  return fault('Timeout', `The command of container '${name}' took over ${timeoutMs / 1000} s and was ended.`, {
    target: name,
    hint: 'Give a longer -TimeoutSec',
  });
}
