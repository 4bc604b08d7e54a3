/** One file or folder that was copied, with all that it holds. */
export interface CopiedItem {
  name: string;
  /** Where it is now: a path in the container, or on this machine. */
  path: string;
  /** Of its files, together. */
  sizeBytes: number;
}
