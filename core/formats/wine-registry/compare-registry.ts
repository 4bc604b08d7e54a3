import { noiseFilter } from './registry-delta.ts';
import type { RegistryNoise } from './registry-noise.ts';
import { type RegistryKey, type RegistryTree, type RegistryValue, sortedEntries } from './registry-tree.ts';

/** One difference of two registries. */
export type RegistryDifference =
  | { kind: 'key'; action: 'Added' | 'Deleted'; path: string }
  | { kind: 'value'; path: string; name: string; before: RegistryValue | undefined; after: RegistryValue | undefined };

/**
 * What `child` has that `parent` has not, and the other way: keys and values, sorted, a key before what it holds. A key that
 * is gone is told alone. Names are the same without regard to case; nothing is told of a name that is only spelled anew.
 *
 * @param noise What to leave out, on both sides.
 */
export function* compareRegistry(
  parent: RegistryTree,
  child: RegistryTree,
  noise: readonly RegistryNoise[] = [],
): Generator<RegistryDifference> {
  const filter = noiseFilter(noise);
  const walk = function* (
    before: RegistryKey | undefined,
    after: RegistryKey,
    { path, folded }: { path: string; folded: string },
  ): Generator<RegistryDifference> {
    if (before === undefined) yield { kind: 'key', action: 'Added', path };
    yield* values(before, after, path, (name) => filter.values.has(`${folded}\0${name}`));
    const names = new Map([...(before?.children ?? []), ...after.children]);
    for (const [name, key] of sortedEntries(names)) {
      const at = {
        path: path === '' ? key.name : `${path}\\${key.name}`,
        folded: folded === '' ? name : `${folded}\\${name}`,
      };
      if (filter.keys.has(at.folded)) continue;
      const now = after.children.get(name);
      if (now === undefined) yield { kind: 'key', action: 'Deleted', path: at.path };
      else yield* walk(before?.children.get(name), now, at);
    }
  };
  yield* walk(parent.root, child.root, { path: '', folded: '' });
}

function* values(
  before: RegistryKey | undefined,
  after: RegistryKey,
  path: string,
  isNoise: (name: string) => boolean,
): Generator<RegistryDifference> {
  const names = new Set([...(before?.values.keys() ?? []), ...after.values.keys()]);
  for (const folded of [...names].sort()) {
    const [old, now] = [before?.values.get(folded), after.values.get(folded)];
    if (isNoise(folded) || old?.data === now?.data) continue;
    yield { kind: 'value', path, name: now?.name ?? old?.name ?? '', before: old, after: now };
  }
}
