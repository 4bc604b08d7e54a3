import type { BitReader } from './bit-reader.ts';

/** Code words up to this length are found with one look. */
const TABLE_BITS = 11;
const MAX_LENGTH = 16;

/** Bytes that no compressor writes. Who decodes says where they are. */
export class BadCompression extends Error {}

/** A canonical Huffman code, given by the length of each symbol's code word. Made once and set again for each block. */
export class HuffmanCode {
  /** By the next bits: symbol << 5 | length; 0 for a longer word. */
  readonly #table = new Uint16Array(1 << TABLE_BITS);
  /** By length. */
  readonly #counts = new Uint16Array(MAX_LENGTH + 1);
  /** By length: its first code word, and where its symbols begin in `#sorted`. */
  readonly #first = new Int32Array(MAX_LENGTH + 1);
  readonly #start = new Int32Array(MAX_LENGTH + 1);
  /** Symbols by code word. */
  readonly #sorted: Uint16Array;
  #isEmpty = true;

  constructor(symbolCount: number) {
    this.#sorted = new Uint16Array(symbolCount);
  }

  /**
   * @param lengths By symbol, 0 to 16; 0: the symbol is not used. All zero: a code of which nothing may be read.
   * @throws {BadCompression} unless each row of bits has exactly one meaning.
   */
  set(lengths: Uint8Array): void {
    const counts = this.#counts.fill(0);
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
    const unused = counts[0] ?? 0;
    counts[0] = 0;
    this.#isEmpty = unused === lengths.length;
    if (this.#isEmpty) return;
    let code = 0;
    let start = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      code <<= 1;
      this.#first[length] = code;
      this.#start[length] = start;
      code += counts[length] ?? 0;
      start += counts[length] ?? 0;
    }
    if (code !== 1 << MAX_LENGTH) throw new BadCompression('a Huffman code is not complete');
    const next = Int32Array.from(this.#start);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0;
      if (length === 0) continue;
      const at = next[length] ?? 0;
      this.#sorted[at] = symbol;
      next[length] = at + 1;
    }
    this.#fillTable();
  }

  /** Takes one symbol. @throws {BadCompression} from an empty code. */
  read(reader: BitReader): number {
    const entry = this.#table[reader.bits >>> (32 - TABLE_BITS)] ?? 0;
    if (entry === 0 || this.#isEmpty) return this.#readLong(reader);
    reader.skip(entry & 31);
    return entry >>> 5;
  }

  #readLong(reader: BitReader): number {
    if (this.#isEmpty) throw new BadCompression('a symbol of a code that has none');
    for (let length = TABLE_BITS + 1; length <= MAX_LENGTH; length++) {
      const index = (reader.bits >>> (32 - length)) - (this.#first[length] ?? 0);
      if (index >= (this.#counts[length] ?? 0)) continue;
      reader.skip(length);
      return this.#sorted[(this.#start[length] ?? 0) + index] ?? 0;
    }
    throw new BadCompression('a code word that has no symbol');
  }

  #fillTable(): void {
    let at = 0;
    let index = 0;
    for (let length = 1; length <= TABLE_BITS; length++) {
      const width = 1 << (TABLE_BITS - length);
      for (let left = this.#counts[length] ?? 0; left > 0; left--) {
        this.#table.fill(((this.#sorted[index++] ?? 0) << 5) | length, at, at + width);
        at += width;
      }
    }
    this.#table.fill(0, at);
  }
}
