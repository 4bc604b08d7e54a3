import { fault } from '../../base/fault.ts';
import type { KernelHandle } from '../handle.ts';
import { keptCopyOf } from '../layers/kept-boot-files.ts';
import type { Native } from '../native.ts';
import { copyStreams } from './backup-streams.ts';
import type { FileCalls } from './file-calls.ts';
import { ACCESS, ATTRIBUTE, NT_DISPOSITION, SHARE } from './file-flags.ts';

const TREE = 'UtilityVM\\Files';

/**
 * Takes over the utility VM of the layer below, without what the new layer replaces or takes away: such a file is not
 * even linked, so that nothing is ever written through a link into the parent. Plain files become hard links; folders,
 * links and what Windows changes in place are copied with all that NTFS keeps of them (hcs.md 5.4).
 */
export class UtilityVmClone {
  readonly #native: Native;
  readonly #files: FileCalls;
  readonly #root: { path: string; handle: KernelHandle };
  /** By upper-case path: whether the layer has a folder of that name, or something else or nothing. */
  readonly #taken = new Map<string, { isFolder: boolean }>();
  /** FILE_BASIC_INFO of the copied folders, in the order in which they were made. */
  readonly #folders: { path: string; info: Buffer }[] = [];

  /** @param root The new layer's folder. */
  constructor(native: Native, files: FileCalls, root: { path: string; handle: KernelHandle }) {
    this.#native = native;
    this.#files = files;
    this.#root = root;
  }

  /** Tells of a name that the new layer has itself, or takes away. Before `clone`. */
  taken(path: string, isFolder: boolean): void {
    this.#taken.set(path.toUpperCase(), { isFolder });
  }

  /** @param parent The folder of the layer below. */
  clone(parent: string): void {
    const source = this.#files.open(parent, ACCESS.genericRead, SHARE.all);
    try {
      this.#files.makeFolder(`${this.#root.path}\\UtilityVM`);
      this.#one({ path: parent, handle: source }, TREE);
    } finally {
      this.#files.close(source);
    }
  }

  /** What was made in a folder has changed its time. */
  settle(): void {
    for (const { path, info } of this.#folders.reverse()) {
      const options = { access: ACCESS.writeAttributes, disposition: NT_DISPOSITION.open };
      const handle = this.#files.openBelow(this.#root.handle, path, options);
      try {
        this.#files.setInfo(handle, path, info);
      } finally {
        this.#files.close(handle);
      }
    }
  }

  #one(source: { path: string; handle: KernelHandle }, path: string): void {
    const from = this.#files.openBelow(source.handle, path, {
      access: ACCESS.backup,
      disposition: NT_DISPOSITION.open,
    });
    let isPlainFolder: boolean;
    try {
      const { attributes } = this.#files.facts(from, path);
      const isFolder = (attributes & ATTRIBUTE.directory) !== 0;
      const isLink = (attributes & ATTRIBUTE.reparsePoint) !== 0;
      isPlainFolder = isFolder && !isLink;
      if (path === TREE && !isPlainFolder)
        throw fault('InvalidArgument', `The utility VM of '${source.path}' is a link.`, { target: source.path });
      const taken = this.#taken.get(path.toUpperCase());
      if (taken !== undefined && !(taken.isFolder && isPlainFolder)) return;
      if (isFolder || isLink || keptCopyOf(path) !== undefined) this.#copy(from, path, isFolder, isPlainFolder);
      else this.#files.hardLink(`${this.#root.path}\\${path}`, `${source.path}\\${path}`);
    } finally {
      this.#files.close(from);
    }
    if (!isPlainFolder) return;
    for (const { name } of this.#files.list(`${source.path}\\${path}`)) this.#one(source, `${path}\\${name}`);
  }

  #copy(from: KernelHandle, path: string, isFolder: boolean, isPlainFolder: boolean): void {
    const kind = isFolder ? 'folder' : 'file';
    const options = { access: ACCESS.restore, disposition: NT_DISPOSITION.create, kind } as const;
    const to = this.#files.openBelow(this.#root.handle, path, options);
    try {
      copyStreams(this.#native, from, { handle: to, path });
      const info = this.#files.basicInfo(from, path);
      this.#files.setInfo(to, path, info);
      if (isPlainFolder) this.#folders.push({ path, info });
    } finally {
      this.#files.close(to);
    }
  }
}
