import type { LayerEntry } from '../spec/layer-entry.ts';
import type { Isolation } from './capabilities.ts';
import type { ScratchChange } from './scratch-change.ts';

/**
 * Where a base operating system image comes from: this host itself, or a WIM file. `imageIndex`, from 1, says which of
 * the images in the file; it may be left out where there is only one.
 */
export type BaseSource = { kind: 'host' } | { kind: 'wim'; path: string; imageIndex?: number };

export interface BaseImage {
  /** What such an image is called, where the source tells: `WindowsServerCore`. */
  name?: string;
  /** `10.0.19041`. */
  osVersion: string;
  /** OCI `os.features`: what tells another kind of host that this image is not for it. */
  osFeatures: string[];
  architecture: 'amd64' | 'arm64';
  entries: AsyncIterable<LayerEntry>;
  /** How many entries, roughly: for progress. */
  entryCount: number;
  /** Frees what was made to read it. */
  dispose(): Promise<void>;
}

/**
 * Image layers and scratches (a container's own writable layer). Folders are absolute paths below one store;
 * `parents` are folders of imported layers, the immediate parent first, the base last.
 */
export interface LayerHost {
  /**
   * Opens the base image. Reproducible: the same host software gives the same entries, byte for byte.
   * @throws NotInstalled, with the command to install it; NotSupported for a source this host cannot read; of a WIM file:
   *   NotFound without it or the image in it, Ambiguous when it must be told which, Corrupt.
   */
  openBase(source: BaseSource, options: { signal?: AbortSignal }): Promise<BaseImage>;
  /** Refuses what `openBase` would refuse, as far as the beginning of a file tells. Changes nothing; quick. */
  checkBase(source: BaseSource): Promise<void>;
  /**
   * Writes a read-only layer into `folder`, which must not exist. Atomic: whole, or nothing there; until then it may be
   * beside `folder` under a name that begins with a dot, where a crash leaves it for `destroyLayer`.
   * @throws InvalidArgument for an entry that would leave the layer (`..`, absolute, a link's target outside, a parent
   *   that is a link or a file), a name twice in different case, or a whiteout in a base layer; AlreadyExists; DiskFull.
   */
  importLayer(
    folder: string,
    parents: readonly string[],
    entries: AsyncIterable<LayerEntry>,
    options?: { signal?: AbortSignal },
  ): Promise<void>;
  /**
   * What the scratch holds beyond its parents, in layer order, times cut to whole seconds. The same scratch gives the
   * same entries each time. Cost follows the change, not the base.
   * @throws Busy while the scratch is attached.
   */
  exportScratch(
    folder: string,
    parents: readonly string[],
    options?: { signal?: AbortSignal },
  ): AsyncIterable<LayerEntry>;
  /**
   * How the scratch differs from its parents: files in layer order, then the registry, sorted. Cost follows the change, but
   * for reading the registry. Of one that runs: what its programs have written by now, where the host can look while it
   * runs; the registry may be half a minute behind.
   * @param options.only Default: both.
   * @throws NotFound; Busy while it is attached, where the host cannot look then.
   */
  compareScratch(
    folder: string,
    parents: readonly string[],
    options?: { only?: 'files' | 'registry'; signal?: AbortSignal },
  ): AsyncIterable<ScratchChange>;
  /** Removes a layer; one that is not there: success. @throws Busy while an attached scratch has it as parent. */
  destroyLayer(folder: string): Promise<void>;

  /**
   * Makes an empty scratch in `folder`, which must not exist.
   *
   * @param options.sizeBytes How much its disk holds, what lies below it and the parents show of theirs included. Default:
   *   what the host gives.
   * @throws AlreadyExists; NotFound for a missing parent; InvalidArgument for a size below `LEAST_SCRATCH_BYTES`;
   *   NotSupported for a size where the host has no limit `scratch`. Nothing is made then.
   */
  createScratch(folder: string, parents: readonly string[], options?: { sizeBytes?: number }): Promise<void>;
  /**
   * Makes a scratch in `folder`, which must not exist, that holds what the scratch `source` holds, on the same parents. From
   * then on neither knows of the other. Whole, or nothing there.
   * @throws AlreadyExists; NotFound; Busy while the source is attached; DiskFull.
   */
  copyScratch(
    source: string,
    folder: string,
    parents: readonly string[],
    options?: { signal?: AbortSignal },
  ): Promise<void>;
  /**
   * Makes the scratch usable by one system, with the isolation that it is created with (default: `process`): a virtual
   * machine mounts the disk itself. @returns what `Storage.Path` takes. @throws Busy when attached; NotFound.
   */
  attachScratch(folder: string, parents: readonly string[], options?: { isolation?: Isolation }): Promise<string>;
  /** Lets it go. Not attached: success. @throws Busy while a system runs on it. */
  detachScratch(folder: string): Promise<void>;
  /** Removes it with all it holds; one that is not there: success. @throws Busy while attached. */
  destroyScratch(folder: string): Promise<void>;

  /**
   * Reads files of a container, running or not: `path` is a Windows path on its C: drive (`C:\inetpub`), found without
   * regard to case. Gives the file, or the folder and all below it; names are relative to the parent of `path`.
   * Links are given as links, never followed. @throws NotFound; InvalidArgument; NotSupported while the scratch is
   * attached for a virtual machine, which alone sees its files (`writeFiles` too).
   */
  readFiles(folder: string, parents: readonly string[], path: string): AsyncIterable<LayerEntry>;
  /**
   * Writes files into a container, running or not, below the folder `path`, which is made when missing. Existing files
   * are replaced, each whole or not at all; existing folders are kept and keep their case.
   * @throws InvalidArgument for hostile names or a link in the way.
   */
  writeFiles(
    folder: string,
    parents: readonly string[],
    path: string,
    entries: AsyncIterable<LayerEntry>,
  ): Promise<void>;
}
