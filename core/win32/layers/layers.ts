import { mkdir, rm } from 'node:fs/promises';
import { fault, toFault } from '../../base/fault.ts';
import type { Isolation } from '../../host/capabilities.ts';
import type { BaseImage, BaseSource, LayerHost } from '../../host/port.ts';
import type { ScratchChange } from '../../host/scratch-change.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import { samePath } from '../attachments.ts';
import type { LayerIds } from '../win32-world.ts';
import { compareScratch } from './compare-scratch.ts';
import { readContainerFiles, writeContainerFiles } from './container-files.ts';
import { copyScratch } from './copy-scratch.ts';
import { importLayer } from './import-layer.ts';
import { type LayerParts, type LayerSurroundings, layerParts } from './layer-parts.ts';
import { checkLayer, checkLayerPath, checkScratch, REMOVING } from './layer-paths.ts';
import { checkWimBase, openWimBase } from './open-wim-base.ts';
import { readTransport } from './read-transport.ts';
import { removeLayer } from './remove-layer.ts';
import {
  attached,
  attachScratch,
  createScratch,
  destroyScratch,
  detachScratch,
  held,
  liveAttachment,
} from './scratches.ts';
import { removalWorld } from './who-holds.ts';

/** The layer host of Windows, over vmcompute.dll's layer functions. */
export class Win32Layers implements LayerHost {
  readonly #parts: LayerParts;

  constructor(around: LayerSurroundings) {
    this.#parts = layerParts(around);
  }

  /** For compute: the ids that the filter knows layers by. */
  get layerIds(): LayerIds {
    return this.#parts.ids;
  }

  /** Removes what killed processes have left half made or half removed. Once, when the host opens. */
  async sweep(): Promise<void> {
    await this.#parts.leftovers.sweep((path) => removeLayer(removalWorld(this.#parts), path));
  }

  /** Ends the helpers. Attached scratches stay attached. */
  async close(): Promise<void> {
    await this.#parts.helpers.close();
  }

  async openBase(source: BaseSource, options: { signal?: AbortSignal }): Promise<BaseImage> {
    try {
      options.signal?.throwIfAborted();
    } catch (error) {
      throw toFault(error, 'open the base image');
    }
    if (source.kind === 'wim') return openWimBase(source, options);
    throw noOwnBase();
  }

  async checkBase(source: BaseSource): Promise<void> {
    if (source.kind === 'host') throw noOwnBase();
    await checkWimBase(source);
  }

  importLayer(
    folder: string,
    parents: readonly string[],
    entries: AsyncIterable<LayerEntry>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    return importLayer(this.#parts, { folder, parents, entries, signal });
  }

  async *exportScratch(
    folder: string,
    parents: readonly string[],
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncIterable<LayerEntry> {
    await checkScratch(folder);
    for (const parent of parents) await checkLayer(parent);
    const known = await this.#parts.ids.ofAll(parents);
    const target = `${folder}.exporting-${this.#parts.runtime.newId()}`;
    const done = await this.#parts.leftovers.begin(target);
    try {
      signal?.throwIfAborted();
      await held(this.#parts, folder, async () => {
        if ((await liveAttachment(this.#parts, folder)) !== undefined) throw attached(folder, 'export');
        await mkdir(target);
        await this.#exportInto(folder, target, known, signal);
      });
      for (const entry of readTransport(target)) {
        signal?.throwIfAborted();
        yield entry;
      }
    } catch (error) {
      throw toFault(error, 'export scratch', folder);
    } finally {
      await rm(target, { recursive: true, force: true });
      await done();
    }
  }

  async #exportInto(
    scratch: string,
    target: string,
    parents: Awaited<ReturnType<LayerParts['ids']['ofAll']>>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { helpers, calls } = this.#parts;
    try {
      await helpers.run({ task: 'export', scratch, target, parents }, signal, (session) => session.done());
    } catch (error) {
      // A helper that was killed has let go of nothing.
      if (signal?.aborted === true) await calls.detach(scratch).catch(() => {}); // it need not have come so far
      throw error;
    }
  }

  compareScratch(
    folder: string,
    parents: readonly string[],
    options: { only?: 'files' | 'registry'; signal?: AbortSignal } = {},
  ): AsyncIterable<ScratchChange> {
    return compareScratch(this.exportScratch(folder, parents, options), parents, options);
  }

  async destroyLayer(folder: string): Promise<void> {
    checkLayerPath(folder);
    const list = await this.#parts.attachments.list();
    const user = list.find((one) => one.parents.some((parent) => samePath(parent, folder)));
    if (user !== undefined && (await liveAttachment(this.#parts, user.scratch)) !== undefined) {
      throw fault('Busy', `Cannot remove layer '${folder}': scratch '${user.scratch}' is attached to it.`, {
        target: folder,
        hint: 'Get-Container; Stop-Container',
      });
    }
    await this.#parts.leftovers.during(`${folder}${REMOVING}`, () => removeLayer(removalWorld(this.#parts), folder));
  }

  createScratch(folder: string, parents: readonly string[], options: { sizeBytes?: number } = {}): Promise<void> {
    return createScratch(this.#parts, folder, parents, options.sizeBytes);
  }

  copyScratch(
    source: string,
    folder: string,
    parents: readonly string[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    return copyScratch(this.#parts, { source, folder, parents }, signal);
  }

  attachScratch(folder: string, parents: readonly string[], options: { isolation?: Isolation } = {}): Promise<string> {
    return attachScratch(this.#parts, folder, parents, options.isolation);
  }

  detachScratch(folder: string): Promise<void> {
    return detachScratch(this.#parts, folder);
  }

  destroyScratch(folder: string): Promise<void> {
    return destroyScratch(this.#parts, folder);
  }

  readFiles(folder: string, parents: readonly string[], path: string): AsyncIterable<LayerEntry> {
    return readContainerFiles(this.#parts, folder, parents, path);
  }

  writeFiles(
    folder: string,
    parents: readonly string[],
    path: string,
    entries: AsyncIterable<LayerEntry>,
  ): Promise<void> {
    return writeContainerFiles(this.#parts, { folder, parents, path }, entries);
  }
}

function noOwnBase(): Error {
  return fault(
    'NotSupported',
    'A Windows machine is no source of a base image: its own files are not those of a container.',
    {
      hint: 'Install-ContainerOSImage -WimPath <file>; or Import-ContainerImage <a base image saved as an OCI archive>',
    },
  );
}
