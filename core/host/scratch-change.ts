import type { LayerEntry } from '../spec/layer-entry.ts';

/** One way in which a scratch differs from its parents. Paths as Windows writes them. */
export type ScratchChange = FileChange | KeyChange | ValueChange | UnreadHive;

export const CHANGE_ACTION = ['Added', 'Changed', 'Deleted'] as const;
export type ChangeAction = (typeof CHANGE_ACTION)[number];

/** A deleted folder is told alone, without what it held; an added one with all that it holds. */
export interface FileChange {
  kind: 'file' | 'folder' | 'link';
  action: ChangeAction;
  /** `C:\\site\\index.html`. */
  path: string;
  /** Of a file that is there. */
  sizeBytes?: number;
}

/** A deleted key is told alone, an added one with its values and keys. */
export interface KeyChange {
  kind: 'key';
  action: 'Added' | 'Deleted';
  /** `HKLM\\Software\\Demo`. */
  path: string;
}

export interface ValueChange {
  kind: 'value';
  action: ChangeAction;
  /** Its key's. */
  path: string;
  /** Empty: the default value. */
  name: string;
  before?: RegistryData;
  after?: RegistryData;
}

export interface RegistryData {
  /** In the words of .NET's RegistryValueKind; `0xffff0007` for types of no name. */
  type: string;
  /** Text as it is, several texts in lines, numbers in decimal digits, else bytes in hex: `0a ff`. */
  text: string;
}

/** A part of the registry that has changed, or may have, and that this host cannot compare. */
export interface UnreadHive {
  kind: 'hive';
  path: string;
  /** A sentence; absent where the host compares no registry of this kind. */
  reason?: string;
}

export type Below = 'folder' | 'other' | undefined;

const FILES = 'Files/';

/** See `fileChange`: of each entry of an export. */
export async function* fileChanges(
  entries: AsyncIterable<LayerEntry>,
  below: (name: string) => Below | Promise<Below>,
): AsyncGenerator<FileChange> {
  for await (const entry of entries) {
    const change = await fileChange(entry, below);
    if (change !== undefined) yield change;
  }
}

/**
 * What an entry of a scratch's export says of its files; undefined for what is none of C:, and for a folder that the parents
 * have: it is on the way to a change.
 * @param below What the parents have under this name, relative to the C: drive, separated by `/`.
 */
export async function fileChange(
  entry: LayerEntry,
  below: (name: string) => Below | Promise<Below>,
): Promise<FileChange | undefined> {
  if (!entry.name.startsWith(FILES)) return undefined; // the drive itself, the registry, and what a utility VM starts from
  const name = entry.name.slice(FILES.length);
  const path = `C:\\${name.replaceAll('/', '\\')}`;
  if (entry.kind === 'whiteout') return { kind: 'file', action: 'Deleted', path };
  const found = await below(name);
  if (entry.kind === 'folder' && found === 'folder') return undefined;
  const action = found === undefined ? 'Added' : 'Changed';
  if (entry.kind === 'folder') return { kind: 'folder', action, path };
  if (entry.kind === 'symlink') return { kind: 'link', action, path };
  return { kind: 'file', action, path, ...(entry.kind === 'file' ? { sizeBytes: entry.sizeBytes } : {}) };
}
