import { mergeEnvironment } from '../../base/environment.ts';
import { fault, isFault, toFault } from '../../base/fault.ts';
import type { HostProcess } from '../../host/port.ts';
import { notRunning, whyNotRunning } from '../not-running.ts';
import { type Identity, identityOf } from '../settings/identity.ts';
import { environmentOf } from '../settings/secrets.ts';
import { type ContainerWorld, readRecord } from '../world.ts';
import {
  readSessions,
  removeSession,
  type SessionRecord,
  sessionKey,
  sessionOutput,
  type TerminalSize,
  writeSession,
} from './session-records.ts';

/** The terminal of the person who enters a session. */
export interface SessionTerminal {
  readonly size: TerminalSize;
  /** Calls back at each change of its size. */
  onResize(listener: (size: TerminalSize) => void): void;
  /** What is typed, raw. Its end, as an abort of the signal, leaves the session. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Takes what the program shows, with VT sequences. */
  output(chunk: Uint8Array): Promise<void>;
}

export interface SessionRequest extends Identity {
  commandLine: string;
  environment?: Record<string, string>;
  workingDirectory?: string;
  size: TerminalSize;
}

export interface SessionEntry {
  terminal: SessionTerminal;
  /** The session was entered before. */
  isBack: boolean;
  signal: AbortSignal;
}

export interface SessionExit {
  /** False: the terminal has left it. */
  hasEnded: boolean;
  /** The whole unsigned 32-bit code; undefined when it has not ended, or the container was ended under it. */
  exitCode: number | undefined;
}

/** What a person who comes back is shown of what was shown before, in bytes. */
const REPLAY_BYTES = 64 * 1024;
/** Before it: everything as a new terminal has it, and an empty screen. */
const RESET = Buffer.from('\x1bc');

/**
 * Starts a program with a terminal in a running container. It goes on until it ends, or the container does, whoever
 * enters and leaves it: `enterSession`.
 *
 * @throws {RuntimeFault} `InvalidState` when the container does not run; `CommandFailed` when Windows cannot start it.
 */
export async function startSession(world: ContainerWorld, id: string, request: SessionRequest): Promise<SessionRecord> {
  const record = await readRecord(world, id);
  const what = `enter container '${record.name}'`;
  if (record.run === undefined) throw notRunning(record.name, what);
  const workingDirectory = request.workingDirectory ?? record.workingDirectory;
  const session: SessionRecord = {
    id: world.runtime.newId().slice(0, 8),
    command: request.commandLine,
    startedAt: world.runtime.now().toISOString(),
    size: request.size,
  };
  // First the record: one without a process is not listed, and goes with the next that ends.
  await writeSession(world, id, session);
  try {
    const process = await world.host.compute.createProcess(
      id,
      sessionKey(session.id),
      {
        CommandLine: request.commandLine,
        Environment: mergeEnvironment(await environmentOf(world, record), request.environment ?? {}),
        EmulateConsole: true,
        ConsoleSize: [request.size.height, request.size.width],
        CreateStdInPipe: true,
        CreateStdOutPipe: true,
        ...identityOf(request, record),
        ...(workingDirectory === undefined ? {} : { WorkingDirectory: workingDirectory }),
      },
      sessionOutput(world, { containerId: id, sessionId: session.id }, await world.host.capabilities()),
    );
    process.stdin?.destroy();
    letGo(process);
    freeAtEnd(world, id, session.id, process);
  } catch (error) {
    await removeSession(world, id, session.id);
    const why = await whyNotRunning(world, record, what, error);
    throw why ?? toFault(error, 'start a session in container', record.name);
  }
  return session;
}

/**
 * Connects a terminal to a session, until its program ends or the terminal goes away. One that comes back sees the last
 * 64 KB that were shown, then what comes.
 *
 * @throws {RuntimeFault} `NotFound` for a session that is not there any more.
 */
export async function enterSession(
  world: ContainerWorld,
  id: string,
  session: SessionRecord,
  entry: SessionEntry,
): Promise<SessionExit> {
  const key = sessionKey(session.id);
  const work = enter(world, id, session, entry);
  const viewers = world.viewers.get(key) ?? new Set();
  world.viewers.set(key, viewers.add(work));
  try {
    return await work;
  } finally {
    viewers.delete(work);
    if (viewers.size === 0) world.viewers.delete(key);
  }
}

async function enter(
  world: ContainerWorld,
  id: string,
  session: SessionRecord,
  { terminal, isBack, signal }: SessionEntry,
): Promise<SessionExit> {
  const process = await openSession(world, id, session.id, isBack ? -REPLAY_BYTES : 0);
  process.stderr.destroy();
  const left = new AbortController();
  const leave = () => left.abort();
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  const resize = (size: TerminalSize) =>
    resizeSession(world, id, session, size).catch((error: unknown) => {
      world.log.warn('a terminal could not be given another size', { id, session: session.id, reason: String(error) });
    });
  try {
    if (isBack) await terminal.output(RESET);
    const shown = show(process, terminal, left);
    void type(process, terminal.input, left);
    // Not without need: a console may begin with an empty screen after it.
    const { height, width } = session.size;
    if (terminal.size.height !== height || terminal.size.width !== width) void resize(terminal.size);
    terminal.onResize((size) => void resize(size));
    await Promise.race([shown, new Promise((resolve) => left.signal.addEventListener('abort', resolve))]);
    if (left.signal.aborted) return { exitCode: undefined, hasEnded: false };
    return { exitCode: await process.exited, hasEnded: true };
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
    process.stdin?.destroy();
    letGo(process);
  }
}

/** The sessions of a container whose programs run, by their start. */
export async function listSessions(world: ContainerWorld, id: string): Promise<SessionRecord[]> {
  const record = await readRecord(world, id);
  if (record.run === undefined) return [];
  const keys = new Set(await world.host.compute.listProcesses(id));
  return (await readSessions(world, id)).filter((session) => keys.has(sessionKey(session.id)));
}

async function resizeSession(
  world: ContainerWorld,
  id: string,
  session: SessionRecord,
  size: TerminalSize,
): Promise<void> {
  await world.host.controls.resizeConsole(id, sessionKey(session.id), size);
  await writeSession(world, id, { ...session, size });
}

async function openSession(world: ContainerWorld, id: string, sessionId: string, from: number): Promise<HostProcess> {
  const { name } = await readRecord(world, id);
  try {
    return await world.host.compute.openProcess(id, sessionKey(sessionId), { stdout: from });
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
    throw fault('NotFound', `Container '${name}' has no session '${sessionId}'.`, {
      target: sessionId,
      hint: `Get-ContainerSession ${name}`,
      cause: error,
    });
  }
}

/** To the end of the program's output. A terminal that takes nothing any more has left. */
async function show(process: HostProcess, terminal: SessionTerminal, left: AbortController): Promise<void> {
  try {
    for await (const chunk of process.stdout) {
      if (left.signal.aborted) return;
      await terminal.output(chunk);
    }
  } catch {
    left.abort();
  }
}

async function type(process: HostProcess, input: AsyncIterable<Uint8Array>, left: AbortController): Promise<void> {
  const { stdin } = process;
  stdin?.on('error', () => undefined); // it ended meanwhile
  try {
    for await (const chunk of input) {
      if (left.signal.aborted) return;
      // What is typed is little, and waits in memory while the program reads nothing.
      stdin?.write(chunk);
    }
  } catch {
    // The terminal broke off: it has left.
  }
  left.abort();
}

function freeAtEnd(world: ContainerWorld, id: string, sessionId: string, process: HostProcess): void {
  const free = async () => {
    // What it has shown last is read first by those who are in it.
    await Promise.allSettled([...(world.viewers.get(sessionKey(sessionId)) ?? [])]);
    await removeSession(world, id, sessionId);
    await process.close();
  };
  void process.exited.then(free).catch((error: unknown) => {
    if (!isFault(error, 'NotFound')) world.log.warn('a session could not be freed', { id, reason: String(error) });
  });
}

function letGo(process: HostProcess): void {
  process.stdout.destroy();
  process.stderr.destroy();
}
