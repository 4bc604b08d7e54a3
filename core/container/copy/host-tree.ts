import { constants, type Dirent, openSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { fileContent } from '../../base/file-content.ts';
import { isThere } from '../../base/is-there.ts';
import { showName, whyNotFileName } from '../../base/names.ts';
import type { FileEntry, LayerEntry } from '../../spec/layer-entry.ts';

/** What was a file when it was looked at may be a link by now, or a pipe. Windows has no such flags. */
const A_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file or folder of this machine that is to go into a container. */
export interface HostSource {
  /** As the user gave it, absolute. */
  path: string;
  /** Without links: what is read. */
  realPath: string;
  name: string;
  isFolder: boolean;
}

/** @throws {RuntimeFault} `NotFound`; `InvalidArgument` for what is neither a file nor a folder. */
export async function openHostSource(path: string): Promise<HostSource> {
  try {
    const realPath = await realpath(path);
    const found = await stat(realPath);
    if (!found.isDirectory() && !found.isFile()) {
      throw fault('InvalidArgument', `Cannot copy '${path}': it is neither a file nor a folder.`, { target: path });
    }
    return { path, realPath, name: basename(path), isFolder: found.isDirectory() };
  } catch (error) {
    throw toFault(error, 'copy', path);
  }
}

/**
 * Looks at every name of a tree, so that one that Windows cannot have is told before anything is copied.
 *
 * @throws {RuntimeFault} `InvalidArgument` for names that Windows cannot have, and for two names that are the same there.
 */
export async function checkHostTree(source: HostSource): Promise<void> {
  if (source.isFolder) await checkHostFolder(source.realPath);
}

async function checkHostFolder(path: string): Promise<void> {
  for (const child of await readNamed(path)) if (child.isDirectory()) await checkHostFolder(join(path, child.name));
}

/**
 * Reads a tree of this machine as entries: a folder before what it holds, siblings sorted by their UTF-8 bytes.
 *
 * Links below the source are not followed: what they point to may be anything. They and sockets, pipes and devices are
 * left out and told to `onSkip`.
 *
 * @param name What the tree is called in the container; empty: only what the folder holds.
 * @throws {RuntimeFault} `InvalidArgument` for names that Windows cannot have, and for two names that are the same there.
 */
export async function* readHostTree(
  source: HostSource,
  name: string,
  onSkip: (path: string, why: string) => void,
): AsyncGenerator<LayerEntry> {
  if (!source.isFolder) {
    yield await fileEntry(source.realPath, name);
    return;
  }
  yield* readHostFolder(source.realPath, name, onSkip);
}

async function* readHostFolder(
  path: string,
  name: string,
  onSkip: (path: string, why: string) => void,
): AsyncGenerator<LayerEntry> {
  if (name !== '') yield { kind: 'folder', name, modifiedMs: (await stat(path)).mtime.getTime() };
  const children = await readNamed(path);
  children.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  for (const child of children) {
    const childPath = join(path, child.name);
    const childName = name === '' ? child.name : `${name}/${child.name}`;
    if (child.isDirectory()) yield* readHostFolder(childPath, childName, onSkip);
    else if (child.isFile()) yield await fileEntry(childPath, childName);
    else onSkip(childPath, child.isSymbolicLink() ? 'it is a link' : 'it is neither a file nor a folder');
  }
}

/** What a folder holds, by names that Windows can have. */
async function readNamed(path: string): Promise<Dirent[]> {
  const children = await readdir(path, { withFileTypes: true });
  const names = children.map((child) => child.name);
  checkNames(path, names);
  for (const name of names.filter((one) => one.includes(REPLACEMENT))) await checkEncoding(path, name);
  return children;
}

/** What Node reads in place of what is no text: the name may hold it itself, or may be another that nobody can write. */
const REPLACEMENT = '\uFFFD';

async function checkEncoding(folder: string, name: string): Promise<void> {
  if (!(await isThere(join(folder, name)))) throw cannotCopy(folder, name, 'its name is no UTF-8 text');
}

async function fileEntry(path: string, name: string): Promise<FileEntry> {
  const found = await lstat(path);
  const openFile = () => openSync(path, A_FILE);
  return {
    kind: 'file',
    name,
    sizeBytes: found.size,
    modifiedMs: found.mtime.getTime(),
    // A file that grows meanwhile gives what it held when it was looked at.
    open: () => fileContent(openFile(), found.size),
    openFile,
  };
}

function checkNames(folder: string, names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const why = whyNotFileName(name);
    if (why !== undefined) throw cannotCopy(folder, name, why);
    const folded = name.normalize('NFC').toUpperCase();
    const twin = seen.get(folded);
    if (twin !== undefined) {
      throw fault('InvalidArgument', `Cannot copy '${folder}': '${twin}' and '${name}' are one name on Windows.`, {
        target: folder,
      });
    }
    seen.set(folded, name);
  }
}

function cannotCopy(folder: string, name: string, why: string): RuntimeFault {
  return fault('InvalidArgument', `Cannot copy '${join(folder, showName(name))}' into a container: ${why}.`, {
    target: join(folder, name),
  });
}
