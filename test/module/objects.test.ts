import { join } from 'node:path';
import { expect } from 'chai';
import { OBJECTS } from '../../core/service/generated/contract.gen.ts';
import { FakeRoot, needPowerShell, runPowerShell } from './powershell.ts';

describe('objects in PowerShell', function () {
  this.timeout(120_000);
  let root: FakeRoot;

  before(async function () {
    needPowerShell(this);
    root = new FakeRoot();
    await root.start();
  });
  after(() => root?.stop());

  const run = async (script: string): Promise<unknown> => (await runPowerShell(script, root.environment)).result;

  it('each has a key, what is shown by default, and views: table, list, wide', async () => {
    const result = await run(`foreach ($type in Get-TypeData HcsContainers.*) {
      $views = (Get-FormatData $type.TypeName).FormatViewDefinition
      @{ name = $type.TypeName; key = @($type.DefaultKeyPropertySet.ReferencedProperties); shown = @($type.DefaultDisplayPropertySet.ReferencedProperties)
         views = @($views | ForEach-Object { $_.Control.GetType().Name }) } }`);
    expect(result).to.have.deep.members(
      Object.values(OBJECTS).map(({ name, key, columns }) => ({
        ...{ name: `HcsContainers.${name}`, key: [key], shown: [...columns] },
        views: ['TableControl', 'ListControl', 'WideControl'],
      })),
    );
  });

  it('sizes and times are words in views and numbers in data; aliases are there', async () => {
    const result = await run(`Set-StrictMode -Version Latest
      $image = Get-ContainerImage; $c = Get-Container web
      $list = $image | Format-List | Out-String
      @{ size = [regex]::Match($list, 'Size +: (.*)').Groups[1].Value.Trim(); data = $image.Size -is [long]; wide = ((Get-Container web, db | Format-Wide | Out-String).Trim() -replace '\\s+', ' ')
         uptime = [regex]::Match(($c | Format-Table | Out-String), '1\\.02:03:04\\s').Success; span = $c.Uptime.TotalSeconds; created = $c.Created -is [datetime]; id = $c.Id -eq $c.ContainerId; other = $c.ContainerName }`);
    expect(result).to.deep.equal([
      {
        ...{ size: '4.7 GB', data: true, wide: 'web db', uptime: true, span: 93784.5 },
        ...{ created: true, id: true, other: 'web' },
      },
    ]);
  });

  it('what a pipeline exports goes in one call, so that one file can take all of it; in a job too', async () => {
    const exported = async (script: string) => {
      root.clear();
      await run(script);
      const calls = root.messages('invoke').map(({ params }) => params);
      return calls.filter(({ cmdlet }) => cmdlet === 'Export-ContainerImage').map(({ parameters }) => parameters);
    };
    const Path = join(root.folder, 'x.tar');
    const to = `Export-ContainerImage -Path '${Path}' -Force`;
    const all = [{ Image: ['web', 'sha256:aa', 'db', 'site'], Path, Force: true }];
    expect(await exported(`@('web'; Get-ContainerImage; , @('db', 'site')) | ${to}`)).to.deep.equal(all);
    expect(
      await exported(`@('web'; Get-ContainerImage; , @('db', 'site')) | ${to} -AsJob | Wait-Job | Receive-Job`),
    ).to.deep.equal(all);
    expect(await exported(`'web', (Get-Process -Id $PID), 'db' | ${to} -ErrorAction SilentlyContinue`)).to.deep.equal([
      { Image: ['web', 'db'], Path, Force: true },
    ]);
    expect(await exported(`@() | ${to}`)).to.deep.equal([]);
    expect(await exported(`Export-ContainerImage web -Path '${Path}'`)).to.deep.equal([{ Name: 'web', Path }]);
  });

  it('what a pipeline removes goes in one call, so that images go before those that they build on', async () => {
    root.clear();
    await run(`'base', 'site' | Remove-ContainerImage -Force`);
    const calls = root.messages('invoke').map(({ params }) => params['parameters']);
    expect(calls).to.deep.equal([{ Image: ['base', 'site'], Force: true }]);
  });

  it('what a pipeline tests gets one answer: of several, one that is false would be true to an if', async () => {
    root.clear();
    await run(`'base', 'site' | Test-ContainerImage -Quiet`);
    const calls = root.messages('invoke').map(({ params }) => params['parameters']);
    expect(calls).to.deep.equal([{ Image: ['base', 'site'], Quiet: true }]);
  });

  it('goes through Export-Clixml and back: the views still apply, and it is acted on here', async () => {
    root.clear();
    const result = await run(`
      $file = Join-Path $env:HCS_CONTAINERS_ROOT 'saved.xml'
      $c = Get-Container web; $c | Export-Clixml $file
      $back = Import-Clixml $file
      $back | Stop-Container
      $head = { ($args[0] | Format-Table | Out-String).Trim() -split '\\s*\\n' | Select-Object -First 1 }
      @{ type = $back.PSObject.TypeNames[0]; same = (& $head $c) -eq (& $head $back); time = $back.Created -eq $c.Created; span = $back.Uptime -eq $c.Uptime; alias = $back.Id -eq $c.Id; text = "$back"
         wide = ($back | Format-Wide | Out-String).Trim() }`);
    expect(result).to.deep.equal([
      {
        ...{ type: 'Deserialized.HcsContainers.Container', same: true, time: true, span: true, alias: true },
        ...{ text: 'web', wide: 'web' },
      },
    ]);
    const stopped = root.messages('invoke').at(-1)?.params;
    expect(stopped?.['cmdlet']).to.equal('Stop-Container');
  });

  it('goes through ConvertTo-Json: numbers stay numbers, times are ISO 8601, nothing of PowerShell is in it', async () => {
    const result = await run(`Get-Container web | ConvertTo-Json -Depth 3; Get-ContainerImage | ConvertTo-Json`);
    const [container, image] = (result as string[]).map((text) => JSON.parse(text));
    expect(container).to.include({ Name: 'web', State: 'Running', ExitCode: 3221225477 });
    expect(new Date(container.Created).toISOString()).to.equal('2026-01-02T03:04:05.678Z');
    expect(image).to.include({ Size: 5_000_000_000, IsOSImage: true });
    expect(Object.keys(container).filter((name) => name.startsWith('PS'))).to.deep.equal([]);
  });

  it('is filtered and piped as one would write it', async () => {
    const { stdout } = await runPowerShell(
      'Get-Container | Where-Object State -eq Running | Stop-Container -WhatIf',
      root.environment,
    );
    expect(stdout.match(/What if: .*Stop.* on target "container '[0-9a-f-]{36}'"/g)).to.have.length(2);
  });
});
