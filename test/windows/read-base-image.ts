import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { readTar } from '../../core/formats/tar/read-tar.ts';
import type { BaseImageFacts } from './preflight.ts';

/** Documents are far under this; layers are passed over. */
const MAX_DOCUMENT_BYTES = 1 << 20;
const LIMITS = { maxBytes: 512 * 1024 ** 3, maxEntries: 100_000 };

type Document = Record<string, unknown>;

/** What an OCI archive or layout folder says of its first Windows image. Nothing is unpacked; digests are not checked. */
export async function readBaseImage(path: string | undefined): Promise<BaseImageFacts> {
  if (path === undefined) return { kind: 'none' };
  try {
    const read = (await stat(path)).isDirectory() ? folderReader(path) : await archiveReader(path);
    return await describe(await read('index.json'), read);
  } catch (error) {
    return { kind: 'unreadable', problem: `'${path}': ${error instanceof Error ? error.message : String(error)}` };
  }
}

type ReadDocument = (name: string) => Promise<Document>;

function folderReader(path: string): ReadDocument {
  return async (name) => parse(await readFile(join(path, ...name.split('/'))), name);
}

async function archiveReader(path: string): Promise<ReadDocument> {
  const documents = new Map<string, Buffer>();
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const isGzip = /gz$/.test(path);
  const bytes = isGzip ? file.pipe(createGunzip()) : file;
  for await (const entry of readTar(bytes, LIMITS)) {
    if (entry.type !== 'file' || entry.sizeBytes > MAX_DOCUMENT_BYTES) continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.content()) chunks.push(chunk);
    documents.set(entry.name.replace(/^\.\//, ''), Buffer.concat(chunks));
  }
  return async (name) => {
    const found = documents.get(name);
    if (found === undefined) throw new Error(`it has no ${name}: it is no OCI archive`);
    return parse(found, name);
  };
}

async function describe(index: Document, read: ReadDocument): Promise<BaseImageFacts> {
  for (const descriptor of listOf(index['manifests'])) {
    const inner = await read(blobName(descriptor));
    if (Array.isArray(inner['manifests'])) {
      const found = await describe(inner, read);
      if (found.kind === 'image') return found;
      continue;
    }
    const config = await read(blobName(objectOf(inner['config'])));
    if (config['os'] !== 'windows') continue;
    const layers = listOf(inner['layers']);
    return {
      kind: 'image',
      os: 'windows',
      osVersion: typeof config['os.version'] === 'string' ? config['os.version'] : undefined,
      architecture: String(config['architecture']),
      layers: layers.length,
      packedBytes: layers.reduce((sum, { size }) => sum + (typeof size === 'number' ? size : 0), 0),
    };
  }
  return { kind: 'unreadable', problem: 'there is no Windows image in it' };
}

function blobName(descriptor: Document): string {
  return `blobs/${String(descriptor['digest']).replace(':', '/')}`;
}

function parse(bytes: Buffer, name: string): Document {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`its ${name} is no document`);
  return value as Document; // checked above
}

function listOf(value: unknown): Document[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function objectOf(value: unknown): Document {
  return typeof value === 'object' && value !== null ? (value as Document) : {}; // checked
}
