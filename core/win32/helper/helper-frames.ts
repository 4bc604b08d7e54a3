import { fault } from '../../base/fault.ts';

/**
 * What goes between the core and a helper over its standard input and output: u32 LE length | u8 kind | payload. Content
 * of files goes as it is: base64 in JSON would cost more than the file calls.
 */
export type HelperFrame = { kind: 'message'; message: Record<string, unknown> } | { kind: 'data'; bytes: Buffer };

const HEADER_BYTES = 5;
const KIND_MESSAGE = 1;
const KIND_DATA = 2;
/** Either way; what is sent is at most `DATA_BYTES` of content, and messages far smaller. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Content goes in pieces of at most this. */
export const DATA_BYTES = 256 * 1024;

export function encodeMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([header(KIND_MESSAGE, body.length), body]);
}

/** The header of a piece of content; the bytes follow. */
export function dataHeader(sizeBytes: number): Buffer {
  return header(KIND_DATA, sizeBytes);
}

function header(kind: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32LE(sizeBytes, 0);
  bytes.writeUInt8(kind, 4);
  return bytes;
}

/** Cuts a byte stream into frames; holds at most one. */
export class HelperFrameDecoder {
  #chunks: Buffer[] = [];
  #sizeBytes = 0;

  /** @throws {RuntimeFault} `Corrupt`. */
  push(chunk: Buffer): HelperFrame[] {
    this.#chunks.push(chunk);
    this.#sizeBytes += chunk.length;
    const frames: HelperFrame[] = [];
    for (;;) {
      if (this.#sizeBytes < HEADER_BYTES) return frames;
      const head = this.#joined(HEADER_BYTES);
      const need = head.readUInt32LE(0);
      const kind = head.readUInt8(4);
      if (need > MAX_BYTES || (kind !== KIND_MESSAGE && kind !== KIND_DATA))
        throw fault('Corrupt', `A helper's frame of kind ${kind} with ${need} bytes.`);
      if (this.#sizeBytes < HEADER_BYTES + need) return frames;
      const frame = this.#joined(HEADER_BYTES + need).subarray(HEADER_BYTES, HEADER_BYTES + need);
      this.#drop(HEADER_BYTES + need);
      frames.push(kind === KIND_DATA ? { kind: 'data', bytes: frame } : { kind: 'message', message: parse(frame) });
    }
  }

  /** The first `size` bytes in one piece. */
  #joined(size: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= size) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #drop(size: number): void {
    const [first, ...rest] = this.#chunks;
    const left = first?.subarray(size);
    this.#chunks = left === undefined || left.length === 0 ? rest : [left, ...rest];
    this.#sizeBytes -= size;
  }
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {}
  throw fault('Corrupt', `A helper's message of ${body.length} bytes is no JSON object.`);
}
