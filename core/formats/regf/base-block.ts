import { fault, type RuntimeFault } from '../../base/fault.ts';

/** The base block's length; offsets of cells count from its end. */
export const BASE_BLOCK_BYTES = 4096;
/** Where the checksum is, and how many bytes it covers. */
const CHECKSUM_AT = 508;
/** Of `Flags`: this hive may have layered keys. */
const LAYERED_KEYS = 2;
/** Cells from here on are of volatile keys, which no file has. */
const MAX_BINS_BYTES = 0x8000_0000;

export interface BaseBlock {
  /** Of version 1: 3 to 6. */
  minorVersion: number;
  /** Of the root key's cell, from the first bin. */
  rootOffset: number;
  /** How long all bins are together. */
  binsBytes: number;
  /** Whether keys and values may say how they lie over those of a hive below. */
  hasLayers: boolean;
}

/** The fault for bytes that are not what a hive has. `name`: the file. */
export function damaged(name: string, what: string): RuntimeFault {
  return fault('Corrupt', `The registry hive '${name}' is damaged: ${what}.`, { target: name });
}

/**
 * Reads and checks a hive's first 4,096 bytes.
 *
 * @param file Whose they are: its name for messages, and its length.
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for a version that is not read here, and for a hive whose last changes are
 *   in its log files alone (its sequence numbers differ).
 */
export function readBaseBlock(bytes: Buffer, { name, sizeBytes }: { name: string; sizeBytes: number }): BaseBlock {
  if (bytes.length < BASE_BLOCK_BYTES) throw damaged(name, 'it ends within its base block');
  if (bytes.toString('latin1', 0, 4) !== 'regf') throw damaged(name, "it does not begin with 'regf'");
  if (checksumOf(bytes) !== bytes.readUInt32LE(CHECKSUM_AT))
    throw damaged(name, 'the checksum of its base block differs');
  const [first, second] = [bytes.readUInt32LE(4), bytes.readUInt32LE(8)];
  if (first !== second) {
    throw notRead(
      name,
      `it was not written to its end (sequence numbers ${first} and ${second}), and its logs are not read`,
    );
  }
  const [major, minorVersion, type, format] = [20, 24, 28, 32].map((at) => bytes.readUInt32LE(at));
  if (major !== 1 || minorVersion === undefined || minorVersion < 3 || minorVersion > 6)
    throw notRead(name, `its version is ${major}.${minorVersion}`);
  if (type !== 0 || format !== 1) throw notRead(name, `it is a file of type ${type}, format ${format}`);
  const binsBytes = bytes.readUInt32LE(40);
  const isWhole = binsBytes > 0 && binsBytes % 4096 === 0 && binsBytes <= MAX_BINS_BYTES;
  if (!isWhole) throw damaged(name, `its bins are said to have ${binsBytes} bytes`);
  if (BASE_BLOCK_BYTES + binsBytes > sizeBytes)
    throw damaged(name, `it ends at byte ${sizeBytes}, before its bins, which have ${binsBytes}`);
  return {
    minorVersion,
    rootOffset: bytes.readUInt32LE(36),
    binsBytes,
    hasLayers: (bytes.readUInt32LE(144) & LAYERED_KEYS) !== 0,
  };
}

/** All 32-bit words before it, combined by XOR; two values are never written. */
export function checksumOf(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < CHECKSUM_AT; at += 4) sum ^= bytes.readInt32LE(at);
  if (sum === -1) return 0xffff_fffe;
  return sum === 0 ? 1 : sum >>> 0;
}

function notRead(name: string, why: string): RuntimeFault {
  return fault('NotSupported', `The registry hive '${name}' cannot be read: ${why}.`, { target: name });
}
