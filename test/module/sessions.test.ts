import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { needPowerShell, runPowerShell } from './powershell.ts';

describe('sessions into containers', function () {
  this.timeout(90_000);
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

  it('runs in the container of a session that comes down the pipeline, and not here', async () => {
    const found = await inPowerShell(`
      $there = Get-Container one, two | New-PSSession | Invoke-Command { $env:COMPUTERNAME }
      $left = @(Get-PSSession).Count
      Get-PSSession | Remove-PSSession
      @{ same = (@($there | ForEach-Object { "$_" } | Sort-Object) -join ' ') -eq (@((Get-Container one, two).ContainerComputerName | Sort-Object) -join ' '); left = $left }`);
    expect(found).to.deep.equal({ same: true, left: 2 });
  });

  it('leaves the errors of what comes after it alone', async () => {
    const found = await inPowerShell(`
      $Error.Clear()
      $said = Invoke-Command -ContainerId $one { 'x' } | ForEach-Object { try { Get-Item "/nosuch$_" -ErrorAction Stop } catch { 'handled' } }
      $went = $?
      $first = $Error[0].FullyQualifiedErrorId
      Invoke-Command -ContainerId $one { 'nosuch' } | Stop-Container -Confirm:$false 2>$null
      @{ said = $said; went = $went; first = $first; second = $Error[0].FullyQualifiedErrorId }`);
    expect(found).to.deep.equal({
      ...{ said: 'handled', went: true, second: 'NotFound,Stop-Container' },
      first: 'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
    });
  });

  it('carries streams, and errors say where they come from', async () => {
    const found = await inPowerShell(`
      $said = Invoke-Command -ContainerId $one { Write-Output o; Write-Warning w; Write-Information i; Write-Error e } -ErrorVariable problem -WarningVariable warned -InformationVariable informed -ErrorAction SilentlyContinue
      $thrown = try { Invoke-Command -ContainerId $one { throw 'boom' } } catch { "$_" }
      @{ streams = "$said $warned $informed $($problem[0])"; origin = "$($problem[0].OriginInfo.PSComputerName)" -eq $one; thrown = $thrown }`);
    expect(found).to.deep.equal({ streams: 'o w i e', origin: true, thrown: 'boom' });
  });

  it('gives streams, redirected or not, as the shell’s own does in a session', async () => {
    const streams = '{ 1; Write-Warning w; Write-Verbose v -Verbose; Write-Information i; Write-Error e }';
    const found = await inPowerShell(`
      $session = New-PSSession -ContainerId $one
      $own = @{ Session = $session }; $ours = @{ ContainerId = $one }
      $calls = @{
        all = { param($Call, $To) & $Call @To ${streams} *>&1 | ForEach-Object { "$($_.GetType().Name) $_" } }
        errors = { param($Call, $To) & $Call @To ${streams} 2>&1 | ForEach-Object { "$($_.GetType().Name) $_" } }
        unwanted = { param($Call, $To) & $Call @To ${streams} -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -WarningVariable w -ErrorVariable e; "$w $e" }
        inside = { param($Call, $To) & $Call @To { & ${streams} *>&1 } | ForEach-Object { "$($_.PSObject.TypeNames[0]) $_" } }
        went = { param($Call, $To) & $Call @To { 1 }; $?; & $Call @To { Write-Error e } 2>$null; $? }
      }
      $found = @{}
      foreach ($name in $calls.Keys) {
        $found[$name] = @(foreach ($way in @('Microsoft.PowerShell.Core\\Invoke-Command', $own), @('HcsContainers\\Invoke-Command', $ours)) { @(& $calls[$name] @way) -join '|' })
      }
      Remove-PSSession $session
      $found`);
    const pairs = Object.entries(found as Record<string, [string, string]>);
    expect(pairs).to.have.length(5);
    for (const [name, [own, ours]] of pairs) expect(ours, name).to.equal(own).and.have.length.above(2);
    expect(found)
      .to.have.property('inside')
      .that.satisfies(([own]: string[]) => own?.includes('WarningRecord w'));
    expect(found).to.have.deep.property('went', ['1|True|False', '1|True|False']);
  });

  it('leaves ids that are not ours to the shell’s own where containers of others may be', async () => {
    const found = await inPowerShell(`
      & (Get-Module HcsContainers) { Import-HcsSession; $script:HcsHasOthers = $true }
      foreach ($name in 'Invoke-Command', 'New-PSSession', 'Enter-PSSession') {
        $given = if ($name -eq 'Invoke-Command') { @{ ScriptBlock = { 'here' } } } else { @{} }
        $said = foreach ($module in 'Microsoft.PowerShell.Core', 'HcsContainers') { try { & "$module\\$name" -ContainerId nowhere @given -ErrorAction Stop } catch { "$($_.Exception.GetBaseException().Message)" } }
        $is = $said[0] -eq $said[1] -and $said[0].Length -gt 5
        $same = @($same) + $is
      }
      $both = Invoke-Command -ContainerId nowhere, $one { 'here' } -ErrorVariable problem -ErrorAction SilentlyContinue
      @{ same = @($same | Where-Object { $null -ne $_ }); both = @($both); count = $problem.Count; isOurs = "$($problem[0].FullyQualifiedErrorId)" -like 'NotFound*' }`);
    expect(found).to.deep.equal({ same: [true, true, true], both: ['here'], count: 1, isOurs: false });
  });

  it('completes -ContainerId with containers that run, by id or name, and shows names', async () => {
    await real.ok('New-Container', 'off', '-ContainerImageName', 'Windows');
    const found = await inPowerShell(`
      $given = @{}
      foreach ($line in 'Invoke-Command -ContainerId ', 'Enter-PSSession -ContainerId TW', "New-PSSession -ContainerId $($one.Substring(0, 6))", 'Invoke-Command -ContainerId of') {
        $given[$line.Split(' ')[0] + $line.Length] = @((TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -eq ParameterValue | ForEach-Object { "$($_.ListItemText) $($_.CompletionText -in $one, $two)" } | Sort-Object) -join '|'
      }
      $given`);
    expect(found).to.deep.equal({
      'Invoke-Command28': 'one True|two True',
      'Enter-PSSession31': 'two True',
      'New-PSSession33': 'one True',
      'Invoke-Command30': '',
    });
  });

  it('refuses a configuration, which its PowerShell decides', async () => {
    const found = await inPowerShell(`
      $Error.Clear()
      Invoke-Command -ContainerId $one { 1 } -ConfigurationName other 2>$null
      @{ count = $Error.Count; id = $Error[0].FullyQualifiedErrorId; left = @(Get-PSSession).Count }`);
    expect(found).to.deep.equal({ count: 1, id: 'NotSupported,Invoke-Command', left: 0 });
  });

  it('runs a file, as a job, and in as many containers at once as it may', async () => {
    const found = await inPowerShell(`
      $file = Join-Path $env:HCS_CONTAINERS_ROOT '../script.ps1'
      Set-Content -LiteralPath $file 'param($n) "file $n in $env:COMPUTERNAME"'
      $job = Get-Container one, two | Invoke-Command -ScriptBlock { $env:COMPUTERNAME } -AsJob -JobName both
      $names = @((Get-Container one, two).ContainerComputerName | Sort-Object) -join ' '
      @{ file = "$(Invoke-Command -ContainerId $one -FilePath $file -ArgumentList 3)" -like 'file 3 in *'; job = $job.Name
         both = (@($job | Wait-Job | Receive-Job | ForEach-Object { "$_" } | Sort-Object) -join ' ') -eq $names
         one = (@(Invoke-Command -ContainerId $one, $two { $env:COMPUTERNAME } -ThrottleLimit 1 | ForEach-Object { "$_" } | Sort-Object) -join ' ') -eq $names
         children = $job.ChildJobs.Count; left = @(Get-PSSession).Count }`);
    expect(found).to.deep.equal({ file: true, job: 'both', both: true, one: true, children: 2, left: 0 });
  });

  it('copies to and from a session, folders too', async () => {
    const found = await inPowerShell(`
      $folder = New-Item -ItemType Directory -Path (Join-Path $env:HCS_CONTAINERS_ROOT '../site')
      Set-Content -LiteralPath "$folder/wörd.txt" 'hällo'
      [IO.File]::WriteAllBytes("$folder/b.bin", [byte[]] (0..255))
      $session = New-PSSession -ContainerId $one
      Copy-Item -Path $folder -Destination C:\\ -Recurse -ToSession $session
      $there = Invoke-Command -Session $session { (Get-ChildItem C:site).Name -join ' '; [IO.File]::ReadAllBytes('/c/drive_c/site/b.bin').Length }
      Copy-Item -Path /c/drive_c/site -Destination "$folder/back" -Recurse -FromSession $session
      $bytes = [IO.File]::ReadAllBytes("$folder/back/b.bin")
      Remove-PSSession $session
      @{ there = "$there"; text = "$(Get-Content -LiteralPath "$folder/back/wörd.txt")"; bytes = $bytes.Length; last = $bytes[255] }`);
    expect(found).to.deep.equal({ there: 'b.bin wörd.txt 256', text: 'hällo', bytes: 256, last: 255 });
  });

  it('brings 50 MB, bytes and every letter back as they are', async function () {
    this.timeout(240_000);
    const found = await inPowerShell(`
      $chunks = Invoke-Command -ContainerId $one { foreach ($i in 1..50) { , ([byte[]]::new(1MB)) } }
      $text = Invoke-Command -ContainerId $one { "a$([char]0)b" + [char]::ConvertFromUtf32(0x1F600) + 'ünï 日本' + [char]0xD800 }
      $bytes = Invoke-Command -ContainerId $one { , [byte[]] (0..255) }
      @{ count = @($chunks).Count; size = (@($chunks) | ForEach-Object Length | Measure-Object -Sum).Sum
         text = [int[]][char[]]"$text" -join ' '; bytes = ($bytes | Measure-Object -Sum).Sum }`);
    expect(found).to.deep.equal({
      ...{ count: 50, size: 50 * 1024 * 1024, bytes: 32640 },
      text:
        [...'a\0b\u{1F600}ünï 日本'].flatMap((c) => [...Array(c.length).keys()].map((i) => c.charCodeAt(i))).join(' ') +
        ' 55296',
    });
  });

  it('takes a script block of a megabyte', async () => {
    const found = await inPowerShell(`
      $large = [scriptblock]::Create("'" + ('x' * 1MB) + "'.Length")
      @{ length = [int] (Invoke-Command -ContainerId $one $large) }`);
    expect(found).to.deep.equal({ length: 1024 * 1024 });
  });

  it('a script that exits ends its session, as in one of the shell’s own, and nothing else', async () => {
    const found = await inPowerShell(`
      $Error.Clear()
      $said = foreach ($round in 1..5) { Invoke-Command -ContainerId $one { 'before'; exit 3 }; "$?" }
      $session = New-PSSession -ContainerId $one
      $kept = Invoke-Command -Session $session { 'kept'; exit }
      $state = "$($session.State)"
      $session | Remove-PSSession
      $job = Invoke-Command -ContainerId $one { 'in a job'; exit 1 } -AsJob | Wait-Job
      @{ said = "$said"; kept = $kept; state = $state; job = "$($job.State) $(Receive-Job $job)"; errors = @($Error | ForEach-Object { "$_" }); left = @(Get-PSSession).Count }`);
    expect(found).to.deep.equal({
      ...{ said: Array(5).fill('before True').join(' '), kept: 'kept', state: 'Closed', job: 'Completed in a job' },
      ...{ errors: [], left: 0 },
    });
  });

  it('stops the script inside when it is stopped', async () => {
    const found = await inPowerShell(`
      $work = [powershell]::Create()
      $script = 'param($Module, $Id) Import-Module $Module; Invoke-Command -ContainerId $Id { while ($true) { [IO.File]::WriteAllText("/tmp/beat", [string] [datetime]::UtcNow.Ticks); Start-Sleep -Milliseconds 100 } }'
      $null = $work.AddScript($script).AddArgument((Get-Module HcsContainers).Path).AddArgument($two)
      $running = $work.BeginInvoke()
      $deadline = [datetime]::UtcNow.AddSeconds(600)
      while (-not (Invoke-Command -ContainerId $two { Test-Path /tmp/beat }) -and [datetime]::UtcNow -lt $deadline) { }
      $work.Stop()
      $state = "$($work.InvocationStateInfo.State)"
      for ($try = 0; $try -lt 100; $try++) { # its end is under way
        $first = Invoke-Command -ContainerId $two { Get-Content /tmp/beat }
        Start-Sleep -Milliseconds 500
        $second = Invoke-Command -ContainerId $two { Get-Content /tmp/beat }
        if ("$first" -eq "$second") { break }
      }
      @{ state = $state; still = "$first" -eq "$second" }`);
    expect(found).to.deep.equal({ state: 'Stopped', still: true });
  });

  it('a container that is off is told as that, and one that is removed meanwhile ends what runs in it', async () => {
    const found = await inPowerShell(`
      $gone = New-Container gone -ContainerImageName Windows
      $off = try { Invoke-Command -ContainerId $gone.ContainerId { 1 } -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $($_.ErrorDetails.RecommendedAction)" }
      Start-Container gone
      $job = Invoke-Command -ContainerId $gone.ContainerId { 'begun'; Start-Sleep 600 } -AsJob
      while (-not (Receive-Job $job -Keep)) { Start-Sleep -Milliseconds 50 }
      Remove-Container gone -Force
      $null = Wait-Job $job
      $why = try { Receive-Job $job -ErrorAction Stop } catch { "$_" }
      @{ off = $off; state = "$($job.State)"; why = "$why" }`);
    expect(found).to.include({ off: 'InvalidState,Invoke-Command Start-Container gone', state: 'Failed' });
    expect(found)
      .to.have.property('why')
      .that.matches(/The session in container 'gone' has ended/);
  });

  it('a service that is killed in the middle is one error, and the next cmdlet works', async () => {
    const found = await inPowerShell(`
      $job = Invoke-Command -ContainerId $one { 'begun'; Start-Sleep 600 } -AsJob
      while (-not (Receive-Job $job -Keep)) { Start-Sleep -Milliseconds 50 }
      $service = (Get-Content -Raw (Join-Path $env:HCS_CONTAINERS_ROOT 'run/service.json') | ConvertFrom-Json).processId
      Stop-Process -Id $service -Force
      $null = Wait-Job $job
      $why = try { Receive-Job $job -ErrorAction Stop } catch { "$_" }
      @{ state = "$($job.State)"; why = "$why"; next = (Get-Container one).Name; again = "$(Invoke-Command -ContainerId $one { 'again' })" }`);
    expect(found).to.include({ state: 'Failed', next: 'one', again: 'again' });
    expect(found)
      .to.have.property('why')
      .that.matches(/may have been done or not/);
  });

  it('without connections of its own (Windows PowerShell) a script still gives objects, streams and errors', async () => {
    const found = await inPowerShell(`
      & (Get-Module HcsContainers) { Import-HcsSession; $script:HcsHasConnections = $false }
      function Find-It { $mine = @{ Word = 'm' }; Invoke-Command -ContainerId $one { param($n) [pscustomobject] @{ Sum = $n + 1; Word = $using:mine.Word; At = Get-Location } ; Write-Warning w; Write-Error e } -ArgumentList 4 -WarningVariable warned -ErrorVariable problem -WarningAction SilentlyContinue -ErrorAction SilentlyContinue; "$warned $($problem[0]) $($problem.Count)" }
      $it = Find-It
      $stay = try { New-PSSession -ContainerId $one } catch { "$($_.FullyQualifiedErrorId)" }
      $throw = try { Invoke-Command -ContainerId $one { throw 'boom' } -ErrorAction Stop } catch { "$_" }
      $unknown = try { Invoke-Command -ContainerId nowhere { 1 } -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId)" }
      @{ sum = $it[0].Sum; word = $it[0].Word; from = $it[0].PSComputerName -eq $one; said = $it[1]; stay = $stay; throw = $throw; unknown = $unknown
         input = @(1..3 | Invoke-Command -ContainerId $one { $input | ForEach-Object { $_ * 2 } } | ForEach-Object { "$_" }) -join ' '
         both = @(Get-Container one, two | Invoke-Command { $env:COMPUTERNAME } | ForEach-Object { "$_" } | Sort-Object -Unique).Count }`);
    expect(found).to.deep.equal({
      ...{ sum: 5, word: 'm', from: true, said: 'w e 1', stay: 'NotSupported,New-PSSession', throw: 'boom' },
      ...{ unknown: 'NotFound,Invoke-Command', input: '2 4 6', both: 2 },
    });
  });
});
