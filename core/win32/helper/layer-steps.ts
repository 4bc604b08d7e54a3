import { fault, isFault } from '../../base/fault.ts';
import { ProcessBaseImage, ProcessUtilityImage } from '../bindings/vmcompute.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';
import { RestoredFile } from './backup-streams.ts';
import { UtilityVmClone } from './clone-utility-vm.ts';
import type { FileCalls } from './file-calls.ts';
import { ACCESS, ATTRIBUTE, NT_DISPOSITION, SHARE } from './file-flags.ts';
import { DATA_BYTES } from './helper-frames.ts';
import type { HelperStep } from './helper-tasks.ts';

/** IO_REPARSE_TAG_WCI_TOMBSTONE: the filter's own mark for a file that is gone. */
const TAG_TOMBSTONE = 0xa000_001f;

interface OpenFile {
  handle: KernelHandle;
  path: string;
  info: Buffer;
  content: RestoredFile;
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
    this.#clone = new UtilityVmClone(native, files, { path: root, handle: this.#rootHandle });
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
    this.#open.content.write(bytes);
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
        open.content.end();
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
    this.#begin(step, step.isThere === true ? NT_DISPOSITION.open : NT_DISPOSITION.create);
  }

  #begin(step: Extract<HelperStep, { step: 'create' | 'place' }>, disposition: number): RestoredFile {
    const { path, kind } = step;
    const handle = this.#files.openBelow(this.#rootHandle, path, { access: ACCESS.restore, disposition, kind });
    const withSecurity = step.withoutSecurity !== true;
    const content = new RestoredFile(this.#native, { handle, path, withSecurity });
    this.#open = { handle, path, info: Buffer.from(step.info, 'base64'), content };
    return content;
  }

  #place(step: Extract<HelperStep, { step: 'place' }>): void {
    const content = this.#begin(step, step.kind === 'folder' ? NT_DISPOSITION.openOrCreate : NT_DISPOSITION.create);
    const from = this.#files.open(step.from, ACCESS.genericRead, SHARE.all);
    try {
      const buffer = Buffer.alloc(DATA_BYTES);
      for (let count = this.#files.read(from, step.from, buffer); count > 0; ) {
        content.write(buffer.subarray(0, count));
        count = this.#files.read(from, step.from, buffer);
      }
    } finally {
      this.#files.close(from);
    }
  }

  #finishFile(): void {
    const open = this.#open;
    if (open === undefined) return;
    open.content.end();
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
