import { appendFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fault } from '../../core/base/fault.ts';
import type { HostCapabilities, Isolation } from '../../core/host/capabilities.ts';
import { type GuestProcess, noControls, type SystemChange, type SystemStatistics } from '../../core/host/controls.ts';
import { isUp } from '../../core/host/is-up.ts';
import { LogTimes } from '../../core/host/log-times.ts';
import type { ContainerNetwork } from '../../core/host/network.ts';
import type {
  CreateOptions,
  ExitType,
  Host,
  HostEvent,
  HostProcess,
  NetworkNamespace,
  PortMapping,
  ProcessOutput,
  SystemProperties,
} from '../../core/host/port.ts';
import type { ScratchChange } from '../../core/host/scratch-change.ts';
import type { SecretFile } from '../../core/host/secret-files.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../../core/spec/compute-document.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { MemoryPreparationState, memoryPreparation } from './memory-preparation.ts';

/** A file or folder in a scratch, by lower-case path below `C:\`. */
export interface MemoryFile {
  name: string;
  content?: Buffer;
  linkTarget?: string;
}

interface MemoryScratch {
  isAttached: boolean;
  /** As it was attached last. */
  isolation?: Isolation;
  files: Map<string, MemoryFile>;
}

interface MemoryProcess {
  key: string;
  /** As it was asked for. */
  output: ProcessOutput;
  parameters: ProcessParameters;
  stdin: PassThrough | undefined;
  stdout: PassThrough;
  stderr: PassThrough;
  exit: { promise: Promise<number | undefined>; resolve(code: number | undefined): void };
  isExited: boolean;
  exitCode: number | undefined;
  exitedAt: Date | undefined;
  /** All of its standard output. */
  shown: string;
  /** Who found it again, and reads on. */
  viewers: Set<PassThrough>;
  /** Of its terminal: height and width. */
  size: [number, number] | undefined;
}

interface MemorySystem {
  properties: SystemProperties;
  document: ComputeSystemDocument;
  /** As it was created. */
  options?: CreateOptions;
  processes: Map<string, MemoryProcess>;
  /** As it was started with them. */
  secretFiles?: readonly SecretFile[];
}

/** What a program does: given its parameters and streams, it returns its exit code; `ended` aborts when it is ended. */
export type Program = (run: {
  parameters: ProcessParameters;
  stdin: AsyncIterable<Buffer> | undefined;
  /** Of its terminal, as it is now. */
  size(): [number, number] | undefined;
  stdout(text: string): void;
  stderr(text: string): void;
  ended: AbortSignal;
}) => Promise<number>;

/** The machine: outlives every host opened on it, as Windows outlives our service. */
export class MemoryMachine {
  readonly scratches = new Map<string, MemoryScratch>();
  readonly systems = new Map<string, MemorySystem>();
  /** Systems whose record the host has lost: only `takeUpLost` finds them. */
  readonly lost = new Map<string, MemorySystem>();
  readonly namespaces = new Map<string, NetworkNamespace>();
  readonly networks = new Map<string, ContainerNetwork>();
  readonly calls: string[] = [];
  /** How scratches differ from their parents, by folder; an error ends the comparison. */
  readonly scratchChanges = new Map<string, (ScratchChange | Error)[]>();
  /** What the systems use, and what runs in them; by system id. */
  readonly statistics = new Map<string, SystemStatistics>();
  readonly guests = new Map<string, GuestProcess[]>();
  /** What scratches were to hold, of those that were made with a size, in order. */
  readonly scratchSizes: number[] = [];
  /** What was changed in running systems, in order. */
  readonly changes: { id: string; change: SystemChange }[] = [];
  readonly preparation = new MemoryPreparationState();
  capabilities: HostCapabilities = {
    kind: 'embedded',
    osVersion: '10.0.19041',
    osFeatures: ['hcscontainers.embedded'],
    architecture: 'amd64',
    processorCount: 4,
    isolations: ['process'],
    limits: ['memory'],
    grants: ['secretFile'],
    controls: [],
    pausable: [],
    networks: ['nat'],
    networkSettings: [],
    features: [],
  };
  /** By the first word of the command line; `cmd` of others fails with 0x80070002. */
  readonly programs = new Map<string, Program>();
  /** Which console signals a process takes; others are `NotSupported`. */
  signals: string[] = [];
  /** Set by the host that is opened on it last. */
  now: () => Date = () => new Date();
  #times = new Map<string, LogTimes>();
  #faults = new Map<string, { error: Error; after: boolean }>();
  #killAt: number | undefined;
  #failAt: { step: number; error: Error; after: boolean } | undefined;
  /** Goes up when the service is killed: what a host opened before asks for is never answered. */
  epoch = 0;
  #step = 0;
  #onKill: (() => void)[] = [];
  #listeners = new Set<(event: HostEvent) => void>();
  #ended = new Map<MemoryProcess, AbortController>();

  constructor() {
    this.programs.set(
      'idle',
      ({ ended }) => new Promise((resolve) => ended.addEventListener('abort', () => resolve(1))),
    );
    this.programs.set('exit', async ({ parameters }) => Number(parameters.CommandLine.split(' ')[1] ?? 0));
    this.programs.set('echo', async ({ parameters, stdout }) => {
      stdout(`${parameters.CommandLine.slice(5)}\r\n`);
      return 0;
    });
    this.programs.set('cat', async ({ stdin, stdout }) => {
      for await (const chunk of stdin ?? []) stdout(chunk.toString());
      return 0;
    });
  }

  /** The next call of `point` (`compute.start`) fails: before it does anything, or after it did its work. */
  failNext(point: string, error: Error, after = false): void {
    this.#faults.set(point, { error, after });
  }

  /** The n-th call from now fails, whatever it is. */
  failAtCall(n: number, error: Error, after = false): void {
    this.#failAt = { step: this.#step + n, error, after };
  }

  /** At the n-th call from now the calling service is dead: nothing that it asks for is done or answered any more. */
  killAtCall(n: number): void {
    this.#killAt = this.#step + n;
  }

  kill(): void {
    this.epoch++;
    this.#killAt = undefined;
    this.#listeners.clear();
    for (const tell of this.#onKill.splice(0)) tell();
  }

  /** Resolves when the service is killed. */
  get killed(): Promise<void> {
    return new Promise((resolve) => this.#onKill.push(resolve));
  }

  clearFaults(): void {
    this.#faults.clear();
    this.#failAt = undefined;
    this.#killAt = undefined;
  }

  get steps(): number {
    return this.#step;
  }

  async call<T>(name: string, work: () => T | Promise<T>, epoch = this.epoch): Promise<T> {
    if (epoch === this.epoch) this.#step++;
    if (epoch === this.epoch && this.#killAt === this.#step) this.kill();
    if (epoch !== this.epoch) await new Promise(() => undefined);
    this.calls.push(name);
    const injected = this.#takeFault(name);
    if (injected?.after === false) throw injected.error;
    const result = await work();
    if (injected?.after === true) throw injected.error;
    return result;
  }

  #takeFault(name: string): { error: Error; after: boolean } | undefined {
    const counted = this.#failAt?.step === this.#step ? this.#failAt : undefined;
    const named = this.#faults.get(name);
    this.#faults.delete(name);
    if (counted !== undefined) this.#failAt = undefined;
    return counted ?? named;
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run(system: MemorySystem, process: MemoryProcess, program: Program, output: ProcessOutput): void {
    const controller = new AbortController();
    this.#ended.set(process, controller);
    const write = (stream: PassThrough, path: string | undefined) => (text: string) => {
      if (stream === process.stdout) {
        process.shown += text;
        for (const viewer of process.viewers) viewer.write(text);
      }
      stream.write(text);
      if (path === undefined) return;
      mkdirSync(dirname(path), { recursive: true });
      const times = this.#times.get(path) ?? new LogTimes(path);
      this.#times.set(path, times);
      times.grows(existsSync(path) ? statSync(path).size : 0, this.now().getTime());
      appendFileSync(path, text);
    };
    const log = output.kind === 'log' ? output : undefined;
    const { parameters, stdin } = process;
    const streams = { stdout: write(process.stdout, log?.stdoutPath), stderr: write(process.stderr, log?.stderrPath) };
    const run = program({ parameters, stdin, size: () => process.size, ...streams, ended: controller.signal });
    void run.then((code) => this.exit(system, process, code));
  }

  exit(system: MemorySystem, process: MemoryProcess, code: number | undefined): void {
    if (process.isExited) return;
    process.isExited = true;
    process.exitCode = code;
    process.exitedAt = code === undefined ? undefined : this.now();
    for (const stream of [process.stdout, process.stderr, ...process.viewers]) stream.end();
    process.exit.resolve(code);
    this.tell({ type: 'processExited', systemId: system.properties.id, processKey: process.key, exitCode: code });
  }

  endProcess(process: MemoryProcess): void {
    this.#ended.get(process)?.abort();
  }

  /** Stops a system, as its own end, a shutdown or a power cut would. */
  stopSystem(id: string, exitType: ExitType, at: Date): void {
    const system = this.systems.get(id);
    if (system === undefined || system.properties.state === 'Stopped') return;
    for (const process of system.processes.values()) {
      this.#ended.get(process)?.abort();
      this.exit(system, process, exitType === 'UnexpectedExit' ? undefined : 1);
    }
    system.properties = { ...system.properties, state: 'Stopped', exitedAt: at, exitType };
    this.tell({ type: 'systemExited', systemId: id, exitType });
  }

  tell(event: HostEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Everything that a container holds here, to look for leaks. */
  held(): { scratches: string[]; attached: string[]; systems: string[]; namespaces: string[] } {
    const scratches = [...this.scratches];
    return {
      scratches: scratches.map(([folder]) => folder).sort(),
      attached: scratches.filter(([, { isAttached }]) => isAttached).map(([folder]) => folder),
      systems: [...this.systems.keys()].sort(),
      namespaces: [...this.namespaces.keys()].sort(),
    };
  }
}

function deferred(): MemoryProcess['exit'] {
  let resolve: (code: number | undefined) => void = () => undefined;
  const promise = new Promise<number | undefined>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** A terminal's input is nobody's own: who lets go of it does not end it. */
function inputOf({ parameters, isExited, stdin }: MemoryProcess): PassThrough | undefined {
  if (parameters.EmulateConsole !== true || isExited || stdin === undefined) return undefined;
  return new PassThrough().on('data', (chunk) => stdin.write(chunk));
}

function view(process: MemoryProcess, from: number): PassThrough {
  const stdout = new PassThrough();
  stdout.write(process.shown.slice(from));
  if (process.isExited) return stdout.end();
  process.viewers.add(stdout);
  return stdout.on('close', () => process.viewers.delete(stdout));
}

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw fault('NotFound', `The host knows no ${what}.`);
  return found;
}

/** Opens a host on the machine. Small, but true to the port; its files are flat and its programs are functions. */
export function openMemoryHost(machine: MemoryMachine, now: () => Date = () => new Date()): Host {
  const { epoch } = machine;
  machine.now = now;
  const call = <T>(name: string, work: () => T | Promise<T>) => machine.call(name, work, epoch);
  const systemOf = (id: string) => need(machine.systems.get(id), `system '${id}'`);
  const subscriptions = new Set<() => void>();
  const isUsed = (folder: string) =>
    [...machine.systems.values()].some(
      ({ properties, document }) => properties.state === 'Running' && document.Container.Storage.Path === folder,
    );

  const handle = (
    system: MemorySystem,
    process: MemoryProcess,
    own: Pick<HostProcess, 'stdin' | 'stdout' | 'stderr'>,
  ): HostProcess => ({
    systemId: system.properties.id,
    processKey: process.key,
    processId: 32,
    ...own,
    exited: process.exit.promise,
    get exitedAt() {
      return process.exitedAt;
    },
    signal: (signal) =>
      call('process.signal', () => {
        if (!machine.signals.includes(signal)) throw fault('NotSupported', `There is no signal ${signal} here.`);
        machine.endProcess(process);
      }),
    terminate: () => call('process.terminate', () => machine.endProcess(process)),
    close: () =>
      call('process.close', () => {
        if (!process.isExited) throw fault('InvalidState', 'The process runs.');
        system.processes.delete(process.key);
      }),
  });

  return {
    controls: {
      ...noControls('This double'),
      pause: (id) =>
        call('controls.pause', () => {
          systemOf(id).properties.state = 'Paused';
        }),
      resizeConsole: (id, key, { height, width }) =>
        call('controls.resizeConsole', () => {
          need(systemOf(id).processes.get(key), `process '${key}'`).size = [height, width];
        }),
      resume: (id) =>
        call('controls.resume', () => {
          systemOf(id).properties.state = 'Running';
        }),
      statistics: (id) =>
        call('controls.statistics', () => {
          if (!isUp(systemOf(id).properties)) throw fault('InvalidState', 'It is not running.');
          return need(machine.statistics.get(id), 'statistics');
        }),
      change: (id, change) =>
        call('controls.change', () => {
          systemOf(id);
          machine.changes.push({ id, change });
        }),
      guestProcesses: (id) =>
        call('controls.guestProcesses', () => {
          if (systemOf(id).properties.state !== 'Running') throw fault('InvalidState', 'It is not running.');
          return machine.guests.get(id) ?? [];
        }),
    },
    preparation: memoryPreparation(machine.preparation, () => machine.held().attached, call),
    capabilities: () => call('capabilities', () => structuredClone(machine.capabilities)),
    async close() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
    compute: {
      create: (id, document, options = {}) =>
        call('compute.create', () => {
          if (machine.systems.has(id)) throw fault('AlreadyExists', `System '${id}' is known.`);
          const scratch = need(machine.scratches.get(document.Container.Storage.Path), 'scratch');
          if (!scratch.isAttached) throw fault('InvalidArgument', 'The scratch is not attached.');
          const namespace = document.Container.Networking?.Namespace;
          if (namespace !== undefined) need(machine.namespaces.get(namespace), 'namespace');
          const properties: SystemProperties = { id, owner: document.Owner, state: 'Created' };
          machine.systems.set(id, { properties, document, options, processes: new Map() });
        }),
      start: (id, options) =>
        call('compute.start', () => {
          const system = systemOf(id);
          if (system.properties.state !== 'Created') throw fault('InvalidState', 'It is not Created.');
          options?.signal?.throwIfAborted();
          system.properties = { ...system.properties, state: 'Running', startedAt: now() };
          if (options?.secretFiles !== undefined) system.secretFiles = options.secretFiles;
        }),
      shutdown: (id) =>
        call('compute.shutdown', () => {
          if (systemOf(id).properties.state === 'Created') throw fault('InvalidState', 'It is not running.');
          machine.stopSystem(id, 'GracefulExit', now());
        }),
      terminate: (id) =>
        call('compute.terminate', () => {
          systemOf(id);
          machine.stopSystem(id, 'ForcedExit', now());
        }),
      query: (id) => call('compute.query', () => ({ ...systemOf(id).properties })),
      list: (filter) =>
        call('compute.list', () =>
          [...machine.systems.values()]
            .map(({ properties }) => ({ ...properties }))
            .filter(({ owner }) => filter?.owner === undefined || owner === filter.owner)
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
        ),
      listOthers: (owner) =>
        call('compute.listOthers', () =>
          [...machine.systems.values()]
            .map(({ properties }) => ({ ...properties }))
            .filter((system) => system.owner !== owner)
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
        ),
      takeUpLost: (owner) =>
        call('compute.takeUpLost', () => {
          const found = [...machine.lost.values()].filter(({ properties }) => properties.owner === owner);
          for (const system of found) {
            machine.lost.delete(system.properties.id);
            machine.systems.set(system.properties.id, system);
          }
          return found.map(({ properties }) => ({ ...properties })).sort((a, b) => (a.id < b.id ? -1 : 1));
        }),
      close: (id) =>
        call('compute.close', () => {
          if (systemOf(id).properties.state === 'Running') throw fault('InvalidState', 'It runs.');
          machine.systems.delete(id);
        }),
      createProcess: (id, key, parameters, output) =>
        call('compute.createProcess', () => {
          const system = systemOf(id);
          if (system.properties.state !== 'Running') throw fault('InvalidState', 'It does not run.');
          if (system.processes.has(key)) throw fault('AlreadyExists', `Process '${key}' is known.`);
          const program = machine.programs.get(parameters.CommandLine.split(' ')[0] ?? '');
          if (program === undefined) {
            throw fault('CommandFailed', `Cannot start '${parameters.CommandLine}': file not found.`, {
              hresult: 0x80070002,
            });
          }
          const process: MemoryProcess = {
            key,
            output,
            parameters,
            stdin: parameters.CreateStdInPipe === true ? new PassThrough() : undefined,
            stdout: new PassThrough(),
            stderr: new PassThrough(),
            exit: deferred(),
            isExited: false,
            exitCode: undefined,
            exitedAt: undefined,
            shown: '',
            viewers: new Set(),
            size: parameters.ConsoleSize,
          };
          system.processes.set(key, process);
          machine.run(system, process, program, output);
          if (parameters.EmulateConsole !== true) return handle(system, process, process);
          return handle(system, process, {
            stdin: inputOf(process),
            stdout: view(process, 0),
            stderr: new PassThrough(),
          });
        }),
      openProcess: (id, key, { stdout: from = 0 } = {}) =>
        call('compute.openProcess', () => {
          const system = systemOf(id);
          const process = need(system.processes.get(key), `process '${key}'`);
          return handle(system, process, {
            stdin: inputOf(process),
            stdout: view(process, from),
            stderr: new PassThrough(),
          });
        }),
      listProcesses: (id) => call('compute.listProcesses', () => [...systemOf(id).processes.keys()].sort()),
      subscribe(listener) {
        const unsubscribe = machine.subscribe(listener);
        subscriptions.add(unsubscribe);
        return unsubscribe;
      },
    },
    layers: {
      openBase: () => Promise.reject(fault('NotSupported', 'This double has no base image.')),
      checkBase: () => Promise.reject(fault('NotSupported', 'This double has no base image.')),
      importLayer: () => Promise.reject(fault('NotSupported', 'This double imports no layers.')),
      async *exportScratch() {},
      async *compareScratch(folder) {
        const changes = await call('layers.compareScratch', () => machine.scratchChanges.get(folder) ?? []);
        for (const change of changes) {
          if (change instanceof Error) throw change;
          yield change;
        }
      },
      destroyLayer: async () => undefined,
      createScratch: (folder, _parents, options = {}) =>
        call('layers.createScratch', () => {
          if (options.sizeBytes !== undefined) machine.scratchSizes.push(options.sizeBytes);
          if (machine.scratches.has(folder)) throw fault('AlreadyExists', `'${folder}' exists.`);
          mkdirSync(folder, { recursive: true });
          machine.scratches.set(folder, { isAttached: false, files: new Map() });
        }),
      copyScratch: (source, folder) =>
        call('layers.copyScratch', () => {
          const { isAttached, files } = need(machine.scratches.get(source), 'scratch');
          if (isAttached) throw fault('Busy', 'It is attached.');
          if (machine.scratches.has(folder)) throw fault('AlreadyExists', `'${folder}' exists.`);
          mkdirSync(folder, { recursive: true });
          machine.scratches.set(folder, { isAttached: false, files: new Map(files) });
        }),
      attachScratch: (folder, _parents, { isolation = 'process' } = {}) =>
        call('layers.attachScratch', () => {
          const scratch = need(machine.scratches.get(folder), 'scratch');
          if (scratch.isAttached) throw fault('Busy', 'It is attached.');
          scratch.isAttached = true;
          scratch.isolation = isolation;
          return folder;
        }),
      detachScratch: (folder) =>
        call('layers.detachScratch', () => {
          if (isUsed(folder)) throw fault('Busy', 'A system runs on it.');
          const scratch = machine.scratches.get(folder);
          if (scratch !== undefined) scratch.isAttached = false;
        }),
      destroyScratch: (folder) =>
        call('layers.destroyScratch', () => {
          if (machine.scratches.get(folder)?.isAttached === true) throw fault('Busy', 'It is attached.');
          rmSync(folder, { recursive: true, force: true });
          machine.scratches.delete(folder);
        }),
      readFiles: (folder, _parents, path) => readFiles(need(machine.scratches.get(folder), 'scratch'), path),
      writeFiles: (folder, _parents, path, entries) =>
        call('layers.writeFiles', () => writeFiles(need(machine.scratches.get(folder), 'scratch'), path, entries)),
    },
    network: {
      createNetwork: (id, spec) =>
        call('network.createNetwork', () => {
          if (machine.networks.has(id)) throw fault('AlreadyExists', `Network '${id}' is known.`);
          machine.networks.set(id, { ...spec, id });
          return { ...spec, id };
        }),
      listNetworks: (filter) =>
        call('network.listNetworks', () =>
          [...machine.networks.values()].filter(({ owner }) => filter?.owner === undefined || owner === filter.owner),
        ),
      deleteNetwork: (id) =>
        call('network.deleteNetwork', () => {
          if ([...machine.namespaces.values()].some(({ networkId }) => networkId === id))
            throw fault('Busy', 'A namespace is on it.');
          machine.networks.delete(id);
        }),
      removeSharedNetwork: () => call('network.removeSharedNetwork', () => undefined),
      createNamespace: (id, options) =>
        call('network.createNamespace', () => {
          if (machine.namespaces.has(id)) throw fault('AlreadyExists', `Namespace '${id}' is known.`);
          const portMappings = takePorts(machine, options.portMappings);
          const network = [...machine.networks.values()].find(({ name }) => name === options.network);
          const namespace: NetworkNamespace = { id, owner: options.owner, portMappings, ipAddress: '10.0.0.2' };
          if (network !== undefined) namespace.networkId = network.id;
          machine.namespaces.set(id, namespace);
          return structuredClone(namespace);
        }),
      listNamespaces: (filter) =>
        call('network.listNamespaces', () =>
          [...machine.namespaces.values()].filter(({ owner }) => filter?.owner === undefined || owner === filter.owner),
        ),
      deleteNamespace: (id) =>
        call('network.deleteNamespace', () => {
          const isRunning = [...machine.systems.values()].some(
            ({ properties, document }) =>
              properties.state === 'Running' && document.Container.Networking?.Namespace === id,
          );
          if (isRunning) throw fault('Busy', 'A running system has it.');
          machine.namespaces.delete(id);
        }),
    },
  };
}

function takePorts(machine: MemoryMachine, wanted: readonly PortMapping[]): PortMapping[] {
  const taken = new Set(
    [...machine.namespaces.values()].flatMap((n) => n.portMappings.map(({ hostPort }) => hostPort)),
  );
  return wanted.map((mapping) => {
    let { hostPort } = mapping;
    if (hostPort === 0) for (hostPort = 49152; taken.has(hostPort); hostPort++);
    else if (taken.has(hostPort)) throw fault('AlreadyExists', `Port ${hostPort} is in use.`);
    taken.add(hostPort);
    return { ...mapping, hostPort };
  });
}

function keyOf(path: string): string {
  return path
    .replace(/^[A-Za-z]:/, '')
    .split(/[\\/]/)
    .filter(Boolean)
    .join('/')
    .toLowerCase();
}

async function* readFiles(scratch: MemoryScratch, path: string): AsyncGenerator<LayerEntry> {
  const top = keyOf(path);
  const found = [...scratch.files].filter(([key]) => top === '' || key === top || key.startsWith(`${top}/`));
  if (found.length === 0 && top !== '') throw fault('NotFound', `There is no '${path}'.`);
  const depth = Math.max(0, top.split('/').length - 1);
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { name, content, linkTarget }] of found) {
    const entry = { name: name.split('/').slice(depth).join('/'), modifiedMs: 1_700_000_000_000 };
    if (linkTarget !== undefined) yield { kind: 'symlink', ...entry, target: linkTarget };
    else if (content === undefined) yield { kind: 'folder', ...entry };
    else yield { kind: 'file', ...entry, sizeBytes: content.length, open: () => Readable.from([content]) };
  }
}

async function writeFiles(scratch: MemoryScratch, path: string, entries: AsyncIterable<LayerEntry>): Promise<void> {
  const parts = path
    .replace(/^[A-Za-z]:/, '')
    .split(/[\\/]/)
    .filter(Boolean);
  const put = (name: string, file: Omit<MemoryFile, 'name'>) => {
    const key = keyOf(name);
    scratch.files.set(key, { name: scratch.files.get(key)?.name ?? name, ...file });
  };
  for (let n = 1; n <= parts.length; n++) {
    const name = parts.slice(0, n).join('/');
    if (!scratch.files.has(keyOf(name))) put(name, {});
  }
  for await (const entry of entries) {
    const name = [...parts, entry.name].join('/');
    if (entry.kind === 'folder') put(name, {});
    if (entry.kind !== 'file') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of entry.open()) chunks.push(chunk);
    put(name, { content: Buffer.concat(chunks) });
  }
}
