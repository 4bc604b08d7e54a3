import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpointOf } from '../../core/base/endpoint.ts';
import { ensureService, type ServiceAccess, type ServiceConnection } from '../../core/cli/ensure-service.ts';
import { PRODUCT_VERSION } from '../../core/service/generated/contract.gen.ts';
import type { InvokeResult, StreamError, StreamOutput } from '../../core/spec/wire.ts';
import { endProcesses, eventually } from '../demo/outside.ts';
import { PROJECT } from '../demo/project.ts';

/** The base image's name. */
export const IMAGE = 'Windows';

/** What one call gave. */
export interface Answer {
  objects: Record<string, unknown>[];
  stdout: string;
  exitCode: number | undefined;
  /** From the request to the first byte of a program's output, in milliseconds; undefined where there was none. */
  firstOutputMs: number | undefined;
  /** From the request to the reply. */
  ms: number;
}

/** The product under measurement: a built copy of its own, a state root of its own, one open connection. */
export class Session {
  readonly folder: string;
  readonly root: string;
  readonly commandLine: string;
  readonly #connection: ServiceConnection;
  #calls = 0;

  private constructor(folder: string, connection: ServiceConnection) {
    this.folder = folder;
    this.root = join(folder, 'root');
    this.commandLine = join(folder, 'dist', 'hcs.mjs');
    this.#connection = connection;
  }

  /**
   * Starts a service on a copy of dist/, so that a build in the meantime changes nothing half-way.
   * @param node What runs the service; a script that adds `--cpu-prof` shows where its time goes.
   */
  static async open(node = process.execPath): Promise<Session> {
    const folder = mkdtempSync(join(tmpdir(), 'hcs-bench-'));
    cpSync(join(PROJECT, 'dist'), join(folder, 'dist'), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
    return new Session(folder, await ensureService(accessTo(folder, node)));
  }

  /** One more connection to the same service, for calls at the same time. `leave` it. */
  async another(): Promise<Session> {
    return new Session(this.folder, await ensureService(accessTo(this.folder, process.execPath)));
  }

  leave(): void {
    this.#connection.rpc.close();
  }

  get servicePid(): number {
    return this.#connection.hello.processId;
  }

  /**
   * Runs one cmdlet over the open connection; every question is answered with yes.
   * @throws what the service reports, the first of it.
   */
  async invoke(cmdlet: string, parameters: Record<string, unknown> = {}): Promise<Answer> {
    const { rpc } = this.#connection;
    const objects: Record<string, unknown>[] = [];
    const problems: string[] = [];
    let stdout = '';
    let firstOutputMs: number | undefined;
    const startedMs = performance.now();
    rpc.handle({
      onObjects({ values }) {
        objects.push(...(values as Record<string, unknown>[]));
      },
      onNotification(method, params) {
        // Our own service's notifications, by protocol: the shapes of core/spec/wire.ts.
        if (method === 'stream/error') problems.push((params as StreamError).error.message);
        if (method === 'stream/output') {
          firstOutputMs ??= performance.now() - startedMs;
          stdout += Buffer.from((params as StreamOutput).data, 'base64').toString();
        }
      },
      onRequest: async () => ({ answer: true }),
    });
    const call = ++this.#calls;
    const request = { call, cmdlet, parameters, workingDirectory: this.folder };
    const result = (await rpc.request('invoke', request).reply) as InvokeResult;
    const ms = performance.now() - startedMs;
    if (problems.length > 0) throw new Error(`${cmdlet}: ${problems[0]}`);
    return { objects, stdout, exitCode: result.exitCode, firstOutputMs, ms };
  }

  /** The folders of a container's image layers, topmost first. */
  layersOf(containerId: string): string[] {
    const record = JSON.parse(readFileSync(join(this.#systemFolder(containerId), 'system.json'), 'utf8'));
    return record.document.Container.Storage.Layers.map((layer: { Path: string }) => layer.Path);
  }

  /** The process id, here, of a running container's first process. */
  firstProcessOf(containerId: string): number {
    return Number(readFileSync(join(this.#systemFolder(containerId), 'init'), 'utf8').split(' ')[0]);
  }

  #systemFolder(containerId: string): string {
    return join(this.root, 'host', 'systems', containerId);
  }

  /** Removes every container, ends the service and all that belongs to the root, and removes the folder. */
  async close(): Promise<void> {
    try {
      await this.invoke('Remove-Container', { Name: ['*'], Force: true });
      await this.#connection.rpc.request('handOver', {}).reply;
    } finally {
      this.#connection.rpc.close();
      await eventually(() => !existsSync(`/proc/${this.servicePid}`), 5000);
      await endProcesses(this.folder);
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

function accessTo(folder: string, node: string): ServiceAccess {
  const userId = process.geteuid?.();
  const dist = join(folder, 'dist');
  return {
    endpoint: endpointOf(join(folder, 'root'), { platform: process.platform, userId }),
    userId,
    version: PRODUCT_VERSION,
    build: JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')).build,
    client: 'bench',
    node,
    entry: join(dist, 'service.mjs'),
    environment: process.env,
  };
}
