import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { eventually } from '../eventually.ts';
import { FakeRoot, MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

/** What tests look at of an error record. */
const ERROR = `@{ id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; target = "$($_.TargetObject)"; message = $_.Exception.Message; hint = $_.ErrorDetails.RecommendedAction; type = $_.Exception.GetType().Name }`;

describe('the module, over the wire', function () {
  this.timeout(60_000);
  let root: FakeRoot;

  before(function () {
    needPowerShell(this);
  });
  beforeEach(async () => {
    root = new FakeRoot();
    await root.start();
  });
  afterEach(() => root?.stop());

  const run = async (script: string): Promise<unknown> => (await runPowerShell(script, root.environment)).result;
  const sent = (): unknown[] =>
    root.messages('invoke').map(({ params }) => ({
      cmdlet: params['cmdlet'],
      set: params['parameterSet'],
      ...(params['parameters'] as object),
    }));

  /** The service has read the one cancellation, which it may do after its client has gone. */
  const cancelled = async (): Promise<void> => {
    await eventually(async () => root.messages('$/cancelRequest').length > 0);
    expect(root.messages('$/cancelRequest')).to.have.length(1);
  };

  it('gives no length to what has none', async () => {
    const result = await run(`Compare-Container web | ForEach-Object { "$($null -eq $_.Length) $($_.Length)" }`);
    expect(result).to.deep.equal(['True ', 'False 0']);
  });

  it('makes typed objects, and keeps text text', async () => {
    const result = await run(`Set-StrictMode -Version Latest
      $c = Get-Container web
      @{ name = $c.PSObject.TypeNames[0]; id = $c.Id -eq $c.ContainerId; created = $c.Created.GetType().Name; utc = $c.Created.ToUniversalTime().ToString('o')
         uptime = $c.Uptime.ToString(); command = $c.Command; commandType = $c.Command.GetType().Name; exit = $c.ExitCode; exitType = $c.ExitCode.GetType().Name
         text = "$c"; environment = $c.Environment.Count }
      $i = Get-ContainerImage
      @{ version = $i.Version.GetType().Name; size = $i.Size; os = $i.IsOSImage; absent = $null -eq $i.Created; text = "$i" }
      Get-ContainerLog web`);
    expect(result).to.deep.equal([
      {
        name: 'HcsContainers.Container',
        id: true,
        created: 'DateTime',
        utc: '2026-01-02T03:04:05.6780000Z',
        uptime: '1.02:03:04.5000000',
        command: '2026-01-02T03:04:05Z',
        commandType: 'String',
        exit: 3221225477,
        exitType: 'Int64',
        text: 'web',
        environment: 0,
      },
      {
        version: 'Version',
        size: 5_000_000_000,
        os: true,
        absent: true,
        text: "ContainerImage (Name = 'Windows') [Publisher = 'CN=Microsoft', Version = '10.0.20348.1']",
      },
      '2026-01-02T03:04:05Z',
      'plain',
      '',
    ]);
  });

  it('reads JSON alike without -DateKind (PowerShell 7.0 to 7.4)', async () => {
    const result = await run(`& (Get-Module HcsContainers) { Import-HcsWork; $script:HcsJsonHasDateKind = $false }
      $c = Get-Container web; @{ command = $c.Command; type = $c.Command.GetType().Name; exit = $c.ExitCode; uptime = $c.Uptime.TotalSeconds }`);
    expect(result).to.deep.equal([
      { command: '2026-01-02T03:04:05Z', type: 'String', exit: 3221225477, uptime: 93784.5 },
    ]);
  });

  it('shows the default table', async () => {
    const { stdout } = await runPowerShell('Get-Container | Out-String | Write-Host', root.environment);
    expect(stdout).to.match(/Name +State +Uptime +ParentImageName\s+-+ +-+ +-+ +-+\s+web +Running 1\.02:03:04 Windows/);
  });

  it('sends parameters as the wire carries them', async () => {
    await run(`Set-Location /tmp
      $null = New-Container web -Image Windows -Environment ([ordered] @{ A = 1; B = $null }) -PublishPort 80 -RuntimeType hyperv -MemoryStartupBytes 1GB -ContainerImageVersion 1.0 -ProcessorCount 2 -CredentialSpec file://web.json -Device class/5B45201D-F2F2-4F3B-85BB-30FF1F953599, 'PCIROOT(0)#PCI(0100)'
      Get-Container -State running | Out-Null
      Import-ContainerImage ./a.tar
      [pscustomobject] @{ FullName = '/x/b.tar' } | Import-ContainerImage
      Invoke-ContainerCommand web cmd -ArgumentList '', 'b c' -AsObject:$false | Out-Null`);
    expect(sent()).to.deep.equal([
      {
        cmdlet: 'New-Container',
        set: 'ContainerImageName',
        Name: 'web',
        ContainerImageName: 'Windows',
        Environment: { A: '1', B: '' },
        PublishPort: ['80'],
        Isolation: 'HyperV',
        MemoryStartupBytes: 2 ** 30,
        ProcessorCount: 2,
        CredentialSpec: 'file://web.json',
        Device: ['class/5B45201D-F2F2-4F3B-85BB-30FF1F953599', 'PCIROOT(0)#PCI(0100)'],
        ContainerImageVersion: '1.0',
      },
      { cmdlet: 'Get-Container', set: 'Name', State: 'Running' },
      { cmdlet: 'Import-ContainerImage', set: undefined, Path: ['/tmp/a.tar'] },
      { cmdlet: 'Import-ContainerImage', set: undefined, Path: ['/x/b.tar'] },
      {
        cmdlet: 'Invoke-ContainerCommand',
        set: 'Name',
        Name: ['web'],
        Command: 'cmd',
        ArgumentList: ['', 'b c'],
        AsObject: false,
      },
    ]);
    expect(root.messages('invoke')[0]?.params['workingDirectory']).to.equal('/tmp');
    expect(root.messages('hello')).to.have.length(1);
  });

  it('sends secrets as bytes or paths, and shows none that was typed as a path', async () => {
    const failures = await run(`$s = ConvertTo-SecureString 'p@ss "wörd" 日本' -AsPlainText -Force
      $c = [pscredential]::new('ann', $s)
      $null = New-Container w -Image x -Secret @{ A = $s; B = $c; C = '/keys/c.txt'; D = Get-Item '${MANIFEST}' } -SecretFile @{ 'C:\\keys\\a' = $s; b = [byte[]] (0, 255); c = '/keys/c' }
      $null = Set-Container w -SecretFile @{ b = [byte[]] (1, 2) } -RemoveSecret A, B -RemoveSecretFile 'C:\\keys\\a'
      foreach ($bad in 'no-drive:\\p@ss', 3, @('p@ss'), '', $null) {
        try { New-Container w -Image x -Secret @{ TOKEN = $bad } }
        catch { @{ id = $_.FullyQualifiedErrorId; all = ($_ | Format-List * -Force | Out-String) + "$($_.TargetObject)" } }
      }`);
    const base64 = `base64:${Buffer.from('p@ss "wörd" 日本').toString('base64')}`;
    expect(sent()).to.deep.include({
      cmdlet: 'New-Container',
      set: 'ContainerImageName',
      Name: 'w',
      ContainerImageName: 'x',
      Secret: { A: base64, B: base64, C: '/keys/c.txt', D: MANIFEST },
      SecretFile: { 'C:\\keys\\a': base64, b: 'base64:AP8=', c: '/keys/c' },
    });
    expect(sent()).to.deep.include({
      cmdlet: 'Set-Container',
      set: 'Name',
      Name: ['w'],
      SecretFile: { b: 'base64:AQI=' },
      RemoveSecret: ['A', 'B'],
      RemoveSecretFile: ['C:\\keys\\a'],
    });
    const told = failures as { id: string; all: string }[]; // as the script makes them
    expect(told).to.have.length(5);
    for (const { id, all } of told) {
      expect(id).to.equal('InvalidArgument,New-Container');
      expect(all).to.contain("The secret 'TOKEN' cannot be used").and.not.contain('p@ss');
    }
  });

  it('binds the pipeline: objects, names, ids by property, objects that came over remoting', async () => {
    await run(`Get-Container web | Start-Container
      'a', 'b' | Start-Container
      [pscustomobject] @{ ContainerId = '3f2a' } | Get-Container | Out-Null
      Get-Container web | Get-Container | Out-Null
      $far = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-Container web)))
      $far | Stop-Container
      Start-Container -Container web
      Get-ContainerImage | New-Container -Name x | Out-Null
      Get-Container web | New-ContainerImage -Name img`);
    const id = '3f2a0000-0000-4000-8000-000000776562';
    expect(sent().filter((m) => (m as { cmdlet: string; Name?: string[] }).Name?.[0] !== 'web')).to.deep.equal([
      { cmdlet: 'Start-Container', set: 'Container', Container: [id] },
      { cmdlet: 'Start-Container', set: 'Name', Name: ['a'] },
      { cmdlet: 'Start-Container', set: 'Name', Name: ['b'] },
      { cmdlet: 'Get-Container', set: 'Container', Container: ['3f2a'] },
      { cmdlet: 'Get-Container', set: 'Container', Container: [id] },
      { cmdlet: 'Stop-Container', set: 'Container', Container: [id] },
      { cmdlet: 'Start-Container', set: 'Container', Container: ['web'] },
      { cmdlet: 'Get-ContainerImage', set: 'Name' },
      { cmdlet: 'New-Container', set: 'ContainerImage', ContainerImage: 'sha256:aa', Name: 'x' },
      { cmdlet: 'New-ContainerImage', set: 'Container', Container: id, Name: 'img' },
    ]);
  });

  it('refuses an object that is no container: a process also has an Id', async () => {
    const result = await run(`Get-Process -Id $PID | Remove-Container -Force 2>&1 | ForEach-Object { ${ERROR} }`);
    expect(result).to.have.length(1);
    expect((result as object[])[0]).to.include({ id: 'InvalidArgument,Remove-Container', category: 'InvalidArgument' });
    expect(sent()).to.deep.equal([]);
  });

  it('makes error records: those of items go on, those of the call end it', async () => {
    const result = await run(`
      $names = @(Get-Container nope, web -ErrorVariable problems -ErrorAction SilentlyContinue | ForEach-Object Name)
      @{ names = $names }
      $problems | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { ${ERROR} }
      try { New-Container taken -ContainerImageName w; 'not reached' } catch { ${ERROR} }
      try { Get-Container nope -ErrorAction Stop } catch { ${ERROR} }`);
    const missing = {
      id: 'NotFound,Get-Container',
      category: 'ObjectNotFound',
      target: 'nope',
      message: "There is no container 'nope'.",
      hint: 'Get-Container',
      type: 'ItemNotFoundException',
    };
    expect(result).to.deep.equal([
      { names: ['web'] },
      missing,
      {
        id: 'AlreadyExists,New-Container',
        category: 'ResourceExists',
        target: 'taken',
        message: "Cannot create container 'taken': the name is in use.",
        hint: 'Remove-Container taken',
        type: 'InvalidOperationException',
      },
      missing,
    ]);
    expect(root.messages('hello')).to.have.length(1);
  });

  it('asks -WhatIf and -Confirm through the shell, and -Force stills the questions', async () => {
    const result = await run(`
      function Get-Answer { 'removed' }
      $whatIf = Remove-Container web -WhatIf -PassThru
      $script = { [CmdletBinding(SupportsShouldProcess)] param() Remove-Container web -PassThru }
      $inherited = & $script -WhatIf
      $forced = Remove-Container web -Force -PassThru
      $confirmed = Remove-Container web -Confirm:$false -PassThru
      try { $asked = Remove-Container web -PassThru } catch { $refused = $true }
      Remove-ContainerImage x -Force -WarningVariable warned -WarningAction SilentlyContinue
      @{ whatIf = @($whatIf).Count; inherited = @($inherited).Count; forced = $forced.Name; confirmed = $confirmed.Name; refused = $refused; warned = "$warned" }`);
    expect(result).to.deep.equal([
      { whatIf: 0, inherited: 0, forced: 'web', confirmed: 'web', refused: true, warned: 'answer true' },
    ]);
    const answers = root
      .messages()
      .filter((m) => m.method === undefined)
      .map((m) => (m.result as { answer: boolean }).answer);
    expect(answers.slice(0, 4)).to.deep.equal([false, false, true, true]);
  });

  it('ends with an error, not a loop, where nobody can answer', async () => {
    const result = await run(`Remove-Container web 2>$null
      $Error[0] | ForEach-Object { ${ERROR} }`);
    expect((result as object[])[0]).to.include({ id: 'InvalidState,Remove-Container', category: 'InvalidOperation' });
    expect(sent()).to.have.length(1);
  });

  it('says what to type where what is typed has ended, in a job too', () => {
    const failed = (command: string): string[] => {
      const script = `Import-Module '${MANIFEST}'; ${command}; "$([char]10)$($Error[0].FullyQualifiedErrorId)|$($Error[0].CategoryInfo.Category)|$($Error[0].TargetObject)|$($Error[0].Exception.Message)|$($Error[0].ErrorDetails.RecommendedAction)"`;
      const { stdout } = spawnSync('pwsh', ['-NoProfile', '-Command', script], {
        env: { ...process.env, ...root.environment },
        stdio: ['ignore', 'pipe', 'ignore'],
        encoding: 'utf8',
      });
      return stdout.trimEnd().split('\n').at(-1)?.split('|') ?? [];
    };
    for (const command of ['Remove-Container web', 'Remove-Container web -AsJob | Receive-Job -Wait']) {
      const [id, category, target, message, hint] = failed(command);
      expect(id, command).to.match(/^InvalidState,Remove-Container/);
      expect(category).to.equal('InvalidOperation');
      expect(target).to.equal("container 'web'");
      expect(message).to.equal("Cannot ask whether to Remove container 'web': nobody can answer here.");
      expect(hint).to.contain('-Confirm:$false');
    }
  });

  it('gives the lines of a program, its errors apart, and $LASTEXITCODE', async () => {
    const result = await run(`
      @{ out = @(Invoke-ContainerCommand web x); code = $LASTEXITCODE }
      $out = @(Invoke-ContainerCommand errs x -ErrorVariable problems -ErrorAction SilentlyContinue)
      @{ out = $out; code = $LASTEXITCODE; errors = @($problems | ForEach-Object { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $_" }) }`);
    const out = ['one', 'two', '\u20ac', 'last'];
    expect(result).to.deep.equal([
      { out, code: 3 },
      { out, code: -1073741819, errors: ['StandardError,Invoke-ContainerCommand FromStdErr oops'] },
    ]);
  });

  it('passes verbose, warnings and progress on, and ignores what it does not know', async () => {
    const result = await run(`Get-Container talk -Verbose 4>&1 3>&1 | ForEach-Object { "$($_.GetType().Name) $_" }
      $VerbosePreference = 'Continue'; @(Get-Container talk 4>&1 3>$null).Count`);
    expect(result).to.deep.equal(['VerboseRecord a verbose text', 'WarningRecord a warning', 1]);
  });

  it('runs a cmdlet inside another one on the same connection', async () => {
    const result = await run('(Get-Container many50 | Stop-Container -PassThru | Start-Container -PassThru).Count');
    expect(result).to.deep.equal([50]);
    expect(root.messages('hello')).to.have.length(1);
    expect(sent()).to.have.length(101);
  });

  it('reads messages in whatever slices they come', async () => {
    expect(await run('(Get-Container slices).Name')).to.deep.equal(['slices \u00e9\u{1f600}']);
  });

  it('says that it takes several objects in a message, and gives each of them, in order', async () => {
    const shown = '{ if ($_ -is [string]) { $_ } else { "$($_.PSTypeNames[0]) $($_.Name)" } }';
    expect(await run(`Get-Container together | ForEach-Object ${shown}`)).to.deep.equal([
      ...['a', 'b', 'c', 'd'].map((name) => `HcsContainers.Container ${name}`),
      ...['e', 'f', 'HcsContainers.Container g'],
    ]);
    expect(root.messages('hello')[0]?.params).to.include({ takesObjects: true });
  });

  it('cancels what the pipeline no longer needs, and goes on with the connection', async () => {
    expect(await run('(Get-Container slow | Select-Object -First 1).Name; (Get-Container web).Name')).to.deep.equal([
      'slow',
      'web',
    ]);
    expect(root.messages('$/cancelRequest')).to.have.length(1);
    expect(root.messages('hello')).to.have.length(1);
  });

  it('cancels on a stopped pipeline (Ctrl+C)', async () => {
    const result = await run(`
      $shell = [powershell]::Create().AddScript("Import-Module '${MANIFEST}'; Get-Container slow")
      $task = $shell.BeginInvoke()
      while (-not $task.IsCompleted -and -not (Select-String -Quiet -SimpleMatch '"invoke"' (Join-Path $env:HCS_CONTAINERS_ROOT messages.log))) { Start-Sleep -Milliseconds 50 }
      $clock = [System.Diagnostics.Stopwatch]::StartNew()
      $shell.Stop()
      @{ state = "$($shell.InvocationStateInfo.State)"; quick = $clock.ElapsedMilliseconds -lt 30000 }`);
    expect(result).to.deep.equal([{ state: 'Stopped', quick: true }]);
    await cancelled();
  });

  it('cancels on SIGINT', async () => {
    const script = `Import-Module '${MANIFEST}'; Get-Container slow | ForEach-Object Name`;
    const child = spawn('pwsh', ['-NoProfile', '-Command', script], {
      env: { ...process.env, ...root.environment },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await eventually(async () => root.messages('invoke').length > 0);
    await sleep(500);
    child.kill('SIGINT');
    await ended;
    await cancelled();
  });

  it('reads 1,000 objects in little time', async () => {
    const [count, milliseconds] = (await run(`$null = Get-Container many1000
      $clock = [System.Diagnostics.Stopwatch]::StartNew(); @(Get-Container many1000).Count; $clock.ElapsedMilliseconds`)) as number[];
    expect(count).to.equal(1000);
    expect(milliseconds).to.be.lessThan(30_000); // a few hundred; this only tells of a disaster
  });

  it('completes names, quoted where needed, and is silent without a service', async () => {
    const script = `(TabExpansion2 'Start-Container w' 17).CompletionMatches | ForEach-Object CompletionText`;
    expect(await run(script)).to.deep.equal(['web', "'web two'"]);
    const quiet = await runPowerShell(`@((TabExpansion2 'Get-Container -Name zzz' 23).CompletionMatches).Count -ge 0`, {
      HCS_CONTAINERS_ROOT: join(root.folder, 'nobody'),
    });
    expect(quiet.result).to.deep.equal([true]);
  });
});

describe('the module, without a service', function () {
  this.timeout(60_000);
  const root = { folder: '' };
  let fake: FakeRoot;

  before(function () {
    needPowerShell(this);
  });
  beforeEach(() => {
    fake = new FakeRoot();
    root.folder = fake.folder;
  });
  afterEach(() => fake?.stop());

  /** A command line that starts the fake service, and one that fails. */
  const core = (text: string): Record<string, string> => {
    const file = join(fake.folder, 'hcs.mjs');
    writeFileSync(file, text);
    return { ...fake.environment, HCS_CONTAINERS_CORE: file, HCS_CONTAINERS_NODE: process.execPath };
  };
  const starts = (): Record<string, string> =>
    core(`import { spawn } from 'node:child_process';
      import { appendFileSync } from 'node:fs';
      const root = process.env.HCS_CONTAINERS_ROOT;
      appendFileSync(root + '/starts.log', process.argv.slice(2).join(' ') + '\\n');
      const child = spawn(process.execPath, [${JSON.stringify(join(import.meta.dirname, 'fake-service.ts'))}, root + '/s.sock', root + '/messages.log', '0.1.0'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', (line) => { process.stdout.write(line); process.exit(0); });`);

  const killService = (): void => {
    for (const pid of pids()) process.kill(pid, 'SIGKILL');
  };
  const pids = (): number[] => {
    const text = spawnSync('pgrep', ['-f', `${fake.folder}/s.sock`], { encoding: 'utf8' }).stdout;
    return text
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
  };

  it('starts it by the first cmdlet, and only once', async () => {
    try {
      const { result } = await runPowerShell('(Get-Container web).Name; (Get-Container db).Name', starts());
      expect(result).to.deep.equal(['web', 'db']);
      expect(readFileSync(join(fake.folder, 'starts.log'), 'utf8')).to.equal('service endpoint --start\n');
    } finally {
      killService();
    }
  });

  it('starts it again when it died; a read is asked again, a change is not', async () => {
    try {
      const script = `(Get-Container web).Name
        try { Get-Container die -ErrorAction Stop } catch { ${ERROR} }
        (Get-Container db).Name`;
      const { result } = await runPowerShell(script, starts());
      const [first, error, last] = result as [string, { id: string; category: string; message: string }, string];
      expect([first, last]).to.deep.equal(['web', 'db']);
      expect(error.id).to.equal('ConnectionFailed,Get-Container');
      expect(error.category).to.equal('ConnectionError');
      expect(error.message).to.match(/^The service ended while Get-Container ran/);
      const asked = fake.messages('invoke').filter((m) => JSON.stringify(m).includes('die'));
      expect(asked).to.have.length(2);
    } finally {
      killService();
    }
  });

  it('hands over from an older service', async () => {
    await fake.start('0.0.9');
    try {
      const { result } = await runPowerShell('(Get-Container web).Name', starts());
      expect(result).to.deep.equal(['web']);
      expect(readFileSync(join(fake.folder, 'starts.log'), 'utf8')).to.equal('service endpoint --start\n');
    } finally {
      killService();
    }
  });

  it('says why it cannot start, with the id and the hint of the command line', async () => {
    const fails = core(
      `process.stderr.write("service: Cannot open the root: it belongs to somebody else.\\n  [AccessDenied,service] Try: chown\\n"); process.exit(1);`,
    );
    const { result } = await runPowerShell(`try { Get-Container } catch { ${ERROR} }`, fails);
    expect((result as object[])[0]).to.include({
      id: 'AccessDenied,Get-Container',
      category: 'PermissionDenied',
      message: 'Cannot open the root: it belongs to somebody else.',
      hint: 'chown',
    });
  });

  it('says what to do without Node, without the core, with a root that is not absolute', async () => {
    const script = `try { Get-Container } catch { ${ERROR} }`;
    const noNode = await runPowerShell(script, { ...fake.environment, HCS_CONTAINERS_NODE: '/no/node' });
    expect((noNode.result as object[])[0]).to.include({ id: 'NotInstalled,Get-Container', category: 'NotInstalled' });
    const relative = await runPowerShell(script, { HCS_CONTAINERS_ROOT: 'here' });
    expect((relative.result as object[])[0]).to.include({ id: 'InvalidArgument,Get-Container' });
  });
});
