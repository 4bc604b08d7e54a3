import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const module = join(import.meta.dirname, '../../module');
const files = readdirSync(module, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(ps1|psm1|psd1|psrc|pssc)$/.test(name),
);

/** The code without comments, strings and here-strings: what is left is syntax. */
function codeOf(text: string): string {
  return text.replace(
    /<#[\s\S]*?#>|@'\r?\n[\s\S]*?\r?\n'@|@"\r?\n[\s\S]*?\r?\n"@|'(?:[^']|'')*'|"(?:`[\s\S]|\$\((?:[^()]|\([^()]*\))*\)|[^"`]|"")*"|#[^\n]*/g,
    (found) => (found.startsWith('#') || found.startsWith('<#') ? '' : "''"),
  );
}

/** What Windows PowerShell 5.1 cannot parse or does not have. */
const newer: [string, RegExp][] = [
  ['the null-coalescing operator', /\?\?/],
  ['the null-conditional operator', /\$\{?\w+\}?\?[.[]/],
  ['the ternary operator', /[\w)\]$]\s+\?\s+[^{}%|\n]+\s:\s/],
  ['a pipeline chain', /&&|\|\|/],
  ['a clean block', /^\s*clean\s*\{/m],
  ['ForEach-Object -Parallel', /-Parallel\b/i],
  ['a Unicode escape', /`u\{/],
  ['ConvertFrom-Json -AsHashtable', /-AsHashtable\b/i],
  ['$IsWindows', /\$Is(Windows|Linux|MacOS|CoreCLR)\b/i],
  ['Add-Type', /\bAdd-Type\b/i],
  ['Invoke-Expression', /\bInvoke-Expression\b/i],
];

describe('the shipped PowerShell', () => {
  it('is there', () => {
    expect(files).to.include.members(['HcsContainers.psd1', 'HcsContainers.psm1', join('src', 'Connection.ps1')]);
  });

  for (const name of files) {
    it(`${name} is what Windows PowerShell 5.1 reads`, () => {
      const bytes = readFileSync(join(module, name));
      const text = bytes.toString('utf8');
      const hasMark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the question
      expect(hasMark || /^[\x00-\x7f]*$/.test(text), 'ASCII, or UTF-8 with a byte order mark').to.equal(true);
      const code = codeOf(text);
      // What carries sessions is compiled, in PowerShell 7.3 and newer alone, and no other cmdlet needs it.
      const isForbidden = ([what]: [string, RegExp]) => what !== 'Add-Type' || !name.startsWith('connection');
      for (const [what, pattern] of newer.filter(isForbidden))
        expect(pattern.exec(code)?.[0], what).to.equal(undefined);
    });
  }

  it('the guard sees what it should', () => {
    const samples = [
      '$a ?? 1',
      '$a?.b',
      '$a ? 1 : 2',
      'a && b',
      'a || b',
      'x\n  clean { }',
      '1 | % -Parallel { }',
      'if ($IsWindows) {}',
    ];
    for (const sample of samples)
      expect(
        newer.some(([, pattern]) => pattern.test(codeOf(sample))),
        sample,
      ).to.equal(true);
    for (const fine of ["'a ?? b && c'", '# a || b', '<# ?? #>', '"a ? b : c"', '$a | ? { $_ }']) {
      expect(
        newer.some(([, pattern]) => pattern.test(codeOf(fine))),
        fine,
      ).to.equal(false);
    }
  });
});
