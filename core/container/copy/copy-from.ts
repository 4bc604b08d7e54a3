import { mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf, fault, isFault, toFault } from '../../base/fault.ts';
import { formatBytes } from '../../base/format-bytes.ts';
import type { PartNote } from '../../base/part-notes.ts';
import { formatWindowsPath, type WindowsPath } from '../../base/windows-path.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { ContainerWorld, OnProgress } from '../world.ts';
import type { CopiedItem } from './copied-item.ts';
import { openHostWriter } from './host-writer.ts';
import { nothingThere, openInside } from './inside.ts';
import { partNotes } from './left-parts.ts';

export interface CopyFromRequest {
  source: WindowsPath;
  /** On this machine, absolute. */
  destination: string;
  /** It was written with a separator at its end: it must be, or become, a folder. */
  isFolder?: boolean;
  /** Also makes the folders above the destination. */
  isPathMade?: boolean;
  onSkip?(path: string, why: string): void;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Copies a file or folder of a container, running or off, to this machine, as `docker cp` does: into the destination
 * when that is a folder or is written as one, else under the destination's name. Each file is replaced whole; nothing
 * is written outside the destination, whatever the container's files are called and wherever its links lead.
 *
 * @throws {RuntimeFault} `NotFound`; `InvalidArgument`.
 */
export function copyFromContainer(world: ContainerWorld, id: string, request: CopyFromRequest): Promise<CopiedItem> {
  const { source, destination, signal } = request;
  const copy = async () => {
    const note = partNotes(world, id).begin(destination);
    try {
      const inside = await openInside(world, id);
      return await copyOut(inside.read(source.parts), request, note);
    } catch (error) {
      if (isFault(error)) throw error;
      throw toFault(error, `copy '${formatWindowsPath(source.parts)}' to`, destination);
    } finally {
      await note.close();
    }
  };
  return world.locks.shared(id, copy, signal);
}

/**
 * Changes nothing. Under the lock of a copy: a container whose files are looked at cannot be started on every host.
 * @throws {RuntimeFault} what `copyFromContainer` would refuse, as things are now, before it writes.
 */
export function checkCopyFrom(world: ContainerWorld, id: string, request: CopyFromRequest): Promise<void> {
  return world.locks.shared(id, () => checkOut(world, id, request), request.signal);
}

async function checkOut(world: ContainerWorld, id: string, request: CopyFromRequest): Promise<void> {
  const { source, destination } = request;
  try {
    const inside = await openInside(world, id);
    const kind = await inside.kindOf(source.parts);
    if (kind === undefined) throw nothingThere(inside.record, source.parts);
    const plan = await planTarget(request, kind === 'folder');
    if (request.isPathMade === true) return;
    if (!plan.isMade) await rootOf(plan.root);
    else await statFolder(destination);
  } catch (error) {
    if (isFault(error)) throw error;
    throw toFault(error, `copy '${formatWindowsPath(source.parts)}' to`, destination);
  }
}

async function copyOut(
  entries: AsyncIterable<LayerEntry>,
  request: CopyFromRequest,
  note: PartNote,
): Promise<CopiedItem> {
  const { source, signal } = request;
  const hasTop = source.parts.length > 0;
  let target: Target | undefined;
  for await (const entry of entries) {
    signal?.throwIfAborted();
    const top = hasTop ? (entry.name.split('/', 1)[0] ?? '') : '';
    target ??= await openTarget(request, note, { name: top, isFolder: !hasTop || entry.kind === 'folder' });
    const name = target.rename(entry.name, top);
    if (name === '') continue;
    if (entry.kind === 'file') request.progress?.(`${formatBytes(target.writer.sizeBytes)}: ${entry.name}`);
    const linked = entry.kind === 'hardlink' ? { target: target.rename(entry.target, top) } : {};
    await target.writer.write({ ...entry, ...linked, name });
  }
  // An empty drive, or the content of an empty folder.
  target ??= await openTarget(request, note, { name: '', isFolder: true });
  return { name: basename(target.path), path: target.path, sizeBytes: target.writer.sizeBytes };
}

interface Target {
  /** Where the item is afterwards. */
  path: string;
  writer: ReturnType<typeof openHostWriter>;
  /** The name below the writer's root; empty for the root itself. */
  rename(name: string, top: string): string;
}

async function openTarget(
  request: CopyFromRequest,
  note: PartNote,
  item: { name: string; isFolder: boolean },
): Promise<Target> {
  const { destination } = request;
  const { isInto, isContent, isMade, root: folder } = await planTarget(request, item.isFolder);
  if (request.isPathMade === true) await makeFolder(dirname(destination), { recursive: true });
  if (isMade) await makeFolder(destination);
  const root = await rootOf(folder);
  const first = isContent ? '' : isInto ? item.name : basename(destination);
  const writer = openHostWriter({
    root,
    note,
    onSkip: request.onSkip ?? (() => undefined),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const rename = (name: string, top: string) => {
    if (first === top) return name;
    const rest = top === '' ? name : name.slice(top.length + 1);
    return rest === '' || first === '' ? `${first}${rest}` : `${first}/${rest}`;
  };
  return { path: join(folder, first), writer, rename };
}

interface Plan {
  /** The item gets its own name below the destination. */
  isInto: boolean;
  /** What is in the folder goes there, not the folder. */
  isContent: boolean;
  /** The folder that is written below. */
  root: string;
  /** It is not there yet. */
  isMade: boolean;
}

/** @throws {RuntimeFault} `InvalidArgument` for a file where a folder has to be. */
async function planTarget({ source, destination, isFolder }: CopyFromRequest, isItemFolder: boolean): Promise<Plan> {
  const found = await statOf(destination);
  const isInto = found?.isDirectory() === true || isFolder === true;
  if (found !== undefined && !found.isDirectory() && (isItemFolder || isFolder === true)) {
    throw fault('InvalidArgument', `Cannot copy into '${destination}': it is no folder.`, { target: destination });
  }
  const isContent = isItemFolder && (source.isContent || source.parts.length === 0);
  const root = isInto || isContent ? destination : dirname(destination);
  return { isInto, isContent, root, isMade: found === undefined && (isContent || isInto) };
}

async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw toFault(error, 'copy to', path);
  }
}

/** Fails as making it would where the folder above is not there. */
async function statFolder(path: string): Promise<void> {
  try {
    await stat(dirname(path));
  } catch (error) {
    throw toFault(error, 'make folder', path);
  }
}

async function makeFolder(path: string, options: { recursive?: boolean } = {}): Promise<void> {
  try {
    await mkdir(path, options);
  } catch (error) {
    throw toFault(error, 'make folder', path);
  }
}

async function rootOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw toFault(error, 'copy to folder', path);
  }
}
