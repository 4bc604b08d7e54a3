import type { BlockSource } from '../../base/block-source.ts';

const BLOCK_BYTES = 16 * 1024;
/** 4 MiB at most, however large the source is. */
const MOST_BLOCKS = 256;

/** Small reads at any place of a source, of which some blocks are kept. */
export class BlockCache {
  readonly #source: BlockSource;
  /** By their number; what was used last comes last. */
  readonly #blocks = new Map<number, Buffer>();

  constructor(source: BlockSource) {
    this.#source = source;
  }

  /** Fewer bytes only where the source ends. */
  async read(offset: number, length: number): Promise<Buffer> {
    // What is longer is read once: the value of a key, a list of many keys.
    if (length > BLOCK_BYTES) return this.#source.read(offset, length);
    const first = Math.floor(offset / BLOCK_BYTES);
    const start = offset - first * BLOCK_BYTES;
    const block = await this.#block(first);
    if (start + length <= BLOCK_BYTES) return block.subarray(start, start + length);
    const next = await this.#block(first + 1);
    return Buffer.concat([block.subarray(start), next.subarray(0, start + length - BLOCK_BYTES)]);
  }

  async #block(number: number): Promise<Buffer> {
    const block = this.#blocks.get(number) ?? (await this.#source.read(number * BLOCK_BYTES, BLOCK_BYTES));
    this.#blocks.delete(number);
    this.#blocks.set(number, block);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > MOST_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return block;
  }
}
