import type { BlockSource } from '../../base/block-source.ts';
import type { RuntimeFault } from '../../base/fault.ts';
import { BASE_BLOCK_BYTES, damaged } from './base-block.ts';
import { BlockCache } from './block-cache.ts';

/** An offset that points nowhere. */
export const NO_CELL = 0xffff_ffff;
const PAGE_BYTES = 4096;
const BIN_HEAD_BYTES = 32;
/** The length of a cell, before its content. */
const CELL_HEAD_BYTES = 4;
/** Keys may be looked up again and again, but somewhere it is no registry any more. */
const MOST_LOOK_UP_BYTES = 1024 ** 3;

interface Bin {
  start: number;
  end: number;
}

/** The content of a cell, or its beginning: little-endian, each read checked against its end. */
export class Cell {
  readonly offset: number;
  /** How much it holds; `bytes` may be fewer. */
  readonly sizeBytes: number;
  readonly #bytes: Buffer;
  readonly #hive: string;
  readonly #what: string;

  constructor(bytes: Buffer, about: { offset: number; sizeBytes: number; hive: string; what: string }) {
    this.#bytes = bytes;
    this.offset = about.offset;
    this.sizeBytes = about.sizeBytes;
    this.#hive = about.hive;
    this.#what = about.what;
  }

  u8(at: number): number {
    return this.#check(at, 1).readUInt8(at);
  }

  u16(at: number): number {
    return this.#check(at, 2).readUInt16LE(at);
  }

  u32(at: number): number {
    return this.#check(at, 4).readUInt32LE(at);
  }

  slice(at: number, length: number): Buffer {
    return this.#check(at, length).subarray(at, at + length);
  }

  /** Its first two bytes: `nk`, `vk`. */
  get signature(): string {
    return this.slice(0, 2).toString('latin1');
  }

  bad(what: string): RuntimeFault {
    return damaged(this.#hive, `in the ${this.#what} at 0x${this.offset.toString(16)}, ${what}`);
  }

  #check(at: number, length: number): Buffer {
    if (at + length > this.#bytes.length) throw this.bad(`a field at byte ${at} is beyond its end`);
    return this.#bytes;
  }
}

/** The cells of a hive, found by their offsets from its first bin; read where they are asked for. */
export class Cells {
  readonly hive: string;
  readonly binsBytes: number;
  readonly #blocks: BlockCache;
  /** By page: the bin that it is in, once somebody asked. */
  readonly #bins = new Map<number, Bin>();
  /** How many bytes of cells may still be read; and of those that are read once. */
  #left: number;
  #leftOnce: number;

  /** @param isWalked Each cell is read once, so all together are no longer than the bins: what lists a cell twice is found. */
  constructor(source: BlockSource, binsBytes: number, isWalked: boolean) {
    this.hive = source.name;
    this.binsBytes = binsBytes;
    this.#blocks = new BlockCache(source);
    this.#left = isWalked ? binsBytes : binsBytes + MOST_LOOK_UP_BYTES;
    this.#leftOnce = binsBytes;
  }

  /**
   * Reads a cell.
   *
   * @param what What it should be, for messages: `key node`.
   * @param mostBytes No more of it than this.
   * @throws {RuntimeFault} `Corrupt` for one that is not within one bin, or not in use.
   */
  async cell(offset: number, what: string, mostBytes: number): Promise<Cell> {
    const at = `the ${what} at 0x${offset.toString(16)}`;
    if (offset % 8 !== 0 || offset < BIN_HEAD_BYTES || offset + 8 > this.binsBytes)
      throw damaged(this.hive, `${at} is outside its bins`);
    const bin = await this.#binOf(offset);
    if (offset < bin.start + BIN_HEAD_BYTES) throw damaged(this.hive, `${at} is in the head of a bin`);
    const length = -(await this.#read(offset, CELL_HEAD_BYTES)).readInt32LE(0);
    if (length < 8 || length % 8 !== 0) throw damaged(this.hive, `${at} is no cell in use`);
    if (offset + length > bin.end) throw damaged(this.hive, `${at} goes beyond its bin`);
    this.#left -= length;
    if (this.#left < 0) throw damaged(this.hive, 'some of its cells are in use again and again');
    const sizeBytes = length - CELL_HEAD_BYTES;
    const bytes = await this.#read(offset + CELL_HEAD_BYTES, Math.min(sizeBytes, mostBytes));
    return new Cell(bytes, { offset, sizeBytes, hive: this.hive, what });
  }

  /** The same, of what one comparison reads once, and keeps: values and their data. */
  async cellOnce(offset: number, what: string, mostBytes: number): Promise<Cell> {
    const cell = await this.cell(offset, what, mostBytes);
    this.#leftOnce -= cell.sizeBytes;
    if (this.#leftOnce < 0) throw damaged(this.hive, `${what} after ${what} is in the same place`);
    return cell;
  }

  /** Bins have no table: the nearest page before the cell that begins one. Each page is asked once. */
  async #binOf(offset: number): Promise<Bin> {
    const pages: number[] = [];
    for (let page = offset - (offset % PAGE_BYTES); page >= 0; page -= PAGE_BYTES) {
      const bin = this.#bins.get(page) ?? (await this.#binAt(page));
      pages.push(page);
      if (bin === undefined) continue;
      if (offset >= bin.end) break;
      for (const one of pages) this.#bins.set(one, bin);
      return bin;
    }
    throw damaged(this.hive, `there is no bin at 0x${offset.toString(16)}`);
  }

  async #binAt(page: number): Promise<Bin | undefined> {
    const head = await this.#read(page, 12);
    if (head.toString('latin1', 0, 4) !== 'hbin' || head.readUInt32LE(4) !== page) return undefined;
    const sizeBytes = head.readUInt32LE(8);
    const isWhole = sizeBytes > 0 && sizeBytes % PAGE_BYTES === 0 && page + sizeBytes <= this.binsBytes;
    if (!isWhole) throw damaged(this.hive, `the bin at 0x${page.toString(16)} is said to have ${sizeBytes} bytes`);
    return { start: page, end: page + sizeBytes };
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const bytes = await this.#blocks.read(BASE_BLOCK_BYTES + offset, length);
    if (bytes.length < length) throw damaged(this.hive, `it ends before byte ${BASE_BLOCK_BYTES + offset + length}`);
    return bytes;
  }
}
