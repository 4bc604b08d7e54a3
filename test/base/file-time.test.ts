import { expect } from 'chai';
import fc from 'fast-check';
import { fault, isFault } from '../../core/base/fault.ts';
import { fileTimeOfMs, fromFileTime, msOfFileTime, toFileTime } from '../../core/base/file-time.ts';

describe('FILETIME', () => {
  const cases: [string, bigint][] = [
    ['0', 116_444_736_000_000_000n],
    ['1700000000.1234567', 133_444_736_001_234_567n],
    ['-0.0000001', 116_444_735_999_999_999n],
    ['-11644473600', 0n],
  ];
  for (const [text, ticks] of cases) {
    it(`${text} both ways`, () => {
      expect(toFileTime(text)).to.equal(ticks);
      expect(fromFileTime(ticks)).to.equal(text);
    });
  }

  it('less than 100 ns is cut off; what is no time is refused', () => {
    expect(toFileTime('1.00000019')).to.equal(toFileTime('1.0000001'));
    for (const text of ['', 'x', '1.', '1e9', '-11644473601', '999999999999', '1.1234567890']) {
      let error: unknown = fault('Internal', 'taken');
      try {
        toFileTime(text);
      } catch (found) {
        error = found;
      }
      expect(isFault(error, 'InvalidArgument'), text).to.equal(true);
    }
  });

  it('round trip of every tick and millisecond (property)', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), (ticks) => {
        expect(toFileTime(fromFileTime(ticks))).to.equal(ticks);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -11_644_473_600_000, max: 9_000_000_000_000 }), (ms) => {
        expect(msOfFileTime(fileTimeOfMs(ms))).to.equal(ms);
        expect(msOfFileTime(fileTimeOfMs(ms) + 9_999n)).to.equal(ms);
      }),
    );
  });
});
