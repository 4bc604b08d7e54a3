import type { Readable } from 'node:stream';

/**
 * One entry of a Windows layer, in the terms of the OCI Windows layer format.
 *
 * Names are relative, separated by `/`, without `.` or `..`, in NFC as the file system has them. A layer's names start
 * with `Files/` (the C: drive) or `Hives/` (the registry). Order: a folder before what it holds, siblings sorted by
 * their UTF-8 bytes.
 *
 * An alternate stream is a file entry right after its file or folder, named `file.txt:stream`: it has content only.
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
  /** The times as exactly as the source has them; `modifiedMs` is what is shown and compared. */
  times?: ExactTimes;
  /** NTFS extended attributes (`MSWINDOWS.xattr.*`), in order of their names. */
  extendedAttributes?: readonly ExtendedAttribute[];
}

/**
 * Seconds since 1970, UTC, with up to nine decimals and no zeros at their end: `1700000000.1234567`. Text, since a number
 * cannot hold them; `core/base/file-time.ts` turns it into FILETIME.
 */
export type ExactTime = string;

export interface ExactTimes {
  /** Only where it has a fraction: whole seconds are in `modifiedMs`. */
  modified?: ExactTime;
  /** `LIBARCHIVE.creationtime`. */
  created?: ExactTime;
  accessed?: ExactTime;
  /** When the entry itself last changed (NTFS ChangeTime). */
  changed?: ExactTime;
}

/** An NTFS extended attribute. */
export interface ExtendedAttribute {
  /** 1 to 254 ASCII characters; NTFS stores it in upper case. */
  name: string;
  value: Uint8Array;
}

export interface FileEntry extends EntryBase, Timed {
  kind: 'file';
  sizeBytes: number;
  /** Opens the content, once. The reader must read it to the end or destroy it before it asks for the next entry. */
  open(): Readable;
  /**
   * Where the content is the first `sizeBytes` of a file of this machine: opens that instead, once, to be read without a
   * stream. Whoever calls it closes the descriptor.
   */
  openFile?(): number;
}

export interface FolderEntry extends EntryBase, Timed {
  kind: 'folder';
}

export interface SymlinkEntry extends EntryBase, Timed {
  kind: 'symlink';
  /** As stored; may be absolute. Never followed by us. */
  target: string;
  /** A junction (`MSWINDOWS.mountpoint`) rather than a symbolic link; its target is absolute. */
  isJunction?: true;
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
