import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../base/atomic-file.ts';
import { digestHex, digestStream, type StreamDigest, verifiedStream } from '../base/digest.ts';
import { errnoOf, fault, toFault } from '../base/fault.ts';
import { whileShared } from '../base/while-shared.ts';
import { MAX_DOCUMENT_BYTES } from './oci-documents.ts';

export interface ExpectedBlob {
  digest: string;
  size: number;
}

/**
 * Content by digest, in the folder of an OCI image layout.
 *
 * A blob is there whole or not at all: it is written beside under another name, fsynced, then renamed. Storing what is
 * there already is success. Nothing is verified at rest; every read is.
 */
export class BlobStore {
  readonly #blobs: string;
  readonly #incoming: string;
  #sequence = 0;

  private constructor(layout: string) {
    this.#blobs = join(layout, 'blobs', 'sha256');
    this.#incoming = join(layout, '.incoming');
  }

  /** Opens the store, makes its folders, and removes what an interrupted write left. One process at a time. */
  static async open(layout: string): Promise<BlobStore> {
    const store = new BlobStore(layout);
    await rm(store.#incoming, { recursive: true, force: true });
    await mkdir(store.#incoming, { recursive: true });
    await mkdir(store.#blobs, { recursive: true });
    return store;
  }

  /** Where a blob is or would be. @throws {RuntimeFault} `InvalidArgument` for what is no digest. */
  pathOf(digest: string): string {
    return join(this.#blobs, digestHex(digest));
  }

  /**
   * Stores a stream under its digest.
   *
   * @param options.expected What it must be; nothing is kept when it is not. Default: whatever it is.
   * @param options.keep Hears the digest before the blob appears: `Lease.keep`.
   * @throws {RuntimeFault} `Corrupt` for something else than expected; `DiskFull`...; what the source throws. Nothing
   *   is left behind then.
   */
  async ingest(
    source: AsyncIterable<Uint8Array>,
    options: { expected?: ExpectedBlob; keep?: (digest: string) => void; signal?: AbortSignal } = {},
  ): Promise<StreamDigest> {
    const { expected, keep, signal } = options;
    const temporary = join(this.#incoming, `${++this.#sequence}.tmp`);
    const checked =
      expected === undefined
        ? source
        : verifiedStream(source, { digest: expected.digest, sizeBytes: expected.size, what: 'The blob' });
    const hashed = digestStream(checked);
    const file = createWriteStream(temporary, { flags: 'wx', mode: 0o644, flush: true, highWaterMark: 1 << 20 });
    const closed = new Promise<void>((resolve) => file.once('close', () => resolve()));
    try {
      await pipeline(hashed.stream, file, signal === undefined ? {} : { signal });
      const found = hashed.done();
      keep?.(found.digest);
      await whileShared(() => rename(temporary, this.pathOf(found.digest)));
      await syncFolder(this.#blobs);
      return found;
    } catch (error) {
      throw toFault(error, 'store blob', expected?.digest);
    } finally {
      // A source that fails at once ends the pipeline while the file is still being opened: it would come up after us.
      file.destroy();
      await closed;
      await rm(temporary, { force: true });
    }
  }

  /** Stores bytes. @returns their digest and size. */
  async put(bytes: Uint8Array, keep?: (digest: string) => void): Promise<StreamDigest> {
    return this.ingest(once(bytes), keep === undefined ? {} : { keep });
  }

  /** Whether a blob with this digest and size is there; its content is not read. */
  async has({ digest, size }: ExpectedBlob): Promise<boolean> {
    try {
      return (await stat(this.pathOf(digest))).size === size;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false;
      throw toFault(error, 'read blob', digest);
    }
  }

  /**
   * Reads a blob, verifying it as it flows: the last chunk is followed by the verdict.
   *
   * @throws {RuntimeFault} `Corrupt`, naming the blob, when it is missing, truncated or altered.
   */
  async *read({ digest, size }: ExpectedBlob): AsyncGenerator<Uint8Array, void, void> {
    const path = this.pathOf(digest);
    let handle: Awaited<ReturnType<typeof open>>;
    try {
      handle = await open(path, 'r');
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw toFault(error, 'read blob', digest);
      throw fault('Corrupt', `The blob ${digest} is missing from the image store.`, {
        target: digest,
        hint: 'Import-ContainerImage',
        cause: error,
      });
    }
    try {
      const found = (await handle.stat()).size;
      if (found !== size) {
        throw fault('Corrupt', `The blob ${digest} is damaged: it has ${found} bytes, not ${size}.`, {
          target: digest,
          hint: 'Remove-ContainerImage, then Import-ContainerImage or New-ContainerImage again',
        });
      }
      const stream = createReadStream(path, { fd: handle, autoClose: false, highWaterMark: 256 * 1024 });
      yield* verifiedStream(stream, { digest, sizeBytes: size, what: 'The blob' });
    } finally {
      await handle.close();
    }
  }

  /** Reads a small blob whole, verified. @throws {RuntimeFault} `Corrupt`, also when it is over 4 MiB. */
  async readDocument(blob: ExpectedBlob): Promise<Buffer> {
    if (blob.size > MAX_DOCUMENT_BYTES)
      throw fault('Corrupt', `The blob ${blob.digest} has ${blob.size} bytes: too many for an image document.`, {
        target: blob.digest,
      });
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(blob)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** What is stored, by digest; files with other names are not ours and left alone. */
  async list(): Promise<string[]> {
    const names = await readdir(this.#blobs);
    return names.filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => `sha256:${name}`);
  }

  /** Removes a blob; one that is not there: success. */
  async remove(digest: string): Promise<void> {
    await rm(this.pathOf(digest), { force: true });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}
