import type { BlockSource } from '../../base/block-source.ts';
import { damaged, Fields } from './fields.ts';
import { decodeResourceHeader, RESOURCE, type ResourceHeader, readPlainResource } from './resource-header.ts';
import { EXPORT, refused, type WimHeader } from './wim-header.ts';

const ENTRY_BYTES = 50;
const HASH_BYTES = 20;
/** Two million streams; the largest image that Microsoft ships has some 100,000. */
const MAX_TABLE_BYTES = 2_000_000 * ENTRY_BYTES;

/** A resource with the SHA-1 of its bytes. */
export interface HashedResource extends ResourceHeader {
  sha1: Buffer;
}

export interface LookupTable {
  /** The metadata of each image, in their order. */
  metadata: HashedResource[];
  /** The stream with this SHA-1. */
  find(sha1: Buffer): HashedResource | undefined;
}

/**
 * Reads the lookup table: 50 bytes an entry. 0 resource header (24), 24 u16 part, 26 u32 references, 30 SHA-1.
 *
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for solid resources.
 */
export async function readLookupTable(source: BlockSource, header: WimHeader): Promise<LookupTable> {
  const what = { what: 'its lookup table', maxBytes: MAX_TABLE_BYTES };
  const bytes = await readPlainResource(source, header.lookupTable, what);
  if (bytes.length % ENTRY_BYTES !== 0) throw damaged(source.name, 'its lookup table ends within an entry');
  const fields = new Fields(bytes, source.name, 'lookup table');
  const metadata: HashedResource[] = [];
  /** Where a stream's entry is: 100,000 numbers are less than as many objects. */
  const streams = new Map<string, number>();
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
    const entry = decodeEntry(source, fields, at);
    if ((entry.flags & RESOURCE.free) !== 0) continue;
    if ((entry.flags & RESOURCE.metadata) !== 0) metadata.push(entry);
    else streams.set(entry.sha1.toString('latin1'), at);
  }
  if (metadata.length !== header.imageCount) {
    throw damaged(source.name, `it has ${header.imageCount} images and the metadata of ${metadata.length}`);
  }
  return {
    metadata,
    find: (sha1) => {
      const at = streams.get(sha1.toString('latin1'));
      return at === undefined ? undefined : decodeEntry(source, fields, at);
    },
  };
}

function decodeEntry(source: BlockSource, fields: Fields, at: number): HashedResource {
  const resource = decodeResourceHeader(fields, at);
  if ((resource.flags & RESOURCE.solid) !== 0) {
    throw refused(source, 'it has solid resources, as ESD files do', EXPORT);
  }
  if ((resource.flags & RESOURCE.spanned) !== 0 || fields.u16(at + 24) !== 1) {
    throw fields.bad(`the entry at byte ${at} is in another part of a split file`);
  }
  if ((resource.flags & RESOURCE.compressed) === 0 && resource.storedBytes !== resource.sizeBytes) {
    throw fields.bad(`the entry at byte ${at} has two sizes and is not compressed`);
  }
  if (resource.offset + resource.storedBytes > source.sizeBytes) {
    throw fields.bad(`the entry at byte ${at} lies beyond the end of the file`);
  }
  return { ...resource, sha1: fields.slice(at + 30, HASH_BYTES) };
}
