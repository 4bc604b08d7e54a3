import { BitReader } from './bit-reader.ts';
import { undoCallTranslation } from './call-translation.ts';
import { copyMatch } from './copy-match.ts';
import { BadCompression, HuffmanCode } from './huffman-code.ts';

const VERBATIM = 1;
const ALIGNED = 2;
const UNCOMPRESSED = 3;
const LITERALS = 256;
const LENGTH_SYMBOLS = 249;
const ALIGNED_SYMBOLS = 8;
const PRE_SYMBOLS = 20;
const MIN_MATCH = 2;
/** The length that is in a match's symbol; from this on, a symbol of the length code follows. */
const LONG = 7;
const DEFAULT_BLOCK = 32_768;
/** Windows of more bytes give a block's size 24 bits. */
const SMALL_WINDOW = 32_768;
/** From this on an offset slot stands for 2^17 offsets. */
const MAX_EXTRA_BITS = 17;

/**
 * LZX as WIM files have it, a chunk at a time: the window is the chunk, nothing is kept from one to the next, and the
 * targets of x86 calls are always translated, for a file of 12,000,000 bytes.
 *
 * @see [MS-PATCH] LZX DELTA, and Microsoft's LZX data format of cabinets, for blocks, trees and matches
 */
export class LzxDecoder {
  readonly #reader = new BitReader();
  readonly #mainLengths: Uint8Array;
  readonly #lengthLengths = new Uint8Array(LENGTH_SYMBOLS);
  readonly #alignedLengths = new Uint8Array(ALIGNED_SYMBOLS);
  readonly #preLengths = new Uint8Array(PRE_SYMBOLS);
  readonly #main: HuffmanCode;
  readonly #length = new HuffmanCode(LENGTH_SYMBOLS);
  readonly #aligned = new HuffmanCode(ALIGNED_SYMBOLS);
  readonly #pre = new HuffmanCode(PRE_SYMBOLS);
  /** By offset slot: its lowest offset plus 2, and how many bits follow. */
  readonly #bases: Int32Array;
  readonly #extraBits: Uint8Array;
  readonly #hasWideSizes: boolean;
  readonly #recent = new Int32Array(3);

  /** @param windowBytes The size of whole chunks: a power of two, 32,768 to 2,097,152. */
  constructor(windowBytes: number) {
    const slots: { base: number; extraBits: number }[] = [];
    for (let base = 0; base < windowBytes; ) {
      const extraBits = Math.min(MAX_EXTRA_BITS, Math.max(0, (slots.length >> 1) - 1));
      slots.push({ base, extraBits });
      base += 2 ** extraBits;
    }
    this.#bases = Int32Array.from(slots, ({ base }) => base);
    this.#extraBits = Uint8Array.from(slots, ({ extraBits }) => extraBits);
    this.#mainLengths = new Uint8Array(LITERALS + slots.length * 8);
    this.#main = new HuffmanCode(this.#mainLengths.length);
    this.#hasWideSizes = windowBytes > SMALL_WINDOW;
  }

  /** Fills `out` from `chunk`. @throws {BadCompression} */
  decode(chunk: Uint8Array, out: Buffer): void {
    const reader = this.#reader;
    reader.start(chunk, 0);
    this.#recent.fill(1);
    this.#mainLengths.fill(0);
    this.#lengthLengths.fill(0);
    for (let at = 0; at < out.length; ) {
      const type = reader.take(3);
      const sizeBytes = this.#blockBytes();
      if (sizeBytes === 0 || sizeBytes > out.length - at) throw new BadCompression('a block has a wrong size');
      const end = at + sizeBytes;
      if (type === UNCOMPRESSED) this.#copyBlock(out, at, end);
      else if (type === VERBATIM || type === ALIGNED) {
        this.#readCodes(type);
        this.#decodeBlock(out, { at, end, isAligned: type === ALIGNED });
      } else throw new BadCompression(`a block is of the type ${type}`);
      if (reader.isOverrun) throw new BadCompression('it is too short');
      at = end;
    }
    undoCallTranslation(out);
  }

  #blockBytes(): number {
    const reader = this.#reader;
    if (reader.take(1) === 1) return DEFAULT_BLOCK;
    const size = reader.take(16);
    return this.#hasWideSizes ? size * 256 + reader.take(8) : size;
  }

  /** From the next word on: three offsets, then the bytes as they are, to a whole number of words. */
  #copyBlock(out: Uint8Array, at: number, end: number): void {
    const { bytes, nextWord } = this.#reader;
    const start = nextWord + 12;
    const stop = start + end - at;
    if (stop > bytes.length) throw new BadCompression('it is too short');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < 3; i++) {
      const offset = view.getInt32(nextWord + 4 * i, true);
      if (offset < 1) throw new BadCompression('it repeats bytes before its start');
      this.#recent[i] = offset;
    }
    out.set(bytes.subarray(start, stop), at);
    // The byte that makes an odd block whole may be missing at the end.
    this.#reader.restart(Math.min(bytes.length, stop + ((end - at) & 1)));
  }

  #readCodes(type: number): void {
    if (type === ALIGNED) {
      for (let i = 0; i < ALIGNED_SYMBOLS; i++) this.#alignedLengths[i] = this.#reader.take(3);
      this.#aligned.set(this.#alignedLengths);
    }
    this.#readLengths(this.#mainLengths.subarray(0, LITERALS));
    this.#readLengths(this.#mainLengths.subarray(LITERALS));
    this.#main.set(this.#mainLengths);
    this.#readLengths(this.#lengthLengths);
    this.#length.set(this.#lengthLengths);
  }

  /** Reads the lengths of code words, as differences to those of the block before. */
  #readLengths(lengths: Uint8Array): void {
    const [reader, pre] = [this.#reader, this.#pre];
    for (let i = 0; i < PRE_SYMBOLS; i++) this.#preLengths[i] = reader.take(4);
    pre.set(this.#preLengths);
    for (let at = 0; at < lengths.length; ) {
      const symbol = pre.read(reader);
      if (symbol < 17) {
        lengths[at] = different(lengths[at] ?? 0, symbol);
        at++;
        continue;
      }
      const run = symbol === 17 ? 4 + reader.take(4) : symbol === 18 ? 20 + reader.take(5) : 4 + reader.take(1);
      if (run > lengths.length - at) throw new BadCompression('there are too many lengths');
      lengths.fill(symbol === 19 ? this.#sameLength(lengths[at] ?? 0) : 0, at, at + run);
      at += run;
    }
  }

  #sameLength(before: number): number {
    const symbol = this.#pre.read(this.#reader);
    if (symbol > 16) throw new BadCompression('a run of lengths within a run');
    return different(before, symbol);
  }

  #decodeBlock(out: Uint8Array, { at: start, end, isAligned }: { at: number; end: number; isAligned: boolean }): void {
    const [reader, main] = [this.#reader, this.#main];
    let at = start;
    while (at < end) {
      const symbol = main.read(reader);
      if (symbol < LITERALS) {
        out[at++] = symbol;
        continue;
      }
      let length = symbol & 7;
      if (length === LONG) length += this.#length.read(reader);
      length += MIN_MATCH;
      const offset = this.#offset((symbol - LITERALS) >>> 3, isAligned);
      if (length > end - at) throw new BadCompression('a match goes beyond its block');
      copyMatch(out, at, offset, length);
      at += length;
    }
  }

  /** The first three slots stand for the last three offsets, which they change places with. */
  #offset(slot: number, isAligned: boolean): number {
    const recent = this.#recent;
    const last = recent[0] ?? 1;
    if (slot < 3) {
      const offset = recent[slot] ?? 1;
      recent[slot] = last;
      recent[0] = offset;
      return offset;
    }
    const extraBits = this.#extraBits[slot] ?? 0;
    let offset = (this.#bases[slot] ?? 0) - 2;
    if (isAligned && extraBits >= 3) {
      offset += this.#reader.take(extraBits - 3) * 8;
      offset += this.#aligned.read(this.#reader);
    } else offset += this.#reader.take(extraBits);
    recent[2] = recent[1] ?? 1;
    recent[1] = last;
    recent[0] = offset;
    return offset;
  }
}

/** Lengths are 0 to 16; a difference goes down, and round. */
function different(before: number, by: number): number {
  return (before - by + 17) % 17;
}
