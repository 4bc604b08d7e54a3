import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyedLock } from '../base/keyed-lock.ts';
import { PartNotes, removePart } from '../base/part-notes.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import { listSetAside } from '../base/set-aside.ts';
import type { HostCapabilities } from '../host/capabilities.ts';
import type { BaseSource, LayerHost } from '../host/port.ts';
import { ImageLayout } from '../store/image-layout.ts';
import { type CaptureRequest, captureImage } from './capture-image.ts';
import { checkHost } from './check-host.ts';
import { type ExportOptions, exportImages } from './export-images.ts';
import { findImage } from './find-image.ts';
import type { Image, ImageSelector } from './image.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { type ImportOptions, importImages } from './import-image.ts';
import { type InstallBaseOptions, installBase } from './install-base.ts';
import { sweepLayers, unpackLayers, unusedLayers } from './layer-folders.ts';
import { listImages } from './list-images.ts';
import { type RemoveOptions, removeImage } from './remove-image.ts';
import { descriptorOf, readStoredImage } from './stored-image.ts';
import { type ImageVerdict, verifyImage } from './verify-image.ts';

/**
 * The images of one state root: an OCI image layout in `<root>/images`, unpacked layers in `<root>/layers`.
 *
 * Every operation is whole or leaves what was there; what a crash leaves is swept when the store is opened. Operations
 * may run at the same time in one process; one process owns the root.
 */
export interface Images {
  /** Where the OCI image layout is. */
  readonly folder: string;
  /** All, sorted by name, version, publisher; damaged ones with `damage`. */
  list(): Promise<Image[]>;
  /**
   * The one image that is meant: see `findImage`.
   * @param options.several Of several versions take the `newest` (default), or refuse as `ambiguous`.
   * @param options.allowDamaged Gives a damaged image instead of its fault: to remove it.
   * @throws {RuntimeFault} `NotFound`, `Ambiguous`, `Corrupt`.
   */
  find(selector: ImageSelector, options?: { several?: 'newest' | 'ambiguous'; allowDamaged?: boolean }): Promise<Image>;
  /** @throws {RuntimeFault} what `installBase` would refuse before it changes anything, as far as can be told at once. */
  checkBase(source: BaseSource): Promise<void>;
  installBase(source: BaseSource, options?: InstallBaseOptions): Promise<Image>;
  capture(request: CaptureRequest): Promise<Image>;
  /** Folders of the layers, the immediate parent first; unpacks what is missing. */
  layerFolders(image: Image, options?: { signal?: AbortSignal }): Promise<string[]>;
  remove(image: Image, options: RemoveOptions): Promise<void>;
  /** Several go into one archive. @returns the archive's path. */
  export(images: readonly Image[], path: string, options?: ExportOptions): Promise<string>;
  import(path: string, options?: ImportOptions): Promise<Image[]>;
  /** Reads all of an image against its digests. @throws {RuntimeFault} what the disk gives; never for damage. */
  verify(image: Image, options?: { progress?: OnProgress; signal?: AbortSignal }): Promise<ImageVerdict>;
  /** @throws {RuntimeFault} `NotSupported`, with the reason, when the host cannot run the image. */
  checkHost(image: Image, capabilities: HostCapabilities): void;
  /** Damaged files of the store that were set aside. */
  setAside(): Promise<string[]>;
  /** Folders of unpacked layers, or of layers half removed, that no image needs. */
  unusedLayers(): Promise<string[]>;
  /** Removes one of them; one that an image needs meanwhile stays. @throws {RuntimeFault} `Busy` while a container has it. */
  removeUnusedLayer(folder: string): Promise<void>;
}

/** Opens the images of a state root, makes what is missing, and sweeps what a crash left. */
export async function openImages(options: {
  root: string;
  layers: LayerHost;
  runtime: Runtime;
  log: Log;
}): Promise<Images> {
  const { root, layers, runtime, log } = options;
  const folder = join(root, 'images');
  await mkdir(folder, { recursive: true });
  const layersFolder = join(root, 'layers');
  await mkdir(layersFolder, { recursive: true });
  const layout = await ImageLayout.open(folder, log);
  const world: ImageWorld = {
    layout,
    layers,
    runtime,
    log,
    layersFolder,
    exportNotes: new PartNotes(join(folder, '.exports'), { runtime, log }),
    layerLocks: new KeyedLock(),
    heldLayers: new Map(),
  };
  await world.exportNotes.sweep(removePart);
  await sweepLayers(world, { atOpening: true });
  await layout.collectGarbage();
  return {
    folder,
    list: () => listImages(world),
    find: async (selector, { several = 'newest', allowDamaged = false } = {}) => {
      const image = findImage(await listImages(world), selector, { several });
      if (image.damage !== undefined && !allowDamaged) throw image.damage;
      return image;
    },
    checkBase: (source) => layers.checkBase(source),
    installBase: (source, install = {}) => installBase(world, source, install),
    capture: (request) => captureImage(world, request),
    layerFolders: async (image, { signal } = {}) => {
      const descriptor = await descriptorOf(layout, image);
      return unpackLayers(world, await readStoredImage(layout.blobs, descriptor), signal);
    },
    remove: (image, remove) => removeImage(world, image, remove),
    export: (exported, path, exporting) => exportImages(world, exported, path, exporting),
    import: (path, importing) => importImages(world, path, importing),
    verify: (image, verifying) => verifyImage(world, image, verifying),
    checkHost,
    unusedLayers: async () => (await unusedLayers(world)).map((name) => join(layersFolder, name)),
    setAside: () => listSetAside(world.layout.folder),
    removeUnusedLayer: async (unused) => {
      if ((await unusedLayers(world)).some((name) => join(layersFolder, name) === unused))
        await layers.destroyLayer(unused);
    },
  };
}
