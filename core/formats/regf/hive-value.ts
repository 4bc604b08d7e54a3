import { type Cell, type Cells, NO_CELL } from './cells.ts';

/** REG_NONE, the type of what says that a value is gone. */
const REG_NONE = 0;
const HEAD_BYTES = 20;
/** Of a name, UTF-16 units; Windows takes no longer one. */
const MOST_NAME = 16_383;
/** Of the length: the data is in the field that else says where it is. */
const INLINE = 0x8000_0000;
/** What one cell holds of a value, from version 1.4 on: longer ones are cut in segments. */
const SEGMENT_BYTES = 16_344;
/** Nobody keeps this in the registry. */
const MOST_DATA_BYTES = 64 * 1024 * 1024;
/** Of the flags. */
const NAME_IS_LATIN = 1;
const TOMBSTONE = 2;

/** A value of a key. The default value's name is empty. */
export interface HiveValue {
  name: string;
  /** REG_SZ 1, REG_DWORD 4...; any number is legal. */
  type: number;
  /** It says that the value of this name, in the hives below, is gone. */
  isTombstone: boolean;
  /** Reads its data. @throws {RuntimeFault} `Corrupt`. */
  data(): Promise<Buffer>;
}

/** What a value's hive says for all of them. */
export interface ValueRules {
  hasLayers: boolean;
  /** Whether long data is in segments. */
  hasBigData: boolean;
}

/** Reads a value (`vk`), but not its data. @throws {RuntimeFault} `Corrupt`. */
export async function readValue(cells: Cells, offset: number, rules: ValueRules): Promise<HiveValue> {
  const cell = await cells.cellOnce(offset, 'value', HEAD_BYTES + MOST_NAME * 2);
  if (cell.signature !== 'vk') throw cell.bad('it is no value');
  const [nameBytes, length, place, type, flags] = [cell.u16(2), cell.u32(4), cell.u32(8), cell.u32(12), cell.u16(16)];
  const isTombstone = rules.hasLayers && (flags & TOMBSTONE) !== 0;
  if (isTombstone && ((length & ~INLINE) !== 0 || type !== REG_NONE)) throw cell.bad('it is gone and has data');
  const name = readName(cell, HEAD_BYTES, nameBytes, (flags & NAME_IS_LATIN) !== 0);
  return {
    name,
    type,
    isTombstone,
    data: async () => {
      if (length >= INLINE) return inline(cell, length - INLINE);
      if (length > MOST_DATA_BYTES || length > cells.binsBytes) throw cell.bad(`its data has ${length} bytes`);
      if (length === 0) return Buffer.alloc(0);
      if (place === NO_CELL) throw cell.bad(`its ${length} bytes of data are nowhere`);
      return rules.hasBigData && length > SEGMENT_BYTES ? segments(cells, place, length) : plain(cells, place, length);
    },
  };
}

/** A name in Latin-1 or UTF-16, as its owner says. @throws {RuntimeFault} `Corrupt`. */
export function readName(cell: Cell, at: number, nameBytes: number, isLatin: boolean): string {
  const bytes = cell.slice(at, nameBytes);
  if (isLatin) return bytes.toString('latin1');
  if (nameBytes % 2 !== 0) throw cell.bad('its name ends in the middle of a letter');
  return bytes.toString('utf16le');
}

function inline(cell: Cell, length: number): Buffer {
  if (length > 4) throw cell.bad(`its data has ${length} bytes in a field of 4`);
  return Buffer.from(cell.slice(8, length));
}

async function plain(cells: Cells, offset: number, length: number): Promise<Buffer> {
  const cell = await cells.cellOnce(offset, 'data of a value', length);
  return Buffer.from(cell.slice(0, length));
}

/** Big data (`db`): a list of cells, each but the last with 16,344 bytes. */
async function segments(cells: Cells, offset: number, length: number): Promise<Buffer> {
  const head = await cells.cell(offset, 'long data of a value', 8);
  if (head.signature !== 'db') throw head.bad('it is no long data');
  const count = head.u16(2);
  if (count !== Math.ceil(length / SEGMENT_BYTES)) throw head.bad(`${count} segments have ${length} bytes`);
  const list = await cells.cell(head.u32(4), 'list of segments', count * 4);
  const parts: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const part = Math.min(SEGMENT_BYTES, length - index * SEGMENT_BYTES);
    parts.push(await plain(cells, list.u32(index * 4), part));
  }
  return Buffer.concat(parts);
}
