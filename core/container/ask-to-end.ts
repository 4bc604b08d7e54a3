import { isFault, toFault } from '../base/fault.ts';
import { settlesWithin } from '../base/wait.ts';
import type { ConsoleSignal, HostProcess } from '../host/port.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { runCommand } from './command.ts';
import { type ContainerWorld, MAIN_KEY } from './world.ts';

export interface AskOptions {
  /** For all of it. */
  graceMs: number;
  signal?: AbortSignal;
  /** Hears each step, as a sentence. */
  onStep?: (text: string) => void;
}

export interface Asked {
  /** `Exited`: the main process ended in time. `Late`: it did not. `Unasked`: there is none, or it takes no signal. */
  main: 'Exited' | 'Late' | 'Unasked';
  leftMs: number;
}

/** How much of a stop command's output is told. */
const MOST_OUTPUT_CHARS = 500;

/**
 * Asks a running container's programs to end, within its grace: first by its stop command, which may fail, then by the
 * signal to its main process, whose end is waited for.
 *
 * @throws the signal's reason when it is aborted meanwhile.
 */
export async function askToEnd(world: ContainerWorld, record: ContainerRecord, options: AskOptions): Promise<Asked> {
  const begunMs = world.runtime.now().getTime();
  const left = () => Math.max(0, options.graceMs - (world.runtime.now().getTime() - begunMs));
  if (record.stopCommand !== undefined && options.graceMs > 0)
    await runStopCommand(world, record, record.stopCommand, options);
  options.signal?.throwIfAborted();
  const main = record.command === undefined ? undefined : await findMain(world, record.id);
  const sent = main === undefined ? undefined : await sendEnd(main);
  if (main === undefined || sent === undefined) {
    options.onStep?.('No main process can be asked to end; the system is shut down.');
    return { main: 'Unasked', leftMs: left() };
  }
  const waitMs = left();
  options.onStep?.(`The main process was asked to end (${sent}), and has ${waitMs / 1000} seconds.`);
  const hasEnded = await settlesWithin(main.exited, waitMs, options.signal);
  options.onStep?.(hasEnded ? 'The main process has ended.' : 'The main process has not ended in time, and is ended.');
  return { main: hasEnded ? 'Exited' : 'Late', leftMs: left() };
}

async function runStopCommand(
  world: ContainerWorld,
  record: ContainerRecord,
  commandLine: string,
  { graceMs, signal, onStep }: AskOptions,
): Promise<void> {
  let output = '';
  const keep = async (chunk: Uint8Array): Promise<void> => {
    if (output.length < MOST_OUTPUT_CHARS) output += Buffer.from(chunk).toString('utf8');
  };
  onStep?.(`Running the stop command: ${commandLine}`);
  try {
    const request = { commandLine, timeoutMs: graceMs, ...(signal === undefined ? {} : { signal }) };
    const { exitCode } = await runCommand(world, record.id, request, { stdout: keep, stderr: keep });
    const said = output.trim().slice(0, MOST_OUTPUT_CHARS);
    onStep?.(`The stop command has ended with ${exitCode ?? 'the container'}${said === '' ? '' : `: ${said}`}.`);
    await world.events.add('StopCommand', record, exitCode === undefined ? {} : { exitCode });
  } catch (error) {
    signal?.throwIfAborted();
    // The container is stopped all the same: that is what was asked for.
    const reason = toFault(error, 'run the stop command of container', record.name).message;
    onStep?.(`The stop command has failed: ${reason}`);
    world.log.warn('a stop command has failed', { id: record.id, reason });
    await world.events.add('StopCommand', record, { reason });
  }
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

/** Sends the first signal that the host has. @returns which it was; undefined when it has none. */
async function sendEnd(main: HostProcess): Promise<ConsoleSignal | undefined> {
  const signals: ConsoleSignal[] = ['CtrlShutdown', 'CtrlC'];
  for (const signal of signals) {
    try {
      await main.signal(signal);
      return signal;
    } catch (error) {
      if (!isFault(error, 'NotSupported')) throw error;
    }
  }
  return undefined;
}
