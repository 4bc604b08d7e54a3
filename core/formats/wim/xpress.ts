import { BitReader } from './bit-reader.ts';
import { copyMatch } from './copy-match.ts';
import { BadCompression, HuffmanCode } from './huffman-code.ts';

const SYMBOLS = 512;
const LENGTHS_BYTES = SYMBOLS / 2;
const LITERALS = 256;
const MIN_MATCH = 3;
/** The longest length that is in the symbol; then a byte follows, and after a byte of 255 a word. */
const LONG = 15;

/**
 * XPRESS with Huffman codes, a chunk at a time.
 *
 * A chunk has 256 bytes with the lengths of 512 code words, a nibble each, the lower first; then the code. Symbols from
 * 256 on are matches: bits 0 to 3 the length less 3, bits 4 to 7 how many bits of the offset follow below its highest.
 *
 * @see [MS-XCA] 2.2 LZ77+Huffman Decompression
 */
export class XpressDecoder {
  readonly #reader = new BitReader();
  readonly #code = new HuffmanCode(SYMBOLS);
  readonly #lengths = new Uint8Array(SYMBOLS);

  /** Fills `out` from `chunk`. @throws {BadCompression} */
  decode(chunk: Uint8Array, out: Uint8Array): void {
    if (chunk.length < LENGTHS_BYTES) throw new BadCompression('it is too short');
    for (let i = 0; i < LENGTHS_BYTES; i++) {
      const pair = chunk[i] ?? 0;
      this.#lengths[2 * i] = pair & 15;
      this.#lengths[2 * i + 1] = pair >>> 4;
    }
    const [reader, code] = [this.#reader, this.#code];
    code.set(this.#lengths);
    reader.start(chunk, LENGTHS_BYTES);
    for (let at = 0; at < out.length; ) {
      const symbol = code.read(reader);
      if (symbol < LITERALS) {
        out[at++] = symbol;
        continue;
      }
      const length = this.#length(symbol & 15);
      const offsetBits = (symbol >>> 4) & 15;
      copyMatch(out, at, (1 << offsetBits) | reader.take(offsetBits), length);
      at += length;
    }
    if (reader.isOverrun) throw new BadCompression('it is too short');
  }

  #length(inSymbol: number): number {
    if (inSymbol < LONG) return inSymbol + MIN_MATCH;
    const more = this.#reader.byte();
    if (more < 255) return more + LONG + MIN_MATCH;
    const length = this.#reader.byte() | (this.#reader.byte() << 8);
    if (length < LONG) throw new BadCompression('a long match is short');
    return length + MIN_MATCH;
  }
}
