import { foldName } from './text.ts';

/**
 * A registry file in memory. Keys and values are found without regard to case and keep the case they were written in.
 * Mutable; `cloneTree` before changing what others hold.
 */
export interface RegistryTree {
  /** What the keys are relative to, unescaped: `REGISTRY\Machine`. Empty when the file does not say. */
  relativeTo: string;
  /** `win64`, `win32`; undefined when the file does not say. */
  architecture: string | undefined;
  /** The root key; its name is empty. */
  root: RegistryKey;
}

export interface RegistryKey {
  name: string;
  /** By folded name (`foldName`). */
  children: Map<string, RegistryKey>;
  /** By folded name; the default value's is the empty string. */
  values: Map<string, RegistryValue>;
  className: string | undefined;
  /** A symbolic link: its target is the value `SymbolicLinkValue`. */
  isLink: boolean;
}

export interface RegistryValue {
  name: string;
  /** The canonical text (`canonicalValueData`), on one line: `"C:\\x"`, `dword:00000001`, `hex(6):5c,00`. */
  data: string;
}

export function emptyTree(relativeTo = '', architecture?: string): RegistryTree {
  return { relativeTo, architecture, root: newKey('') };
}

export function newKey(name: string): RegistryKey {
  return { name, children: new Map(), values: new Map(), className: undefined, isLink: false };
}

/** The components of a path: `Software\Wine` gives two, the empty path none. */
export function splitPath(path: string): string[] {
  return path === '' ? [] : path.split('\\');
}

/** The key at a path (`Software\Wine`), or undefined. */
export function findKey(tree: RegistryTree, path: string): RegistryKey | undefined {
  let key: RegistryKey | undefined = tree.root;
  for (const part of splitPath(path)) key = key?.children.get(foldName(part));
  return key;
}

/** The key at a path, made with its ancestors when it is not there. */
export function ensureKey(tree: RegistryTree, path: string): RegistryKey {
  let key = tree.root;
  for (const part of splitPath(path)) {
    const folded = foldName(part);
    let child = key.children.get(folded);
    if (child === undefined) {
      child = newKey(part);
      key.children.set(folded, child);
    }
    key = child;
  }
  return key;
}

/** Removes a key and all below it; one that is not there: nothing. The root itself is emptied. */
export function removeKey(tree: RegistryTree, path: string): void {
  const parts = splitPath(path);
  const last = parts.pop();
  if (last === undefined) tree.root = newKey('');
  else findKey(tree, parts.join('\\'))?.children.delete(foldName(last));
}

/** Sets a value (name '' is the default value), making its key. `data` is canonical text: see `stringData`, `dwordData`. */
export function setValue(tree: RegistryTree, path: string, name: string, data: string): void {
  ensureKey(tree, path).values.set(foldName(name), { name, data });
}

/** A value's canonical text, or undefined. */
export function getValue(tree: RegistryTree, path: string, name: string): string | undefined {
  return findKey(tree, path)?.values.get(foldName(name))?.data;
}

/** Removes a value; one that is not there: nothing. */
export function removeValue(tree: RegistryTree, path: string, name: string): void {
  findKey(tree, path)?.values.delete(foldName(name));
}

export function cloneTree(tree: RegistryTree): RegistryTree {
  return { ...tree, root: cloneKey(tree.root) };
}

/** A deep copy; value objects are shared, since nobody changes them in place. */
export function cloneKey(key: RegistryKey): RegistryKey {
  const children = new Map<string, RegistryKey>();
  for (const [folded, child] of key.children) children.set(folded, cloneKey(child));
  return { ...key, children, values: new Map(key.values) };
}

/** A map's entries sorted by folded name, in UTF-16 order. */
export function sortedEntries<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
