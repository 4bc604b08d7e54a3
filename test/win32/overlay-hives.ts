import fc from 'fast-check';
import { newKey, type RegistryKey } from '../../core/formats/wine-registry/registry-tree.ts';
import { formatValueData } from '../../core/formats/wine-registry/value-data.ts';
import type { WrittenKey, WrittenValue } from '../formats/regf/write-hive.ts';

/** Lays a hive over a tree as Windows shows them together: plainly, all of it. */
export function overlay(tree: RegistryKey, over: WrittenKey): void {
  if (over.layer === 'supersedeTree') tree.children.clear();
  if (over.layer === 'supersedeTree' || over.layer === 'supersedeLocal') tree.values.clear();
  for (const { name, type = 0, data } of over.values ?? []) {
    if (data === undefined) tree.values.delete(name.toLowerCase());
    else tree.values.set(name.toLowerCase(), { name, data: formatValueData(type, data) });
  }
  for (const child of over.keys ?? []) {
    const folded = child.name.toLowerCase();
    if (child.layer === 'tombstone') tree.children.delete(folded);
    else {
      const key = tree.children.get(folded) ?? newKey(child.name);
      tree.children.set(folded, key);
      overlay(key, child);
    }
  }
}

const name = fc.constantFrom('a', 'B', 'b', 'c');
const fold = ({ name: one }: { name: string }) => one.toLowerCase();
const values: fc.Arbitrary<WrittenValue[]> = fc.uniqueArray(
  fc.tuple(name, fc.option(fc.nat(2))).map(([one, number]) => {
    return number === null ? { name: one } : { name: one, type: 3, data: Buffer.from([number]) };
  }),
  { maxLength: 3, selector: fold },
);

/** A key of a delta hive; what is in a tree that supersedes is as Windows has it there. */
function keyIn(isHidden: boolean, depth: number): fc.Arbitrary<WrittenKey> {
  const layers = isHidden
    ? (['supersedeTree', 'tombstone'] as const)
    : (['merge', 'merge', 'supersedeLocal', 'supersedeTree', 'tombstone'] as const);
  return fc.tuple(name, fc.constantFrom(...layers), values).chain(([one, layer, held]): fc.Arbitrary<WrittenKey> => {
    if (layer === 'tombstone') return fc.constant({ name: one, layer });
    return keysIn(layer === 'supersedeTree', depth).map((keys) => ({ name: one, layer, values: held, keys }));
  });
}

function keysIn(isHidden: boolean, depth: number): fc.Arbitrary<WrittenKey[]> {
  if (depth === 0) return fc.constant([]);
  return fc.uniqueArray(keyIn(isHidden, depth - 1), { maxLength: 3, selector: fold });
}

/** The root of a hive that may lie over another. */
export const anyDelta: fc.Arbitrary<WrittenKey> = fc
  .tuple(values, keysIn(false, 3))
  .map(([held, keys]) => ({ name: 'ROOT', values: held, keys }));

/** The same without what takes away: the root of a base. */
export function asBase(key: WrittenKey): WrittenKey {
  const keys = (key.keys ?? []).filter(({ layer }) => layer !== 'tombstone').map(asBase);
  return { name: key.name, values: (key.values ?? []).filter(({ data }) => data !== undefined), keys };
}
