import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../core/base/fault.ts';
import { formatPrefix, parseAddress } from '../../core/base/ip-prefix.ts';
import {
  readAdapterNetworks,
  readListeners4,
  readListeners6,
  readRoutes,
} from '../../core/win32/network/host-tables.ts';

/** A table with one row for each list of `[offset, bytes]`. */
function table(rowBytes: number, rows: readonly (readonly [offset: number, bytes: readonly number[]])[][]): Buffer {
  const made = Buffer.alloc(4 + rows.length * rowBytes);
  made.writeUInt32LE(rows.length, 0);
  rows.forEach((fields, at) => {
    for (const [offset, bytes] of fields) made.set(bytes, 4 + at * rowBytes + offset);
  });
  return made;
}

const at = (text: string): number[] => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(parseAddress(text));
  return [...bytes];
};
const route = (destination: string, mask: string) => [[0, at(destination)] as const, [4, at(mask)] as const];
const adapter = (address: string, mask: string) => [[0, at(address)] as const, [8, at(mask)] as const];

describe('tables of this machine’s networks', () => {
  it('gives the networks of routes, without multicast and broadcast', () => {
    const rows = [
      route('0.0.0.0', '0.0.0.0'),
      route('172.16.0.0', '255.240.0.0'),
      route('10.1.2.3', '255.255.255.255'),
      route('224.0.0.0', '240.0.0.0'),
      route('255.255.255.255', '255.255.255.255'),
      route('10.0.0.0', '255.0.255.0'),
    ];
    const found = readRoutes(table(56, rows));
    expect(found.map(({ prefix }) => formatPrefix(prefix))).to.deep.equal([
      '0.0.0.0/0',
      '172.16.0.0/12',
      '10.1.2.3/32',
    ]);
    expect(found[1]?.by).to.equal('the route 172.16.0.0/12');
  });

  it('gives the networks of adapters that are up', () => {
    const rows = [adapter('192.168.1.20', '255.255.255.0'), adapter('0.0.0.0', '0.0.0.0')];
    const found = readAdapterNetworks(table(24, rows));
    expect(found.map(({ prefix }) => formatPrefix(prefix))).to.deep.equal(['192.168.1.0/24']);
  });

  it('gives ports and processes of listeners', () => {
    expect(
      readListeners4(
        table(24, [
          [
            [8, [0x1f, 0x90, 0, 0]],
            [20, [0x39, 0x05, 0, 0]],
          ],
        ]),
      ),
    ).to.deep.equal([{ port: 8080, processId: 1337 }]);
    expect(
      readListeners6(
        table(56, [
          [
            [20, [0, 80, 0, 0]],
            [52, [4, 0, 0, 0]],
          ],
        ]),
      ),
    ).to.deep.equal([{ port: 80, processId: 4 }]);
  });

  it('a table that says more rows than it has is Corrupt; nothing else is thrown', () => {
    const readers = [readRoutes, readAdapterNetworks, readListeners4, readListeners6];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 3 }), (bytes, which) => {
        try {
          readers[which]?.(Buffer.from(bytes));
        } catch (error) {
          if (!isFault(error, 'Corrupt')) throw error;
        }
      }),
    );
    expect(() => readRoutes(Buffer.from([1, 0, 0, 0]))).to.throw('1 rows');
  });
});
