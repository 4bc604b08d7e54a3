import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { GroupFolders } from '../../../core/embedded/control-groups/find-parents.ts';
import { limitsHere, pathsOf, planGroups, sweepGroups } from '../../../core/embedded/control-groups/system-groups.ts';
import { eventually } from '../../contract/kit/within.ts';
import { EmbeddedBed, needSandbox, type Sandbox, testRuntime } from '../bed.ts';

describe('the control groups of sandboxes', function () {
  this.timeout(60_000);
  let bed: EmbeddedBed;
  before(async function () {
    await needSandbox(this);
    bed = await EmbeddedBed.open();
  });
  after(async () => bed?.dispose());

  const groupsOf = ({ folder }: Sandbox): GroupFolders =>
    (JSON.parse(readFileSync(join(folder, 'system.json'), 'utf8')) as { groups?: GroupFolders }).groups ?? {};

  it('one for each limit that this machine gives; they go with the end of the system', async () => {
    const sandbox = await bed.running();
    const groups = groupsOf(sandbox);
    expect(Object.keys(groups).length).to.equal(limitsHere().length);
    const pid = readFileSync(join(sandbox.folder, 'init'), 'utf8').split(' ')[0] ?? '';
    for (const path of pathsOf(groups))
      expect(readFileSync(join(path, 'cgroup.procs'), 'utf8').split('\n')).to.include(pid);
    await bed.host.compute.shutdown(sandbox.id);
    expect(pathsOf(groups).filter(existsSync)).to.deep.equal([]);
    await bed.remove(sandbox);
  });

  it('programs inside are told no name of them', async () => {
    const sandbox = await bed.running();
    const pid = readFileSync(join(sandbox.folder, 'init'), 'utf8').split(' ')[0];
    const copy = `/proc/${pid}/root/tmp/groups`;
    await bed.launch(sandbox, '\\\\?\\unix\\bin\\cp /proc/self/cgroup /tmp/groups');
    await eventually(10_000, 'the copy is there', () => existsSync(copy) && readFileSync(copy, 'utf8').endsWith('\n'));
    const lines = readFileSync(copy, 'utf8').trim().split('\n');
    expect(lines.map((line) => line.split(':')[2]).filter((path) => path !== '/')).to.deep.equal([]);
    await bed.remove(sandbox);
  });

  it('of a first process that was killed while nobody looked they go when somebody does', async () => {
    const sandbox = await bed.running();
    const groups = groupsOf(sandbox);
    await bed.host.close();
    process.kill(Number(readFileSync(join(sandbox.folder, 'init'), 'utf8').split(' ')[0]), 'SIGKILL');
    expect(pathsOf(groups).filter(existsSync)).to.deep.equal(pathsOf(groups));
    bed.host = await bed.another();
    await eventually(10_000, 'it is seen as ended', async () => {
      return (await bed.host.compute.query(sandbox.id)).state === 'Stopped';
    });
    expect(pathsOf(groups).filter(existsSync)).to.deep.equal([]);
    await bed.remove(sandbox);
  });

  it('of an end that was written down and not finished they go with the system', async () => {
    const sandbox = await bed.running();
    const groups = groupsOf(sandbox);
    await bed.host.compute.terminate(sandbox.id);
    for (const path of pathsOf(groups)) mkdirSync(path);
    await bed.host.compute.close(sandbox.id);
    expect(pathsOf(groups).filter(existsSync)).to.deep.equal([]);
    await bed.remove(sandbox);
  });

  it('those whose state was deleted are swept, of this state folder only', async () => {
    const [id, other] = [testRuntime.newId(), testRuntime.newId()];
    const ours = pathsOf(planGroups(bed.stateFolder, id));
    const others = pathsOf(planGroups(`${bed.stateFolder}-other`, other));
    const unlike = ours.map((path) => join(dirname(path), `hcs-${other}`));
    try {
      for (const path of [...ours, ...others, ...unlike]) mkdirSync(path);
      await sweepGroups(bed.stateFolder);
      expect(ours.filter(existsSync)).to.deep.equal([]);
      expect([...others, ...unlike].filter(existsSync)).to.deep.equal([...others, ...unlike]);
    } finally {
      for (const path of [...others, ...unlike]) rmdirSync(path);
    }
  });

  it('a limit that is too low to start in is told as such, and leaves nothing', async () => {
    const { limits } = await bed.host.capabilities();
    const tooLow = { Memory: { SizeInMB: 4 } };
    const error = await bed.created({ container: tooLow }).then(
      (sandbox) =>
        bed.host.compute.start(sandbox.id).then(
          () => undefined,
          (caught: unknown) => ({ caught, sandbox }),
        ),
      (caught: unknown) => ({ caught, sandbox: undefined }),
    );
    const kind = limits.includes('memory') ? 'InvalidState' : 'NotSupported';
    expect(error?.caught).to.include({ kind });
    if (error?.sandbox === undefined) return;
    expect(error.caught).to.have.property('hint').that.includes('-MemoryStartupBytes');
    expect(pathsOf(groupsOf(error.sandbox)).filter(existsSync)).to.deep.equal([]);
    await bed.remove(error.sandbox);
  });

  it('a system whose state folder was deleted under it ends, and its groups go', async () => {
    const sandbox = await bed.running();
    const groups = groupsOf(sandbox);
    const pid = Number(readFileSync(join(sandbox.folder, 'init'), 'utf8').split(' ')[0]);
    await rm(join(sandbox.folder, 'system.json'));
    process.kill(pid, 'SIGKILL');
    await eventually(10_000, 'it is gone', () => !existsSync(`/proc/${pid}`));
    await rm(sandbox.folder, { recursive: true });
    await eventually(10_000, 'its groups are swept at the next start', async () => {
      await bed.reopen();
      return !pathsOf(groups).some(existsSync);
    });
    await bed.remove(sandbox);
  });
});
