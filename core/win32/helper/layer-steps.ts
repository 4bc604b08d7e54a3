import { fault, isFault } from '../../base/fault.ts';
import { ProcessBaseImage, ProcessUtilityImage } from '../bindings/vmcompute.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';
import { UtilityVmClone } from './clone-utility-vm.ts';
import { ACCESS, ATTRIBUTE, type FileCalls, NT_DISPOSITION, type RestoreState, SHARE } from './file-calls.ts';
import { DATA_BYTES } from './helper-frames.ts';
import type { HelperStep } from './helper-tasks.ts';

/** IO_REPARSE_TAG_WCI_TOMBSTONE: the filter's own mark for a file that is gone. */
const TAG_TOMBSTONE = 0xa000_001f;

interface OpenFile {
  handle: KernelHandle;
  path: string;
  info: Buffer;
  state: RestoreState;
}

/** Carries out the steps that make a layer below one folder. */
export class LayerSteps {
  readonly #files: FileCalls;
  readonly #native: Native;
  readonly #root: string;
  readonly #rootHandle: KernelHandle;
  readonly #clone: UtilityVmClone;
  #open: OpenFile | undefined;

  /** @param root The layer's folder; nobody else writes there. */
  constructor(files: FileCalls, native: Native, root: string) {
    this.#files = files;
    this.#native = native;
    this.#root = root;
    this.#rootHandle = files.open(root, ACCESS.genericRead, SHARE.all);
    this.#clone = new UtilityVmClone(files, { path: root, handle: this.#rootHandle });
  }

  async step(step: HelperStep): Promise<void> {
    this.#finishFile();
    switch (step.step) {
      case 'create':
        return this.#create(step);
      case 'hardlink':
        return this.#files.hardLink(this.#absolute(step.path), this.#absolute(step.target));
      case 'remove':
        return this.#remove(step.path);
      case 'info':
        return this.#setInfo(step.path, Buffer.from(step.info, 'base64'));
      case 'process':
        return this.#process(step);
      case 'taken':
        return this.#clone.taken(step.path, step.isFolder);
      case 'clone':
        return this.#clone.clone(step.parent);
      case 'cloned':
        return this.#clone.settle();
      case 'place':
        return this.#place(step);
      default:
        throw fault('Internal', `A layer has no step '${step.step}'.`);
    }
  }

  /** Backup streams of the file that was created last. */
  data(bytes: Buffer): void {
    if (this.#open === undefined) throw fault('Internal', 'Content without a file.');
    this.#files.restore(this.#open.handle, this.#open.path, bytes, this.#open.state);
  }

  /** Ends the file in hand. */
  finish(): void {
    this.#finishFile();
  }

  /** Lets go of everything, whatever state it is in. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) {
      try {
        this.#files.endRestore(open.handle, open.path, open.state);
      } finally {
        this.#files.close(open.handle);
      }
    }
    this.#files.close(this.#rootHandle);
  }

  #absolute(path: string): string {
    return `${this.#root}\\${path}`;
  }

  #create(step: Extract<HelperStep, { step: 'create' }>): void {
    const disposition = step.isThere === true ? NT_DISPOSITION.open : NT_DISPOSITION.create;
    const { path, kind } = step;
    const handle = this.#files.openBelow(this.#rootHandle, path, { access: ACCESS.restore, disposition, kind });
    const info = Buffer.from(step.info, 'base64');
    this.#open = { handle, path, info, state: { context: [null], withSecurity: step.withoutSecurity !== true } };
  }

  #place(step: Extract<HelperStep, { step: 'place' }>): void {
    const { path, kind } = step;
    const disposition = kind === 'folder' ? NT_DISPOSITION.openOrCreate : NT_DISPOSITION.create;
    const handle = this.#files.openBelow(this.#rootHandle, path, { access: ACCESS.restore, disposition, kind });
    const info = Buffer.from(step.info, 'base64');
    const state: RestoreState = { context: [null], withSecurity: step.withoutSecurity !== true };
    this.#open = { handle, path, info, state };
    const from = this.#files.open(step.from, ACCESS.genericRead, SHARE.all);
    try {
      const buffer = Buffer.alloc(DATA_BYTES);
      for (let count = this.#files.read(from, step.from, buffer); count > 0; ) {
        this.#files.restore(handle, path, buffer.subarray(0, count), state);
        count = this.#files.read(from, step.from, buffer);
      }
    } finally {
      this.#files.close(from);
    }
  }

  #finishFile(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#files.endRestore(open.handle, open.path, open.state);
    // Last: writing changes the times.
    this.#files.setInfo(open.handle, open.path, open.info);
    this.#open = undefined;
    this.#files.close(open.handle);
  }

  #setInfo(path: string, info: Buffer): void {
    const access = ACCESS.writeAttributes;
    const handle = this.#files.openBelow(this.#rootHandle, path, { access, disposition: NT_DISPOSITION.open });
    try {
      this.#files.setInfo(handle, path, info);
    } finally {
      this.#files.close(handle);
    }
  }

  /** Removes what is there under the name, with all below it; a tombstone, or nothing: as it should be. */
  #remove(path: string): void {
    let handle: KernelHandle;
    try {
      const access = ACCESS.delete | ACCESS.readAttributes;
      handle = this.#files.openBelow(this.#rootHandle, path, { access, disposition: NT_DISPOSITION.open });
    } catch (error) {
      if (isFault(error, 'NotFound')) return;
      throw error;
    }
    try {
      const { attributes, reparseTag } = this.#files.facts(handle, path);
      if (reparseTag === TAG_TOMBSTONE) return;
      const isLink = (attributes & ATTRIBUTE.reparsePoint) !== 0;
      if ((attributes & ATTRIBUTE.directory) !== 0 && !isLink) {
        for (const { name } of this.#files.list(this.#absolute(path))) this.#remove(`${path}\\${name}`);
      }
      this.#files.removeOnClose(handle, path);
    } finally {
      this.#files.close(handle);
    }
  }

  /** What makes a base layer one that scratches can be made on; its utility virtual machine, when it has one. */
  async #process({ baseImage, utilityVm }: Extract<HelperStep, { step: 'process' }>): Promise<void> {
    if (baseImage) await this.#native.call(ProcessBaseImage, this.#root);
    if (!utilityVm) return;
    const handle = this.#files.openBelow(this.#rootHandle, 'UtilityVM', {
      access: ACCESS.readAttributes,
      disposition: NT_DISPOSITION.open,
      kind: 'folder',
    });
    try {
      if ((this.#files.facts(handle, 'UtilityVM').attributes & ATTRIBUTE.reparsePoint) !== 0)
        throw fault('InvalidArgument', "The layer's UtilityVM is a link.", { target: 'UtilityVM' });
    } finally {
      this.#files.close(handle);
    }
    await this.#native.call(ProcessUtilityImage, this.#absolute('UtilityVM'));
  }
}
