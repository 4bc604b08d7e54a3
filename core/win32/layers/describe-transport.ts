import type { BigIntStats } from 'node:fs';
import type { Readable } from 'node:stream';
import { fault } from '../../base/fault.ts';
import { fileTimeOfMs, fromFileTime } from '../../base/file-time.ts';
import { decodeExtendedAttributes } from '../../formats/backup-stream/extended-attributes.ts';
import { decodeReparsePoint } from '../../formats/backup-stream/reparse-point.ts';
import type { StreamContent, StreamTable } from '../../formats/backup-stream/stream-table.ts';
import type { ExactTimes, FileEntry, FolderEntry, SymlinkEntry } from '../../spec/layer-entry.ts';

const DIRECTORY = 0x10;
const SECOND_NS = 1_000_000_000n;
const TICK_NS = 100n;

interface Described {
  name: string;
  kind: 'file' | 'folder';
  table: StreamTable;
  attributes: number;
  stats: BigIntStats;
  open(content: StreamContent): Readable;
}

/**
 * The entry of one file of a transport folder. The exact times are those of creation and modification: of the others,
 * reading alone changes one, and the other is that of the export.
 */
export function describeFile({
  name,
  kind,
  table,
  attributes,
  stats,
  open,
}: Described): FileEntry | FolderEntry | SymlinkEntry {
  const { securityDescriptor, extendedAttributes } = table;
  const times = exactTimes(stats);
  const isUsual = attributes === (kind === 'folder' ? DIRECTORY : 0);
  const common = {
    name,
    modifiedMs: wholeSeconds(stats),
    ...(isUsual ? {} : { attributes }),
    ...(Object.keys(times).length === 0 ? {} : { times }),
    ...(securityDescriptor === undefined ? {} : { securityDescriptor }),
    ...(extendedAttributes === undefined ? {} : { extendedAttributes: sorted(extendedAttributes) }),
  };
  if (table.reparse !== undefined) {
    const link = decodeReparsePoint(table.reparse);
    if (link === undefined) {
      const tag = `0x${table.reparse.readUInt32LE(0).toString(16).toUpperCase()}`;
      throw fault('NotSupported', `'${name}' cannot be in an image: layers have no reparse point of tag ${tag}.`, {
        target: name,
        hint: 'Remove it in the container, then try again',
      });
    }
    return { kind: 'symlink', ...common, target: link.target, ...(link.isJunction ? { isJunction: true } : {}) };
  }
  if (kind === 'folder') return { kind, ...common };
  const content = table.data ?? { sizeBytes: 0, ranges: [] };
  return { kind, ...common, sizeBytes: content.sizeBytes, open: () => open(content) };
}

function sorted(bytes: Buffer) {
  return decodeExtendedAttributes(bytes).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** As `modifiedMs` says them: rounded down. */
export function wholeSeconds({ mtimeNs }: BigIntStats): number {
  const seconds = mtimeNs / SECOND_NS - (mtimeNs % SECOND_NS < 0n ? 1n : 0n);
  return Number(seconds) * 1000;
}

/** What whole seconds do not say; a creation at the time of modification needs no word. */
export function exactTimes({ mtimeNs, birthtimeNs }: BigIntStats): ExactTimes {
  const times: ExactTimes = {};
  if (mtimeNs % SECOND_NS !== 0n) times.modified = exact(mtimeNs);
  if (birthtimeNs / TICK_NS !== mtimeNs / TICK_NS) times.created = exact(birthtimeNs);
  return times;
}

function exact(nanoseconds: bigint): string {
  return fromFileTime(fileTimeOfMs(0) + nanoseconds / TICK_NS);
}
