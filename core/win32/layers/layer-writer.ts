import { fault } from '../../base/fault.ts';
import {
  encodeAlternateStart,
  encodeStreamStart,
  type StreamStart,
} from '../../formats/backup-stream/encode-streams.ts';
import { badName, checkSymlinkTarget, splitStreamName } from '../../formats/layer-tar/layer-name.ts';
import { NameGuard } from '../../formats/layer-tar/name-guard.ts';
import type { FileEntry, FolderEntry, LayerEntry, SymlinkEntry } from '../../spec/layer-entry.ts';
import { attributesOf, basicInfo } from './entry-metadata.ts';

/** A file, folder or link that is about to be written. */
export interface NewLayerFile {
  /** Relative to the layer, parts joined by `\`. */
  path: string;
  kind: 'file' | 'folder';
  isLink: boolean;
  attributes: number;
  /** FILE_BASIC_INFO. */
  info: Buffer;
}

/** Where a layer's files go: a base layer straight into its folder, another one into a transport folder. */
export interface LayerSink {
  /** The streams follow by `write`, up to the next call. */
  begin(file: NewLayerFile): Promise<void>;
  write(bytes: Buffer): Promise<void>;
  hardLink(path: string, target: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Every entry has come. */
  finish(): Promise<void>;
}

/** Pieces of content that a sink gets, at most. Bytes. */
const PIECE_BYTES = 256 * 1024;

/** Checks entries as they come, trusting nothing, and gives them to a sink as files with backup streams. */
export class LayerWriter {
  readonly #sink: LayerSink;
  readonly #isBase: boolean;
  readonly #guard = new NameGuard();
  /** Folders that are there, by their names as spelled. */
  readonly #folders = new Set<string>();
  /** Files that hard links may name: their own name, and that of the file behind a link. */
  readonly #linkable = new Set<string>();

  constructor(sink: LayerSink, isBase: boolean) {
    this.#sink = sink;
    this.#isBase = isBase;
  }

  /** @throws {RuntimeFault} `InvalidArgument`, naming the entry; `Corrupt` for content of another size than it says. */
  async write(entry: LayerEntry): Promise<void> {
    this.#guard.add(entry.name, entry.kind);
    if (entry.kind === 'file') {
      const stream = splitStreamName(entry.name);
      if (stream !== undefined) return this.#stream(entry, stream.stream);
    }
    if (entry.kind === 'whiteout') return this.#whiteout(entry.name);
    await this.#folderOf(entry.name);
    switch (entry.kind) {
      case 'folder':
        return this.#folder(entry);
      case 'file':
        return this.#file(entry);
      case 'symlink':
        return this.#symlink(entry);
      case 'hardlink':
        if (!this.#linkable.has(entry.target))
          throw badName(entry.name, `its target '${entry.target}' is no file that came before`);
        this.#linkable.add(entry.name);
        return this.#sink.hardLink(windowsPath(entry.name), windowsPath(entry.target));
    }
  }

  async #folder(entry: FolderEntry): Promise<void> {
    this.#folders.add(entry.name);
    await this.#begin(entry, 'folder', {});
  }

  async #file(entry: FileEntry): Promise<void> {
    this.#linkable.add(entry.name);
    await this.#begin(entry, 'file', { dataBytes: entry.sizeBytes });
    await this.#content(entry);
  }

  async #symlink(entry: SymlinkEntry): Promise<void> {
    checkSymlinkTarget(entry.name, entry.target);
    const kind = (attributesOf(entry) & 0x10) === 0 ? 'file' : 'folder';
    await this.#begin(entry, kind, { link: { target: entry.target, isJunction: entry.isJunction === true } });
  }

  async #stream(entry: FileEntry, name: string): Promise<void> {
    if (!entry.name.startsWith('Files/')) throw badName(entry.name, 'only what is below Files has alternate streams');
    await this.#sink.write(encodeAlternateStart(name, entry.sizeBytes));
    await this.#content(entry);
  }

  async #whiteout(name: string): Promise<void> {
    if (this.#isBase) throw badName(name, 'a base layer has nothing to take away');
    if (!/^(?:UtilityVM\/)?Files\//.test(name)) throw badName(name, 'only what is below Files can be taken away');
    await this.#sink.remove(windowsPath(name));
  }

  /** Makes the folders above an entry that did not come as entries. */
  async #folderOf(name: string): Promise<void> {
    for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
      const folder = name.slice(0, slash);
      if (!this.#folders.has(folder)) await this.#folder({ kind: 'folder', name: folder, modifiedMs: 0 });
    }
  }

  async #begin(
    entry: FileEntry | FolderEntry | SymlinkEntry,
    kind: 'file' | 'folder',
    start: StreamStart,
  ): Promise<void> {
    const attributes = attributesOf(entry);
    const isLink = entry.kind === 'symlink';
    const info = basicInfo(entry, attributes);
    await this.#sink.begin({ path: windowsPath(entry.name), kind, isLink, attributes, info });
    const { securityDescriptor, extendedAttributes } = entry;
    const streams = encodeStreamStart({
      ...start,
      ...(securityDescriptor === undefined ? {} : { securityDescriptor }),
      ...(extendedAttributes === undefined ? {} : { extendedAttributes }),
    });
    if (streams.length > 0) await this.#sink.write(streams);
  }

  async #content(entry: FileEntry): Promise<void> {
    let sizeBytes = 0;
    for await (const chunk of entry.open() as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > entry.sizeBytes) break;
      for (let at = 0; at < chunk.length; at += PIECE_BYTES)
        await this.#sink.write(chunk.subarray(at, at + PIECE_BYTES));
    }
    if (sizeBytes === entry.sizeBytes) return;
    const difference = sizeBytes > entry.sizeBytes ? 'more' : 'fewer';
    throw fault('Corrupt', `'${entry.name}' has ${difference} than its ${entry.sizeBytes} bytes.`, {
      target: entry.name,
    });
  }
}

function windowsPath(name: string): string {
  return name.replaceAll('/', '\\');
}
