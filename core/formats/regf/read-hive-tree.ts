import type { BlockSource } from '../../base/block-source.ts';
import { foldName } from '../wine-registry/text.ts';
import { damaged } from './base-block.ts';
import type { HiveKey, KeyLayer } from './hive-key.ts';
import { openHive } from './open-hive.ts';

/** A whole hive in memory. */
export interface HiveTree {
  root: TreeKey;
  hasLayers: boolean;
}

export interface TreeKey {
  name: string;
  layer: KeyLayer;
  className: string | undefined;
  inheritsClass: boolean;
  isLink: boolean;
  /** By folded name (`foldName`); the default value's is the empty string. */
  values: Map<string, TreeValue>;
  /** By folded name. */
  children: Map<string, TreeKey>;
}

export interface TreeValue {
  name: string;
  type: number;
  bytes: Buffer;
  isTombstone: boolean;
}

/**
 * Reads all of a hive. Memory and time are those of its size, whatever is in it.
 *
 * @throws {RuntimeFault} `Corrupt`, also for two keys or values of one name; `NotSupported`, see `openHive`.
 */
export async function readHiveTree(source: BlockSource, signal?: AbortSignal): Promise<HiveTree> {
  const { root, hasLayers } = await openHive(source, { isWalked: true });
  const read = async (key: HiveKey): Promise<TreeKey> => {
    signal?.throwIfAborted();
    const { name, layer, inheritsClass, isLink } = key;
    const values = new Map<string, TreeValue>();
    for (const value of await key.values()) {
      const bytes = value.isTombstone ? Buffer.alloc(0) : await value.data();
      add(values, { name: value.name, type: value.type, bytes, isTombstone: value.isTombstone });
    }
    const children = new Map<string, TreeKey>();
    const className = await key.className();
    for await (const child of key.children()) add(children, await read(child));
    return { name, layer, className, inheritsClass, isLink, values, children };
  };
  const add = <T extends { name: string }>(to: Map<string, T>, one: T): void => {
    const folded = foldName(one.name);
    if (to.has(folded)) throw damaged(source.name, `'${one.name}' is twice in one key`);
    to.set(folded, one);
  };
  return { root: await read(root), hasLayers };
}
