import { closeSync, linkSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../base/fault.ts';
import { encodeTombstones, FOLDER_SUFFIX, TOMBSTONES_FILE } from '../../formats/transport-layer/tombstones.ts';
import { SetFileInformationByHandle } from '../bindings/kernel32.ts';
import { uv_get_osfhandle } from '../bindings/node.ts';
import type { HelperStep } from '../helper/helper-tasks.ts';
import type { Native } from '../native.ts';
import type { LayerSink, NewLayerFile } from './layer-writer.ts';

const BASIC_INFO = 0;
const ATTRIBUTES_AT = 32;
/** Bytes that are put together before they are written. */
const BATCH_BYTES = 64 * 1024;

interface OpenFile {
  fd: number;
  info: Buffer;
  pieces: Buffer[];
  sizeBytes: number;
  /** Bytes at the start that are no content of a plain file (a hive): the header of its data stream. */
  skip: boolean;
}

/**
 * The files and registry of a layer above others, written as a transport folder for ImportLayer. What ImportLayer does not do by itself is kept
 * as `steps`, to be done in its result afterwards.
 *
 * Synchronous calls: for many small files they cost a third of what the thread pool does.
 */
export class TransportSink implements LayerSink {
  /** In the order in which they must be done. */
  readonly steps: HelperStep[] = [];
  readonly #native: Native;
  readonly #folder: string;
  /** FILE_BASIC_INFO by path, in the order in which they were made. */
  readonly #folders = new Map<string, string>();
  readonly #removed: string[] = [];
  readonly #made = new Set<string>();
  readonly #links: HelperStep[] = [];
  #open: OpenFile | undefined;

  /** @param folder Is there and empty. */
  constructor(native: Native, folder: string) {
    this.#native = native;
    this.#folder = folder;
  }

  async begin(file: NewLayerFile): Promise<void> {
    this.#close();
    const isHive = file.path.startsWith('Hives\\');
    if (file.kind === 'folder') this.#makeFolder(file);
    // The same folder again, now with what is known of it: the description is written anew.
    const flags = file.kind === 'folder' ? 'w' : 'wx';
    const fd = openSync(join(this.#folder, file.path + (file.kind === 'folder' ? FOLDER_SUFFIX : '')), flags);
    this.#open = { fd, info: file.info, pieces: [], sizeBytes: 0, skip: isHive };
    if (isHive) return;
    const head = Buffer.alloc(4);
    head.writeUInt32LE(file.attributes >>> 0, 0);
    this.#put(this.#open, head);
  }

  #makeFolder(file: NewLayerFile): void {
    if (file.path.startsWith('Hives\\')) {
      throw fault('InvalidArgument', `The layer's entry '${file.path}' is refused: Hives holds files only.`, {
        target: file.path,
      });
    }
    if (!this.#made.has(file.path)) mkdirSync(join(this.#folder, file.path));
    this.#made.add(file.path);
    if (!file.isLink) this.#folders.set(file.path, file.info.toString('base64'));
  }

  async write(bytes: Buffer): Promise<void> {
    const open = this.#open;
    if (open === undefined) throw fault('Internal', 'Content without a file.');
    // A hive is a plain file: its one stream's header goes, the content stays.
    if (open.skip) open.skip = false;
    else this.#put(open, bytes);
  }

  #put(open: OpenFile, bytes: Buffer): void {
    open.pieces.push(bytes);
    open.sizeBytes += bytes.length;
    if (open.sizeBytes >= BATCH_BYTES) flush(open);
  }

  async hardLink(path: string, target: string): Promise<void> {
    this.#close();
    if (!path.startsWith('Files\\')) linkSync(join(this.#folder, target), join(this.#folder, path));
    else this.#links.push({ step: 'remove', path }, { step: 'hardlink', path, target });
  }

  async remove(path: string): Promise<void> {
    this.#close();
    this.#removed.push(path);
  }

  async finish(): Promise<void> {
    this.#close();
    const paths = this.#removed.map((path) => path.slice('Files\\'.length));
    await writeFile(join(this.#folder, TOMBSTONES_FILE), encodeTombstones(paths));
    for (const path of this.#removed) this.steps.push({ step: 'remove', path });
    this.steps.push(...this.#links);
    for (const [path, info] of [...this.#folders].reverse()) {
      if (path.startsWith('Files')) this.steps.push({ step: 'info', path, info });
    }
  }

  /** Lets go of the file in hand, whatever state it is in. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) closeSync(open.fd);
  }

  #close(): void {
    const open = this.#open;
    if (open === undefined) return;
    flush(open);
    // Times only: the attributes are in the file's first bytes.
    open.info.writeUInt32LE(0, ATTRIBUTES_AT);
    const handle = this.#native.callNow(uv_get_osfhandle, open.fd);
    this.#native.callNow(SetFileInformationByHandle, handle, BASIC_INFO, open.info, open.info.length);
    this.close();
  }
}

function flush(open: OpenFile): void {
  const bytes = Buffer.concat(open.pieces);
  open.pieces = [];
  open.sizeBytes = 0;
  for (let done = 0; done < bytes.length; ) done += writeSync(open.fd, bytes, done);
}
