import { badName, checkLayerName, checkStreamName, splitStreamName } from './layer-name.ts';

export type EntryKind = 'file' | 'folder' | 'symlink' | 'hardlink' | 'whiteout';

interface Seen {
  /** The name as spelled. */
  name: string;
  kind: EntryKind | 'implied';
}

/**
 * Watches the names of one layer go by: each once, in one spelling, and nothing below what is no folder.
 * Memory follows the number of entries; the reader's limit bounds it.
 */
export class NameGuard {
  readonly #seen = new Map<string, Seen>();
  /** The last entry that was no stream, while streams of it may follow. */
  #last: { name: string; streams: Set<string> } | undefined;

  /** @throws {RuntimeFault} `InvalidArgument`, naming the entry. */
  add(name: string, kind: EntryKind): void {
    const stream = kind === 'file' ? splitStreamName(name) : undefined;
    if (stream !== undefined) {
      this.#addStream(name, stream);
      return;
    }
    this.#last = kind === 'file' || kind === 'folder' ? { name, streams: new Set() } : undefined;
    checkLayerName(name);
    for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1))
      this.#addAncestor(name, name.slice(0, slash));
    const folded = foldPath(name);
    const seen = this.#seen.get(folded);
    if (seen !== undefined && seen.name !== name)
      throw badName(name, `'${seen.name}' is there already, in different case`);
    if (seen !== undefined && !(seen.kind === 'implied' && kind === 'folder')) {
      throw badName(
        name,
        seen.kind === 'implied' ? 'there are entries below it, but it is no folder' : 'the name comes twice',
      );
    }
    this.#seen.set(folded, { name, kind });
  }

  /** The kind of an entry that was added, spelled exactly so. */
  kindOf(name: string): EntryKind | undefined {
    const seen = this.#seen.get(foldPath(name));
    return seen === undefined || seen.name !== name || seen.kind === 'implied' ? undefined : seen.kind;
  }

  #addStream(name: string, { file, stream }: { file: string; stream: string }): void {
    if (this.#last?.name !== file) {
      // A drive or a device is told as such.
      checkLayerName(file);
      throw badName(name, 'the file that has this stream is not right before it');
    }
    checkStreamName(name, stream);
    const folded = foldPath(stream);
    if (this.#last.streams.has(folded)) throw badName(name, 'the stream comes twice');
    this.#last.streams.add(folded);
  }

  #addAncestor(name: string, ancestor: string): void {
    const folded = foldPath(ancestor);
    const seen = this.#seen.get(folded);
    if (seen === undefined) this.#seen.set(folded, { name: ancestor, kind: 'implied' });
    else if (seen.name !== ancestor) throw badName(name, `its folder is '${seen.name}' elsewhere, in different case`);
    else if (seen.kind !== 'folder' && seen.kind !== 'implied')
      throw badName(name, `'${ancestor}' is a ${seen.kind}, not a folder`);
  }
}

/** The form in which Windows compares file names: one UTF-16 unit to one. */
function foldPath(name: string): string {
  if (/^[^\u0080-\uffff]*$/.test(name)) return name.toUpperCase();
  let out = '';
  for (const unit of name.split('')) {
    const upper = unit.toUpperCase();
    out += upper.length === 1 ? upper : unit;
  }
  return out;
}

/**
 * The order of a layer: a folder before what it holds, a file before its streams, siblings by their UTF-8 bytes. Below 0 when `a` comes first.
 */
export function compareLayerNames(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  // Separators sort before everything, so that a file's streams, and what is in a folder, follow it at once.
  if (at === a.length || at === b.length) return a.length - b.length;
  const [x, y] = [a.charAt(at), b.charAt(at)];
  if (x === ':' || y === ':') return x === ':' ? -1 : 1;
  if (x === '/' || y === '/') return x === '/' ? -1 : 1;
  const [wideX, wideY] = [codePointAround(a, at), codePointAround(b, at)];
  return wideX - wideY;
}

/** The code point at a UTF-16 position, also from its second half: UTF-8 bytes sort as code points do. */
function codePointAround(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff && at > 0;
  const before = isLow ? text.charCodeAt(at - 1) : 0;
  return text.codePointAt(before >= 0xd800 && before <= 0xdbff ? at - 1 : at) ?? 0;
}
