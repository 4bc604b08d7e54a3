import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { eventually } from '../eventually.ts';
import { type ContainerJson, needContainers, RealRoot } from './real-root.ts';

/** As far as these tests look. */
interface Supervised extends ContainerJson {
  RestartPolicy: string;
  RestartCount: number;
  Health?: string;
  HealthLog?: { ExitCode: number | null; Output: string }[];
}

describe('containers that the service looks after', function () {
  this.timeout(180_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
  });
  after(() => real?.dispose());

  const create = (name: string, ...words: string[]) =>
    real.ok('New-Container', name, '-ContainerImageName', 'Windows', ...words);
  const look = async (name: string): Promise<Supervised> => {
    const [found] = await real.objects<Supervised>('Get-Container', name);
    if (found === undefined) throw new Error(`'${name}' is gone.`);
    return found;
  };
  const restarted = (name: string, atLeast: number) =>
    eventually(async () => (await look(name)).RestartCount >= atLeast);

  it('are started again as their policies say, after the death of the service and with the machine', async () => {
    await create('loop', '-RestartPolicy', 'Always', '-Command', 'cmd /c exit 3');
    await create('tries', '-RestartPolicy', 'OnFailure', '-MaximumRetryCount', '1', '-Command', 'cmd /c exit 4');
    await create('once', '-Command', 'cmd /c exit 5');
    await real.ok('Start-Container', 'loop,tries,once');
    await restarted('loop', 2);
    await real.ok('Wait-Container', 'tries,once');
    expect(
      [await look('tries'), await look('once')].map(({ ExitCode, RestartCount }) => [ExitCode, RestartCount]),
    ).to.deep.equal([
      [4, 1],
      [5, 0],
    ]);
    await real.killService(await real.service());
    const { RestartCount: before } = await look('loop');
    await restarted('loop', before + 1);
    await real.ok('Stop-Container', 'loop');
    expect((await look('loop')).State).to.equal('Off');
    await real.killService(await real.service());
    expect((await look('loop')).State).to.equal('Off');
    // What the machine would run, word by word, in an environment that says nothing.
    await real.ok('service', 'stop');
    const [program = '', ...words] = [
      process.execPath,
      ...real.hcs,
      'service',
      'start',
      '--with-machine',
      '--root',
      real.root,
    ];
    const child = spawn(program, words, { env: {}, cwd: '/', stdio: 'ignore' });
    expect(await new Promise((resolve) => child.on('close', resolve))).to.equal(0);
    await restarted('loop', 1);
    await real.ok('Stop-Container', 'loop');
    expect((await look('once')).RestartCount).to.equal(0);
  });

  it('are probed: what fails, what hangs and what gets well again is told, whatever becomes of the service', async () => {
    const check = ['-HealthIntervalSec', '1', '-HealthRetries', '2'];
    const exists = 'cmd /c if exist C:\\well (echo well) else (echo ill & exit 9)';
    await create('site', '-HealthCommand', exists, ...check);
    await create('stuck', '-HealthCommand', 'cmd /c ping -n 600 127.0.0.1 >nul', '-HealthTimeoutSec', '1', ...check);
    await real.ok('Start-Container', 'site,stuck');
    const health = (name: string, wanted: string) => eventually(async () => (await look(name)).Health === wanted);
    await health('site', 'Unhealthy');
    expect((await look('site')).HealthLog?.at(-1)).to.deep.include({ ExitCode: 9 });
    await health('stuck', 'Unhealthy');
    expect((await look('stuck')).HealthLog?.at(-1)).to.deep.include({ ExitCode: null });
    await real.ok('Invoke-ContainerCommand', 'site', 'cmd /c echo x>C:\\well');
    await real.killService(await real.service());
    const [well] = await real.objects<Supervised>('Wait-Container', 'site', '-For', 'Healthy');
    expect(well?.HealthLog?.at(-1)?.Output.trim()).to.equal('well');
    await real.ok('Remove-Container', 'site,stuck', '-Force');
  });
});
