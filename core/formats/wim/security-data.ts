import { Fields } from './fields.ts';

/** A security descriptor of NTFS is at most this long. */
const MAX_DESCRIPTOR = 64 * 1024;

export interface SecurityData {
  /** Self-relative security descriptors, by the number that entries name them with. */
  descriptors: Buffer[];
  /** Where the root's entry is: after these, at a multiple of 8. */
  rootOffset: number;
}

/**
 * Reads the security descriptors at the start of an image's metadata: 0 u32 length of all, 4 u32 count, 8 u64 length of
 * each, then the descriptors, one after another.
 *
 * @throws {RuntimeFault} `Corrupt`.
 */
export function readSecurityData(metadata: Buffer, file: string): SecurityData {
  const fields = new Fields(metadata, file, 'security data');
  // Empty security data may count its own first 8 bytes, or not.
  const totalBytes = Math.max(8, fields.u32(0));
  const count = fields.u32(4);
  const body = new Fields(fields.slice(0, totalBytes), file, 'security data');
  if (8 + count * 8 > totalBytes) throw body.bad(`there are too many descriptors (${count})`);
  const descriptors: Buffer[] = [];
  let at = 8 + count * 8;
  for (let index = 0; index < count; index++) {
    const length = body.size(8 + index * 8);
    if (length > MAX_DESCRIPTOR) throw body.bad(`descriptor ${index} has ${length} bytes`);
    descriptors.push(body.slice(at, length));
    at += length;
  }
  return { descriptors, rootOffset: Math.ceil(totalBytes / 8) * 8 };
}
