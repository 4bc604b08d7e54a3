/**
 * The bits of XPRESS and LZX: words of 16 bits, little-endian, each from its highest bit. Holds 16 bits at least, so
 * that any code word can be looked at; beyond the end there are zeros.
 */
export class BitReader {
  /** The next bits, left-aligned. */
  bits = 0;
  /** How many of `bits` are read from `bytes`. */
  count = 0;
  bytes: Uint8Array = new Uint8Array();
  /** Of the next word. */
  position = 0;

  start(bytes: Uint8Array, position: number): void {
    this.bytes = bytes;
    this.restart(position);
  }

  /** Goes on at a byte, forgetting the bits in hand. */
  restart(position: number): void {
    this.position = position;
    this.bits = 0;
    this.count = 0;
    this.#fill();
  }

  /** Passes over `count` bits, at most 16. */
  skip(count: number): void {
    this.bits <<= count;
    this.count -= count;
    if (this.count < 16) this.#fill();
  }

  /** Takes `count` bits, at most 17. */
  take(count: number): number {
    if (count === 0) return 0;
    if (count > 16) {
      const high = this.take(16);
      return high * 2 ** (count - 16) + this.take(count - 16);
    }
    const value = this.bits >>> (32 - count);
    this.skip(count);
    return value;
  }

  /** The byte after the words that are in hand already; 0 beyond the end. XPRESS has such bytes between its bits. */
  byte(): number {
    return this.bytes[this.position++] ?? 0;
  }

  /** Where the word begins that follows the one of the next bit. */
  get nextWord(): number {
    return Math.floor((this.position * 8 - this.count) / 16) * 2 + 2;
  }

  /** More was taken than there is; words that were only looked at do not count. */
  get isOverrun(): boolean {
    return this.position * 8 - this.count > this.bytes.length * 8;
  }

  #fill(): void {
    const { bytes, position } = this;
    const word = (bytes[position] ?? 0) | ((bytes[position + 1] ?? 0) << 8);
    this.position = position + 2;
    this.bits |= word << (16 - this.count);
    this.count += 16;
  }
}
