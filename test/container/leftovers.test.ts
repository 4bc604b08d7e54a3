import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { ownerOf } from '../../core/container/containers.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { openMemoryHost } from '../doubles/memory-host.ts';
import { eventually } from '../eventually.ts';

const LOST = 'eeee0000-1111-4222-8333-444444444444';

describe('what containers leave behind', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());
  const check = () => kit.containers.check();
  const ids = async () => (await check()).map(({ id }) => id);
  const host = () => openMemoryHost(kit.machine);

  /** A system, its scratch and its namespace, as a container of `owner` has them. */
  async function make(id: string, owner: string): Promise<string> {
    const { layers, network, compute } = host();
    const scratch = join(kit.root, 'containers', id, 'scratch');
    await layers.createScratch(scratch, []);
    await layers.attachScratch(scratch, []);
    await network.createNamespace(id, { owner, portMappings: [] });
    await compute.create(id, {
      Owner: owner,
      ShouldTerminateOnLastHandleClosed: true,
      SchemaVersion: { Major: 2, Minor: 1 },
      Container: { Storage: { Path: scratch, Layers: [] }, Networking: { Namespace: id } },
    });
    await compute.start(id);
    return scratch;
  }

  it('is nothing while containers are off or run', async () => {
    await kit.create('off');
    await kit.containers.start(await kit.create('on'));
    expect(await check()).to.deep.equal([]);
  });

  it('is told with cause, fix and what mends it, and goes by repair', async () => {
    await make(LOST, ownerOf(kit.root));
    const found = (await check()).filter(({ name }) => name !== 'HalfDone');
    expect(found.map(({ name }) => name)).to.deep.equal(['LeftoverSystem', 'LeftoverNamespace', 'LeftoverScratch']);
    for (const one of found) {
      expect(one).to.include({ result: 'warning', target: LOST });
      expect(one.fix).to.equal(`Repair-ContainerHost -Id 'container:${one.id}'`);
      expect(one.cause).to.match(/\.$/);
      expect(one.repair).to.match(/\S/);
    }
    for (const { id } of found) await kit.containers.removeLeftover(id);
    expect(kit.machine.held()).to.deep.include({ systems: [], namespaces: [], attached: [] });
    expect(await ids()).to.deep.equal([`HalfDone:${LOST}`]);
    await kit.containers.removeLeftover(`HalfDone:${LOST}`);
    expect(await check()).to.deep.equal([]);
    expect(kit.machine.held().scratches).to.deep.equal([]);
  });

  it('is a system that the host itself had forgotten, and nobody ends it before it is told', async () => {
    await make(LOST, ownerOf(kit.root));
    const system = kit.machine.systems.get(LOST);
    if (system === undefined) throw new Error('no system');
    kit.machine.systems.delete(LOST);
    kit.machine.lost.set(LOST, system);
    await kit.reopen();
    expect(kit.machine.systems.get(LOST)?.properties.state).to.equal('Running');
    expect(await ids()).to.include(`LeftoverSystem:${LOST}`);
    for (const id of await ids()) await kit.containers.removeLeftover(id);
    expect(await check()).to.deep.equal([]);
    expect(kit.machine.held()).to.deep.include({ systems: [], namespaces: [], attached: [] });
  });

  it("is never somebody else's", async () => {
    await make(LOST, 'another runtime');
    expect((await ids()).filter((id) => /System|Namespace/.test(id))).to.deep.equal([]);
    await kit.containers.removeLeftover(`LeftoverSystem:${LOST}`);
    await kit.containers.removeLeftover(`LeftoverNamespace:${LOST}`);
    expect((await faultOf(kit.containers.removeLeftover(`LeftoverScratch:${LOST}`))).kind).to.equal('Busy');
    expect(kit.machine.held()).to.deep.include({ systems: [LOST], namespaces: [LOST] });
  });

  it('is never a running container, whatever id is given', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    for (const kind of ['LeftoverSystem', 'LeftoverNamespace', 'LeftoverScratch', 'HalfDone', 'DamagedJournal'])
      await kit.containers.removeLeftover(`${kind}:${id}`);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
    expect(kit.machine.held().systems).to.deep.equal([id]);
  });

  it('is what an end that failed has left attached', async () => {
    const id = await kit.create('web');
    await host().layers.attachScratch(join(kit.root, 'containers', id, 'scratch'), []);
    expect(await ids()).to.deep.equal([`LeftoverScratch:${id}`]);
    await kit.containers.removeLeftover(`LeftoverScratch:${id}`);
    expect(await check()).to.deep.equal([]);
    await kit.containers.start(id);
  });

  it('is a creation that was cut short, and half a file of a dead writer', async () => {
    await mkdir(join(kit.root, 'containers', LOST, 'logs'), { recursive: true });
    const id = await kit.create('web');
    await writeFile(join(kit.root, 'containers', id, 'journal.json.4194305.15.tmp'), '{');
    expect(await ids()).to.have.members([`HalfDone:${LOST}`, `TemporaryFile:${id}`]);
    for (const one of await ids()) await kit.containers.removeLeftover(one);
    expect(await readdir(join(kit.root, 'containers'))).to.deep.equal([id]);
    expect(await readdir(join(kit.root, 'containers', id))).to.have.members(['container.json', 'logs', 'scratch']);
  });

  it('is a container whose writable layer somebody removed: told, refused by each command that needs it, and it can be removed', async () => {
    const id = await kit.create('web');
    await rm(join(kit.root, 'containers', id, 'scratch'), { recursive: true });
    const [found, ...more] = await check();
    expect(more).to.deep.equal([]);
    expect(found).to.include({ id: `LostScratch:${id}`, result: 'failed', target: id });
    expect(found).not.to.have.property('repair');
    const { containers } = kit;
    for (const refuse of [
      () => containers.start(id),
      () => containers.capture(id, { name: 'site' }),
      () => containers.clone(id, { name: 'copy' }),
      () => containers.compare(id),
    ]) {
      const error = await faultOf(refuse());
      expect(error.kind).to.equal('NotFound');
      expect(error.message).to.contain("layer of container 'web' is gone");
      expect(error.hint).to.contain('Remove-Container web');
    }
    expect(await readdir(join(kit.root, 'containers'))).to.deep.equal([id]);
    await kit.containers.remove(id);
    expect(await check()).to.deep.equal([]);
  });

  it('is a damaged journal: the container is kept, and works again', async () => {
    const id = await kit.create('web');
    await writeFile(join(kit.root, 'containers', id, 'journal.json'), '{"schemaVersion":1,"operation":"dance"}');
    expect(await ids()).to.deep.equal([`DamagedJournal:${id}`]);
    await kit.containers.removeLeftover(`DamagedJournal:${id}`);
    expect(await check()).to.deep.equal([]);
    await kit.containers.start(id);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
  });

  it('is no container with a damaged record: that one is failed, told, and left alone', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    await writeFile(join(kit.root, 'containers', id, 'container.json'), '{');
    const [found, ...more] = await check();
    expect(more).to.deep.equal([]);
    expect(found).to.include({ id: `ContainerRecord:${id}`, result: 'failed', target: id });
    expect(found).not.to.have.property('repair');
    expect(found?.fix).to.contain(`Remove-Container -Id ${id}`);
    expect(kit.machine.held().systems).to.deep.equal([id]);
  });

  it('is a damaged file that was set aside, once its container works again', async () => {
    const id = await kit.create('web', { secrets: { TOKEN: 'x' } });
    const path = join(kit.root, 'containers', id, 'container.json');
    const whole = await readFile(path);
    for (const times of [1, 2]) {
      await writeFile(path, '{');
      expect((await check()).map(({ name }) => name)).to.deep.equal([
        'ContainerRecord',
        ...Array.from({ length: times - 1 }, () => 'SetAside'),
      ]);
      await writeFile(path, whole);
    }
    await writeFile(join(kit.root, 'keys', 'secrets.key'), 'short');
    await kit.containers.set(id, { secrets: { TOKEN: 'y' } });
    const found = await check();
    const kept = [`${path}.damaged-1`, `${path}.damaged-2`, join(kit.root, 'keys', 'secrets.key.damaged-1')];
    expect(found.map(({ target }) => target)).to.deep.equal(kept);
    for (const { name, result, fix, repair, target } of found) {
      expect({ name, result, repair }).to.deep.equal({ name: 'SetAside', result: 'warning', repair: undefined });
      expect(fix).to.match(/remove it/);
      await rm(target ?? '');
    }
    expect(await check()).to.deep.equal([]);
  });

  it('is not what an operation under way holds, however long it takes', async () => {
    const id = await kit.create('web');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    kit.beforeChange = async (step) => {
      if (step === `${id}:container.json`) await held;
    };
    const starting = kit.containers.start(id);
    await eventually(async () => kit.machine.held().systems.includes(id));
    expect(await check()).to.deep.equal([]);
    release();
    await starting;
  }).timeout(10_000);

  it('refuses what is no id of a leftover', async () => {
    for (const id of ['', 'LeftoverSystem', 'LeftoverSystem:..', 'ContainerRecord:x', `toString:${LOST}`])
      expect((await faultOf(kit.containers.removeLeftover(id))).kind, id).to.equal('NotFound');
  });

  it('stays, with the reason, when the host cannot free it', async () => {
    await make(LOST, ownerOf(kit.root));
    kit.machine.failNext('compute.terminate', fault('Timeout', 'It does not end.'));
    expect((await faultOf(kit.containers.removeLeftover(`LeftoverSystem:${LOST}`))).kind).to.equal('Timeout');
    expect(await ids()).to.include(`LeftoverSystem:${LOST}`);
  });

  it('does not keep a service from starting on a machine that cannot be asked', async () => {
    await kit.create('web');
    kit.machine.failNext('compute.list', fault('NotInstalled', 'There is no HCS.'));
    kit.machine.kill();
    await kit.reopen();
    expect((await kit.containers.list()).containers.map(({ record }) => record.name)).to.deep.equal(['web']);
  });
});
