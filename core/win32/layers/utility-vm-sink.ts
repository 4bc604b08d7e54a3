import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { badName } from '../../formats/layer-tar/layer-name.ts';
import type { HelperStep } from '../helper/helper-tasks.ts';
import { keptCopyOf } from './kept-boot-files.ts';
import type { LayerSink, NewLayerFile } from './layer-writer.ts';

const TREE = 'UTILITYVM\\FILES';

/**
 * What a layer above others changes in the utility VM. Windows does not stack utility VMs: such a layer gets a whole one,
 * the parent's with the changes. The files are put aside as backup streams; `steps` then makes the tree of them.
 */
export class UtilityVmSink implements LayerSink {
  readonly #spool: string;
  /** Names that are not taken over from the parent. */
  readonly #taken: HelperStep[] = [];
  readonly #placed: HelperStep[] = [];
  readonly #links: HelperStep[] = [];
  /** FILE_BASIC_INFO by path, in the order in which they came. */
  readonly #folders = new Map<string, string>();
  #fd: number | undefined;
  #count = 0;

  /** @param spool A folder that is there and empty. */
  constructor(spool: string) {
    this.#spool = spool;
  }

  get isUsed(): boolean {
    return this.#count > 0 || this.#taken.length > 0;
  }

  /** @param parent The layer below whose utility VM is changed, absolute. */
  steps(parent: string): HelperStep[] {
    const infos = [...this.#folders].reverse().map(([path, info]) => ({ step: 'info' as const, path, info }));
    return [
      ...this.#taken,
      { step: 'clone', parent },
      ...this.#placed,
      ...this.#links,
      { step: 'cloned' },
      ...infos,
      { step: 'process', baseImage: false, utilityVm: true },
    ];
  }

  async begin(file: NewLayerFile): Promise<void> {
    this.close();
    const { path, kind, isLink } = file;
    const upper = path.toUpperCase();
    if (upper !== 'UTILITYVM') checkInTree(path);
    const info = file.info.toString('base64');
    if (kind === 'folder' && !isLink) this.#folders.set(path, info);
    this.#taken.push({ step: 'taken', path, isFolder: kind === 'folder' && !isLink });
    const from = join(this.#spool, String(this.#count++));
    this.#fd = openSync(from, 'wx');
    this.#placed.push({ step: 'place', path, kind, info, from });
    const kept = kind === 'file' ? keptCopyOf(path) : undefined;
    if (kept !== undefined) this.#placed.push({ step: 'place', path: kept, kind, info, from, withoutSecurity: true });
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#fd === undefined) return;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
  }

  async hardLink(path: string, target: string): Promise<void> {
    this.close();
    checkInTree(path);
    this.#taken.push({ step: 'taken', path, isFolder: false });
    this.#links.push({ step: 'hardlink', path, target });
  }

  async remove(path: string): Promise<void> {
    this.close();
    checkInTree(path);
    this.#taken.push({ step: 'taken', path, isFolder: false });
  }

  async finish(): Promise<void> {
    this.close();
  }

  /** Lets go of the file in hand, whatever state it is in. */
  close(): void {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) closeSync(fd);
  }
}

function checkInTree(path: string): void {
  const upper = path.toUpperCase();
  if (upper !== TREE && !upper.startsWith(`${TREE}\\`))
    throw badName(path.replaceAll('\\', '/'), 'a utility VM holds only UtilityVM/Files');
}
