import { expect } from 'chai';
import { FakeRoot, needPowerShell, runPowerShell } from './powershell.ts';

describe('objects that are not ours, from the pipeline', function () {
  this.timeout(120_000);
  let root: FakeRoot;

  before(async function () {
    needPowerShell(this);
    root = new FakeRoot();
    await root.start();
  });
  after(() => root?.stop());

  const run = async (script: string): Promise<unknown> => {
    root.clear();
    return (await runPowerShell(script, root.environment)).result;
  };
  /** The containers, names or ids of each call. */
  const asked = (): unknown[] =>
    root.messages('invoke').map(({ params }) => {
      const { Name, Id, Container } = params['parameters'] as Record<string, unknown>;
      return Name ?? Id ?? Container;
    });

  it('a row of a CSV and a selected property name a container, as Name or ContainerName', async () => {
    await run(`$file = Join-Path $env:HCS_CONTAINERS_ROOT 'names.csv'
      Set-Content $file 'Name,Role', 'web,front', 'db,back'
      Import-Csv $file | Stop-Container
      Import-Csv $file | Get-Container
      Get-Container web | Select-Object Name, State | Start-Container
      [pscustomobject] @{ ContainerName = 'web' } | Restart-Container
      Stop-Container (Import-Csv $file)`);
    expect(asked()).to.deep.equal([...[['web'], ['db'], ['web'], ['db'], ['web'], ['web'], ['web']], ['web', 'db']]);
  });

  it('an image too; one of ours that is something else is none', async () => {
    const result = await run(`
      [pscustomobject] @{ Name = 'Windows' } | Remove-ContainerImage -Force
      Get-ContainerImage | Remove-Container -Force -ErrorVariable problems -ErrorAction SilentlyContinue
      $problems.FullyQualifiedErrorId`);
    expect(result).to.deep.equal(['InvalidArgument,Remove-Container']);
    expect(root.messages('invoke').map(({ params }) => params['cmdlet'])).not.to.include('Remove-Container');
  });

  it('what names nothing is one error, and the others go on', async () => {
    const result = await run(`
      $said = (Get-Process -Id $PID), [pscustomobject] @{ Name = 'web' }, 5, [pscustomobject] @{ Name = '' }, 'db' | Stop-Container -ErrorAction SilentlyContinue -ErrorVariable problems
      foreach ($problem in $problems) { "$($problem.FullyQualifiedErrorId) $($problem.CategoryInfo.Category) $($null -ne $problem.TargetObject)" }
      try { Get-Process -Id $PID | Stop-Container -ErrorAction Stop; 'went on' } catch { 'stopped' }`);
    expect(result).to.deep.equal([...Array(3).fill('InvalidArgument,Stop-Container InvalidArgument True'), 'stopped']);
    expect(asked()).to.deep.equal([['web'], ['db']]);
  });

  it('objects and names come mixed, in any order, to a job as well', async () => {
    await run(`$web = Get-Container web
      $web, 'db', $web, 'db' | Stop-Container
      $web, 'db' | Stop-Container -AsJob | Wait-Job | Remove-Job`);
    const id = '3f2a0000-0000-4000-8000-000000776562';
    const names = asked().filter((name) => JSON.stringify(name) !== '["web"]');
    expect(names.slice(-6)).to.deep.equal([[id], ['db'], [id], ['db'], [id], ['db']]);
  });
});
