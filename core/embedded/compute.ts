import { existsSync, watch } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { errnoOf, fault, isFault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { ComputeHost, ExitType, HostEvent, HostProcess, ProcessOutput, SystemProperties } from '../host/port.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../spec/compute-document.ts';
import { makeFifo } from './bind.ts';
import { EmbeddedProcess, openInput, type ProcessRecord, removeProcess, tellAgent } from './embedded-process.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { launchSandbox, prepareSandbox, type SandboxPlan } from './launch.ts';
import { SystemFolder, type SystemRecord } from './system-folder.ts';
import { SystemTracker } from './system-tracker.ts';
import { findWine, noWine } from './wine.ts';

const DEFAULT_START_TIMEOUT_MS = 120_000;
const DEFAULT_SHUTDOWN_TIMEOUT_MS = 30_000;
/** The agent answers a request within this unless the machine is stuck. */
const AGENT_ANSWER_MS = 60_000;

export class EmbeddedCompute implements ComputeHost {
  private readonly world: EmbeddedWorld;
  private readonly systemsPath: string;
  private readonly trackers = new Map<string, SystemTracker>();
  private readonly listeners = new Set<(event: HostEvent) => void>();

  constructor(world: EmbeddedWorld) {
    this.world = world;
    this.systemsPath = join(world.stateFolder, 'systems');
  }

  async create(id: string, document: ComputeSystemDocument): Promise<void> {
    if (!isGuid(id))
      throw fault('InvalidArgument', `'${id}' is no compute system id: it must be a GUID.`, { target: id });
    checkDocument(document);
    await this.world.checkAttached(document.Container.Storage.Path);
    for (const layer of document.Container.Storage.Layers) await this.world.checkLayer(layer.Path);
    const namespace = document.Container.Networking?.Namespace;
    if (namespace !== undefined) await this.world.checkNamespace(namespace);
    const folder = this.folder(id);
    await mkdir(this.systemsPath, { recursive: true, mode: 0o700 });
    try {
      await mkdir(folder.path, { mode: 0o700 });
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      // A folder without a record is a creation that was cut short.
      if (existsSync(folder.recordPath)) {
        throw fault('AlreadyExists', `There is already a compute system '${id}'.`, { target: id });
      }
    }
    await mkdir(folder.processesPath, { recursive: true });
    await folder.write({ document, phase: 'created' });
  }

  async start(id: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<void> {
    const folder = this.folder(id);
    const record = await folder.read();
    if (record.phase !== 'created') {
      throw fault('InvalidState', `Cannot start compute system '${id}': it was started before.`, { target: id });
    }
    const wine = await findWine();
    if (wine === undefined) throw noWine(`start compute system '${id}'`);
    options.signal?.throwIfAborted();
    const plan = await this.plan(folder, record.document, wine);
    await prepareSandbox(plan);
    makeFifo(folder.controlPath, 0o600);
    makeFifo(folder.alivePath, 0o600);
    await writeFile(folder.statusPath, '', { mode: 0o600 });
    await this.world.useScratch(record.document.Container.Storage.Path, id);
    await folder.write({ ...record, phase: 'started', startedAt: this.world.runtime.now().toISOString() });
    await this.bringUp(folder, plan, record, options);
  }

  private async bringUp(
    folder: SystemFolder,
    plan: SandboxPlan,
    record: SystemRecord,
    options: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<void> {
    const limit = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_START_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
    const { exited, release } = launchSandbox(plan);
    const over = new AbortController();
    const gone = exited
      .catch((error: unknown) => this.world.log.error('no sandbox', { system: folder.id, error: String(error) }))
      .finally(() => over.abort());
    try {
      await waitForFile(folder.initPath, AbortSignal.any([signal, over.signal])).catch((error: unknown) => {
        if (!over.signal.aborted) throw error;
      });
      const tracker = this.track(folder);
      await tracker.until(() => (tracker.isReady ? true : tracker.hasEnded ? false : undefined), signal);
      if (!tracker.isReady) throw await this.startFault(folder, 'its sandbox ended');
      const namespace = record.document.Container.Networking?.Namespace;
      if (namespace !== undefined) await this.world.connectNamespace(namespace, folder.id);
    } catch (error) {
      await this.kill(folder);
      await gone;
      if (options.signal?.aborted)
        throw fault('Cancelled', `Start of compute system '${folder.id}' was cancelled.`, { target: folder.id });
      if (limit.aborted) {
        throw fault('Timeout', `Compute system '${folder.id}' was not ready in time.`, {
          target: folder.id,
          cause: error,
        });
      }
      throw error;
    } finally {
      release();
    }
  }

  private async startFault(folder: SystemFolder, why: string): Promise<Error> {
    return fault('InvalidState', `Cannot start compute system '${folder.id}': ${why}: ${await folder.lastWords()}`, {
      target: folder.id,
      hint: 'Get-ContainerHost',
    });
  }

  private async plan(
    folder: SystemFolder,
    document: ComputeSystemDocument,
    wine: SandboxPlan['wine'],
  ): Promise<SandboxPlan> {
    return {
      systemPath: folder.path,
      scratchPath: document.Container.Storage.Path,
      layers: document.Container.Storage.Layers.map((layer) => layer.Path),
      hostName: document.Container.GuestOs?.HostName ?? folder.id.slice(0, 8),
      wine,
      bootScript: this.world.assets.systemBoot,
      sandboxScript: this.world.assets.sandbox,
      agentFolder: this.world.assets.agentFolder,
      logPath: folder.logPath,
      enter: await this.world.enterUserNamespace(),
    };
  }

  async shutdown(id: string, options: { timeoutMs?: number } = {}): Promise<void> {
    const folder = this.folder(id);
    const state = (await this.query(id)).state;
    if (state === 'Created') {
      throw fault('InvalidState', `Cannot shut down compute system '${id}': it was not started.`, { target: id });
    }
    if (state === 'Stopped') return;
    const tracker = this.track(folder);
    await tellAgent(folder, 'stop');
    const limit = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_SHUTDOWN_TIMEOUT_MS);
    try {
      await tracker.until(() => (tracker.hasEnded ? true : undefined), limit);
    } catch (error) {
      throw fault('Timeout', `Compute system '${id}' is still shutting down.`, { target: id, cause: error });
    }
    await this.settle(folder);
  }

  async terminate(id: string): Promise<void> {
    const folder = this.folder(id);
    const record = await folder.read();
    if (record.phase === 'ended') return;
    await this.kill(folder);
  }

  /** Ends it whatever state it is in, and writes that down. */
  private async kill(folder: SystemFolder): Promise<void> {
    const pid = folder.liveProcessId();
    if (pid !== undefined) {
      await writeFile(folder.forcedPath, '');
      const tracker = this.track(folder);
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (errnoOf(error) !== 'ESRCH') throw error;
      }
      await tracker.ended;
    } else if ((await folder.read()).phase === 'created') {
      await writeFile(folder.forcedPath, '');
    }
    await this.settle(folder, true);
  }

  async query(id: string): Promise<SystemProperties> {
    const folder = this.folder(id);
    const record = await folder.read();
    const settled = record.phase === 'started' ? await this.settle(folder) : record;
    return properties(id, settled);
  }

  /** Writes down the end of a system that has ended. @returns its record as it is now. */
  private async settle(folder: SystemFolder, force = false): Promise<SystemRecord> {
    const record = await folder.read();
    if (record.phase === 'ended') return record;
    if (record.phase === 'created' && !force) return record;
    if (record.phase === 'started' && folder.liveProcessId() !== undefined) return record;
    // A start that is under way in this process has no first process yet.
    if (record.phase === 'started' && !force && !existsSync(folder.initPath) && this.startedJustNow(record))
      return record;
    const ended: SystemRecord = {
      ...record,
      phase: 'ended',
      exitType: await this.exitType(folder),
      exitedAt: (await this.lastSeen(folder)).toISOString(),
    };
    await folder.write(ended);
    await this.world.releaseScratch(record.document.Container.Storage.Path, folder.id);
    return ended;
  }

  private startedJustNow(record: SystemRecord): boolean {
    return this.world.runtime.now().getTime() - Date.parse(record.startedAt ?? '') < 10_000;
  }

  private async exitType(folder: SystemFolder): Promise<ExitType> {
    if (folder.isFromEarlierBoot()) return 'Unknown';
    if (existsSync(folder.forcedPath)) return 'ForcedExit';
    const tracker = this.track(folder);
    tracker.refresh();
    return tracker.down?.code === 0 ? 'GracefulExit' : 'UnexpectedExit';
  }

  private async lastSeen(folder: SystemFolder): Promise<Date> {
    const at = folder.isFromEarlierBoot() ? await stat(folder.statusPath).catch(() => undefined) : undefined;
    return at?.mtime ?? this.world.runtime.now();
  }

  async list(filter: { owner?: string } = {}): Promise<SystemProperties[]> {
    const result: SystemProperties[] = [];
    for (const id of await this.ids()) {
      try {
        const properties = await this.query(id);
        if (filter.owner === undefined || properties.owner === filter.owner) result.push(properties);
      } catch (error) {
        if (!isFault(error, 'NotFound')) throw error; // closed meanwhile, or a creation that was cut short
      }
    }
    return result;
  }

  private async ids(): Promise<string[]> {
    try {
      return (await readdir(this.systemsPath)).filter(isGuid).sort();
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async close(id: string): Promise<void> {
    const { state } = await this.query(id);
    if (state === 'Running')
      throw fault('InvalidState', `Cannot close compute system '${id}': it is running.`, { target: id });
    const folder = this.folder(id);
    this.trackers.get(id)?.close();
    this.trackers.delete(id);
    await this.world.releaseScratch((await folder.read()).document.Container.Storage.Path, id);
    await rm(folder.recordPath);
    await rm(folder.path, { recursive: true, force: true });
  }

  async createProcess(
    id: string,
    processKey: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess> {
    checkKey(processKey);
    checkParameters(parameters);
    const folder = this.folder(id);
    const { state } = await this.query(id);
    if (state !== 'Running') throw notRunning(id);
    const io = join(folder.ioPath, processKey);
    const recordPath = join(folder.processesPath, `${processKey}.json`);
    const record = await this.makeProcessFolder(folder, io, recordPath, processKey, parameters, output);
    try {
      return await this.ask(folder, processKey, parameters, record);
    } catch (error) {
      await removeProcess(folder, processKey);
      throw error;
    }
  }

  private async makeProcessFolder(
    folder: SystemFolder,
    io: string,
    recordPath: string,
    key: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<ProcessRecord> {
    try {
      await (await open(recordPath, 'wx', 0o600)).close();
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') {
        throw fault('AlreadyExists', `Compute system '${folder.id}' already has a process '${key}'.`, { target: key });
      }
      throw error;
    }
    try {
      await rm(io, { recursive: true, force: true });
      await mkdir(io, { mode: 0o700 });
      const record: ProcessRecord = {
        kind: output.kind,
        statusOffset: (await stat(folder.statusPath)).size,
        stdoutStart: await makeOutput(join(io, 'stdout'), output.kind === 'log' ? output.stdoutPath : undefined),
        stderrStart: await makeOutput(join(io, 'stderr'), output.kind === 'log' ? output.stderrPath : undefined),
        hasConsole: output.kind === 'log',
      };
      await writeJson(recordPath, record);
      await writeFile(join(io, 'request'), encodeRequest(parameters, record.hasConsole), { mode: 0o600 });
      if (parameters.CreateStdInPipe === true) makeFifo(join(io, 'stdin'), 0o600);
      return record;
    } catch (error) {
      await removeProcess(folder, key);
      throw error;
    }
  }

  private async ask(
    folder: SystemFolder,
    key: string,
    parameters: ProcessParameters,
    record: ProcessRecord,
  ): Promise<HostProcess> {
    const tracker = this.track(folder);
    const stdinPath = join(folder.ioPath, key, 'stdin');
    // Held open both ways until the agent has its end, so that neither it nor wineserver can block on the open.
    const hold = parameters.CreateStdInPipe === true ? await open(stdinPath, 'r+') : undefined;
    try {
      if (!(await tellAgent(folder, `run ${key}`))) throw notRunning(folder.id);
      const answer = await tracker.until(() => {
        const tracked = tracker.processes.get(key);
        if (tracked !== undefined && tracked.startedOffset > record.statusOffset) return tracked;
        return tracker.hasEnded ? ('ended' as const) : undefined;
      }, AbortSignal.timeout(AGENT_ANSWER_MS));
      if (answer === 'ended') throw notRunning(folder.id);
      if (answer.failure) throw commandFault(parameters.CommandLine, answer.failure.error);
      return new EmbeddedProcess({
        tracker,
        key,
        record,
        offsets: {},
        processId: answer.processId ?? 0,
        stdin: hold ? openInput(stdinPath) : undefined,
      });
    } finally {
      await hold?.close();
    }
  }

  async openProcess(
    id: string,
    processKey: string,
    offsets: { stdout?: number; stderr?: number } = {},
  ): Promise<HostProcess> {
    checkKey(processKey);
    const folder = this.folder(id);
    await folder.read();
    const record = (await readJson(join(folder.processesPath, `${processKey}.json`)).catch(() => undefined)) as
      | ProcessRecord
      | undefined; // written by makeProcessFolder; an empty file is a creation that was cut short
    const tracker = this.track(folder);
    tracker.refresh();
    const tracked = tracker.processes.get(processKey);
    if (
      record?.statusOffset === undefined ||
      tracked?.processId === undefined ||
      tracked.startedOffset <= record.statusOffset
    ) {
      throw fault('NotFound', `Compute system '${id}' has no process '${processKey}'.`, { target: processKey });
    }
    return new EmbeddedProcess({
      tracker,
      key: processKey,
      record,
      offsets,
      processId: tracked.processId,
      stdin: undefined,
    });
  }

  async listProcesses(id: string): Promise<string[]> {
    const folder = this.folder(id);
    await folder.read();
    const names = await readdir(folder.processesPath).catch(() => []);
    const keys = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    const tracker = this.track(folder);
    tracker.refresh();
    return keys.filter((key) => tracker.processes.get(key)?.processId !== undefined).sort();
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    const own = (event: HostEvent): void => listener(event);
    this.listeners.add(own);
    this.trackLiving();
    return () => this.listeners.delete(own);
  }

  /** So that the ends of systems which an earlier process started are heard too. */
  private trackLiving(): void {
    const trackAll = async (): Promise<void> => {
      for (const id of await this.ids()) if (this.folder(id).liveProcessId() !== undefined) this.track(this.folder(id));
    };
    trackAll().catch((error: unknown) => this.world.log.warn('systems could not be listed', { error: String(error) }));
  }

  dispose(): void {
    for (const tracker of this.trackers.values()) tracker.close();
    this.trackers.clear();
    this.listeners.clear();
  }

  private folder(id: string): SystemFolder {
    if (!isGuid(id)) throw fault('NotFound', `There is no compute system '${id}'.`, { target: id });
    return new SystemFolder(this.systemsPath, id);
  }

  private track(folder: SystemFolder): SystemTracker {
    const known = this.trackers.get(folder.id);
    // One made before the sandbox was has seen nothing: it is made again.
    if (known !== undefined && !(known.hasEnded && folder.liveProcessId() !== undefined)) return known;
    known?.close();
    let isQuiet = true;
    const tracker = new SystemTracker(folder, (processKey, exitCode) => {
      if (!isQuiet) this.tell({ type: 'processExited', systemId: folder.id, processKey, exitCode });
    });
    isQuiet = false;
    this.trackers.set(folder.id, tracker);
    if (!tracker.hasEnded) this.tellEnd(folder, tracker);
    return tracker;
  }

  private tellEnd(folder: SystemFolder, tracker: SystemTracker): void {
    tracker.ended
      .then(async () => {
        if (this.trackers.get(folder.id) !== tracker) return;
        for (const [processKey, tracked] of tracker.processes) {
          if (tracked.processId !== undefined && tracked.exit === undefined) {
            this.tell({ type: 'processExited', systemId: folder.id, processKey, exitCode: undefined });
          }
        }
        const record = await this.settle(folder);
        this.tell({ type: 'systemExited', systemId: folder.id, exitType: record.exitType ?? 'Unknown' });
      })
      .catch((error: unknown) => {
        if (!isFault(error, 'NotFound'))
          this.world.log.error('an end could not be written down', { error: String(error) });
      });
  }

  private tell(event: HostEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}

function properties(id: string, record: SystemRecord): SystemProperties {
  const state = record.phase === 'created' ? 'Created' : record.phase === 'started' ? 'Running' : 'Stopped';
  return {
    id,
    owner: record.document.Owner,
    state,
    ...(record.startedAt === undefined ? {} : { startedAt: new Date(record.startedAt) }),
    ...(record.exitedAt === undefined ? {} : { exitedAt: new Date(record.exitedAt) }),
    ...(record.exitType === undefined ? {} : { exitType: record.exitType }),
  };
}

function checkDocument(document: ComputeSystemDocument): void {
  const hostName = document.Container.GuestOs?.HostName;
  if (hostName !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(hostName)) {
    throw fault('InvalidArgument', `'${hostName}' is no computer name.`, { target: hostName });
  }
  if (document.Container.Storage.Layers.length === 0) {
    throw fault('InvalidArgument', 'A compute system needs at least one layer.');
  }
}

function checkKey(key: string): void {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(key)) {
    throw fault('InvalidArgument', `'${key}' is no process key: 1 to 64 letters, digits and hyphens.`, { target: key });
  }
}

function checkParameters(parameters: ProcessParameters): void {
  const texts = [
    parameters.CommandLine,
    parameters.WorkingDirectory ?? '',
    ...Object.entries(parameters.Environment ?? {}).flat(),
  ];
  if (texts.some((text) => text.includes('\0'))) {
    throw fault('InvalidArgument', 'A command, folder or environment variable holds a NUL character.');
  }
  if (parameters.CommandLine.trim() === '') throw fault('InvalidArgument', 'The command line is empty.');
  if (parameters.CommandLine.length > 32_766) {
    throw fault(
      'InvalidArgument',
      `The command line is ${parameters.CommandLine.length} characters; Windows takes 32,766.`,
    );
  }
  for (const name of Object.keys(parameters.Environment ?? {})) {
    if (name === '' || name.includes('='))
      throw fault('InvalidArgument', `'${name}' is no environment variable name.`, { target: name });
  }
  if (parameters.User !== undefined && !/^(ContainerAdministrator)$/i.test(parameters.User)) {
    throw fault(
      'NotSupported',
      `Cannot run as '${parameters.User}': this host runs programs as ContainerAdministrator.`,
      {
        target: parameters.User,
      },
    );
  }
}

function notRunning(id: string): Error {
  return fault('InvalidState', `Compute system '${id}' is not running.`, { target: id });
}

/** Fields ended by NUL; see `agent/agent.c`. */
function encodeRequest(parameters: ProcessParameters, hasConsole: boolean): string {
  const options = `${parameters.CreateStdInPipe === true ? 'i' : ''}${hasConsole ? 'c' : ''}`;
  const variables = Object.entries(parameters.Environment ?? {}).map(([name, value]) => `${name}=${value}`);
  return [parameters.CommandLine, parameters.WorkingDirectory ?? '', options, ...variables]
    .map((field) => `${field}\0`)
    .join('');
}

/** Makes an output file; with `logPath` it is that file under a second name. @returns how long it is already, in bytes. */
async function makeOutput(path: string, logPath: string | undefined): Promise<number> {
  if (logPath === undefined) {
    await (await open(path, 'wx', 0o600)).close();
    return 0;
  }
  await mkdir(dirname(logPath), { recursive: true });
  const handle = await open(logPath, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    await link(logPath, path);
    return size;
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error;
    throw fault('InvalidArgument', `Log file '${logPath}' must be on the volume of the state root.`, {
      target: logPath,
    });
  } finally {
    await handle.close();
  }
}

const WIN32_TEXT = new Map([
  [2, 'the program was not found'],
  [3, 'the path was not found'],
  [5, 'access is denied'],
  [8, 'there is not enough memory'],
  [193, 'it is not a program for this machine'],
  [206, 'the command line or a path is too long'],
  [267, 'the working directory is not a folder'],
]);

function commandFault(commandLine: string, win32: number): Error {
  const shown = commandLine.length > 200 ? `${commandLine.slice(0, 200)}...` : commandLine;
  return fault('CommandFailed', `Cannot run '${shown}': ${WIN32_TEXT.get(win32) ?? `Windows error ${win32}`}.`, {
    hresult: (0x80070000 | (win32 & 0xffff)) >>> 0,
    hint: "Give the program's full path, or run it by a shell: cmd /c ...",
  });
}

/** Waits for a file to be there, by inotify on its folder. */
async function waitForFile(path: string, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const watcher = watch(dirname(path), () => check());
    const finish = (act: () => void): void => {
      watcher.close();
      signal.removeEventListener('abort', stop);
      act();
    };
    const stop = (): void => finish(() => reject(signal.reason));
    const check = (): void => {
      if (existsSync(path)) finish(resolve);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();
    check();
  });
}
