import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';
import { eventually } from '../eventually.ts';

describe('container life cycle', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const stateOf = async (id: string) => (await kit.containers.view(id))?.state;

  it('creates, starts, stops and removes, and leaves nothing', async () => {
    const id = await kit.create('web');
    expect(await stateOf(id)).to.equal('Off');
    expect(await kit.containers.start(id)).to.equal(true);
    expect(await stateOf(id)).to.equal('Running');
    expect(await kit.containers.start(id)).to.equal(false);
    kit.runtime.advance(5000);
    expect((await kit.containers.view(id))?.uptimeMs).to.equal(5000);
    expect(await kit.containers.stop(id)).to.equal(true);
    expect(await kit.containers.stop(id)).to.equal(false);
    expect(await stateOf(id)).to.equal('Off');
    const held = kit.machine.held();
    expect(held.attached).to.deep.equal([]);
    expect(held.systems).to.deep.equal([]);
    expect(held.namespaces).to.deep.equal([]);
    expect(await kit.containers.remove(id)).to.equal(true);
    expect(await kit.containers.remove(id)).to.equal(false);
    expect(kit.machine.held().scratches).to.deep.equal([]);
    expect((await kit.containers.list()).containers).to.deep.equal([]);
  });

  it('refuses a limit that the host does not have, before anything is made', async () => {
    kit.machine.capabilities = { ...kit.machine.capabilities, limits: [] };
    const error = await kit.create('web', { memoryBytes: 64 * 1024 * 1024 }).catch((caught: unknown) => caught);
    expect(error).to.include({ kind: 'NotSupported', target: 'MemoryStartupBytes' });
    expect((await kit.containers.list()).containers).to.deep.equal([]);
  });

  it('makes a document that names the layers, the scratch, the namespace and the computer', async () => {
    const id = await kit.create('web', { computerName: 'WEB01', memoryBytes: 512 * 1024 * 1024 + 1 });
    await kit.containers.start(id);
    const document = kit.machine.systems.get(id)?.document;
    expect(document?.Container.GuestOs).to.deep.equal({ HostName: 'WEB01' });
    expect(document?.Container.Memory).to.deep.equal({ SizeInMB: 513 });
    expect(document?.Container.Networking).to.deep.equal({ Namespace: id });
    expect(document?.Container.Storage.Layers.map(({ Path }) => Path)).to.deep.equal([`/layers/${'a'.repeat(64)}`]);
    expect(document?.Container.Storage.Path).to.equal(join(kit.root, 'containers', id, 'scratch'));
    expect(document?.Container).not.to.have.property('Processor');
  });

  it('is off with the exit code when its command ends', async () => {
    const id = await kit.create('job', { command: 'exit 4294967295' });
    await kit.containers.start(id);
    await eventually(async () => (await stateOf(id)) === 'Off');
    expect((await kit.containers.view(id))?.record.lastRun?.exitCode).to.equal(4294967295);
    expect(kit.machine.held().systems).to.deep.equal([]);
    await kit.containers.start(id);
    await eventually(async () => (await stateOf(id)) === 'Off');
  });

  it('is off when its system ends by itself', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    kit.machine.stopSystem(id, 'UnexpectedExit', kit.runtime.now());
    const view = await kit.containers.view(id);
    expect(view?.state).to.equal('Off');
    expect(view?.record.lastRun?.exitType).to.equal('UnexpectedExit');
  });

  it('signals the command first, waits, and ends it in the end', async () => {
    kit.machine.signals = ['CtrlC'];
    const id = await kit.create('web', { command: 'idle' });
    await kit.containers.start(id);
    await kit.containers.stop(id);
    expect(kit.machine.calls.filter((call) => call === 'process.signal')).to.have.length(2);
    kit.machine.programs.set('deaf', () => new Promise(() => undefined));
    const deaf = await kit.create('deaf', { command: 'deaf' });
    await kit.containers.start(deaf);
    kit.machine.failNext('compute.shutdown', fault('Timeout', 'It still runs.'));
    await kit.containers.stop(deaf, { timeoutMs: 20 });
    expect((await kit.containers.view(deaf))?.record.lastRun?.exitType).to.equal('ForcedExit');
  });

  it('turns off without asking', async () => {
    const id = await kit.create('web', { command: 'idle' });
    await kit.containers.start(id);
    await kit.containers.stop(id, { turnOff: true });
    expect(kit.machine.calls).not.to.include('process.signal');
    expect(kit.machine.calls).not.to.include('compute.shutdown');
  });

  it('refuses to remove a running container, naming what to type', async () => {
    const id = await kit.create('web');
    await kit.containers.start(id);
    const error = await faultOf(kit.containers.remove(id));
    expect(error.kind).to.equal('InvalidState');
    expect(error.hint).to.contain('Stop-Container web');
    expect(await stateOf(id)).to.equal('Running');
    await kit.containers.remove(id, { force: true });
    expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
  });

  it('keeps names unique without regard to case, for two callers at once too', async () => {
    const results = await Promise.allSettled([kit.create('web'), kit.create('WEB'), kit.create('Web')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const error = await faultOf(kit.create('wEb'));
    expect(error.kind).to.equal('AlreadyExists');
    expect(kit.machine.held().scratches).to.have.length(1);
  });

  it('makes a name from the image when none is given', async () => {
    const { name } = await kit.containers.create({ image: sampleImage({ name: 'My Site:1/ü' }) });
    expect(name).to.match(/^[a-z0-9-]+-[0-9a-f]{4}$/);
  });

  for (const name of [
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'NUL',
    'con.txt',
    'COM1',
    'web.',
    'a b',
    'ü',
    'a\u0000b',
    '-web',
    'x'.repeat(64),
    '0001a000-1111-4222-8333-444444444444',
    'f'.repeat(32),
    'web\n',
    '__proto__\u202e',
  ]) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 40))} before anything is changed`, async () => {
      const error = await faultOf(kit.create(name));
      expect(error.kind).to.equal('InvalidArgument');
      expect(kit.machine.calls).not.to.include('layers.createScratch');
    });
  }

  it('refuses an image of another operating system, and an isolation that the host lacks', async () => {
    expect((await faultOf(kit.create('a', { image: sampleImage({ os: 'linux' }) }))).message).to.contain('"linux"');
    expect((await faultOf(kit.create('a', { isolation: 'hyperv' }))).kind).to.equal('NotSupported');
    expect(kit.machine.held().scratches).to.deep.equal([]);
  });

  it('says what is missing when the host can run nothing', async () => {
    const id = await kit.create('web');
    delete kit.machine.capabilities.osVersion;
    kit.machine.capabilities.features = [
      { name: 'Wine', available: false, disables: 'start', fix: 'apt-get install wine' },
    ];
    const error = await faultOf(kit.containers.start(id));
    expect(error.kind).to.equal('NotInstalled');
    expect(error.message).to.equal("Cannot start container 'web': Wine is missing here.");
    expect(error.hint).to.equal('apt-get install wine');
  });

  it('gives two callers at once the right answer', async () => {
    const id = await kit.create('web');
    expect((await Promise.all([kit.containers.start(id), kit.containers.start(id)])).sort()).to.deep.equal([
      false,
      true,
    ]);
    expect((await Promise.all([kit.containers.stop(id), kit.containers.stop(id)])).sort()).to.deep.equal([false, true]);
    const ends = await Promise.allSettled([kit.containers.remove(id), kit.containers.start(id)]);
    expect(ends[0].status).to.equal('fulfilled');
    expect(ends[1].status).to.equal('rejected');
    expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
  });

  it('names the port in use and leaves the container off', async () => {
    const ports = [{ protocol: 'tcp' as const, hostPort: 8080, containerPort: 80 }];
    const first = await kit.create('a', { portMappings: ports });
    const second = await kit.create('b', { portMappings: ports });
    await kit.containers.start(first);
    const error = await faultOf(kit.containers.start(second));
    expect(error.kind).to.equal('AlreadyExists');
    expect(error.message).to.contain('8080');
    expect(await stateOf(second)).to.equal('Off');
    expect(kit.machine.held().attached).to.have.length(1);
  });

  it('unwinds a start whose command cannot be started', async () => {
    const id = await kit.create('web', { command: 'nothing.exe' });
    const error = await faultOf(kit.containers.start(id));
    expect(error.kind).to.equal('CommandFailed');
    expect(error.message).to.match(/^Cannot start container 'web': Cannot start 'nothing.exe'/);
    expect(kit.machine.held()).to.deep.include({ attached: [], systems: [], namespaces: [] });
  });

  it('unwinds a start that is cancelled', async () => {
    const id = await kit.create('web', { command: 'idle' });
    const abort = new AbortController();
    kit.beforeChange = async (step) => {
      if (step.endsWith(':journal.json')) abort.abort();
    };
    const starting = kit.containers.start(id, { signal: abort.signal });
    expect((await faultOf(starting)).kind).to.equal('Cancelled');
    expect(await stateOf(id)).to.equal('Off');
    expect(kit.machine.held()).to.deep.include({ attached: [], systems: [], namespaces: [] });
  });

  it('leaves a container running when its stop is cancelled', async () => {
    kit.machine.signals = ['CtrlC'];
    kit.machine.programs.set('deaf', () => new Promise(() => undefined));
    const id = await kit.create('web', { command: 'deaf' });
    await kit.containers.start(id);
    const abort = new AbortController();
    const stopping = kit.containers.stop(id, { signal: abort.signal });
    await eventually(async () => kit.machine.calls.includes('process.signal'));
    setTimeout(() => abort.abort(), 10);
    expect((await faultOf(stopping)).kind).to.equal('Cancelled');
    expect(await stateOf(id)).to.equal('Running');
  });

  it('captures a stopped container, and a running one only when forced', async () => {
    const id = await kit.create('web', { command: 'idle', environment: { A: '1' } });
    await kit.containers.start(id);
    expect((await faultOf(kit.containers.capture(id, { name: 'site' }))).kind).to.equal('InvalidState');
    await kit.containers.capture(id, { name: 'site', force: true });
    expect(await stateOf(id)).to.equal('Off');
    expect(kit.images.captured[0]).to.deep.include({ name: 'site', command: ['idle'], environment: { A: '1' } });
    expect(await kit.containers.usersOf(sampleImage().digest)).to.deep.equal(['web']);
  });
});
