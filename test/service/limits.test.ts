import { expect } from 'chai';
import { limitsHere } from '../../core/embedded/control-groups/system-groups.ts';
import { needContainers, RealRoot } from './real-root.ts';

/** Through the command line, the service and the kernel, where this machine lends control groups; else the refusal. */
describe('limits from end to end', function () {
  this.timeout(120_000);
  let real: RealRoot;
  const memory = ['-MemoryStartupBytes', '300MB'];
  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
  });
  after(() => real?.dispose());

  const create = (name: string, ...more: string[]) => ['New-Container', name, '-ContainerImageName', 'tools', ...more];
  const shown = async (name: string): Promise<Record<string, unknown>> =>
    (await real.objects<Record<string, unknown>>('Get-Container', name))[0] ?? {};

  it('a program that eats the memory ends, and the container says why, also when the service is another one', async () => {
    const words = create('eater', '-Command', 'C:\\probe.exe hold:600 sleep:600000', ...memory);
    if (!limitsHere().includes('memory')) {
      expect((await real.run(...words)).stderr).to.include('limit');
      return;
    }
    await real.ok(...words);
    await real.ok('Start-Container', 'eater');
    await real.ok('Wait-Container', 'eater');
    expect((await shown('eater'))['LimitsReached']).to.deep.equal(['Memory']);
    await real.killService(await real.service());
    expect((await shown('eater'))['LimitsReached']).to.deep.equal(['Memory']);
    expect(await real.ok('Get-ContainerEvent', 'eater', '-AsJson')).to.include('memory');
  });

  it('a bomb of programs stops at the number of threads, and the container still takes commands', async () => {
    const words = create('bomb', '-MaximumThreadCount', '100');
    if (!limitsHere().includes('threads')) {
      expect((await real.run(...words)).stderr).to.include('limit');
      return;
    }
    await real.ok(...words);
    await real.ok('Start-Container', 'bomb');
    const bomb = Array.from({ length: 100 }, () => '"spawn:C:\\probe.exe sleep:600000"').join(' ');
    await real.run('Invoke-ContainerCommand', 'bomb', `C:\\probe.exe ${bomb}`);
    expect((await shown('bomb'))['LimitsReached']).to.deep.equal(['Threads']);
    await real.ok('Restart-Container', 'bomb');
    await real.ok('Invoke-ContainerCommand', 'bomb', 'cmd /c exit 0');
    expect((await shown('bomb'))['LimitsReached']).to.equal(undefined);
  });
});
