import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { needPowerShell } from '../powershell.ts';
import { ASKED_FIRST } from './facts.ts';
import { isUse, judge, type Usage } from './judge.ts';
import { type ShippedText, shippedTexts } from './shipped-texts.ts';

const READER = join(import.meta.dirname, 'read-usage.ps1');

async function usagesOf(texts: readonly ShippedText[]): Promise<Usage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hcs-desktop-'));
  try {
    const path = join(folder, 'texts.json');
    await writeFile(path, JSON.stringify(texts));
    const words = ['-NoProfile', '-NonInteractive', '-File', READER, path];
    const { stdout } = await promisify(execFile)('pwsh', words, {
      env: { ...process.env, NO_COLOR: '1' },
      maxBuffer: 1 << 28,
    });
    return JSON.parse(stdout) as Usage[]; // our own script's
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each is planted, and must be told by these words. */
const PLANTED: readonly [string, string][] = [
  ['$a ?? 1', 'the null-coalescing operator'],
  ['$a ??= 1', 'the null-coalescing assignment'],
  ['(f)?.b', 'the null-conditional operator'],
  ['(f)?.b()', 'the null-conditional operator'],
  ['(f)?[0]', 'the null-conditional operator'],
  ['$a ? 1 : 2', 'the ternary operator'],
  ['Get-Command && Get-Command', 'a pipeline chain'],
  ['Get-Command || Get-Command', 'a pipeline chain'],
  ['Get-Command &', 'a background pipeline'],
  ['function f { process { } clean { } }', 'a clean block'],
  ["'a'..'z'", 'a range of characters'],
  ['$a.B[int](1)', 'type arguments of a method'],
  ['1u', 'a number of a newer form'],
  ['0b11', 'a number of a newer form'],
  ['"`u{2713}"', 'an escape of PowerShell 6'],
  ['"`e[0m"', 'an escape of PowerShell 6'],
  ['if (', 'a parse error'],
  ['1 | ForEach-Object -Parallel { $_ }', 'the parameter ForEach-Object -Parallel'],
  ["ConvertFrom-Json -InputObject '{}' -AsHashtable", 'the parameter ConvertFrom-Json -AsHashtable'],
  ["Join-Path a b -AdditionalChildPath 'c'", 'the parameter Join-Path -AdditionalChildPath'],
  ["Microsoft.PowerShell.Utility\\Join-String -Separator ','", 'the command Join-String'],
  ['Get-Uptime', 'the command Get-Uptime'],
  ['[System.Text.Json.JsonDocument]::Parse($a)', 'the type System.Text.Json.JsonDocument'],
  ['param([System.Collections.Generic.List[System.Half]] $A)', 'the type System.Half'],
  [
    "New-Object 'System.Collections.Generic.PriorityQueue[int, int]'",
    'the type System.Collections.Generic.PriorityQueue',
  ],
  ['[System.IO.Path]::Join($a, $b)', 'the member System.IO.Path::Join'],
  ['[ValidateSet("a", ErrorMessage = "b")] $a', 'the member ValidateSet::ErrorMessage'],
  ['$start.ArgumentList.Add(1)', 'the member ArgumentList'],
  ['$file.LinkTarget', 'the member LinkTarget'],
  ['if ($IsWindows) { 1 }', '$IsWindows'],
  ['"$PSStyle"', '$PSStyle'],
];

/** None of it is more than 5.1 has. */
const FINE: readonly string[] = [
  "'a ?? b && c'",
  '# a || b',
  '<# ?? #>',
  '"a ? b : c"',
  '$a | Where-Object { $_ }',
  '$hash?',
  '1..10; 0x1F; 10KB; 1.5d; 1L',
  '\'`u{2713}\'; "`n`t`0"',
  '[System.Collections.Generic.List[string]]::new',
  'function f { begin { } process { } end { } }; f -Parallel 1',
  'Get-Command -ErrorAction SilentlyContinue',
  'foreach ($a in $b) { $a.Value }',
];

describe('the shipped PowerShell, by its syntax tree', function () {
  this.timeout(120_000);
  let usages: Usage[] = [];
  before(async function () {
    needPowerShell(this);
    usages = await usagesOf(await shippedTexts());
  });

  it('uses nothing that Windows PowerShell 5.1 lacks', () => {
    expect(usages.length, 'what was read').to.be.greaterThan(5000);
    expect(judge(usages)).to.deep.equal([]);
  });

  it('asks first where it uses more: each exception is needed', () => {
    const unused = ASKED_FIRST.flatMap(({ scope, uses }) =>
      uses
        .split('|')
        .filter((use) => !usages.some((usage) => usage.scope === scope && isUse(use, usage.name)))
        .map((use) => `${scope}: ${use}`),
    );
    expect(unused).to.deep.equal([]);
  });

  it('each planted sample is told, by what it is', async () => {
    const texts = PLANTED.map(([text], index) => ({ name: `planted-${index}`, text }));
    const told = judge(await usagesOf(texts));
    for (const [index, [text, what]] of PLANTED.entries()) {
      const own = told.filter((line) => line.startsWith(`planted-${index}:`)).join('\n');
      expect(own, text).to.include(what);
    }
  });

  it('nothing else is told', async () => {
    expect(judge(await usagesOf(FINE.map((text, index) => ({ name: `fine-${index}`, text }))))).to.deep.equal([]);
  });

  it('what is used outside of the function that asks first is told', async () => {
    const text = "function other { ConvertFrom-Json -InputObject '1' -DateKind String }";
    expect(judge(await usagesOf([{ name: 'x', text }]))).to.deep.equal([
      'x:1: the parameter ConvertFrom-Json -DateKind is not in facts.ts',
    ]);
  });

  it('the scripts in types and formats are read too', async () => {
    const names = (await shippedTexts()).map(({ name }) => name);
    for (const ending of ['.psm1', '.psd1', '.Types.ps1xml', '.Format.ps1xml'])
      expect(
        names.some((name) => name.includes(ending)),
        ending,
      ).to.equal(true);
  });
});
