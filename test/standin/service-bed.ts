import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from '../contract/kit/quote.ts';
import { readAll, ServiceClient } from './service-client.ts';
import { type StartedService, startService } from './start-service.ts';
import { writeBase } from './write-base.ts';

/** A file or folder of the transport format, without its streams' encoding. */
export interface TransportFile {
  /** Below Files, with `/`. */
  name: string;
  attributes: number;
  /** The backup streams, as bytes. Undefined for a folder: it has none. */
  streams?: Buffer;
}

export interface TestScratch {
  path: string;
  parents: string[];
  volume: string;
}

export interface Ended {
  code: unknown;
  stdout: string;
  stderr: string;
}

/** `/tmp/x` as Windows programs name it. */
export const windows = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

/** A stream of WIN32_STREAM_ID, written out by hand: what the tests hold the service's own reading against. */
export function stream(id: number, data: Buffer | string, sizeBytes = Buffer.byteLength(data)): Buffer {
  const head = Buffer.alloc(20);
  head[0] = id;
  head.writeUInt32LE(sizeBytes, 8);
  return Buffer.concat([head, Buffer.from(data)]);
}

/** A running stand-in service with a base layer, and a caller. */
export class ServiceBed {
  readonly root: string;
  readonly service: StartedService;
  client: ServiceClient;
  /** Windows path of the base layer. */
  readonly base: string;

  static async open(): Promise<ServiceBed> {
    const root = await mkdtemp(join(tmpdir(), 'hcs-standin-'));
    const base = join(root, 'base');
    const prefix = join(root, 'prefix');
    await mkdir(join(prefix, 'dosdevices'), { recursive: true });
    await writeBase(base);
    const service = await startService({ folder: join(root, 'service'), prefix, isApart: true });
    const client = await ServiceClient.open(service.port);
    await client.must('layer.processBase', { path: windows(base) });
    return new ServiceBed(root, service, client, windows(base));
  }

  private constructor(root: string, service: StartedService, client: ServiceClient, base: string) {
    this.root = root;
    this.service = service;
    this.client = client;
    this.base = base;
  }

  /** A new caller, after the service dropped this one. */
  async reconnect(): Promise<void> {
    this.client = await ServiceClient.open(this.service.port);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.service.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  /** A path below the bed that is not there yet. */
  path(): string {
    return join(this.root, randomUUID());
  }

  /** Writes a transport folder. */
  async transport(files: readonly TransportFile[], tombstones = '\uFEFFVersion 1.0\r\n'): Promise<string> {
    const source = this.path();
    await mkdir(join(source, 'Files'), { recursive: true });
    for (const { name, attributes, streams } of files) {
      const path = join(source, 'Files', name);
      const head = Buffer.alloc(4);
      head.writeUInt32LE(attributes);
      if (streams === undefined) await mkdir(path);
      await writeFile(
        streams === undefined ? `${path}.$wcidirs$` : path,
        Buffer.concat([head, streams ?? Buffer.alloc(0)]),
      );
    }
    await writeFile(join(source, 'tombstones.txt'), tombstones);
    return source;
  }

  /** Imports a transport folder on the base. @returns the layer's Windows path. */
  async importLayer(source: string, parents = [this.base]): Promise<string> {
    const path = windows(this.path());
    await this.client.must('layer.import', { path, source: windows(source), parents });
    return path;
  }

  async scratch(parents = [this.base]): Promise<TestScratch> {
    const path = windows(this.path());
    await this.client.must('layer.createSandbox', { path, parents });
    await this.client.must('layer.activate', { path });
    await this.client.must('layer.prepare', { path, parents });
    return { path, parents, volume: await this.client.must<string>('layer.mountPath', { path }) };
  }

  async release(scratch: TestScratch): Promise<void> {
    for (const step of ['unprepare', 'deactivate', 'destroy']) {
      await this.client.must(`layer.${step}`, { path: scratch.path });
    }
  }

  async create(scratch: TestScratch, options: { namespace?: string; hostName?: string } = {}): Promise<string> {
    const system = randomUUID();
    const container = {
      ...(options.hostName === undefined ? {} : { GuestOs: { HostName: options.hostName } }),
      Storage: {
        Layers: scratch.parents.map((path) => ({ Id: randomUUID(), Path: path })),
        Path: `${scratch.volume}\\`,
      },
      ...(options.namespace === undefined ? {} : { Networking: { Namespace: options.namespace } }),
    };
    const document = {
      Owner: 'test',
      SchemaVersion: { Major: 2, Minor: 1 },
      ShouldTerminateOnLastHandleClosed: false,
      Container: container,
    };
    await this.client.must('system.create', { system, document });
    return system;
  }

  async running(scratch: TestScratch, options: { namespace?: string; hostName?: string } = {}): Promise<string> {
    const system = await this.create(scratch, options);
    await this.client.must('system.start', { system });
    return system;
  }

  launch(system: string, ...words: string[]): Promise<{ pid: number }> {
    const parameters = {
      CommandLine: quote(...words),
      CreateStdInPipe: true,
      CreateStdOutPipe: true,
      CreateStdErrPipe: true,
    };
    return this.client.must('process.create', { system, parameters });
  }

  /** Runs a program to its end. */
  async run(system: string, ...words: string[]): Promise<Ended> {
    const { pid } = await this.launch(system, ...words);
    return this.finish(system, pid);
  }

  async finish(system: string, pid: number): Promise<Ended> {
    const [stdout, stderr] = await Promise.all(
      (['stdout', 'stderr'] as const).map(async (name) => readAll(await this.client.stream(system, pid, name))),
    );
    const exit = await this.client.heard(
      (event) => event.event === 'ProcessExited' && event.system === system && event.pid === pid,
    );
    return { code: exit.data?.['ExitCode'], stdout: stdout ?? '', stderr: stderr ?? '' };
  }

  /** The failure's code, unsigned; 0 for a success. */
  async codeOf(op: string, request: object): Promise<number> {
    return (await this.client.ask(op, request)).hr >>> 0;
  }
}
