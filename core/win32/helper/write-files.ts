import { fault } from '../../base/fault.ts';
import { formatWindowsPath } from '../../base/windows-path.ts';
import type { KernelHandle } from '../handle.ts';
import type { FileCalls } from './file-calls.ts';
import { ACCESS, ATTRIBUTE, DISPOSITION, SHARE } from './file-flags.ts';
import type { HelperStep } from './helper-tasks.ts';
import { type Held, isLink, isPlainFolder, openOnVolume, sameName } from './volume-path.ts';

const GENERIC_WRITE = 0x4000_0000;

interface NewFile {
  handle: KernelHandle;
  temporary: string;
  place: string;
  info: Buffer;
  left: number;
  folder: Held;
}

let sequence = 0;

/** See `LayerHost.writeFiles`: each file goes under another name until it is whole. */
export class FileWriter {
  readonly #files: FileCalls;
  readonly #volume: string;
  readonly #base: string[];
  #open: NewFile | undefined;

  /** Finds or makes the folder `parts`. */
  constructor(files: FileCalls, volume: string, parts: readonly string[]) {
    this.#files = files;
    this.#volume = volume;
    this.#base = [...parts];
    this.#folder(parts).close();
  }

  step(step: HelperStep): void {
    this.finish();
    if (step.step === 'folder') this.#folder([...this.#base, ...step.path.split('\\')]).close();
    else if (step.step === 'file') this.#file(step);
    else throw fault('Internal', `Writing files has no step '${step.step}'.`);
  }

  data(bytes: Buffer): void {
    if (this.#open === undefined) throw fault('Internal', 'Content without a file.');
    this.#files.write(this.#open.handle, this.#open.place, bytes);
    this.#open.left -= bytes.length;
  }

  /** Puts the file in hand in its place. */
  finish(): void {
    const open = this.#open;
    if (open === undefined) return;
    if (open.left !== 0) throw fault('Internal', `'${open.place}' came with ${open.left} bytes missing.`);
    // It is whole. A kill between here and the rename would leave it under its other name.
    this.#files.keep(open.handle, open.place);
    this.#files.setInfo(open.handle, open.place, open.info);
    this.#files.close(open.handle);
    this.#open = undefined;
    try {
      this.#files.rename(open.temporary, open.place);
    } catch (error) {
      this.#files.remove(open.temporary);
      throw error;
    } finally {
      open.folder.close();
    }
  }

  /** Lets go of everything; a file that is not whole goes. */
  close(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    this.#files.close(open.handle);
    this.#files.remove(open.temporary);
    open.folder.close();
  }

  /** The folder, held open; made, with those above it, when it is missing. */
  #folder(parts: readonly string[]): Held {
    for (let depth = parts.length; ; ) {
      const found = openOnVolume(this.#files, this.#volume, parts.slice(0, depth));
      if (found === undefined) {
        depth--;
        continue;
      }
      const next = parts[depth];
      const isFolder = isPlainFolder(found.facts);
      if (isFolder && next === undefined) return found;
      try {
        if (!isFolder) throw noFolder(found);
        this.#files.makeFolder(`${found.path.replace(/\\$/, '')}\\${next}`);
        depth++;
      } finally {
        found.close();
      }
    }
  }

  #file(step: Extract<HelperStep, { step: 'file' }>): void {
    const parts = step.path.split('\\');
    const name = parts.at(-1) ?? '';
    const folder = this.#folder([...this.#base, ...parts.slice(0, -1)]);
    try {
      const existing = this.#files.list(folder.path).find((listed) => sameName(listed.name, name));
      if (existing !== undefined && (existing.attributes & (ATTRIBUTE.directory | ATTRIBUTE.reparsePoint)) !== 0)
        throw fault('InvalidArgument', `Cannot replace '${name}': it is no file.`, { target: step.path });
      const prefix = `${folder.path.replace(/\\$/, '')}\\`;
      const temporary = `${prefix}.hcs-${process.pid}-${++sequence}.tmp`;
      const access = GENERIC_WRITE | ACCESS.writeAttributes | ACCESS.delete;
      const handle = this.#files.open(temporary, access, SHARE.read, DISPOSITION.createNew);
      this.#open = {
        handle,
        temporary,
        place: `${prefix}${existing?.name ?? name}`,
        info: Buffer.from(step.info, 'base64'),
        left: step.sizeBytes,
        folder,
      };
    } catch (error) {
      folder.close();
      throw error;
    }
    // The service takes its helpers along when it is killed: half a file goes with its handle.
    this.#files.removeOnClose(this.#open.handle, this.#open.place);
  }
}

function noFolder({ facts, parts }: Held): Error {
  if ((facts.attributes & ATTRIBUTE.reparsePoint) !== 0) return isLink(parts);
  const path = formatWindowsPath(parts);
  return fault('InvalidArgument', `${path} is no folder.`, { target: path });
}
