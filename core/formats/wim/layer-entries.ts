import { Readable } from 'node:stream';
import { fault } from '../../base/fault.ts';
import { fromFileTime, msOfFileTime } from '../../base/file-time.ts';
import type { ExactTimes, FileEntry, LayerEntry } from '../../spec/layer-entry.ts';
import { compareLayerNames } from '../layer-tar/name-guard.ts';
import { ATTRIBUTE, type DirectoryEntry, type StreamRoles, streamsOf } from './directory-entry.ts';
import { damaged } from './fields.ts';
import { type ImageTree, isFolder } from './image-tree.ts';
import type { Wim } from './open-wim.ts';
import type { WimImage } from './wim-images.ts';
import { readLink } from './wim-link.ts';

/** NTFS goes no further. */
const MAX_PATH = 32_767;
const TICKS_PER_SECOND = 10_000_000n;

/**
 * The files of an image as the entries of a base layer, in layer order.
 *
 * The image's root is the C: drive, `Files`; a `UtilityVM\Files` at its top is the utility VM's tree. An image that is
 * laid out as a layer, with `Files\Windows`, gives these two trees and nothing else: Windows makes the rest from them.
 * Short names and object ids are left out, the layer format has no place for them. Memory: the image's metadata.
 *
 * @throws {RuntimeFault} `Corrupt`; `NotSupported`, naming the file, for encrypted files and reparse points that are no links.
 */
export async function* readLayerEntries(wim: Wim, image: WimImage): AsyncGenerator<LayerEntry, void, void> {
  const tree = await wim.openTree(image);
  for (const part of layerTrees(tree)) yield* readTree(wim, tree, part);
}

/** A folder that is a tree of the layer, and which of its children are. */
interface LayerTree {
  name: 'Files' | 'UtilityVM';
  folder: DirectoryEntry;
  has(child: DirectoryEntry): boolean;
}

function layerTrees(tree: ImageTree): LayerTree[] {
  const isCalled = ({ name }: DirectoryEntry, wanted: string): boolean => name.toUpperCase() === wanted;
  const files = tree.findFolder(tree.root, 'FILES');
  const isLayer = files !== undefined && tree.findFolder(files, 'WINDOWS') !== undefined;
  const utilityVm = tree.findFolder(tree.root, 'UTILITYVM');
  const hasUtilityVm = utilityVm !== undefined && tree.findFolder(utilityVm, 'FILES') !== undefined;
  const main: LayerTree = isLayer
    ? { name: 'Files', folder: files, has: () => true }
    : { name: 'Files', folder: tree.root, has: (child) => !(hasUtilityVm && isCalled(child, 'UTILITYVM')) };
  if (!hasUtilityVm) return [main];
  return [main, { name: 'UtilityVM', folder: utilityVm, has: (child) => isCalled(child, 'FILES') }];
}

/** Folders go on a stack, not into recursion: a hostile image is as deep as it likes. */
async function* readTree(wim: Wim, tree: ImageTree, part: LayerTree): AsyncGenerator<LayerEntry, void, void> {
  /** Names of files that others may be hard links to, by what makes them the same. */
  const linked = new Map<string, string>();
  yield* describe(wim, tree, part.name, part.folder);
  const open = [{ name: part.name as string, children: tree.childrenOf(part.folder).filter(part.has), next: 0 }];
  for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
    const child = current.children[current.next++];
    if (child === undefined) {
      open.pop();
      continue;
    }
    const name = `${current.name}/${childName(part, current.name, child)}`;
    if (name.length > MAX_PATH) throw damaged(wim.name, `a path is longer than ${MAX_PATH} characters`);
    const same = linkKey(child);
    const target = same === undefined ? undefined : linked.get(same);
    if (target !== undefined) {
      yield { kind: 'hardlink', name, target };
      continue;
    }
    if (same !== undefined) linked.set(same, name);
    yield* describe(wim, tree, name, child);
    if (isFolder(child)) open.push({ name, children: tree.childrenOf(child), next: 0 });
  }
}

/** The utility VM's tree is spelled one way in a layer. */
function childName(part: LayerTree, folder: string, child: DirectoryEntry): string {
  return part.name === 'UtilityVM' && folder === part.name ? 'Files' : child.name;
}

/** Some images give one number to files that differ: only the same content makes them one file. */
function linkKey({ linkGroup, attributes, securityId, streams }: DirectoryEntry): string | undefined {
  if (linkGroup === 0n || (attributes & (ATTRIBUTE.folder | ATTRIBUTE.reparsePoint)) !== 0) return undefined;
  const content = streams.map(({ name, sha1 }) => [name, sha1?.toString('hex')]);
  return JSON.stringify([String(linkGroup), attributes, securityId, content]);
}

/** An entry, then its named streams. */
async function* describe(
  wim: Wim,
  tree: ImageTree,
  name: string,
  entry: DirectoryEntry,
): AsyncGenerator<LayerEntry, void, void> {
  if ((entry.attributes & ATTRIBUTE.encrypted) !== 0 && !isFolder(entry)) {
    throw fault('NotSupported', `'${name}' of '${wim.name}' is encrypted (EFS): nobody else could read it.`, {
      target: name,
      hint: 'Decrypt it (cipher /d) before the image is captured',
    });
  }
  const roles = streamsOf(entry);
  const common = { name, ...metadataOf(tree, entry) };
  if ((entry.attributes & ATTRIBUTE.reparsePoint) !== 0) {
    const { target, isJunction } = await readLink(wim, entry, name, roles);
    yield { kind: 'symlink', ...common, target, ...(isJunction ? { isJunction: true } : {}) };
    return;
  }
  if (isFolder(entry)) yield { kind: 'folder', ...common };
  else yield { kind: 'file', ...common, ...contentOf(wim, name, roles.content) };
  yield* describeAlternates(wim, name, entry, roles);
}

function* describeAlternates(
  wim: Wim,
  file: string,
  entry: DirectoryEntry,
  { alternates }: StreamRoles,
): Generator<LayerEntry, void, void> {
  const streams = alternates.map(({ name, sha1 }) => ({ name: `${file}:${name}`, sha1 }));
  for (const { name, sha1 } of streams.sort((a, b) => compareLayerNames(a.name, b.name))) {
    yield { kind: 'file', name, modifiedMs: wholeSeconds(entry.written), ...contentOf(wim, name, sha1) };
  }
}

function contentOf(wim: Wim, name: string, sha1: Buffer | undefined): Pick<FileEntry, 'sizeBytes' | 'open'> {
  const what = `the content of '${name}'`;
  const stream = wim.findStream(sha1, what);
  if (stream === undefined) return { sizeBytes: 0, open: () => Readable.from([], { objectMode: false }) };
  const open = (): Readable => Readable.from(wim.readStream(stream, what), { objectMode: false });
  return { sizeBytes: stream.sizeBytes, open };
}

function metadataOf(tree: ImageTree, entry: DirectoryEntry) {
  const { attributes, extendedAttributes } = entry;
  const securityDescriptor = tree.securityOf(entry);
  const times = exactTimes(entry);
  const isUsual = attributes === (isFolder(entry) ? ATTRIBUTE.folder : 0);
  return {
    modifiedMs: wholeSeconds(entry.written),
    ...(isUsual ? {} : { attributes }),
    ...(Object.keys(times).length === 0 ? {} : { times }),
    ...(securityDescriptor === undefined ? {} : { securityDescriptor }),
    ...(extendedAttributes.length === 0 ? {} : { extendedAttributes }),
  };
}

/** What whole seconds of the modification do not say. A time of 0 is one that was never set. */
function exactTimes({ created, accessed, written }: DirectoryEntry): ExactTimes {
  const times: ExactTimes = {};
  if (written !== 0n && written % TICKS_PER_SECOND !== 0n) times.modified = fromFileTime(written);
  if (created !== 0n && created !== written) times.created = fromFileTime(created);
  if (accessed !== 0n && accessed !== written) times.accessed = fromFileTime(accessed);
  return times;
}

function wholeSeconds(written: bigint): number {
  return written === 0n ? 0 : msOfFileTime(written - (written % TICKS_PER_SECOND));
}
