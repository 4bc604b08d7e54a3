import { createWriteStream } from 'node:fs';
import { link, mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { encodeSymlink } from './reparse-data.ts';
import type { Side } from './side-store.ts';
import { encodeHeader, encodePart, STREAM } from './streams-of-file.ts';

const FOLDER_SUFFIX = '.$wcidirs$';
const DIRECTORY = 0x10;
const ARCHIVE = 0x20;
const REPARSE_POINT = 0x400;
const WITHOUT_DATA = new Set<number>([STREAM.security, STREAM.extendedAttributes]);

/**
 * ExportLayer: writes entries as the transport format into the folder `target`, which must be empty or hold nothing of
 * the same names.
 *
 * @param sideOf What the side store has for an entry's file.
 */
export async function exportTransport(
  entries: AsyncIterable<LayerEntry>,
  target: string,
  sideOf: (entry: LayerEntry) => Promise<Side | undefined>,
): Promise<void> {
  await mkdir(join(target, 'Files'), { recursive: true });
  await mkdir(join(target, 'Hives'), { recursive: true });
  const tombstones: string[] = [];
  const folders: { path: string; seconds: number }[] = [];
  for await (const entry of entries) {
    const path = join(target, entry.name);
    if (entry.kind === 'whiteout') tombstones.push(entry.name.slice('Files'.length).replaceAll('/', '\\'));
    else if (entry.kind === 'hardlink') await link(join(target, entry.target), path);
    else {
      if (entry.name.startsWith('Files')) await describe(entry, path, await sideOf(entry));
      else await plain(entry, path);
      if (entry.kind === 'folder') folders.push({ path, seconds: entry.modifiedMs / 1000 });
      else await utimes(path, entry.modifiedMs / 1000, entry.modifiedMs / 1000);
    }
  }
  for (const { path, seconds } of folders.reverse()) {
    await utimes(path, seconds, seconds);
    // A folder's times are read from its description.
    if (dirname(path) !== target) await utimes(`${path}${FOLDER_SUFFIX}`, seconds, seconds);
  }
  const lines = ['\uFEFFVersion 1.0', ...tombstones];
  await writeFile(join(target, 'tombstones.txt'), lines.map((line) => `${line}\r\n`).join(''));
}

/** The registry files are what they are. */
async function plain(entry: Exclude<LayerEntry, { kind: 'whiteout' | 'hardlink' }>, path: string): Promise<void> {
  if (entry.kind === 'file') await pipeline(entry.open(), createWriteStream(path));
  else await mkdir(path, { recursive: true });
}

async function describe(
  entry: Exclude<LayerEntry, { kind: 'whiteout' | 'hardlink' }>,
  path: string,
  side: Side | undefined,
): Promise<void> {
  const kept = side?.attributes ?? 0;
  const before = (side?.parts ?? []).filter((part) => WITHOUT_DATA.has(part.id));
  const behind = (side?.parts ?? []).filter((part) => part.id === STREAM.alternate);
  const encode = (parts: typeof before) => parts.map((part) => encodePart(part.id, part.data, part.name));
  const head = (bits: number): Buffer[] => [attributesOf(bits | kept | (entry.attributes ?? 0)), ...encode(before)];
  switch (entry.kind) {
    case 'folder':
      await mkdir(path, { recursive: true });
      if (entry.name === 'Files') return;
      return writeFile(`${path}${FOLDER_SUFFIX}`, Buffer.concat([...head(DIRECTORY), ...encode(behind)]));
    case 'symlink':
      await writeFile(
        path,
        Buffer.concat([...head(REPARSE_POINT), encodePart(STREAM.reparse, encodeSymlink(entry.target))]),
      );
      return;
    case 'file': {
      const start = [...head(ARCHIVE), encodeHeader(STREAM.data, entry.sizeBytes)];
      const content = entry.open();
      await pipeline(async function* () {
        yield* start;
        for await (const chunk of content) yield chunk as Buffer;
        yield* encode(behind);
      }, createWriteStream(path));
    }
  }
}

function attributesOf(bits: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(bits >>> 0, 0);
  return bytes;
}
