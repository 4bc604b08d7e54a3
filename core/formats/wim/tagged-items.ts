import type { ExtendedAttribute } from '../../spec/layer-entry.ts';
import { isExtendedAttributeName } from '../backup-stream/extended-attributes.ts';
import type { Fields } from './fields.ts';

const TAG_EXTENDED_ATTRIBUTES = 2;
const ITEM_HEAD = 8;
const ATTRIBUTE_HEAD = 4;

/**
 * Reads the extended attributes among what follows an entry's names: items of 0 u32 tag, 4 u32 length, 8 bytes, at
 * multiples of 8. Attributes one after another: 0 u16 value bytes, 2 u8 name bytes, 3 u8 flags, 4 name, NUL, value. Other
 * items (object ids, what wimlib keeps of Unix files) have no place in a layer.
 *
 * @returns in the order of their names; those whose name NTFS does not take are left out, as Windows leaves them.
 * @throws {RuntimeFault} `Corrupt`.
 */
export function readTaggedAttributes(fields: Fields, start: number, end: number): ExtendedAttribute[] {
  for (let at = start; at + ITEM_HEAD <= end; ) {
    const tag = fields.u32(at);
    const length = fields.u32(at + 4);
    // Some writers leave zeros, or other bytes without meaning.
    if (tag === 0 || length > end - at - ITEM_HEAD) return [];
    if (tag === TAG_EXTENDED_ATTRIBUTES) return readAttributes(fields, at + ITEM_HEAD, at + ITEM_HEAD + length);
    at += ITEM_HEAD + Math.ceil(length / 8) * 8;
  }
  return [];
}

function readAttributes(fields: Fields, start: number, end: number): ExtendedAttribute[] {
  const found = new Map<string, ExtendedAttribute>();
  for (let at = start; at + ATTRIBUTE_HEAD < end; ) {
    const valueBytes = fields.u16(at);
    const nameBytes = fields.u16(at + 2) & 0xff;
    const valueAt = at + ATTRIBUTE_HEAD + nameBytes + 1;
    if (valueAt + valueBytes > end) throw fields.bad(`the extended attribute at byte ${at} is beyond its item`);
    const name = fields.slice(at + ATTRIBUTE_HEAD, nameBytes).toString('latin1');
    if (found.has(name.toUpperCase())) throw fields.bad(`the extended attribute '${name}' comes twice`);
    if (isExtendedAttributeName(name)) {
      found.set(name.toUpperCase(), { name, value: Uint8Array.from(fields.slice(valueAt, valueBytes)) });
    }
    at = valueAt + valueBytes;
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
