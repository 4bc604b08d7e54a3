import { fault } from '../../base/fault.ts';
import { decodeReparsePoint, type LinkTarget } from '../backup-stream/reparse-point.ts';
import type { DirectoryEntry, StreamRoles } from './directory-entry.ts';
import { damaged } from './fields.ts';
import type { Wim } from './open-wim.ts';

/** MAXIMUM_REPARSE_DATA_BUFFER_SIZE. */
const MAX_REPARSE_BYTES = 16 * 1024;
const HEAD = 8;

/**
 * Where a reparse point leads. Its stream is REPARSE_DATA_BUFFER without the first 8 bytes; the tag is in its entry. A
 * target that was made to fit the image names the image's root by the drive that it was captured from: here it is C:.
 *
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for one that is no link.
 */
export async function readLink(wim: Wim, entry: DirectoryEntry, name: string, roles: StreamRoles): Promise<LinkTarget> {
  const what = `the link '${name}'`;
  const stream = wim.findStream(roles.reparse, what);
  if (stream === undefined || stream.sizeBytes > MAX_REPARSE_BYTES - HEAD)
    throw damaged(wim.name, `${what} has no target`);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(entry.reparseTag, 0);
  head.writeUInt16LE(stream.sizeBytes, 4);
  const pieces: Buffer[] = [head];
  for await (const piece of wim.readStream(stream, what)) pieces.push(piece);
  const link = decodeReparsePoint(Buffer.concat(pieces));
  if (link === undefined) {
    const tag = `0x${entry.reparseTag.toString(16).toUpperCase()}`;
    throw fault(
      'NotSupported',
      `'${name}' of '${wim.name}' cannot be in an image: layers have no reparse point of tag ${tag}.`,
      {
        target: name,
      },
    );
  }
  const isFixed = wim.header.linksFixed && !entry.isLinkKept;
  return isFixed ? { ...link, target: link.target.replace(/^[A-Za-z]:\\/, 'C:\\') } : link;
}
