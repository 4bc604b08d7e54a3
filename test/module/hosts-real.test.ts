import { expect } from 'chai';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { needPowerShell, runPowerShell } from './powershell.ts';
import { needSshServer, SshHosts } from './ssh-hosts.ts';

describe('containers of another host, over SSH', function () {
  this.timeout(300_000);
  const hosts = new SshHosts();
  let real: RealRoot;

  before(async function () {
    needPowerShell(this);
    needSshServer(this);
    await needContainers(this);
    real = await RealRoot.withTools();
    await hosts.start([{ root: real.root }]);
  });
  after(async () => {
    await hosts.stop();
    await real?.dispose();
  });

  it('does the main job there, with objects from one cmdlet to the next and secrets that stay secret', async () => {
    const { result, stderr } = await runPowerShell(
      `${hosts.preamble}
      $session = New-PSSession -HostName $a @ssh
      $secret = ConvertTo-SecureString 'told nobody' -AsPlainText -Force
      $web = New-Container web -ContainerImageName tools -Environment @{ A = 'b c' } -Secret @{ KEY = $secret } -Session $session | Start-Container -PassThru
      $said = $web | Invoke-ContainerCommand -Command 'C:\\probe.exe env:A env:KEY exit:7'; $code = $LASTEXITCODE
      $image = $web | Stop-Container -TurnOff -PassThru | New-ContainerImage -Name site -Version 1.2
      $again = $image | New-Container -Name again
      $left = @(Get-Container -Session $session | Sort-Object Name | ForEach-Object Name)
      Get-Container -Session $session | Remove-Container -Force
      @{ state = $web.State; said = @($said | ForEach-Object { "$_" }); code = $code; version = $image.Version.GetType().Name; parent = $again.ParentImageName; left = $left; now = @(Get-Container -Session $session).Count }`,
      { ...hosts.environment, HCS_CONTAINERS_ROOT: '/nonexistent/hcs' },
    );
    expect(result, stderr).to.deep.equal([
      {
        ...{ state: 'Running', said: ['b c', 'told nobody'], code: 7, version: 'Version', parent: 'site' },
        ...{ left: ['again', 'web'], now: 0 },
      },
    ]);
  });
});
