import { closeSync, constants, mkdirSync, renameSync, rmSync } from 'node:fs';
import { errnoOf, fault } from '../base/fault.ts';
import { whyNotFileName } from '../base/names.ts';
import type { PartNote } from '../base/part-notes.ts';
import { formatWindowsPath } from '../base/windows-path.ts';
import type { FileEntry, LayerEntry } from '../spec/layer-entry.ts';
import { openBeneath, writeAttribute } from './bind.ts';
import { writeNewFile } from './new-file.ts';
import { foldCase, isWhiteout, OPAQUE, statBeneath, type UnionView } from './union-view.ts';

/**
 * Writes into the topmost root. What a folder holds is looked at once, so that many files cost their number: a program
 * that changes the folder meanwhile may see its own file replaced, and nothing outside is ever touched.
 */
export class ContainerWriter {
  private readonly view: UnionView;
  private readonly note: PartNote;
  /** What folders hold, by their path as spelled on disk: folded name to entry. */
  private readonly known = new Map<string, Map<string, KnownEntry>>();
  /** Folders that are in the topmost root for sure. */
  private readonly inTopRoot = new Set<string>(['']);

  constructor(view: UnionView, note: PartNote) {
    this.view = view;
    this.note = note;
  }

  async write(base: string, entry: LayerEntry): Promise<void> {
    const parts = entry.name.replace(/\/$/, '').split('/');
    for (const part of parts) {
      const why = whyNotFileName(part);
      if (why !== undefined)
        throw fault('InvalidArgument', `'${entry.name}' cannot be a file of Windows: ${why}.`, { target: entry.name });
    }
    const above = this.folder(parts.slice(0, -1), base);
    const name = parts.at(-1) ?? '';
    if (entry.kind === 'folder') this.child(above, name);
    else if (entry.kind === 'file') await this.file(above, name, entry);
    else
      throw fault('InvalidArgument', `'${entry.name}' is a ${entry.kind}; only files and folders can be copied in.`, {
        target: entry.name,
      });
  }

  /** Finds or makes a folder. @returns its path as spelled on disk. */
  folder(parts: readonly string[], base = ''): string {
    return parts.reduce((path, part) => this.child(path, part), base);
  }

  private holds(folder: string): Map<string, KnownEntry> {
    let known = this.known.get(folder);
    if (known === undefined) {
      known = new Map();
      for (const [folded, { name, stats }] of this.view.list(folder))
        known.set(folded, { name, isFolder: stats.isDirectory(), isFile: stats.isFile() });
      this.known.set(folder, known);
    }
    return known;
  }

  private child(folder: string, name: string): string {
    const existing = this.holds(folder).get(foldCase(name));
    const path = folder === '' ? (existing?.name ?? name) : `${folder}/${existing?.name ?? name}`;
    if (existing !== undefined && !existing.isFolder) {
      throw fault('InvalidArgument', `${formatWindowsPath(path.split('/'))} is no folder.`, { target: path });
    }
    if (this.inTopRoot.has(path)) return path;
    this.inTop(folder, (fd) => {
      const own = statBeneath(fd, existing?.name ?? name);
      if (own?.isDirectory()) return;
      const place = `/proc/self/fd/${fd}/${existing?.name ?? name}`;
      if (own !== undefined && isWhiteout(own)) rmSync(place);
      mkdirSync(place, { mode: 0o755 });
      // What the parents had under this name stays gone.
      if (own !== undefined) writeAttribute(place, OPAQUE, 'y');
    });
    this.inTopRoot.add(path);
    if (existing === undefined) this.holds(folder).set(foldCase(name), { name, isFolder: true, isFile: false });
    return path;
  }

  /** Replaces a file whole or not at all: written under another name, then renamed over it. */
  private async file(folder: string, name: string, entry: FileEntry): Promise<void> {
    const existing = this.holds(folder).get(foldCase(name));
    if (existing !== undefined && !existing.isFile) {
      throw fault('InvalidArgument', `Cannot replace '${name}': it is no file.`, { target: entry.name });
    }
    await this.note.enter(folder);
    const fd = this.openTop(folder);
    const place = (child: string): string => `/proc/self/fd/${fd}/${child}`;
    const part = place(this.note.name);
    try {
      await writeNewFile(part, entry);
      renameSync(part, place(existing?.name ?? name));
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
    if (existing === undefined) this.holds(folder).set(foldCase(name), { name, isFolder: false, isFile: true });
  }

  private inTop(folder: string, act: (fd: number) => void): void {
    const fd = this.openTop(folder);
    try {
      act(fd);
    } finally {
      closeSync(fd);
    }
  }

  private openTop(folder: string): number {
    try {
      return openBeneath(
        this.view.rootFd(0),
        folder,
        constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW,
      );
    } catch (error) {
      if (errnoOf(error) === 'ELOOP' || errnoOf(error) === 'ENOTDIR') {
        throw fault(
          'InvalidArgument',
          `${formatWindowsPath(folder.split('/'))} is a link: nothing is written through it.`,
          { target: folder, cause: error },
        );
      }
      throw error;
    }
  }
}

interface KnownEntry {
  /** As it is on disk. */
  name: string;
  isFolder: boolean;
  isFile: boolean;
}
