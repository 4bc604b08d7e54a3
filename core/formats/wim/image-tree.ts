import type { RuntimeFault } from '../../base/fault.ts';
import { printable } from '../layer-tar/layer-name.ts';
import { compareLayerNames } from '../layer-tar/name-guard.ts';
import { ATTRIBUTE, type DirectoryEntry, readDirectoryEntry } from './directory-entry.ts';
import { Fields } from './fields.ts';
import { readSecurityData } from './security-data.ts';

/** An entry takes at least this in the metadata. */
const LEAST_ENTRY_BYTES = 104;

/** The files of one image: read folder by folder, so that memory is that of the metadata. */
export interface ImageTree {
  root: DirectoryEntry;
  /**
   * What a folder holds, sorted as in a layer. A folder may be asked for once.
   * @throws {RuntimeFault} `Corrupt`, also for a folder in itself and names that come twice, in whatever case.
   */
  childrenOf(folder: DirectoryEntry): DirectoryEntry[];
  /** A folder in a folder, by its name in upper case. */
  findFolder(folder: DirectoryEntry, name: string): DirectoryEntry | undefined;
  /** The security descriptor of an entry. */
  securityOf(entry: DirectoryEntry): Buffer | undefined;
}

/**
 * Opens an image's metadata, uncompressed.
 *
 * @param file The file's name, for messages.
 * @throws {RuntimeFault} `Corrupt`.
 */
export function openImageTree(metadata: Buffer, file: string): ImageTree {
  const { descriptors, rootOffset } = readSecurityData(metadata, file);
  const fields = new Fields(metadata, file, 'metadata');
  const root = readDirectoryEntry(fields, rootOffset)?.entry;
  if (root === undefined || !isFolder(root)) throw fields.bad('there is no root folder');
  const seen = new Set<number>();
  /** Lists that overlap would make more entries than there are bytes for. */
  let left = Math.floor(metadata.length / LEAST_ENTRY_BYTES);
  return {
    root,
    childrenOf: ({ childrenOffset }) => {
      if (childrenOffset === 0) return [];
      const children: DirectoryEntry[] = [];
      for (const entry of entriesAt(fields, childrenOffset)) {
        if (left-- === 0) throw fields.bad('there are more entries than bytes for them');
        children.push(entry);
      }
      if (children.length > 0 && seen.has(childrenOffset)) throw fields.bad('a folder comes twice');
      seen.add(childrenOffset);
      checkNames(children, fields);
      return children.sort((a, b) => compareLayerNames(a.name, b.name));
    },
    findFolder: ({ childrenOffset }, name) => {
      if (childrenOffset === 0) return undefined;
      for (const entry of entriesAt(fields, childrenOffset)) {
        if (isFolder(entry) && entry.name.toUpperCase() === name) return entry;
      }
      return undefined;
    },
    securityOf: ({ securityId }) => {
      if (securityId === -1) return undefined;
      const descriptor = descriptors[securityId];
      if (descriptor === undefined) throw fields.bad(`there is no security descriptor ${securityId}`);
      return descriptor;
    },
  };
}

function* entriesAt(fields: Fields, offset: number): Generator<DirectoryEntry, void, void> {
  for (let at = offset; ; ) {
    const read = readDirectoryEntry(fields, at);
    if (read === undefined) return;
    yield read.entry;
    at = read.next;
  }
}

/** Whether it is a folder, and not a link to one. */
export function isFolder({ attributes }: DirectoryEntry): boolean {
  return (attributes & ATTRIBUTE.folder) !== 0 && (attributes & ATTRIBUTE.reparsePoint) === 0;
}

function checkNames(entries: readonly DirectoryEntry[], fields: Fields): void {
  const names = new Set<string>();
  const bad = (name: string, why: string): RuntimeFault => fields.bad(`the name '${printable(name)}' ${why}`);
  for (const { name } of entries) {
    if (name === '' || name === '.' || name === '..' || /[\\/:\0\p{Cs}]/u.test(name)) throw bad(name, 'is none');
    const folded = name.toUpperCase();
    if (names.has(folded)) throw bad(name, 'comes twice in a folder');
    names.add(folded);
  }
}
