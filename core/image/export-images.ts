import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../base/atomic-file.ts';
import { fault, toFault } from '../base/fault.ts';
import { whileShared } from '../base/while-shared.ts';
import { type NewTarEntry, writeTar } from '../formats/tar/write-tar.ts';
import type { OciDescriptor } from '../spec/oci-image.ts';
import type { Lease } from '../store/image-layout.ts';
import { archiveIn, checkExportTarget, isFolder, refuseThere } from './export-target.ts';
import { compareImages } from './find-image.ts';
import type { Image } from './image.ts';
import { fullName } from './image-name.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
import { MAX_IMAGES } from './import-image.ts';
import { descriptorOf, readStoredImage } from './stored-image.ts';
import { coalesce } from './tee-stream.ts';
import { tellBytes, told } from './tell-bytes.ts';

export interface ExportOptions {
  /** Replaces a file that is there. */
  overwrite?: boolean;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Writes images as one OCI archive: the tar of an image layout with their blobs alone, those that they share once. The
 * same images give the same bytes, in whatever order they are given. The file appears when it is whole, and every blob in
 * it was verified; a half one never does.
 *
 * @param images Each once, at least one.
 * @param path A file; or, for one image, a folder in which the file is named after the image's full name.
 * @returns the file's path.
 * @throws {RuntimeFault} `AlreadyExists`; `NotFound` for a missing folder; `InvalidArgument` for more images than an
 *   archive is read with; `Corrupt`, naming the blob; `DiskFull`...
 */
export async function exportImages(
  world: ImageWorld,
  images: readonly Image[],
  path: string,
  options: ExportOptions = {},
): Promise<string> {
  if (images.length > MAX_IMAGES) throw tooMany(images, path);
  const file = await fileFor(images, path);
  await checkExportTarget(file, { overwrite: options.overwrite === true });
  // Beside it, since a file is renamed only within a file system.
  const note = world.exportNotes.begin(file);
  const temporary = join(dirname(file), note.name);
  await note.enter(dirname(file));
  const lease = world.layout.lease();
  try {
    const { descriptors, blobs } = await contentOf(world, images, lease);
    const tar = coalesce(writeTar(archiveEntries(world, { descriptors, blobs, ...options })), 1 << 20);
    await pipeline(
      tar,
      createWriteStream(temporary, { flags: 'wx', flush: true, highWaterMark: 1 << 20 }),
      options.signal === undefined ? {} : { signal: options.signal },
    );
    if (options.overwrite !== true) await refuseThere(file);
    await whileShared(() => rename(temporary, file));
    await syncFolder(dirname(file));
    return file;
  } catch (error) {
    const which = images.map((image) => `'${fullName(image)}'`).join(', ');
    throw toFault(error, `export image ${which} to`, file);
  } finally {
    lease.end();
    await rm(temporary, { force: true });
    await note.close();
  }
}

async function fileFor(images: readonly Image[], path: string): Promise<string> {
  const [image, ...others] = images;
  return image !== undefined && others.length === 0 && (await isFolder(path)) ? archiveIn(path, image) : path;
}

interface Archive {
  /** Of the images, in the order of the index. */
  descriptors: OciDescriptor[];
  /** Each once, sorted. */
  blobs: OciDescriptor[];
  progress?: OnProgress;
}

async function contentOf(
  world: ImageWorld,
  images: readonly Image[],
  lease: Lease,
): Promise<Omit<Archive, 'progress'>> {
  const descriptors: OciDescriptor[] = [];
  const blobs = new Map<string, OciDescriptor>();
  for (const image of [...images].sort(compareImages)) {
    const descriptor = await descriptorOf(world.layout, image);
    const { manifest } = await readStoredImage(world.layout.blobs, descriptor);
    descriptors.push(descriptor);
    for (const blob of [descriptor, manifest.config, ...manifest.layers]) {
      lease.keep(blob.digest);
      blobs.set(blob.digest, blob);
    }
  }
  const sorted = [...blobs.keys()].sort().flatMap((digest) => blobs.get(digest) ?? []);
  return { descriptors, blobs: sorted };
}

async function* archiveEntries(
  world: ImageWorld,
  { descriptors, blobs, progress }: Archive,
): AsyncGenerator<NewTarEntry, void, void> {
  const total = blobs.reduce((sum, blob) => sum + blob.size, 0);
  const onBytes = tellBytes('Writing', total, progress);
  yield { type: 'folder', name: 'blobs', modifiedSeconds: 0 };
  yield { type: 'folder', name: 'blobs/sha256', modifiedSeconds: 0 };
  for (const blob of blobs) {
    yield {
      type: 'file',
      name: `blobs/sha256/${blob.digest.slice(7)}`,
      modifiedSeconds: 0,
      sizeBytes: blob.size,
      content: () => told(world.layout.blobs.read(blob), onBytes),
    };
  }
  yield textEntry('index.json', JSON.stringify({ schemaVersion: 2, manifests: descriptors }));
  yield textEntry('oci-layout', '{"imageLayoutVersion":"1.0.0"}');
}

function textEntry(name: string, text: string): NewTarEntry {
  const bytes = Buffer.from(text);
  async function* content(): AsyncGenerator<Uint8Array, void, void> {
    yield bytes;
  }
  return { type: 'file', name, modifiedSeconds: 0, sizeBytes: bytes.length, content };
}

function tooMany({ length }: readonly Image[], path: string): Error {
  return fault(
    'InvalidArgument',
    `Cannot export ${length} images to '${path}': an archive holds ${MAX_IMAGES} of them at most.`,
    { target: path, hint: 'Give a folder as -Path: each image gets a file of its own in it' },
  );
}
