import { fault } from '../../base/fault.ts';
import type { LayerEntry, SymlinkEntry } from '../../spec/layer-entry.ts';
import { type NewTarEntry, writeTar } from '../tar/write-tar.ts';
import { badName, checkSymlinkTarget, WHITEOUT } from './layer-name.ts';
import { compareLayerNames, NameGuard } from './name-guard.ts';
import { MOUNT_POINT, type WindowsMetadata, writeWindowsMetadata } from './windows-metadata.ts';

/**
 * Writes a layer as the tar of the OCI Windows layer format. The same entries always give the same bytes: fixed owners and
 * modes, extended headers only for what the entry has (`MSWINDOWS.*`, exact times). What was read from such a tar is
 * written as the same bytes.
 *
 * The producer sorts: a folder before what it holds, siblings by their UTF-8 bytes, each name once.
 *
 * @throws {RuntimeFault} `Internal` for entries out of order; `InvalidArgument`, naming the entry, for a name that the
 *   format or Windows cannot hold or a link that leaves the layer; `InvalidState` when a file changed while it was read.
 */
export async function* writeLayerTar(entries: AsyncIterable<LayerEntry>): AsyncGenerator<Buffer, void, void> {
  yield* writeTar(toTarEntries(entries));
}

async function* toTarEntries(entries: AsyncIterable<LayerEntry>): AsyncGenerator<NewTarEntry, void, void> {
  const guard = new NameGuard();
  let before: string | undefined;
  for await (const entry of entries) {
    if (before !== undefined && compareLayerNames(before, entry.name) > 0) {
      throw fault('Internal', `The layer's entries are out of order: '${entry.name}' after '${before}'.`, {
        target: entry.name,
      });
    }
    before = entry.name;
    guard.add(entry.name, entry.kind);
    if (baseName(entry.name).toLowerCase().startsWith(WHITEOUT)) {
      throw badName(entry.name, `a name that begins with '${WHITEOUT}' means a removed file in an image`);
    }
    yield toTarEntry(entry, guard);
  }
}

function toTarEntry(entry: LayerEntry, guard: NameGuard): NewTarEntry {
  switch (entry.kind) {
    case 'whiteout':
      return { type: 'file', name: whiteoutName(entry.name), modifiedSeconds: 0, sizeBytes: 0 };
    case 'hardlink':
      if (guard.kindOf(entry.target) !== 'file')
        throw badName(entry.name, `its link target '${entry.target}' is no file that came before`);
      return { type: 'hardlink', name: entry.name, linkName: entry.target, modifiedSeconds: 0 };
    case 'symlink':
      checkSymlinkTarget(entry.name, entry.target);
      return symlink(entry);
    case 'folder':
      return { type: 'folder', name: entry.name, ...timed(entry, FOLDER_ATTRIBUTE) };
    case 'file':
      return {
        type: 'file',
        name: entry.name,
        sizeBytes: entry.sizeBytes,
        content: () => entry.open(),
        ...timed(entry, 0),
      };
  }
}

function symlink(entry: SymlinkEntry): NewTarEntry {
  const { modifiedSeconds, pax } = timed(entry, 0);
  if (entry.isJunction === true) pax[MOUNT_POINT] = '1';
  return { type: 'symlink', name: entry.name, linkName: entry.target, modifiedSeconds, pax };
}

/** FILE_ATTRIBUTE_DIRECTORY: what a reader takes when a folder's attributes are not given. */
const FOLDER_ATTRIBUTE = 0x10;

interface TimedEntry extends WindowsMetadata {
  modifiedMs: number;
}

function timed(entry: TimedEntry, defaultAttributes: number): { modifiedSeconds: number; pax: Record<string, string> } {
  return {
    modifiedSeconds: Math.floor(entry.modifiedMs / 1000),
    pax: writeWindowsMetadata(entry, defaultAttributes),
  };
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function whiteoutName(name: string): string {
  const slash = name.lastIndexOf('/') + 1;
  return `${name.slice(0, slash)}${WHITEOUT}${name.slice(slash)}`;
}
