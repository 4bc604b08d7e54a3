import { expect } from 'chai';
import fc from 'fast-check';
import { formatTable } from '../../core/cli/format-table.ts';
import { displayWidth, formatCell, formatValue, harmless } from '../../core/cli/format-value.ts';
import { progressLine } from '../../core/cli/progress-bar.ts';

const COLUMNS = [
  { name: 'Name', type: 'string' },
  { name: 'State', type: 'string' },
  { name: 'Uptime', type: 'timespan' },
  { name: 'ParentImageName', type: 'string' },
] as const;

describe('tables', () => {
  it('look as PowerShell prints them', () => {
    const rows = [
      { Name: 'web', State: 'Running', Uptime: 93784.9, ParentImageName: 'Windows' },
      { Name: 'database-1', State: 'Off', Uptime: 0, ParentImageName: 'shop' },
    ];
    expect(formatTable(COLUMNS, rows)).to.deep.equal([
      'Name       State   Uptime     ParentImageName',
      '----       -----   ------     ---------------',
      'web        Running 1.02:03:04 Windows',
      'database-1 Off     00:00:00   shop',
    ]);
  });

  it('put numbers to the right, cut the widest column on a narrow terminal, and keep wide characters in line', () => {
    const columns = [
      { name: 'Name', type: 'string' },
      { name: 'Length', type: 'long' },
    ] as const;
    const rows = [
      { Name: 'a-very-long-name-indeed', Length: 12 },
      { Name: '日本', Length: 123456789 },
    ];
    expect(formatTable(columns, rows, 20)).to.deep.equal([
      'Name          Length',
      '----          ------',
      'a-very-lon… 12 bytes',
      '日本        117.7 MB',
    ]);
  });

  it('never drive the terminal: control characters become a mark', () => {
    const [, , line] = formatTable(COLUMNS, [
      { Name: 'x\u001b[31mred\r\u202e', State: 'a\nb', Uptime: null, ParentImageName: undefined },
    ]);
    expect(line).to.equal('x\ufffd[31mred\ufffd\ufffd a b');
    expect(harmless('a\tb\nc\u001b')).to.equal('a\tb\nc\ufffd');
  });

  it('fit the terminal, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 30, max: 100 }), (names, width) => {
        for (const line of formatTable(
          COLUMNS,
          names.map((Name) => ({ Name, State: 'Off', Uptime: 1, ParentImageName: Name })),
          width,
        )) {
          expect(displayWidth(line)).to.be.at.most(width);
        }
      }),
    );
  });

  it('show values as PowerShell does', () => {
    expect(formatValue('bool', true)).to.equal('True');
    expect(formatValue('string[]', ['Process', 'HyperV'])).to.equal('{Process, HyperV}');
    expect(formatValue('object[]', [{ Name: 'Wine' }])).to.equal('{Wine}');
    expect(formatValue('datetime', '2026-11-22T01:02:03.000Z')).to.match(/^2026-11-2[123] \d\d:\d\d:03$/);
    expect(formatValue('long', 0)).to.equal('0');
  });

  it('show bytes as people read them, and no other number', () => {
    const cell = (name: string, value: unknown, type: 'long' | 'int' = 'long') => formatCell({ name, type }, value);
    expect(['Size', 'Length', 'Bytes', 'MemoryBytes'].map((name) => cell(name, 5_000_000_000))).to.deep.equal(
      Array(4).fill('4.7 GB'),
    );
    expect([cell('Bytes', 0), cell('Bytes', 1023), cell('Bytes', 1024)]).to.deep.equal([
      '0 bytes',
      '1023 bytes',
      '1.0 KB',
    ]);
    expect([cell('ExitCode', 5_000_000_000), cell('Length', 2048, 'int')]).to.deep.equal(['5000000000', '2048']);
    expect([cell('Length', undefined), cell('Length', null)]).to.deep.equal(['', '']);
  });

  it('progress is one line that fits', () => {
    const line = progressLine({ call: 1, activity: 'Capture web', status: 'x'.repeat(200), percent: 50 }, 80);
    expect(line.length).to.be.at.most(79);
    expect(line).to.match(/ \[={12} {12}\] 50%$/);
  });
});
