import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ownerOf } from '../../core/container/containers.ts';
import { type ContainersKit, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('a service that starts on a root', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const crash = async () => {
    kit.machine.kill();
    await kit.reopen();
  };
  const endMain = (id: string) => {
    const main = kit.machine.systems.get(id)?.processes.get('main');
    if (main !== undefined) kit.machine.endProcess(main);
  };

  it('finds running containers running, and sees how they end', async () => {
    kit.machine.programs.set(
      'serve',
      ({ ended }) => new Promise((done) => ended.addEventListener('abort', () => done(77))),
    );
    const id = await kit.create('web', { command: 'serve' });
    const idle = await kit.create('idle');
    await kit.containers.start(id);
    await kit.containers.start(idle);
    await crash();
    kit.runtime.advance(9000);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
    expect((await kit.containers.view(id))?.uptimeMs).to.equal(9000);
    expect(kit.containers.isWatching).to.equal(true);
    endMain(id);
    await eventually(async () => (await kit.containers.view(id))?.state === 'Off');
    expect((await kit.containers.view(id))?.record.lastRun?.exitCode).to.equal(77);
    expect((await kit.containers.view(idle))?.state).to.equal('Running');
    await kit.containers.stop(idle);
    expect(kit.containers.isWatching).to.equal(false);
  });

  it('removes what a writer left that was killed before its rename', async () => {
    const id = await kit.create('web');
    const folder = join(kit.root, 'containers', id);
    const before = await readdir(folder);
    // Above every process id of Linux: a writer that is surely dead.
    await writeFile(join(folder, 'journal.json.4194305.15.tmp'), '{');
    await crash();
    expect(await readdir(folder)).to.deep.equal(before);
  });

  for (const [how, ms] of [
    ['back', -86_400_000],
    ['forward', 86_400_000 * 365],
  ] as const) {
    it(`takes no harm from a clock that jumps ${how} while containers run and none of it lives`, async () => {
      const id = await kit.create('web', { command: 'idle' });
      const again = await kit.create('again', { command: 'idle', restartPolicy: { name: 'Always' } });
      await kit.containers.start(id);
      await kit.containers.start(again);
      kit.machine.kill();
      kit.runtime.advance(ms);
      endMain(again);
      await kit.reopen();
      const view = await kit.containers.view(id);
      expect(view?.state).to.equal('Running');
      expect(view?.uptimeMs).to.equal(Math.max(0, ms));
      for (const wait of kit.timers.waits) expect(wait).to.be.within(0, 60_000);
      await kit.containers.stop(id);
      await kit.containers.stop(again, { turnOff: true });
      for (const one of [id, again]) {
        await kit.containers.start(one);
        await kit.containers.stop(one, { turnOff: true });
        expect((await kit.containers.view(one))?.state).to.equal('Off');
      }
      expect(await kit.containers.check()).to.deep.equal([]);
    });
  }

  it('learns the exit code of what ended while no service ran', async () => {
    kit.machine.programs.set(
      'serve',
      ({ ended }) => new Promise((done) => ended.addEventListener('abort', () => done(3000000000))),
    );
    const id = await kit.create('web', { command: 'serve' });
    await kit.containers.start(id);
    kit.machine.kill();
    endMain(id);
    await kit.reopen();
    const view = await kit.containers.view(id);
    expect(view?.state).to.equal('Off');
    expect(view?.record.lastRun?.exitCode).to.equal(3000000000);
  });

  it('tells when that ended as the host noted it, not when somebody looked', async () => {
    const id = await kit.create('web', { command: 'idle' });
    await kit.containers.start(id);
    kit.machine.kill();
    kit.runtime.advance(2000);
    const endedAt = kit.runtime.now().toISOString();
    endMain(id);
    await kit.machine.systems.get(id)?.processes.get('main')?.exit.promise;
    kit.runtime.advance(60_000);
    await kit.reopen();
    expect((await kit.containers.view(id))?.record.lastRun?.endedAt).to.equal(endedAt);
    const times: string[] = [];
    for await (const { action, time } of kit.containers.events.history()) if (action === 'Exited') times.push(time);
    expect(times).to.deep.equal([endedAt]);
  });

  it('does not invent the exit code of what nobody saw', async () => {
    const id = await kit.create('web', { command: 'idle' });
    await kit.containers.start(id);
    kit.machine.kill();
    kit.machine.systems.clear(); // the machine lost power
    await kit.reopen();
    const view = await kit.containers.view(id);
    expect(view?.state).to.equal('Off');
    expect(view?.record.lastRun).to.deep.include({ exitType: 'Unknown' });
    expect(view?.record.lastRun).not.to.have.property('exitCode');
    expect(kit.machine.held()).to.deep.include({ attached: [], namespaces: [] });
    await kit.containers.start(id);
  });

  it('frees what carries its tag, does not run and belongs to nobody, and leaves the rest alone', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    const document = kit.machine.systems.get(id)?.document;
    if (document === undefined) throw new Error('no document');
    const put = (systemId: string, owner: string, state: 'Running' | 'Stopped' | 'Created' = 'Running') =>
      kit.machine.systems.set(systemId, {
        properties: { id: systemId, owner, state },
        document: { ...document, Owner: owner },
        processes: new Map(),
      });
    put('lost', ownerOf(kit.root), 'Stopped');
    put('made', ownerOf(kit.root), 'Created');
    put('stray', ownerOf(kit.root));
    put('docker', 'docker');
    kit.machine.namespaces.set('lost', { id: 'lost', owner: ownerOf(kit.root), portMappings: [] });
    kit.machine.namespaces.set('stray', { id: 'stray', owner: ownerOf(kit.root), portMappings: [] });
    kit.machine.namespaces.set('other', { id: 'other', owner: ownerOf('/another/root'), portMappings: [] });
    await mkdir(join(kit.root, 'containers', '9999a000-1111-4222-8333-444444444444'));
    await mkdir(join(kit.root, 'containers', 'not-ours'));
    await crash();
    expect(kit.machine.held().systems).to.deep.equal([id, 'docker', 'stray'].sort());
    expect(kit.machine.held().namespaces).to.deep.equal([id, 'other', 'stray'].sort());
    expect((await readdir(join(kit.root, 'containers'))).sort()).to.deep.equal([id, 'not-ours']);
  });

  it('takes nothing from a container that is due and starts meanwhile', async () => {
    const id = await kit.create('web', { command: 'exit 0', restartPolicy: { name: 'Always' } });
    await kit.containers.start(id);
    await eventually(async () => (await kit.containers.view(id))?.state === 'Restarting');
    kit.machine.programs.set('exit', () => new Promise(() => undefined));
    kit.machine.kill();
    const { machine } = kit;
    const call = machine.call.bind(machine);
    machine.call = async (name, work, epoch) => {
      if (name === 'network.listNamespaces') {
        kit.runtime.advance(60_000);
        await eventually(async () => machine.calls.includes('network.createNamespace'));
      }
      if (name === 'compute.create') await new Promise((resolve) => setTimeout(resolve, 20));
      return call(name, work, epoch);
    };
    machine.calls.length = 0;
    await kit.reopen();
    await eventually(async () => (await kit.containers.view(id))?.state === 'Running');
    expect(kit.machine.held()).to.deep.include({ systems: [id], namespaces: [id] });
  });

  it('ends commands and probes whose callers went with the service, and lets sessions go on', async () => {
    const healthCheck = { command: 'idle probe', intervalMs: 1000, timeoutMs: 1000, startPeriodMs: 0, retries: 3 };
    const id = await kit.create('web', { command: 'idle', healthCheck });
    await kit.containers.start(id);
    const commandLines = () =>
      [...(kit.machine.systems.get(id)?.processes.values() ?? [])].map(({ parameters }) => parameters.CommandLine);
    const sink = { stdout: async () => undefined, stderr: async () => undefined };
    void kit.containers.run(id, { commandLine: 'idle command', timeoutMs: 600_000 }, sink);
    await kit.containers.startSession(id, { commandLine: 'idle session', size: { height: 25, width: 80 } });
    kit.runtime.advance(1000);
    await eventually(async () => commandLines().length === 4);
    await crash();
    await eventually(async () => commandLines().length === 2);
    expect(commandLines()).to.have.members(['idle', 'idle session']);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
  });

  it('finds a running container whose system the host has lost, and ends it only when told to', async () => {
    kit.machine.programs.set(
      'serve',
      ({ ended }) => new Promise((done) => ended.addEventListener('abort', () => done(0))),
    );
    const id = await kit.create('web', { command: 'serve' });
    await kit.containers.start(id);
    kit.machine.kill();
    const system = kit.machine.systems.get(id);
    if (system === undefined) throw new Error('no system');
    kit.machine.systems.delete(id);
    kit.machine.lost.set(id, { ...system, processes: new Map() });
    await kit.reopen();
    expect((await kit.containers.view(id))?.state).to.equal('Running');
    const [found, ...more] = await kit.containers.check();
    expect(more).to.deep.equal([]);
    expect(found).to.include({ id: `LostProcess:${id}`, target: id, fix: `Stop-Container -Id ${id}` });
    expect(found).not.to.have.property('repair');
    await kit.containers.stop(id);
    expect(await kit.containers.check()).to.deep.equal([]);
    expect((await kit.containers.view(id))?.record.lastRun).not.to.have.property('exitCode');
  });

  it('leaves a running container alone whose record is damaged', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    await writeFile(join(kit.root, 'containers', id, 'container.json'), Buffer.alloc(100));
    await crash();
    expect(kit.machine.held().systems).to.deep.equal([id]);
    expect((await kit.containers.list()).damaged.map((one) => one.id)).to.deep.equal([id]);
  });

  it('reads a record again that somebody repaired', async () => {
    const id = await kit.create('web');
    const path = join(kit.root, 'containers', id, 'container.json');
    const record = await kit.containers.view(id);
    await writeFile(path, '[]');
    expect((await kit.containers.list()).damaged).to.have.length(1);
    await writeFile(path, JSON.stringify(record?.record));
    const { containers, damaged } = await kit.containers.list();
    expect(containers.map((view) => view.record.name)).to.deep.equal(['web']);
    expect(damaged).to.deep.equal([]);
  });

  for (const [field, value] of [
    ['schemaVersion', 2],
    ['id', 'x'],
    ['name', 7],
    ['created', 'yesterday'],
    ['image', null],
    ['isolation', 'none'],
    ['environment', { A: 1 }],
    ['portMappings', [{ hostPort: 70000, containerPort: 80 }]],
    ['run', []],
    ['memoryBytes', -1],
  ] as const) {
    it(`takes a record whose '${field}' is ${JSON.stringify(value)} for damaged`, async () => {
      const id = await kit.create('web');
      const record = (await kit.containers.view(id))?.record;
      await writeFile(
        join(kit.root, 'containers', id, 'container.json'),
        JSON.stringify({ ...record, [field]: value }),
      );
      const { damaged } = await kit.containers.list();
      expect(damaged.map(({ reason }) => reason.kind)).to.deep.equal(['Corrupt']);
      expect(damaged[0]?.reason.message).to.contain(`'${field}`);
    });
  }
});
