import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../core/base/fault.ts';
import {
  formatAddress,
  formatPrefix,
  type IpPrefix,
  lengthOfMask,
  overlaps,
  parseAddress,
  parsePrefix,
  prefixOf,
} from '../../core/base/ip-prefix.ts';

const address = fc.nat({ max: 0xffffffff });
const prefix = fc.tuple(address, fc.nat({ max: 32 })).map(([at, length]) => prefixOf(at, length));

describe('IPv4 networks', () => {
  it('read what they write', () => {
    fc.assert(fc.property(address, (one) => parseAddress(formatAddress(one)) === one));
    fc.assert(
      fc.property(prefix, (one) => {
        expect(parsePrefix(formatPrefix(one))).to.deep.equal(one);
      }),
    );
  });

  it('overlap when an address is in both', () => {
    const last = ({ address: first, length }: IpPrefix): number => first + 2 ** (32 - length) - 1;
    fc.assert(
      fc.property(prefix, prefix, (one, other) => {
        const shared = one.address <= last(other) && other.address <= last(one);
        return overlaps(one, other) === shared;
      }),
    );
  });

  it('know the length of a mask, and refuse one with holes', () => {
    expect(['0.0.0.0', '255.240.0.0', '255.255.255.255'].map((mask) => lengthOfMask(parseAddress(mask)))).to.deep.equal(
      [0, 12, 32],
    );
    expect(lengthOfMask(parseAddress('255.0.255.0'))).to.equal(undefined);
  });

  for (const text of ['', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.-4', '1.2.3.4 ', 'a.b.c.d']) {
    it(`'${text}' is no address`, () => {
      expect(() => parseAddress(text))
        .to.throw()
        .and.to.satisfy((error: unknown) => isFault(error, 'InvalidArgument'));
    });
  }

  for (const text of [
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '/8',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '::/8',
  ]) {
    it(`'${text}' is no network`, () => {
      expect(() => parsePrefix(text))
        .to.throw()
        .and.to.satisfy((error: unknown) => isFault(error, 'InvalidArgument'));
    });
  }
});
