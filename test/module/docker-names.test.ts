import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DOCKER_NAMES } from '../../core/codegen/docker-names.ts';
import { CMDLETS } from '../../core/service/generated/contract.gen.ts';
import { FakeRoot, MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

/** Only these stand before the shell's own, where those cannot reach containers. */
const PROXIES = ['Enter-PSSession', 'Invoke-Command', 'New-PSSession'];

describe('names beside those of the cmdlets', function () {
  this.timeout(120_000);

  it('each alias is in the docs, with its cmdlet', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/docker-names.md'), 'utf8');
    const rows = page.matchAll(/^\| `docker-(\w+)` \| \[([\w-]+)\]\(cmdlets\/\2\.md\) /gm);
    expect(Object.fromEntries([...rows].map(([, alias, cmdlet]) => [alias, cmdlet]))).to.deep.equal(DOCKER_NAMES);
    expect(Object.keys(CMDLETS)).to.include.members(Object.values(DOCKER_NAMES));
  });

  describe('in PowerShell', () => {
    let root: FakeRoot;

    before(async function () {
      needPowerShell(this);
      root = new FakeRoot();
      await root.start();
    });
    after(() => root?.stop());

    const run = async (script: string): Promise<unknown> =>
      (await runPowerShell(`Remove-Module HcsContainers\n${script}`, root.environment)).result;

    it('there are none unless they are asked for, and they go with the module', async () => {
      const result = await run(`
        $count = { @(Get-Alias docker-* -ErrorAction Ignore).Count }
        Import-Module '${MANIFEST}'; & $count; Remove-Module HcsContainers
        Import-Module '${MANIFEST}' -ArgumentList docker; & $count
        $names = docker-ps web | ForEach-Object Name; docker-stop web
        @{ names = $names; unlike = @(Get-Alias docker-* | Where-Object { $_.ResolvedCommand.Source -ne 'HcsContainers' }).Count; same = (Get-Alias docker-run).Definition }
        Remove-Module HcsContainers; & $count`);
      expect(result).to.deep.equal([
        0,
        Object.keys(DOCKER_NAMES).length,
        { names: 'web', unlike: 0, same: 'Invoke-ContainerImage' },
        0,
      ]);
      expect(root.messages('invoke').at(-1)?.params['cmdlet']).to.equal('Stop-Container');
    });

    it('other names than Docker are refused with an error of its own', async () => {
      const result = await run(
        `try { Import-Module '${MANIFEST}' -ArgumentList Podman -ErrorAction Stop } catch { @{ type = $_.Exception.GetType().Name; id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; target = $_.TargetObject; said = "$_"; hint = $_.ErrorDetails.RecommendedAction } }`,
      );
      expect(result).to.deep.equal([
        {
          type: 'ArgumentException',
          id: 'InvalidArgument,Microsoft.PowerShell.Commands.ImportModuleCommand',
          category: 'InvalidArgument',
          target: 'Podman',
          hint: 'Import-Module HcsContainers -ArgumentList Docker',
          said: "There are no names 'Podman': -ArgumentList of Import-Module HcsContainers takes Docker.",
        },
      ]);
    });

    it('-Prefix: cmdlets, jobs, aliases and errors go by it', async () => {
      const result = await run(`
        Import-Module '${MANIFEST}' -Prefix Win -ArgumentList Docker
        $names = Get-WinContainer web | ForEach-Object Name
        'web' | Stop-WinContainer -Confirm:$false
        $alias = docker-Winps web | ForEach-Object Name
        $given = Start-WinContainer web -PassThru -AsJob | Wait-Job | Receive-Job
        Get-WinContainer nobody -ErrorAction SilentlyContinue -ErrorVariable problems
        @{ names = $names; alias = $alias; job = $given.Name; id = $problems[0].FullyQualifiedErrorId; hint = $problems[0].ErrorDetails.RecommendedAction; plain = @(Get-Command Get-Container -ErrorAction Ignore).Count; session = (Invoke-WinCommand { 'ran' }) }`);
      expect(result).to.deep.equal([
        {
          names: 'web',
          alias: 'web',
          job: 'web',
          id: 'NotFound,Get-WinContainer',
          hint: 'Get-WinContainer',
          plain: 0,
          session: 'ran',
        },
      ]);
      expect(root.messages('invoke').map(({ params }) => params['cmdlet'])).to.include.members([
        'Get-Container',
        'Stop-Container',
        'Start-Container',
      ]);
    });

    it('no name of ours is one of PowerShell’s own, but for the three that stand before it', async () => {
      const result = await run(
        `$own = Get-Command -CommandType Cmdlet, Function, Alias -ListImported:$false | Where-Object Source -like 'Microsoft.PowerShell.*' | ForEach-Object Name
        Import-Module '${MANIFEST}' -ArgumentList Docker
        Get-Command -Module HcsContainers | ForEach-Object Name | Where-Object { $own -contains $_ }`,
      );
      expect(result).to.have.members(PROXIES);
    });
  });
});
