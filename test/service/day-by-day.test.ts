import { expect } from 'chai';
import { expectTidy } from './expect-tidy.ts';
import { needContainers, RealRoot } from './real-root.ts';

describe('containers day by day, through the command line', function () {
  this.timeout(240_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
  });
  after(() => real?.dispose());

  /** Expects a refusal of a kind. */
  async function refused(kind: string, ...words: string[]): Promise<void> {
    const { code, stdout, stderr } = await real.run(...words);
    expect(`${stdout}${stderr}`, words.join(' ')).to.include(`[${kind},${words[0] ?? ''}]`);
    expect(code).not.to.equal(0);
  }

  it('one is paused, also for the next service, and goes on; its history tells of it', async () => {
    await real.ok('New-Container', 'web', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'web');
    const [cmd] = await real.objects<{ ProcessName: string }>('Get-ContainerProcess', 'web', '-ProcessName', 'agent');
    expect(cmd?.ProcessName.toLowerCase()).to.equal('agent.exe');
    const [use] = await real.objects<{ MemoryBytes: number; ProcessorPercent: number }>('Measure-Container');
    expect(use?.MemoryBytes).to.be.above(1024 * 1024);
    expect(use?.ProcessorPercent).to.be.at.least(0);
    await real.ok('Suspend-Container', 'web');
    await refused('InvalidState', 'Get-ContainerProcess', 'web');
    expect(await real.objects('Measure-Container', 'web')).to.have.length(1);
    await refused('InvalidState', 'Invoke-ContainerCommand', 'web', 'cmd /c ver');
    await refused('InvalidState', 'Start-Container', 'web');
    await real.killService(await real.service());
    expect(await real.ok('Get-Container', 'web')).to.include('Paused');
    await real.ok('Resume-Container', 'web');
    expect(await real.ok('Invoke-ContainerCommand', 'web', 'cmd /c echo again')).to.include('again');
    await real.ok('Suspend-Container', 'web');
    await real.ok('Stop-Container', 'web', '-TurnOff');
    await real.ok('Remove-Container', 'web', '-Confirm:$false');
    const events = JSON.parse(await real.ok('Get-ContainerEvent', 'web', '-AsJson')) as { Action: string }[];
    expect(events.map(({ Action }) => Action)).to.deep.equal(
      'Created Started Paused Resumed Paused Exited Stopped Removed'.split(' '),
    );
    await expectTidy(real);
  });
});
