import { fault } from '../../base/fault.ts';
import { formatWindowsPath } from '../../base/windows-path.ts';
import type { KernelHandle } from '../handle.ts';
import type { FileCalls, FileFacts } from './file-calls.ts';
import { ACCESS, ATTRIBUTE, SHARE } from './file-flags.ts';

/** A file or folder of a volume that is open, with all folders above it: none of them can be renamed or removed meanwhile. */
export interface Held {
  /** The path as its folders are spelled, below the volume. */
  parts: string[];
  /** Absolute. */
  path: string;
  facts: FileFacts;
  handle: KernelHandle;
  close(): void;
}

/** The root of a volume. */
const ROOT: FileFacts = { attributes: ATTRIBUTE.directory, reparseTag: 0, sizeBytes: 0, modified: 0n };
const VISIBLE = ACCESS.genericRead;
/** Others may read and write; nobody may rename or remove. */
const SHARE_READ_WRITE = 3;

/**
 * Opens what is at `parts` below a volume, folder by folder, each of them looked at: a link on the way ends it. The
 * container may run and change its folders at the same time.
 *
 * @param volume With a backslash at its end.
 * @returns undefined when there is nothing.
 * @throws {RuntimeFault} `InvalidArgument` for a link on the way.
 */
export function openOnVolume(files: FileCalls, volume: string, parts: readonly string[]): Held | undefined {
  const open: KernelHandle[] = [];
  const close = (): void => {
    for (const handle of open.splice(0).reverse()) files.close(handle);
  };
  try {
    let path = volume;
    let handle = files.openVolume(path, VISIBLE, SHARE_READ_WRITE);
    open.push(handle);
    let facts: FileFacts = ROOT;
    const spelled: string[] = [];
    for (const part of parts) {
      if (!isPlainFolder(facts)) return notBelow(spelled, facts, close);
      const name = files.list(path).find((listed) => sameName(listed.name, part))?.name;
      if (name === undefined) {
        close();
        return undefined;
      }
      path = spelled.length === 0 ? `${volume}${name}` : `${path}\\${name}`;
      spelled.push(name);
      const next = files.tryOpen(path, VISIBLE, SHARE_READ_WRITE);
      if (next === undefined) {
        close();
        return undefined;
      }
      handle = next;
      open.push(handle);
      facts = files.facts(handle, path);
    }
    return { parts: spelled, path, facts, handle, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Nothing is below a file; what is below a link is not ours to look at. */
function notBelow(parts: readonly string[], facts: FileFacts, close: () => void): undefined {
  close();
  if ((facts.attributes & ATTRIBUTE.reparsePoint) !== 0) throw isLink(parts);
  return undefined;
}

export function isPlainFolder({ attributes }: Pick<FileFacts, 'attributes'>): boolean {
  return (attributes & (ATTRIBUTE.directory | ATTRIBUTE.reparsePoint)) === ATTRIBUTE.directory;
}

/** As NTFS compares: unit by unit, in upper case. */
export function sameName(a: string, b: string): boolean {
  return a === b || a.toUpperCase() === b.toUpperCase();
}

export function isLink(parts: readonly string[]): Error {
  const path = formatWindowsPath(parts);
  return fault('InvalidArgument', `${path} is a link: nothing is read or written through it.`, { target: path });
}

/** For reading what a listing has shown. */
export const LOOK = { access: VISIBLE, share: SHARE.all } as const;
