import type { BlockSource } from '../../base/block-source.ts';
import { damaged } from './fields.ts';
import { type ImageTree, openImageTree } from './image-tree.ts';
import { type HashedResource, readLookupTable } from './lookup-table.ts';
import { openResources } from './read-resource.ts';
import { readWimHeader, type WimHeader } from './wim-header.ts';
import { readWimImages, type WimImage } from './wim-images.ts';

/** The metadata of an image of 100,000 files has 30 MB. */
const MAX_METADATA_BYTES = 256 * 1024 * 1024;
/** SHA-1 of nothing: some writers name it, and store no such stream. */
const EMPTY_SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

/** A WIM file. */
export interface Wim {
  readonly name: string;
  readonly header: WimHeader;
  /** In the order of their index. */
  readonly images: readonly WimImage[];
  /** @throws {RuntimeFault} `Corrupt`. */
  openTree(image: WimImage): Promise<ImageTree>;
  /** Where a stream is; undefined for an empty one. @throws {RuntimeFault} `Corrupt` for one that is not there. */
  findStream(sha1: Buffer | undefined, what: string): HashedResource | undefined;
  /** The bytes of a stream in pieces, its SHA-1 checked before the last is given. */
  readStream(stream: HashedResource, what: string): AsyncGenerator<Buffer, void, void>;
}

/**
 * Opens a WIM file: reads its header, XML and lookup table. The source stays the caller's, and open while this is used.
 *
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for split, solid (ESD) and pipable files.
 */
export async function openWim(source: BlockSource): Promise<Wim> {
  const header = await readWimHeader(source);
  const table = await readLookupTable(source, header);
  const images = await readWimImages(source, header);
  const resources = openResources(source, header);
  return {
    name: source.name,
    header,
    images,
    openTree: async ({ index }) => {
      const resource = table.metadata[index - 1];
      if (resource === undefined) throw damaged(source.name, `image ${index} has no metadata`);
      const what = `the metadata of image ${index}`;
      if (resource.sizeBytes > MAX_METADATA_BYTES)
        throw damaged(source.name, `${what} has ${resource.sizeBytes} bytes`);
      // Not allocated beforehand: the size may be a lie.
      const pieces: Buffer[] = [];
      for await (const piece of resources.read(resource, what)) pieces.push(piece);
      return openImageTree(Buffer.concat(pieces), source.name);
    },
    findStream: (sha1, what) => {
      if (sha1 === undefined) return undefined;
      const stream = table.find(sha1);
      if (stream === undefined && sha1.toString('hex') !== EMPTY_SHA1)
        throw damaged(source.name, `${what} is not in it`);
      return stream;
    },
    readStream: (stream, what) => resources.read(stream, what),
  };
}
