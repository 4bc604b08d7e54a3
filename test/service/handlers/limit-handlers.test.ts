import { expect } from 'chai';
import type { Limit } from '../../../core/host/capabilities.ts';
import { containersOf, type HandlerKit, openHandlerKit } from './handler-kit.ts';

describe('handlers of limits, by the names of the preview era', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
    can(['memory', 'processor', 'storage']);
    for (const Name of ['web', 'job']) await kit.call('New-Container', { Name, ContainerImageName: 'windows' });
  });
  afterEach(() => kit.dispose());
  const can = (limits: Limit[]): void => {
    kit.machine.capabilities = { ...kit.machine.capabilities, limits };
  };
  const limitsOf = async (name: string) => {
    const [object] = containersOf(await kit.call('Get-Container', { Name: [name] }));
    return Object.fromEntries(Object.entries(object ?? {}).filter(([key]) => /^(Memory|Processor|Storage)/.test(key)));
  };

  it('Set-ContainerMemory limits the memory of those that are named, each way', async () => {
    const [job] = containersOf(await kit.call('Get-Container', { Name: ['job'] }));
    const said = await kit.call('Set-ContainerMemory', {
      ContainerName: ['w*'],
      MaximumBytes: 2 ** 30,
      PassThru: true,
    });
    expect(said.asked).to.deep.equal(["Set container 'web'"]);
    expect(containersOf(said).map(({ Name, MemoryStartupBytes }) => [Name, MemoryStartupBytes])).to.deep.equal([
      ['web', 2 ** 30],
    ]);
    const silent = await kit.call('Set-ContainerMemory', {
      ContainerId: [job?.ContainerId ?? ''],
      MaximumBytes: 2 ** 29,
    });
    expect(silent.objects).to.deep.equal([]);
    expect(await limitsOf('job')).to.deep.equal({ MemoryStartupBytes: 2 ** 29 });
  });

  it('Set-ContainerProcessor puts its limit in the place of the one before', async () => {
    for (const [given, left] of [
      [{ Maximum: 50 }, { ProcessorMaximum: 50 }],
      [{ RelativeWeight: 10 }, { ProcessorWeight: 10 }],
      [{ Count: 1 }, { ProcessorCount: 1 }],
      [{ Maximum: 25 }, { ProcessorMaximum: 25 }],
    ] as const) {
      await kit.call('Set-ContainerProcessor', { Container: ['web'], ...given });
      expect(await limitsOf('web')).to.deep.equal(left);
    }
  });

  it('Set-ContainerStorage leaves what is not given', async () => {
    await kit.call('Set-ContainerStorage', { ContainerName: ['web'], MaximumIOPS: 500 });
    await kit.call('Set-ContainerStorage', { ContainerName: ['web'], MaximumBandwidth: 2 ** 20 });
    expect(await limitsOf('web')).to.deep.equal({ StorageMaximumIOPS: 500, StorageMaximumBandwidth: 2 ** 20 });
    await kit.call('Set-Container', { Name: ['web'], Clear: ['storagemaximumiops'] });
    expect(await limitsOf('web')).to.deep.equal({ StorageMaximumBandwidth: 2 ** 20 });
  });

  for (const [cmdlet, parameters] of [
    ['Set-ContainerProcessor', {}],
    ['Set-ContainerProcessor', { Maximum: 50, Count: 1 }],
    ['Set-ContainerStorage', {}],
  ] as const)
    it(`${cmdlet} with ${JSON.stringify(parameters)} is refused before any container is looked for`, async () => {
      const said = await kit.call(cmdlet, { ContainerName: ['*'], ...parameters });
      expect([said.thrown?.kind, said.asked]).to.deep.equal(['InvalidArgument', []]);
      expect(said.thrown?.hint).to.contain('-Maximum');
    });

  it('what the host cannot limit is refused for each container, and with -WhatIf too', async () => {
    can([]);
    for (const said of [
      await kit.call('Set-ContainerMemory', { ContainerName: ['*'], MaximumBytes: 2 ** 30 }, { answer: false }),
      await kit.call('Set-ContainerProcessor', { ContainerName: ['*'], Maximum: 50 }, { answer: false }),
      await kit.call('Set-ContainerStorage', { ContainerName: ['*'], MaximumIOPS: 5 }, { answer: false }),
    ]) {
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['NotSupported', 'NotSupported']);
      expect(said.asked).to.deep.equal([]);
    }
    for (const name of ['web', 'job']) expect(await limitsOf(name)).to.deep.equal({});
  });
});
