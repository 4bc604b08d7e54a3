import { fault, isFault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { formatBytes } from '../../base/format-bytes.ts';
import { whyNotFileName } from '../../base/names.ts';
import { formatWindowsPath, type WindowsPath } from '../../base/windows-path.ts';
import type { FileEntry, LayerEntry } from '../../spec/layer-entry.ts';
import type { ContainerWorld, OnProgress } from '../world.ts';
import type { CopiedItem } from './copied-item.ts';
import { checkHostTree, type HostSource, openHostSource, readHostTree } from './host-tree.ts';
import { type Inside, openInside } from './inside.ts';

export interface CopyToRequest {
  /** A file or folder of this machine, absolute. */
  source: string;
  /** True: what the folder holds, not the folder (`site/.`). */
  isContent?: boolean;
  destination: WindowsPath;
  /** Also makes the folders above the destination. */
  isPathMade?: boolean;
  onSkip?(path: string, why: string): void;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Copies a file or folder of this machine into a container, running or off, as `docker cp` does: into the destination
 * when that is a folder or is written as one, else under the destination's name. Each file is replaced whole.
 *
 * @throws {RuntimeFault} `NotFound`, for the folder above the destination too; `InvalidArgument` for a folder onto a file,
 *   and for names that Windows cannot have: nothing is copied then; `InvalidState` for a file that is cut meanwhile.
 */
export function copyToContainer(world: ContainerWorld, id: string, request: CopyToRequest): Promise<CopiedItem> {
  const { source: path, destination, signal } = request;
  const copy = async () => {
    try {
      const source = await openHostSource(path);
      const inside = await openInside(world, id);
      const place = await choosePlace(inside, source, request);
      await checkHostTree(source);
      let sizeBytes = 0;
      const entries = counted(readHostTree(source, place.name, request.onSkip ?? ignoreSkip), signal, (file) => {
        request.progress?.(`${formatBytes(sizeBytes)}: ${file.name}`);
        sizeBytes += file.sizeBytes;
      });
      await inside.write(place.folder, entries);
      signal?.throwIfAborted();
      const parts = place.name === '' ? place.folder : [...place.folder, place.name];
      return { name: parts.at(-1) ?? 'C:\\', path: formatWindowsPath(parts), sizeBytes };
    } catch (error) {
      if (isFault(error, 'Corrupt')) throw changedMeanwhile(path, error);
      throw toFault(error, `copy to '${formatWindowsPath(destination.parts)}' from`, path);
    }
  };
  return world.locks.shared(id, copy, signal);
}

interface Place {
  folder: readonly string[];
  /** Empty: the source's content goes right into the folder. */
  name: string;
}

async function choosePlace(inside: Inside, source: HostSource, request: CopyToRequest): Promise<Place> {
  const { destination, isContent } = request;
  const { parts } = destination;
  const kind = await inside.kindOf(parts);
  if (kind !== undefined && kind !== 'folder' && (source.isFolder || destination.isFolder)) {
    const path = formatWindowsPath(parts);
    throw fault('InvalidArgument', `Cannot copy '${source.path}' into '${path}': it is no folder.`, { target: path });
  }
  if (kind === undefined && request.isPathMade !== true) await checkAbove(inside, parts);
  if (source.isFolder && isContent === true) return { folder: parts, name: '' };
  const isInto = kind === 'folder' || destination.isFolder;
  const name = isInto ? source.name : (parts.at(-1) ?? source.name);
  const why = whyNotFileName(name);
  if (why !== undefined) {
    throw fault('InvalidArgument', `Cannot copy '${source.path}' into a container: ${why}.`, { target: source.path });
  }
  return { folder: isInto ? parts : parts.slice(0, -1), name };
}

async function checkAbove({ kindOf, record }: Inside, parts: readonly string[]): Promise<void> {
  const above = parts.slice(0, -1);
  if ((await kindOf(above)) !== undefined) return;
  const path = formatWindowsPath(above);
  throw fault('NotFound', `There is no folder '${path}' in container '${record.name}'. Nothing was copied.`, {
    target: path,
    hint: 'Give -CreateFullPath to have it made',
  });
}

/** The names are checked by now, and what is read is of this machine: all that can be wrong is how much there is of it. */
function changedMeanwhile(path: string, error: RuntimeFault): Error {
  return fault('InvalidState', `Cannot copy '${path}' whole: it was changed meanwhile. ${error.message}`, {
    target: path,
    hint: 'Copy it again when nobody writes to it',
    cause: error,
  });
}

async function* counted(
  entries: AsyncIterable<LayerEntry>,
  signal: AbortSignal | undefined,
  onFile: (file: FileEntry) => void,
): AsyncGenerator<LayerEntry> {
  for await (const entry of entries) {
    signal?.throwIfAborted();
    if (entry.kind === 'file') onFile(entry);
    yield entry;
  }
}

function ignoreSkip(): void {}
