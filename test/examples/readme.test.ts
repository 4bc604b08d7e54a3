import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isListening } from '../../scripts/ports.ts';
import { whyNoEmbedded } from '../contract/embedded-fixture.ts';
import { skip } from '../skip.ts';
import { FreshRoot, PROJECT, type Run } from './walk-kit.ts';

/** What a reader would see beside the README. */
const SEEN = ['module', 'examples', 'scripts', 'node_modules', 'core', 'package.json', 'package-lock.json'];

describe('README.md', function () {
  this.timeout(300_000);
  const blocks = blocksOf(readFileSync(join(PROJECT, 'README.md'), 'utf8'));
  let root: FreshRoot | undefined;
  let ended: Run = { code: 1, stdout: '', stderr: '' };

  before(async function () {
    if (spawnSync('pwsh', ['-NoProfile', '-Version']).status !== 0) skip(this, 'pwsh (PowerShell 7) is not on PATH');
    const why = await whyNoEmbedded();
    if (why !== undefined) skip(this, why);
    for (const [, port = ''] of blocks.join('\n').matchAll(/-PublishPort (\d+):/g))
      if (await isListening(Number(port))) skip(this, `the README publishes port ${port}, which is in use here`);
    root = new FreshRoot();
    // The examples write files where they are typed: not among the sources.
    const folder = join(root.folder, 'clone');
    mkdirSync(folder);
    for (const name of SEEN) symlinkSync(join(PROJECT, name), join(folder, name));
    const script = join(root.folder, 'readme.ps1');
    writeFileSync(script, scriptOf(blocks));
    ended = await root.run('pwsh', ['-NoProfile', '-NonInteractive', '-File', script], folder);
  });
  after(() => root?.dispose());

  it('has examples', () => {
    expect(blocks.length).to.be.greaterThan(5);
  });

  it('says nothing that fails', () => {
    expect(ended.code, `${ended.stdout}\n${ended.stderr}`).to.equal(0);
    expect(ended.stderr).to.equal('');
    expect(sections(ended.stdout)).to.have.length(blocks.length);
  });

  const shows = (title: string, code: string, wanted: RegExp) =>
    it(title, () => {
      const index = blocks.findIndex((block) => block.includes(code));
      expect(index, `a block with ${code}`).not.to.equal(-1);
      expect(sections(ended.stdout)[index], ended.stdout).to.match(wanted);
    });
  shows('makes the base image', 'Install-ContainerOSImage', /Windows\s+CN=\S+\s+10\.\d+\.\d+/);
  shows('runs a command', "'cmd /c ver'", /Microsoft Windows 10/);
  shows('gives $LASTEXITCODE', '$LASTEXITCODE', /server\.mjs\s+0\s/);
  shows('gives whole exit codes', 'exit 300', /ExitCode\s*: 300/);
  shows('tells what has changed', 'Compare-Container', /Added\s+RegistryValue\s+HKLM\\Software\\Demo/);
  shows('finds the captured value in three containers', '1..3', /(Hello[\s\S]*){3}/);
  shows('exports and imports an image', 'Import-ContainerImage', /Digest\s*: sha256:[0-9a-f]{40}/);
  shows('shows an error record', 'FullyQualifiedErrorId', /NotFound,Get-Container\s+Get-Container/);
  shows('previews', '-WhatIf', /What if: .*web/);

  it('leaves nothing behind', () => {
    expect(root?.containerProcesses()).to.deep.equal([]);
    expect(existsSync(join(root?.folder ?? '', 'clone/mysite.tar'))).to.equal(true);
  });
});

/** The code of the PowerShell blocks, in order. */
function blocksOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```powershell\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
}

/**
 * All blocks in one session, each line as it stands and as a pipeline of its own, as at a prompt; a mark before each
 * block. The first error ends it.
 */
function scriptOf(blocks: readonly string[]): string {
  const lines = blocks.flatMap((block, index) => [
    `'## block ${index}' | Out-Host`,
    ...block
      .trimEnd()
      .split('\n')
      .map((line) => `. { ${line} } | Out-Host -ErrorAction Stop`),
  ]);
  return ["$ErrorActionPreference = 'Stop'", "$ProgressPreference = 'SilentlyContinue'", ...lines, ''].join('\n');
}

function sections(stdout: string): string[] {
  return stdout.split(/^## block \d+\s*$/m).slice(1);
}
