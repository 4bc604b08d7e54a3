import { expect } from 'chai';
import type { SystemStatistics } from '../../../core/host/controls.ts';
import type {
  ContainerMeasurementObject,
  ContainerProcessObject,
} from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit, type Said } from './handler-kit.ts';

const NOTHING: SystemStatistics = {
  takenAt: new Date('2026-01-01T00:00:00Z'),
  uptimeMs: 0,
  processorMs: 0,
  processorUserMs: 0,
  processorKernelMs: 0,
  memoryCommitBytes: 0,
  memoryPrivateBytes: 0,
  readBytes: 0,
  writtenBytes: 0,
};

describe('what containers use, and what runs in them', () => {
  let kit: HandlerKit;
  let web: string;
  beforeEach(async () => {
    kit = await openHandlerKit();
    web = await kit.create('web', { command: 'idle' });
    await kit.create('off');
    await kit.containers.start(web);
  });
  afterEach(() => kit.dispose());

  const processes = (said: Said) => said.objects.map(({ value }) => value as ContainerProcessObject);
  const measurements = (said: Said) => said.objects.map(({ value }) => value as ContainerMeasurementObject);
  const problems = (said: Said) => said.errors.map(({ kind, target }) => `${kind} ${target}`);

  it('Get-ContainerProcess lists the programs of all that run, or of those named, by name with or without .exe', async () => {
    const one = {
      processId: 32,
      imageName: 'Node.exe',
      processorMs: 1500,
      memoryCommitBytes: 9,
      memoryPrivateBytes: 8,
    };
    const createdAt = new Date('2026-01-01T00:00:01Z');
    kit.machine.guests.set(web, [one, { ...one, processId: 40, imageName: 'cmd.exe', createdAt }]);
    const [node, cmd] = processes(await kit.call('Get-ContainerProcess', {}));
    expect(node).to.deep.equal({
      ContainerName: 'web',
      ContainerId: web,
      ProcessId: 32,
      ProcessName: 'Node.exe',
      ProcessorTime: 1.5,
      CommitBytes: 9,
      PrivateBytes: 8,
    });
    expect(cmd?.StartTime).to.equal('2026-01-01T00:00:01.000Z');
    for (const [likes, ids] of [
      [['node'], [32]],
      [['*.EXE'], [32, 40]],
      [['c*', 'x'], [40]],
    ] as const) {
      const said = await kit.call('Get-ContainerProcess', { Name: ['*'], ProcessName: [...likes] });
      expect(processes(said).map(({ ProcessId }) => ProcessId)).to.deep.equal(ids);
      expect(said.errors).to.deep.equal([]);
    }
    const named = await kit.call('Get-ContainerProcess', { Name: ['off', 'o*', 'none', 'web'] });
    expect([problems(named), named.objects.length]).to.deep.equal([['InvalidState off', 'NotFound none'], 2]);
    kit.machine.capabilities.pausable = ['process'];
    await kit.containers.suspend(web);
    const paused = await kit.call('Get-ContainerProcess', { Name: ['web'] });
    expect(paused.errors.map(({ message, hint }) => [message, hint])).to.deep.equal([
      ["Cannot list the programs of container 'web': it is paused.", 'Resume-Container web'],
    ]);
  });

  /** Each time it is asked, this much later and this much more used. */
  const using = (id: string, step: Partial<SystemStatistics>) => {
    let now = NOTHING;
    Object.defineProperty(kit.machine, 'statistics', {
      value: {
        get: (asked: string) => {
          if (asked !== id) return undefined;
          const [uptimeMs, processorMs] = [
            now.uptimeMs + (step.uptimeMs ?? 0),
            now.processorMs + (step.processorMs ?? 0),
          ];
          now = { ...now, ...step, uptimeMs, processorMs };
          return now;
        },
      },
    });
  };

  it('Measure-Container tells how busy it was between two samples, and only what the host tells', async () => {
    using(web, { uptimeMs: 1000, processorMs: 1504, memoryCommitBytes: 7 });
    const [found] = measurements(await kit.call('Measure-Container', {}));
    expect(found).to.deep.equal({
      Name: 'web',
      ContainerId: web,
      Time: '2026-01-01T00:00:00.000Z',
      Uptime: 2,
      ProcessorPercent: 150.4,
      ProcessorTime: 3.008,
      UserProcessorTime: 0,
      KernelProcessorTime: 0,
      MemoryBytes: 7,
      MemoryPrivateBytes: 0,
      ReadBytes: 0,
      WrittenBytes: 0,
    });
    using(web, { uptimeMs: -1, memoryPeakBytes: 5, network: { receivedBytes: 1, sentBytes: 2 } });
    const [other] = measurements(await kit.call('Measure-Container', { Id: [web] }));
    expect(other).to.include({ MemoryPeakBytes: 5, ReceivedBytes: 1, SentBytes: 2 });
    expect(other).not.to.have.property('ProcessorPercent');
  });

  it('Measure-Container tells each failure once, and is over when those it measures are off', async () => {
    using(web, { uptimeMs: 1000, processorMs: 100 });
    const other = await kit.create('other', { command: 'idle' });
    await kit.containers.start(other);
    const said = await kit.call('Measure-Container', { Name: ['*', 'off'], MaxSamples: 2 });
    expect(problems(said).sort()).to.deep.equal(['InvalidState off', 'InvalidState other']);
    expect(measurements(said).map(({ Name, ProcessorPercent }) => `${Name} ${ProcessorPercent}`)).to.deep.equal([
      'web 10',
      'web 10',
    ]);
    await kit.containers.stop(web, { turnOff: true });
    expect((await kit.call('Measure-Container', { Name: ['w*'], Continuous: true })).objects).to.deep.equal([]);
    await kit.containers.stop(other, { turnOff: true });
    expect((await kit.call('Measure-Container', {})).objects).to.deep.equal([]);
  });

  it('Measure-Container -Continuous goes on until Ctrl+C', async () => {
    const abort = new AbortController();
    using(web, { uptimeMs: 1000 });
    setTimeout(() => abort.abort(), 1200);
    const { thrown } = await kit.call('Measure-Container', { Continuous: true }, { signal: abort.signal });
    expect(thrown).not.to.equal(undefined);
  });
});
