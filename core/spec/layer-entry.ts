import type { Readable } from 'node:stream';

/**
 * One entry of a Windows layer, in the terms of the OCI Windows layer format.
 *
 * Names are relative, separated by `/`, without `.` or `..`, in NFC as the file system has them. A layer's names start
 * with `Files/` (the C: drive) or `Hives/` (the registry). Order: a folder before what it holds, siblings sorted by
 * their UTF-8 bytes.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md
 */
export type LayerEntry = FileEntry | FolderEntry | SymlinkEntry | HardLinkEntry | WhiteoutEntry;

interface EntryBase {
  /** `Files/inetpub/index.html`. */
  name: string;
}

interface Timed {
  /** Milliseconds since 1970, UTC; whole seconds in what we write. */
  modifiedMs: number;
  /** FILE_ATTRIBUTE_* bits (`MSWINDOWS.fileattr`). Default: none for files, DIRECTORY for folders. */
  attributes?: number;
  /** A self-relative SECURITY_DESCRIPTOR (`MSWINDOWS.rawsd`), where the host has them. */
  securityDescriptor?: Uint8Array;
}

export interface FileEntry extends EntryBase, Timed {
  kind: 'file';
  sizeBytes: number;
  /** Opens the content, once. The reader must read it to the end or destroy it before it asks for the next entry. */
  open(): Readable;
}

export interface FolderEntry extends EntryBase, Timed {
  kind: 'folder';
}

export interface SymlinkEntry extends EntryBase, Timed {
  kind: 'symlink';
  /** As stored; may be absolute. Never followed by us. */
  target: string;
}

export interface HardLinkEntry extends EntryBase {
  kind: 'hardlink';
  /** The layer-relative name of an entry that came before. */
  target: string;
}

/** The name existed in a parent layer and is gone. */
export interface WhiteoutEntry extends EntryBase {
  kind: 'whiteout';
}
