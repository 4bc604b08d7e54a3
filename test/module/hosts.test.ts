import { expect } from 'chai';
import { FakeRoot, needPowerShell, runPowerShell } from './powershell.ts';
import { needSshServer, SshHosts } from './ssh-hosts.ts';

/** What tests look at of an error record. */
const ERROR = `@{ id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; target = "$($_.TargetObject)"; said = "$_"; hint = $_.ErrorDetails.RecommendedAction }`;

describe('many hosts, over SSH', function () {
  this.timeout(300_000);
  const hosts = new SshHosts();
  const [here, a, b] = [new FakeRoot(), new FakeRoot(), new FakeRoot()];

  before(async function () {
    needPowerShell(this);
    needSshServer(this);
    await Promise.all([here, a, b].map((root) => root.start()));
    await hosts.start([{ root: a.folder }, { root: b.folder }]);
  });
  beforeEach(() => {
    for (const root of [here, a, b]) root.clear();
  });
  after(async () => {
    await hosts.stop();
    for (const root of [here, a, b]) root.stop();
  });

  const run = async (script: string): Promise<unknown> => {
    const { result, stdout, stderr } = await runPowerShell(`${hosts.preamble}\n${script}`, {
      ...hosts.environment,
      ...here.environment,
    });
    if (result === null) throw new Error(`${stdout}\n${stderr}`);
    return result;
  };
  const sent = (root: FakeRoot): { cmdlet?: unknown }[] =>
    root.messages('invoke').map(({ params }) => ({
      cmdlet: params['cmdlet'],
      ...(params['parameters'] as object),
    }));

  it('asks each host, and gives objects like those of this one, with the host they came from', async () => {
    const result = await run(`Set-StrictMode -Version Latest
      $local = Get-Container web
      $far = @(Get-Container web -HostName $a, $b @ssh)
      $one = $far[0]
      @{ count = $far.Count; types = $one.PSObject.TypeNames -join ' '; host = $one.PSComputerName; id = $one.Id -eq $one.ContainerId
         created = $one.Created -eq $local.Created -and $one.Created.Kind -eq $local.Created.Kind; uptime = $one.Uptime -eq $local.Uptime
         other = @(foreach ($p in $local.PSObject.Properties) { $q = $one.PSObject.Properties[$p.Name]
           if (@($p.Value).Count -gt 0 -and ("$($p.TypeNameOfValue) $($p.MemberType) $($p.Value)" -ne "$($q.TypeNameOfValue) $($q.MemberType) $($q.Value)")) { $p.Name } })
         table = ($far | Format-Table | Out-String).Trim() -split '\\s*\\n' | Select-Object -First 1; text = "$one" }`);
    expect(result).to.deep.equal([
      {
        count: 2,
        types: 'HcsContainers.Container System.Management.Automation.PSCustomObject System.Object',
        host: '127.0.0.1',
        id: true,
        created: true,
        uptime: true,
        other: [],
        table: 'Name State   Uptime     ParentImageName PSComputerName',
        text: 'web (127.0.0.1)',
      },
    ]);
    for (const root of [a, b]) expect(sent(root)).to.deep.equal([{ cmdlet: 'Get-Container', Name: ['web'] }]);
    expect(sent(here)).to.have.length(1);
  });

  it('-Session: in sessions that are there already, and stay', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      $one = Get-Container web -Session $session
      $again = $one | Get-Container
      @{ name = $one.Name; same = $one.RunspaceId -eq $session.InstanceId; state = "$($session.State)"; again = $again.PSComputerName }
      Remove-PSSession $session`);
    expect(result).to.deep.equal([{ name: 'web', same: true, state: 'Opened', again: '127.0.0.1' }]);
    expect(sent(a)).to.have.length(2);
    expect(sent(here)).to.deep.equal([]);
  });

  it('a host that does not answer is one error record; the others go on', async () => {
    const result = await run(`
      $Error.Clear()
      $far = @(Get-Container web -HostName '127.0.0.1:9', $a @ssh -ErrorAction SilentlyContinue -ErrorVariable problems)
      @{ names = @($far.Name); errors = @($problems | ForEach-Object { ${ERROR} }); remembered = @($Error).Count }`);
    const [{ names, errors, remembered }] = result as [
      { names: string[]; errors: Record<string, string>[]; remembered: number },
    ];
    expect(names).to.deep.equal(['web']);
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ id: 'ConnectionFailed,Get-Container', target: '127.0.0.1' });
    expect(errors[0]?.['said']).to.match(/^Cannot open a session to host '127.0.0.1': /);
    expect(errors[0]?.['hint']).to.match(/^ssh -p 9 \S+@127\.0\.0\.1$/);
    expect(remembered).to.equal(1);
  });

  it('an error of a host says which, and keeps id, category, target and advice', async () => {
    const result = await run(`
      $far = @(Get-Container web, nobody -HostName $a @ssh -ErrorVariable problems -ErrorAction SilentlyContinue)
      @{ names = @($far.Name); errors = @($problems | ForEach-Object { ${ERROR} }) }
      try { Get-Container nobody -HostName $a @ssh -ErrorAction Stop; 'went on' } catch { 'caught ' + $_.FullyQualifiedErrorId }`);
    expect(result).to.deep.equal([
      {
        names: ['web'],
        errors: [
          {
            id: 'NotFound,Get-Container',
            category: 'ObjectNotFound',
            target: 'nobody',
            said: "[127.0.0.1] There is no container 'nobody'.",
            hint: 'Get-Container',
          },
        ],
      },
      'caught NotFound,Get-Container',
    ]);
  });

  it('objects are acted on where they came from: piped, given, some of each host, and never what has that name here', async () => {
    const result = await run(`Set-StrictMode -Version Latest
      $far = @(Get-Container web, db -HostName $a, $b @ssh)
      $far | Where-Object Name -eq web | Stop-Container
      Start-Container -Container (@($far | Where-Object Name -eq db) + (Get-Container web))
      $back = $far[0] | Start-Container -PassThru
      Stop-Container -Name $far[0]
      @{ back = "$($back.PSComputerName)"; type = $back.PSObject.TypeNames[0] }`);
    expect(result).to.deep.equal([{ back: '127.0.0.1', type: 'HcsContainers.Container' }]);
    const [web, db] = [idOf('web'), idOf('db')];
    for (const root of [a, b]) {
      expect(sent(root).slice(0, 3)).to.deep.equal([
        { cmdlet: 'Get-Container', Name: ['web', 'db'] },
        { cmdlet: 'Stop-Container', Container: [web] },
        { cmdlet: 'Start-Container', Container: [db] },
      ]);
    }
    expect([...sent(a), ...sent(b)].filter((one) => JSON.stringify(one).includes('PassThru'))).to.have.length(1);
    expect(sent(here)).to.deep.equal([
      { cmdlet: 'Get-Container', Name: ['web'] },
      { cmdlet: 'Start-Container', Container: [web] },
      // Asked for by name, what has one is text: no container has a name like this.
      { cmdlet: 'Stop-Container', Name: ['web (127.0.0.1)'] },
    ]);
  });

  it('an image of another host goes back there too', async () => {
    await run(`Get-ContainerImage -HostName $a @ssh | Remove-ContainerImage -Force
      New-Container new -ContainerImage (Get-ContainerImage -HostName $b @ssh)`);
    expect(sent(a).at(-1)).to.deep.equal({ cmdlet: 'Remove-ContainerImage', Image: ['sha256:aa'], Force: true });
    expect(sent(b).at(-1)).to.deep.equal({ cmdlet: 'New-Container', Name: 'new', ContainerImage: 'sha256:aa' });
    expect(sent(here)).to.deep.equal([]);
  });

  it('what came from elsewhere and has no way back is refused; so is an object with a host beside it', async () => {
    const result = await run(`
      $far = Get-Container web -HostName $a @ssh
      $file = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
      $far | Export-Clixml $file
      $saved = Import-Clixml $file
      Remove-Item $file
      # As if the name were one: loopback is this machine, and what it has is not refused.
      $saved.PSComputerName = 'srv9'; $saved.ComputerName = 'srv9'
      $Error.Clear()
      $saved | Stop-Container -ErrorAction SilentlyContinue
      Stop-Container -Container $saved -ErrorAction SilentlyContinue
      Get-Container web | Stop-Container -HostName $a @ssh -ErrorAction SilentlyContinue
      Stop-Container -Container $far -HostName $b @ssh -ErrorAction SilentlyContinue
      foreach ($e in $Error) { $e | ForEach-Object { ${ERROR} } }`);
    const errors = result as { id: string; said: string; hint: string }[];
    expect(errors.map(({ id }) => id)).to.deep.equal(Array(4).fill('InvalidArgument,Stop-Container'));
    expect(errors[3]?.said).to.equal("Cannot use 'web': it came from host srv9, to which no session is open.");
    expect(errors[3]?.hint).to.equal('Stop-Container with its name and -HostName or -ComputerName');
    expect(errors[0]?.said).to.match(
      /^Cannot use 'web \(127.0.0.1\)' on host 127.0.0.1:\d+: an object belongs to the host/,
    );
    expect([...sent(a), ...sent(b), ...sent(here)].filter(({ cmdlet }) => cmdlet === 'Stop-Container')).to.deep.equal(
      [],
    );
  });

  it('names come down the pipeline to the other hosts, by property name too', async () => {
    await run(`'web', 'db' | Start-Container -HostName $a @ssh
      [pscustomobject] @{ Id = '${idOf('web')}' } | Get-Container -HostName $a @ssh
      [pscustomobject] @{ FullName = 'C:\\one.tar' }, [pscustomobject] @{ FullName = 'C:\\two.tar' } | Copy-ContainerItem -ToContainer web -Destination 'C:\\' -HostName $a @ssh`);
    expect(sent(a)).to.deep.equal([
      { cmdlet: 'Start-Container', Name: ['web'] },
      { cmdlet: 'Start-Container', Name: ['db'] },
      { cmdlet: 'Get-Container', Container: [idOf('web')] },
      { cmdlet: 'Copy-ContainerItem', Path: ['C:\\one.tar'], ToContainer: 'web', Destination: 'C:\\' },
      { cmdlet: 'Copy-ContainerItem', Path: ['C:\\two.tar'], ToContainer: 'web', Destination: 'C:\\' },
    ]);
  });

  it('-WhatIf, -Confirm, -Verbose and warnings go through', async () => {
    const { result, stdout } = await runPowerShell(
      `${hosts.preamble}
      Stop-Container web -HostName $a @ssh -WhatIf
      & { $WhatIfPreference = $true; Stop-Container db -HostName $a @ssh }
      Get-Container talk -HostName $a @ssh -Verbose
      'said'
      Get-Container talk -HostName $a @ssh -WarningAction SilentlyContinue`,
      { ...hosts.environment, ...here.environment },
    );
    expect(stdout)
      .to.match(/What if: .*Stop.*container 'web'/)
      .and.match(/What if: .*Stop.*container 'db'/);
    expect(stdout).to.match(/a verbose text/);
    expect(stdout.match(/WARNING: a warning/g)).to.have.length(1);
    expect(result).to.deep.equal(['said']);
    const answers = a.messages().filter((one) => one.method === undefined);
    expect(answers.map((one) => one.result)).to.deep.equal([{ answer: false }, { answer: false }]);
  });

  it('-Confirm asks here, and without anybody to ask it is an error', async () => {
    const result = await run(`
      Stop-Container web -HostName $a @ssh -Confirm -ErrorVariable problems -ErrorAction SilentlyContinue
      Stop-Container web -HostName $a @ssh -Confirm:$false
      @{ id = $problems[0].FullyQualifiedErrorId; count = @($problems).Count }`);
    expect(result).to.deep.equal([{ id: 'InvalidState,Stop-Container', count: 1 }]);
    const answers = a.messages().filter((one) => one.method === undefined && one.result !== undefined);
    expect(answers.at(-1)?.result).to.deep.equal({ answer: true });
  });

  it('-AsJob: one job, a child for each host', async () => {
    const result = await run(`
      $job = Start-Container web -PassThru -HostName $a, $b @ssh -AsJob
      $given = $job | Wait-Job | Receive-Job
      @{ jobs = @($job).Count; children = $job.ChildJobs.Count; name = $job.Name; state = "$($job.State)"; types = @($given | ForEach-Object { $_.PSObject.TypeNames[0] }) }`);
    expect(result).to.deep.equal([
      {
        jobs: 1,
        children: 2,
        name: 'Start-Container',
        state: 'Completed',
        types: Array(2).fill('Deserialized.HcsContainers.Container'),
      },
    ]);
  });

  it('what a job gives is acted on where it came from, with sessions of its own or of the caller, while others go on', async () => {
    const result = await run(`
      $jobs = @(Start-Container web -PassThru -HostName $a, $b @ssh -AsJob)
      $session = New-PSSession -HostName $b @ssh
      $jobs += Start-Container two -PassThru -Session $session -AsJob
      $all = @($jobs | Wait-Job | Receive-Job)
      $jobs | Remove-Job
      $stopped = @($all | Stop-Container -PassThru)
      $given = @(Rename-Container -Container $all[0] -NewName other -PassThru)
      @{ all = $all.Count; stopped = $stopped.Count; types = @($stopped | ForEach-Object { $_.PSObject.TypeNames[0] } | Select-Object -Unique) -join ' '
         table = ($all[0] | Format-Table | Out-String).Trim() -split '\\s*\\n' | Select-Object -First 1; renamed = $given.Count }`);
    expect(result).to.deep.equal([
      {
        ...{ all: 3, stopped: 3, types: 'HcsContainers.Container', renamed: 1 },
        table: 'Name State   Uptime     ParentImageName PSComputerName',
      },
    ]);
    const stops = (root: FakeRoot) => sent(root).filter(({ cmdlet }) => cmdlet === 'Stop-Container').length;
    expect([stops(a), stops(b), sent(here).length]).to.deep.equal([1, 2, 0]);
    const renames = [a, b].map((root) => sent(root).filter(({ cmdlet }) => cmdlet === 'Rename-Container').length);
    expect(renames.sort()).to.deep.equal([0, 1]);
  });

  it('Tab offers no names of this host for another one, and those of an open session', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      & (Get-Module HcsContainers) { Import-HcsWork; $script:HcsFarPatienceMs = 60000 }
      $given = @{}
      foreach ($line in 'Stop-Container -Name w', 'Stop-Container -HostName a -Name w', 'Stop-Container -Comp a -Name w', 'Stop-Container -Session (Get-PSSession) -Name w', 'Stop-Container -Session $session -Name w', 'New-Container -Session $session -Image w') {
        $global:session = $session
        $given[$line] = @((TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -eq ParameterValue | ForEach-Object { $_.ToolTip }) -join '|'
      }
      $given`);
    expect(result).to.deep.equal([
      {
        'Stop-Container -Name w': 'container web|container web two',
        'Stop-Container -HostName a -Name w': '',
        'Stop-Container -Comp a -Name w': '',
        'Stop-Container -Session (Get-PSSession) -Name w': '',
        'Stop-Container -Session $session -Name w': 'container web (127.0.0.1)|container web two (127.0.0.1)',
        'New-Container -Session $session -Image w': 'container web (127.0.0.1)|container web two (127.0.0.1)',
      },
    ]);
  });

  it('the exit code of a command is that of the other host', async () => {
    const result = await run(
      `$lines = Invoke-ContainerCommand web 'cmd /c exit 3' -HostName $a @ssh; @{ lines = @($lines | ForEach-Object { "$_" }); code = $LASTEXITCODE }`,
    );
    expect(result).to.deep.equal([{ lines: ['one', 'two', '\u20ac', 'last'], code: 3 }]);
  });

  it('a host without the module says what to install', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      Invoke-Command -Session $session { $env:PSModulePath = ''; Remove-Module HcsContainers -ErrorAction Ignore }
      Get-Container -Session $session -ErrorAction SilentlyContinue -ErrorVariable problems
      $problems | ForEach-Object { ${ERROR} }`);
    expect(result).to.deep.equal([
      {
        id: 'NotInstalled,Get-Container',
        category: 'NotInstalled',
        target: '127.0.0.1',
        said: "Cannot run Get-Container on host '127.0.0.1': the module HcsContainers is not installed there, or its endpoint does not offer the cmdlet.",
        hint: 'Install-Module HcsContainers, on 127.0.0.1',
      },
    ]);
  });

  it('a host that dies while it is at work is one error, and what it gave is there', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      $dead = Invoke-Command -Session $session { $PID }
      $names = @(Get-Container slow -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue | ForEach-Object { Stop-Process -Id $dead -Force; $_.Name })
      @{ names = $names; problems = @($problems | ForEach-Object { ${ERROR} }) }`);
    const [{ names, problems }] = result as [{ names: string[]; problems: Record<string, string>[] }];
    expect(names).to.deep.equal(['slow']);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ id: 'ConnectionFailed,Get-Container', target: '127.0.0.1' });
    expect(problems[0]?.['said']).to.match(/^The connection to host '127.0.0.1' broke while Get-Container ran there: /);
  });

  it('a host that died between two cmdlets is one error; on the others it is done', async () => {
    const result = await run(`
      $sessions = New-PSSession -HostName $a, $b @ssh
      $far = @(Get-Container web -Session $sessions)
      Stop-Process -Id (Invoke-Command -Session $sessions[0] { $PID }) -Force
      while ("$($sessions[0].State)" -eq 'Opened') { Start-Sleep -Milliseconds 50 }
      $given = @($far | Stop-Container -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue)
      @{ given = @($given.Name); ids = @($problems.FullyQualifiedErrorId); advice = $problems[0].ErrorDetails.RecommendedAction }`);
    expect(result).to.deep.equal([
      {
        given: [idOf('web')],
        ids: ['ConnectionFailed,Stop-Container'],
        advice: 'New-PSSession, and Get-Container in it',
      },
    ]);
    const stopped = [...sent(a), ...sent(b)].filter(({ cmdlet }) => cmdlet === 'Stop-Container');
    expect(stopped).to.deep.equal([{ cmdlet: 'Stop-Container', Container: [idOf('web')], PassThru: true }]);
  });

  it('works inside Invoke-Command, without profile, home and terminal, in strict mode', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      $using = 'web'
      Invoke-Command -Session $session {
        Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'
        foreach ($name in 'HOME', 'TERM', 'XDG_DATA_HOME', 'USER') { Remove-Item "Env:$name" -ErrorAction Ignore }
        $c = Get-Container $using:using
        $c | Stop-Container -WhatIf:$false -Confirm:$false
        @{ name = $c.Name; type = $c.PSObject.TypeNames[0]; input = [Console]::IsInputRedirected }
      } | ForEach-Object { @{ name = $_.name; type = $_.type; input = $_.input } }`);
    expect(result).to.deep.equal([{ name: 'web', type: 'HcsContainers.Container', input: true }]);
    expect(sent(a).map(({ cmdlet }) => cmdlet)).to.deep.equal(['Get-Container', 'Stop-Container']);
  });

  it('what is no name of a host is refused; where there is no WSMan, that is one error', async () => {
    const result = await run(`
      foreach ($name in '-oProxyCommand=touch x', 'a b', '', 'x;y', ('-' * 5000)) {
        try { Get-Container -HostName $name -ErrorAction Stop; 'done' } catch { $_.FullyQualifiedErrorId }
      }
      foreach ($none in @{ Session = $null }, @{ Session = @() }, @{ Session = @($null, (New-PSSession -HostName $a @ssh)) }, @{ HostName = $null }) {
        $Error.Clear()
        try { Get-Container @none } catch { "$($Error.Count) $($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" }
      }
      Get-Container -HostName nosuch.invalid -ErrorAction SilentlyContinue -ErrorVariable unknown
      $unknown[0].ErrorDetails.RecommendedAction
      Get-Container -HostName nosuch.invalid -UserName me -ErrorAction SilentlyContinue -ErrorVariable unknown
      $unknown[0].ErrorDetails.RecommendedAction
      $Error.Clear()
      Get-Container -ComputerName srv9.invalid -ErrorAction SilentlyContinue -ErrorVariable problems
      @{ ids = @($problems.FullyQualifiedErrorId); targets = @($problems.TargetObject); remembered = $Error.Count }`);
    expect(result).to.deep.equal([
      ...Array(5).fill('InvalidArgument,Get-Container'),
      ...Array(3).fill(
        '1 InvalidArgument,Get-Container -Session names no session. Get-Help Get-Container -Parameter Session',
      ),
      "1 InvalidArgument,Get-Container '' is no name of a host. Get-Help Get-Container -Parameter HostName",
      ...['ssh nosuch.invalid', 'ssh me@nosuch.invalid'],
      { ids: ['ConnectionFailed,Get-Container'], targets: ['srv9.invalid'], remembered: 1 },
    ]);
  });

  it('refuses what does not go together', async () => {
    const result = await run(`
      $session = New-PSSession -HostName $a @ssh
      foreach ($wrong in @{ HostName = 'x'; ComputerName = 'y' }, @{ Session = $session; UserName = 'z' }, @{ UserName = 'z' }, @{ HostName = 'x'; Credential = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force)) }, @{ HostName = ''; UserName = 'x' }, @{ HostName = 'x'; Port = 99999 }) {
        try { Get-Container @wrong -ErrorAction Stop; 'done' } catch { $_.FullyQualifiedErrorId }
      }`);
    expect(result).to.deep.equal([
      ...Array(4).fill('InvalidArgument,Get-Container'),
      'InvalidArgument,Get-Container',
      'InvalidArgument,Get-Container',
    ]);
    expect(sent(a)).to.deep.equal([]);
  });
});

function idOf(name: string): string {
  return `3f2a0000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`;
}
