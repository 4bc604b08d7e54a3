import { expect } from 'chai';
import { countAll, type PartResult, withoutNames } from './report.ts';

const NAMES = { hostName: 'WIN-ABC123', userName: 'anna', domain: 'CORP' };
const PART: PartResult = { name: 'walk', passed: 2, failed: 1, skipped: 3, seconds: 1, failures: [], skips: [] };

describe('the report of the tests on Windows', () => {
  for (const [text, shown] of [
    ['C:\\Users\\Anna\\x on win-abc123', 'C:\\Users\\<user>\\x on <machine>'],
    ['corp\\anna', '<domain>\\<user>'],
    ['annabel stays', 'annabel stays'],
    ['172.30.112.10:80 and 127.0.0.1', '<address>:80 and 127.0.0.1'],
    ['build 10.0.20348.2402', 'build 10.0.20348.2402'],
    ['00-15-5D-01-02-03', '<mac>'],
    ['fe80::1c2d:3e4f%4', '<address>%4'],
    ['2001:db8:0:0:1:2:3:4', '<address>'],
    ['at 2026-01-02T03:04:05', 'at 2026-01-02T03:04:05'],
    ['66d1ef4c-7a00-11e6-8948-00155ddbef9d', '66d1ef4c-7a00-11e6-8948-00155ddbef9d'],
  ] as const) {
    it(`'${text}' is told as '${shown}'`, () => {
      expect(withoutNames(text, NAMES)).to.equal(shown);
    });
  }

  it('looks into lists, fields and their names, and keeps what is no text', () => {
    const told = withoutNames({ anna: [{ text: 'anna' }], count: 1, none: undefined }, NAMES);
    expect(told).to.deep.equal({ '<user>': [{ text: '<user>' }], count: 1, none: undefined });
  });

  it('a name of one or two letters hides nothing', () => {
    expect(withoutNames('a b', { ...NAMES, userName: 'a' })).to.equal('a b');
  });

  it('counts the inventory as one test more', () => {
    expect(countAll([PART, PART], [])).to.deep.equal({ passed: 5, failed: 2, skipped: 6 });
    expect(countAll([PART], ['volume v is left behind'])).to.deep.equal({ passed: 2, failed: 2, skipped: 3 });
  });
});
