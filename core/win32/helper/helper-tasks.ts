import type { FileEntry, LayerEntry } from '../../spec/layer-entry.ts';
import type { WireFault } from '../keeper/protocol.ts';

/** A parent layer, as vmcompute.dll wants to be told of it. */
export interface LayerPath {
  /** `NameToGuid` of the last part of the path. */
  id: string;
  path: string;
}

/** What a helper can be asked for. One at a time; each ends with `done` or `fault`. */
export type HelperTask =
  /** Makes the files of a base layer below `root`, which is there and empty. Steps follow. */
  | { task: 'base'; root: string }
  /** Imports the transport folder `source` into `root`, then does the steps that follow. */
  | { task: 'child'; root: string; source: string; parents: LayerPath[] }
  /** Attaches the scratch, exports it into the empty folder `target`, and lets it go. */
  | { task: 'export'; scratch: string; target: string; parents: LayerPath[] }
  /** Gives what is at `parts` below the volume, as entries with their content. */
  | { task: 'read'; volume: string; parts: string[] }
  /** Writes below `parts` on the volume. Steps follow. */
  | { task: 'write'; volume: string; parts: string[] };

/** FILE_BASIC_INFO in base64: four times and the attributes. */
export type BasicInfo = string;

/**
 * What is done with a layer or volume, in the order sent. Paths are relative to its root, parts joined by `\`. After
 * `create` and `file` come data frames: backup streams after the first, plain content after the second.
 */
export type HelperStep =
  | { step: 'create'; path: string; kind: 'file' | 'folder'; info: BasicInfo; isThere?: true; withoutSecurity?: true }
  | { step: 'hardlink'; path: string; target: string }
  | { step: 'remove'; path: string }
  | { step: 'info'; path: string; info: BasicInfo }
  /** Makes a base layer one that scratches can be made on, a utility VM one that boots. */
  | { step: 'process'; baseImage: boolean; utilityVm: boolean }
  /** Before `clone`: a name that the layer has itself, or takes away, and which is not taken over. */
  | { step: 'taken'; path: string; isFolder: boolean }
  /** Takes over the utility VM of the layer `parent`, absolute. */
  | { step: 'clone'; parent: string }
  /** Makes a file of the backup streams in the file `from`, absolute; a folder may be there. */
  | { step: 'place'; path: string; kind: 'file' | 'folder'; info: BasicInfo; from: string; withoutSecurity?: true }
  /** All is placed in what was taken over: its folders get their times again. */
  | { step: 'cloned' }
  | { step: 'folder'; path: string }
  | { step: 'file'; path: string; sizeBytes: number; info: BasicInfo }
  /** The steps are over: finish, and say `done`. */
  | { step: 'end' }
  /** The steps stop here, for a reason of the sender's: let go of what is open, and say `done`. */
  | { step: 'abort' };

/** An entry on its way: content comes after it. */
export type SentEntry = Exclude<LayerEntry, { kind: 'file' }> | Omit<FileEntry, 'open'>;

/** What a helper sends. `entry`: a file's content follows as data frames, `sizeBytes` in all. */
export type HelperReply = { done: true } | { fault: WireFault } | { entry: SentEntry };
