import { Readable } from 'node:stream';
import { fault } from '../../base/fault.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { HelperSession } from '../helper/helper-pool.ts';

/** The entries that a helper sends, with their content as it comes. What is not read of it is passed over. */
export async function* receiveEntries(session: HelperSession): AsyncGenerator<LayerEntry, void, void> {
  for (let frame = await session.next(); frame !== undefined; frame = await session.next()) {
    if (frame.kind !== 'message') throw fault('Internal', 'The layer helper sent content without a file.');
    // Our own helper wrote it.
    const entry = frame.message['entry'] as LayerEntry;
    if (entry.kind !== 'file') {
      yield entry;
      continue;
    }
    const content = new Content(session, entry.sizeBytes);
    yield { ...entry, open: () => Readable.from(content.pieces(), { objectMode: false }) };
    await content.skip();
  }
}

class Content {
  readonly #session: HelperSession;
  #left: number;
  /** A reader that was destroyed in the middle may still wait for a piece. */
  #reading: Promise<Buffer> | undefined;

  constructor(session: HelperSession, sizeBytes: number) {
    this.#session = session;
    this.#left = sizeBytes;
  }

  async *pieces(): AsyncGenerator<Buffer, void, void> {
    while (this.#left > 0) yield await this.#next();
  }

  async skip(): Promise<void> {
    await this.#reading;
    while (this.#left > 0) await this.#next();
  }

  #next(): Promise<Buffer> {
    this.#reading = this.#receive();
    return this.#reading;
  }

  async #receive(): Promise<Buffer> {
    const frame = await this.#session.next();
    if (frame?.kind !== 'data') throw fault('Corrupt', 'A file became shorter while it was read.');
    this.#left -= frame.bytes.length;
    return frame.bytes;
  }
}
