/** The bytes that `probe fill` writes: seed 1 on stdout, 2 on stderr, 3 over HTTP. */
export function pattern(seed: number, sizeBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let state = seed;
  for (let i = 0; i < sizeBytes; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Every byte value once, in order. */
export const ALL_BYTES: Buffer = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

/** Says where two byte strings part, in words short enough for a failure message; undefined when they are equal. */
export function firstDifference(actual: Buffer, expected: Buffer): string | undefined {
  if (actual.equals(expected)) return undefined;
  const length = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < length && actual[at] === expected[at]) at++;
  const show = (bytes: Buffer) => bytes.subarray(at, at + 12).toString('hex') || '(end)';
  return `${actual.length} bytes, expected ${expected.length}; they part at ${at}: ${show(actual)}, expected ${show(expected)}`;
}
