import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, type Stats } from 'node:fs';
import { errnoOf, fault } from '../base/fault.ts';
import type { Turns } from '../base/turns.ts';
import { O_PATH, openBeneath, readAttribute, readLinkOf } from './bind.ts';

export interface UnionEntry {
  /** As it is on disk. */
  name: string;
  /** Which of the roots it is in, 0 topmost. */
  rootIndex: number;
  stats: Stats;
}

/**
 * What overlayfs would show of several folders laid over each other, without mounting them, and safely while a hostile
 * program changes the topmost: every look goes through a descriptor below the root and follows no link.
 *
 * Names are compared as Windows does, without regard to case; the topmost spelling is shown.
 */
export class UnionView {
  private readonly rootFds: number[];

  /** @param roots Folders, topmost first; ones that do not exist count as empty. */
  constructor(roots: readonly string[]) {
    this.rootFds = [];
    for (const root of roots) {
      try {
        // The topmost root's own name is in programs' hands too: as a link it could lead anywhere on this machine.
        this.rootFds.push(openSync(root, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW));
      } catch (error) {
        const code = errnoOf(error);
        if (code !== 'ENOENT') {
          this.close();
          if (code !== 'ELOOP' && code !== 'ENOTDIR') throw error;
          throw fault('Corrupt', `'${root}' is no folder: a program in the container has replaced its C: drive.`, {
            target: root,
            cause: error,
          });
        }
        this.rootFds.push(-1);
      }
    }
  }

  close(): void {
    for (const fd of this.rootFds.splice(0)) if (fd >= 0) closeSync(fd);
  }

  rootFd(index: number): number {
    return this.rootFds[index] ?? -1;
  }

  /** What a folder holds: folded name to entry. `path` is spelled as on disk. Empty for what is no folder. */
  list(path: string): Map<string, UnionEntry> {
    const work = this.listing(path);
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
    }
  }

  /** The same while others get their turn: a program can put as many files into a folder as it likes. */
  async listInTurns(path: string, turns: Turns): Promise<Map<string, UnionEntry>> {
    const work = this.listing(path);
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (turns.isDue()) await turns.give();
    }
  }

  /** Yields after each name. */
  private *listing(path: string): Generator<undefined, Map<string, UnionEntry>> {
    const found = new Map<string, UnionEntry>();
    const gone = new Set<string>();
    for (let index = 0; index < this.rootFds.length; index++) {
      const isLast = yield* this.listOne(index, path, found, gone);
      if (isLast) break;
    }
    return found;
  }

  /** @returns whether nothing below this root shows. */
  private *listOne(
    index: number,
    path: string,
    found: Map<string, UnionEntry>,
    gone: Set<string>,
  ): Generator<undefined, boolean> {
    const rootFd = this.rootFds[index] ?? -1;
    if (rootFd < 0) return false;
    let fd: number;
    try {
      fd = openBeneath(rootFd, path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'ENOENT') return this.isHidden(rootFd, path);
      if (code === 'ENOTDIR' || code === 'ELOOP') return true;
      throw error;
    }
    try {
      const folder = `/proc/self/fd/${fd}`;
      // A mark hides what lies below, not what is beside it: a file renamed in case alone leaves both.
      const marks: string[] = [];
      for (const name of namesOf(folder)) {
        yield;
        const folded = foldCase(name);
        if (found.has(folded) || gone.has(folded)) continue;
        // A name alone, in a folder that is open, leads nowhere else; a descriptor for each would cost three times as much.
        const stats = lstatSync(`${folder}/${name}`, { throwIfNoEntry: false });
        if (stats === undefined) {
          if (name.includes('\uFFFD')) throw notUtf8(path, name);
          continue; // gone meanwhile
        }
        if (isWhiteout(stats)) marks.push(folded);
        else found.set(folded, { name, rootIndex: index, stats });
        if (found.size > MOST_NAMES) throw tooMany(path);
      }
      for (const folded of marks) gone.add(folded);
      return readAttribute(`${folder}/.`, OPAQUE)?.toString() === 'y';
    } finally {
      closeSync(fd);
    }
  }

  /** A missing path may be missing because a folder on the way is marked as gone here. */
  private isHidden(rootFd: number, path: string): boolean {
    const parts = path.split('/').filter((part) => part !== '');
    for (let count = 1; count <= parts.length; count++) {
      const stats = statBeneath(rootFd, parts.slice(0, count).join('/'));
      if (stats === undefined) return false;
      if (!stats.isDirectory()) return true;
    }
    return false;
  }

  /** Follows `parts` without regard to case. @returns the spelling on disk and the last entry; undefined when it is not there. */
  find(parts: readonly string[]): { path: string; entry: UnionEntry } | undefined {
    let path = '';
    let entry: UnionEntry | undefined;
    for (const part of parts) {
      entry = this.list(path).get(foldCase(part));
      if (entry === undefined) return undefined;
      path = path === '' ? entry.name : `${path}/${entry.name}`;
    }
    return entry === undefined ? undefined : { path, entry };
  }

  /** A path to an entry that Node's path calls take; only as safe as the tree is still, so for reading attributes. */
  procPath(rootIndex: number, path: string): string {
    return `/proc/self/fd/${this.rootFd(rootIndex)}/${path}`;
  }

  /** Opens a regular file for reading. */
  openFile(rootIndex: number, path: string): number {
    return openBeneath(this.rootFd(rootIndex), path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  }

  readLink(rootIndex: number, path: string): string {
    const fd = openBeneath(this.rootFd(rootIndex), path, O_PATH | constants.O_NOFOLLOW);
    try {
      return readLinkOf(fd);
    } finally {
      closeSync(fd);
    }
  }
}

/** In one folder; they are held in memory. */
const MOST_NAMES = 1_000_000;

function* namesOf(folder: string): Generator<string> {
  const opened = opendirSync(folder, { bufferSize: 256 });
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) yield entry.name;
  } finally {
    opened.closeSync();
  }
}

function tooMany(folder: string): Error {
  return fault('NotSupported', `C:\\${folder.replaceAll('/', '\\')} holds more than ${MOST_NAMES} files.`, {
    target: folder,
    hint: 'Remove some of them in the container',
  });
}

/** Windows programs cannot make such a name; it is no file of Windows, and must not be lost in silence. */
function notUtf8(folder: string, name: string): Error {
  return fault('Corrupt', `C:\\${folder.replaceAll('/', '\\')} holds '${name}', whose name is no UTF-8 text.`, {
    target: name,
    hint: 'Rename or remove it in the container',
  });
}

/** overlayfs's mark on a folder that hides what lies below it. */
export const OPAQUE = 'user.overlay.opaque';

/** The mark for a name that is gone: a character device 0,0. */
export function isWhiteout(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === 0;
}

/** Sorted by the bytes of their names: the order of a layer. */
export function inLayerOrder(names: readonly string[]): string[] {
  const keyed = names.map((name) => ({ name, bytes: Buffer.from(name) }));
  return keyed.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ name }) => name);
}

/** Windows' comparison without case, near enough: upper case, character by character. */
export function foldCase(name: string): string {
  return name.toUpperCase();
}

/** The entry itself, not what a link leads to; undefined when it is not there. */
export function statBeneath(folderFd: number, path: string): Stats | undefined {
  let fd: number;
  try {
    fd = openBeneath(folderFd, path, O_PATH | constants.O_NOFOLLOW);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR' || errnoOf(error) === 'ELOOP') return undefined;
    throw error;
  }
  try {
    return fstatSync(fd);
  } finally {
    closeSync(fd);
  }
}
