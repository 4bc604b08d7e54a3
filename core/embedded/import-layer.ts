import { closeSync, constants, openSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { syncFolder } from '../base/atomic-file.ts';
import { fault, toFault } from '../base/fault.ts';
import { isThere } from '../base/is-there.ts';
import { whyNotFileName } from '../base/names.ts';
import { parseRegistry } from '../formats/wine-registry/parse-registry.ts';
import { applyDelta } from '../formats/wine-registry/registry-delta.ts';
import { writeRegistry } from '../formats/wine-registry/write-registry.ts';
import type { FileEntry, FolderEntry, HardLinkEntry, LayerEntry, SymlinkEntry } from '../spec/layer-entry.ts';
import { writeDosAttributes } from './attributes.ts';
import { makeWhiteout, syncFileSystem } from './bind.ts';
import { HIVES, MAX_HIVE_BYTES } from './hives.ts';
import { writeNewFile } from './new-file.ts';
import { foldCase, type UnionEntry, UnionView } from './union-view.ts';

/** Marks a temporary layer folder; those of dead processes are swept. */
export const IMPORTING = '.importing-';

/**
 * Writes a layer as the overlay folder of a prefix: `drive_c/`, and the registry files whole (the parent's with this
 * layer's delta applied), so that using it costs nothing later. See `LayerHost.importLayer`.
 */
export async function importLayer(
  folder: string,
  parents: readonly string[],
  entries: AsyncIterable<LayerEntry>,
  signal?: AbortSignal,
): Promise<void> {
  if (await isThere(folder)) throw fault('AlreadyExists', `There is already a layer '${folder}'.`, { target: folder });
  for (const parent of parents) {
    if (!(await isThere(join(parent, 'drive_c'))))
      throw fault('NotFound', `There is no layer '${parent}'.`, { target: parent });
  }
  await mkdir(dirname(folder), { recursive: true });
  const temporary = join(dirname(folder), `${IMPORTING}${process.pid}-${basename(folder)}`);
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { mode: 0o755 });
  try {
    const writer = new LayerWriter(temporary, parents);
    try {
      for await (const entry of entries) {
        signal?.throwIfAborted();
        await writer.write(entry);
      }
      await writer.finish();
    } finally {
      writer.close();
    }
    await settle(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw toFault(error, 'import layer', folder);
  }
}

/** Everything on disk, then the name: a layer that is there is whole. */
async function settle(temporary: string, folder: string): Promise<void> {
  const fd = openSync(temporary, constants.O_RDONLY);
  try {
    await syncFileSystem(fd);
  } finally {
    closeSync(fd);
  }
  await rename(temporary, folder);
  await syncFolder(dirname(folder));
}

class LayerWriter {
  private readonly root: string;
  private readonly parents: readonly string[];
  /** Folded full name to what it is and how it is spelled on disk. */
  private readonly written = new Map<string, { kind: LayerEntry['kind']; path: string }>();
  /** Spellings in the parents, by folded folder. */
  private readonly parentNames = new Map<string, Map<string, UnionEntry>>();
  private readonly below: UnionView;
  private readonly folderTimes: { path: string; modifiedMs: number }[] = [];
  private readonly hives = new Set<string>();

  constructor(root: string, parents: readonly string[]) {
    this.root = root;
    this.parents = parents;
    this.below = new UnionView(parents.map((parent) => join(parent, 'drive_c')));
  }

  async write(entry: LayerEntry): Promise<void> {
    const parts = checkName(entry.name);
    if (parts[0] === 'Hives') return this.writeHive(parts, entry);
    if (parts[0] !== 'Files') throw refuse(entry.name, 'a layer holds Files/ and Hives/ only');
    if (parts.length === 1) {
      await mkdir(join(this.root, 'drive_c'), { recursive: true });
      return;
    }
    const folded = foldCase(parts.join('/'));
    if (this.written.has(folded)) throw refuse(entry.name, 'it comes twice');
    const path = await this.place(parts.slice(1), entry);
    this.written.set(folded, { kind: entry.kind, path });
    await this.make(join(this.root, path), entry);
  }

  private async make(path: string, entry: LayerEntry): Promise<void> {
    switch (entry.kind) {
      case 'folder':
        return this.makeFolder(path, entry);
      case 'file':
        return writeNewFile(path, entry);
      case 'symlink':
        return makeSymlink(path, entry);
      case 'hardlink':
        return this.makeHardLink(path, entry);
      case 'whiteout':
        if (this.parents.length === 0) throw refuse(entry.name, 'a base layer has nothing to take away');
        return makeWhiteout(path);
    }
  }

  private async makeFolder(path: string, entry: FolderEntry): Promise<void> {
    await mkdir(path, { mode: 0o755 });
    writeDosAttributes(path, entry.attributes);
    this.folderTimes.push({ path, modifiedMs: entry.modifiedMs });
  }

  private async makeHardLink(path: string, entry: HardLinkEntry): Promise<void> {
    const target = this.written.get(foldCase(checkName(entry.target).join('/')));
    if (target?.kind !== 'file' && target?.kind !== 'hardlink') {
      throw refuse(entry.name, `its target '${entry.target}' is no file that came before`);
    }
    await link(join(this.root, target.path), path);
  }

  /** Where an entry goes: each folder on the way spelled as it is in this layer or a parent; made when it is not here yet. */
  private async place(parts: readonly string[], entry: LayerEntry): Promise<string> {
    await mkdir(join(this.root, 'drive_c'), { recursive: true });
    let path = 'drive_c';
    let folded = 'FILES';
    for (const part of parts.slice(0, -1)) {
      folded = `${folded}/${foldCase(part)}`;
      const above = this.written.get(folded);
      if (above !== undefined && above.kind !== 'folder') {
        throw refuse(entry.name, `'${above.path}' above it is no folder`);
      }
      path = above?.path ?? `${path}/${this.shown(path, part)?.name ?? part}`;
      if (above !== undefined) continue;
      await mkdir(join(this.root, path), { recursive: true, mode: 0o755 });
      this.written.set(folded, { kind: 'folder', path });
    }
    return this.placeLast(path, parts.at(-1) ?? '', entry);
  }

  /** A folder is laid over the parent's, a mark must be spelled as what it hides; a file brings its own spelling. */
  private placeLast(folder: string, part: string, entry: LayerEntry): string {
    const shown = this.shown(folder, part);
    if (shown === undefined || shown.name === part) return `${folder}/${part}`;
    const keepsSpelling = entry.kind === 'whiteout' || (entry.kind === 'folder' && shown.isFolder);
    if (!keepsSpelling) makeWhiteout(join(this.root, folder, shown.name));
    return `${folder}/${keepsSpelling ? shown.name : part}`;
  }

  close(): void {
    this.below.close();
  }

  /** What the parents show under this name, whatever its case. */
  private shown(folder: string, part: string): { name: string; isFolder: boolean } | undefined {
    let names = this.parentNames.get(folder);
    if (names === undefined) {
      names = this.below.list(folder.slice('drive_c/'.length));
      this.parentNames.set(folder, names);
    }
    const entry = names.get(foldCase(part));
    return entry === undefined ? undefined : { name: entry.name, isFolder: entry.stats.isDirectory() };
  }

  private async writeHive(parts: readonly string[], entry: LayerEntry): Promise<void> {
    if (parts.length === 1 && entry.kind === 'folder') return;
    const [, name = ''] = parts;
    const hive = HIVES.find(({ file }) => name === file || name === `${file}.delta`);
    if (parts.length !== 2 || hive === undefined || entry.kind !== 'file')
      throw refuse(entry.name, 'it is no registry of this host');
    if (this.hives.has(hive.file)) throw refuse(entry.name, 'it comes twice');
    if (entry.sizeBytes > MAX_HIVE_BYTES) throw refuse(entry.name, `it is ${entry.sizeBytes} bytes`);
    this.hives.add(hive.file);
    const text = await readText(entry);
    await writeFile(
      join(this.root, hive.file),
      name === hive.file ? checked(text, entry.name) : await this.apply(hive.file, text, entry.name),
    );
  }

  private async apply(file: string, delta: string, name: string): Promise<string> {
    const parent = this.parents[0];
    if (parent === undefined) throw refuse(name, 'a base layer has no registry to change');
    const text = await readFile(join(parent, file), 'utf8');
    return writeRegistry(applyDelta(parseRegistry(text), delta));
  }

  async finish(): Promise<void> {
    await mkdir(join(this.root, 'drive_c'), { recursive: true });
    const parent = this.parents[0];
    for (const { file } of HIVES) {
      if (this.hives.has(file)) continue;
      if (parent === undefined)
        throw fault('InvalidArgument', `The base layer has no registry '${file}'.`, { target: file });
      // Every layer folder has its registry whole, whatever changed in it.
      await copyFile(join(parent, file), join(this.root, file));
    }
    if (parent === undefined) {
      await mkdir(join(this.root, 'dosdevices'));
      await symlink('../drive_c', join(this.root, 'dosdevices', 'c:'));
      // Wine would otherwise rebuild the prefix when its own package changes.
      await writeFile(join(this.root, '.update-timestamp'), 'disable\n');
    }
    for (const { path, modifiedMs } of this.folderTimes.reverse())
      await utimes(path, modifiedMs / 1000, modifiedMs / 1000);
  }
}

/** The parts of an entry's name. @throws InvalidArgument for one that could leave the layer or that Windows could not hold. */
function checkName(name: string): string[] {
  const parts = name.replace(/\/$/, '').split('/');
  for (const part of parts) {
    const why = whyNotFileName(part);
    if (why !== undefined) throw refuse(name, why);
  }
  return parts;
}

async function makeSymlink(path: string, entry: SymlinkEntry): Promise<void> {
  const target = entry.target.replaceAll('\\', '/');
  const from = posix.dirname(entry.name);
  const resolved = posix.normalize(posix.join(from, target));
  if (
    target === '' ||
    target.includes('\0') ||
    posix.isAbsolute(target) ||
    /^[A-Za-z]:/.test(target) ||
    !resolved.startsWith('Files/')
  ) {
    throw refuse(entry.name, `its target '${entry.target}' is outside the layer`);
  }
  await symlink(target, path);
}

async function readText(entry: FileEntry): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.open() as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== entry.sizeBytes)
    throw fault('Corrupt', `'${entry.name}' has ${bytes.length} bytes instead of ${entry.sizeBytes}.`);
  return bytes.toString('utf8');
}

function checked(text: string, name: string): string {
  try {
    parseRegistry(text);
    return text;
  } catch (error) {
    throw fault('Corrupt', `'${name}' is no registry: ${error instanceof Error ? error.message : String(error)}`, {
      target: name,
      cause: error,
    });
  }
}

function refuse(name: string, why: string): Error {
  return fault('InvalidArgument', `Layer entry '${name.slice(0, 200)}' is refused: ${why}.`, {
    target: name.slice(0, 200),
  });
}
