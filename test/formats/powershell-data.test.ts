import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../core/base/fault.ts';
import {
  MAX_DEPTH,
  type PowerShellData,
  parsePowerShellData,
} from '../../core/formats/powershell-data/parse-powershell-data.ts';
import { skip } from '../skip.ts';

const parse = (text: string): PowerShellData => parsePowerShellData(text, 'x.psd1');
const value = (text: string): unknown => (parse(`@{ v = ${text} }`) as { v?: unknown }).v;

/** Plain objects compare better than those without a prototype. */
function plain(data: PowerShellData): unknown {
  if (Array.isArray(data)) return data.map(plain);
  if (typeof data !== 'object' || data === null) return data;
  return new Map(Object.entries(data).map(([key, item]) => [key, plain(item)]));
}

/** Writes data so that the reader must give it back. */
function write(data: PowerShellData): string {
  if (typeof data === 'string')
    return /[\n\t]/.test(data) ? double(data) : `'${data.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  if (data === null) return '$null';
  if (typeof data === 'boolean') return data ? '$true' : '$False';
  if (Array.isArray(data))
    return `@(${data.map((item) => (Array.isArray(item) ? `,${write(item)}` : write(item))).join('; ')})`;
  if (typeof data === 'object') {
    return `@{ ${Object.entries(data)
      .map(([key, item]) => `'${key.replace(/['\u2018-\u201b]/g, '$&$&')}' = ${write(item)}`)
      .join('\n')} }`;
  }
  // A whole number past 2^53 comes back as bigint, so write it as the real number it is.
  const isReal = typeof data === 'number' && Number.isInteger(data) && !Number.isSafeInteger(data);
  return isReal && !String(data).includes('e') ? `${data}.0` : String(data);
}

function double(text: string): string {
  return `"${text
    .replace(/[`$"\u201c-\u201e]/g, '`$&')
    .replaceAll('\n', '`n')
    .replaceAll('\t', '`t')}"`;
}

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom("it's", '"', '$x', 'a`b', '\n\t', '\u2019\u201d', '@{', '#'),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
);
const { tree } = fc.letrec<{ tree: PowerShellData }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    scalar as fc.Arbitrary<PowerShellData>,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4, noNullPrototype: false }).filter(hasDistinctKeys),
  ),
}));

function hasDistinctKeys(table: object): boolean {
  const keys = Object.keys(table);
  return new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
}

describe('parsePowerShellData', () => {
  const cases: [string, unknown][] = [
    ["'it''s'", "it's"],
    ['"a`tb`"c""d`$e$"', 'a\tb"c"d$e$'],
    ['"`u{1F600}`0`q"', '\u{1F600}\0q'],
    ["@'\r\nline 'one'\r\n  '@ not yet\r\n'@", "line 'one'\r\n  '@ not yet"],
    ['@"\n`$x "q"\n"@', '$x "q"'],
    ["@'\n'@", ''],
    ['\u2018a\u2019', 'a'],
    ['5', 5],
    ['-5', -5],
    ['0x1F', 31],
    ['0xFFFFFFFF', -1],
    ['7L', 7],
    ['9007199254740993', 9007199254740993n],
    ['1.5', 1.5],
    ['.5e1', 5],
    ['1.5d', 1.5],
    ['64KB', 65536],
    ['0x10MB', 16777216],
    ['1.5KB', 1536],
    ['$TRUE', true],
    ['$null', null],
    ['1, 2, 3', [1, 2, 3]],
    [',1', [1]],
    ['@()', []],
    ['@(1)', [1]],
    ['@(1, 2; 3)', [1, 2, 3]],
    ['@(1\n2 # two\n)', [1, 2]],
    ['@((1, 2))', [1, 2]],
    ['@(,(1, 2))', [[1, 2]]],
    ['@(1, 2), @(3)', [[1, 2], [3]]],
    ['(1,\n 2)', [1, 2]],
    ['`\n 1', 1],
    ['<# a\n # b #> 1', 1],
    ['\n 1', 1],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => expect(value(text)).to.deep.equal(expected));
  }

  const faults: [string, string, string][] = [
    ['text that is no table', '1', '1:1'],
    ['a variable', '@{\n  a = $env:PATH\n}', '2:7'],
    ['a variable in a string', '@{ a = "x$y" }', '1:10'],
    ['a sub-expression', '@{ a = "$(1)" }', '1:9'],
    ['a cast', '@{ a = [int] 5 }', '1:8'],
    ['a bare word', '@{ a = b }', '1:8'],
    ['an open string', "@{\r\n a = 'b }", '2:6'],
    ['an open table', '@{ a = @{ b = 1', '1:8'],
    ['an open array', '@{ a = @( 1', '1:8'],
    ['an open comment', '@{ <# a', '1:4'],
    ['a key twice, in other case', '@{ a = 1; A = 2 }', '1:11'],
    ['no separator', '@{ a = 1 b = 2 }', '1:10'],
    ['a trailing comma', '@{ a = 1, }', '1:11'],
    ['something after the table', '@{}\n@{}', '2:1'],
    ['a number that is none', '@{ a = 1abc }', '1:8'],
    ['a here-string on one line', "@{ a = @'x'@ }", '1:8'],
    ['an open here-string', "@{ a = @'\nx }", '1:8'],
  ];
  for (const [what, text, place] of faults) {
    it(`refuses ${what}, and says where`, () => {
      expect(() => parse(text))
        .to.throw(`x.psd1:${place}: `)
        .that.satisfies((e: unknown) => isFault(e, 'InvalidArgument'));
    });
  }

  it('keeps __proto__ a key like any other', () => {
    const data = parse('@{ __proto__ = @{ polluted = $true }; constructor = 1 }') as Record<string, unknown>;
    expect(Object.keys(data)).to.deep.equal(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  it('refuses nesting past the limit instead of running out of stack', () => {
    for (const [open, close] of [
      ['@(', ')'],
      ['(', ')'],
      ['@{ a = ', '}'],
      [',', ' 1'],
    ] as const) {
      const text = (count: number): string =>
        `@{ v = ${open.repeat(count)}1${close.repeat(open === ',' ? 0 : count)} }`;
      expect(() => parse(text(MAX_DEPTH - 2)), open).not.to.throw();
      expect(() => parse(text(100_000)), open).to.throw(/nested deeper/);
    }
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(tree, (data) => {
        const table = { v: data };
        expect(plain(parse(write(table)))).to.deep.equal(plain(table));
      }),
      { numRuns: 300 },
    );
  });

  it('ends with data or a fault wherever the file is cut, and whatever byte is put in', () => {
    const text = readFileSync(new URL('../../cmdlets.psd1', import.meta.url), 'utf8').slice(0, 3000);
    for (let length = 0; length < text.length; length++) {
      expect(() => parse(text.slice(0, length)), String(length)).to.throw(/^x\.psd1:\d+:\d+: /);
    }
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.constantFrom("'", '"', '@', '{', '}', '(', ')', '#', '`', '$', '\u2019', '\0'),
        (at, c) => {
          try {
            parse(text.slice(0, at) + c + text.slice(at));
          } catch (error) {
            expect(isFault(error, 'InvalidArgument'), String(error)).to.equal(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads what Import-PowerShellDataFile reads', function () {
    this.timeout(60_000);
    if (spawnSync('pwsh', ['-v']).status !== 0) skip(this, 'pwsh is not on PATH');
    const folder = mkdtempSync(join(tmpdir(), 'hcs-data-'));
    try {
      const rows = cases.map(([text], i) => `  k${i} = ${text}`).join('\n');
      const samples = [
        join(import.meta.dirname, '../../cmdlets.psd1'),
        join(import.meta.dirname, '../../module/HcsContainers.psd1'),
      ];
      const own = join(folder, 'cases.psd1');
      // `e and friends: a byte order mark makes Windows PowerShell read the typographic quotes right as well.
      writeFileSync(own, `\ufeff@{\n${rows}\n}\n`);
      for (const file of [...samples, own]) {
        const script = `$d = Import-PowerShellDataFile -LiteralPath '${file}' -SkipLimitCheck; [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false); ConvertTo-Json -InputObject $d -Depth 50 -Compress`;
        const run = spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', script], {
          encoding: 'utf8',
          maxBuffer: 1 << 26,
        });
        expect(run.stderr).to.equal('');
        const mine = parsePowerShellData(readFileSync(file, 'utf8'), file);
        expect(sorted(JSON.parse(run.stdout))).to.deep.equal(sorted(JSON.parse(JSON.stringify(mine, jsonNumber))));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function jsonNumber(_key: string, item: unknown): unknown {
  return typeof item === 'bigint' ? Number(item) : item;
}

/** Hashtables have no order. */
function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
