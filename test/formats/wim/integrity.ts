import { encodeResource, sha1 } from './write-wim.ts';

const HEADER_BYTES = 208;

/** Where the bytes that an integrity table speaks of end: with the lookup table. */
export function checkedEnd(wim: Buffer): number {
  return Number(wim.readBigUInt64LE(56)) + Number(wim.readBigUInt64LE(48) & 0xff_ffff_ffff_ffffn);
}

/** A WIM file with an integrity table behind it, whose chunks are as large as the test wants. */
export function withIntegrity(wim: Buffer, chunkBytes: number): Buffer {
  const end = checkedEnd(wim);
  const hashes: Buffer[] = [];
  for (let at = HEADER_BYTES; at < end; at += chunkBytes)
    hashes.push(sha1(wim.subarray(at, Math.min(at + chunkBytes, end))));
  const table = Buffer.alloc(12);
  table.writeUInt32LE(12 + hashes.length * 20, 0);
  table.writeUInt32LE(hashes.length, 4);
  table.writeUInt32LE(chunkBytes, 8);
  const whole = Buffer.concat([wim, table, ...hashes]);
  encodeResource({ offset: wim.length, sizeBytes: whole.length - wim.length, flags: 0 }).copy(whole, 124);
  return whole;
}
