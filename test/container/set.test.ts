import { expect } from 'chai';
import type { ContainerSettings } from '../../core/container/settings/set.ts';
import type { ContainerRecord } from '../../core/store/container-record.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';

const MB = 1024 * 1024;

describe('setting a container', () => {
  let kit: ContainersKit;
  let id: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    kit.machine.capabilities.limits = ['memory', 'processor'];
    id = await kit.create('web', {
      command: 'idle',
      environment: { MODE: 'live', Path: 'C:\\' },
      memoryBytes: 64 * MB,
    });
  });
  afterEach(() => kit.dispose());

  const record = async (): Promise<ContainerRecord> => {
    const view = await kit.containers.view(id);
    if (view === undefined) throw new Error('gone');
    return view.record;
  };
  const refused = async (settings: ContainerSettings) => {
    const before = await record();
    const { kind, message } = await faultOf(kit.containers.set(id, settings));
    expect(await record(), 'nothing is changed').to.deep.equal(before);
    return `${kind}: ${message}`;
  };

  it('is refused, as the making of one, with a command that Windows does not take', async () => {
    const long = 'x'.repeat(32_767);
    const why = 'InvalidArgument: The command line is 32767 characters; Windows takes 32,766. Nothing was changed.';
    expect(await refused({ command: long })).to.equal(why);
    expect(await refused({ stopCommand: long })).to.equal(why);
    expect(await refused({ healthCheck: { command: long } })).to.equal(why);
    const image = { ...sampleImage(), command: [long] };
    for (const request of [{ command: long }, { image }]) {
      const { message } = await faultOf(kit.create('long', request));
      expect(message).to.equal(why.slice(17).replace('changed', 'created'));
    }
    await kit.create('short', { image, command: 'x'.repeat(32_766) });
  });

  it('replaces what is given, keeps the rest, over services; what is so already is no change', async () => {
    const before = await record();
    const portMappings = [{ protocol: 'tcp' as const, hostPort: 8081, containerPort: 80 }];
    const settings: ContainerSettings = {
      command: 'echo hi',
      workingDirectory: 'C:\\site',
      computerName: 'box',
      portMappings,
      environment: { mode: 'test', NEW: '1' },
      removeEnvironment: ['PATH', 'none'],
      memoryBytes: 128 * MB,
      processorCount: 2,
    };
    expect((await kit.containers.set(id, settings)).sort()).to.deep.equal([
      'Command',
      'ContainerComputerName',
      'Environment',
      'MemoryStartupBytes',
      'ProcessorCount',
      'PublishPort',
      'WorkingDirectory',
    ]);
    expect(await kit.containers.set(id, settings)).to.deep.equal([]);
    await kit.reopen({ close: true });
    const { environment: _, removeEnvironment: __, ...given } = settings;
    const { lastAct, ...now } = (await record()) ?? {};
    expect(lastAct?.action).to.equal('Changed');
    expect(now).to.deep.equal({ ...before, ...given, environment: { mode: 'test', NEW: '1' } });
    await kit.containers.start(id);
    const [process] = [...(kit.machine.systems.get(id)?.processes.values() ?? [])];
    expect(process?.parameters).to.include({ CommandLine: 'echo hi', WorkingDirectory: 'C:\\site' });
    const { Container } = kit.machine.systems.get(id)?.document ?? {};
    expect([Container?.Memory?.SizeInMB, Container?.Processor?.Count]).to.deep.equal([128, 2]);
  });

  it('clears', async () => {
    await kit.containers.set(id, { portMappings: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
    const clear = ['command', 'memoryBytes', 'environment', 'portMappings', 'workingDirectory'] as const;
    expect(await kit.containers.set(id, { clear, environment: { ONLY: '1' } })).to.have.length(4);
    const { command, memoryBytes, environment, portMappings } = await record();
    expect({ command, memoryBytes, environment, portMappings }).to.deep.equal({
      command: undefined,
      memoryBytes: undefined,
      environment: { ONLY: '1' },
      portMappings: [],
    });
    expect(await refused({ clear: ['command'], command: 'x' })).to.include('-Command is both given and cleared');
    await kit.containers.start(id);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
  });

  it('takes an empty text for none, as New-Container does: it can be read again', async () => {
    await kit.containers.set(id, { workingDirectory: 'C:\\site' });
    expect(await kit.containers.set(id, { command: '', workingDirectory: '' })).to.have.members([
      'Command',
      'WorkingDirectory',
    ]);
    expect(await kit.containers.set(id, { command: '' })).to.deep.equal([]);
    const { damaged } = await (await kit.reopen({ close: true })).list();
    expect(damaged).to.deep.equal([]);
    expect(await record()).not.to.have.any.keys('command', 'workingDirectory');
  });

  it('refuses what cannot be, all or nothing', async () => {
    expect(await refused({ computerName: 'a b' })).to.match(/^InvalidArgument/);
    expect(await refused({ command: 'x', environment: { 'A=B': '1' } })).to.match(/^InvalidArgument/);
    expect(await refused({ command: 'x', isolation: 'hyperv' })).to.match(/^NotSupported: .*Nothing was changed/);
    expect(await refused({ command: 'x', devices: ['class/1'] })).to.match(/^NotSupported: .*Nothing was changed/);
    expect(await refused({ credentialSpec: '{}' })).to.match(/^NotSupported/);
    kit.machine.capabilities.limits = [];
    expect(await refused({ command: 'x', memoryBytes: 256 * MB })).to.match(/^NotSupported: .*Nothing was changed/);
    expect(await refused({ processorCount: 1 })).to.match(/^NotSupported/);
    const gone = await faultOf(kit.containers.set('00000000-0000-4000-8000-000000000000', { command: 'x' }));
    expect(gone.message).to.include('no container');
  });

  it('of one that runs changes memory and processors where the host can, at once and for the next start', async () => {
    kit.machine.capabilities.controls = ['memory', 'processor'];
    await kit.containers.start(id);
    const run = (await record()).run;
    await kit.containers.set(id, { memoryBytes: 96 * MB, processorCount: 3 });
    expect(kit.machine.changes.map(({ change }) => change)).to.deep.equal([
      { kind: 'memory', memoryBytes: 96 * MB },
      { kind: 'processor', limit: { count: 3 } },
    ]);
    expect(await record()).to.deep.include({ memoryBytes: 96 * MB, processorCount: 3, run });
    expect(await refused({ memoryBytes: 64 * MB, command: 'x', environment: { A: '1' } })).to.equal(
      "InvalidState: Cannot set -Command, -Environment of container 'web' while it runs. Nothing was changed.",
    );
    expect(await refused({ clear: ['memoryBytes'] })).to.include('-MemoryStartupBytes');
    expect(kit.machine.changes).to.have.length(2);
    kit.machine.capabilities.controls = ['memory'];
    expect(await refused({ processorCount: 1 })).to.include('-ProcessorCount');
    expect(await kit.containers.set(id, { command: 'idle' }), 'what it is already').to.deep.equal([]);
  });

  it('is as it was when the host refuses one of two changes', async () => {
    kit.machine.capabilities.controls = ['memory', 'processor'];
    await kit.containers.start(id);
    const { changes } = kit.machine;
    const settings = { memoryBytes: 96 * MB, processorCount: 3 };
    for (let n = 1; n < 12; n++) {
      changes.length = 0;
      const before = await record();
      kit.machine.failAtCall(n, new Error('no'));
      const isDone = await kit.containers.set(id, settings).then(
        () => true,
        () => false,
      );
      kit.machine.clearFaults();
      if (isDone) break;
      expect(await record(), `failed at call ${n}`).to.deep.equal(before);
      const memory = changes.map((one) => one.change).filter(({ kind }) => kind === 'memory');
      if (memory.length > 0) expect(memory.at(-1)).to.deep.equal({ kind: 'memory', memoryBytes: 64 * MB });
      expect(n, 'it comes through at last').to.be.below(11);
    }
    expect(await record()).to.deep.include(settings);
  });

  it('changes a restart policy of one that runs, and tells the history which settings, not their values', async () => {
    await kit.containers.start(id);
    expect(await kit.containers.set(id, { restartPolicy: { name: 'Always' } })).to.deep.equal(['RestartPolicy']);
    expect((await record()).restartPolicy).to.deep.equal({ name: 'Always' });
    await kit.containers.set(id, { restartPolicy: 'No' });
    expect((await record()).restartPolicy).to.equal(undefined);
    await kit.containers.stop(id, { turnOff: true });
    await kit.containers.set(id, { environment: { PASSWORD: 'hunter2' }, command: 'x' });
    const events = [];
    for await (const event of kit.containers.events.history({ isAction: (action) => action === 'Changed' }))
      events.push(event.details);
    expect(events.at(-1)).to.deep.equal({ settings: 'Command, Environment' });
  });

  it('two at once are one after the other', async () => {
    await Promise.all([
      kit.containers.set(id, { environment: { A: '1' } }),
      kit.containers.set(id, { environment: { B: '2' } }),
      kit.containers.rename(id, 'site'),
    ]);
    expect(await record()).to.deep.include({
      name: 'site',
      environment: { MODE: 'live', Path: 'C:\\', A: '1', B: '2' },
    });
  });
});
