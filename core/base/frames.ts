import { fault } from './fault.ts';

/** The largest message either side takes, in bytes. Output goes in pieces of 64 KiB; nothing honest comes near. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const MAX_HEADER_BYTES = 4096;
const HEADER_END = Buffer.from('\r\n\r\n');

/** Puts the `Content-Length` header before a message, as language servers do. */
export function encodeFrame(message: unknown): Buffer {
  return frameOf(JSON.stringify(message));
}

/** As `encodeFrame`, of a message that is JSON already. */
export function frameOf(body: string): Buffer {
  return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, 'utf8');
}

/** The header of a frame that holds bytes of a call as they are, for who asked for that. */
export function bytesHeader(call: number, sizeBytes: number): string {
  return `Content-Length: ${sizeBytes}\r\nContent-Type: application/octet-stream; call=${call}\r\n\r\n`;
}

/**
 * Cuts a byte stream into messages. Holds at most one message: what a peer announces is limited before it is stored.
 *
 * @example Two messages in one chunk
 * const decoder = new FrameDecoder();
 * const bytes = Buffer.concat([encodeFrame({ a: 1 }), encodeFrame({ b: 2 })]);
 * assert.deepEqual(decoder.push(bytes), [{ a: 1 }, { b: 2 }]);
 */
export class FrameDecoder {
  private chunks: Buffer[] = [];
  private sizeBytes = 0;
  /** Body length of the message being read; undefined while its header is not whole. */
  private needBytes: number | undefined;
  private readonly maxBytes: number;

  constructor(maxBytes = MAX_FRAME_BYTES) {
    this.maxBytes = maxBytes;
  }

  /** Whether a message was begun and is not whole. */
  get partial(): boolean {
    return this.sizeBytes > 0 || this.needBytes !== undefined;
  }

  /**
   * Takes bytes, gives the messages they complete, in order.
   * @throws {RuntimeFault} `Corrupt` for a bad header, a length over the limit, or a body that is no JSON. The stream
   *   has lost its place then: drop it.
   */
  push(chunk: Buffer): unknown[] {
    const messages: unknown[] = [];
    this.chunks.push(chunk);
    this.sizeBytes += chunk.length;
    for (;;) {
      if (this.needBytes === undefined && !this.readHeader()) return messages;
      const need = this.needBytes ?? 0;
      if (this.sizeBytes < need) return messages;
      messages.push(parseBody(this.take(need)));
      this.needBytes = undefined;
    }
  }

  private readHeader(): boolean {
    if (this.sizeBytes === 0) return false;
    const all = this.join();
    const end = all.subarray(0, MAX_HEADER_BYTES).indexOf(HEADER_END);
    if (end < 0) {
      if (all.length >= MAX_HEADER_BYTES) throw fault('Corrupt', `A message header is over ${MAX_HEADER_BYTES} bytes.`);
      return false;
    }
    const header = this.take(end + HEADER_END.length).toString('latin1');
    this.needBytes = parseLength(header, this.maxBytes);
    return true;
  }

  private join(): Buffer {
    const only = this.chunks.length === 1 ? this.chunks[0] : undefined;
    const all = only ?? Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }

  private take(count: number): Buffer {
    const all = this.join();
    const rest = all.subarray(count);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.sizeBytes = rest.length;
    return all.subarray(0, count);
  }
}

function parseLength(header: string, maxBytes: number): number {
  const match = /(?:^|\r\n)content-length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/i.exec(header);
  if (match === null) throw fault('Corrupt', 'A message header has no Content-Length.');
  const length = Number(match[1]);
  if (length > maxBytes) throw fault('Corrupt', `A message of ${length} bytes is over the limit of ${maxBytes}.`);
  return length;
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw fault('Corrupt', `A message of ${body.length} bytes is not JSON.`, { cause: error });
  }
}
