import { fault, type RuntimeFault } from '../base/fault.ts';
import { compileWildcard } from '../base/wildcard.ts';
import type { LogStream } from './logs/log-bytes.ts';
import { followLog } from './logs/logs.ts';
import { type ContainerView, viewContainer } from './view.ts';
import { type ContainerWorld, readRecord } from './world.ts';

export interface WaitOptions {
  /** In milliseconds. Default: no limit. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Waits until a container is off, or runs with commands working in it. What is so already is not waited for.
 *
 * @returns the container as it is then.
 * @throws {RuntimeFault} `Timeout`; `NotFound` when it is removed meanwhile; `Cancelled`.
 */
export async function waitForState(
  world: ContainerWorld,
  id: string,
  state: 'Off' | 'Running',
  options: WaitOptions = {},
): Promise<ContainerView> {
  const { name } = await readRecord(world, id);
  const look = async () => {
    const view = await viewContainer(world, id);
    if (view === undefined)
      throw fault('NotFound', `Container '${name}' was removed while it was waited for.`, { target: name });
    return view.state === state ? view : undefined;
  };
  const what = state === 'Off' ? 'has not ended' : 'does not run';
  return within(options, { name, what }, (signal) => world.changes.until(id, look, signal));
}

/**
 * Waits until a container runs and its health check says that it is healthy; what is so already is not waited for.
 *
 * @returns the container as it is then.
 * @throws {RuntimeFault} `InvalidState` when it has no health check, is off, or ends first; as `waitForState`.
 */
export async function waitForHealth(
  world: ContainerWorld,
  id: string,
  options: WaitOptions = {},
): Promise<ContainerView> {
  const { name, healthCheck } = await readRecord(world, id);
  if (healthCheck === undefined) {
    throw fault('InvalidState', `Container '${name}' has no health check that could be waited for.`, {
      target: name,
      hint: 'New-Container -HealthCommand',
    });
  }
  const look = async () => {
    const view = await viewContainer(world, id);
    if (view === undefined)
      throw fault('NotFound', `Container '${name}' was removed while it was waited for.`, { target: name });
    if (view.state === 'Off') {
      throw fault('InvalidState', `Container '${name}' is off, and was not healthy before.`, {
        target: name,
        hint: `Start-Container ${name}`,
      });
    }
    return view.health?.status === 'Healthy' ? view : undefined;
  };
  return within(options, { name, what: 'was not healthy' }, (signal) => world.changes.until(id, look, signal));
}

/**
 * Waits for a line of what the main command prints, in the run that goes on or, of a container that is off, in its last.
 *
 * @param like A PowerShell wildcard pattern for the whole line, without regard to case.
 * @returns the line.
 * @throws {RuntimeFault} `Timeout`; `InvalidState` when the run ends without it; `Cancelled`.
 */
export async function waitForLine(
  world: ContainerWorld,
  id: string,
  like: string,
  options: WaitOptions = {},
): Promise<string> {
  const { name, command } = await readRecord(world, id);
  if (command === undefined) {
    throw fault('InvalidState', `Container '${name}' has no command whose output could be waited for.`, {
      target: name,
      hint: 'New-Container -Command',
    });
  }
  const isWanted = compileWildcard(like);
  return within(options, { name, what: `has not printed a line like '${like}'` }, async (signal) => {
    const found = new AbortController();
    const both = AbortSignal.any([signal, found.signal]);
    const search = async (stream: LogStream): Promise<string | undefined> => {
      for await (const lines of followLog(world, id, stream, { isOfLastRun: true, signal: both })) {
        const found = lines.find(isWanted);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const lines = (['stdout', 'stderr'] as const).map(search);
    // Settled before anybody returns: no file stays open.
    const first = await firstFound(lines).finally(() => found.abort());
    await Promise.allSettled(lines);
    if (first !== undefined) return first;
    signal.throwIfAborted();
    throw fault('InvalidState', `Container '${name}' ended without printing a line like '${like}'.`, {
      target: name,
      hint: `Get-ContainerLog ${name} -Tail 20`,
    });
  });
}

/** The first that is not undefined; undefined when all are. @throws what one throws before. */
function firstFound<T>(all: readonly Promise<T | undefined>[]): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    for (const one of all) one.then((value) => (value === undefined ? undefined : resolve(value)), reject);
    void Promise.all(all).then(() => resolve(undefined), reject);
  });
}

/** Runs a wait under a deadline, and tells which of the two ended it. */
async function within<T>(
  { timeoutMs, signal }: WaitOptions,
  { name, what }: { name: string; what: string },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => deadline.abort(), timeoutMs);
  try {
    return await work(signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]));
  } catch (error) {
    throw deadline.signal.aborted && signal?.aborted !== true ? late(name, what, timeoutMs ?? 0, error) : error;
  } finally {
    clearTimeout(timer);
  }
}

function late(name: string, what: string, timeoutMs: number, cause: unknown): RuntimeFault {
  return fault('Timeout', `Container '${name}' ${what} within ${Number((timeoutMs / 1000).toFixed(1))} seconds.`, {
    target: name,
    hint: `Get-Container ${name}; or give a longer -TimeoutSec`,
    cause,
  });
}
