/**
 * Writes a base image for the Windows host, as an OCI archive, from the folder of `write-base.ts`: what the command line
 * imports in its test under Wine. Made by the product's own image store, on a host whose layers are only counted.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { silentLog } from '../../core/base/runtime.ts';
import type { BaseImage, LayerHost } from '../../core/host/port.ts';
import { openImages } from '../../core/image/images.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { readBase } from './read-base.ts';

/** @param osVersion The build that the machine says it is: an image of another one is refused. */
export async function writeBaseImage(base: string, archive: string, osVersion: string): Promise<void> {
  const root = `${archive}.making`;
  const layers = new ReadOnlyBase(base, osVersion) as Partial<LayerHost> as LayerHost; // the rest is never called here
  const images = await openImages({
    root,
    layers,
    runtime: { now: () => new Date(), newId: () => randomUUID() },
    log: silentLog,
  });
  const image = await images.installBase({ kind: 'host' });
  await images.export([image], archive);
  await rm(root, { recursive: true });
}

/** What `write-base.ts` wrote, as a base; what is imported is read to its end and not kept. */
class ReadOnlyBase implements Pick<LayerHost, 'openBase' | 'checkBase' | 'importLayer' | 'destroyLayer'> {
  private readonly folder: string;
  private readonly osVersion: string;

  constructor(folder: string, osVersion: string) {
    this.folder = folder;
    this.osVersion = osVersion;
  }

  async openBase(): Promise<BaseImage> {
    return {
      osVersion: this.osVersion,
      osFeatures: [],
      architecture: 'amd64',
      entries: readBase(this.folder),
      entryCount: 1000,
      dispose: async () => undefined,
    };
  }

  async checkBase(): Promise<void> {}

  async importLayer(folder: string, _parents: readonly string[], entries: AsyncIterable<LayerEntry>): Promise<void> {
    await mkdir(folder);
    for await (const entry of entries) {
      if (entry.kind === 'file') for await (const _ of entry.open());
    }
  }

  async destroyLayer(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }
}
