import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { needContainers } from '../service/real-root.ts';
import { needPowerShell, runPowerShell } from './powershell.ts';

const hcs = join(import.meta.dirname, '../../scripts/hcs.mjs');

describe('the module, over the real service', function () {
  this.timeout(240_000);
  let root = '';
  const environment = (): Record<string, string> => ({ HCS_CONTAINERS_ROOT: root });

  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    root = mkdtempSync(join(tmpdir(), 'hcs-real-'));
  });
  after(() => {
    if (root === '') return;
    spawnSync(process.execPath, [hcs, 'service', 'stop'], { env: { ...process.env, HCS_CONTAINERS_ROOT: root } });
    rmSync(root, { recursive: true, force: true, maxRetries: 10 }); // a keeper may be at work there yet
  });

  it('does the main job: create, start, change, capture, run again', async () => {
    const script = `
      $begun = Get-Date
      $file = Join-Path $env:HCS_CONTAINERS_ROOT 'hello.txt'
      [System.IO.File]::WriteAllText($file, "hello from outside\`n")
      $os = Install-ContainerOSImage
      $web = New-Container web -ContainerImageName Windows | Start-Container -PassThru
      Get-Item $file | Copy-ContainerItem -ToContainer web -Destination 'C:\\'
      $said = Invoke-ContainerCommand web 'cmd /c type C:\\hello.txt & exit 7'; $code = $LASTEXITCODE
      $image = $web | New-ContainerImage -Name site -Version 1.2 -Force
      $again = $image | New-Container -Name again | Start-Container -PassThru
      $result = Invoke-ContainerCommand again 'cmd /c type C:\\hello.txt' -AsObject
      $name = (Restart-Container again -TurnOff -PassThru | Wait-Container -For Ready | Rename-Container -NewName once -PassThru).Name
      Rename-Container once again
      $problem = $null
      try { Remove-Container again -Confirm:$false -ErrorAction Stop } catch { $problem = $_.FullyQualifiedErrorId }
      $archive = Get-ContainerImage site | Export-ContainerImage -Path $env:HCS_CONTAINERS_ROOT -PassThru
      Get-Container | Remove-Container -Force
      $events = @($web | Get-ContainerEvent -Since $begun)
      $first = $events[0].Time -ge $begun.AddSeconds(-1) -and $events[0].Time -le (Get-Date)
      @{ os = $os.IsOSImage; state = "$($web.State)"; said = @($said); code = $code; image = $image.FullName; parent = $again.ParentImageName
         output = $result.StandardOutput; exit = $result.ExitCode; name = $name; events = @($events.Action); first = $first; problem = $problem; archived = $archive.Digest -eq $image.Digest; left = @(Get-Container).Count }`;
    const { result, stderr } = await runPowerShell(script, environment());
    expect(result, stderr).to.deep.equal([
      {
        os: true,
        state: 'Running',
        said: ['hello from outside'],
        code: 7,
        image: 'CN=Local_site_1.2.0.0',
        parent: 'site',
        output: 'hello from outside\n',
        exit: 0,
        name: 'once',
        events: ['Created', 'Started', 'Exited', 'Stopped', 'Captured', 'Removed'],
        first: true,
        problem: 'InvalidState,Remove-Container',
        archived: true,
        left: 0,
      },
    ]);
    // Checked from outside the product: the archive is a tar of an OCI layout.
    const archive = readFileSync(join(root, 'CN=Local_site_1.2.0.0.tar'));
    expect(archive.subarray(257, 262).toString()).to.equal('ustar');
    expect(archive.includes('oci-layout')).to.equal(true);
  });

  it('pauses, measures, sets, compares, copies and clears, with objects from one to the next', async () => {
    const script = `
      if (-not @(Get-ContainerImage).Count) { $null = Install-ContainerOSImage }
      $day = New-Container day -ContainerImageName Windows | Start-Container -PassThru
      $paused = "$(($day | Suspend-Container -PassThru).State)"
      $day | Resume-Container
      $use = $day | Measure-Container
      $names = ($day | Get-ContainerProcess -ProcessName agent).ProcessName
      Invoke-ContainerCommand day 'cmd /c echo one> C:\\one.txt' | Out-Null
      $mode = (Get-Container day | Stop-Container -PassThru | Set-Container -Environment @{ MODE = 'x' } -PassThru).Environment -join ' '
      $change = @($day | Compare-Container -Path C:\\one.txt)
      $copy = $day | Copy-Container -NewName day2
      $told = @(Clear-Container -OlderThan (New-TimeSpan -Hours 1) -Force).Count
      Clear-Container day* -WhatIf
      $cleared = Clear-Container day* -Force
      @{ paused = $paused; percent = $use.ProcessorPercent -is [double]; uptime = $use.Uptime -is [timespan]; memory = $use.MemoryBytes -gt 1MB
         names = $names; mode = $mode; change = "$($change.Change) $($change.Length -gt 0)"; copy = $copy.Name; told = $told
         cleared = @($cleared.Name); bytes = ($cleared | Measure-Object Bytes -Sum).Sum -gt 10KB; action = (Get-ContainerEvent -MaxEvents 1).Action }`;
    const { result, stderr } = await runPowerShell(script, environment());
    expect(result, stderr).to.deep.equal([
      {
        ...{ paused: 'Paused', percent: true, uptime: true, memory: true, names: 'agent.exe', mode: 'MODE=x' },
        ...{ change: 'Added True', copy: 'day2', told: 0, cleared: ['day', 'day2'], bytes: true, action: 'Removed' },
      },
    ]);
  });

  it('asks nothing and changes nothing with -WhatIf', async () => {
    const script = `
      $null = New-Container keep -ContainerImageName Windows -WhatIf
      $null = New-Container keep -ContainerImageName Windows
      Remove-Container keep -WhatIf; Start-Container keep -WhatIf; Remove-ContainerImage site -WhatIf
      New-ContainerImage keep other -WhatIf; Export-ContainerImage Windows -Path (Join-Path $env:HCS_CONTAINERS_ROOT 'no.tar') -WhatIf
      @{ state = "$((Get-Container keep).State)"; images = @(Get-ContainerImage).Count; exported = Test-Path (Join-Path $env:HCS_CONTAINERS_ROOT 'no.tar') }
      Remove-Container keep -Force`;
    const { result } = await runPowerShell(script, environment());
    expect(result).to.deep.equal([{ state: 'Off', images: 2, exported: false }]);
  });
});
