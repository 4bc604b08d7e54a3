import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readDeclaration } from '../../core/codegen/read-declaration.ts';
import { CATALOG, catalog, catalogText } from '../../scripts/pack/catalog.ts';
import { nodeExe } from '../contract/node-exe.ts';
import { needPowerShell, runPowerShell } from '../module/powershell.ts';
import { skip } from '../skip.ts';

const PROJECT = join(import.meta.dirname, '../..');

describe('the packed module', function () {
  this.timeout(120_000);
  let out: string;
  let folder: string;

  async function pack(name: string): Promise<string> {
    const words = [join(PROJECT, 'scripts/pack-module.mjs'), '--out', join(out, name)];
    const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000' };
    await promisify(execFile)(process.execPath, words, { env });
    const { declaration } = await readDeclaration(join(PROJECT, 'cmdlets.psd1'));
    return join(out, name, 'HcsContainers', declaration.Module.Version);
  }

  before(async function () {
    if ((await nodeExe()) === undefined) skip(this, 'node.exe for Windows could not be fetched');
    out = await mkdtemp(join(tmpdir(), 'hcs-pack-'));
    folder = await pack("Ordner d'été 容器");
  });
  after(() => (out === undefined ? undefined : rm(out, { recursive: true, force: true })));

  it('has one script module, the executable with its native part, help, license and notices', async () => {
    const rows = await catalog(folder);
    const paths = rows.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('.psm1'))).to.deep.equal(['HcsContainers.psm1']);
    expect(paths).to.include.members([
      'HcsContainers.psd1',
      'HcsContainers.Format.ps1xml',
      'HcsContainers.Types.ps1xml',
      'LICENSE',
      'CHANGELOG.md',
      'THIRD-PARTY-NOTICES.txt',
      'bin/hcs.exe',
      'bin/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
    ]);
    expect(paths.filter((path) => path.startsWith('src/') || /\.(ts|mjs|sh)$/.test(path))).to.deep.equal([]);
    const text = await readFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['Node.js 22', 'koffi 3', 'vscode-jsonrpc 10', 'winston 3'])
      expect(text).to.include(`\n${name}`);
  });

  it('is listed with sizes and hashes, and the list tells a file that was changed', async () => {
    const listed = await readFile(join(folder, CATALOG), 'utf8');
    expect(catalogText(await catalog(folder))).to.equal(listed);
    const copy = join(out, 'changed');
    await cp(folder, copy, { recursive: true });
    await writeFile(join(copy, 'LICENSE'), 'mine');
    expect(catalogText(await catalog(copy))).not.to.equal(listed);
  });

  it('is the same, byte by byte, when it is packed again', async () => {
    const again = await pack('again');
    expect(await catalog(again)).to.deep.equal(await catalog(folder));
    expect((await stat(join(again, 'bin/hcs.exe'))).mtimeMs).to.equal(1_700_000_000_000);
  });

  describe('in PowerShell', () => {
    before(function () {
      needPowerShell(this);
    });
    const at = (path: string): string => `'${path.replaceAll("'", "''")}'`;

    it('has a manifest without fault, which names each of its files', async () => {
      const { result } = await runPowerShell(`
        $manifest = Test-ModuleManifest ${at(join(folder, 'HcsContainers.psd1'))} -ErrorAction Stop -WarningVariable warned
        [pscustomobject] @{
          Warned = @($warned).Count; Functions = $manifest.ExportedFunctions.Count
          Files = @($manifest.FileList | ForEach-Object { $_.Substring($manifest.ModuleBase.Length + 1) -replace '\\\\', '/' })
          License = [string] $manifest.LicenseUri; Project = [string] $manifest.ProjectUri; Notes = $manifest.ReleaseNotes
          Tags = @($manifest.Tags).Count; Version = [string] $manifest.Version
        }`);
      const [manifest] = result as Record<string, unknown>[];
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      expect(manifest?.['Files']).to.have.lengthOf(entries.filter((entry) => entry.isFile()).length);
      const { declaration } = await readDeclaration(join(PROJECT, 'cmdlets.psd1'));
      expect(manifest?.['Functions']).to.be.at.least(declaration.Cmdlets.length);
      expect(manifest).to.deep.include({ Warned: 0, Version: declaration.Module.Version });
      for (const key of ['License', 'Project', 'Notes']) expect(manifest?.[key], key).to.match(/^https:/);
    });

    it('is imported from a folder with spaces, quotes and letters of all kinds', async () => {
      const { result, stderr } = await runPowerShell(`
        Remove-Module HcsContainers
        Import-Module ${at(dirname(folder))}
        (Get-Module HcsContainers).ModuleBase
        (Get-Command Get-Container).Source
        (Get-Help New-Container).Synopsis`);
      expect(stderr).to.equal('');
      const [base, source, synopsis] = result as string[];
      expect([base, source]).to.deep.equal([folder, 'HcsContainers']);
      expect(synopsis).to.match(/^(Makes|Creates)/);
    });

    it('is found and imported by its name, as one that was installed', async () => {
      const { result } = await runPowerShell(
        `Remove-Module HcsContainers
        $env:PSModulePath = ${at(join(folder, '../..'))}
        (Get-Module HcsContainers -ListAvailable).Version.ToString()
        (Get-Command Get-ContainerImage).Module.ModuleBase`,
      );
      expect(result).to.deep.equal(['0.1.0', folder]);
    });

    it('runs its own executable on Windows, unless the environment names another core', async () => {
      // What Windows would start is a script here.
      const copy = join(out, "copy d'été");
      await cp(folder, copy, { recursive: true });
      await writeFile(join(copy, 'bin/hcs.exe'), '#!/bin/sh\nprintf \'{"endpoint":"%s"}\\n\' "$*"\n');
      await chmod(join(copy, 'bin/hcs.exe'), 0o755);
      const { result } = await runPowerShell(`
        Remove-Module HcsContainers
        Import-Module ${at(join(copy, 'HcsContainers.psd1'))}
        & (Get-Module HcsContainers) {
          Import-HcsWork
          $script:HcsIsWindows = $true
          Start-HcsService /root
          $env:HCS_CONTAINERS_NODE = '${process.execPath}'
          $env:HCS_CONTAINERS_CORE = '${process.execPath}'
          (Find-HcsCommand).File
        }`);
      expect(result).to.deep.equal(['service endpoint --start', process.execPath]);
    });
  });
});
