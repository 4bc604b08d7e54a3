import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { errnoOf, fault } from '../../base/fault.ts';
import { readStreamTable, type StreamContent, type StreamTable } from '../../formats/backup-stream/stream-table.ts';
import { decodeTombstones, FOLDER_SUFFIX, TOMBSTONES_FILE } from '../../formats/transport-layer/tombstones.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import { describeFile, exactTimes, wholeSeconds } from './describe-transport.ts';

/** Where the streams begin: after the attributes. */
const STREAMS_AT = 4;
const PIECE_BYTES = 256 * 1024;
/** Its names break an export (moby #32838), and nobody wants it in an image. */
const LEFT_OUT = '$RECYCLE.BIN';

/**
 * Reads a transport folder, as ExportLayer writes it, as a layer's entries: sorted, with whiteouts for its tombstones,
 * hard links for files of one identity, alternate streams after their files.
 *
 * Synchronous calls, as in every place where many small files pass.
 *
 * @throws {RuntimeFault} `Corrupt` for what is not the format; `NotSupported` for a link of a kind that layers cannot have.
 */
export function* readTransport(folder: string): Generator<LayerEntry, void, void> {
  const reader = new TransportReader(folder);
  if (reader.has('Files')) {
    yield { kind: 'folder', name: 'Files', modifiedMs: 0 };
    yield* reader.folder('Files');
  }
  if (reader.has('Hives')) yield* reader.hives();
}

class TransportReader {
  readonly #root: string;
  /** By folder, in upper case: the names in it that are gone. */
  readonly #gone = new Map<string, string[]>();
  /** By device and file id: the first name of a file that has several. */
  readonly #linked = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
    for (const path of decodeTombstones(readIfThere(join(root, TOMBSTONES_FILE)))) {
      const slash = path.lastIndexOf('/');
      const key = (slash === -1 ? 'Files' : `Files/${path.slice(0, slash)}`).toUpperCase();
      this.#gone.set(key, [...(this.#gone.get(key) ?? []), path.slice(slash + 1)]);
    }
  }

  has(name: string): boolean {
    return readdirSync(this.#root).includes(name);
  }

  *folder(name: string): Generator<LayerEntry, void, void> {
    const found = readdirSync(join(this.#root, name), { withFileTypes: true });
    const folders = new Set(found.filter((one) => one.isDirectory()).map((one) => one.name));
    const isDescription = (one: string): boolean =>
      one.endsWith(FOLDER_SUFFIX) && folders.has(one.slice(0, -FOLDER_SUFFIX.length));
    const names = found.map((one) => one.name).filter((one) => !isDescription(one));
    const there = new Set(names.map((one) => one.toUpperCase()));
    const gone = (this.#gone.get(name.toUpperCase()) ?? []).filter((one) => !there.has(one.toUpperCase()));
    const goneNames = new Set(gone);
    const sorted = [...names, ...goneNames].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const child of sorted) {
      const path = `${name}/${child}`;
      if (name === 'Files' && child.toUpperCase() === LEFT_OUT) continue;
      if (goneNames.has(child)) yield { kind: 'whiteout', name: path };
      else if (folders.has(child)) yield* this.#folderEntry(path);
      else yield* this.#file(path, join(this.#root, path), 'file');
    }
  }

  *#folderEntry(name: string): Generator<LayerEntry, void, void> {
    const path = join(this.#root, name);
    let isLink = false;
    for (const entry of this.#file(name, `${path}${FOLDER_SUFFIX}`, 'folder')) {
      if (entry.kind === 'symlink') isLink = true;
      yield entry;
    }
    if (!isLink) yield* this.folder(name);
  }

  /** What one description says: the entry, then its alternate streams. */
  *#file(name: string, path: string, kind: 'file' | 'folder'): Generator<LayerEntry, void, void> {
    const { table, attributes, stats } = readDescription(path, name);
    if (kind === 'file' && stats.nlink > 1n) {
      const identity = `${stats.dev}:${stats.ino}`;
      const first = this.#linked.get(identity);
      if (first !== undefined) {
        yield { kind: 'hardlink', name, target: first };
        return;
      }
      this.#linked.set(identity, name);
    }
    yield describeFile({ name, kind, table, attributes, stats, open: (content) => contentOf(path, content) });
    for (const { name: stream, content } of [...table.alternates].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const open = (): Readable => contentOf(path, content);
      yield { kind: 'file', name: `${name}:${stream}`, modifiedMs: 0, sizeBytes: content.sizeBytes, open };
    }
  }

  /** The registry: plain files. */
  *hives(): Generator<LayerEntry, void, void> {
    const names = readdirSync(join(this.#root, 'Hives')).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    if (names.length > 0) yield { kind: 'folder', name: 'Hives', modifiedMs: 0 };
    for (const child of names) {
      const path = join(this.#root, 'Hives', child);
      const fd = openSync(path, 'r');
      const stats = fstatSync(fd, { bigint: true });
      closeSync(fd);
      const sizeBytes = Number(stats.size);
      const content = { sizeBytes, ranges: [{ offset: 0, sourceOffset: 0, sizeBytes }] };
      const { modified } = exactTimes(stats);
      yield {
        kind: 'file',
        name: `Hives/${child}`,
        modifiedMs: wholeSeconds(stats),
        ...(modified === undefined ? {} : { times: { modified } }),
        sizeBytes,
        open: () => contentOf(path, content),
      };
    }
  }
}

export type TransportStats = ReturnType<typeof statsOf>;

function statsOf(fd: number) {
  return fstatSync(fd, { bigint: true });
}

function readDescription(
  path: string,
  name: string,
): { table: StreamTable; attributes: number; stats: TransportStats } {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    throw fault('Corrupt', `The exported layer does not describe '${name}'.`, { target: name, cause: error });
  }
  try {
    const stats = statsOf(fd);
    const readAt = (offset: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
    };
    const head = readAt(0, STREAMS_AT);
    if (head.length < STREAMS_AT)
      throw fault('Corrupt', `The exported layer's '${name}' has no attributes.`, { target: name });
    const table = readStreamTable({ sizeBytes: Number(stats.size), readAt }, STREAMS_AT);
    return { table, attributes: head.readUInt32LE(0), stats };
  } finally {
    closeSync(fd);
  }
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    throw fault('Corrupt', 'The exported layer has no list of removed files.', { target: path, cause: error });
  }
}

function contentOf(path: string, content: StreamContent): Readable {
  return Readable.from(pieces(path, content), { objectMode: false });
}

/** Holes are zeros: a layer's tar has no other word for them. */
function* pieces(path: string, content: StreamContent): Generator<Buffer, void, void> {
  if (content.sizeBytes === 0) return;
  const fd = openSync(path, 'r');
  try {
    let at = 0;
    for (const range of content.ranges) {
      yield* zeros(range.offset - at);
      for (let done = 0; done < range.sizeBytes; ) {
        const bytes = Buffer.allocUnsafe(Math.min(PIECE_BYTES, range.sizeBytes - done));
        const count = readSync(fd, bytes, 0, bytes.length, range.sourceOffset + done);
        // It has become shorter: whoever counts sees that.
        if (count === 0) return;
        done += count;
        yield bytes.subarray(0, count);
      }
      at = range.offset + range.sizeBytes;
    }
    yield* zeros(content.sizeBytes - at);
  } finally {
    closeSync(fd);
  }
}

function* zeros(sizeBytes: number): Generator<Buffer, void, void> {
  for (let left = sizeBytes; left > 0; left -= PIECE_BYTES) yield Buffer.alloc(Math.min(PIECE_BYTES, left));
}
