import fc from 'fast-check';
import { bufferBlocks } from '../../../core/base/block-source.ts';
import type { HiveKey } from '../../../core/formats/regf/hive-key.ts';
import { openHive } from '../../../core/formats/regf/open-hive.ts';
import { readHiveTree, type TreeKey } from '../../../core/formats/regf/read-hive-tree.ts';
import { numberValue, textValue, type WrittenKey, type WrittenValue } from './write-hive.ts';

/** A bit of all that a hive can hold. */
export const SAMPLE: WrittenKey = {
  name: 'ROOT',
  keys: [
    {
      name: 'Demo',
      className: 'Class',
      values: [
        textValue('', 'the default'),
        numberValue('Number', 305419896),
        { name: 'Größe', type: 3, data: Buffer.from([1, 2, 3]) },
        { name: '値', type: 7, data: Buffer.from('a\0b\0\0', 'utf16le') },
        { name: 'Empty', type: 3, data: Buffer.alloc(0) },
        { name: 'Gone' },
      ],
      keys: [
        { name: 'Removed', layer: 'tombstone' },
        { name: 'Own', layer: 'supersedeTree', keys: [{ name: 'Deeper', layer: 'supersedeTree' }] },
        { name: 'Values', layer: 'supersedeLocal', inheritsClass: true },
      ],
    },
    { name: 'Ünïcode 日本', isLink: true },
  ],
};

/** In one form, whoever read or wrote it: keys and values by name. */
export function shape(key: WrittenKey | TreeKey): unknown {
  const { name, layer = 'merge', inheritsClass = false, className = '', isLink = false } = key;
  const keys: (WrittenKey | TreeKey)[] = 'children' in key ? [...key.children.values()] : [...(key.keys ?? [])];
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  const values = valuesOf(key).sort(byName);
  return { name, layer, inheritsClass, className, isLink, values, keys: keys.sort(byName).map(shape) };
}

function valuesOf(key: WrittenKey | TreeKey): { name: string; type: number; data: string }[] {
  const text = (data: Buffer | undefined) => data?.toString('hex') ?? 'gone';
  if ('children' in key) {
    return [...key.values.values()].map(({ name, type, bytes, isTombstone }) => {
      return { name, type, data: text(isTombstone ? undefined : bytes) };
    });
  }
  return (key.values ?? []).map(({ name, type = 0, data }) => ({ name, type, data: text(data) }));
}

export function readTree(bytes: Buffer) {
  return readHiveTree(bufferBlocks(bytes, 'hive'));
}

/** The key at a path of a hive, by looking each name up. */
export async function lookUp(bytes: Buffer, ...path: string[]): Promise<HiveKey | undefined> {
  let key: HiveKey | undefined = (await openHive(bufferBlocks(bytes, 'hive'))).root;
  for (const name of path) key = await key?.child(name);
  return key;
}

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }),
);
const value: fc.Arbitrary<WrittenValue> = fc.record(
  {
    name: fc.oneof(fc.constant(''), name),
    type: fc.nat(12),
    data: fc
      .oneof(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ minLength: 16_340, maxLength: 16_350, size: 'max' }))
      .map((bytes) => Buffer.from(bytes)),
  },
  { requiredKeys: ['name', 'data', 'type'] },
);
const fold = ({ name }: { name: string }) => name.toUpperCase().toLowerCase();

/** Any keys and values, of names that differ. */
export const anyKey: fc.Arbitrary<WrittenKey> = fc.letrec<{ key: WrittenKey }>((tie) => ({
  key: fc.record(
    {
      name: name.map((text) => text.replaceAll('\\', '/')),
      layer: fc.constantFrom('merge' as const, 'supersedeTree' as const),
      className: fc.string({ maxLength: 5 }),
      values: fc.uniqueArray(value, { maxLength: 4, selector: fold }),
      keys: fc.uniqueArray(tie('key'), { maxLength: 3, selector: fold }),
    },
    { requiredKeys: ['name'] },
  ),
})).key;
