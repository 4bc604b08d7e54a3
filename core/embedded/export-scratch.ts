import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { errnoOf, fault } from '../base/fault.ts';
import { fileContent } from '../base/file-content.ts';
import { Turns } from '../base/turns.ts';
import { parseRegistry } from '../formats/wine-registry/parse-registry.ts';
import { diffRegistry } from '../formats/wine-registry/registry-delta.ts';
import type { LayerEntry } from '../spec/layer-entry.ts';
import { readDosAttributes } from './attributes.ts';
import { openBeneath, readAttribute } from './bind.ts';
import { HIVES, hiveEntryName, MAX_HIVE_BYTES } from './hives.ts';
import { foldCase, inLayerOrder, isWhiteout, OPAQUE, statBeneath, type UnionEntry, UnionView } from './union-view.ts';

/** `upper` of a scratch against its parents, as a layer. See `LayerHost.exportScratch`. */
export async function* exportScratch(
  folder: string,
  parents: readonly string[],
  signal?: AbortSignal,
): AsyncIterable<LayerEntry> {
  yield* exportFilesOf(folder, parents, signal);
  yield* exportRegistry(join(folder, 'upper'), parents);
}

/** The files alone. Nothing is opened but what must be compared, so it can be attached. */
export async function* exportFilesOf(
  folder: string,
  parents: readonly string[],
  signal?: AbortSignal,
): AsyncIterable<LayerEntry> {
  const own = new UnionView([join(folder, 'upper', 'drive_c')]);
  const below = new UnionView(parents.map((parent) => join(parent, 'drive_c')));
  try {
    yield* exportFiles(new Difference(own, below), signal);
  } finally {
    own.close();
    below.close();
  }
}

/** A folder is told only when it is new or something below it is: a copy that overlayfs made on the way is no change. */
async function* exportFiles(difference: Difference, signal: AbortSignal | undefined): AsyncIterable<LayerEntry> {
  const held: LayerEntry[] = [];
  let depthHeld: string[] = [];
  for await (const change of difference.walk('', false)) {
    signal?.throwIfAborted();
    while (depthHeld.length > 0 && !isBelow(change.path, depthHeld.at(-1) ?? '')) {
      depthHeld.pop();
      held.pop();
    }
    if (change.isUnchangedFolder) {
      held.push(change.entry);
      depthHeld.push(change.path);
      continue;
    }
    yield* held.splice(0);
    depthHeld = [];
    yield change.entry;
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

interface Change {
  /** Below drive_c. */
  path: string;
  entry: LayerEntry;
  /** In the parents too, and nothing of its own differs. */
  isUnchangedFolder: boolean;
}

class Difference {
  private readonly own: UnionView;
  private readonly below: UnionView;
  /** By device and inode: the first name of a file that has several. */
  private readonly linked = new Map<string, string>();
  private readonly turns = new Turns();

  constructor(own: UnionView, below: UnionView) {
    this.own = own;
    this.below = below;
  }

  /** @param isNew Nothing below `path` shows through from the parents. */
  async *walk(path: string, isNew: boolean): AsyncGenerator<Change> {
    if (path === '') yield { path, entry: { kind: 'folder', name: 'Files', modifiedMs: 0 }, isUnchangedFolder: true };
    const folderFd = openBeneath(
      this.own.rootFd(0),
      path,
      constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW,
    );
    try {
      const isOpaque = readAttribute(`/proc/self/fd/${folderFd}/.`, OPAQUE)?.toString() === 'y';
      const parents = isNew ? new Map<string, UnionEntry>() : await this.below.listInTurns(path, this.turns);
      const mine = await this.own.listInTurns(path, this.turns);
      for (const name of this.names(folderFd, mine, parents, isOpaque)) {
        if (this.turns.isDue()) await this.turns.give();
        yield* this.one(path === '' ? name : `${path}/${name}`, name, mine, parents, isOpaque || isNew);
      }
    } finally {
      closeSync(folderFd);
    }
  }

  /** The names to look at, sorted by their bytes: ours, and what is gone. */
  private names(
    folderFd: number,
    mine: Map<string, UnionEntry>,
    parents: Map<string, UnionEntry>,
    isOpaque: boolean,
  ): string[] {
    const names = [...mine.values()].map((entry) => entry.name);
    for (const [folded, entry] of parents) {
      if (mine.has(folded)) continue;
      const mark = isOpaque ? undefined : statBeneath(folderFd, entry.name);
      if (isOpaque || (mark !== undefined && isWhiteout(mark))) names.push(entry.name);
    }
    return inLayerOrder(names);
  }

  private async *one(
    path: string,
    name: string,
    mine: Map<string, UnionEntry>,
    parents: Map<string, UnionEntry>,
    isCovered: boolean,
  ): AsyncGenerator<Change> {
    const entry = mine.get(foldCase(name));
    const parent = parents.get(foldCase(name));
    if (entry === undefined) {
      yield { path, entry: { kind: 'whiteout', name: `Files/${path}` }, isUnchangedFolder: false };
    } else if (entry.stats.isDirectory()) {
      const isKept = parent?.stats.isDirectory() === true;
      yield { path, entry: this.folder(path, entry), isUnchangedFolder: isKept };
      // Below an opaque folder the parents' names still count: what is not here again must be taken away by name.
      yield* this.walk(path, !isKept);
    } else if (entry.stats.isSymbolicLink()) {
      const target = this.own.readLink(0, path);
      yield {
        path,
        entry: { kind: 'symlink', name: `Files/${path}`, target, modifiedMs: wholeSeconds(entry.stats.mtimeMs) },
        isUnchangedFolder: false,
      };
    } else if (entry.stats.isFile()) {
      // Under a name of another case it is the same content, but it is told: the new spelling is the change.
      if (parent?.name === name && !isCovered && this.isSameFile(path, entry, parent)) return;
      yield { path, entry: this.file(path, entry), isUnchangedFolder: false };
    }
    // Sockets, FIFOs and devices are no files of Windows: they are left behind.
  }

  private folder(path: string, { stats }: UnionEntry): LayerEntry {
    const attributes = readDosAttributes(this.own.procPath(0, path), stats.mode, true);
    return {
      kind: 'folder',
      name: `Files/${path}`,
      modifiedMs: wholeSeconds(stats.mtimeMs),
      ...(attributes === undefined ? {} : { attributes }),
    };
  }

  private file(path: string, { stats }: UnionEntry): LayerEntry {
    const name = `Files/${path}`;
    if (stats.nlink > 1) {
      const identity = `${stats.dev}:${stats.ino}`;
      const first = this.linked.get(identity);
      if (first !== undefined) return { kind: 'hardlink', name, target: first };
      this.linked.set(identity, name);
    }
    const attributes = readDosAttributes(this.own.procPath(0, path), stats.mode, false);
    return {
      kind: 'file',
      name,
      sizeBytes: stats.size,
      modifiedMs: wholeSeconds(stats.mtimeMs),
      ...(attributes === undefined ? {} : { attributes }),
      open: () => fileContent(this.own.openFile(0, path), stats.size),
    };
  }

  /** A file that was only touched (opened to write, its owner changed) is copied up whole: it is no change. */
  private isSameFile(path: string, entry: UnionEntry, parent: UnionEntry): boolean {
    if (
      !parent.stats.isFile() ||
      parent.stats.size !== entry.stats.size ||
      parent.stats.mtimeMs !== entry.stats.mtimeMs
    )
      return false;
    if (((parent.stats.mode & 0o222) === 0) !== ((entry.stats.mode & 0o222) === 0)) return false;
    const below = this.below.find(path.split('/'));
    if (below === undefined) return false;
    const a = this.own.openFile(0, path);
    try {
      const b = this.below.openFile(below.entry.rootIndex, below.path);
      try {
        return sameBytes(a, b);
      } finally {
        closeSync(b);
      }
    } finally {
      closeSync(a);
    }
  }
}

async function* exportRegistry(upper: string, parents: readonly string[]): AsyncIterable<LayerEntry> {
  const entries: LayerEntry[] = [];
  for (const { file, noise } of HIVES) {
    const own = await readOwnHive(join(upper, file));
    const parent = parents[0];
    if (own === undefined || parent === undefined) continue;
    const delta = diffRegistry(parseRegistry(await readFile(join(parent, file), 'utf8')), parseRegistry(own), {
      noise,
    });
    if (delta === '') continue;
    const bytes = Buffer.from(delta, 'utf8');
    entries.push({
      kind: 'file',
      name: hiveEntryName(file, true),
      sizeBytes: bytes.length,
      modifiedMs: 0,
      open: () => Readable.from([bytes]),
    });
  }
  if (entries.length === 0) return;
  yield { kind: 'folder', name: 'Hives', modifiedMs: 0 };
  yield* entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Programs inside can put anything in its place: a link, a FIFO, a huge file. */
export async function readOwnHive(path: string): Promise<string | undefined> {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw fault('Corrupt', `The container's registry '${path}' cannot be read: ${String(error)}`, {
      target: path,
      cause: error,
    });
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile() || stats.size > MAX_HIVE_BYTES)
      throw fault('Corrupt', `The container's registry '${path}' is no file of a registry's size.`);
    return await readFile(`/proc/self/fd/${fd}`, 'utf8');
  } finally {
    closeSync(fd);
  }
}

function sameBytes(a: number, b: number): boolean {
  const left = Buffer.allocUnsafe(256 * 1024);
  const right = Buffer.allocUnsafe(256 * 1024);
  for (;;) {
    const size = readSync(a, left, 0, left.length, null);
    if (readSync(b, right, 0, right.length, null) !== size) return false;
    if (size === 0) return true;
    if (left.compare(right, 0, size, 0, size) !== 0) return false;
  }
}

export function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
