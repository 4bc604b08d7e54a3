import type { BigIntStats } from 'node:fs';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { describeFile } from '../../core/win32/layers/describe-transport.ts';
import { basicInfo } from '../../core/win32/layers/entry-metadata.ts';

/** The two times that count, in nanoseconds. */
function stats(mtimeNs: bigint, birthtimeNs: bigint): BigIntStats {
  return { mtimeNs, birthtimeNs } as BigIntStats;
}

const FILE = { name: 'Files/a', kind: 'file' as const, attributes: 0, open: () => Readable.from([]) };

describe('the description of an exported file', () => {
  it('has the exact times that whole seconds do not say, and a restore sets the same ones', () => {
    const [modifiedNs, createdNs] = [1_580_608_922_123_456_700n, 1_500_000_000_000_000_100n];
    const entry = describeFile({ ...FILE, table: { alternates: [] }, stats: stats(modifiedNs, createdNs) });
    expect(entry).to.deep.include({
      modifiedMs: 1_580_608_922_000,
      times: { modified: '1580608922.1234567', created: '1500000000.0000001' },
    });
    const info = basicInfo(entry, 0x20);
    const filetime = (ns: bigint) => ns / 100n + 116_444_736_000_000_000n;
    const times = [0, 8, 16, 24].map((at) => info.readBigInt64LE(at));
    const modified = filetime(modifiedNs);
    expect(times).to.deep.equal([filetime(createdNs), modified, modified, modified]);
    expect([info.readUInt32LE(32), info.length]).to.deep.equal([0x20, 40]);
  });

  it('says nothing of times that are whole, or of a creation at the same time', () => {
    const same = 1_580_608_922_000_000_000n;
    const entry = describeFile({ ...FILE, table: { alternates: [] }, stats: stats(same, same) });
    expect(entry).to.have.all.keys('kind', 'name', 'modifiedMs', 'sizeBytes', 'open');
  });

  it('a reparse point that no layer can have is refused, with its tag', () => {
    const reparse = Buffer.alloc(8);
    reparse.writeUInt32LE(0x80000013, 0);
    let error: unknown;
    try {
      describeFile({ ...FILE, table: { alternates: [], reparse }, stats: stats(0n, 0n) });
    } catch (found) {
      error = found;
    }
    expect(isFault(error, 'NotSupported') && error.message)
      .to.contain('0x80000013')
      .and.to.contain('Files/a');
  });
});
