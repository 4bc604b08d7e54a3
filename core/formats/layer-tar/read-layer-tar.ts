import { Readable } from 'node:stream';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import { readTar, type TarEntry, type TarLimits } from '../tar/read-tar.ts';
import { badName, checkLayerName, checkSymlinkTarget, WHITEOUT } from './layer-name.ts';
import { NameGuard } from './name-guard.ts';
import { MOUNT_POINT, readWindowsMetadata } from './windows-metadata.ts';

/** Far over any real layer, far under what would fill a disk by surprise. */
export const DEFAULT_LAYER_LIMITS: TarLimits = { maxBytes: 256 * 1024 ** 3, maxEntries: 4_000_000 };
/** The same for a stream that is verified against its digest: the archive's own end may be missing then. */
export const VERIFIED_LAYER_LIMITS: TarLimits = { ...DEFAULT_LAYER_LIMITS, isEndOptional: true };

/**
 * Reads a layer's tar, trusting nothing: entries come as the archive has them (peers do not sort), each checked before it
 * is given. Folders may be implied by what they hold.
 *
 * @throws {RuntimeFault} `InvalidArgument`, naming the entry, for a name that Windows cannot have or that leaves the
 *   layer, the same name twice or in different case, an entry below a file or a link, a link out of the layer, a device,
 *   a pipe, an opaque whiteout; `Corrupt` for damage, truncation and what is over `limits`.
 */
export async function* readLayerTar(
  source: AsyncIterable<Uint8Array>,
  limits: TarLimits = DEFAULT_LAYER_LIMITS,
): AsyncGenerator<LayerEntry, void, void> {
  const guard = new NameGuard();
  for await (const entry of readTar(source, limits)) {
    // Some tools begin with the folder that they packed.
    if (entry.type === 'folder' && (entry.name === '.' || entry.name === '')) continue;
    yield toLayerEntry(entry, guard);
  }
}

function toLayerEntry(entry: TarEntry, guard: NameGuard): LayerEntry {
  const name = entry.name.replace(/^(?:\.\/)+/, '');
  const { modifiedMs } = entry;
  const whiteout = whiteoutTarget(name);
  if (whiteout !== undefined) {
    if (entry.type !== 'file' || entry.sizeBytes !== 0)
      throw badName(name, 'it marks a removed file but is not an empty file');
    guard.add(whiteout, 'whiteout');
    return { kind: 'whiteout', name: whiteout };
  }
  if (entry.type === 'other')
    throw badName(name, `it is ${OTHER_TYPES[entry.flag] ?? 'of an unknown type'}, which a Windows layer cannot hold`);
  guard.add(name, entry.type);
  switch (entry.type) {
    case 'hardlink': {
      const target = entry.linkName.replace(/^(?:\.\/)+/, '');
      checkLinkName(name, target);
      if (guard.kindOf(target) !== 'file')
        throw badName(name, `its link target '${target}' is no file that came before`);
      return { kind: 'hardlink', name, target };
    }
    case 'symlink':
      checkSymlinkTarget(name, entry.linkName);
      return {
        kind: 'symlink',
        name,
        target: entry.linkName,
        modifiedMs,
        ...(entry.pax[MOUNT_POINT] === undefined ? {} : { isJunction: true }),
        ...readWindowsMetadata(entry.pax, name),
      };
    case 'folder':
      return { kind: 'folder', name, modifiedMs, ...readWindowsMetadata(entry.pax, name) };
    case 'file':
      return {
        kind: 'file',
        name,
        modifiedMs,
        sizeBytes: entry.sizeBytes,
        open: opener(entry),
        ...readWindowsMetadata(entry.pax, name),
      };
  }
}

const OTHER_TYPES: Readonly<Record<string, string>> = {
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a pipe',
  S: 'a sparse file',
};

function opener(entry: TarEntry): () => Readable {
  return () => Readable.from(entry.content(), { objectMode: false });
}

function checkLinkName(name: string, target: string): void {
  try {
    checkLayerName(target);
  } catch (error) {
    throw badName(
      name,
      `its link target leaves the layer or is no name (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** The name that a whiteout removes, or undefined for another entry. */
function whiteoutTarget(name: string): string | undefined {
  const slash = name.lastIndexOf('/') + 1;
  const base = name.slice(slash);
  if (!base.toLowerCase().startsWith(WHITEOUT)) return undefined;
  const target = base.slice(WHITEOUT.length);
  if (!base.startsWith(WHITEOUT) || target === '' || target.toLowerCase().startsWith(WHITEOUT)) {
    throw badName(name, 'Windows layers have no such whiteout');
  }
  return name.slice(0, slash) + target;
}
