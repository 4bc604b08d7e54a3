import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson, sweepTemporaries, writeJson } from '../base/atomic-file.ts';
import { errnoOf, fault, isFault, toFault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import { notGiven } from '../host/check-limits.ts';
import { checkKey, checkOutput, commandFault } from '../host/check-process.ts';
import type { HostProcess, LogOutput, ProcessOutput } from '../host/port.ts';
import type { ProcessParameters } from '../spec/compute-document.ts';
import {
  EmbeddedProcess,
  inputAtFirstUse,
  openInput,
  type ProcessRecord,
  removeProcess,
  tellAgent,
} from './embedded-process.ts';
import { LIST_PREFIX } from './guest-processes.ts';
import { IoFolder, plainSize } from './io-folder.ts';
import { notRunning } from './not-running.ts';
import { checkRequest, encodeRequest } from './process-request.ts';
import type { SystemFolder } from './system-folder.ts';
import type { SystemTracker, TrackedProcess } from './system-tracker.ts';

/** The agent answers a request within this unless the machine is stuck. */
const AGENT_ANSWER_MS = 60_000;

/** The processes of systems: asked for through the guest agent, found again by their files. */
export class SystemProcesses {
  private readonly newId: () => string;
  private readonly track: (folder: SystemFolder) => SystemTracker;
  private readonly keepLogs: (id: string, paths: string[], maximumBytes: number | undefined) => Promise<void>;
  private readonly canLimitLogs: () => boolean;

  /** @param parts.keepLogs Begins to note when these logs grow; never rejects. */
  constructor(parts: {
    newId: () => string;
    track: (folder: SystemFolder) => SystemTracker;
    keepLogs: (id: string, paths: string[], maximumBytes: number | undefined) => Promise<void>;
    canLimitLogs: () => boolean;
  }) {
    this.newId = parts.newId;
    this.track = parts.track;
    this.keepLogs = parts.keepLogs;
    this.canLimitLogs = parts.canLimitLogs;
  }

  /** See `ComputeHost.createProcess`; the system was seen running. */
  async create(
    folder: SystemFolder,
    key: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess> {
    checkKey(key);
    checkRequest(parameters);
    checkOutput(output);
    if (output.kind === 'log' && output.maximumBytes !== undefined && !this.canLimitLogs()) throw notGiven('log');
    const recordPath = join(folder.processesPath, `${key}.json`);
    await claimKey(folder, key, recordPath);
    try {
      const record = await this.prepare(folder, key, parameters, output);
      await writeJson(recordPath, record);
      if (record.logPaths !== undefined) await this.keepLogs(folder.id, record.logPaths, record.logMaximumBytes);
      return await this.ask(folder, key, parameters, record);
    } catch (error) {
      await removeProcess(folder, key);
      throw disturbed(folder, error);
    }
  }

  private async prepare(
    folder: SystemFolder,
    key: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<ProcessRecord> {
    const hasTerminal = parameters.EmulateConsole === true;
    const hasConsole = output.kind === 'log' && !hasTerminal;
    const request = encodeRequest(parameters, hasConsole);
    const io = await IoFolder.make(folder.ioPath, key, this.newId());
    try {
      const record: ProcessRecord = {
        kind: output.kind,
        statusOffset: plainSize(folder.statusPath),
        stdoutStart: await makeOutput(io, 'stdout', output.kind === 'log' ? output.stdoutPath : undefined),
        stderrStart: await makeOutput(io, 'stderr', output.kind === 'log' ? output.stderrPath : undefined),
        hasConsole: hasConsole || hasTerminal,
        hasTerminal,
        ...(output.kind === 'log' ? logFields(output) : {}),
      };
      io.write('request', request);
      if (parameters.CreateStdInPipe === true || hasTerminal) io.makeFifo('stdin');
      return record;
    } finally {
      io.close();
    }
  }

  private async ask(
    folder: SystemFolder,
    key: string,
    parameters: ProcessParameters,
    record: ProcessRecord,
  ): Promise<HostProcess> {
    const tracker = this.track(folder);
    const wantsInput = parameters.CreateStdInPipe === true;
    // Held open both ways until the agent has its end, so that neither it nor wineserver can block on the open.
    const hold = wantsInput ? openStdin(folder, key, constants.O_RDWR) : undefined;
    try {
      tracker.requireHearing();
      if (!(await tellAgent(folder, `run ${key}`))) throw notRunning(folder.id);
      const answer = await this.answer(tracker, key, record).finally(() => forgetRequest(folder, key));
      if (answer === undefined) throw notRunning(folder.id);
      if (answer.failure) throw commandFault(parameters.CommandLine, answer.failure.error);
      return new EmbeddedProcess({
        tracker,
        key,
        record,
        offsets: {},
        processId: answer.processId ?? 0,
        stdin: wantsInput ? openInput(openStdin(folder, key, constants.O_WRONLY)) : undefined,
      });
    } finally {
      if (hold !== undefined) closeSync(hold);
    }
  }

  /** What the agent says to our request; undefined when the system ended first. */
  private async answer(
    tracker: SystemTracker,
    key: string,
    record: ProcessRecord,
  ): Promise<TrackedProcess | undefined> {
    const limit = AbortSignal.timeout(AGENT_ANSWER_MS);
    try {
      const found = await tracker.until(() => {
        const tracked = tracker.processes.get(key);
        if (tracked !== undefined && tracked.startedOffset > record.statusOffset) return tracked;
        return tracker.hasEnded ? ('ended' as const) : undefined;
      }, limit);
      return found === 'ended' ? undefined : found;
    } catch (error) {
      if (!limit.aborted) throw error;
      throw fault('Timeout', `Compute system '${tracker.folder.id}' did not answer: its agent is stuck or was ended.`, {
        target: tracker.folder.id,
        hint: 'Stop-Container <name> -TurnOff',
        cause: error,
      });
    }
  }

  /** See `ComputeHost.openProcess`. */
  async open(folder: SystemFolder, key: string, offsets: { stdout?: number; stderr?: number }): Promise<HostProcess> {
    checkKey(key);
    const record = await readRecord(folder, key);
    const tracker = this.track(folder);
    await tracker.refresh();
    const tracked = tracker.processes.get(key);
    if (
      record?.statusOffset === undefined ||
      tracked?.processId === undefined ||
      tracked.startedOffset <= record.statusOffset
    ) {
      throw fault('NotFound', `Compute system '${folder.id}' has no process '${key}'.`, { target: key });
    }
    forgetRequest(folder, key); // whoever asked for it may have been killed before
    try {
      const isOpen = record.hasTerminal === true && tracked.exit === undefined;
      const stdin = isOpen ? inputAtFirstUse(() => openStdin(folder, key, constants.O_WRONLY)) : undefined;
      return new EmbeddedProcess({ tracker, key, record, offsets, processId: tracked.processId, stdin });
    } catch (error) {
      throw disturbed(folder, error);
    }
  }

  /**
   * Frees what a host before was killed in the middle of asking for: nobody waits for it. What the agent has begun of it,
   * or still will, ends. To be called before anything is asked for.
   */
  async sweep(folder: SystemFolder): Promise<void> {
    await sweepTemporaries(folder.processesPath);
    const tracker = this.track(folder);
    await tracker.refresh();
    for (const key of await recordedKeys(folder)) {
      if (tracker.processes.get(key)?.processId !== undefined || !isHalfAsked(folder, key)) continue;
      await tellAgent(folder, `kill ${key}`); // read after `run`, if that was told
      await removeProcess(folder, key);
    }
    for (const name of await listFolder(folder.ioPath))
      if (name.startsWith(LIST_PREFIX)) IoFolder.remove(folder.ioPath, name);
  }

  /** See `ComputeHost.listProcesses`. */
  async list(folder: SystemFolder): Promise<string[]> {
    const keys = await recordedKeys(folder);
    const tracker = this.track(folder);
    await tracker.refresh();
    return keys.filter((key) => tracker.processes.get(key)?.processId !== undefined).sort();
  }
}

async function recordedKeys(folder: SystemFolder): Promise<string[]> {
  const names = await listFolder(folder.processesPath);
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
}

/** Whether its creation was cut short: its key was claimed and no more, or its request is there, which goes with the answer. */
function isHalfAsked(folder: SystemFolder, key: string): boolean {
  if (plainSize(join(folder.processesPath, `${key}.json`)) === 0) return true;
  try {
    const io = IoFolder.open(folder.ioPath, key);
    try {
      closeSync(io.openFile('request', constants.O_RDONLY));
      return true;
    } finally {
      io.close();
    }
  } catch {
    return false; // answered; or a program inside has put something else there
  }
}

/** What it is when our own files are no longer what we made: the folder is in reach of programs inside. */
function disturbed(folder: SystemFolder, error: unknown): Error {
  const code = errnoOf(error);
  if (code === undefined || !DISTURBED.has(code)) return toFault(error, 'run a command in compute system', folder.id);
  return fault(
    'InvalidState',
    `Compute system '${folder.id}': a program inside removed or replaced a command's files.`,
    {
      target: folder.id,
      hint: 'Stop-Container <name> -TurnOff',
      cause: error,
    },
  );
}

const DISTURBED = new Set([
  'EAGAIN',
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EXDEV',
  'EEXIST',
  'ENOTEMPTY',
  'EISDIR',
  'ENXIO',
  'ESPIPE',
]);

async function claimKey(folder: SystemFolder, key: string, recordPath: string): Promise<void> {
  try {
    await (await open(recordPath, 'wx', 0o600)).close();
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    throw fault('AlreadyExists', `Compute system '${folder.id}' already has a process '${key}'.`, { target: key });
  }
}

/** @returns undefined for an unknown key; an empty file is a creation that was cut short. */
async function readRecord(folder: SystemFolder, key: string): Promise<ProcessRecord | undefined> {
  try {
    return (await readJson(join(folder.processesPath, `${key}.json`))) as ProcessRecord | undefined; // written by `create`
  } catch (error) {
    if (isFault(error, 'Corrupt')) return undefined;
    throw error;
  }
}

function openStdin(folder: SystemFolder, key: string, flags: number): number {
  const io = IoFolder.open(folder.ioPath, key);
  try {
    return io.openFile('stdin', flags);
  } finally {
    io.close();
  }
}

function logFields({ stdoutPath, stderrPath, maximumBytes }: LogOutput): Partial<ProcessRecord> {
  const logPaths = [stdoutPath, stderrPath];
  return maximumBytes === undefined ? { logPaths } : { logPaths, logMaximumBytes: maximumBytes };
}

/** Makes an output file; with `logPath` it is that file under a second name. @returns how long it is already, in bytes. */
async function makeOutput(io: IoFolder, name: string, logPath: string | undefined): Promise<number> {
  if (logPath === undefined) {
    io.write(name, '');
    return 0;
  }
  await mkdir(dirname(logPath), { recursive: true });
  const { O_WRONLY, O_CREAT, O_APPEND, O_NONBLOCK } = constants;
  closeSync(openSync(logPath, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, 0o600)); // one that runs may hold it back
  try {
    io.link(logPath, name);
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error;
    throw fault('InvalidArgument', `Log file '${logPath}' must be on the volume of the state root.`, {
      target: logPath,
    });
  }
  return plainSize(logPath);
}

/** The agent has read it, and its environment may hold what is secret: it stays on no disk. */
function forgetRequest(folder: SystemFolder, key: string): void {
  try {
    const io = IoFolder.open(folder.ioPath, key);
    try {
      io.remove('request');
    } finally {
      io.close();
    }
  } catch {
    // It has ended and was closed meanwhile, or a program inside has put something else there: nothing of ours is left.
  }
}
