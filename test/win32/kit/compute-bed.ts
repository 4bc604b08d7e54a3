import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../../core/base/fault.ts';
import type { Log } from '../../../core/base/runtime.ts';
import type { HostProcess } from '../../../core/host/port.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../../../core/spec/compute-document.ts';
import { Win32Compute } from '../../../core/win32/compute.ts';
import { openNative } from '../../../core/win32/native.ts';
import type { Attachment, Attachments } from '../../../core/win32/win32-world.ts';
import { isAlive } from '../../is-alive.ts';
import { patience } from '../../patience.ts';
import { standinFile } from './standin.ts';

/** Attached scratches in memory: layers are not what is tested here. */
class MemoryAttachments implements Attachments {
  readonly all = new Map<string, Attachment>();

  async byScratch(folder: string): Promise<Attachment | undefined> {
    return [...this.all.values()].find((one) => one.scratch === folder);
  }
  async byVolume(volumePath: string): Promise<Attachment | undefined> {
    return this.all.get(volumePath);
  }
  async list(): Promise<Attachment[]> {
    return [...this.all.values()];
  }
  async claim(scratch: string, systemId: string): Promise<boolean> {
    const found = await this.byScratch(scratch);
    if (found === undefined) throw fault('NotFound', `'${scratch}' is not attached.`);
    if (found.systemId === systemId) return false;
    if (found.systemId !== undefined) throw fault('Busy', `'${scratch}' is in use.`);
    found.systemId = systemId;
    return true;
  }
  async release(systemId: string): Promise<void> {
    for (const one of this.all.values()) if (one.systemId === systemId) delete one.systemId;
  }
}

/** Compute over stand-in DLLs, with a keeper of its own in a folder of its own. */
export class ComputeBed {
  readonly root: string;
  readonly logged: string[] = [];
  readonly attachments = new MemoryAttachments();
  readonly probe: string;
  private readonly layer: string;
  private readonly opened: Win32Compute[] = [];

  static async make(): Promise<ComputeBed> {
    const root = await mkdtemp(join(tmpdir(), 'hcs-keeper-'));
    const bed = new ComputeBed(root);
    await mkdir(bed.layer);
    await copyFile(join(import.meta.dirname, '../../contract/probe/probe.exe'), bed.probe);
    return bed;
  }

  /** Over a folder that another process has made. */
  constructor(root: string) {
    this.root = root;
    this.layer = join(root, 'base');
    this.probe = join(root, 'probe.exe');
  }

  get stateFolder(): string {
    return join(this.root, 'state');
  }

  open(): Win32Compute {
    const note = (message: string, fields?: Record<string, unknown>): void => {
      this.logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
    };
    const dlls = { computecore: standinFile('computecore.dll') };
    const log: Log = { debug: note, info: note, warn: note, error: note };
    const compute = new Win32Compute(
      {
        stateFolder: this.stateFolder,
        runtime: { now: () => new Date(), newId: () => randomUUID() },
        log,
        native: openNative({ dlls }),
        dlls,
        programsFolder: join(import.meta.dirname, '../../../core/win32'),
        attachments: this.attachments,
        namespaces: {
          check: async () => undefined,
          endpointIds: async () => [],
          describeForGuest: async () => ({ namespace: {}, endpoints: [] }),
        },
        layerIds: { idOf: async () => '44ee543c-e9f7-5ac3-a463-d6dc23dde7ce' },
      },
      { keeperIdleMs: 300, keeperLookMs: 1_000 },
    );
    this.opened.push(compute);
    return compute;
  }

  document(): ComputeSystemDocument {
    const volume = `\\\\?\\Volume{${randomUUID()}}\\`;
    this.attachments.all.set(volume, { scratch: volume, parents: [this.layer], volumePath: volume });
    return {
      Owner: 'hcscontainers-test',
      SchemaVersion: { Major: 2, Minor: 1 },
      ShouldTerminateOnLastHandleClosed: false,
      Container: { Storage: { Layers: [{ Id: '', Path: this.layer }], Path: volume } },
    };
  }

  /** A running system. */
  async running(compute: Win32Compute): Promise<string> {
    const id = randomUUID();
    await compute.create(id, this.document());
    await compute.start(id);
    return id;
  }

  /** A command line of the probe. */
  steps(...steps: string[]): string {
    return [this.probe, ...steps].map((part) => `"${part}"`).join(' ');
  }

  launch(
    compute: Win32Compute,
    id: string,
    commandLine: string,
    more: Partial<ProcessParameters> = {},
    key: string = randomUUID(),
  ): Promise<HostProcess> {
    const parameters = { CommandLine: commandLine, CreateStdOutPipe: true, CreateStdErrPipe: true, ...more };
    return compute.createProcess(id, key, parameters, { kind: 'spool' });
  }

  /** The keeper's process id, as its file says. */
  async keeperId(): Promise<number> {
    const text = await readFile(join(this.stateFolder, 'keeper', 'keeper.json'), 'utf8');
    return (JSON.parse(text) as { processId: number }).processId; // the keeper's own file
  }

  keeperLog(): Promise<string> {
    return readFile(join(this.stateFolder, 'keeper', 'keeper.log'), 'utf8');
  }

  /** Ends every system and waits until the keeper has gone by itself. */
  async dispose(): Promise<void> {
    const compute = this.open();
    for (const { id } of await compute.list()) {
      await compute.terminate(id);
      await compute.close(id);
    }
    for (const one of this.opened) one.dispose();
    const keeper = await this.keeperId().catch(() => undefined);
    await eventually('the keeper goes', () => keeper === undefined || !isAlive(keeper)).catch(async () => {
      throw new Error(`the keeper does not go:\n${await this.keeperLog()}`);
    });
    await rm(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks);
}

/** Exit code and both outputs. */
export async function finish(one: HostProcess): Promise<{ code: number | undefined; stdout: Buffer; stderr: Buffer }> {
  const [code, stdout, stderr] = await Promise.all([one.exited, readAll(one.stdout), readAll(one.stderr)]);
  return { code, stdout, stderr };
}

/** Waits until it is so. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limitMs = patience(20_000);
  const until = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`not within ${limitMs} ms: ${what}`);
    await delay(50);
  }
}
