import { randomBytes } from 'node:crypto';
import { deflateSync, inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { noiseRuns, storedBlocks } from '../../core/base/noise.ts';

const KIB = 1024;

describe('noise', () => {
  it('finds the runs of it', () => {
    const words = Buffer.from('the quick brown fox '.repeat(4000)).subarray(0, 64 * KIB);
    const bytes = Buffer.concat([words, randomBytes(40 * KIB), words, randomBytes(16 * KIB), words]);
    expect(noiseRuns(bytes)).to.deep.equal([
      { start: 64 * KIB, end: 104 * KIB },
      { start: 168 * KIB, end: 184 * KIB },
    ]);
  });

  it('knows compressed data by its looks', () => {
    const numbers = Array.from({ length: 60_000 }, (_, index) => Math.imul(index, 2_654_435_761) >>> 8).join(' ');
    const packed = deflateSync(numbers);
    const found = noiseRuns(packed).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(found).to.be.greaterThan(packed.length - 40 * KIB);
  });

  it('leaves text, numbers and programs to deflate', () => {
    const hex = Buffer.from(randomBytes(32 * KIB).toString('hex'));
    const base64 = Buffer.from(randomBytes(48 * KIB).toString('base64'));
    const wide = Buffer.from(Uint16Array.from({ length: 32 * KIB }, (_, index) => index % 999).buffer);
    for (const bytes of [hex, base64, wide, Buffer.alloc(64 * KIB)]) expect(noiseRuns(bytes)).to.deep.equal([]);
  });

  it('takes no notice of what is too short', () => {
    for (const size of [0, 1, 8 * KIB, 16 * KIB - 1]) expect(noiseRuns(randomBytes(size))).to.deep.equal([]);
  });

  it('makes blocks that inflate reads', () => {
    for (const size of [0, 1, 65_535, 65_536, 200_000]) {
      const bytes = randomBytes(size);
      const last = Buffer.from([0x03, 0x00]);
      expect(inflateRawSync(Buffer.concat([...storedBlocks(bytes), last])).equals(bytes)).to.equal(true);
    }
  });
});
