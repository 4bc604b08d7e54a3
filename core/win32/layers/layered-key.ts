import type { HiveKey } from '../../formats/regf/hive-key.ts';
import type { HiveValue } from '../../formats/regf/hive-value.ts';
import { foldName } from '../../formats/wine-registry/text.ts';

/** A key as Windows shows it of several hives that lie over each other; read where it is asked for. */
export class LayeredKey {
  /** Of those keys, the nearest first, that show in it: what is behind a key that supersedes is not among them. */
  readonly #keys: readonly HiveKey[];
  /** How many of them, from the first, show their values. */
  readonly #showValues: number;
  #values: Promise<Map<string, HiveValue>> | undefined;

  private constructor(keys: readonly HiveKey[], showValues: number) {
    this.#keys = keys;
    this.#showValues = showValues;
  }

  /** Undefined where they show no key. @param found The keys of one path, the nearest hive's first. */
  static of(found: readonly HiveKey[]): LayeredKey | undefined {
    const keys: HiveKey[] = [];
    let showValues: number | undefined;
    for (const key of found) {
      if (key.layer === 'tombstone') break;
      keys.push(key);
      if (key.layer === 'supersedeLocal') showValues ??= keys.length;
      if (key.layer === 'supersedeTree') break;
    }
    return keys.length === 0 ? undefined : new LayeredKey(keys, showValues ?? keys.length);
  }

  get name(): string {
    return this.#keys[0]?.name ?? '';
  }

  async child(name: string): Promise<LayeredKey | undefined> {
    const found: HiveKey[] = [];
    for (const key of this.#keys) {
      const child = await key.child(name);
      if (child !== undefined) found.push(child);
    }
    return LayeredKey.of(found);
  }

  /** What shows, by folded name. */
  values(): Promise<Map<string, HiveValue>> {
    this.#values ??= this.#readValues();
    return this.#values;
  }

  async #readValues(): Promise<Map<string, HiveValue>> {
    const nearest = new Map<string, HiveValue>();
    for (const key of this.#keys.slice(0, this.#showValues)) {
      for (const value of await key.values()) {
        const folded = foldName(value.name);
        if (!nearest.has(folded)) nearest.set(folded, value);
      }
    }
    return new Map([...nearest].filter(([, { isTombstone }]) => !isTombstone));
  }

  /** The names of all keys in it, by folded name. */
  async childNames(): Promise<Map<string, string>> {
    const found = new Map<string, HiveKey[]>();
    for (const key of this.#keys) {
      for await (const child of key.children()) {
        const folded = foldName(child.name);
        found.set(folded, [...(found.get(folded) ?? []), child]);
      }
    }
    const names = new Map<string, string>();
    for (const [folded, keys] of found) {
      const shown = LayeredKey.of(keys);
      if (shown !== undefined) names.set(folded, shown.name);
    }
    return names;
  }
}
