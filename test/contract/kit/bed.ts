import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFault } from '../../../core/base/fault.ts';
import type { Isolation } from '../../../core/host/capabilities.ts';
import type { Host, NetworkNamespace, PortMapping } from '../../../core/host/port.ts';
import type {
  ComputeSystemDocument,
  ContainerDocument,
  MappedDirectory,
  StorageQoS,
} from '../../../core/spec/compute-document.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import type { HostFactory, HostFixture } from '../host-fixture.ts';
import { endSystem } from './end-system.ts';
import { file, folder, streamOf } from './entries.ts';
import { within } from './within.ts';

/** The test's own tag on systems and namespaces. */
export const OWNER = 'hcscontainers-contract';

export interface TestScratch {
  folder: string;
  parents: string[];
  /** What `attachScratch` gave; '' while not attached. */
  path: string;
}

export interface TestSystem {
  id: string;
  scratch: TestScratch;
  document: ComputeSystemDocument;
  namespace: NetworkNamespace | undefined;
}

export interface SystemOptions {
  id?: string;
  owner?: string;
  hostName?: string;
  parents?: string[];
  scratch?: TestScratch;
  portMappings?: PortMapping[];
  isolation?: Isolation;
  directories?: MappedDirectory[];
  memory?: ContainerDocument['Memory'];
  processor?: ContainerDocument['Processor'];
  storage?: StorageQoS;
  threadCount?: number;
}

interface Scope {
  systems: string[];
  scratches: string[];
  layers: string[];
  namespaces: string[];
  networks: string[];
}

/** The stage of one run of the suite: the host, what the cases made on it, and how it is taken away again. */
export class Bed {
  #factory: HostFactory;
  #fixture: HostFixture | undefined;
  #host: Host | undefined;
  #scopes: Scope[] = [];

  constructor(factory: HostFactory) {
    this.#factory = factory;
  }

  get fixture(): HostFixture {
    if (this.#fixture === undefined) throw new Error('the bed is not open');
    return this.#fixture;
  }

  get host(): Host {
    if (this.#host === undefined) throw new Error('the host is closed');
    return this.#host;
  }

  /** The host that sets the stage and cleans up. */
  get trusted(): Host {
    return this.fixture.trusted?.(this.host) ?? this.host;
  }

  async open(): Promise<void> {
    this.#fixture = await this.#factory();
    this.#host = await this.fixture.open();
  }

  async dispose(): Promise<void> {
    await this.#host?.close();
    this.#host = undefined;
    await this.#fixture?.dispose();
  }

  /** Closes the host; `bed.host` is not to be used until `openAgain`. */
  async closeHost(): Promise<void> {
    const host = this.host;
    this.#host = undefined;
    await within(20_000, 'close of the host', host.close());
  }

  async openAgain(): Promise<void> {
    this.#host = await within(20_000, 'opening the host again', this.fixture.open());
  }

  /** What another process would do: closes this instance, opens the next one. */
  async reopen(): Promise<void> {
    await this.closeHost();
    await this.openAgain();
  }

  pushScope(): void {
    this.#scopes.push({ systems: [], scratches: [], layers: [], namespaces: [], networks: [] });
  }

  /** Takes away all that was made since the scope began, whatever state it is in. */
  async popScope(): Promise<void> {
    const scope = this.#scopes.pop();
    if (scope === undefined) return;
    if (this.#host === undefined) await this.openAgain();
    const { layers, network } = this.trusted;
    for (const id of scope.systems.reverse()) await endSystem(this.trusted, id);
    for (const scratch of scope.scratches.reverse()) {
      await gone(() => layers.detachScratch(scratch));
      await gone(() => layers.destroyScratch(scratch));
    }
    for (const layer of scope.layers.reverse()) await layers.destroyLayer(layer);
    for (const id of scope.namespaces) await network.deleteNamespace(id);
    for (const id of scope.networks) await network.deleteNetwork(id);
  }

  get #scope(): Scope {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) throw new Error('made outside of a scope');
    return scope;
  }

  trackSystem(id: string): string {
    this.#scope.systems.push(id);
    return id;
  }

  trackNamespace(id: string): string {
    this.#scope.namespaces.push(id);
    return id;
  }

  trackNetwork(id: string): string {
    this.#scope.networks.push(id);
    return id;
  }

  /** A folder for a layer that is not there yet; removed at the end of the scope. */
  layerFolder(): string {
    const path = join(this.fixture.root, 'layers', randomUUID());
    this.#scope.layers.push(path);
    return path;
  }

  /** A folder for a scratch that is not there yet; removed at the end of the scope. */
  scratchFolder(): string {
    const path = join(this.fixture.root, 'scratches', randomUUID());
    this.#scope.scratches.push(path);
    return path;
  }

  newId(): string {
    return this.trackSystem(randomUUID());
  }

  /** Layers with the base and `C:\probe\probe.exe`: the parents of most scratches here. */
  layers(): Promise<string[]> {
    return this.once('tools', async () => {
      const base = [await this.fixture.base(this.trusted), ...((await this.fixture.belowBase?.(this.trusted)) ?? [])];
      const tools = join(this.fixture.root, 'layers', 'tools');
      const probe = await readFile(join(import.meta.dirname, '../probe/probe.exe'));
      const entries = [folder('Files'), folder('Files/probe'), file('Files/probe/probe.exe', probe)];
      await this.trusted.layers.importLayer(tools, base, streamOf(entries));
      return [tools, ...base];
    });
  }

  /** A running system that all read-only cases share. Cases may write below a folder of their own. */
  shared(): Promise<TestSystem> {
    return this.once('shared', () => this.lasting(() => this.running({ hostName: 'shared' }, this.trusted)));
  }

  /** What is made inside belongs to no case: it stays. */
  async lasting<T>(make: () => Promise<T>): Promise<T> {
    const scopes = this.#scopes;
    this.#scopes = [{ systems: [], scratches: [], layers: [], namespaces: [], networks: [] }];
    try {
      return await make();
    } finally {
      this.#scopes = scopes;
    }
  }

  /** Imports a layer for the scope through the trusted host. */
  async importLayer(parents: readonly string[], entries: readonly LayerEntry[]): Promise<string[]> {
    const path = this.layerFolder();
    await this.trusted.layers.importLayer(path, parents, streamOf(entries));
    return [path, ...parents];
  }

  async scratch(
    options: { parents?: string[]; attach?: boolean; isolation?: Isolation } = {},
    host = this.host,
  ): Promise<TestScratch> {
    const parents = options.parents ?? (await this.layers());
    const path = this.scratchFolder();
    await host.layers.createScratch(path, parents);
    const attached = options.attach === false ? '' : await host.layers.attachScratch(path, parents, isolated(options));
    return { folder: path, parents, path: attached };
  }

  async created(options: SystemOptions = {}, host = this.host): Promise<TestSystem> {
    const { parents } = options;
    const scratch =
      options.scratch ?? (await this.scratch({ ...(parents ? { parents } : {}), ...isolated(options) }, host));
    const id = options.id ?? randomUUID();
    this.trackSystem(id);
    const namespace = options.portMappings === undefined ? undefined : await this.namespace(options.portMappings, host);
    const document = systemDocument(scratch, options, namespace);
    const { threadCount } = options;
    await host.compute.create(id, document, {
      ...isolated(options),
      ...(threadCount === undefined ? {} : { threadCount }),
    });
    return { id, scratch, document, namespace };
  }

  async running(options: SystemOptions = {}, host = this.host): Promise<TestSystem> {
    const system = await this.created(options, host);
    await within(60_000, 'start', host.compute.start(system.id));
    return system;
  }

  namespace(portMappings: readonly PortMapping[], host = this.host): Promise<NetworkNamespace> {
    return host.network.createNamespace(this.trackNamespace(randomUUID()), { owner: OWNER, portMappings });
  }

  /** Stops a system in good order, forgets it and lets its scratch go; the scratch stays. */
  async shutDown(system: TestSystem, host = this.host): Promise<TestScratch> {
    await within(30_000, 'shutdown', host.compute.shutdown(system.id));
    await endSystem(host, system.id);
    await host.layers.detachScratch(system.scratch.folder);
    return { ...system.scratch, path: '' };
  }

  /** A value made once per fixture, for all suites on it: the stage. What it makes stays until the fixture goes. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const { stage } = this.fixture;
    const known = stage.get(key);
    if (known !== undefined) return known as Promise<T>; // each key is made in one place, with one type
    const made = make();
    stage.set(key, made);
    return made;
  }
}

function isolated({ isolation }: { isolation?: Isolation }): { isolation?: Isolation } {
  return isolation === undefined ? {} : { isolation };
}

/** The document of a system on an attached scratch. */
export function systemDocument(
  scratch: TestScratch,
  options: Pick<SystemOptions, 'owner' | 'hostName' | 'directories' | 'memory' | 'processor' | 'storage'> = {},
  namespace?: { id: string },
): ComputeSystemDocument {
  return {
    Owner: options.owner ?? OWNER,
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    Container: {
      ...(options.hostName === undefined ? {} : { GuestOs: { HostName: options.hostName } }),
      Storage: {
        Layers: scratch.parents.map((path) => ({ Id: layerId(path), Path: path })),
        Path: scratch.path,
        ...(options.storage === undefined ? {} : { QoS: options.storage }),
      },
      ...(options.directories === undefined ? {} : { MappedDirectories: options.directories }),
      ...(namespace === undefined ? {} : { Networking: { Namespace: namespace.id } }),
      ...(options.memory === undefined ? {} : { Memory: options.memory }),
      ...(options.processor === undefined ? {} : { Processor: options.processor }),
    },
  };
}

/** Any GUID does here: a host that needs a special one finds it itself. Ours is made of the folder's last part. */
function layerId(path: string): string {
  const digits = Buffer.from(path).toString('hex').slice(-32).padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function gone(call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
  }
}

/** Each case of the surrounding `describe` gets a scope of its own. */
export function scopeEachCase(bed: Bed): void {
  beforeEach(() => bed.pushScope());
  afterEach(async function () {
    this.timeout(60_000);
    await bed.popScope();
  });
}

/** All cases of the surrounding `describe` share one scope, for what its `before` makes. Call it before that `before`. */
export function scopeAllCases(bed: Bed): void {
  before(() => bed.pushScope());
  after(async function () {
    this.timeout(60_000);
    await bed.popScope();
  });
}
