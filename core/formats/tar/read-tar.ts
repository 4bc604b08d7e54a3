import { fault } from '../../base/fault.ts';
import { BLOCK, decodePax, decodeTarHeader, type TarHeader, type TarType } from './tar-header.ts';

/** What a reader accepts at most; a hostile archive costs no more than this. */
export interface TarLimits {
  /** Of the archive as it streams by, headers included. */
  maxBytes: number;
  maxEntries: number;
  /**
   * Takes an archive that ends after an entry, without its padding and zero blocks, as some tools write it (umoci). Only
   * for a source whose digest is checked: nothing else would tell that it was cut off. Default: false.
   */
  isEndOptional?: boolean;
}

export interface TarEntry {
  type: Exclude<TarType, 'pax' | 'paxGlobal' | 'gnuLongName' | 'gnuLongLink'>;
  /** The type flag as stored. */
  flag: string;
  /** As stored, unchecked; a folder's without its final slash. */
  name: string;
  linkName: string;
  sizeBytes: number;
  modifiedMs: number;
  pax: Readonly<Record<string, string>>;
  /** The bytes, once, before the next entry is asked for; what is not read is skipped. */
  content(): AsyncGenerator<Buffer, void, void>;
}

/** Names and attributes of one entry; far over what any real one needs. */
const MAX_EXTENDED_HEADER = 1024 * 1024;

/**
 * Reads a tar archive as it streams by: ustar, pax, GNU long names. Memory: one chunk of the source.
 *
 * Strict: checksums are checked, the archive ends with its two zero blocks, and what follows them is read to the end of
 * the source (so that a digest over the source is whole) and must be zero.
 *
 * @throws {RuntimeFault} `Corrupt`, naming the entry or the byte, for damage, truncation, or what is over `limits`.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  limits: TarLimits,
): AsyncGenerator<TarEntry, void, void> {
  const bytes = new ByteQueue(source, limits.maxBytes);
  try {
    yield* readEntries(bytes, limits);
    await readEnd(bytes, limits.isEndOptional === true);
  } finally {
    await bytes.close();
  }
}

async function* readEntries(bytes: ByteQueue, limits: TarLimits): AsyncGenerator<TarEntry, void, void> {
  let count = 0;
  let extended: Extended = { pax: {} };
  let global: Readonly<Record<string, string>> = {};
  for (;;) {
    const at = bytes.offset;
    if (limits.isEndOptional === true && (await bytes.isAtEnd())) return;
    const block = await bytes.take(BLOCK, 'a header');
    if (isZero(block)) return;
    const header = decodeTarHeader(block, at);
    if (
      header.type === 'pax' ||
      header.type === 'paxGlobal' ||
      header.type === 'gnuLongName' ||
      header.type === 'gnuLongLink'
    ) {
      const body = await readExtended(bytes, header, at);
      if (header.type === 'pax') extended = { ...extended, pax: decodePax(body, at + BLOCK) };
      else if (header.type === 'paxGlobal') global = { ...global, ...decodePax(body, at + BLOCK) };
      else if (header.type === 'gnuLongName') extended = { ...extended, name: cString(body) };
      else extended = { ...extended, linkName: cString(body) };
      continue;
    }
    if (++count > limits.maxEntries) throw fault('Corrupt', `The archive has more than ${limits.maxEntries} entries.`);
    const { entry, skip } = makeEntry(bytes, {
      header,
      type: header.type,
      extended,
      global,
      at,
      isEndOptional: limits.isEndOptional === true,
    });
    if (entry.sizeBytes > limits.maxBytes - bytes.offset) {
      throw fault(
        'Corrupt',
        `The archive's entry '${entry.name}' has ${entry.sizeBytes} bytes: the archive is over ${limits.maxBytes}.`,
        { target: entry.name },
      );
    }
    extended = { pax: {} };
    yield entry;
    await skip();
  }
}

interface Extended {
  pax: Record<string, string>;
  name?: string;
  linkName?: string;
}

async function readExtended(bytes: ByteQueue, header: TarHeader, at: number): Promise<Buffer> {
  if (header.sizeBytes > MAX_EXTENDED_HEADER) {
    throw fault(
      'Corrupt',
      `The archive has an extended header of ${header.sizeBytes} bytes at byte ${at}: over ${MAX_EXTENDED_HEADER}.`,
    );
  }
  const body = await bytes.take(header.sizeBytes, 'an extended header');
  await bytes.take(padding(header.sizeBytes), 'an extended header');
  return body;
}

interface Parts {
  header: TarHeader;
  type: TarEntry['type'];
  extended: Extended;
  global: Readonly<Record<string, string>>;
  at: number;
  isEndOptional: boolean;
}

function makeEntry(
  bytes: ByteQueue,
  { header, type, extended, global, at, isEndOptional }: Parts,
): { entry: TarEntry; skip: () => Promise<void> } {
  const pax = { ...global, ...extended.pax };
  const name = pax['path'] ?? extended.name ?? header.name;
  const declared = pax['size'] === undefined ? header.sizeBytes : paxNumber(pax['size'], 'size', at);
  // Links have no content of their own, whatever old writers put into the size field.
  const sizeBytes = type === 'file' || type === 'other' ? declared : 0;
  if (type === 'folder' && declared !== 0)
    throw fault('Corrupt', `The archive's folder '${name}' has content.`, { target: name });
  let left = sizeBytes;
  // A reader that was destroyed in the middle may still wait for bytes: the next step waits for it.
  let reading: Promise<void> = Promise.resolve();
  let isOver = false;
  async function* content(): AsyncGenerator<Buffer, void, void> {
    while (left > 0 && !isOver) {
      const next = bytes.some(left, `'${name}'`);
      reading = next.then(
        (chunk) => {
          left -= chunk.length;
        },
        () => {},
      );
      yield await next;
    }
  }
  async function skip(): Promise<void> {
    isOver = true;
    await reading;
    while (left > 0) left -= (await bytes.some(left, `'${name}'`)).length;
    if (isEndOptional && (await bytes.isAtEnd())) return;
    await bytes.take(padding(sizeBytes), `'${name}'`);
  }
  const entry: TarEntry = {
    type,
    flag: header.flag,
    name: type === 'folder' ? name.replace(/\/$/, '') : name,
    linkName: pax['linkpath'] ?? extended.linkName ?? header.linkName,
    sizeBytes,
    modifiedMs:
      pax['mtime'] === undefined
        ? header.modifiedSeconds * 1000
        : Math.floor(paxNumber(pax['mtime'], 'mtime', at) * 1000),
    pax,
    content,
  };
  return { entry, skip };
}

function paxNumber(text: string, key: string, at: number): number {
  const value = /^-?[0-9]{1,16}(\.[0-9]{1,20})?$/.test(text) ? Number(text) : Number.NaN;
  const isRight = key === 'size' ? Number.isSafeInteger(value) && value >= 0 : Math.abs(value) <= 8.64e12;
  if (!isRight)
    throw fault(
      'Corrupt',
      `The archive is damaged: unreadable ${key} '${text.slice(0, 40)}' in the extended header at byte ${at}.`,
    );
  return value;
}

async function readEnd(bytes: ByteQueue, isEndOptional: boolean): Promise<void> {
  if (isEndOptional && (await bytes.isAtEnd())) return;
  const second = await bytes.take(BLOCK, 'its end');
  if (!isZero(second))
    throw fault('Corrupt', `The archive is damaged: one zero block at byte ${bytes.offset - 2 * BLOCK}, then more.`);
  for (let rest = await bytes.rest(); rest !== undefined; rest = await bytes.rest()) {
    if (!isZero(rest)) throw fault('Corrupt', 'The archive has data after its end.');
  }
}

function isZero(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function cString(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}

/** The source's bytes, in the portions that the format asks for. */
class ByteQueue {
  /** How many bytes were handed out. */
  offset = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #maxBytes: number;
  #received = 0;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>, maxBytes: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#maxBytes = maxBytes;
  }

  /** Exactly `size` bytes. */
  async take(size: number, of: string): Promise<Buffer> {
    if (this.#chunk.length >= size) return this.#cut(size);
    const parts: Buffer[] = [];
    for (let missing = size; missing > 0; ) {
      const part = await this.some(missing, of);
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** At least one byte, at most `max`. */
  async some(max: number, of: string): Promise<Buffer> {
    if (this.#chunk.length === 0 && !(await this.#fill())) {
      throw fault('Corrupt', `The archive ends at byte ${this.offset}, in the middle of ${of}: it is truncated.`);
    }
    return this.#cut(Math.min(max, this.#chunk.length));
  }

  /** What is left, chunk by chunk; undefined at the end. */
  async rest(): Promise<Buffer | undefined> {
    if (this.#chunk.length === 0 && !(await this.#fill())) return undefined;
    return this.#cut(this.#chunk.length);
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return this.#chunk.length === 0 && !(await this.#fill());
  }

  /** Lets go of the source, which need not have ended. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  #cut(size: number): Buffer {
    const part = this.#chunk.subarray(0, size);
    this.#chunk = this.#chunk.subarray(size);
    this.offset += size;
    return part;
  }

  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#received += next.value.length;
      if (this.#received > this.#maxBytes) throw fault('Corrupt', `The archive has more than ${this.#maxBytes} bytes.`);
      this.#chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    return true;
  }
}
