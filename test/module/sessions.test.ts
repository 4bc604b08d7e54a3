import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { needPowerShell, runPowerShell } from './powershell.ts';

describe('sessions into containers', function () {
  this.timeout(240_000);
  let real: RealRoot;
  /** Runs a script that has the ids of two containers, $one and $two. */
  const inPowerShell = async (script: string): Promise<unknown> => {
    const ids = '$one, $two = @(Get-Container one, two).ContainerId';
    const { result, stderr } = await runPowerShell(`${ids}\n${script}`, { HCS_CONTAINERS_ROOT: real.root });
    return (result as unknown[])[0] ?? stderr;
  };

  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    real = await RealRoot.withBase();
    for (const name of ['one', 'two']) {
      await real.ok('New-Container', name, '-ContainerImageName', 'Windows');
      await real.ok('Start-Container', name);
    }
  });
  after(async () => real?.dispose());

  it('gives objects back, and makes what is made on the container’s drive', async () => {
    const found = await inPowerShell(`
      $made = Invoke-Command -ContainerId $one -RunAsAdministrator -ScriptBlock { New-Item -Path C:\\RemoteTest -ItemType Directory }
      $there = Invoke-Command -ContainerId $one { [pscustomobject] @{ Sum = 1 + 1; At = (Get-Location).Path; Is = Test-Path C:\\RemoteTest } }
      $other = Invoke-Command -ContainerId $two { Test-Path C:\\RemoteTest }
      @{ name = $made.Name; sum = $there.Sum; at = $there.At; is = $there.Is; from = $there.PSComputerName -eq $one; other = [bool] $other
         cmd = (Invoke-ContainerCommand one 'cmd /c if exist C:\\RemoteTest echo there') }`);
    expect(found).to.deep.equal({
      name: 'RemoteTest',
      sum: 2,
      at: 'C:/',
      is: true,
      from: true,
      other: false,
      cmd: 'there',
    });
    expect(existsSync('/RemoteTest'), 'on this machine').to.equal(false);
  });

  it('takes containers from the pipeline, variables of the caller, arguments and input', async () => {
    const found = await inPowerShell(`
      function Find-It { $mine = 'm'; Get-Container one, two | Invoke-Command { "$using:mine $($args[0]) $env:COMPUTERNAME" } -ArgumentList 7 }
      $names = (Get-Container one, two).ContainerComputerName
      $said = Find-It
      @{ said = @($said | Sort-Object) -join ','; expected = @($names | ForEach-Object { "m 7 $_" } | Sort-Object) -join ','
         input = @(1..3 | Invoke-Command -ContainerId $one { $input | ForEach-Object { $_ * 2 } }) -join ' ' }`);
    expect(found).to.have.property('said', (found as { expected: string }).expected);
    expect(found).to.have.property('input', '2 4 6');
  });

  it('tells of a container that is not there, and goes on with the others', async () => {
    const found = await inPowerShell(`
      $said = Invoke-Command -ContainerId nowhere, $one { 'here' } -ErrorVariable problem -ErrorAction SilentlyContinue
      @{ said = @($said); id = $problem[0].FullyQualifiedErrorId; category = "$($problem[0].CategoryInfo.Category)"; count = $problem.Count; target = $problem[0].TargetObject }`);
    expect(found).to.deep.equal({
      ...{ said: ['here'], id: 'NotFound,Invoke-Command', category: 'ObjectNotFound', count: 1, target: 'nowhere' },
    });
  });

  it('has sessions that stay, and run what they are asked one after the other', async () => {
    const found = await inPowerShell(`
      $session = New-PSSession -ContainerId $one -Name mine
      $listed = @(Get-PSSession).Name
      Invoke-Command -Session $session { $kept = 5 }
      $kept = Invoke-Command -Session $session { $kept }
      Remove-PSSession $session
      @{ listed = "$listed"; kept = $kept -as [string]; left = @(Get-PSSession).Count }`);
    expect(found).to.deep.equal({ listed: 'mine', kept: '5', left: 0 });
  });
});
