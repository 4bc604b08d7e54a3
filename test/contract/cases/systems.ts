import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { skip } from '../../skip.ts';
import { type Bed, OWNER, scopeEachCase, systemDocument } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { firstLine, launch, lines, newKey, probe, run } from '../kit/run.ts';
import { eventually, within } from '../kit/within.ts';

/** Compute systems: made, started, ended, forgotten. */
export function systemCases(bed: Bed): void {
  describe('systems', () => {
    scopeEachCase(bed);
    createCases(bed);
    startCases(bed);
    endCases(bed);
    bookCases(bed);
  });
}

function createCases(bed: Bed): void {
  it('create makes it known as Created, with its owner and without times', async () => {
    const { id } = await bed.created();
    const found = await bed.host.compute.query(id);
    expect(found).to.deep.equal({ id, owner: OWNER, state: 'Created' });
  });

  it('create refuses a known id and leaves the first system as it was', async () => {
    const first = await bed.created({ hostName: 'first' });
    const other = await bed.scratch();
    await expectFault('AlreadyExists', () =>
      bed.host.compute.create(first.id, systemDocument(other, { owner: 'other' })),
    );
    expect((await bed.host.compute.query(first.id)).owner).to.equal(OWNER);
    await bed.host.layers.detachScratch(other.folder);
  });

  for (const id of [
    '',
    'web',
    '../web',
    'a/b',
    'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA',
    '{7b8d3e0c-9d0e-4c0e-8a53-0f4b1c2d3e4f}',
  ]) {
    it(`create refuses the id '${id}', which is no lower-case GUID`, async () => {
      const scratch = await bed.scratch();
      await expectFault('InvalidArgument', () => bed.host.compute.create(id, systemDocument(scratch)));
      expect((await bed.host.compute.list({ owner: OWNER })).map((system) => system.id)).not.to.include(id);
    });
  }

  it('create refuses a document without layers', async () => {
    const scratch = await bed.scratch();
    const document = systemDocument({ ...scratch, parents: [] });
    await refused(bed, 'InvalidArgument', document);
  });

  it('create refuses a layer that is not there', async () => {
    const scratch = await bed.scratch();
    const document = systemDocument({
      ...scratch,
      parents: [join(bed.fixture.root, 'layers', 'missing'), ...scratch.parents],
    });
    await refused(bed, 'NotFound', document);
  });

  it('create refuses a scratch that is not there', async () => {
    const parents = await bed.layers();
    const missing = join(bed.fixture.root, 'scratches', 'missing');
    await refused(bed, 'NotFound', systemDocument({ folder: missing, parents, path: missing }));
  });

  it('create refuses a scratch that was let go', async () => {
    const scratch = await bed.scratch();
    await bed.host.layers.detachScratch(scratch.folder);
    await refused(bed, ['NotFound', 'InvalidState', 'InvalidArgument'], systemDocument(scratch));
  });

  it('a scratch serves one system: a second one is refused at create or at start, and the first runs on', async () => {
    const first = await bed.running();
    const id = bed.newId();
    await expectFault(['Busy', 'InvalidState', 'AlreadyExists'], async () => {
      await bed.host.compute.create(id, systemDocument(first.scratch));
      await bed.host.compute.start(id);
    });
    expect((await run(bed, first, probe('exit:3'))).code).to.equal(3);
  });

  it('create refuses a network namespace that is not there', async () => {
    const scratch = await bed.scratch();
    await refused(bed, ['NotFound', 'InvalidArgument'], systemDocument(scratch, {}, { id: randomUUID() }));
  });

  for (const method of ['start', 'shutdown', 'terminate', 'query', 'close', 'listProcesses'] as const) {
    it(`${method} of an unknown id is NotFound`, async () => {
      await expectFault('NotFound', () => bed.host.compute[method](randomUUID()));
    });
  }

  it('createProcess and openProcess in an unknown id are NotFound', async () => {
    const { compute } = bed.host;
    const command = { CommandLine: 'cmd /c ver' };
    await expectFault('NotFound', () => compute.createProcess(randomUUID(), newKey(), command, { kind: 'spool' }));
    await expectFault('NotFound', () => compute.openProcess(randomUUID(), 'k'));
  });
}

async function refused(
  bed: Bed,
  kind: Parameters<typeof expectFault>[0],
  document: ComputeSystemDocument,
): Promise<void> {
  const id = bed.newId();
  await expectFault(kind, () => bed.host.compute.create(id, document));
  expect(
    (await bed.host.compute.list()).map((system) => system.id),
    'nothing is left of it',
  ).not.to.include(id);
}

function startCases(bed: Bed): void {
  it('start makes it Running, with the time of its start', async () => {
    const before = Date.now();
    const { id } = await bed.running();
    const found = await bed.host.compute.query(id);
    expect(found.state).to.equal('Running');
    expect(found.startedAt).to.be.instanceOf(Date);
    expect(found.startedAt?.getTime()).to.be.within(before - 2000, Date.now() + 2000);
    expect(found).not.to.have.any.keys('exitedAt', 'exitType');
  });

  it('start resolves when a process can be created at once, also when three start together', async function () {
    this.timeout(90_000);
    const systems = await Promise.all([bed.created(), bed.created(), bed.created()]);
    const answers = await Promise.all(
      systems.map(async (system) => {
        await within(60_000, 'start', bed.host.compute.start(system.id));
        return run(bed, system, probe('out:ready', 'exit:7'));
      }),
    );
    for (const { code, stdout } of answers)
      expect({ code, text: stdout.toString() }).to.deep.equal({ code: 7, text: 'ready' });
  });

  it('start of a running system is InvalidState', async () => {
    const system = await bed.shared();
    await expectFault('InvalidState', () => bed.host.compute.start(system.id));
    expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
  });

  it('start of a stopped system is InvalidState', async () => {
    const { id } = await bed.running();
    await bed.host.compute.terminate(id);
    await expectFault('InvalidState', () => bed.host.compute.start(id));
    expect((await bed.host.compute.query(id)).state).to.equal('Stopped');
  });

  it('start that takes longer than timeoutMs is Timeout and leaves it Stopped', async () => {
    const { id } = await bed.created();
    await expectFault('Timeout', () => bed.host.compute.start(id, { timeoutMs: 1 }));
    expect((await bed.host.compute.query(id)).state).to.equal('Stopped');
  });

  it('start that is cancelled is Cancelled and leaves it Stopped', async () => {
    const { id } = await bed.created();
    const control = new AbortController();
    const started = expectFault('Cancelled', () => bed.host.compute.start(id, { signal: control.signal }));
    setTimeout(() => control.abort(), 20);
    await started;
    expect((await bed.host.compute.query(id)).state).to.equal('Stopped');
  });
}

function endCases(bed: Bed): void {
  it('shutdown ends in Stopped and GracefulExit, with both times', async () => {
    const { id } = await bed.running();
    const before = Date.now();
    await bed.host.compute.shutdown(id);
    const found = await bed.host.compute.query(id);
    expect(found.state).to.equal('Stopped');
    expect(found.exitType).to.equal('GracefulExit');
    expect(found.exitedAt?.getTime()).to.be.within(before - 2000, Date.now() + 2000);
    expect(found.startedAt?.getTime()).to.be.at.most(found.exitedAt?.getTime() ?? 0);
    await within(20_000, 'shutdown of a stopped system', bed.host.compute.shutdown(id));
  });

  it('shutdown of a merely created system is InvalidState', async () => {
    const { id } = await bed.created();
    await expectFault('InvalidState', () => bed.host.compute.shutdown(id));
    expect((await bed.host.compute.query(id)).state).to.equal('Created');
  });

  it('shutdown that takes longer than timeoutMs is Timeout and goes on', async () => {
    const { id } = await bed.running();
    await expectFault('Timeout', () => bed.host.compute.shutdown(id, { timeoutMs: 1 }));
    await eventually(30_000, 'the system stops', async () => (await bed.host.compute.query(id)).state === 'Stopped');
    expect((await bed.host.compute.query(id)).exitType).to.equal('GracefulExit');
  });

  it('shutdown ends also what still runs in it', async () => {
    const system = await bed.running();
    const process = await launch(bed, system, probe('sleep:600000'));
    await bed.host.compute.shutdown(system.id);
    await within(20_000, 'the process of a stopped system', process.exited);
  });

  it('shutdown writes the registry: the next system on the scratch has the value', async function () {
    this.timeout(90_000);
    const first = await bed.running();
    await lines(bed, first, 'reg add HKLM\\Software\\Contract /v Kept /t REG_SZ /d written /f');
    await bed.host.compute.shutdown(first.id);
    await bed.host.compute.close(first.id);
    const second = await bed.running({ scratch: first.scratch });
    const answer = await lines(bed, second, 'reg query HKLM\\Software\\Contract /v Kept');
    expect(answer.join('\n')).to.contain('written');
  });

  it('terminate ends at once in Stopped and ForcedExit, and files written before stay', async function () {
    this.timeout(90_000);
    const first = await bed.running();
    await run(bed, first, probe('write:C:\\kept.txt=before the cut'));
    await within(20_000, 'terminate', bed.host.compute.terminate(first.id));
    const found = await bed.host.compute.query(first.id);
    expect([found.state, found.exitType]).to.deep.equal(['Stopped', 'ForcedExit']);
    await bed.host.compute.close(first.id);
    const second = await bed.running({ scratch: first.scratch });
    expect((await run(bed, second, probe('read:C:\\kept.txt'))).stdout.toString()).to.equal('before the cut');
  });

  it('after terminate it is Stopped: it can be closed and its scratch let go at once', async () => {
    const { id, scratch } = await bed.running();
    await bed.host.compute.terminate(id);
    await bed.host.compute.close(id);
    await bed.host.layers.detachScratch(scratch.folder);
    await bed.host.layers.destroyScratch(scratch.folder);
  });

  it('terminate of a stopped system succeeds and changes nothing', async () => {
    const { id } = await bed.running();
    await bed.host.compute.shutdown(id);
    const before = await bed.host.compute.query(id);
    await bed.host.compute.terminate(id);
    expect(await bed.host.compute.query(id)).to.deep.equal(before);
  });

  it('terminate of a merely created system succeeds and leaves it Stopped', async () => {
    const { id } = await bed.created();
    await bed.host.compute.terminate(id);
    expect((await bed.host.compute.query(id)).state).to.equal('Stopped');
  });

  it('terminate settles every process of the system: exit known or unknown, streams ended', async () => {
    const system = await bed.running();
    const key = newKey();
    const process = await launch(bed, system, probe('line:here', 'sleep:600000'), { key });
    const other = await bed.host.compute.openProcess(system.id, key);
    await firstLine(other.stdout); // seen by another reader: this one's stream is as it was
    other.stdout.destroy();
    other.stderr.destroy();
    await bed.host.compute.terminate(system.id);
    const code = await within(20_000, 'exited', process.exited);
    expect(code === undefined || Number.isInteger(code), `exit code ${code}`).to.equal(true);
    expect(code, 'a process that was killed did not succeed').not.to.equal(0);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdout) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).to.equal('here\n');
  });

  it('a system that ends by itself is Stopped with UnexpectedExit', async function () {
    const { crashSystem } = bed.fixture;
    if (crashSystem === undefined) skip(this, 'no way to crash a system from here');
    const { id } = await bed.running();
    await crashSystem(id);
    await eventually(
      10_000,
      'the system is Stopped',
      async () => (await bed.host.compute.query(id)).state === 'Stopped',
    );
    const found = await bed.host.compute.query(id);
    expect(found.exitType).to.equal('UnexpectedExit');
    expect(found.exitedAt).to.be.instanceOf(Date);
  });
}

function bookCases(bed: Bed): void {
  it('close of a running system is InvalidState and it runs on', async () => {
    const system = await bed.shared();
    await expectFault('InvalidState', () => bed.host.compute.close(system.id));
    expect((await run(bed, system, probe('out:on'))).stdout.toString()).to.equal('on');
  });

  it('close forgets a stopped system; its id can be used again', async () => {
    const { id, scratch } = await bed.running();
    await bed.host.compute.terminate(id);
    await bed.host.compute.close(id);
    await expectFault('NotFound', () => bed.host.compute.query(id));
    expect((await bed.host.compute.list()).map((system) => system.id)).not.to.include(id);
    await bed.created({ id, scratch });
    expect((await bed.host.compute.query(id)).state).to.equal('Created');
  });

  it('close forgets a merely created system and frees its scratch', async () => {
    const { id, scratch } = await bed.created();
    await bed.host.compute.close(id);
    await expectFault('NotFound', () => bed.host.compute.query(id));
    await bed.host.layers.detachScratch(scratch.folder);
  });

  it('close forgets the processes of the system', async () => {
    const system = await bed.running();
    const key = newKey();
    await (await launch(bed, system, probe('out:x'), { key })).exited;
    await bed.host.compute.terminate(system.id);
    expect(await bed.host.compute.listProcesses(system.id), 'kept until close').to.deep.equal([key]);
    await bed.host.compute.close(system.id);
    await expectFault('NotFound', () => bed.host.compute.openProcess(system.id, key));
  });

  it('list gives every system once, sorted by id, as query does', async () => {
    const made = [await bed.created(), await bed.created(), await bed.created()].map((system) => system.id);
    const all = await bed.host.compute.list();
    const ids = all.map((system) => system.id);
    expect(ids).to.deep.equal([...new Set(ids)].sort());
    expect(ids).to.include.members(made);
    for (const found of all) {
      if (made.includes(found.id)) expect(found).to.deep.equal(await bed.host.compute.query(found.id));
    }
  });

  it('listOthers gives the systems of other owners, with owner and state, and none of this one', async () => {
    const [mine, other] = [`owner-${randomUUID()}`, `owner-${randomUUID()}`];
    const [own, made, up] = [
      await bed.created({ owner: mine }),
      await bed.created({ owner: other }),
      await bed.running({ owner: other }),
    ];
    const found = await bed.host.compute.listOthers(mine);
    const ids = found.map(({ id }) => id);
    expect(ids).to.include.members([made.id, up.id]).and.not.include(own.id);
    expect(ids).to.deep.equal([...new Set(ids)].sort());
    const facts = found.filter(({ owner }) => owner === other).map(({ id, state }) => `${id} ${state}`);
    expect(facts).to.deep.equal([`${made.id} Created`, `${up.id} Running`].sort());
    await bed.host.compute.terminate(up.id);
    const after = (await bed.host.compute.listOthers(mine)).find(({ id }) => id === up.id);
    // One that has ended may be gone from the list, before its owner closes it.
    expect(after?.state ?? 'Stopped').to.equal('Stopped');
  });

  it('list with an owner gives that owner’s systems and no others', async () => {
    const owner = `owner-${randomUUID()}`;
    const mine = await bed.created({ owner });
    await bed.created();
    expect((await bed.host.compute.list({ owner })).map((system) => system.id)).to.deep.equal([mine.id]);
    expect(await bed.host.compute.list({ owner: `${owner}-none` })).to.deep.equal([]);
    expect(await bed.host.compute.list({ owner: owner.toUpperCase() })).to.deep.equal([]);
  });
}
