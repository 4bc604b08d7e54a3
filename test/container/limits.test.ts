import { expect } from 'chai';
import type { HostCapabilities } from '../../core/host/capabilities.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

const GB = 2 ** 30;

describe('limits of containers', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
    can({ limits: ['memory', 'processor', 'storage', 'threads', 'log'] });
  });
  afterEach(() => kit.dispose());
  const can = (more: Partial<HostCapabilities>): void => {
    kit.machine.capabilities = { ...kit.machine.capabilities, ...more };
  };
  const system = () => [...kit.machine.systems.values()][0];

  for (const [what, limits, document, options] of [
    ['a share of the processors', { processorPercent: 25 }, { Processor: { Maximum: 2500 } }, {}],
    ['a weight', { processorWeight: 50 }, { Processor: { Weight: 50 } }, {}],
    ['threads', { threadCount: 100 }, {}, { threadCount: 100 }],
    [
      'memory and a count',
      { memoryBytes: 2 ** 30, processorCount: 2 },
      { Memory: { SizeInMB: 1024 }, Processor: { Count: 2 } },
      {},
    ],
  ] as const) {
    it(`${what}: kept with the container, and asked of the host at each start`, async () => {
      const id = await kit.create('web', limits);
      await kit.reopen({ close: true });
      await kit.containers.start(id);
      expect(system()?.document.Container).to.deep.include(document);
      expect(system()?.options).to.deep.equal({ isolation: 'process', ...options });
    });
  }

  it('reads and writes a second: kept with the container, asked of the host at each start, taken away by name', async () => {
    const id = await kit.create('web', { storageIops: 500 });
    await kit.containers.set(id, { storageBandwidth: 2 ** 20 });
    await kit.reopen({ close: true });
    const askedFor = async () => {
      await kit.containers.start(id);
      const { QoS } = system()?.document.Container.Storage ?? {};
      await kit.containers.stop(id);
      return QoS;
    };
    expect(await askedFor()).to.deep.equal({ IopsMaximum: 500, BandwidthMaximum: 2 ** 20 });
    await kit.containers.set(id, { clear: ['storageIops'] });
    expect(await askedFor()).to.deep.equal({ BandwidthMaximum: 2 ** 20 });
    await kit.containers.set(id, { clear: ['storageBandwidth'] });
    expect(await askedFor()).to.equal(undefined);
  });

  for (const [parameter, limits] of [
    ['MemoryStartupBytes', { memoryBytes: 2 ** 30 }],
    ['ProcessorCount', { processorCount: 1 }],
    ['ProcessorMaximum', { processorPercent: 50 }],
    ['ProcessorWeight', { processorWeight: 50 }],
    ['StorageMaximumIOPS', { storageIops: 500 }],
    ['StorageMaximumBandwidth', { storageBandwidth: 2 ** 20 }],
    ['MaximumThreadCount', { threadCount: 100 }],
    ['LogMaximumBytes', { logMaximumBytes: 65_536 }],
  ] as const) {
    it(`a host without refuses -${parameter}: of a new container, of one that is there, and at its start`, async () => {
      const limited = await kit.create('limited', limits);
      const free = await kit.create('free');
      can({ limits: [] });
      for (const attempt of [
        kit.create('web', limits),
        kit.containers.set(free, limits),
        kit.containers.start(limited),
      ]) {
        const failure = await faultOf(attempt);
        expect(failure).to.include({ kind: 'NotSupported' });
        expect(failure.hint).to.contain(`-${parameter}`);
      }
      expect((await kit.containers.list()).containers.map(({ record, state }) => [record.name, state])).to.deep.equal([
        ['free', 'Off'],
        ['limited', 'Off'],
      ]);
    });
  }

  it('a size of the scratch: asked of the host when that is made, kept with the container and its copy', async () => {
    can({ limits: ['scratch'] });
    const id = await kit.create('web', { scratchBytes: 40 * GB });
    const copy = await kit.containers.clone(id, { name: 'copy' });
    expect(kit.machine.scratchSizes).to.deep.equal([40 * GB]);
    for (const record of [(await kit.containers.view(id))?.record, copy])
      expect(record?.scratchBytes).to.equal(40 * GB);
  });

  it('a size of the scratch that the host cannot give, or Windows cannot make, makes nothing', async () => {
    const refused = await faultOf(kit.create('web', { scratchBytes: 40 * GB }));
    expect(refused).to.include({ kind: 'NotSupported', target: 'ScratchSizeBytes' });
    can({ limits: ['scratch'] });
    expect(await faultOf(kit.create('web', { scratchBytes: 20 * GB - 1 }))).to.include({ kind: 'InvalidArgument' });
    expect(kit.machine.calls).not.to.include('layers.createScratch');
    expect((await kit.containers.list()).containers).to.deep.equal([]);
  });

  it('a container has one limit of its processors; another takes the place of one that is cleared', async () => {
    const both = await faultOf(kit.create('web', { processorCount: 1, processorPercent: 50 }));
    expect([both.kind, both.message]).to.deep.equal([
      'InvalidArgument',
      'A container has one limit of its processors, not ProcessorCount and ProcessorMaximum. Nothing was created.',
    ]);
    const id = await kit.create('web', { processorCount: 1 });
    expect((await faultOf(kit.containers.set(id, { processorWeight: 10 }))).hint).to.contain('-Clear ProcessorCount');
    await kit.containers.set(id, { processorWeight: 10, clear: ['processorCount'] });
    await kit.containers.start(id);
    expect(system()?.document.Container.Processor).to.deep.equal({ Weight: 10 });
  });

  it('more processors than the host has are refused of a new container and of one that is there', async () => {
    const id = await kit.create('web', { processorCount: 4 });
    for (const [attempt, after] of [
      [kit.create('new', { processorCount: 5 }), 'created'],
      [kit.containers.set(id, { processorCount: 5 }), 'changed'],
    ] as const) {
      expect(await faultOf(attempt)).to.include({
        kind: 'InvalidArgument',
        message: `A container cannot use 5 processors: this host has 4. Nothing was ${after}.`,
        target: 'ProcessorCount',
        hint: '1 to 4 can be given here; a container without such a limit uses all of them',
      });
    }
    const { containers } = await kit.containers.list();
    expect(containers.map(({ record }) => [record.name, record.processorCount])).to.deep.equal([['web', 4]]);
  });

  it('a container from a machine with more processors is listed, set, and started with those that are there', async () => {
    const id = await kit.create('web', { processorCount: 4 });
    can({ processorCount: 2 });
    await kit.reopen({ close: true });
    expect((await kit.containers.list()).containers.map(({ record }) => record.processorCount)).to.deep.equal([4]);
    await kit.containers.set(id, { command: 'idle' });
    await kit.containers.start(id);
    expect(system()?.document.Container.Processor).to.deep.equal({ Count: 2 });
    expect((await kit.containers.view(id))?.record.processorCount, 'for a machine that has them again').to.equal(4);
    expect(await faultOf(kit.containers.set(id, { processorCount: 3 }))).to.include({ kind: 'InvalidArgument' });
  });

  it('what it came up against is told while it runs, after its end, by the next service, and in its history', async () => {
    const id = await kit.create('web', { memoryBytes: 2 ** 30 });
    await kit.containers.start(id);
    const reached = async () => (await kit.containers.view(id))?.limitsReached;
    expect(await reached()).to.equal(undefined);
    const running = system();
    if (running !== undefined) running.properties.limitsReached = { memory: 2, threads: 1 };
    expect(await reached()).to.deep.equal({ memory: 2, threads: 1 });
    await kit.containers.stop(id);
    expect(await reached()).to.deep.equal({ memory: 2, threads: 1 });
    await kit.reopen({ close: true });
    expect(await reached()).to.deep.equal({ memory: 2, threads: 1 });
    const told: unknown[] = [];
    for await (const event of kit.containers.events.history())
      if (event.action === 'Exited') told.push(event.details['limitsReached']);
    expect(told).to.deep.equal(['memory, threads']);
    await kit.containers.start(id);
    expect(await reached(), 'of the run before').to.equal(undefined);
  });
});
