import {
  damaged,
  decodeHeaderStart,
  decodeStreamName,
  HEADER_BYTES,
  type HeaderStart,
  type StreamHeader,
} from './stream-header.ts';

/** What comes out of a decoder, in order: a header, its bytes in any number of pieces, the next header... */
export type StreamPiece = { kind: 'header'; header: StreamHeader } | { kind: 'bytes'; bytes: Buffer };

/**
 * Cuts the bytes of BackupRead, or of a transport file after its attributes, into streams as they flow by.
 *
 * Holds at most one header; pieces of content are views of the chunk they came in, so use or copy them before the chunk
 * is written again.
 *
 * @example One stream in two chunks
 * const decoder = new StreamDecoder();
 * const bytes = Buffer.concat([encodeStreamHeader({ id: STREAM_ID.data, attributes: 0, sizeBytes: 2, name: '' }), Buffer.from('hi')]);
 * assert.equal(decoder.push(bytes.subarray(0, 21)).length, 2);
 * assert.equal(decoder.push(bytes.subarray(21)).length, 1);
 * decoder.end();
 */
export class StreamDecoder {
  /** Bytes seen so far. */
  #offset: number;
  /** Of the stream in hand, still to come. */
  #left = 0;
  #held: Buffer = Buffer.alloc(0);

  /** @param startOffset Where the first byte stands, for messages. */
  constructor(startOffset = 0) {
    this.#offset = startOffset;
  }

  /** @throws {RuntimeFault} `Corrupt`; the decoder cannot be used afterwards. */
  push(chunk: Buffer): StreamPiece[] {
    const pieces: StreamPiece[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#left > 0) {
        const bytes = rest.subarray(0, Math.min(this.#left, rest.length));
        rest = rest.subarray(bytes.length);
        this.#left -= bytes.length;
        this.#offset += bytes.length;
        pieces.push({ kind: 'bytes', bytes });
      } else {
        const taken = this.#header(rest);
        rest = rest.subarray(taken.used);
        if (taken.header !== undefined) pieces.push({ kind: 'header', header: taken.header });
      }
    }
    return pieces;
  }

  /** @throws {RuntimeFault} `Corrupt` in the middle of a stream. */
  end(): void {
    if (this.#left > 0) throw damaged(this.#offset, `it ends ${this.#left} bytes before the end of a stream`);
    if (this.#held.length > 0) throw damaged(this.#offset, 'it ends in the middle of a header');
  }

  #header(chunk: Buffer): { used: number; header?: StreamHeader } {
    const headerAt = this.#offset - this.#held.length;
    let used = this.#fill(chunk, HEADER_BYTES);
    if (this.#held.length < HEADER_BYTES) return { used };
    const start: HeaderStart = decodeHeaderStart(this.#held, headerAt);
    const wholeBytes = HEADER_BYTES + start.nameBytes;
    used += this.#fill(chunk.subarray(used), wholeBytes);
    if (this.#held.length < wholeBytes) return { used };
    const name = decodeStreamName(this.#held.subarray(HEADER_BYTES, wholeBytes), headerAt + HEADER_BYTES);
    this.#held = Buffer.alloc(0);
    this.#left = start.sizeBytes;
    return { used, header: { id: start.id, attributes: start.attributes, sizeBytes: start.sizeBytes, name } };
  }

  /** Holds bytes until there are `need`. @returns how many of the chunk it took. */
  #fill(chunk: Buffer, need: number): number {
    const missing = Math.max(0, need - this.#held.length);
    const part = chunk.subarray(0, missing);
    if (part.length > 0) this.#held = Buffer.concat([this.#held, part]);
    this.#offset += part.length;
    return part.length;
  }
}
