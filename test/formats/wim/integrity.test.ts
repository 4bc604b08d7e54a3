import { expect } from 'chai';
import fc from 'fast-check';
import { bufferBlocks } from '../../../core/base/block-source.ts';
import { isFault } from '../../../core/base/fault.ts';
import { checkIntegrity } from '../../../core/formats/wim/check-integrity.ts';
import { readWimHeader } from '../../../core/formats/wim/wim-header.ts';
import { checkedEnd, withIntegrity } from './integrity.ts';
import { sampleImage } from './sample-wim.ts';
import { writeWim } from './write-wim.ts';

const HEADER_BYTES = 208;

async function check(bytes: Buffer, signal?: AbortSignal): Promise<number | undefined> {
  const source = bufferBlocks(bytes, 'test.wim');
  return checkIntegrity(source, await readWimHeader(source), signal === undefined ? {} : { signal });
}

/** What it is refused with; it must be. */
async function refusal(bytes: Buffer): Promise<string> {
  const error: unknown = await check(bytes).catch((caught: unknown) => caught);
  expect(isFault(error, 'Corrupt'), `Corrupt was expected, not ${error}`).to.equal(true);
  return String(error);
}

const flipped = (bytes: Buffer, at: number, bits: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ bits, at);
  return copy;
};

describe('the integrity table of a WIM file', () => {
  const plain = writeWim([sampleImage()]);
  const end = checkedEnd(plain);

  it('is not missed', async () => {
    expect(await check(plain)).to.equal(undefined);
  });

  it('is checked whatever its chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 700, max: plain.length * 2 }), async (chunkBytes) => {
        const count = Math.ceil((end - HEADER_BYTES) / chunkBytes);
        expect(await check(withIntegrity(plain, chunkBytes))).to.equal(count);
      }),
      { numRuns: 30 },
    );
  });

  it('names the chunk of any changed byte', async () => {
    const place = fc.integer({ min: HEADER_BYTES, max: end - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const whole = withIntegrity(plain, 4096);
        const chunk = Math.floor((at - HEADER_BYTES) / 4096) + 1;
        // The lookup table is read from the header alone here: a change in it is one like any other.
        expect(await refusal(flipped(whole, at, bits))).to.contain(`chunk ${chunk} of `);
      }),
      { numRuns: 60 },
    );
  });

  it('has no byte of its own that may change', async () => {
    const whole = withIntegrity(plain, 100_000);
    for (let at = plain.length; at < whole.length; at++) await refusal(flipped(whole, at, 0x81));
  });

  it('that does not fit the file is damage, without room taken for what it claims', async () => {
    const claims: [string, (table: Buffer) => void, RegExp][] = [
      ['chunks of no bytes', (table) => table.writeUInt32LE(0, 8), /chunks of 0 bytes/],
      ['fewer chunks', (table) => table.writeUInt32LE(4096 * 64, 8), /do not make up the file/],
      ['more hashes', (table) => table.writeUInt32LE(0xffff_ffff, 4), /do not fill/],
      ['another size', (table) => table.writeUInt32LE(13, 0), /do not fill/],
    ];
    for (const [what, change, message] of claims) {
      const whole = withIntegrity(plain, 4096);
      change(whole.subarray(plain.length));
      expect(await refusal(whole), what).to.match(message);
    }
    const short = withIntegrity(plain, 4096);
    short.writeUInt8(8, 124);
    short.writeBigUInt64LE(8n, 140);
    await refusal(short);
    const lie = withIntegrity(plain, 4096);
    lie.writeUInt32LE(0x7fff_ffff, 124);
    await refusal(lie);
  });

  it('is given up when asked to', async () => {
    const control = new AbortController();
    control.abort();
    const error: unknown = await check(withIntegrity(plain, 4096), control.signal).catch((caught: unknown) => caught);
    expect(error).to.have.property('name', 'AbortError');
  });
});
