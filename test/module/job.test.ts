import { expect } from 'chai';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { needPowerShell, runPowerShell } from './powershell.ts';

describe('cmdlets as jobs', function () {
  this.timeout(180_000);
  let real: RealRoot;

  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    real = await RealRoot.withTools();
  });
  after(() => real?.dispose());

  const run = async (script: string) => {
    const { result, stderr } = await runPowerShell(script, { HCS_CONTAINERS_ROOT: real.root });
    return { result, stderr };
  };

  it('one job for all that comes down the pipeline; what it gives are our objects', async () => {
    const { result, stderr } = await run(`
      $made = 'one', 'two' | ForEach-Object { New-Container $_ -ContainerImageName tools -Environment @{ A = 'b' } }
      $job = $made | Start-Container -PassThru -AsJob
      $given = $job | Wait-Job | Receive-Job
      @{ jobs = @($job).Count; name = $job.Name; state = "$($job.State)"; names = @($given.Name); states = @($given.State)
         types = @($given | ForEach-Object { $_.PSObject.TypeNames[0] }); table = ($given | Format-Table | Out-String).Trim() -split '\\s*\\n' | Select-Object -First 1 }`);
    expect(stderr).to.equal('');
    expect(result).to.deep.equal([
      {
        jobs: 1,
        name: 'Start-Container',
        state: 'Completed',
        names: ['one', 'two'],
        states: ['Running', 'Running'],
        types: Array(2).fill('Deserialized.HcsContainers.Container'),
        table: 'Name State   Uptime   ParentImageName',
      },
    ]);
  });

  it('an error is a record of the job, with its id; -WhatIf tells what would be here and now', async () => {
    const { result } = await run(`
      $failed = Start-Container nobody -AsJob | Wait-Job | Receive-Job 2>&1
      $told = Stop-Container one -WhatIf -AsJob
      @{ id = $failed.FullyQualifiedErrorId; category = "$($failed.CategoryInfo.Category)"; told = $null -eq $told; state = (Get-Container one).State }`);
    expect(result).to.deep.equal([
      { id: 'NotFound,Start-Container', category: 'ObjectNotFound', told: true, state: 'Running' },
    ]);
  });

  it('a job asks nobody: what needs an answer is refused, with -Force or -Confirm:$false it is done', async () => {
    const { result } = await run(`
      $asked = Remove-Container two -Force:$false -AsJob | Wait-Job | Receive-Job 2>&1
      $left = @(Get-Container).Name
      $ConfirmPreference = 'None'
      Stop-Container two -TurnOff -AsJob | Wait-Job | Receive-Job
      Remove-Container two -AsJob | Wait-Job | Receive-Job
      @{ asked = "$($asked.FullyQualifiedErrorId)"; left = $left; now = @((Get-Container).Name) }`);
    expect(result).to.deep.equal([{ asked: 'InvalidState,Remove-Container', left: ['one', 'two'], now: ['one'] }]);
  });

  it('paths are the caller’s; Stop-Job ends the work', async () => {
    const { result } = await run(`
      Set-Location $env:HCS_CONTAINERS_ROOT
      [System.IO.File]::WriteAllText((Join-Path $pwd 'a.txt'), 'a')
      Get-Item a.txt | Copy-ContainerItem -ToContainer one -Destination C:\\ -AsJob | Wait-Job | Receive-Job
      $long = Invoke-ContainerCommand one 'C:\\probe.exe write:C:\\begun=yes sleep:600000' -AsJob
      while ((Invoke-ContainerCommand one 'C:\\probe.exe exists:C:\\begun') -eq 'none') { Start-Sleep -Milliseconds 100 }
      $ErrorActionPreference = 'Continue'
      Stop-Job $long
      for ($try = 0; $try -lt 3000 -and @(Get-ContainerProcess one | Where-Object Name -eq 'probe.exe').Count -gt 0; $try++) { Start-Sleep -Milliseconds 100 }
      @{ copied = Invoke-ContainerCommand one 'C:\\probe.exe read:C:\\a.txt'; state = "$($long.State)"; left = @(Get-ContainerProcess one | Where-Object Name -eq 'probe.exe').Count }`);
    expect(result).to.deep.equal([{ copied: 'a', state: 'Stopped', left: 0 }]);
  });
});
