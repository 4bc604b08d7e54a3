import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CMDLETS, OBJECTS } from '../../core/service/generated/contract.gen.ts';
import { VALIDATORS } from '../../core/service/generated/validators.gen.js';

const repository = join(import.meta.dirname, '../..');

describe('the generated files', function () {
  this.timeout(30_000);

  it('are what cmdlets.psd1 says', () => {
    const run = spawnSync(process.execPath, ['core/codegen/main.ts', '--check'], { cwd: repository, encoding: 'utf8' });
    expect(run.stderr).to.equal('');
    expect(run.status).to.equal(0);
  });

  // PowerShell binds places before the pipeline: in `$container | Rename-Container new` the first place is the name's.
  it('say that other parameters go by name where an object that is piped has the first of several places', () => {
    const told = Object.values(CMDLETS).flatMap(({ name, parameters }) => {
      const piped = parameters.find(
        ({ pipeline, position, name: of }) => pipeline.includes('ByValue') && position === 0 && of !== 'Name',
      );
      const isNextOf = (set: string) =>
        parameters.some(({ position, sets }) => (position ?? 0) > 0 && sets?.includes(set) !== false);
      return piped?.sets?.some(isNextOf) === true ? [{ name, help: piped.help }] : [];
    });
    expect(told).to.have.length(6);
    for (const { name, help } of told) expect(help, name).to.match(/down the pipeline, .* by name/);
  });

  it('--check names a file that was edited, and writes nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hcs-codegen-'));
    try {
      for (const name of [
        'core/base',
        'core/spec',
        'core/formats/powershell-data',
        'core/codegen',
        'core/service/generated',
        'module',
        'docs/cmdlets',
        'cmdlets.psd1',
        'package.json',
      ]) {
        cpSync(join(repository, name), join(folder, name), { recursive: true });
      }
      symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir');
      const edited = join(folder, 'module/HcsContainers.psm1');
      const text = `${readFileSync(edited, 'utf8')}# edited\n`;
      writeFileSync(edited, text);
      const check = (): { status: number | null; stderr: string } =>
        spawnSync(process.execPath, ['core/codegen/main.ts', '--check'], { cwd: folder, encoding: 'utf8' });
      const first = check();
      expect(first.status).to.equal(1);
      expect(first.stderr).to.contain('module/HcsContainers.psm1').and.not.contain('.psd1\n');
      expect(readFileSync(edited, 'utf8')).to.equal(text);
      expect(spawnSync(process.execPath, ['core/codegen/main.ts'], { cwd: folder }).status).to.equal(0);
      expect(check().status).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('carry a handler name for a validator, one to one', () => {
    expect(Object.keys(VALIDATORS)).to.deep.equal(Object.keys(CMDLETS));
  });

  it('declare only columns that are properties', () => {
    for (const object of Object.values(OBJECTS)) {
      expect(object.properties.map((p) => p.name)).to.include.members([...object.columns]);
    }
  });
});

describe('the generated validators', () => {
  const accepts: [keyof typeof VALIDATORS, object][] = [
    ['Get-Container', {}],
    ['Get-Container', { Name: ['web*'], State: 'Off' }],
    [
      'New-Container',
      {
        ContainerImageName: 'Windows',
        Environment: { A: '' },
        MemoryStartupBytes: 2 ** 30,
        ContainerImageVersion: '1.0',
      },
    ],
    ['Invoke-ContainerCommand', { Name: ['web'], Command: 'cmd', ArgumentList: [''], InputText: '' }],
    ['Start-Container', { Name: ['a'], TimeoutSec: 1, PassThru: true }],
  ];
  for (const [cmdlet, parameters] of accepts) {
    it(`accept ${cmdlet} ${JSON.stringify(parameters)}`, () => {
      expect(VALIDATORS[cmdlet](parameters), JSON.stringify(VALIDATORS[cmdlet].errors)).to.equal(true);
    });
  }

  const refuses: [keyof typeof VALIDATORS, unknown, string][] = [
    ['Get-Container', { Nmae: ['x'] }, 'additionalProperties'],
    ['Get-Container', JSON.parse('{"__proto__": 1}'), 'additionalProperties'],
    ['Get-Container', { State: 'off' }, 'enum'],
    ['Get-Container', { Name: 'web' }, 'type'],
    ['Get-Container', { Name: [''] }, 'pattern'],
    ['Get-Container', [], 'type'],
    ['Get-Container', null, 'type'],
    ['Get-ContainerHost', { Name: 'x' }, 'additionalProperties'],
    ['Start-Container', { Name: [] }, 'minItems'],
    ['Start-Container', { Name: ['a'], TimeoutSec: 0 }, 'minimum'],
    ['Start-Container', { Name: ['a'], TimeoutSec: 1.5 }, 'type'],
    ['Start-Container', { Name: ['a'], TimeoutSec: '5' }, 'type'],
    ['Start-Container', { Name: ['a'], PassThru: 'yes' }, 'type'],
    ['New-Container', { MemoryStartupBytes: 1024 }, 'minimum'],
    ['New-Container', { ContainerImageVersion: '1.x' }, 'pattern'],
    ['New-Container', { Environment: { A: 5 } }, 'type'],
    ['Invoke-ContainerCommand', { Name: ['web'] }, 'required'],
  ];
  for (const [cmdlet, parameters, keyword] of refuses) {
    it(`refuse ${cmdlet} ${JSON.stringify(parameters)}`, () => {
      expect(VALIDATORS[cmdlet](parameters)).to.equal(false);
      expect(VALIDATORS[cmdlet].errors?.[0]?.keyword).to.equal(keyword);
    });
  }
});
