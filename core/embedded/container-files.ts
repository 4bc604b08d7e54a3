import { closeSync, constants, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { errnoOf, fault } from '../base/fault.ts';
import { fileContent } from '../base/file-content.ts';
import { whyNotFileName } from '../base/names.ts';
import { formatWindowsPath, parseWindowsPath } from '../base/windows-path.ts';
import type { FileEntry, LayerEntry } from '../spec/layer-entry.ts';
import { fileMode, readDosAttributes, writeDosAttributes } from './attributes.ts';
import { openBeneath, writeAttribute } from './bind.ts';
import { wholeSeconds } from './export-scratch.ts';
import { foldCase, isWhiteout, OPAQUE, statBeneath, type UnionEntry, UnionView } from './union-view.ts';

/** See `LayerHost.readFiles`. `roots`: the folders whose union is C:, topmost first. */
export async function* readContainerFiles(roots: readonly string[], path: string): AsyncIterable<LayerEntry> {
  const { parts } = parseWindowsPath(path);
  const view = new UnionView(roots);
  try {
    const found = parts.length === 0 ? undefined : view.find(parts);
    if (parts.length > 0 && found === undefined) throw notThere(parts);
    if (found === undefined) yield* readFolder(view, '', '');
    else yield* readOne(view, found.path, found.entry.name, found.entry);
  } finally {
    view.close();
  }
}

function* readOne(view: UnionView, path: string, name: string, entry: UnionEntry): Generator<LayerEntry> {
  const { stats, rootIndex } = entry;
  const modifiedMs = wholeSeconds(stats.mtimeMs);
  if (stats.isDirectory()) {
    yield { kind: 'folder', name, modifiedMs };
    yield* readFolder(view, path, name);
  } else if (stats.isSymbolicLink()) {
    yield { kind: 'symlink', name, modifiedMs, target: view.readLink(rootIndex, path) };
  } else if (stats.isFile()) {
    const attributes = readDosAttributes(view.procPath(rootIndex, path), stats.mode, false);
    yield {
      kind: 'file',
      name,
      modifiedMs,
      sizeBytes: stats.size,
      ...(attributes === undefined ? {} : { attributes }),
      open: () => fileContent(view.openFile(rootIndex, path), stats.size),
    };
  }
}

function* readFolder(view: UnionView, path: string, name: string): Generator<LayerEntry> {
  const children = [...view.list(path).values()].sort((a, b) =>
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  for (const child of children) {
    yield* readOne(
      view,
      path === '' ? child.name : `${path}/${child.name}`,
      name === '' ? child.name : `${name}/${child.name}`,
      child,
    );
  }
}

/** See `LayerHost.writeFiles`. Writes into the first root. */
export async function writeContainerFiles(
  roots: readonly string[],
  path: string,
  entries: AsyncIterable<LayerEntry>,
): Promise<void> {
  const { parts } = parseWindowsPath(path);
  const view = new UnionView(roots);
  try {
    const writer = new ContainerWriter(view);
    const base = writer.folder(parts);
    for await (const entry of entries) await writer.write(base, entry);
  } finally {
    view.close();
  }
}

class ContainerWriter {
  private readonly view: UnionView;

  constructor(view: UnionView) {
    this.view = view;
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

  private child(folder: string, name: string): string {
    const existing = this.view.list(folder).get(foldCase(name));
    const path = folder === '' ? (existing?.name ?? name) : `${folder}/${existing?.name ?? name}`;
    if (existing !== undefined && !existing.stats.isDirectory()) {
      throw fault('InvalidArgument', `${formatWindowsPath(path.split('/'))} is no folder.`, { target: path });
    }
    this.inTop(folder, (fd) => {
      const own = statBeneath(fd, existing?.name ?? name);
      if (own?.isDirectory()) return;
      const place = `/proc/self/fd/${fd}/${existing?.name ?? name}`;
      if (own !== undefined && isWhiteout(own)) rmSync(place);
      mkdirSync(place, { mode: 0o755 });
      // What the parents had under this name stays gone.
      if (own !== undefined) writeAttribute(place, OPAQUE, 'y');
    });
    return path;
  }

  /** Replaces a file whole or not at all: written under another name, then renamed over it. */
  private async file(folder: string, name: string, entry: FileEntry): Promise<void> {
    const existing = this.view.list(folder).get(foldCase(name));
    if (existing !== undefined && !existing.stats.isFile()) {
      throw fault('InvalidArgument', `Cannot replace '${name}': it is no file.`, { target: entry.name });
    }
    const fd = this.openTop(folder);
    const place = (child: string): string => `/proc/self/fd/${fd}/${child}`;
    const temporary = `.hcs-${process.pid}-${++sequence}.tmp`;
    try {
      const handle = await open(place(temporary), 'wx', 0o755);
      try {
        let size = 0;
        for await (const chunk of entry.open() as AsyncIterable<Uint8Array>) {
          await handle.write(chunk);
          size += chunk.length;
        }
        if (size !== entry.sizeBytes)
          throw fault('Corrupt', `'${entry.name}' has ${size} bytes instead of ${entry.sizeBytes}.`, {
            target: entry.name,
          });
        await handle.chmod(fileMode(entry.attributes));
        await handle.utimes(entry.modifiedMs / 1000, entry.modifiedMs / 1000);
        await handle.sync();
      } finally {
        await handle.close();
      }
      writeDosAttributes(place(temporary), entry.attributes);
      renameSync(place(temporary), place(existing?.name ?? name));
    } catch (error) {
      rmSync(place(temporary), { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
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

let sequence = 0;

function notThere(parts: readonly string[]): Error {
  const path = formatWindowsPath(parts);
  return fault('NotFound', `There is no '${path}' in the container.`, {
    target: path,
    hint: `Invoke-ContainerCommand <name> 'cmd /c dir ${formatWindowsPath(parts.slice(0, -1))}'`,
  });
}
