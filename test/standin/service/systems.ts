import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isGuid } from '../../../core/base/names.ts';
import type { SystemChange, SystemControls } from '../../../core/host/controls.ts';
import type { ComputeHost, ExitType, HostEvent } from '../../../core/host/port.ts';
import type { CredentialGuards } from './credential-guards.ts';
import { Failure, HR } from './failure.ts';
import { freeze, thaw } from './freeze.ts';
import type { Paths } from './paths.ts';
import { Processes, type ServiceProcess } from './processes.ts';
import { isObject, type Json, number, object, text, texts } from './request.ts';
import type { Seat } from './seat.ts';
import { mappedDirectories, SharedFolders } from './shared-folders.ts';
import { type Usage, usageOf } from './usage.ts';

/** Nothing here gives up before the caller does. */
const PATIENCE_MS = 600_000;
/** How long an exit waits for output that nobody takes. */
const DRAIN_MS = 2000;

/** An event as the DLL takes it from the events connection. */
export interface ServiceEvent {
  event: 'SystemExited' | 'ProcessExited' | 'ServiceDisconnect';
  system?: string;
  pid?: number;
  data?: unknown;
}

/** What the network side knows of a namespace. */
export interface KnownNamespaces {
  /** @throws Failure namespaceAttachFailed unless there is one. */
  check(namespaceId: string): void;
  /** Leads the published ports of its endpoints to a running system of the embedded host. */
  connect(namespaceId: string, embeddedSystemId: string): Promise<void>;
  /** The same for endpoints that a document names itself. */
  connectEndpoints(ids: readonly string[], embeddedSystemId: string): Promise<void>;
}

export interface SystemWorld {
  compute: ComputeHost;
  controls: SystemControls;
  /** The embedded host's state folder. */
  stateFolder: string;
  /** For the output of processes. */
  outputFolder: string;
  /** Where a document's container has its files. @throws Failure for a document that cannot be served. */
  paths: Paths;
  guards: CredentialGuards;
  seatOf(id: string, document: Json): Promise<Seat>;
  namespaces: KnownNamespaces;
  tell(event: ServiceEvent): void;
}

interface System {
  id: string;
  embeddedId: string;
  owner: string;
  document: Json;
  state: 'Created' | 'Running' | 'Paused' | 'Stopped';
  exitType: ExitType | undefined;
  startedAt: Date | undefined;
  /** The most memory that was measured. */
  peakBytes: number;
  folders: SharedFolders;
  seat: Seat;
  processes: Processes;
  /** The start, while it is under way. */
  starting?: Promise<void>;
  /** Exits that are about to be told. */
  telling: Set<Promise<void>>;
}

/** Compute systems, each a sandbox of the embedded host. One that has ended is known only to those who had it open. */
export class Systems {
  private readonly world: SystemWorld;
  private readonly byId = new Map<string, System>();
  private last: Promise<void> = Promise.resolve();

  constructor(world: SystemWorld) {
    this.world = world;
    world.compute.subscribe((event) => this.hear(event));
  }

  async create(request: Json): Promise<void> {
    const id = text(request, 'system');
    const document = object(request, 'document');
    const known = this.byId.get(id);
    if (known !== undefined && known.state !== 'Stopped') {
      throw new Failure(HR.systemExists, `There is already a compute system '${id}'.`);
    }
    const seat = await this.world.seatOf(id, document);
    const { embedded, scratch, namespace } = seat;
    this.world.guards.check(id, document);
    const folders = new SharedFolders(this.world.paths);
    await folders.check(mappedDirectories(document));
    if (namespace !== undefined) this.world.namespaces.check(namespace);
    if (scratch.systemId !== undefined) {
      throw new Failure(HR.sharingViolation, `Compute system '${scratch.systemId}' has this scratch.`);
    }
    if (known !== undefined) await this.forget(known);
    const embeddedId = isGuid(id) ? id.toLowerCase() : randomUUID();
    scratch.systemId = id;
    try {
      await seat.take();
      await this.world.compute.create(embeddedId, embedded);
      const folder = join(this.world.outputFolder, embeddedId);
      await mkdir(folder, { recursive: true });
      this.byId.set(id, {
        id,
        embeddedId,
        owner: embedded.Owner,
        document,
        state: 'Created',
        exitType: undefined,
        startedAt: undefined,
        peakBytes: 0,
        folders,
        seat,
        processes: new Processes(this.world, embeddedId, folder),
        telling: new Set(),
      });
    } catch (error) {
      await seat.leave();
      delete scratch.systemId;
      throw error;
    }
  }

  /** @throws Failure systemNotFound for one that is not there, or has ended. */
  async open(request: Json): Promise<void> {
    if (this.find(request).state === 'Stopped') throw notFound(text(request, 'system'));
  }

  async start(request: Json): Promise<void> {
    const system = this.find(request);
    if (system.state !== 'Created') throw new Failure(HR.invalidState, `'${system.id}' was started before.`);
    if (system.starting !== undefined) throw new Failure(HR.invalidState, `'${system.id}' is being started.`);
    system.starting = this.bringUp(system);
    try {
      await system.starting;
    } finally {
      delete system.starting;
    }
  }

  private async bringUp(system: System): Promise<void> {
    const { seat } = system;
    await seat.enter();
    try {
      await this.world.compute.start(system.embeddedId, { timeoutMs: PATIENCE_MS });
      const initProcessId = await this.initProcess(system);
      await seat.follow(initProcessId);
      for (const one of mappedDirectories(system.document)) await system.folders.add(initProcessId, one);
      if (seat.namespace !== undefined) await this.world.namespaces.connect(seat.namespace, system.embeddedId);
      await this.world.namespaces.connectEndpoints(seat.endpoints, system.embeddedId);
    } catch (error) {
      await this.world.compute.terminate(system.embeddedId);
      await seat.leave();
      this.end(system, 'UnexpectedExit');
      throw error;
    }
    system.state = 'Running';
    system.startedAt = new Date();
  }

  async shutdown(request: Json): Promise<void> {
    const system = this.find(request);
    if (system.state === 'Stopped') throw stopped(system.id);
    if (system.state === 'Paused') throw new Failure(HR.invalidState, `'${system.id}' is paused.`);
    await this.world.compute.shutdown(system.embeddedId, { timeoutMs: PATIENCE_MS });
  }

  async terminate(request: Json): Promise<void> {
    const system = this.find(request);
    if (system.state === 'Stopped') throw stopped(system.id);
    const { starting } = system;
    const wasCreated = system.state === 'Created';
    await this.world.compute.terminate(system.embeddedId);
    if (starting !== undefined) {
      await starting.catch(() => undefined); // it fails, and tells the end itself
      return;
    }
    if (!wasCreated) return;
    await system.seat.leave();
    this.end(system, 'ForcedExit');
  }

  async properties(request: Json): Promise<Json> {
    const system = this.find(request);
    const types = texts(object(request, 'query'), 'PropertyTypes');
    const usage = types.some((type) => type === 'Statistics' || type === 'ProcessList') && isUp(system);
    const measured = usage ? await this.measure(system) : undefined;
    return {
      ...this.basic(system),
      ...(types.includes('Statistics') && measured !== undefined ? { Statistics: measured.statistics } : {}),
      ...(types.includes('ProcessList') && measured !== undefined ? { ProcessList: measured.processes } : {}),
      ...(types.includes('TerminateOnLastHandleClosed')
        ? { TerminateOnLastHandleClosed: system.document['ShouldTerminateOnLastHandleClosed'] === true }
        : {}),
    };
  }

  private async measure(system: System): Promise<Usage> {
    const usage = await usageOf(await this.initProcess(system), system.startedAt, system.peakBytes);
    system.peakBytes = Math.max(system.peakBytes, usage.residentBytes);
    return usage;
  }

  private basic(system: System): Json {
    return {
      Id: system.id,
      SystemType: 'Container',
      RuntimeOsType: 'Windows',
      Name: system.id,
      Owner: system.owner,
      State: system.state,
      ...('HostingSystemId' in system.document ? { HostingSystemId: system.document['HostingSystemId'] } : {}),
      ...(system.exitType === undefined ? {} : { Stopped: true, ExitType: system.exitType }),
    };
  }

  /** The systems that have not ended. */
  async enumerate(request: Json): Promise<Json[]> {
    const query = object(request, 'query');
    const matches = (name: string, value: string): boolean => {
      const wanted = texts(query, name);
      return wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value.toLowerCase());
    };
    return [...this.byId.values()]
      .filter((system) => system.state !== 'Stopped')
      .filter(({ id, owner }) => matches('Ids', id) && matches('Names', id) && matches('Owners', owner))
      .filter(() => matches('Types', 'Container'))
      .map((system) => this.basic(system));
  }

  /** @throws Failure notSupported for what the sandbox cannot be changed in. */
  async modify(request: Json): Promise<void> {
    const system = this.running(request);
    const { ResourcePath: path, RequestType: type = 'Update', Settings: settings } = object(request, 'request');
    if (type === 'Update' && system.document['HvPartition'] !== true) {
      const change = limitChange(path, settings);
      if (change !== undefined) return this.world.controls.change(system.embeddedId, change);
    }
    if (path !== 'Container/MappedDirectories' || !isObject(settings) || type === 'Update') {
      throw new Failure(HR.notSupported, `This host cannot change '${String(path)}' of a running container.`);
    }
    const initProcessId = await this.initProcess(system);
    if (type === 'Add') await system.folders.add(initProcessId, settings);
    else await system.folders.remove(initProcessId, settings);
  }

  /** @throws Failure notSupported for what has no virtual machine of its own. */
  async pause(request: Json): Promise<void> {
    const system = this.pausable(request, 'Running');
    freeze(await this.initProcess(system));
    system.state = 'Paused';
  }

  async resume(request: Json): Promise<void> {
    const system = this.pausable(request, 'Paused');
    thaw(await this.initProcess(system));
    system.state = 'Running';
  }

  private pausable(request: Json, state: System['state']): System {
    const system = this.find(request);
    if (system.document['HvPartition'] !== true && request['isByMachine'] !== true) {
      throw new Failure(HR.notSupported, `'${system.id}' has no virtual machine of its own.`);
    }
    if (system.state !== state) throw new Failure(HR.invalidState, `'${system.id}' is ${system.state}.`);
    return system;
  }

  async createProcess(request: Json): Promise<Json> {
    const system = this.running(request);
    return system.processes.create(request, (process) => this.tellExit(system, process));
  }

  /** @throws Failure elementNotFound also for one that has exited: Windows forgets it with its last handle. */
  async openProcess(request: Json): Promise<Json> {
    const process = this.process(request);
    if (!process.isRunning) throw new Failure(HR.elementNotFound, `Process ${process.id} has exited.`);
    return { pid: process.id, ...process.has };
  }

  /** The process a request names. */
  process(request: Json): ServiceProcess {
    return this.find(request).processes.get(number(request, 'pid'));
  }

  /** The same, for a connection: undefined when there is none. */
  findProcess(systemId: string, pid: number): ServiceProcess | undefined {
    return this.byId.get(systemId)?.processes.find(pid);
  }

  /** The running or created system with this HCN namespace. */
  userOf(namespaceId: string): string | undefined {
    return [...this.byId.values()].find((one) => one.seat.namespace === namespaceId && one.state !== 'Stopped')?.id;
  }

  /** What the embedded host calls a running system. */
  embeddedIdOf(id: string): string | undefined {
    const system = this.byId.get(id);
    return system?.state === 'Running' ? system.embeddedId : undefined;
  }

  /** Ends a system as a crash of its guest would. */
  async crash(request: Json): Promise<void> {
    process.kill(await this.initProcess(this.running(request)), 'SIGKILL');
  }

  /** Ends a system, whatever state it is in, as the end of the machine around it would. */
  async endWithMachine(id: string): Promise<void> {
    const request = { system: id };
    const { state } = this.find(request);
    if (state === 'Paused') await this.resume({ ...request, isByMachine: true });
    if (state === 'Created') await this.terminate(request);
    else if (state !== 'Stopped') await this.crash(request);
  }

  private find(request: Json): System {
    const id = text(request, 'system');
    const system = this.byId.get(id);
    if (system === undefined) throw notFound(id);
    return system;
  }

  private running(request: Json): System {
    const system = this.find(request);
    if (system.state !== 'Running') throw new Failure(HR.invalidState, `'${system.id}' is ${system.state}.`);
    return system;
  }

  private async initProcess(system: System): Promise<number> {
    const text = await readFile(join(this.world.stateFolder, 'systems', system.embeddedId, 'init'), 'utf8');
    return Number(text.split(' ')[0]);
  }

  private hear(event: HostEvent): void {
    const system = [...this.byId.values()].find((one) => one.embeddedId === event.systemId);
    if (system === undefined) return;
    if (event.type === 'processExited') {
      const process = system.processes.exited(event.processKey, event.exitCode);
      if (process !== undefined) this.tellExit(system, process);
      return;
    }
    const { exitType } = event;
    this.last = this.last
      .then(() => this.ended(system, exitType))
      .catch((error: unknown) => {
        process.stderr.write(`the end of '${system.id}' went wrong: ${String(error)}\n`);
      });
  }

  /** The volume shows its files again before anybody hears of the end. */
  private async ended(system: System, exitType: ExitType): Promise<void> {
    await system.starting?.catch(() => undefined);
    if (!isUp(system)) return; // a start that failed tells it itself
    await system.seat.leave();
    await Promise.all(system.telling);
    this.end(system, exitType);
  }

  private end(system: System, exitType: ExitType): void {
    system.state = 'Stopped';
    system.exitType = exitType;
    delete system.seat.scratch.systemId;
    const status = { GracefulExit: 0, ForcedExit: 0, UnexpectedExit: HR.unexpectedExit | 0, Unknown: 0 }[exitType];
    this.world.tell({ event: 'SystemExited', system: system.id, data: { Status: status, ExitType: exitType } });
  }

  private tellExit(system: System, process: ServiceProcess): void {
    const told = process.drained(DRAIN_MS).then(() => {
      this.world.tell({ event: 'ProcessExited', system: system.id, pid: process.id, data: process.status() });
      system.telling.delete(told);
    });
    system.telling.add(told);
  }

  private async forget(system: System): Promise<void> {
    this.byId.delete(system.id);
    await this.world.compute.close(system.embeddedId);
    await rm(join(this.world.outputFolder, system.embeddedId), { recursive: true, force: true });
  }

  /** Ends everything. */
  async dispose(): Promise<void> {
    for (const system of this.byId.values()) await this.world.compute.terminate(system.embeddedId);
    await this.last;
  }
}

function isUp({ state }: System): boolean {
  return state === 'Running' || state === 'Paused';
}

/** What the embedded host is asked for a limit of memory or processor; undefined for anything else. */
function limitChange(path: unknown, settings: unknown): SystemChange | undefined {
  if (path === 'Container/Memory/SizeInMB' && typeof settings === 'number')
    return { kind: 'memory', memoryBytes: settings * 1024 * 1024 };
  if (path !== 'Container/Processor' || !isObject(settings)) return undefined;
  const { Count, Maximum, Weight } = settings;
  if (typeof Count === 'number') return { kind: 'processor', limit: { count: Count } };
  if (typeof Maximum === 'number') return { kind: 'processor', limit: { maximum: Maximum } };
  return typeof Weight === 'number' ? { kind: 'processor', limit: { weight: Weight } } : undefined;
}

function notFound(id: string): Failure {
  return new Failure(HR.systemNotFound, `There is no compute system '${id}'.`);
}

function stopped(id: string): Failure {
  return new Failure(HR.systemStopped, `Compute system '${id}' has stopped.`);
}
