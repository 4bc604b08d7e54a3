import { fault } from '../../base/fault.ts';
import type { ContainerRecord, EndedRun } from '../../store/container-record.ts';
import type { RestartPolicy, Restarts } from '../../store/restart-record.ts';

/** A container that runs at least so long has started well: the next wait is the first one again. */
const GOOD_RUN_MS = 10_000;
const FIRST_WAIT_MS = 100;
/** The wait doubles with each start that did not go well, up to this. */
export const LONGEST_WAIT_MS = 60_000;

/** How long a policy waits before its next start, after so many that did not go well. */
export function waitBeforeStart(streak: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(streak, 30));
}

/** @throws {RuntimeFault} `InvalidArgument` for retries of a policy that counts none. */
export function makeRestartPolicy(
  name: RestartPolicy['name'] | 'No',
  maximumRetries?: number,
): RestartPolicy | undefined {
  if (maximumRetries !== undefined && name !== 'OnFailure') {
    throw fault('InvalidArgument', `The restart policy ${name} knows no highest number of retries.`, {
      target: name,
      hint: '-RestartPolicy OnFailure -MaximumRetryCount 5',
    });
  }
  if (name === 'No') return undefined;
  return maximumRetries === undefined ? { name } : { name, maximumRetries };
}

/** Whether a policy, or what is left of a restart, will start the container, which is off. */
export function isDue({ run, restarts }: ContainerRecord): boolean {
  return run === undefined && restarts?.dueAt !== undefined;
}

/** Whether the policy would start the container, which is off, and may not any more. */
export function hasGivenUp({ restartPolicy: policy, restarts, lastRun }: ContainerRecord): boolean {
  if (policy === undefined || restarts === undefined || restarts.isStopped === true || lastRun === undefined)
    return false;
  if (restarts.dueAt !== undefined) return false;
  return isWanted(policy, lastRun) && isUsedUp(policy, restarts);
}

/** The record of a container that is being started: the user's start begins to count anew. */
export function atStart(record: ContainerRecord, isByPolicy: boolean): ContainerRecord {
  if (record.restartPolicy === undefined) return withoutRestarts(record);
  const { count, streak } = before(record);
  return withRestarts(record, isByPolicy ? { count: count + 1, streak: streak + 1 } : { count: 0, streak: 0 });
}

/** The record of a container whose run has ended: off, or waiting for its next start. The same again gives the same. */
export function afterEnd(record: ContainerRecord, outcome: EndedRun, now: Date): ContainerRecord {
  const { restartPolicy: policy } = record;
  if (policy === undefined) return record;
  const { dueAt: _, ...restarts } = before(record);
  if (restarts.isStopped === true || !isWanted(policy, outcome) || isUsedUp(policy, restarts))
    return withRestarts(record, restarts);
  const streak = isGoodRun(outcome) ? 0 : restarts.streak;
  return withRestarts(record, { ...restarts, streak, dueAt: later(now, waitBeforeStart(streak)) });
}

/** The record of a container that a restart has stopped: it is to be started, by the next service where this one dies. */
export function atRestart(record: ContainerRecord, now: Date): ContainerRecord {
  return withRestarts(record, { count: 0, streak: 0, dueAt: now.toISOString() });
}

/** The record of a container whose start by the policy has failed. It counts as a run that ended badly at once. */
export function afterFailedStart(record: ContainerRecord, problem: string, now: Date): ContainerRecord {
  const { restartPolicy: policy } = record;
  if (policy === undefined) return withoutRestarts(record);
  const { dueAt: _, ...rest } = before(record);
  const restarts = { ...rest, count: rest.count + 1, streak: rest.streak + 1, problem };
  if (isUsedUp(policy, restarts)) return withRestarts(record, restarts);
  return withRestarts(record, { ...restarts, dueAt: later(now, waitBeforeStart(restarts.streak)) });
}

/** The record of a container that the user stops, or, with `false`, has given up stopping. */
export function markStopped(record: ContainerRecord, isStopped: boolean): ContainerRecord {
  if (record.restartPolicy === undefined) return withoutRestarts(record);
  const { dueAt: _, isStopped: __, ...restarts } = before(record);
  return withRestarts(record, isStopped ? { ...restarts, isStopped } : restarts);
}

/**
 * The record of a container at the start of the machine: `Always` is started then, though the user had stopped it. One
 * that was never started stays off.
 */
export function atMachineStart(record: ContainerRecord, now: Date): ContainerRecord {
  const { restarts, restartPolicy, run, lastRun } = record;
  if (run !== undefined || lastRun === undefined || restartPolicy?.name !== 'Always') return record;
  if (restarts?.isStopped !== true) return record;
  return withRestarts(record, { count: 0, streak: 0, dueAt: now.toISOString() });
}

/** The record with another policy. What the policy before had in mind is forgotten; what the user has stopped stays off. */
export function withPolicy(record: ContainerRecord, policy: RestartPolicy | undefined): ContainerRecord {
  const { restartPolicy: _, restarts, ...rest } = record;
  if (policy === undefined) return rest;
  const stopped = restarts?.isStopped === true || (restarts === undefined && record.run === undefined);
  const kept: Restarts = { count: restarts?.count ?? 0, streak: 0 };
  return { ...rest, restartPolicy: policy, restarts: stopped ? { ...kept, isStopped: true } : kept };
}

function before({ restarts }: ContainerRecord): Restarts {
  return restarts ?? { count: 0, streak: 0 };
}

function withRestarts(record: ContainerRecord, restarts: Restarts): ContainerRecord {
  return { ...record, restarts };
}

/** Without a policy only a restart that was cut short has left any. */
function withoutRestarts(record: ContainerRecord): ContainerRecord {
  if (record.restarts === undefined) return record;
  const { restarts: _, ...rest } = record;
  return rest;
}

/** What nobody saw end (a machine that lost power) is no failure, as nobody knows of one. */
function isWanted(policy: RestartPolicy, { exitCode, exitType }: EndedRun): boolean {
  if (policy.name !== 'OnFailure') return true;
  return exitCode === undefined ? exitType === 'UnexpectedExit' : exitCode !== 0;
}

function isUsedUp({ maximumRetries }: RestartPolicy, { count }: Restarts): boolean {
  return maximumRetries !== undefined && count >= maximumRetries;
}

function isGoodRun({ startedAt, endedAt }: EndedRun): boolean {
  return startedAt !== undefined && Date.parse(endedAt) - Date.parse(startedAt) >= GOOD_RUN_MS;
}

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
