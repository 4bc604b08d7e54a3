import { fault } from '../../base/fault.ts';
import { BLOCK, encodePax, encodeTarHeader, type NewTarHeader } from './tar-header.ts';

export interface NewTarEntry {
  type: 'file' | 'folder' | 'symlink' | 'hardlink';
  /** A folder's without a final slash. */
  name: string;
  linkName?: string;
  /** Whole seconds since 1970, UTC. */
  modifiedSeconds: number;
  /** Records beside those that the name, size and time need; an `mtime` with its fraction replaces theirs. */
  pax?: Readonly<Record<string, string>>;
  /** Files only. */
  sizeBytes?: number;
  content?: () => AsyncIterable<Uint8Array>;
}

/**
 * Writes a tar archive: ustar, with pax records only where the block is too small. The same entries always give the same
 * bytes: uid, gid and names of users are fixed, mode is 0755 for folders and 0644 for the rest.
 *
 * @throws {RuntimeFault} `InvalidState` when a file's content has another size than the entry says.
 */
export async function* writeTar(entries: AsyncIterable<NewTarEntry>): AsyncGenerator<Buffer, void, void> {
  for await (const entry of entries) {
    const sizeBytes = entry.type === 'file' ? (entry.sizeBytes ?? 0) : 0;
    yield headerBytes(entry, sizeBytes);
    let left = sizeBytes;
    if (entry.content !== undefined && entry.type === 'file') {
      for await (const chunk of entry.content()) {
        left -= chunk.length;
        if (left < 0) break;
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
    }
    if (left !== 0) {
      throw fault(
        'InvalidState',
        `'${entry.name}' changed while it was read: it has ${left < 0 ? 'more' : 'fewer'} than ${sizeBytes} bytes.`,
        {
          target: entry.name,
          hint: 'Stop-Container, then try again',
        },
      );
    }
    const padding = (BLOCK - (sizeBytes % BLOCK)) % BLOCK;
    if (padding > 0) yield ZEROS.subarray(0, padding);
  }
  yield ZEROS;
}

const ZEROS = Buffer.alloc(2 * BLOCK);

function headerBytes(entry: NewTarEntry, sizeBytes: number): Buffer {
  const header: NewTarHeader = {
    type: entry.type,
    name: entry.type === 'folder' ? `${entry.name}/` : entry.name,
    sizeBytes,
    modifiedSeconds: entry.modifiedSeconds,
    ...(entry.linkName === undefined ? {} : { linkName: entry.linkName }),
  };
  const { block, pax } = encodeTarHeader(header);
  const records = { ...pax, ...entry.pax };
  if (Object.keys(records).length === 0) return block;
  const body = encodePax(records);
  const before = encodeTarHeader({ type: 'pax', name: 'PaxHeader', sizeBytes: body.length, modifiedSeconds: 0 });
  return Buffer.concat([before.block, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK), block]);
}
