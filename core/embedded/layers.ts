import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { errnoOf, fault, toFault } from '../base/fault.ts';
import { checkScratchSize } from '../host/check-limits.ts';
import type { BaseImage, BaseSource, LayerHost } from '../host/port.ts';
import type { ScratchChange } from '../host/scratch-change.ts';
import type { LayerEntry } from '../spec/layer-entry.ts';
import { openBaseImage } from './base-image.ts';
import { compareScratch } from './compare-scratch.ts';
import { readContainerFiles, writeContainerFiles } from './container-files.ts';
import { copyScratchFolder, UNFINISHED } from './copy-scratch.ts';
import { type EmbeddedWorld, isFolder } from './embedded-world.ts';
import { exportScratch } from './export-scratch.ts';
import { importLayer } from './import-layer.ts';
import { ownDrive, partNotes, runningDrive } from './left-parts.ts';
import { removeTree } from './remove-tree.ts';
import { knownWindowsVersion, learnWindowsVersion } from './windows-version.ts';
import { findWine, noWine } from './wine.ts';

export class EmbeddedLayers implements LayerHost {
  private readonly world: EmbeddedWorld;

  constructor(world: EmbeddedWorld) {
    this.world = world;
  }

  async openBase(source: BaseSource, options: { signal?: AbortSignal }): Promise<BaseImage> {
    refuseWim(source);
    try {
      return await openBaseImage(this.world, options.signal);
    } catch (error) {
      throw toFault(error, 'make the base image');
    }
  }

  async checkBase(source: BaseSource): Promise<void> {
    refuseWim(source);
    if ((await findWine()) === undefined) throw toFault(noWine('make the base image'), 'make the base image');
  }

  async importLayer(
    folder: string,
    parents: readonly string[],
    entries: AsyncIterable<LayerEntry>,
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    checkPath(folder);
    await importLayer(folder, parents, entries, options.signal);
    if (parents.length === 0) await learnWindowsVersion(this.world.stateFolder, folder);
  }

  async *exportScratch(
    folder: string,
    parents: readonly string[],
    options: { signal?: AbortSignal } = {},
  ): AsyncIterable<LayerEntry> {
    await this.checkScratch(folder);
    if ((await this.world.attachment(folder)) !== undefined) throw attached(folder, 'export');
    try {
      yield* exportScratch(folder, parents, options.signal);
    } catch (error) {
      throw toFault(error, 'export scratch', folder);
    }
  }

  async *compareScratch(
    folder: string,
    parents: readonly string[],
    options: { only?: 'files' | 'registry'; signal?: AbortSignal } = {},
  ): AsyncIterable<ScratchChange> {
    await this.checkScratch(folder);
    try {
      yield* compareScratch(folder, parents, options);
    } catch (error) {
      throw toFault(error, 'compare scratch', folder);
    }
  }

  async destroyLayer(folder: string): Promise<void> {
    checkPath(folder);
    const user = (await this.world.attachments()).find((attachment) => attachment.parents.includes(folder));
    if (user !== undefined) {
      throw fault('Busy', `Cannot remove layer '${folder}': scratch '${user.scratch}' is attached to it.`, {
        target: folder,
      });
    }
    await removeFolder(folder);
  }

  /** A crash right after the base was unpacked, or a base copied here, leaves the version unknown until it is needed. */
  private async learnVersion(parents: readonly string[]): Promise<void> {
    const base = parents.at(-1);
    if (base === undefined || (await knownWindowsVersion(this.world.stateFolder)) !== undefined) return;
    await learnWindowsVersion(this.world.stateFolder, base);
  }

  async createScratch(
    folder: string,
    parents: readonly string[],
    { sizeBytes }: { sizeBytes?: number } = {},
  ): Promise<void> {
    checkPath(folder);
    checkScratchSize(sizeBytes, []); // a folder, which grows as the file system has room
    await this.checkNew(folder, parents);
    await this.learnVersion(parents);
    await mkdir(dirname(folder), { recursive: true });
    const temporary = `${folder}${UNFINISHED}`;
    try {
      await mkdir(join(temporary, 'upper', 'drive_c'), { recursive: true });
      await mkdir(join(temporary, 'work'));
      await rename(temporary, folder);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw toFault(error, 'create scratch', folder);
    }
  }

  async copyScratch(
    source: string,
    folder: string,
    parents: readonly string[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    checkPath(folder);
    await this.checkScratch(source);
    await this.checkNew(folder, parents);
    const isStillFree = async () => (await this.world.attachment(source)) === undefined;
    if (!(await isStillFree())) throw attached(source, 'copy');
    await copyScratchFolder(source, folder, { isStillFree, signal });
  }

  async attachScratch(folder: string, parents: readonly string[]): Promise<string> {
    await this.checkScratch(folder);
    for (const parent of parents) await this.world.checkLayer(parent);
    if (!(await this.world.attach(folder, parents))) throw attached(folder, 'attach');
    return folder;
  }

  async detachScratch(folder: string): Promise<void> {
    checkPath(folder);
    if ((await this.world.runningOn(folder)) !== undefined) {
      throw fault('Busy', `Cannot detach scratch '${folder}': a system runs on it.`, { target: folder });
    }
    await this.world.detach(folder);
  }

  async destroyScratch(folder: string): Promise<void> {
    checkPath(folder);
    if ((await this.world.attachment(folder)) !== undefined) throw attached(folder, 'remove');
    await removeFolder(folder);
    // Half a copy, with what programs may leave in a folder.
    await removeTree(`${folder}${UNFINISHED}`);
  }

  async *readFiles(folder: string, parents: readonly string[], path: string): AsyncIterable<LayerEntry> {
    await this.checkScratch(folder);
    yield* readContainerFiles(driveOf(folder, parents), path);
  }

  async writeFiles(
    folder: string,
    parents: readonly string[],
    path: string,
    entries: AsyncIterable<LayerEntry>,
  ): Promise<void> {
    await this.checkScratch(folder);
    const pid = await this.world.runningOn(folder);
    const roots = pid === undefined ? driveOf(folder, parents) : [runningDrive(pid)];
    await writeContainerFiles(roots, { path, note: partNotes(this.world).begin(folder) }, entries);
  }

  private async checkNew(folder: string, parents: readonly string[]): Promise<void> {
    for (const parent of parents) await this.world.checkLayer(parent);
    if (await isFolder(folder))
      throw fault('AlreadyExists', `There is already a scratch '${folder}'.`, { target: folder });
  }

  private async checkScratch(folder: string): Promise<void> {
    checkPath(folder);
    if (!(await isFolder(join(folder, 'upper'))))
      throw fault('NotFound', `There is no scratch '${folder}'.`, { target: folder });
  }
}

function driveOf(scratch: string, parents: readonly string[]): string[] {
  return [ownDrive(scratch), ...parents.map((parent) => join(parent, 'drive_c'))];
}

function checkPath(path: string): void {
  // The characters that overlayfs reads as separators in its options.
  if (!isAbsolute(path) || /[:,\\\0\n]/.test(path)) {
    throw fault('InvalidArgument', `'${path}' cannot hold a layer or scratch on this host.`, { target: path });
  }
}

function attached(folder: string, verb: string): Error {
  return fault('Busy', `Cannot ${verb} scratch '${folder}': it is attached.`, { target: folder });
}

/** Claims the folder by a rename first, so that half a folder is never taken for a whole one. */
async function removeFolder(folder: string): Promise<void> {
  const claimed = `${folder}.removing`;
  try {
    await rename(folder, claimed);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') {
      await removeTree(claimed);
      await rename(folder, claimed);
    } else if (code !== 'ENOENT') throw error;
  }
  await removeTree(claimed);
}

function refuseWim(source: BaseSource): void {
  if (source.kind === 'host') return;
  throw fault('NotSupported', `Cannot read '${source.path}': this host makes its base image from its own Wine.`, {
    target: source.path,
    hint: 'Install-ContainerOSImage',
  });
}
