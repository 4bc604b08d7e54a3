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
}

export type Below = 'folder' | 'other' | undefined;

const FILES = 'Files/';
const HIVES = 'Hives/';

/**
 * What an export of a scratch says of its files. A folder that the parents have is no change: it is on the way to one.
 * @param below What the parents have under this name, relative to the C: drive, separated by `/`.
 */
export async function* fileChanges(
  entries: AsyncIterable<LayerEntry>,
  below: (name: string) => Below | Promise<Below>,
): AsyncGenerator<ScratchChange> {
  for await (const entry of entries) {
    if (entry.name.startsWith(HIVES)) yield { kind: 'hive', path: entry.name.slice(HIVES.length) };
    if (!entry.name.startsWith(FILES)) continue; // the drive itself, and what a utility VM starts from
    const name = entry.name.slice(FILES.length);
    const path = `C:\\${name.replaceAll('/', '\\')}`;
    if (entry.kind === 'whiteout') {
      yield { kind: 'file', action: 'Deleted', path };
      continue;
    }
    const found = await below(name);
    if (entry.kind === 'folder' && found === 'folder') continue;
    const action = found === undefined ? 'Added' : 'Changed';
    if (entry.kind === 'folder') yield { kind: 'folder', action, path };
    else if (entry.kind === 'symlink') yield { kind: 'link', action, path };
    else yield { kind: 'file', action, path, ...(entry.kind === 'file' ? { sizeBytes: entry.sizeBytes } : {}) };
  }
}
