/** Writes registry hives: what the tests give the parser, and what the stand-in of Windows exports. Shares no code with it. */

const LAYERS = { merge: 0, tombstone: 1, supersedeLocal: 2, supersedeTree: 3 } as const;
const NOWHERE = 0xffff_ffff;
const PAGE = 4096;
const SEGMENT = 16_344;
const KEYS_IN_LEAF = 500;

export interface WrittenKey {
  name: string;
  layer?: keyof typeof LAYERS;
  inheritsClass?: boolean;
  className?: string;
  isLink?: boolean;
  values?: readonly WrittenValue[];
  keys?: readonly WrittenKey[];
}

export interface WrittenValue {
  name: string;
  /** Default: REG_NONE, for what is gone. */
  type?: number;
  /** Absent: the value is gone. */
  data?: Buffer;
}

export interface HiveForm {
  /** Default: 6. */
  minorVersion?: number;
  /** Of the lists of keys. Default: `lh`. */
  list?: 'lh' | 'lf' | 'li';
  /** Whether it says that it has layered keys. Default: yes. */
  hasLayers?: boolean;
  keysInLeaf?: number;
}

/** The bytes of a hive of this root key, whose name Windows gives no meaning. */
export function writeHive(root: WrittenKey, form: HiveForm = {}): Buffer {
  return new HiveWriter(form).write(root);
}

/** A value of REG_SZ. */
export function textValue(name: string, text: string): WrittenValue {
  return { name, type: 1, data: Buffer.from(`${text}\0`, 'utf16le') };
}

/** A value of REG_DWORD. */
export function numberValue(name: string, number: number): WrittenValue {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(number, 0);
  return { name, type: 4, data };
}

/** Writes the base block's checksum anew, after a change of what it covers. */
export function sealHive(hive: Buffer): Buffer {
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum ^= hive.readUInt32LE(at);
  hive.writeUInt32LE((sum === -1 ? -2 : sum === 0 ? 1 : sum) >>> 0, 508);
  return hive;
}

class HiveWriter {
  readonly #form: Required<HiveForm>;
  readonly #bins: Buffer[] = [];
  /** Where the next cell goes in the last bin. */
  #used = 0;
  #binsBytes = 0;
  #security = NOWHERE;

  constructor(form: HiveForm) {
    this.#form = { minorVersion: 6, list: 'lh', hasLayers: true, keysInLeaf: KEYS_IN_LEAF, ...form };
  }

  write(root: WrittenKey): Buffer {
    const top = this.#reserveKey(root);
    this.#security = this.#writeSecurity();
    this.#fillKey(top, root, NOWHERE, true);
    this.#endBin();
    const base = Buffer.alloc(PAGE);
    base.write('regf', 0, 'latin1');
    const { minorVersion, hasLayers } = this.#form;
    for (const [at, value] of [
      [4, 1],
      [8, 1],
      [20, 1],
      [24, minorVersion],
      [32, 1],
      [36, top.offset],
      [40, this.#binsBytes],
      [44, 1],
      [144, hasLayers ? 2 : 0],
    ] as const)
      base.writeUInt32LE(value, at);
    return sealHive(Buffer.concat([base, ...this.#bins]));
  }

  #reserveKey(key: WrittenKey): { offset: number; content: Buffer } {
    return this.#cell(76 + encodeName(key.name).bytes.length);
  }

  #fillKey(
    { offset, content }: { offset: number; content: Buffer },
    key: WrittenKey,
    parent: number,
    isRoot = false,
  ): void {
    const { bytes, isLatin } = encodeName(key.name);
    const children = [...(key.keys ?? [])].sort((a, b) => (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1));
    const places = children.map((child) => this.#reserveKey(child));
    const values = key.values ?? [];
    const names = { keys: longest(children), values: longest(values) };
    const classBytes = Buffer.from(key.className ?? '', 'utf16le');
    content.write('nk', 0, 'latin1');
    content.writeUInt16LE((isRoot ? 0x0c : 0) | (key.isLink === true ? 0x10 : 0) | (isLatin ? 0x20 : 0), 2);
    content.writeUInt8(LAYERS[key.layer ?? 'merge'] | (key.inheritsClass === true ? 0x80 : 0), 13);
    for (const [at, value] of [
      [16, parent],
      [20, children.length],
      [28, this.#writeLists(children, places)],
      [32, NOWHERE],
      [36, values.length],
      [40, this.#writeValues(values)],
      [44, this.#security],
      [48, classBytes.length === 0 ? NOWHERE : this.#data(classBytes)],
      [52, names.keys],
      [60, names.values],
      [64, Math.max(0, ...values.map(({ data }) => data?.length ?? 0))],
    ] as const)
      content.writeUInt32LE(value, at);
    content.writeUInt16LE(bytes.length, 72);
    content.writeUInt16LE(classBytes.length, 74);
    bytes.copy(content, 76);
    for (const [index, child] of children.entries()) {
      const place = places[index];
      if (place !== undefined) this.#fillKey(place, child, offset);
    }
  }

  #writeLists(keys: readonly WrittenKey[], places: readonly { offset: number }[]): number {
    if (keys.length === 0) return NOWHERE;
    const { keysInLeaf } = this.#form;
    const leaves: number[] = [];
    for (let from = 0; from < keys.length; from += keysInLeaf) {
      const part = keys.slice(from, from + keysInLeaf);
      leaves.push(this.#leaf(part.map(({ name }, at) => ({ name, offset: places[from + at]?.offset ?? NOWHERE }))));
    }
    const [only] = leaves;
    if (leaves.length === 1 && only !== undefined) return only;
    const { offset, content } = this.#cell(4 + leaves.length * 4);
    content.write('ri', 0, 'latin1');
    content.writeUInt16LE(leaves.length, 2);
    for (const [at, leaf] of leaves.entries()) content.writeUInt32LE(leaf, 4 + at * 4);
    return offset;
  }

  #leaf(keys: readonly { name: string; offset: number }[]): number {
    const { list } = this.#form;
    const step = list === 'li' ? 4 : 8;
    const { offset, content } = this.#cell(4 + keys.length * step);
    content.write(list, 0, 'latin1');
    content.writeUInt16LE(keys.length, 2);
    for (const [index, key] of keys.entries()) {
      content.writeUInt32LE(key.offset, 4 + index * step);
      if (list === 'lh') content.writeUInt32LE(hashOf(key.name), 8 + index * step);
      if (list === 'lf' && !/[^\0-\xff]/.test(key.name.slice(0, 4)))
        content.write(key.name.slice(0, 4), 8 + index * step, 'latin1');
    }
    return offset;
  }

  #writeValues(values: readonly WrittenValue[]): number {
    if (values.length === 0) return NOWHERE;
    const offsets = values.map((value) => this.#writeValue(value));
    return this.#data(words(offsets));
  }

  #writeValue({ name, type = 0, data }: WrittenValue): number {
    const { bytes, isLatin } = encodeName(name);
    const { offset, content } = this.#cell(20 + bytes.length);
    content.write('vk', 0, 'latin1');
    content.writeUInt16LE(bytes.length, 2);
    content.writeUInt32LE(NOWHERE, 8);
    content.writeUInt32LE(type, 12);
    content.writeUInt16LE((isLatin ? 1 : 0) | (data === undefined ? 2 : 0), 16);
    bytes.copy(content, 20);
    if (data === undefined || data.length === 0) return offset;
    if (data.length <= 4) {
      content.writeUInt32LE(0x8000_0000 + data.length, 4);
      content.writeUInt32LE(0, 8);
      data.copy(content, 8);
    } else {
      content.writeUInt32LE(data.length, 4);
      const isBig = data.length > SEGMENT && this.#form.minorVersion > 3;
      content.writeUInt32LE(isBig ? this.#bigData(data) : this.#data(data), 8);
    }
    return offset;
  }

  #bigData(data: Buffer): number {
    const parts: number[] = [];
    for (let at = 0; at < data.length; at += SEGMENT) parts.push(this.#data(data.subarray(at, at + SEGMENT)));
    const { offset, content } = this.#cell(8);
    content.write('db', 0, 'latin1');
    content.writeUInt16LE(parts.length, 2);
    content.writeUInt32LE(this.#data(words(parts)), 4);
    return offset;
  }

  /** The one security descriptor of all keys: empty, and named as often as it is used, give or take. */
  #writeSecurity(): number {
    const descriptor = Buffer.alloc(20);
    descriptor.writeUInt8(1, 0);
    descriptor.writeUInt16LE(0x8000, 2);
    const { offset, content } = this.#cell(20 + descriptor.length);
    content.write('sk', 0, 'latin1');
    for (const [at, value] of [
      [4, offset],
      [8, offset],
      [12, 1],
      [16, descriptor.length],
    ] as const)
      content.writeUInt32LE(value, at);
    descriptor.copy(content, 20);
    return offset;
  }

  #data(bytes: Buffer): number {
    const { offset, content } = this.#cell(bytes.length);
    bytes.copy(content);
    return offset;
  }

  /** A cell in use, in a bin that has room for it. */
  #cell(sizeBytes: number): { offset: number; content: Buffer } {
    const length = Math.ceil((sizeBytes + 4) / 8) * 8;
    let bin = this.#bins.at(-1);
    if (bin === undefined || this.#used + length > bin.length) {
      this.#endBin();
      bin = this.#startBin(Math.ceil((32 + length) / PAGE) * PAGE);
    }
    const at = this.#used;
    bin.writeInt32LE(-length, at);
    this.#used += length;
    return { offset: this.#binsBytes - bin.length + at, content: bin.subarray(at + 4, at + length) };
  }

  #startBin(sizeBytes: number): Buffer {
    const bin = Buffer.alloc(sizeBytes);
    bin.write('hbin', 0, 'latin1');
    bin.writeUInt32LE(this.#binsBytes, 4);
    bin.writeUInt32LE(sizeBytes, 8);
    this.#bins.push(bin);
    this.#binsBytes += sizeBytes;
    this.#used = 32;
    return bin;
  }

  /** What is left of the bin is one free cell. */
  #endBin(): void {
    const bin = this.#bins.at(-1);
    if (bin !== undefined && this.#used < bin.length) bin.writeInt32LE(bin.length - this.#used, this.#used);
  }
}

function encodeName(name: string): { bytes: Buffer; isLatin: boolean } {
  const isLatin = !/[^\0-\xff]/.test(name);
  return { bytes: Buffer.from(name, isLatin ? 'latin1' : 'utf16le'), isLatin };
}

function hashOf(name: string): number {
  let hash = 0n;
  const upper = name.toUpperCase();
  for (let at = 0; at < upper.length; at++) hash = (hash * 37n + BigInt(upper.charCodeAt(at))) & 0xffff_ffffn;
  return Number(hash);
}

function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, at * 4);
  return bytes;
}

function longest(named: readonly { name: string }[]): number {
  return Math.max(0, ...named.map(({ name }) => name.length * 2));
}
