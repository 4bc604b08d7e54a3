import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../core/base/fault.ts';
import { encodeFrame, FrameDecoder } from '../../core/base/frames.ts';

describe('frames', () => {
  it('give the same messages however the bytes are cut', () => {
    const messages = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 });
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(messages, cuts, (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(encodeFrame));
        const decoder = new FrameDecoder();
        const seen: unknown[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          seen.push(...decoder.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(JSON.stringify(seen)).to.equal(JSON.stringify(sent));
        expect(decoder.partial).to.equal(false);
      }),
    );
  });

  it('fail as Corrupt, or wait for more; nothing else, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const decoder = new FrameDecoder(1000);
        try {
          for (const chunk of chunks) decoder.push(Buffer.from(chunk));
        } catch (error) {
          expect(isFault(error, 'Corrupt')).to.equal(true);
        }
      }),
    );
  });

  it('limit what is announced, before any of it is stored', () => {
    const lengths = ['1001', '999999999999999', '9999999999999999', '-1', '0x10', ''];
    for (const length of lengths) {
      expect(() => new FrameDecoder(1000).push(Buffer.from(`Content-Length: ${length}\r\n\r\n`)), length).to.throw();
    }
    expect(() => new FrameDecoder().push(Buffer.alloc(4097, 0x41))).to.throw(/header is over/);
  });
});
