import { expect } from 'chai';
import { FakeRoot, needPowerShell, runPowerShell } from './powershell.ts';
import { needSshServer, SshHosts } from './ssh-hosts.ts';

/** What tests look at of an error record. */
const ERROR = `@{ id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; target = "$($_.TargetObject)"; said = "$_"; hint = $_.ErrorDetails.RecommendedAction }`;

describe('many hosts, over SSH', function () {
  this.timeout(120_000);
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
  const sent = (root: FakeRoot): unknown[] =>
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
});
