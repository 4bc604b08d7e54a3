import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { FakeRoot, MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';
import { needSshServer, SshHosts } from './ssh-hosts.ts';

describe('endpoints of Just Enough Administration', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'hcs-roles-'));
  const root = new FakeRoot();

  before(async function () {
    needPowerShell(this);
    mkdirSync(join(folder, 'modules'));
    symlinkSync(dirname(MANIFEST), join(folder, 'modules', 'HcsContainers'));
    await root.start();
  });
  after(() => {
    root.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What each call in a runspace of the role gives: a count, or the id of its error. */
  const inRole = async (role: string, calls: string): Promise<unknown> => {
    const file = join(folder, `${role}.pssc`);
    const roles = `RoleDefinitions = @{ 'everybody' = @{ RoleCapabilities = '${role}' } }`;
    writeFileSync(
      file,
      `@{ SchemaVersion = '2.0.0.0'; GUID = '${crypto.randomUUID()}'; SessionType = 'RestrictedRemoteServer'; ${roles} }`,
    );
    const { result } = await runPowerShell(
      `$env:PSModulePath = '${folder}/modules'
      $state = [initialsessionstate]::CreateFromSessionConfigurationFile('${file}', { $true })
      $space = [runspacefactory]::CreateRunspace($state); $space.Open()
      foreach ($call in ${calls}) {
        $shell = [powershell]::Create(); $shell.Runspace = $space
        $null = $shell.AddCommand($call.Name).AddParameters($(if ($call.With) { $call.With } else { @{} }))
        try { $count = $shell.Invoke().Count; if ($shell.Streams.Error.Count) { $shell.Streams.Error[0].FullyQualifiedErrorId } else { $count } }
        catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
      }
      $script = [powershell]::Create().AddScript('1 + 1'); $script.Runspace = $space
      try { $script.Invoke() } catch { 'no script' }`,
      root.environment,
    );
    return result;
  };

  it('a viewer looks, and does nothing else', async () => {
    const calls = `@{ Name = 'Get-Container' }, @{ Name = 'HcsContainers\\Get-Container'; With = @{ Name = 'web' } }, @{ Name = 'Get-ContainerImage' },
      @{ Name = 'Stop-Container'; With = @{ Name = 'web' } }, @{ Name = 'Invoke-ContainerCommand'; With = @{ Name = 'web'; Command = 'x' } }, @{ Name = 'Get-Content'; With = @{ Path = '/etc/passwd' } }`;
    const refused = Array(3).fill('CommandNotFoundException');
    expect(await inRole('HcsContainersViewer', calls)).to.deep.equal([2, 1, 1, ...refused, 'no script']);
  });

  it('an operator starts, stops and runs commands; the host’s files and other hosts are out of reach', async () => {
    const calls = `@{ Name = 'Start-Container'; With = @{ Name = 'web'; PassThru = $true } }, @{ Name = 'Invoke-ContainerCommand'; With = @{ Name = 'web'; Command = 'x' } },
      @{ Name = 'Invoke-ContainerCommand'; With = @{ Name = 'web'; Command = 'x'; InputFile = '/etc/passwd' } }, @{ Name = 'Get-Container'; With = @{ HostName = 'x'; KeyFilePath = '/etc/passwd' } },
      @{ Name = 'New-Container'; With = @{ Name = 'x' } }, @{ Name = 'Remove-Container'; With = @{ Name = 'x' } }, @{ Name = 'Copy-ContainerItem' }, @{ Name = 'Install-ContainerOSImage' }`;
    expect(await inRole('HcsContainersOperator', calls)).to.deep.equal([
      ...[1, 4, 'AccessDenied,Invoke-ContainerCommand', 'AccessDenied,Get-Container'],
      ...Array(4).fill('CommandNotFoundException'),
      'no script',
    ]);
  });

  it('cmdlets with -Session reach such an endpoint, though it takes no script', async function () {
    needSshServer(this);
    const hosts = new SshHosts();
    const file = join(folder, 'endpoint.pssc');
    const visible = `'HcsContainers\\Get-Container', 'HcsContainers\\Stop-Container'`;
    writeFileSync(
      file,
      `@{ SchemaVersion = '2.0.0.0'; GUID = '${crypto.randomUUID()}'; SessionType = 'RestrictedRemoteServer'; ModulesToImport = 'HcsContainers'; VisibleFunctions = ${visible} }`,
    );
    try {
      await hosts.start([{ root: root.folder }], `-ConfigurationFile ${file}`);
      const { result } = await runPowerShell(
        `${hosts.preamble}
        $session = New-PSSession -HostName $a @ssh
        $c = Get-Container web -Session $session
        $c | Stop-Container
        Start-Container web -Session $session -ErrorAction SilentlyContinue -ErrorVariable problems
        try { Invoke-Command -Session $session { 1 + 1 } -ErrorAction Stop } catch { 'no script' }
        @{ name = $c.Name; type = $c.PSObject.TypeNames[0]; id = $problems[0].FullyQualifiedErrorId }`,
        { ...hosts.environment, HCS_CONTAINERS_ROOT: join(folder, 'nothing') },
      );
      expect(result).to.deep.equal([
        'no script',
        { name: 'web', type: 'HcsContainers.Container', id: 'NotInstalled,Start-Container' },
      ]);
    } finally {
      await hosts.stop();
    }
  });
});
