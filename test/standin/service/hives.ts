import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { bufferBlocks } from '../../../core/base/block-source.ts';
import { readHiveTree, type TreeKey } from '../../../core/formats/regf/read-hive-tree.ts';
import { parseRegistry } from '../../../core/formats/wine-registry/parse-registry.ts';
import { findKey, newKey, type RegistryKey } from '../../../core/formats/wine-registry/registry-tree.ts';
import { foldName } from '../../../core/formats/wine-registry/text.ts';
import { parseValueData } from '../../../core/formats/wine-registry/value-data.ts';
import type { FileEntry, LayerEntry } from '../../../core/spec/layer-entry.ts';
import { type WrittenKey, writeHive } from '../../formats/regf/write-hive.ts';
import { type DeltaKey, deltaKey, parseDelta, writeDelta } from './delta-text.ts';
import { Failure, HR } from './failure.ts';

const SYSTEM = 'system.reg';
const USER = 'user.reg';
/** Windows' hives: which file of the embedded host has it, below which key. The user's own is a file of C: on Windows. */
const HIVES = [
  { hive: 'DefaultUser', file: USER, key: '' },
  { hive: 'Sam', file: SYSTEM, key: 'SAM' },
  { hive: 'Security', file: SYSTEM, key: 'SECURITY' },
  { hive: 'Software', file: SYSTEM, key: 'Software' },
  { hive: 'System', file: SYSTEM, key: 'System' },
] as const;
const DELTA = '_Delta';
const BASE = '_Base';
const TEXT_DELTA = '.delta';

/** ProcessBaseImage: makes the hives that those of the layers above lie over. A folder without a registry of Wine's gets none. */
export async function makeBaseHives(folder: string): Promise<void> {
  const roots = new Map<string, RegistryKey>();
  for (const file of [SYSTEM, USER]) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text === undefined) return;
    roots.set(file, parseRegistry(text).root);
  }
  for (const { hive, file, key } of HIVES) {
    const root = roots.get(file) ?? newKey('');
    const found = findKey({ relativeTo: '', architecture: undefined, root }, key) ?? newKey('');
    await writeFile(
      join(folder, `${hive}${BASE}`),
      writeHive({ ...written(found), name: 'ROOT' }, { hasLayers: false }),
    );
  }
}

function written(key: RegistryKey): WrittenKey {
  return {
    name: key.name,
    isLink: key.isLink,
    ...(key.className === undefined ? {} : { className: key.className }),
    values: [...key.values.values()].map(({ name, data }) => {
      const { type, bytes } = parseValueData(data, 0);
      return { name, type, data: Buffer.from(bytes) };
    }),
    keys: [...key.children.values()].map(written),
  };
}

/** An export of the embedded host's with the registry as Windows has it. What Windows has no hive for stays as it is. */
export async function* withHives(entries: AsyncIterable<LayerEntry>): AsyncIterable<LayerEntry> {
  for await (const entry of entries) {
    const file = entry.name.slice('Hives/'.length, -TEXT_DELTA.length);
    const isText = entry.name.startsWith('Hives/') && entry.name.endsWith(TEXT_DELTA);
    if (entry.kind !== 'file' || !isText || !HIVES.some((one) => one.file === file)) {
      yield entry;
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of entry.open() as AsyncIterable<Buffer>) chunks.push(chunk);
    const root = parseDelta(Buffer.concat(chunks).toString('utf8'));
    for (const { hive, key } of HIVES.filter((one) => one.file === file)) {
      const found = key === '' ? root : take(root, key);
      if (found !== undefined) yield fileOf(`${hive}${DELTA}`, writeHive({ ...found, name: 'ROOT' }), entry.modifiedMs);
    }
    const rest = file === USER ? '' : writeDelta(root);
    if (rest !== '') yield fileOf(`${file}${TEXT_DELTA}`, Buffer.from(rest), entry.modifiedMs);
  }
}

function take(root: DeltaKey, name: string): DeltaKey | undefined {
  const found = root.keys.find((key) => foldName(key.name) === foldName(name));
  root.keys = root.keys.filter((key) => key !== found);
  return found;
}

/** The registry of a layer's folder, as the embedded host takes it. */
export async function* registryOf(folder: string): AsyncIterable<LayerEntry> {
  const names = readdirSync(folder).filter((name) => !name.endsWith(BASE));
  if (names.length > 0) yield { kind: 'folder', name: 'Hives', modifiedMs: 0 };
  const texts = new Map<string, { root: DeltaKey; modifiedMs: number }>();
  for (const name of names.sort()) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const modifiedMs = statSync(path).mtimeMs;
    const known = HIVES.find(({ hive }) => name === `${hive}${DELTA}`);
    const file = known?.file ?? HIVES.find((one) => name === `${one.file}${TEXT_DELTA}`)?.file;
    if (file === undefined) {
      yield fileOf(name, bytes, modifiedMs);
      continue;
    }
    const delta = texts.get(file) ?? { root: deltaKey(''), modifiedMs };
    texts.set(file, delta);
    if (known === undefined) delta.root.keys.push(...parseDelta(bytes.toString('utf8')).keys);
    else {
      const { root } = await readHiveTree(bufferBlocks(bytes, path));
      if (known.key === '') delta.root = { ...deltaOf(root), name: '' };
      else delta.root.keys.push({ ...deltaOf(root), name: known.key });
    }
  }
  for (const [file, { root, modifiedMs }] of texts)
    yield fileOf(`${file}${TEXT_DELTA}`, Buffer.from(writeDelta(root)), modifiedMs);
}

function deltaOf(key: TreeKey): DeltaKey {
  if (key.layer === 'supersedeLocal') throw new Failure(HR.notSupported, `No delta can say what '${key.name}' says.`);
  return {
    name: key.name,
    layer: key.layer,
    inheritsClass: key.inheritsClass,
    ...(key.className === undefined ? {} : { className: key.className }),
    isLink: key.isLink,
    values: [...key.values.values()].map(({ name, type, bytes, isTombstone }) =>
      isTombstone ? { name } : { name, type, data: bytes },
    ),
    keys: [...key.children.values()].map(deltaOf),
  };
}

function fileOf(name: string, bytes: Buffer, modifiedMs: number): FileEntry {
  return {
    kind: 'file',
    name: `Hives/${name}`,
    sizeBytes: bytes.length,
    modifiedMs,
    open: () => Readable.from(bytes.length === 0 ? [] : [bytes]),
  };
}
