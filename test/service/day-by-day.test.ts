import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectTidy } from './expect-tidy.ts';
import { needContainers, RealRoot } from './real-root.ts';

describe('containers day by day, through the command line', function () {
  this.timeout(240_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
  });
  after(() => real?.dispose());

  it('one is paused, also for the next service, and goes on; its history tells of it', async () => {
    await real.ok('New-Container', 'web', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'web');
    const [cmd] = await real.objects<{ ProcessName: string }>('Get-ContainerProcess', 'web', '-ProcessName', 'agent');
    expect(cmd?.ProcessName.toLowerCase()).to.equal('agent.exe');
    const [use] = await real.objects<{ MemoryBytes: number; ProcessorPercent: number }>('Measure-Container');
    expect(use?.MemoryBytes).to.be.above(1024 * 1024);
    expect(use?.ProcessorPercent).to.be.at.least(0);
    await real.ok('Suspend-Container', 'web');
    await real.refused('InvalidState', 'Get-ContainerProcess', 'web');
    expect(await real.objects('Measure-Container', 'web')).to.have.length(1);
    await real.refused('InvalidState', 'Invoke-ContainerCommand', 'web', 'cmd /c ver');
    await real.refused('InvalidState', 'Start-Container', 'web');
    await real.killService(await real.service());
    expect(await real.ok('Get-Container', 'web')).to.include('Paused');
    await real.ok('Resume-Container', 'web');
    expect(await real.ok('Invoke-ContainerCommand', 'web', 'cmd /c echo again')).to.include('again');
    await real.ok('Suspend-Container', 'web');
    await real.ok('Stop-Container', 'web', '-TurnOff');
    await real.ok('Remove-Container', 'web', '-Confirm:$false');
    const events = JSON.parse(await real.ok('Get-ContainerEvent', 'web', '-AsJson')) as { Action: string }[];
    expect(events.map(({ Action }) => Action)).to.deep.equal(
      'Created Started Paused Resumed Paused Exited Stopped Removed'.split(' '),
    );
    await expectTidy(real);
  });

  it('text that no code page has comes out whole through a file, as about_EmbeddedHost says', async () => {
    await real.ok('New-Container', 'words', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'words');
    const write = 'cmd /u /c set > C:\\set.txt';
    await real.ok('Invoke-ContainerCommand', 'words', write, '-Environment', 'WORDS=Gr\u00fc\u00dfe \u65e5\u672c');
    await real.ok('Copy-ContainerItem', 'words:C:\\set.txt', real.folder);
    expect(await readFile(join(real.folder, 'set.txt'), 'utf16le')).to.contain(
      'WORDS=Gr\u00fc\u00dfe \u65e5\u672c\r\n',
    );
    await real.ok('Remove-Container', 'words', '-Force');
  });

  it('one is set, compared with its image, copied, and both are cleared', async () => {
    const compared = (...words: string[]) =>
      real.objects<{ Change: string; Kind: string; Path: string; NewValue?: string }>('Compare-Container', ...words);
    await real.ok('New-Container', 'web', '-ContainerImageName', 'Windows');
    await real.ok('Set-Container', 'web', '-Environment', 'MODE=set', '-ContainerComputerName', 'SETBOX');
    await real.ok('Start-Container', 'web');
    await real.refused('InvalidState', 'Set-Container', 'web', '-Command', 'cmd /c exit');
    const seen = await real.ok('Invoke-ContainerCommand', 'web', 'cmd /c echo %MODE% %COMPUTERNAME%');
    expect(seen).to.match(/^set SETBOX/i);
    await real.ok('Invoke-ContainerCommand', 'web', 'cmd /c mkdir C:\\day & echo one> C:\\day\\one.txt');
    expect(
      (await compared('web', '-Include', 'Files', '-Path', 'C:\\day*')).map(({ Change, Kind, Path }) => [
        Change,
        Kind,
        Path,
      ]),
    ).to.deep.equal([
      ['Added', 'Folder', 'C:\\day'],
      ['Added', 'File', 'C:\\day\\one.txt'],
    ]);
    await real.ok('Invoke-ContainerCommand', 'web', 'reg add HKLM\\Software\\Day /v A /t REG_DWORD /d 7');
    await real.refused('InvalidState', 'Copy-Container', 'web', 'web2');
    await real.ok('Stop-Container', 'web');
    const [value] = (await compared('web', '-Path', 'HKLM\\Software\\Day')).filter(
      ({ Kind }) => Kind === 'RegistryValue',
    );
    expect(value?.NewValue).to.equal('7');
    await real.ok('Copy-Container', 'web', 'web2');
    await real.ok('Start-Container', 'web2');
    const copied = await real.ok(
      'Invoke-ContainerCommand',
      'web2',
      'cmd /c type C:\\day\\one.txt & reg query HKLM\\Software\\Day',
    );
    expect(copied).to.match(/^one/).and.match(/0x7/);
    await real.ok('Stop-Container', 'web2');
    expect(await real.ok('Clear-Container', '-WhatIf')).to.match(/'web' \([\d.]+ [KM]B, off since/);
    const cleared = await real.objects<{ Name: string; Bytes: number }>('Clear-Container', '-Force');
    expect(cleared.map(({ Name }) => Name)).to.deep.equal(['web', 'web2']);
    for (const { Bytes } of cleared) expect(Bytes).to.be.above(10_000);
    expect(await real.objects('Get-Container')).to.deep.equal([]);
    await expectTidy(real);
  });
});
