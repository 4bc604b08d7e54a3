import { setTimeout as delay } from 'node:timers/promises';
import { fault, isFault } from '../../base/fault.ts';
import { isAlreadyStopped, isInvalidState, isNotFound } from '../../base/hresult.ts';
import type { ExitType } from '../../host/port.ts';
import type { Hcs, SystemHandle } from '../hcs.ts';

/** A system that was terminated is gone by then. */
const KILL_MS = 60_000;
/** HCS takes a request to terminate at once: what it has not taken by then is asked for again. */
const TAKEN_MS = 10_000;

/** A system, as who ends it sees it. */
export interface EndingSystem {
  readonly id: string;
  /** Resolves when it has ended and all of that is told. */
  readonly ended: Promise<void>;
  /** Whether its end was heard of. */
  readonly isEnding: boolean;
  /** Asks HCS whether it has ended. @param exitType What the end is if HCS does not say. */
  look(exitType: ExitType): Promise<void>;
}

/**
 * Asks it to shut down, and waits.
 * @param onLateFailure Told what fails behind the deadline.
 * @throws Timeout when it still runs: it goes on shutting down.
 */
export async function shutDownSystem(
  hcs: Hcs,
  system: EndingSystem,
  options: { handle: SystemHandle; timeoutMs: number; onLateFailure: (error: unknown) => void },
): Promise<void> {
  const { handle, timeoutMs, onLateFailure } = options;
  const limit = new AbortController();
  // That HCS took the request says nothing: SystemExited does. What it refuses is told.
  const asked = hcs.shutDownSystem(handle).then(
    () => lookUntilEnded(system, limit.signal),
    (error: unknown) => {
      if (!isAlreadyStopped(error)) throw error;
      return lookUntilEnded(system, limit.signal);
    },
  );
  const late = delay(timeoutMs, 'late' as const, { signal: limit.signal }).catch(() => undefined);
  try {
    if ((await Promise.race([system.ended, asked, late])) === 'late') {
      throw fault('Timeout', `Compute system '${system.id}' is still shutting down.`, {
        target: system.id,
        hint: 'Stop-Container <name> -TurnOff',
      });
    }
  } finally {
    limit.abort();
    asked.catch(onLateFailure);
  }
}

/** Terminates it, whatever state it is in, and waits. @throws Timeout when it does not end. */
export async function killSystem(hcs: Hcs, system: EndingSystem): Promise<void> {
  const limit = AbortSignal.timeout(KILL_MS);
  // By a handle of its own: a signal that blocks would hold up the other one.
  let handle: SystemHandle | undefined;
  try {
    handle = await hcs.openSystem(system.id);
    for (;;) {
      try {
        await Promise.race([hcs.terminateSystem(handle, TAKEN_MS), system.ended]);
        break;
      } catch (error) {
        if (isAlreadyStopped(error) || system.isEnding) break;
        if (limit.aborted || !(isInvalidState(error) || isFault(error, 'Timeout'))) throw error;
        await delay(100); // it is starting, or HCS is held up
      }
    }
  } catch (error) {
    if (!isAlreadyStopped(error) && !isNotFound(error)) throw error;
  } finally {
    await handle?.close();
  }
  await lookUntilEnded(system, limit, 'ForcedExit');
}

/** Waits for SystemExited, and asks as well, less and less often: an event can be lost. */
async function lookUntilEnded(system: EndingSystem, limit: AbortSignal, exitType: ExitType = 'Unknown'): Promise<void> {
  for (let wait = 100; !limit.aborted; wait = Math.min(wait * 2, 2_000)) {
    await Promise.race([system.ended, delay(wait, undefined, { ref: false })]);
    if (system.isEnding) return system.ended;
    if (!limit.aborted) await system.look(exitType);
  }
  if (limit.reason instanceof DOMException && limit.reason.name === 'TimeoutError') {
    throw fault('Timeout', `Compute system '${system.id}' does not end.`, {
      target: system.id,
      hint: `hcsdiag kill ${system.id}`,
    });
  }
}
