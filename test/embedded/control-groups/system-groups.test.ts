import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { findParentsHere, type GroupFolders } from '../../../core/embedded/control-groups/find-parents.ts';
import { limitsHere, pathsOf, planGroups, sweepGroups } from '../../../core/embedded/control-groups/system-groups.ts';
import { eventually } from '../../contract/kit/within.ts';
import { skip } from '../../skip.ts';
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
    await eventually(20_000, 'the copy is there', () => existsSync(copy) && readFileSync(copy, 'utf8').endsWith('\n'));
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
    await eventually(20_000, 'it is seen as ended', async () => {
      return (await bed.host.compute.query(sandbox.id)).state === 'Stopped';
    });
    expect(pathsOf(groups).filter(existsSync)).to.deep.equal([]);
    await bed.remove(sandbox);
  });

  it('have gone for all who are told of the end, also while another has them removed', async function () {
    const sandbox = await bed.running();
    const groups = pathsOf(groupsOf(sandbox));
    if (groups.length === 0) return skip(this, 'this machine gives no control groups');
    const program = spawn('sleep', ['600']); // they cannot go before it does
    for (const path of groups) writeFileSync(join(path, 'cgroup.procs'), String(program.pid));
    const first = bed.host.compute.terminate(sandbox.id);
    await eventually(20_000, 'the end is written down', () => {
      return readFileSync(join(sandbox.folder, 'system.json'), 'utf8').includes('"ended"');
    });
    expect(groups.filter(existsSync)).to.deep.equal(groups);
    await bed.host.compute.terminate(sandbox.id);
    expect(groups.filter(existsSync)).to.deep.equal([]);
    await first;
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

  it('those made from another place of the trees are found, and removed one by one', async function () {
    const [gone, known, lived] = [testRuntime.newId(), testRuntime.newId(), testRuntime.newId()];
    const parents = findParentsHere();
    if (pathsOf(parents).length === 0) return skip(this, 'this machine gives no control groups');
    const elsewhere = pathsOf(parents).map((path) => join(path, `elsewhere-${gone}`));
    const groupOf = (id: string): string[] =>
      pathsOf(planGroups(bed.stateFolder, id)).map((path, index) => join(elsewhere[index] ?? '', basename(path)));
    const others = pathsOf(planGroups(`${bed.stateFolder}-other`, gone));
    const program = spawn('sleep', ['600']);
    const folder = join(bed.stateFolder, 'systems', known);
    try {
      mkdirSync(folder, { recursive: true });
      for (const path of [...elsewhere, ...others, ...[gone, known, lived].flatMap(groupOf)]) mkdirSync(path);
      for (const path of groupOf(lived)) writeFileSync(join(path, 'cgroup.procs'), String(program.pid));
      const { preparation } = bed.host;
      const found = async (): Promise<string[]> =>
        (await preparation.check()).filter(({ name }) => name === 'ControlGroup').map(({ id }) => id);
      const ids = groupOf(gone).map((path) => `ControlGroup:${path}`);
      expect(await found()).to.have.members(ids);
      for (const path of [...groupOf(gone), ...groupOf(known), ...groupOf(lived), ...others])
        await preparation.repair(`ControlGroup:${path}`);
      expect(await found()).to.deep.equal([]);
      const stay = [...groupOf(known), ...groupOf(lived), ...others];
      expect([...groupOf(gone), ...stay].filter(existsSync)).to.deep.equal(stay);
    } finally {
      program.kill('SIGKILL');
      await once(program, 'exit');
      for (const path of [...[gone, known, lived].flatMap(groupOf), ...others, ...elsewhere])
        if (existsSync(path)) rmdirSync(path);
      await rm(folder, { recursive: true });
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
    await eventually(20_000, 'it is gone', () => !existsSync(`/proc/${pid}`));
    await rm(sandbox.folder, { recursive: true });
    await eventually(20_000, 'its groups are swept at the next start', async () => {
      await bed.reopen();
      return !pathsOf(groups).some(existsSync);
    });
    await bed.remove(sandbox);
  });
});
