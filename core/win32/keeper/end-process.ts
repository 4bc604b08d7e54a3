import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import { isAccessDenied, isAlreadyStopped } from '../../base/hresult.ts';
import type { Hcs, ProcessHandle, SystemHandle } from '../hcs.ts';

/** A process that was killed is gone by then. */
const KILL_MS = 10_000;

/** A process, as who ends it sees it. */
export interface EndingProcess {
  readonly systemId: string;
  readonly record: { key: string; processId: number };
  /** Resolves when it has exited and all of that is told. */
  readonly ended: Promise<void>;
  /** Whether its exit was heard of. */
  readonly isEnding: boolean;
  readonly hasExited: boolean;
  /** Its handle; undefined when it is ending, or HCS has lost it for now. */
  readonly living: ProcessHandle | undefined;
  /** Asks HCS whether it has exited. */
  look(): Promise<void>;
}

/**
 * Ends it with its children. HCS ends one process only, with a code of its own choice; `taskkill /T /F` inside ends
 * the tree with code 1. Where there is no such taskkill (nanoserver), HCS does what it can.
 *
 * @param system The system it is in.
 * @throws Timeout when it does not end.
 */
export async function endProcess(hcs: Hcs, process: EndingProcess, system: SystemHandle): Promise<void> {
  const { systemId, record } = process;
  await killTree(hcs, process, system);
  await Promise.race([process.ended, delay(100)]);
  const { living } = process;
  if (living !== undefined) {
    await hcs.terminateProcess(living).catch((error: unknown) => {
      // Access denied is what Windows says of a process that is going already.
      if (!isAlreadyStopped(error) && !isAccessDenied(error)) throw error;
    });
  }
  for (let waited = 0; !process.hasExited && waited < KILL_MS; waited += 500) {
    await Promise.race([process.ended, delay(500, undefined, { ref: false })]);
    if (process.isEnding) await process.ended;
    else await process.look();
  }
  if (!process.hasExited) {
    throw fault('Timeout', `Process ${record.processId} of container '${systemId}' does not end.`, {
      target: record.key,
      hint: 'Stop-Container <name> -TurnOff',
    });
  }
}

async function killTree(hcs: Hcs, process: EndingProcess, system: SystemHandle): Promise<void> {
  const parameters = {
    CommandLine: `taskkill /T /F /PID ${process.record.processId}`,
    User: 'ContainerAdministrator',
  };
  let killer: ProcessHandle;
  try {
    ({ handle: killer } = await hcs.createProcess(system, parameters));
  } catch {
    return; // no taskkill here
  }
  try {
    const until = performance.now() + KILL_MS;
    while (!process.isEnding && performance.now() < until) {
      if ((await hcs.processStatus(killer)).Exited !== false) break;
      await Promise.race([process.ended, delay(20)]);
    }
  } catch {
    // It has ended and cannot be asked any more.
  } finally {
    await killer.close();
  }
}
