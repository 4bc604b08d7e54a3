import { fault, type RuntimeFault } from '../../base/fault.ts';

/** The fault for bytes that are not what a WIM file has. `name`: the file. */
export function damaged(name: string, what: string): RuntimeFault {
  return fault('Corrupt', `The WIM file '${name}' is damaged: ${what}.`, { target: name });
}

/** Numbers and bytes out of one structure of a WIM file, little-endian, each read checked against its end. */
export class Fields {
  readonly bytes: Buffer;
  readonly #file: string;
  readonly #structure: string;

  /**
   * @param file The file's name, for messages.
   * @param structure What the bytes are, for messages: `header`.
   */
  constructor(bytes: Buffer, file: string, structure: string) {
    this.bytes = bytes;
    this.#file = file;
    this.#structure = structure;
  }

  u16(at: number): number {
    return this.#check(at, 2).bytes.readUInt16LE(at);
  }

  u32(at: number): number {
    return this.#check(at, 4).bytes.readUInt32LE(at);
  }

  i32(at: number): number {
    return this.#check(at, 4).bytes.readInt32LE(at);
  }

  u64(at: number): bigint {
    return this.#check(at, 8).bytes.readBigUInt64LE(at);
  }

  /** A 64-bit size or offset; one that no file has is damage. */
  size(at: number): number {
    const size = this.u32(at) + this.u32(at + 4) * 2 ** 32;
    if (!Number.isSafeInteger(size)) throw this.bad(`the size at its byte ${at} is beyond any file`);
    return size;
  }

  slice(at: number, length: number): Buffer {
    return this.#check(at, length).bytes.subarray(at, at + length);
  }

  bad(what: string): RuntimeFault {
    return damaged(this.#file, `in its ${this.#structure}, ${what}`);
  }

  #check(at: number, length: number): this {
    if (at < 0 || length < 0 || at + length > this.bytes.length)
      throw this.bad(`a field at byte ${at} is beyond its end`);
    return this;
  }
}
