import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { sha256, verifiedStream } from '../../core/base/digest.ts';
import { isFault } from '../../core/base/fault.ts';
import { parallelGzip } from '../../core/base/parallel-gzip.ts';

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Repeats with variation, so that matches cross block borders; from a fixed seed. */
function sample(size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0, length = 0; length < size; at++) {
    const part = createHash('sha256')
      .update(`${at % 5000}`)
      .digest();
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** GNU gzip reads it the same. Windows has none. */
function expectPeerReads(packed: Buffer, bytes: Buffer): void {
  if (process.platform === 'win32') return;
  expect(execFileSync('gzip', ['-dc'], { input: packed, maxBuffer: 1 << 28 }).equals(bytes)).to.equal(true);
}

describe('parallel gzip', function () {
  this.timeout(20_000);

  for (const size of [0, 1, 100, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000]) {
    it(`round-trips ${size} bytes, here and with gzip`, async () => {
      const bytes = sample(size);
      const packed = await collect(parallelGzip(chunked(bytes, 60_000)));
      expect(gunzipSync(packed).equals(bytes)).to.equal(true);
      expectPeerReads(packed, bytes);
    });
  }

  it('gives the same bytes whatever the chunks and workers', async () => {
    const bytes = sample(3_500_000);
    const first = await collect(parallelGzip(chunked(bytes, 65_536)));
    for (const [chunk, workers] of [
      [1000, 1],
      [3_500_000, 2],
      [77_777, 16],
    ] as const) {
      const again = await collect(parallelGzip(chunked(bytes, chunk), { workers }));
      expect(again.equals(first), `${chunk} ${workers}`).to.equal(true);
    }
    expect(first.subarray(0, 10).toString('hex')).to.equal('1f8b08000000000000ff');
  });

  it('uses the block before as dictionary', async () => {
    const text = Buffer.from(randomBytes(15_000).toString('hex'));
    const bytes = Buffer.concat([text, Buffer.alloc((1 << 20) - 60_000)]);
    const twice = Buffer.concat([bytes, bytes.subarray(0, 30_000), bytes.subarray(0, 30_000)]);
    const packed = await collect(parallelGzip(chunked(twice, 1 << 16)));
    // Three copies take 50,000 bytes; the last, on both sides of the border, next to none.
    expect(packed.length).to.be.lessThan(40_000);
  });

  it('stores noise between text as it is', async () => {
    const text = Buffer.from(randomBytes(50_000).toString('hex'));
    const mixed = Buffer.concat([text, randomBytes(200_000), text, randomBytes(1_500_000), text]);
    const packed = await collect(parallelGzip(chunked(mixed, 70_000)));
    expect(gunzipSync(packed).equals(mixed)).to.equal(true);
    expectPeerReads(packed, mixed);
    expect(packed.length).to.be.within(1_700_000, 1_900_000);
  });

  it('stops when its reader or its source does', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield sample(3 << 20);
      throw new Error('the source broke');
    }
    let why = '';
    await collect(parallelGzip(broken())).catch((error: unknown) => {
      why = String(error);
    });
    expect(why).to.contain('the source broke');
    let closed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield sample(1 << 20);
      } finally {
        closed = true;
      }
    }
    for await (const chunk of parallelGzip(endless())) if (chunk.length > 100) break;
    expect(closed).to.equal(true);
  });
});

describe('verifiedStream', () => {
  const bytes = Buffer.from('hello world');
  const digest = sha256(bytes);
  const read = (expected: { digest: string; sizeBytes?: number }): Promise<unknown> =>
    collect(verifiedStream(chunked(bytes, 3), { ...expected, what: 'The blob' })).catch((error: unknown) => error);

  it('passes what is right', async () => {
    expect(String(await read({ digest, sizeBytes: 11 }))).to.equal('hello world');
  });
  it('names the blob that is not', async () => {
    for (const expected of [{ digest, sizeBytes: 10 }, { digest, sizeBytes: 12 }, { digest: sha256('x') }]) {
      const error = await read(expected);
      expect(isFault(error, 'Corrupt') && error.message).to.contain(expected.digest);
    }
  });
});
