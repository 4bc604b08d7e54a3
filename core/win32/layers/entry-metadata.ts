import { fileTimeOfMs, toFileTime } from '../../base/file-time.ts';
import type { ExactTimes } from '../../spec/layer-entry.ts';

const DIRECTORY = 0x10;
const REPARSE_POINT = 0x400;

interface WithMetadata {
  kind: 'file' | 'folder' | 'symlink';
  modifiedMs: number;
  times?: ExactTimes;
  attributes?: number;
  isJunction?: true;
}

/** FILE_ATTRIBUTE_* of an entry; a link has its mark, and a junction is a folder, whatever its layer says. */
export function attributesOf(entry: WithMetadata): number {
  switch (entry.kind) {
    case 'file':
      return entry.attributes ?? 0;
    case 'folder':
      return (entry.attributes ?? 0) | DIRECTORY;
    case 'symlink':
      return (entry.attributes ?? 0) | REPARSE_POINT | (entry.isJunction === true ? DIRECTORY : 0);
  }
}

/**
 * FILE_BASIC_INFO of an entry: 0 created | 8 accessed | 16 written | 24 changed, each FILETIME | 32 u32 attributes; 40
 * bytes. A time that the entry does not have is that of its modification.
 *
 * @param attributes 0 leaves those of the file.
 */
export function basicInfo(entry: Pick<WithMetadata, 'modifiedMs' | 'times'>, attributes: number): Buffer {
  const { times = {}, modifiedMs } = entry;
  const modified = times.modified === undefined ? fileTimeOfMs(modifiedMs) : toFileTime(times.modified);
  const exact = (time: string | undefined): bigint => (time === undefined ? modified : toFileTime(time));
  const bytes = Buffer.alloc(40);
  bytes.writeBigInt64LE(exact(times.created), 0);
  bytes.writeBigInt64LE(exact(times.accessed), 8);
  bytes.writeBigInt64LE(modified, 16);
  bytes.writeBigInt64LE(exact(times.changed), 24);
  bytes.writeUInt32LE(attributes >>> 0, 32);
  return bytes;
}
