import { basename, join } from 'node:path';
import { bufferBlocks } from '../../base/block-source.ts';
import { errnoOf, fault, isFault } from '../../base/fault.ts';
import { type FileBlocks, openFileBlocks } from '../../base/file-blocks.ts';
import type { HiveKey } from '../../formats/regf/hive-key.ts';
import { openHive } from '../../formats/regf/open-hive.ts';
import { readHiveTree } from '../../formats/regf/read-hive-tree.ts';
import type { ScratchChange } from '../../host/scratch-change.ts';
import type { FileEntry } from '../../spec/layer-entry.ts';
import { compareHive } from './compare-hive.ts';
import { LayeredKey } from './layered-key.ts';

/** The registry in a layer, by the first part of its files' names, and where people find each. */
const ROOTS = new Map([
  ['defaultuser', { name: 'DefaultUser', root: 'HKU\\.DEFAULT' }],
  ['sam', { name: 'Sam', root: 'HKLM\\SAM' }],
  ['security', { name: 'Security', root: 'HKLM\\SECURITY' }],
  ['software', { name: 'Software', root: 'HKLM\\Software' }],
  ['system', { name: 'System', root: 'HKLM\\System' }],
]);
const DELTA = '_Delta';
const BASE = '_Base';
/** A delta is read whole. */
const MOST_DELTA_BYTES = 128 * 1024 * 1024;

/**
 * What a hive of a scratch's export changes in its parents' registry, told when all of it is known; `UnreadHive` with the
 * reason for one that cannot be read, for a parent's that cannot, and for one that is none of Windows' five.
 *
 * @param parents Layer folders, the nearest first, the base last.
 */
export async function* compareHiveEntry(
  entry: FileEntry,
  parents: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ScratchChange> {
  const path = basename(entry.name);
  const known = path.endsWith(DELTA) ? ROOTS.get(path.slice(0, -DELTA.length).toLowerCase()) : undefined;
  if (known === undefined) {
    yield { kind: 'hive', path };
    return;
  }
  try {
    yield* await changesOf(entry, { ...known, parents, signal });
  } catch (error) {
    if (!(error instanceof Error) || !isUnreadable(error)) throw error;
    yield { kind: 'hive', path, reason: error.message };
  }
}

/** Whether it is about this hive alone. Windows holds the hives of a layer while a container runs on it. */
function isUnreadable(error: Error): boolean {
  if (isFault(error, 'Corrupt') || isFault(error, 'NotSupported') || isFault(error, 'AccessDenied')) return true;
  return ['EACCES', 'EPERM', 'EBUSY'].includes(errnoOf(isFault(error) ? error.cause : error) ?? '');
}

interface Compared {
  name: string;
  root: string;
  parents: readonly string[];
  signal: AbortSignal | undefined;
}

async function changesOf(entry: FileEntry, { name, root, parents, signal }: Compared): Promise<ScratchChange[]> {
  const delta = await readHiveTree(bufferBlocks(await contentOf(entry), basename(entry.name)), signal);
  if (!delta.hasLayers) throw liesOverNothing(entry.name);
  const files: FileBlocks[] = [];
  try {
    const changes: ScratchChange[] = [];
    for await (const change of compareHive(delta.root, await openBelow(name, parents, files), root)) {
      signal?.throwIfAborted();
      changes.push(change);
    }
    return changes;
  } finally {
    for (const file of files) await file.close();
  }
}

/**
 * The parents' hives of one name, down to the first whole one: the base layer has it, and any other may, of all below it and
 * its own delta together.
 *
 * @param files Where what is opened is put.
 * @see hcsshim, internal/wclayer/cim/common.go (the names) and process.go (`processNonBaseLayer`: a layer's own whole hive)
 */
async function openBelow(
  name: string,
  parents: readonly string[],
  files: FileBlocks[],
): Promise<LayeredKey | undefined> {
  const roots: HiveKey[] = [];
  for (const parent of parents) {
    const path = join(parent, 'Hives', name);
    const whole = await openIfThere(`${path}${BASE}`, files);
    if (whole !== undefined) return LayeredKey.of([...roots, (await openHive(whole)).root]);
    const file = await openIfThere(`${path}${DELTA}`, files);
    if (file === undefined) continue; // a layer of files alone
    const hive = await openHive(file);
    if (!hive.hasLayers) throw liesOverNothing(file.name);
    roots.push(hive.root);
  }
  throw fault('NotSupported', `No layer below has a whole registry: there is no '${name}${BASE}' in their Hives.`);
}

function liesOverNothing(path: string): Error {
  return fault('NotSupported', `The registry hive '${path}' does not say that it lies over another.`, { target: path });
}

async function openIfThere(path: string, files: FileBlocks[]): Promise<FileBlocks | undefined> {
  try {
    const file = await openFileBlocks(path);
    files.push(file);
    return file;
  } catch (error) {
    if (isFault(error, 'NotFound')) return undefined;
    throw error;
  }
}

async function contentOf(entry: FileEntry): Promise<Buffer> {
  if (entry.sizeBytes > MOST_DELTA_BYTES)
    throw fault('NotSupported', `'${entry.name}' has ${entry.sizeBytes} bytes, over ${MOST_DELTA_BYTES}.`);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of entry.open() as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > entry.sizeBytes) break;
    chunks.push(chunk);
  }
  if (sizeBytes !== entry.sizeBytes)
    throw fault('Corrupt', `'${entry.name}' has other than its ${entry.sizeBytes} bytes.`);
  return Buffer.concat(chunks);
}
