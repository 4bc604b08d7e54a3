import type { BlockSource } from '../../base/block-source.ts';
import { BASE_BLOCK_BYTES, readBaseBlock } from './base-block.ts';
import { Cells } from './cells.ts';
import { HiveKey } from './hive-key.ts';

export interface Hive {
  root: HiveKey;
  /** Whether it may lie over another: its keys and values may say that others are gone. */
  hasLayers: boolean;
}

/**
 * Opens a registry hive, to be read in places: the cost is that of what is asked for, whatever its size.
 *
 * The source stays the caller's, and must not change meanwhile. Nothing is trusted: each cell must be in use and within its
 * bin, counts must fit the room there is, each key must know its parent.
 *
 * @param options.isWalked Each key is asked once for its values, keys and class: what no sound hive exceeds then is refused.
 * @throws {RuntimeFault} `Corrupt`; `NotSupported` for another version, or for a hive that needs its log files.
 * @example What is no hive is refused
 * await assert.rejects(openHive(bufferBlocks(Buffer.alloc(4096), 'Software_Delta')), /does not begin with 'regf'/);
 */
export async function openHive(source: BlockSource, options: { isWalked?: boolean } = {}): Promise<Hive> {
  const base = readBaseBlock(await source.read(0, BASE_BLOCK_BYTES), source);
  const cells = new Cells(source, base.binsBytes, options.isWalked === true);
  const { hasLayers } = base;
  const rules = { hasLayers, hasBigData: base.minorVersion > 3 };
  return { root: await HiveKey.at(cells, base.rootOffset, rules), hasLayers };
}
