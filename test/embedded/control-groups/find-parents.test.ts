import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { controlGroups } from '../../../core/embedded/control-groups/feature.ts';
import { findParents } from '../../../core/embedded/control-groups/find-parents.ts';
import { limitsHere, pathsOf, planGroups } from '../../../core/embedded/control-groups/system-groups.ts';

describe('where control groups can be made', () => {
  let tree = '';
  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'hcs groups-'));
  });
  afterEach(() => rm(tree, { recursive: true, force: true }));

  const mount = (type: 'cgroup' | 'cgroup2', point: string, options: string, root = '/'): string =>
    `31 23 0:28 ${root} ${join(tree, point).replaceAll(' ', '\\040')} rw,relatime - ${type} ${type} rw,${options}`;

  /** A group of version 2 in the tree. */
  async function unified(path: string, files: { procs?: string; given?: string; has?: string }): Promise<void> {
    const folder = join(tree, 'two', path);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'cgroup.procs'), files.procs ?? '');
    await writeFile(join(folder, 'cgroup.subtree_control'), files.given ?? '');
    await writeFile(join(folder, 'cgroup.controllers'), files.has ?? 'cpu memory pids');
    if (path !== '') await writeFile(join(folder, 'cgroup.type'), 'domain');
  }

  const TWO = (): string => mount('cgroup2', 'two', 'nsdelegate');

  it('version 1: below the group that we are in, in each tree its own', async () => {
    for (const folder of ['memory/a b', 'cpu,cpuacct', 'pids/c']) await mkdir(join(tree, folder), { recursive: true });
    const mounts = [
      mount('cgroup', 'memory', 'memory'),
      mount('cgroup', 'cpu,cpuacct', 'cpu,cpuacct'),
      mount('cgroup', 'pids', 'pids'),
    ];
    const found = findParents(mounts.join('\n'), '4:memory:/a b\n8:pids:/c\n1:cpu,cpuacct:/\n0::/\n');
    expect(found).to.deep.equal({
      memory: { version: 1, path: join(tree, 'memory/a b') },
      cpu: { version: 1, path: join(tree, 'cpu,cpuacct') },
      pids: { version: 1, path: join(tree, 'pids/c') },
    });
    expect(limitsHere(found)).to.deep.equal(['memory', 'processor', 'threads']);
    expect(pathsOf(found)).to.have.length(3);
  });

  it('version 1 in a container: a mount that begins at our own group; a group that it does not show is none', async () => {
    await mkdir(join(tree, 'memory'));
    const own = mount('cgroup', 'memory', 'memory', '/docker/1');
    expect(findParents(own, '4:memory:/docker/1')).to.deep.equal({
      memory: { version: 1, path: join(tree, 'memory') },
    });
    for (const group of ['/docker/10', '/docker', '/other'])
      expect(findParents(own, `4:memory:${group}`)).to.deep.equal({});
  });

  it('version 2: the nearest group above ours without processes of its own', async () => {
    await unified('', { procs: '1' });
    await unified('user', { given: 'memory pids' });
    await unified('user/app', { procs: '42' });
    const found = findParents(TWO(), '0::/user/app\n');
    const path = join(tree, 'two/user');
    expect(found).to.deep.equal({
      memory: { version: 2, path },
      cpu: { version: 2, path },
      pids: { version: 2, path },
    });
    expect(pathsOf(found)).to.deep.equal([path]);
  });

  it('version 2: our own group when nothing is in it, and the root although something is', async () => {
    await unified('', { procs: '1', has: 'memory' });
    expect(findParents(TWO(), '0::/')).to.deep.equal({ memory: { version: 2, path: join(tree, 'two') } });
    await unified('own', { has: 'memory pids' });
    expect(Object.keys(findParents(TWO(), '0::/own'))).to.deep.equal(['memory', 'pids']);
  });

  it('version 2: what only version 1 has is asked there, and the rest of it here', async () => {
    await mkdir(join(tree, 'memory'));
    await unified('', { has: 'cpu pids memory' });
    const found = findParents(`${mount('cgroup', 'memory', 'memory')}\n${TWO()}`, '4:memory:/\n0::/');
    expect(found.memory).to.deep.equal({ version: 1, path: join(tree, 'memory') });
    expect(found.cpu).to.deep.equal({ version: 2, path: join(tree, 'two') });
  });

  it('none where there are none, or they are not ours to write', async () => {
    expect(findParents('22 27 0:21 / /proc rw - proc proc rw', '0::/')).to.deep.equal({});
    expect(findParents('', '')).to.deep.equal({});
    if (process.getuid?.() === 0) return; // root may write everywhere but on a read-only mount
    await unified('', {});
    await chmod(join(tree, 'two'), 0o500);
    expect(findParents(TWO(), '0::/')).to.deep.equal({});
  });

  it('names tell state folders and systems apart', () => {
    const parents = { memory: { version: 1 as const, path: '/m' }, pids: { version: 1 as const, path: '/p' } };
    const one = planGroups('/root/one', 'id', parents);
    expect(Object.keys(one)).to.deep.equal(['memory', 'pids']);
    expect(one.memory?.path).to.match(/^\/m\/hcs-[0-9a-f]{12}-id$/);
    expect(planGroups('/root/two', 'id', parents).memory?.path).not.to.equal(one.memory?.path);
  });

  it('what is missing is told with what brings it, and is no reason to run nothing', () => {
    expect(controlGroups(['memory', 'processor', 'threads'])).to.deep.equal({
      name: 'ControlGroups',
      available: true,
      version: 'memory, processor, threads',
    });
    for (const isRoot of [true, false]) {
      const feature = controlGroups(['memory', 'threads'], isRoot);
      expect(feature).to.include({ available: false, isOptional: true, disables: 'limits of processor' });
      expect(feature.fix).to.be.a('string');
    }
  });
});
