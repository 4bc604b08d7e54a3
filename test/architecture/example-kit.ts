/** What the examples in doc comments may use besides their file's exports, so that they stay two lines long. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export { default as assert } from 'node:assert/strict';
export { readdir, readFile, writeFile } from 'node:fs/promises';
export { gunzipSync } from 'node:zlib';

/** An empty folder. */
export const folder = mkdtempSync(join(tmpdir(), 'hcs-example-'));

/** A stream of bytes with these texts as its chunks. */
export async function* chunks(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** All bytes of a stream. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
