import { BadCompression } from './huffman-code.ts';

/** Repeats `length` bytes that stand `offset` before `at`; they may overlap. @throws {BadCompression} outside the chunk. */
export function copyMatch(out: Uint8Array, at: number, offset: number, length: number): void {
  if (offset < 1 || offset > at) throw new BadCompression('it repeats bytes before its start');
  if (length > out.length - at) throw new BadCompression('it has more bytes than it should');
  let from = at - offset;
  if (length > 64 && offset >= length) {
    out.copyWithin(at, from, from + length);
    return;
  }
  const end = at + length;
  for (let to = at; to < end; to++) out[to] = out[from++] ?? 0;
}
