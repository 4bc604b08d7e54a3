import type { BlockSource } from '../../base/block-source.ts';
import { fault, type RuntimeFault } from '../../base/fault.ts';
import { damaged, Fields } from './fields.ts';
import { decodeResourceHeader, type ResourceHeader } from './resource-header.ts';

export const HEADER_BYTES = 208;
const VERSION = 0x10d00;
/** Files with solid resources (ESD) have a version of their own. */
const VERSION_SOLID = 0xe00;

const FLAG = {
  compressed: 0x2,
  spanned: 0x8,
  writeInProgress: 0x40,
  linksFixed: 0x80,
  xpress: 0x20000,
  lzx: 0x40000,
} as const;

export type WimCompression = 'none' | 'xpress' | 'lzx';

/** The chunk sizes that each form of compression may have, in bytes. */
const CHUNKS = { xpress: { least: 4096, most: 65_536 }, lzx: { least: 32_768, most: 2_097_152 } } as const;
const DEFAULT_CHUNK = 32_768;

export interface WimHeader {
  compression: WimCompression;
  /** Uncompressed bytes of a chunk; a power of two. */
  chunkBytes: number;
  imageCount: number;
  lookupTable: ResourceHeader;
  xml: ResourceHeader;
  /** Size 0: there is none. */
  integrity: ResourceHeader;
  /** Absolute link targets are those in the image, unless an entry says otherwise. */
  linksFixed: boolean;
}

/**
 * Reads the header at the start of a WIM file.
 *
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for a split, solid (ESD) or pipable file, or other compression.
 */
export async function readWimHeader(source: BlockSource): Promise<WimHeader> {
  const bytes = await source.read(0, HEADER_BYTES);
  const magic = bytes.toString('latin1', 0, 8);
  if (magic === 'WLPWM\0\0\0') {
    throw refused(source, 'it is in the pipable form that only wimlib writes', 'wimexport FILE all NEW.wim');
  }
  if (magic !== 'MSWIM\0\0\0') {
    throw fault('Corrupt', `'${source.name}' is no WIM file: it does not begin with MSWIM.`, { target: source.name });
  }
  const fields = new Fields(bytes, source.name, 'header');
  if (fields.u32(8) !== HEADER_BYTES) throw fields.bad(`the size of ${fields.u32(8)} bytes is not ${HEADER_BYTES}`);
  checkVersion(source, fields.u32(12));
  const flags = fields.u32(16);
  const parts = fields.u16(42);
  if ((flags & FLAG.spanned) !== 0 || parts !== 1 || fields.u16(40) !== 1) {
    throw refused(source, `it is part ${fields.u16(40)} of ${parts} of a split file`, EXPORT_PARTS);
  }
  if ((flags & FLAG.writeInProgress) !== 0) throw damaged(source.name, 'it was never written to its end');
  const compression = compressionOf(source, flags);
  const header = {
    compression,
    chunkBytes: chunkBytesOf(fields, compression),
    imageCount: fields.u32(44),
    lookupTable: decodeResourceHeader(fields, 48),
    xml: decodeResourceHeader(fields, 72),
    integrity: decodeResourceHeader(fields, 124),
    linksFixed: (flags & FLAG.linksFixed) !== 0,
  };
  for (const { offset, storedBytes } of [header.lookupTable, header.xml, header.integrity]) {
    if (offset + storedBytes > source.sizeBytes) throw damaged(source.name, 'it ends too early');
  }
  return header;
}

/** What makes a file that is read of one that is not. */
export const EXPORT =
  'dism /Export-Image /SourceImageFile:FILE /SourceIndex:1 /DestinationImageFile:NEW.wim /Compress:max';
/** The same for the parts of a split file, which are named like the first. */
const EXPORT_PARTS = EXPORT.replace('/SourceIndex', '/SWMFile:PARTS*.swm /SourceIndex');

function checkVersion(source: BlockSource, version: number): void {
  if (version === VERSION_SOLID) throw refused(source, 'it is an ESD file, with solid compression (LZMS)', EXPORT);
  if (version !== VERSION) throw refused(source, `its version is 0x${version.toString(16)}, not 0x10d00`, EXPORT);
}

function compressionOf(source: BlockSource, flags: number): WimCompression {
  if ((flags & FLAG.compressed) === 0) return 'none';
  const kind = flags & 0xffff_0000;
  if (kind === FLAG.xpress) return 'xpress';
  if (kind === FLAG.lzx) return 'lzx';
  throw refused(source, `its compression (flags 0x${(flags >>> 0).toString(16)}) is neither XPRESS nor LZX`, EXPORT);
}

function chunkBytesOf(fields: Fields, compression: WimCompression): number {
  const size = fields.u32(20);
  if (compression === 'none') return DEFAULT_CHUNK;
  if (size === 0) return DEFAULT_CHUNK;
  const { least, most } = CHUNKS[compression];
  if (size < least || size > most || (size & (size - 1)) !== 0) throw fields.bad(`chunks have ${size} bytes`);
  return size;
}

/** The fault for a good file of a form that is not read. */
export function refused(source: BlockSource, why: string, hint: string): RuntimeFault {
  return fault('NotSupported', `Cannot read '${source.name}': ${why}.`, {
    target: source.name,
    hint: hint.replace('FILE', () => source.name),
  });
}
