import { foldName } from '../wine-registry/text.ts';
import { type Cell, type Cells, NO_CELL } from './cells.ts';
import { type HiveValue, readName, readValue, type ValueRules } from './hive-value.ts';
import { hintTest, type ListedKey, readSubkeyList } from './subkey-list.ts';

const HEAD_BYTES = 76;
/** UTF-16 units; Windows takes no longer names. */
const MOST_NAME = 256;
/** Windows makes no deeper keys. */
const MOST_DEPTH = 512;
/** A value takes its cell, and its place in the list. */
const LEAST_VALUE_BYTES = 28;
const IS_LINK = 0x10;
const NAME_IS_LATIN = 0x20;
/** It stands for another key: what says how many values it has is a handle then. */
const IS_PREDEFINED = 0x40;
const INHERITS_CLASS = 0x80;
const ASCII = /^[^\u0080-\uffff]*$/;

/** How a key lies over the key of the same path in the hives below; by its number in a key node. */
const LAYERS = ['merge', 'tombstone', 'supersedeLocal', 'supersedeTree'] as const;
/**
 * `merge`: what is below shows, where this one has nothing of that name. `tombstone`: there is no such key, whatever is below.
 * `supersedeLocal`: the values below do not show; the keys do. `supersedeTree`: nothing below shows.
 */
export type KeyLayer = (typeof LAYERS)[number];

/** A key of a hive. What is in it is read when it is asked for. */
export class HiveKey {
  /** As written; the root's means nothing. */
  readonly name: string;
  readonly layer: KeyLayer;
  /** Its class is that of the key below. */
  readonly inheritsClass: boolean;
  /** A symbolic link: its target is the value `SymbolicLinkValue`. */
  readonly isLink: boolean;
  readonly #cells: Cells;
  readonly #cell: Cell;
  readonly #rules: ValueRules;
  readonly #depth: number;
  readonly #valueCount: number;
  #listed: Promise<ListedKey[]> | undefined;

  constructor(cells: Cells, cell: Cell, rules: ValueRules, depth: number) {
    if (cell.signature !== 'nk') throw cell.bad('it is no key');
    if (depth > MOST_DEPTH) throw cell.bad(`it is more than ${MOST_DEPTH} keys deep`);
    this.#cells = cells;
    this.#cell = cell;
    this.#rules = rules;
    this.#depth = depth;
    const flags = cell.u16(2);
    this.name = readName(cell, HEAD_BYTES, cell.u16(72), (flags & NAME_IS_LATIN) !== 0);
    if (depth > 0 && (this.name === '' || this.name.length > MOST_NAME || this.name.includes('\\')))
      throw cell.bad('its name is none');
    const bits = rules.hasLayers ? cell.u8(13) : 0;
    this.layer = LAYERS[bits & 3] ?? 'merge';
    this.inheritsClass = (bits & INHERITS_CLASS) !== 0;
    this.isLink = (flags & IS_LINK) !== 0;
    this.#valueCount = (flags & IS_PREDEFINED) === 0 ? cell.u32(36) : 0;
    if (this.layer === 'tombstone' && (cell.u32(20) > 0 || this.#valueCount > 0))
      throw cell.bad('it is gone and has keys or values');
  }

  /** Reads the key at an offset. @throws {RuntimeFault} `Corrupt`. */
  static async at(cells: Cells, offset: number, rules: ValueRules, depth = 0): Promise<HiveKey> {
    return new HiveKey(cells, await cells.cell(offset, 'key', HEAD_BYTES + MOST_NAME * 2), rules, depth);
  }

  /** Its class; undefined: none. @throws {RuntimeFault} `Corrupt`. */
  async className(): Promise<string | undefined> {
    const [offset, length] = [this.#cell.u32(48), this.#cell.u16(74)];
    if (offset === NO_CELL || length === 0) return undefined;
    const cell = await this.#cells.cell(offset, 'class of a key', length);
    return readName(cell, 0, length, false);
  }

  /** Its values, in the order they are in. @throws {RuntimeFault} `Corrupt`. */
  async values(): Promise<HiveValue[]> {
    const [count, offset] = [this.#valueCount, this.#cell.u32(40)];
    if (count === 0) return [];
    if (count > this.#cells.binsBytes / LEAST_VALUE_BYTES) throw this.#cell.bad(`it is said to have ${count} values`);
    if (offset === NO_CELL) throw this.#cell.bad(`its ${count} values are nowhere`);
    const list = await this.#cells.cell(offset, 'list of values', count * 4);
    const values: HiveValue[] = [];
    for (let index = 0; index < count; index++)
      values.push(await readValue(this.#cells, list.u32(index * 4), this.#rules));
    return values;
  }

  /** The keys in it, in the order of their list. @throws {RuntimeFault} `Corrupt`. */
  async *children(): AsyncGenerator<HiveKey> {
    for (const { offset } of await this.#list()) yield await this.#childAt(offset);
  }

  /** The key of this name, in whatever case; of the others only what their list says is read. @throws {RuntimeFault} `Corrupt`. */
  async child(name: string): Promise<HiveKey | undefined> {
    const folded = foldName(name);
    const mayBe = ASCII.test(name) ? hintTest(name) : () => true;
    for (const one of await this.#list()) {
      if (!mayBe(one)) continue;
      const key = await this.#childAt(one.offset);
      if (foldName(key.name) === folded) return key;
    }
    return undefined;
  }

  #list(): Promise<ListedKey[]> {
    this.#listed ??= readSubkeyList(this.#cells, this.#cell, this.#cell.u32(20), this.#cell.u32(28));
    return this.#listed;
  }

  async #childAt(offset: number): Promise<HiveKey> {
    const key = await HiveKey.at(this.#cells, offset, this.#rules, this.#depth + 1);
    // So no key is in two places, and none in itself.
    if (key.#cell.u32(16) !== this.#cell.offset) throw key.#cell.bad('it is in a key that is not its parent');
    return key;
  }
}
