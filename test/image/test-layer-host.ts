import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { fault } from '../../core/base/fault.ts';
import type { BaseImage, LayerHost } from '../../core/host/port.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';

/** A file entry with the given content. */
export function fileEntry(name: string, content: string | Buffer): LayerEntry {
  const bytes = Buffer.from(content);
  return {
    kind: 'file',
    name,
    sizeBytes: bytes.length,
    modifiedMs: 1_700_000_000_000,
    open: () => Readable.from([bytes], { objectMode: false }),
  };
}

export function folderEntry(name: string): LayerEntry {
  return { kind: 'folder', name, modifiedMs: 1_700_000_000_000 };
}

/** The part of a host that images need, on plain folders: a layer is a folder with the list of its entries. */
export class TestLayerHost
  implements Pick<LayerHost, 'openBase' | 'checkBase' | 'importLayer' | 'exportScratch' | 'destroyLayer'>
{
  base: () => LayerEntry[] = () => [
    folderEntry('Files'),
    folderEntry('Files/Windows'),
    fileEntry('Files/Windows/cmd.exe', 'MZ'),
    fileEntry('Hives/system.reg', 'registry'),
  ];
  /** By scratch folder. */
  scratches = new Map<string, () => LayerEntry[]>();
  osFeatures = ['hcscontainers.embedded'];
  osVersion = '10.0.19041';
  imports: { folder: string; parents: string[] }[] = [];
  disposed = 0;
  /** Called at each entry that is imported; throws to fail there. */
  onImport: (entry: LayerEntry, folder: string) => void = () => {};

  async openBase(): Promise<BaseImage> {
    const entries = this.base();
    return {
      osVersion: this.osVersion,
      osFeatures: this.osFeatures,
      architecture: 'amd64',
      entries: each(entries),
      entryCount: entries.length,
      dispose: async () => {
        this.disposed++;
      },
    };
  }

  async checkBase(): Promise<void> {}

  async importLayer(
    folder: string,
    parents: readonly string[],
    entries: AsyncIterable<LayerEntry>,
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    for (const parent of parents) await stat(parent);
    if (await stat(folder).catch(() => undefined)) throw fault('AlreadyExists', folder);
    const list: Record<string, unknown>[] = [];
    for await (const entry of entries) {
      options.signal?.throwIfAborted();
      this.onImport(entry, folder);
      const content = entry.kind === 'file' ? await collect(entry.open()) : undefined;
      list.push({ kind: entry.kind, name: entry.name, ...(content === undefined ? {} : { size: content.length }) });
    }
    await mkdir(`${folder}.part`, { recursive: true });
    await writeFile(`${folder}.part/layer.json`, JSON.stringify(list));
    await rename(`${folder}.part`, folder);
    this.imports.push({ folder, parents: [...parents] });
  }

  async *exportScratch(folder: string): AsyncGenerator<LayerEntry> {
    const entries = this.scratches.get(folder);
    if (entries === undefined) throw fault('NotFound', `no scratch ${folder}`);
    yield* entries();
  }

  async destroyLayer(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}.part`, { recursive: true, force: true });
    await stat(dirname(folder));
  }
}

/** What a layer of the test host holds. */
export async function layerNames(folder: string): Promise<string[]> {
  const list: { kind: string; name: string }[] = JSON.parse(await readFile(`${folder}/layer.json`, 'utf8'));
  return list.map(({ kind, name }) => (kind === 'whiteout' ? `-${name}` : name));
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
