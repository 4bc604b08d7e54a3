import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isFault } from '../../core/base/fault.ts';
import { type Log, type Runtime, silentLog } from '../../core/base/runtime.ts';
import { openEmbeddedHost } from '../../core/embedded/host.ts';
import { findWine } from '../../core/embedded/wine.ts';
import type { Host, HostProcess, PortMapping } from '../../core/host/port.ts';
import type { ContainerDocument, ProcessParameters } from '../../core/spec/compute-document.ts';
import { linkBaseLayer } from '../base-layer.ts';
import { nodeExe } from '../contract/node-exe.ts';
import { skip } from '../skip.ts';

export const testRuntime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

/** A running or stopped sandbox of a test. */
export interface Sandbox {
  id: string;
  /** Its scratch folder. */
  scratch: string;
  /** `<state>/systems/<id>`. */
  folder: string;
  namespace: string | undefined;
}

export interface Finished {
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/** An embedded host over a state folder of its own, and how all that was made on it is taken away again. */
export class EmbeddedBed {
  readonly root: string;
  readonly stateFolder: string;
  host: Host;
  private readonly log: Log;
  private baseFolder: string | undefined;

  private constructor(root: string, stateFolder: string, host: Host, log: Log) {
    this.root = root;
    this.stateFolder = stateFolder;
    this.host = host;
    this.log = log;
  }

  /** @param options.stateName The state folder's path below the temporary folder. */
  static async open(options: { stateName?: string; log?: Log } = {}): Promise<EmbeddedBed> {
    const root = await mkdtemp(join(tmpdir(), 'hcs-embedded-'));
    const stateFolder = join(root, options.stateName ?? 'state');
    const log = options.log ?? silentLog;
    const host = await openEmbeddedHost({ stateFolder, runtime: testRuntime, log });
    return new EmbeddedBed(root, stateFolder, host, log);
  }

  /** What another process would find. */
  another(): Promise<Host> {
    return openEmbeddedHost({ stateFolder: this.stateFolder, runtime: testRuntime, log: this.log });
  }

  async reopen(): Promise<void> {
    await this.host.close();
    this.host = await this.another();
  }

  /** The base layer, whose files no test may write to. */
  async base(): Promise<string> {
    if (this.baseFolder === undefined) {
      const folder = join(this.stateFolder, 'layers', 'base');
      await mkdir(join(this.stateFolder, 'layers'), { recursive: true });
      await linkBaseLayer(folder);
      this.baseFolder = folder;
    }
    return this.baseFolder;
  }

  /** Puts node.exe for Windows into a sandbox of the base: `C:\\node.exe`. It is here when `whyNoNodeExe` gives nothing. */
  async putNodeExe({ scratch }: Sandbox): Promise<void> {
    const bytes = await readFile((await nodeExe()) ?? '');
    const entry = { kind: 'file', name: 'node.exe', sizeBytes: bytes.length, modifiedMs: 0 } as const;
    const entries = [{ ...entry, open: () => Readable.from([bytes]) }];
    await this.host.layers.writeFiles(scratch, [await this.base()], 'C:\\', Readable.from(entries));
  }

  async created(
    options: {
      hostName?: string;
      ports?: PortMapping[];
      parents?: string[];
      scratch?: string;
      container?: Partial<ContainerDocument>;
      threadCount?: number;
    } = {},
  ): Promise<Sandbox> {
    const { compute, layers, network } = this.host;
    const parents = options.parents ?? [await this.base()];
    const id = randomUUID();
    const scratch = options.scratch ?? join(this.stateFolder, 'scratches', id);
    if (options.scratch === undefined) await layers.createScratch(scratch, parents);
    const path = await layers.attachScratch(scratch, parents);
    const namespace = options.ports === undefined ? undefined : randomUUID();
    if (namespace !== undefined)
      await network.createNamespace(namespace, { owner: 'test', portMappings: options.ports ?? [] });
    await compute.create(
      id,
      {
        Owner: 'test',
        SchemaVersion: { Major: 2, Minor: 1 },
        ShouldTerminateOnLastHandleClosed: false,
        Container: {
          ...(options.hostName === undefined ? {} : { GuestOs: { HostName: options.hostName } }),
          Storage: { Layers: parents.map((folder) => ({ Id: randomUUID(), Path: folder })), Path: path },
          ...(namespace === undefined ? {} : { Networking: { Namespace: namespace } }),
          ...options.container,
        },
      },
      options.threadCount === undefined ? {} : { threadCount: options.threadCount },
    );
    return { id, scratch, namespace, folder: join(this.stateFolder, 'systems', id) };
  }

  async running(options: Parameters<EmbeddedBed['created']>[0] = {}): Promise<Sandbox> {
    const sandbox = await this.created(options);
    await this.host.compute.start(sandbox.id);
    return sandbox;
  }

  launch(sandbox: Sandbox, commandLine: string, more: Partial<ProcessParameters> = {}): Promise<HostProcess> {
    const parameters = { CommandLine: commandLine, CreateStdOutPipe: true, CreateStdErrPipe: true, ...more };
    return this.host.compute.createProcess(sandbox.id, randomUUID(), parameters, { kind: 'spool' });
  }

  /** Runs a command to its end and forgets it. */
  async run(sandbox: Sandbox, commandLine: string, more: Partial<ProcessParameters> = {}): Promise<Finished> {
    const process = await this.launch(sandbox, commandLine, more);
    const [stdout, stderr, code] = await Promise.all([textOf(process.stdout), textOf(process.stderr), process.exited]);
    await process.close();
    return { code, stdout, stderr };
  }

  /** The host port of its first published port; 0 without one. */
  async hostPort(sandbox: Sandbox): Promise<number> {
    const all = await this.host.network.listNamespaces();
    return all.find(({ id }) => id === sandbox.namespace)?.portMappings[0]?.hostPort ?? 0;
  }

  /** Ends it at once and removes its scratch. */
  async remove(sandbox: Sandbox): Promise<void> {
    const { compute, layers, network } = this.host;
    try {
      await compute.terminate(sandbox.id);
      await compute.close(sandbox.id);
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error;
    }
    await layers.detachScratch(sandbox.scratch);
    await layers.destroyScratch(sandbox.scratch);
    if (sandbox.namespace !== undefined) await network.deleteNamespace(sandbox.namespace);
  }

  async dispose(): Promise<void> {
    for (const { id } of await this.host.compute.list()) await this.host.compute.terminate(id);
    for (const { id } of await this.host.network.listNamespaces()) await this.host.network.deleteNamespace(id);
    await this.host.close();
    // A keeper that was just started may still be making its files.
    await rm(this.root, { recursive: true, force: true, maxRetries: 10 });
  }
}

export async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Why sandboxes cannot be tested here; undefined when they can. */
export async function whyNoSandbox(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `sandboxes are for Linux, this is ${process.platform}`;
  return (await findWine()) === undefined ? 'Wine is not installed' : undefined;
}

/** Skips a suite, in its `before` hook, where sandboxes cannot be tested. */
export async function needSandbox(context: Mocha.Context): Promise<void> {
  const why = await whyNoSandbox();
  if (why !== undefined) skip(context, why);
}

/** As `whyNoSandbox`, for tests that run node.exe for Windows in one. */
export async function whyNoNodeExe(): Promise<string | undefined> {
  return (await whyNoSandbox()) ?? ((await nodeExe()) === undefined ? 'node.exe is not here' : undefined);
}
