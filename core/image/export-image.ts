import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../base/atomic-file.ts';
import { errnoOf, fault, toFault } from '../base/fault.ts';
import { whileShared } from '../base/while-shared.ts';
import { type NewTarEntry, writeTar } from '../formats/tar/write-tar.ts';
import type { OciDescriptor } from '../spec/oci-image.ts';
import { noteExport } from './export-notes.ts';
import type { Image } from './image.ts';
import { fullName } from './image-name.ts';
import type { ImageWorld, OnProgress } from './image-world.ts';
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
 * Writes an image as an OCI archive: the tar of an image layout with its blobs alone. The same image gives the same
 * bytes. The file appears when it is whole, and every blob in it was verified; a half one never does.
 *
 * @param path A file, or a folder in which the file is named after the image's full name.
 * @returns the file's path.
 * @throws {RuntimeFault} `AlreadyExists`; `NotFound` for a missing folder; `Corrupt`, naming the blob; `DiskFull`...
 */
export async function exportImage(
  world: ImageWorld,
  image: Image,
  path: string,
  options: ExportOptions = {},
): Promise<string> {
  const descriptor = await descriptorOf(world.layout, image);
  const file = await targetFile(image, path, options.overwrite === true);
  const { manifest } = await readStoredImage(world.layout.blobs, descriptor);
  const { temporary, end } = await noteExport(world, file);
  const lease = world.layout.lease();
  const blobs = [descriptor, manifest.config, ...manifest.layers];
  for (const { digest } of blobs) lease.keep(digest);
  try {
    const tar = coalesce(writeTar(archiveEntries(world, { descriptor, blobs, ...options })), 1 << 20);
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
    throw toFault(error, `export image '${fullName(image)}' to`, file);
  } finally {
    lease.end();
    await end();
  }
}

interface Archive {
  descriptor: OciDescriptor;
  blobs: OciDescriptor[];
  progress?: OnProgress;
}

async function* archiveEntries(
  world: ImageWorld,
  { descriptor, blobs, progress }: Archive,
): AsyncGenerator<NewTarEntry, void, void> {
  const total = blobs.reduce((sum, blob) => sum + blob.size, 0);
  const unique = new Map(blobs.map((blob) => [blob.digest, blob]));
  const onBytes = tellBytes('Writing', total, progress);
  yield { type: 'folder', name: 'blobs', modifiedSeconds: 0 };
  yield { type: 'folder', name: 'blobs/sha256', modifiedSeconds: 0 };
  for (const digest of [...unique.keys()].sort()) {
    const blob = unique.get(digest) ?? descriptor;
    yield {
      type: 'file',
      name: `blobs/sha256/${digest.slice(7)}`,
      modifiedSeconds: 0,
      sizeBytes: blob.size,
      content: () => told(world.layout.blobs.read(blob), onBytes),
    };
  }
  yield textEntry('index.json', JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }));
  yield textEntry('oci-layout', '{"imageLayoutVersion":"1.0.0"}');
}

function textEntry(name: string, text: string): NewTarEntry {
  const bytes = Buffer.from(text);
  async function* content(): AsyncGenerator<Uint8Array, void, void> {
    yield bytes;
  }
  return { type: 'file', name, modifiedSeconds: 0, sizeBytes: bytes.length, content };
}

async function targetFile(image: Image, path: string, overwrite: boolean): Promise<string> {
  const isFolder = (await statOrNothing(path))?.isDirectory() === true;
  const file = isFolder ? join(path, `${fullName(image)}.tar`) : path;
  if (!overwrite) await refuseThere(file);
  if ((await statOrNothing(dirname(file)))?.isDirectory() !== true) {
    throw fault('NotFound', `Cannot export image '${fullName(image)}': there is no folder '${dirname(file)}'.`, {
      target: file,
      hint: `New-Item -ItemType Directory '${dirname(file)}'`,
    });
  }
  return file;
}

async function refuseThere(file: string): Promise<void> {
  if ((await statOrNothing(file)) === undefined) return;
  throw fault('AlreadyExists', `Cannot export to '${file}': it exists already.`, {
    target: file,
    hint: 'Give -Force to overwrite it, or another -Path',
  });
}

async function statOrNothing(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw toFault(error, 'read', path);
  }
}
