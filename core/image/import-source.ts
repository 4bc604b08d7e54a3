import { createReadStream, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { digestHex } from '../base/digest.ts';
import { errnoOf, fault, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import { showName } from '../base/names.ts';
import { openFile } from '../base/open-file.ts';
import { readTar, type TarEntry, type TarLimits } from '../formats/tar/read-tar.ts';
import type { OciDescriptor } from '../spec/oci-image.ts';
import type { Lease } from '../store/image-layout.ts';
import { MAX_DOCUMENT_BYTES } from '../store/oci-documents.ts';
import type { ImageWorld } from './image-world.ts';

/** More than any archive of images needs; a hostile one costs no more than this. */
export const IMPORT_LIMITS: TarLimits = { maxBytes: 512 * 1024 ** 3, maxEntries: 100_000 };

/** Where an image comes from. */
export interface ImportSource {
  /** The bytes of `index.json`. */
  index: Buffer;
  /** Brings a blob into the store, verified. @throws {RuntimeFault} `Corrupt`, naming the blob. */
  fetch(blob: OciDescriptor): Promise<void>;
}

export interface OpenSourceOptions {
  lease: Lease;
  limits: TarLimits;
  signal?: AbortSignal;
}

/** Opens an OCI archive (plain or gzip) or the folder of an OCI image layout. @throws {RuntimeFault} `NotFound`, `Corrupt`, `NotSupported`. */
export async function openSource(world: ImageWorld, path: string, options: OpenSourceOptions): Promise<ImportSource> {
  const isFolder = (await statSource(path)).isDirectory();
  try {
    return await (isFolder ? openFolder(world, path, options) : openArchive(world, path, options));
  } catch (error) {
    throw isFault(error, 'Corrupt') ? ofSource(error, path) : error;
  }
}

/** What is there to be imported. @throws {RuntimeFault} `NotFound`. */
export async function statSource(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw toFault(error, 'import', path);
  });
}

/** What is wrong with an archive, with which one it is and what can be done. */
function ofSource(error: RuntimeFault, path: string): RuntimeFault {
  const { message, target = path, hint = `Get-FileHash '${path}', and compare it with where it came from` } = error;
  const text = message.includes(path) ? message : `Cannot import '${path}'. ${message}`;
  return fault('Corrupt', text, { op: 'import', target, hint, cause: error });
}

async function openFolder(
  world: ImageWorld,
  path: string,
  { lease, signal }: OpenSourceOptions,
): Promise<ImportSource> {
  let index: Buffer;
  try {
    if ((await stat(join(path, 'index.json'))).size > MAX_DOCUMENT_BYTES)
      throw fault('Corrupt', `'${path}' has an index.json of more than ${MAX_DOCUMENT_BYTES} bytes.`);
    index = await readFile(join(path, 'index.json'));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw noLayout(path);
    throw toFault(error, 'import', path);
  }
  const fetch = async (blob: OciDescriptor): Promise<void> => {
    const file = join(path, 'blobs', 'sha256', digestHex(blob.digest));
    const size = await stat(file).then(
      (found) => found.size,
      (error: unknown) => {
        throw errnoOf(error) === 'ENOENT' ? missing(path, blob) : toFault(error, 'import', file);
      },
    );
    if (size !== blob.size)
      throw fault(
        'Corrupt',
        `The blob ${blob.digest} in '${path}' is damaged: it has ${size} bytes, not ${blob.size}.`,
        { target: blob.digest },
      );
    const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
    await world.layout.blobs.ingest(stream, {
      expected: blob,
      keep: lease.keep,
      ...(signal === undefined ? {} : { signal }),
    });
  };
  return { index, fetch };
}

/** Reads the whole archive: blobs go into the store under the lease, each checked against its name. */
async function openArchive(world: ImageWorld, path: string, options: OpenSourceOptions): Promise<ImportSource> {
  let index: Buffer | undefined;
  let isDocker = false;
  const stored = new Set<string>();
  try {
    for await (const entry of readTar(await openBytes(path), options.limits)) {
      options.signal?.throwIfAborted();
      const name = entry.name.replace(/^(?:\.\/)+/, '');
      if (entry.type === 'folder' && (name === '.' || name === '' || name === 'blobs' || name === 'blobs/sha256'))
        continue;
      const digest = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1];
      if (entry.type === 'file' && digest !== undefined) {
        await ingestEntry(world, entry, `sha256:${digest}`, options);
        stored.add(`sha256:${digest}`);
      } else if (entry.type === 'file' && name === 'index.json') index = await readSmall(entry);
      else if (entry.type === 'file' && (name === 'manifest.json' || name === 'repositories')) isDocker = true;
      else if (entry.type === 'file' && name === 'oci-layout') await readSmall(entry);
      else if (!isDocker && index === undefined && stored.size === 0 && /^[0-9a-f]{64}(\/|\.json$|$)/.test(name))
        isDocker = true;
      else if (!isDocker)
        throw fault(
          'InvalidArgument',
          `The archive '${path}' is refused: it has the entry '${showName(entry.name)}' (type '${showName(entry.flag)}'), which no OCI archive has.`,
          { target: path },
        );
    }
  } catch (error) {
    throw isFault(error) ? error : toFault(error, 'import', path);
  }
  if (index === undefined) throw isDocker ? dockerArchive(path) : noLayout(path);
  const fetch = async (blob: OciDescriptor): Promise<void> => {
    if (!stored.has(blob.digest)) throw missing(path, blob);
    if (!(await world.layout.blobs.has(blob)))
      throw fault(
        'Corrupt',
        `The blob ${blob.digest} in '${path}' does not have the ${blob.size} bytes that it should have.`,
        { target: blob.digest },
      );
  };
  return { index, fetch };
}

async function ingestEntry(
  world: ImageWorld,
  entry: TarEntry,
  digest: string,
  { lease, signal }: OpenSourceOptions,
): Promise<void> {
  const expected = { digest, size: entry.sizeBytes };
  await world.layout.blobs.ingest(entry.content(), {
    expected,
    keep: lease.keep,
    ...(signal === undefined ? {} : { signal }),
  });
}

async function readSmall(entry: TarEntry): Promise<Buffer> {
  if (entry.sizeBytes > MAX_DOCUMENT_BYTES)
    throw fault('Corrupt', `The archive's '${entry.name}' has ${entry.sizeBytes} bytes, over ${MAX_DOCUMENT_BYTES}.`, {
      target: entry.name,
    });
  const chunks: Buffer[] = [];
  for await (const chunk of entry.content()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The file's bytes, out of gzip when it is that. */
async function openBytes(path: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await openFile(path);
  const start = Buffer.alloc(2);
  try {
    await handle.read(start, 0, 2, 0);
  } catch (error) {
    await handle.close();
    throw error;
  }
  const file = handle.createReadStream({ start: 0, highWaterMark: 256 * 1024 });
  if (start[0] !== 0x1f || start[1] !== 0x8b) return file;
  return gunzip(file, path);
}

async function* gunzip(file: Readable, path: string): AsyncGenerator<Uint8Array, void, void> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  file.once('error', (error) => unpacked.destroy(error));
  file.pipe(unpacked);
  try {
    yield* unpacked;
  } catch (error) {
    throw errnoOf(error)?.startsWith('Z_') === true
      ? fault('Corrupt', `The archive '${path}' is damaged: it cannot be decompressed.`, { target: path, cause: error })
      : error;
  } finally {
    file.destroy();
  }
}

function missing(path: string, blob: OciDescriptor): Error {
  return fault('Corrupt', `The blob ${blob.digest} (${blob.mediaType}) is missing from '${path}'.`, {
    target: blob.digest,
    hint: 'Export the image again, with all its layers',
  });
}

function noLayout(path: string): Error {
  return fault('InvalidArgument', `'${path}' is no OCI archive: it has no index.json.`, {
    target: path,
    hint: 'Give a file that Export-ContainerImage, skopeo (oci-archive:) or docker buildx (type=oci) wrote',
  });
}

function dockerArchive(path: string): Error {
  return fault('NotSupported', `'${path}' is an archive in Docker's own format, which is not read here.`, {
    target: path,
    hint: `skopeo copy 'docker-archive:${path}' 'oci-archive:image.tar', then Import-ContainerImage image.tar`,
  });
}
