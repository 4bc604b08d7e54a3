import { fault } from '../../base/fault.ts';
import type { ExtendedAttribute } from '../../spec/layer-entry.ts';

/** Bytes of FILE_FULL_EA_INFORMATION before the name. */
const START = 8;
const MAX_VALUE = 0xffff;
/** What no name of an attribute holds ([MS-FSCC] 2.4.16); beside them, only printable ASCII is one. */
const NAME = /^[\x21-\x7e]{1,254}$/;
const FORBIDDEN = /["*+,/:;<=>?[\\\]|]/;

/** Whether NTFS takes this as the name of an extended attribute. */
export function isExtendedAttributeName(name: string): boolean {
  return NAME.test(name) && !FORBIDDEN.test(name);
}

/**
 * Reads a list of FILE_FULL_EA_INFORMATION. Flags are not kept: the layer format has no place for them.
 *
 * @throws {RuntimeFault} `Corrupt`.
 * @see [MS-FSCC] 2.4.16 FileFullEaInformation
 */
export function decodeExtendedAttributes(bytes: Buffer): ExtendedAttribute[] {
  const found: ExtendedAttribute[] = [];
  for (let at = 0; ; ) {
    if (bytes.length - at < START) throw bad(at, 'ends in the middle of an entry');
    const next = bytes.readUInt32LE(at);
    const nameBytes = bytes.readUInt8(at + 5);
    const valueBytes = bytes.readUInt16LE(at + 6);
    const valueAt = at + START + nameBytes + 1;
    const end = valueAt + valueBytes;
    if (end > bytes.length) throw bad(at, 'ends in the middle of an entry');
    const name = bytes.toString('latin1', at + START, at + START + nameBytes);
    if (!isExtendedAttributeName(name) || bytes[valueAt - 1] !== 0) throw bad(at, 'has a name that is none');
    if (found.some((one) => one.name.toUpperCase() === name.toUpperCase())) throw bad(at, `has '${name}' twice`);
    found.push({ name, value: Uint8Array.from(bytes.subarray(valueAt, end)) });
    if (next === 0) return found;
    // A step back, or into the entry itself, would go on for ever.
    if (next % 4 !== 0 || next < end - at) throw bad(at, `points to its byte ${next} for the next entry`);
    at += next;
  }
}

/** Writes the list: entries on 4-byte boundaries, flags 0. @throws {RuntimeFault} `InvalidArgument`. */
export function encodeExtendedAttributes(attributes: readonly ExtendedAttribute[]): Buffer {
  const entries = attributes.map(({ name, value }, index) => {
    if (!isExtendedAttributeName(name) || value.length > MAX_VALUE) {
      throw fault('InvalidArgument', `NTFS cannot hold the extended attribute '${name}' of ${value.length} bytes.`, {
        target: name,
      });
    }
    const sizeBytes = START + name.length + 1 + value.length;
    const isLast = index === attributes.length - 1;
    const entry = Buffer.alloc(isLast ? sizeBytes : Math.ceil(sizeBytes / 4) * 4);
    entry.writeUInt32LE(isLast ? 0 : entry.length, 0);
    entry.writeUInt8(name.length, 5);
    entry.writeUInt16LE(value.length, 6);
    entry.write(name, START, 'latin1');
    entry.set(value, START + name.length + 1);
    return entry;
  });
  return Buffer.concat(entries);
}

function bad(at: number, what: string): Error {
  return fault('Corrupt', `The list of extended attributes ${what} (byte ${at}).`);
}
