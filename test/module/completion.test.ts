import { expect } from 'chai';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

interface Offered {
  texts: string[];
  shown: string[];
  tips: string[];
}

describe('what Tab offers', function () {
  this.timeout(120_000);
  let real: RealRoot;
  let id = '';

  /** Each line's names, completed at its end; the files that PowerShell adds left out. */
  const offered = async (lines: readonly string[], prefix = ''): Promise<Offered[]> => {
    const { result, stderr } = await runPowerShell(
      `${prefix === '' ? '' : `Remove-Module HcsContainers; Import-Module '${MANIFEST}' -Prefix ${prefix}`}
      foreach ($line in ${lines.map((line) => `"${line}"`).join(', ')}) {
        $all = @((TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -eq ParameterValue)
        @{ texts = @($all.CompletionText); shown = @($all.ListItemText); tips = @($all.ToolTip) }
      }`,
      { HCS_CONTAINERS_ROOT: real.root },
    );
    return (result as Offered[]) ?? [stderr];
  };
  const texts = async (...lines: string[]): Promise<string[][]> =>
    (await offered(lines)).map((found) => found.texts.toSorted());

  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    real = await RealRoot.withBase();
    await real.ok('New-Container', 'one', '-ContainerImageName', 'Windows');
    await real.ok('New-ContainerImage', 'one', '-Name', 'site', '-Publisher', 'Me', '-Version', '1.2');
    const { result } = await runPowerShell("'' + (Get-Container one).ContainerId", { HCS_CONTAINERS_ROOT: real.root });
    id = String((result as string[])[0]);
  });
  after(async () => real?.dispose());

  it('ids, by id or name, shown by name; names wherever a container is taken', async () => {
    const lines = [
      'Get-Container -Id ',
      'Stop-Container -ContainerId ON',
      `New-ContainerImage -ContainerId ${id.slice(0, 6)}`,
    ];
    for (const found of await offered(lines))
      expect(found).to.deep.equal({ texts: [id], shown: ['one'], tips: ['one'] });
    expect(
      await texts('Get-Container o', 'New-ContainerImage -Container o', 'Stop-Container -Container '),
    ).to.deep.equal(Array(3).fill(['one']));
  });

  it('names, publishers and versions of images, each once, and where they stand without a name', async () => {
    const all = ['Windows', 'site'].toSorted();
    expect(
      await texts('Get-ContainerImage ', 'Get-ContainerImage -ChildOf ', 'New-Container x -ContainerImage '),
    ).to.deep.equal(Array(3).fill(all));
    const [publishers, placed, bare, versions, given, atPlace] = await texts(
      ...['Get-ContainerImage -Publisher ', 'Get-ContainerImage site ', 'Export-ContainerImage site -Publisher m'],
      ...[
        'New-Container x site -ContainerImageVersion 1.2',
        'New-Container x -ContainerImagePublisher M',
        'Get-ContainerImage site Me 1.2',
      ],
    );
    expect(publishers).to.include("'CN=Me'").and.have.length(2);
    expect(placed).to.deep.equal(publishers);
    expect(bare).to.include("'CN=Me'");
    expect(given).to.include("'CN=Me'");
    expect(versions).to.deep.equal(['1.2.0.0']);
    expect(atPlace).to.deep.equal(['1.2.0.0']);
  });

  it('base images alone for Uninstall-ContainerOSImage, checks of this host for those who test and mend it', async () => {
    const [base, checks, again, ids] = await texts(
      ...[
        'Uninstall-ContainerOSImage ',
        'Test-ContainerHost ',
        'Repair-ContainerHost w',
        'Repair-ContainerHost -Id host:W',
      ],
    );
    expect(base).to.deep.equal(['Windows']);
    expect(checks)
      .to.include('Wine')
      .and.deep.equal([...new Set(checks)]);
    expect(again).to.include('Wine');
    expect(ids).to.include('host:Wine');
  });

  it('the same under a prefix', async () => {
    const lines = ['Get-WinContainer o', 'New-WinContainer x -ContainerImageName s', 'Get-WinContainer -Id on'];
    expect((await offered(lines, 'Win')).map(({ texts }) => texts)).to.deep.equal([['one'], ['site'], [id]]);
    await real.ok('Start-Container', 'one');
    const sessions = [
      'Enter-WinPSSession -ContainerId o',
      'Invoke-WinCommand -ContainerId o',
      'New-WinPSSession -ContainerId ',
    ];
    expect((await offered(sessions, 'Win')).map(({ texts }) => texts)).to.deep.equal(Array(3).fill([id]));
  });
});
