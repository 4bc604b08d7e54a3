import { type Cell, type Cells, NO_CELL } from './cells.ts';

/** Of a list: signature and count. */
const LIST_HEAD_BYTES = 4;
const MOST_LIST_BYTES = LIST_HEAD_BYTES + 0xffff * 8;
/** No key takes less room than this: its cell with a name of one letter. */
const LEAST_KEY_BYTES = 80;

/** A key in a list: where it is, and what can be said of its name without reading it. */
export interface ListedKey {
  offset: number;
  hint?: NameHint;
}

/** `hash`: of the whole name (`lh`); `start`: its first four letters (`lf`), empty where they do not tell. */
export type NameHint = { hash: number } | { start: string };

/**
 * Reads which keys are below one: a leaf (`li`, `lf`, `lh`), or an index root (`ri`) of leaves.
 *
 * @param count How many the key says it has.
 * @throws {RuntimeFault} `Corrupt`, also where that is another number.
 */
export async function readSubkeyList(cells: Cells, key: Cell, count: number, offset: number): Promise<ListedKey[]> {
  if (count === 0) return [];
  if (count > cells.binsBytes / LEAST_KEY_BYTES) throw key.bad(`it is said to have ${count} keys`);
  if (offset === NO_CELL) throw key.bad(`its ${count} keys are nowhere`);
  const top = await cells.cell(offset, 'list of keys', MOST_LIST_BYTES);
  const listed: ListedKey[] = [];
  if (top.signature !== 'ri') readLeaf(top, listed, count);
  else {
    const lists = top.u16(2);
    for (let index = 0; index < lists; index++) {
      const leaf = await cells.cell(top.u32(LIST_HEAD_BYTES + index * 4), 'list of keys', MOST_LIST_BYTES);
      readLeaf(leaf, listed, count);
    }
  }
  if (listed.length !== count) throw key.bad(`it is said to have ${count} keys, and ${listed.length} are listed`);
  return listed;
}

function readLeaf(leaf: Cell, listed: ListedKey[], most: number): void {
  const { signature } = leaf;
  const isPlain = signature === 'li';
  if (!isPlain && signature !== 'lf' && signature !== 'lh') throw leaf.bad('it is no list of keys');
  const count = leaf.u16(2);
  // A leaf without a key may be named again and again.
  if (count === 0) throw leaf.bad('it lists no key');
  if (listed.length + count > most) throw leaf.bad('more keys are listed than their parent is said to have');
  for (let index = 0; index < count; index++) {
    const at = LIST_HEAD_BYTES + index * (isPlain ? 4 : 8);
    const offset = leaf.u32(at);
    if (signature === 'lh') listed.push({ offset, hint: { hash: leaf.u32(at + 4) } });
    else if (signature === 'lf') listed.push({ offset, hint: { start: startOf(leaf.slice(at + 4, 4)) } });
    else listed.push({ offset });
  }
}

function startOf(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\0.*$/s, '');
}

/** The hash of `lh` lists: of the name in upper case. Right for ASCII; of other letters Windows has its own table. */
export function nameHash(name: string): number {
  let hash = 0;
  const upper = name.toUpperCase();
  for (let index = 0; index < upper.length; index++) hash = (Math.imul(hash, 37) + upper.charCodeAt(index)) >>> 0;
  return hash;
}

/** Tells of a key in a list whether it can be the one of this ASCII name. */
export function hintTest(name: string): (listed: ListedKey) => boolean {
  const [hash, start] = [nameHash(name), name.slice(0, 4).toUpperCase()];
  return ({ hint }) => {
    if (hint === undefined) return true;
    if ('hash' in hint) return hint.hash === hash;
    return hint.start === '' || hint.start.toUpperCase() === start;
  };
}
