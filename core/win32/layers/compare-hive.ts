import { fault } from '../../base/fault.ts';
import type { HiveValue } from '../../formats/regf/hive-value.ts';
import type { TreeKey, TreeValue } from '../../formats/regf/read-hive-tree.ts';
import { sortedEntries } from '../../formats/wine-registry/registry-tree.ts';
import { registryData } from '../../host/registry-data.ts';
import type { KeyChange, ValueChange } from '../../host/scratch-change.ts';
import type { LayeredKey } from './layered-key.ts';

/** Where a key of the delta is. */
interface Place {
  path: string;
  /** What the parents show there. */
  below: LayeredKey | undefined;
  /** Whether a key above it has hidden that. */
  isHidden: boolean;
}

/**
 * What a delta hive changes in what the hives below it show: a key before what it holds, values before keys, sorted. A key
 * that is gone is told alone. Cost follows the delta: of the hives below, the keys at its paths are looked up.
 *
 * @param root What people call the hive's root: `HKLM\Software`.
 * @throws {RuntimeFault} `Corrupt`.
 * @see Maxim Suhanov, "Windows registry file format specification" (github.com/msuhanov/regf), "Layered keys"; the same,
 *   "Containerized registry hives in Windows" (dfir.ru, 2020-08-15)
 */
export async function* compareHive(
  delta: TreeKey,
  below: LayeredKey | undefined,
  root: string,
): AsyncGenerator<KeyChange | ValueChange> {
  yield* compareKey(delta, { path: root, below, isHidden: false });
}

async function* compareKey(key: TreeKey, { path, below, isHidden }: Place): AsyncGenerator<KeyChange | ValueChange> {
  if (key.layer === 'tombstone') {
    if (below !== undefined) yield { kind: 'key', action: 'Deleted', path };
    return;
  }
  // The format wants it, so what such a key would mean is not guessed.
  if (isHidden && key.layer !== 'supersedeTree')
    throw fault('Corrupt', `The key '${path}' shows what the key above it hides.`, { target: path });
  if (below === undefined) yield { kind: 'key', action: 'Added', path };
  yield* compareValues(key, path, below);
  yield* compareChildren(key, path, below);
}

async function* compareChildren(
  key: TreeKey,
  path: string,
  below: LayeredKey | undefined,
): AsyncGenerator<KeyChange | ValueChange> {
  const isHidden = key.layer === 'supersedeTree';
  const names = new Map([...key.children].map(([folded, { name }]) => [folded, name]));
  if (isHidden)
    for (const [folded, name] of (await below?.childNames()) ?? []) if (!names.has(folded)) names.set(folded, name);
  for (const [folded, name] of sortedEntries(names)) {
    const childPath = `${path}\\${name}`;
    const child = key.children.get(folded);
    if (child === undefined) yield { kind: 'key', action: 'Deleted', path: childPath };
    else yield* compareKey(child, { path: childPath, below: await below?.child(name), isHidden });
  }
}

async function* compareValues(key: TreeKey, path: string, below: LayeredKey | undefined): AsyncGenerator<ValueChange> {
  const isMerged = key.layer === 'merge';
  if (isMerged && key.values.size === 0) return; // a key on the way to another
  const before = (await below?.values()) ?? new Map<string, HiveValue>();
  const names = isMerged ? key.values.keys() : new Set([...key.values.keys(), ...before.keys()]);
  for (const folded of [...names].sort()) {
    const change = await compareValue(path, before.get(folded), key.values.get(folded));
    if (change !== undefined) yield change;
  }
}

async function compareValue(
  path: string,
  old: HiveValue | undefined,
  mine: TreeValue | undefined,
): Promise<ValueChange | undefined> {
  const now = mine?.isTombstone === true ? undefined : mine;
  if (old === undefined && now === undefined) return undefined;
  const bytes = await old?.data();
  const isSame = old?.type === now?.type && bytes !== undefined && now?.bytes.equals(bytes) === true;
  if (isSame) return undefined;
  const change: ValueChange = {
    kind: 'value',
    action: old === undefined ? 'Added' : now === undefined ? 'Deleted' : 'Changed',
    path,
    name: now?.name ?? old?.name ?? '',
  };
  if (old !== undefined && bytes !== undefined) change.before = registryData(old.type, bytes);
  if (now !== undefined) change.after = registryData(now.type, now.bytes);
  return change;
}
