import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../skip.ts';
import { needContainers, RealRoot } from './real-root.ts';

/** As on a machine that has a partition of its own for /usr/local, or something mounted deeper. */
const MOUNTED =
  'mount -t tmpfs tmpfs /usr/games && mkdir -p "/usr/games/a b" && mount -t tmpfs tmpfs "/usr/games/a b" && exec "$@"';

describe('a machine with mounts below the folders that a sandbox shows', function () {
  this.timeout(120_000);
  let real: RealRoot;
  before(async function () {
    await needContainers(this);
    if (process.getuid?.() !== 0) skip(this, 'only root may mount');
    real = await RealRoot.withTools({ prefix: ['unshare', '--mount', 'sh', '-c', MOUNTED, 'sh'] });
  });
  after(() => real?.dispose());

  it('runs containers, to which they are as read-only as the rest', async () => {
    await real.ok('New-Container', 'one', '-ContainerImageName', 'tools');
    await real.ok('Start-Container', 'one');
    expect(await real.ok('Invoke-ContainerCommand', 'one', 'C:\\probe.exe out:hello')).to.include('hello');
    const [one] = await real.objects<{ ContainerId: string }>('Get-Container', 'one');
    const init = await readFile(join(real.root, 'host/systems', one?.ContainerId ?? '', 'init'), 'utf8');
    const mounts = (await readFile(`/proc/${init.split(' ')[0]}/mountinfo`, 'utf8')).split('\n');
    const below = mounts.map((line) => line.split(' ')).filter(([, , , , point = '']) => point.startsWith('/usr'));
    const told = below.map(([, , , , point, options = '']) => [point, options.split(',').includes('ro')]);
    expect(told).to.deep.include.members([
      ['/usr', true],
      ['/usr/games', true],
      ['/usr/games/a\\040b', true],
    ]);
    expect(told.filter(([, isReadOnly]) => isReadOnly !== true)).to.deep.equal([]);
  });
});
