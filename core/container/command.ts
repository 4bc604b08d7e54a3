import { mergeEnvironment } from '../base/environment.ts';
import { fault, isFault, toFault } from '../base/fault.ts';
import type { HostProcess } from '../host/port.ts';
import type { ProcessParameters } from '../spec/compute-document.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { feedInput } from './feed-input.ts';
import { notRunning, whyNotRunning } from './not-running.ts';
import { type Identity, identityOf } from './settings/identity.ts';
import { environmentOf } from './settings/secrets.ts';
import { type ContainerWorld, readRecord } from './world.ts';

const KEY_PREFIX = 'exec-';

/** Whether it is the key of a command's process in its compute system. */
export function isCommandKey(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}

/** One command in a running container. */
export interface CommandRequest extends Identity {
  /** The whole command line. */
  commandLine: string;
  /** Over the container's own. */
  environment?: Record<string, string>;
  /** Default: the container's. */
  workingDirectory?: string;
  /** Absent: the command has no standard input. */
  input?: AsyncIterable<Uint8Array>;
  /** The command is ended when it takes longer. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Where the output goes, as it comes. A sink that is slow slows the command down; one that throws ends it. */
export interface CommandSink {
  stdout(chunk: Uint8Array): Promise<void>;
  stderr(chunk: Uint8Array): Promise<void>;
  /** So many bytes of a main process's log went before the sink took them: the log is kept to a size. */
  dropped?(stream: 'stdout' | 'stderr', sizeBytes: number): void;
}

export interface CommandOutcome {
  /** The whole unsigned 32-bit code; undefined when the container was ended under the command. */
  exitCode: number | undefined;
  durationMs: number;
}

/**
 * Runs a command in a running container to its end. A cancel, a passed deadline or a failing sink ends the command and
 * its children before this rejects.
 *
 * @throws {RuntimeFault} `InvalidState` when the container does not run; `CommandFailed` when Windows cannot start the
 *   program; `Timeout`; `Cancelled`.
 */
export async function runCommand(
  world: ContainerWorld,
  id: string,
  request: CommandRequest,
  sink: CommandSink,
): Promise<CommandOutcome> {
  const record = await readRecord(world, id);
  if (record.run === undefined) throw notRunning(record.name, `run a command in container '${record.name}'`);
  if (request.signal?.aborted) throw cancelled(record);
  const begun = world.runtime.now().getTime();
  const process = await createProcess(world, record, request);
  const work = followCommand(process, record, request, sink);
  const inFlight = world.commands.get(id) ?? new Set();
  world.commands.set(id, inFlight);
  const settled = work.then(
    () => undefined,
    () => undefined,
  );
  inFlight.add(settled);
  try {
    const exitCode = await work;
    return { exitCode, durationMs: world.runtime.now().getTime() - begun };
  } finally {
    inFlight.delete(settled);
    if (inFlight.size === 0 && world.commands.get(id) === inFlight) world.commands.delete(id);
    await process.close().catch((error: unknown) => {
      if (!isFault(error, 'NotFound')) world.log.warn('a command could not be closed', { id, reason: String(error) });
    });
  }
}

async function createProcess(
  world: ContainerWorld,
  record: ContainerRecord,
  request: CommandRequest,
): Promise<HostProcess> {
  const workingDirectory = request.workingDirectory ?? record.workingDirectory;
  const parameters: ProcessParameters = {
    CommandLine: request.commandLine,
    Environment: mergeEnvironment(await environmentOf(world, record), request.environment ?? {}),
    CreateStdOutPipe: true,
    CreateStdErrPipe: true,
    ...identityOf(request, record),
    ...(workingDirectory === undefined ? {} : { WorkingDirectory: workingDirectory }),
    ...(request.input === undefined ? {} : { CreateStdInPipe: true }),
  };
  try {
    const key = `${KEY_PREFIX}${world.runtime.newId()}`;
    return await world.host.compute.createProcess(record.id, key, parameters, { kind: 'spool' });
  } catch (error) {
    const why = await whyNotRunning(world, record, `run a command in container '${record.name}'`, error);
    throw why ?? toFault(error, 'run a command in container', record.name);
  }
}

async function followCommand(
  process: HostProcess,
  record: ContainerRecord,
  request: CommandRequest,
  sink: CommandSink,
): Promise<number | undefined> {
  const { signal, timeoutMs } = request;
  let ending: Error | undefined;
  const end = (reason: Error) => {
    ending ??= reason;
    // Its end is awaited below, so a failure shows as a command that goes on to its own end.
    process.terminate().catch(() => undefined);
  };
  const onAbort = () => end(cancelled(record));
  const onTimeout = () => end(timedOut(record, request));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
  const pump = async (stream: AsyncIterable<Uint8Array>, write: (chunk: Uint8Array) => Promise<void>) => {
    try {
      for await (const chunk of stream) if (ending === undefined) await write(chunk);
    } catch (error) {
      end(toFault(error, 'read the output of a command in container', record.name));
    }
  };
  if (request.input !== undefined) void feedInput(process, request.input);
  try {
    const output = [
      pump(process.stdout, (chunk) => sink.stdout(chunk)),
      pump(process.stderr, (chunk) => sink.stderr(chunk)),
    ];
    const [exitCode] = await Promise.all([process.exited, ...output]);
    if (ending !== undefined) throw ending;
    return exitCode;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function cancelled(record: ContainerRecord): Error {
  return fault('Cancelled', `The command in container '${record.name}' was cancelled and ended.`, {
    target: record.name,
  });
}

function timedOut(record: ContainerRecord, request: CommandRequest): Error {
  const seconds = (request.timeoutMs ?? 0) / 1000;
  return fault('Timeout', `The command in container '${record.name}' took over ${seconds} s and was ended.`, {
    target: record.name,
    hint: 'Give a longer -TimeoutSec',
  });
}
