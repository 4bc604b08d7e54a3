import {
  damaged,
  decodeHeaderStart,
  decodeStreamName,
  fromStreamName,
  HEADER_BYTES,
  MAX_NAME_BYTES,
  STREAM_ID,
  type StreamHeader,
} from './stream-header.ts';

/** Random access to what holds the streams. */
export interface StreamSource {
  sizeBytes: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. */
  readAt(offset: number, length: number): Buffer;
}

/** Some bytes of a content, where they are in the source; what lies between ranges is zeros. */
export interface ContentRange {
  /** In the content. */
  offset: number;
  /** In the source. */
  sourceOffset: number;
  sizeBytes: number;
}

/** The content of a file or of one of its alternate streams. */
export interface StreamContent {
  sizeBytes: number;
  /** In ascending order, without overlap. */
  ranges: ContentRange[];
}

/** A file's streams, without their content. */
export interface StreamTable {
  securityDescriptor?: Buffer;
  /** FILE_FULL_EA_INFORMATION. */
  extendedAttributes?: Buffer;
  /** REPARSE_DATA_BUFFER. */
  reparse?: Buffer;
  /** Undefined when there is no data stream: a folder, a link, an empty file. */
  data?: StreamContent;
  /** In the order they came. `name` as in `file.txt:name`. */
  alternates: { name: string; content: StreamContent }[];
}

/** Metadata streams larger than this are damage: NTFS holds 64 KiB of each. Bytes. */
const MAX_METADATA = 128 * 1024;
/** A file with more streams or sparse blocks than this is damage. */
const MAX_STREAMS = 1_000_000;

/**
 * Reads the headers of a file's backup streams, from `startOffset` to the end: the content stays where it is, so that a
 * file of any size costs a few small reads.
 *
 * Sparse content: a data stream of size 0 with the sparse attribute, then one block stream for each range, then one
 * block without data whose offset is the size. Link, property, object id and transaction streams are passed over: the
 * layer format has no place for them.
 *
 * @throws {RuntimeFault} `Corrupt` for damage, truncation, the same stream twice, sparse blocks out of order.
 */
export function readStreamTable(source: StreamSource, startOffset = 0): StreamTable {
  const reader = new TableReader(source);
  let at = startOffset;
  for (let count = 0; at < source.sizeBytes; count++) {
    if (count >= MAX_STREAMS) throw damaged(at, `more than ${MAX_STREAMS} streams`);
    at = reader.next(at);
  }
  reader.finish(at);
  return reader.table;
}

class TableReader {
  readonly table: StreamTable = { alternates: [] };
  readonly #source: StreamSource;
  /** The content that sparse blocks would belong to. */
  #sparse: { content: StreamContent; isDone: boolean; at: number } | undefined;

  constructor(source: StreamSource) {
    this.#source = source;
  }

  next(at: number): number {
    const header = this.#header(at);
    const dataAt = at + HEADER_BYTES + header.name.length * 2;
    const end = dataAt + header.sizeBytes;
    if (end > this.#source.sizeBytes) {
      throw damaged(at, `a stream of ${header.sizeBytes} bytes where ${this.#source.sizeBytes - dataAt} are left`);
    }
    if (header.id !== STREAM_ID.sparseBlock) this.#endSparse(at);
    this.#take(header, at, dataAt);
    return end;
  }

  finish(at: number): void {
    this.#endSparse(at);
  }

  #header(at: number): StreamHeader {
    const bytes = this.#source.readAt(at, HEADER_BYTES + MAX_NAME_BYTES);
    if (bytes.length < HEADER_BYTES) throw damaged(at, 'it ends in the middle of a header');
    const { nameBytes, ...start } = decodeHeaderStart(bytes.subarray(0, HEADER_BYTES), at);
    const name = bytes.subarray(HEADER_BYTES, HEADER_BYTES + nameBytes);
    if (name.length < nameBytes) throw damaged(at, 'it ends in the middle of a name');
    return { ...start, name: decodeStreamName(name, at + HEADER_BYTES) };
  }

  #take(header: StreamHeader, at: number, dataAt: number): void {
    switch (header.id) {
      case STREAM_ID.data:
        if (this.table.data !== undefined) throw damaged(at, 'a second data stream');
        this.table.data = this.#content(header, at, dataAt);
        return;
      case STREAM_ID.alternateData: {
        const name = fromStreamName(header.name, at);
        if (this.table.alternates.some((one) => one.name.toUpperCase() === name.toUpperCase()))
          throw damaged(at, `a second stream '${name}'`);
        this.table.alternates.push({ name, content: this.#content(header, at, dataAt) });
        return;
      }
      case STREAM_ID.sparseBlock:
        this.#block(header, at, dataAt);
        return;
      case STREAM_ID.security:
        this.table.securityDescriptor = this.#metadata(header, at, dataAt, this.table.securityDescriptor);
        return;
      case STREAM_ID.extendedAttributes:
        this.table.extendedAttributes = this.#metadata(header, at, dataAt, this.table.extendedAttributes);
        return;
      case STREAM_ID.reparse:
        this.table.reparse = this.#metadata(header, at, dataAt, this.table.reparse);
        return;
      default:
    }
  }

  #content(header: StreamHeader, at: number, dataAt: number): StreamContent {
    const { sizeBytes } = header;
    const content: StreamContent = {
      sizeBytes,
      ranges: sizeBytes === 0 ? [] : [{ offset: 0, sourceOffset: dataAt, sizeBytes }],
    };
    // An empty stream may be a sparse one whose blocks follow; the attribute is not set by every writer.
    this.#sparse = sizeBytes === 0 ? { content, isDone: false, at } : undefined;
    return content;
  }

  #block(header: StreamHeader, at: number, dataAt: number): void {
    const sparse = this.#sparse;
    if (sparse === undefined || sparse.isDone) throw damaged(at, 'a sparse block that belongs to no stream');
    const wide = this.#source.readAt(dataAt, 8).readBigUInt64LE(0);
    const offset = Number(wide);
    const sizeBytes = header.sizeBytes - 8;
    if (!Number.isSafeInteger(offset + sizeBytes)) throw damaged(dataAt, `a sparse block at ${wide}`);
    if (offset < sparse.content.sizeBytes) throw damaged(dataAt, 'sparse blocks out of order');
    sparse.content.sizeBytes = offset + sizeBytes;
    if (sizeBytes === 0) sparse.isDone = true;
    else sparse.content.ranges.push({ offset, sourceOffset: dataAt + 8, sizeBytes });
  }

  /** Blocks without the last one, which says the size, are a stream that was cut off. */
  #endSparse(at: number): void {
    const sparse = this.#sparse;
    this.#sparse = undefined;
    if (sparse !== undefined && sparse.content.ranges.length > 0 && !sparse.isDone)
      throw damaged(at, 'sparse blocks without the one that ends them');
  }

  #metadata(header: StreamHeader, at: number, dataAt: number, before: Buffer | undefined): Buffer {
    if (before !== undefined) throw damaged(at, `a second stream of id ${header.id}`);
    if (header.sizeBytes > MAX_METADATA)
      throw damaged(at, `a stream of id ${header.id} with ${header.sizeBytes} bytes`);
    return Buffer.from(this.#source.readAt(dataAt, header.sizeBytes));
  }
}
