import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import type { CmdletName, CmdletParameters } from '../../../core/service/generated/contract.gen.ts';
import { sampleImage } from '../../doubles/memory-images.ts';
import { type HandlerKit, openHandlerKit } from './handler-kit.ts';

describe('with -WhatIf a command is refused what it would be refused without', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
    await kit.create('web');
    await kit.create('up');
    await kit.call('Start-Container', { Name: ['up'] });
    await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'site' });
  });
  afterEach(() => kit.dispose());

  /** Nobody is asked, and the refusals are those of the command that is let do it. */
  async function refused<Name extends CmdletName>(kind: string, cmdlet: Name, parameters: CmdletParameters[Name]) {
    const [foreseen, real] = [
      await kit.call(cmdlet, parameters, { answer: false }),
      await kit.call(cmdlet, parameters, { answer: true }),
    ].map(({ asked, errors, thrown }) => ({
      asked,
      faults: [...errors, ...(thrown === undefined ? [] : [thrown])].map((one) => [one.kind, one.message, one.hint]),
    }));
    expect(real?.faults.map(([of]) => of)).to.deep.equal([kind]);
    expect(foreseen).to.deep.equal({ asked: [], faults: real?.faults });
  }

  const image = { ContainerImageName: 'windows' };
  const cases: { [title: string]: () => Promise<void> } = {
    'New-Container with a name in use': () =>
      refused('AlreadyExists', 'New-Container', { Name: 'WEB', ContainerImageName: 'windows' }),
    'New-Container with a limit that the host does not have': () =>
      refused('NotSupported', 'New-Container', { ...image, Name: 'new', MaximumThreadCount: 20 }),
    'New-Container, Invoke-ContainerImage and Set-Container with more processors than the host has': async () => {
      kit.machine.capabilities.limits = ['processor'];
      await refused('InvalidArgument', 'New-Container', { ...image, Name: 'new', ProcessorCount: 999 });
      await refused('InvalidArgument', 'Invoke-ContainerImage', { ...image, Command: 'cmd', ProcessorCount: 999 });
      await refused('InvalidArgument', 'Set-Container', { Name: ['web'], ProcessorCount: 999 });
    },
    'New-Container with an isolation that the host does not have': () =>
      refused('NotSupported', 'New-Container', { ...image, Name: 'new', Isolation: 'HyperV' }),
    'Invoke-ContainerImage with a name in use': () =>
      refused('AlreadyExists', 'Invoke-ContainerImage', { ...image, Name: 'web', Command: 'cmd' }),
    'Invoke-ContainerImage without any command': () =>
      refused('InvalidArgument', 'Invoke-ContainerImage', { ...image, Name: 'new' }),
    'Rename-Container to a name in use': () =>
      refused('AlreadyExists', 'Rename-Container', { Name: 'web', NewName: 'Up' }),
    'Rename-Container to what is no name': () =>
      refused('InvalidArgument', 'Rename-Container', { Name: 'web', NewName: 'a/b' }),
    'Copy-Container to a name in use': () => refused('AlreadyExists', 'Copy-Container', { Name: 'web', NewName: 'up' }),
    'Copy-Container of one that runs': () => refused('InvalidState', 'Copy-Container', { Name: 'up', NewName: 'new' }),
    'Suspend-Container of one that is off': () => refused('InvalidState', 'Suspend-Container', { Name: ['web'] }),
    'Suspend-Container where the host cannot': () => refused('NotSupported', 'Suspend-Container', { Name: ['up'] }),
    'Resume-Container of one that is off': () => refused('InvalidState', 'Resume-Container', { Name: ['web'] }),
    'Start-Container of one that is paused': async () => {
      kit.machine.capabilities.pausable = ['process'];
      await kit.call('Suspend-Container', { Name: ['up'] });
      await refused('InvalidState', 'Start-Container', { Name: ['up'] });
    },
    'Start-Container without its image': async () => {
      kit.images.images.length = 0;
      await refused('NotFound', 'Start-Container', { Name: ['web'] });
    },
    'Set-Container of what cannot be changed while it runs': () =>
      refused('InvalidState', 'Set-Container', { Name: ['up'], Command: 'other' }),
    'Set-Container of two limits of the processors': () => {
      kit.machine.capabilities.limits = ['processor'];
      return refused('InvalidArgument', 'Set-Container', { Name: ['web'], ProcessorCount: 1, ProcessorWeight: 5 });
    },
    'New-ContainerImage with a name in use': () =>
      refused('AlreadyExists', 'New-ContainerImage', { ContainerName: 'web', Name: 'Site' }),
    'New-ContainerImage with what is no name': () =>
      refused('InvalidArgument', 'New-ContainerImage', { ContainerName: 'web', Name: 'a/b' }),
    'New-ContainerImage with what is no version': () =>
      refused('InvalidArgument', 'New-ContainerImage', { ContainerName: 'web', Name: 'new', Version: '1.x' }),
    'Import-ContainerImage of a file that is not there': () =>
      refused('NotFound', 'Import-ContainerImage', { Path: ['nowhere.tar'] }),
    'Restart-Container without its image': async () => {
      kit.images.images.length = 0;
      await refused('NotFound', 'Restart-Container', { Name: ['web'] });
    },
    'Copy-ContainerItem out of a container: what is not there': () =>
      refused('NotFound', 'Copy-ContainerItem', { Path: ['web:C:\\nowhere.txt'], Destination: kit.root }),
    'Copy-ContainerItem out of a container: into a folder that is not there': async () => {
      await mkdir(join(kit.root, 'in', 'site'), { recursive: true });
      await kit.call('Copy-ContainerItem', { Path: [join(kit.root, 'in', 'site')], Destination: 'web:C:\\' });
      for (const Destination of ['no/site', 'no/site/'].map((path) => join(kit.root, path)))
        await refused('NotFound', 'Copy-ContainerItem', { Path: ['web:C:\\site'], Destination });
    },
    'Copy-ContainerItem out of a container: a folder onto a file': async () => {
      await mkdir(join(kit.root, 'in', 'site'), { recursive: true });
      await writeFile(join(kit.root, 'file'), '');
      await kit.call('Copy-ContainerItem', { Path: [join(kit.root, 'in', 'site')], Destination: 'web:C:\\' });
      const Destination = join(kit.root, 'file');
      await refused('InvalidArgument', 'Copy-ContainerItem', { Path: ['web:C:\\site'], Destination });
    },
    'Copy-ContainerItem out of a container that is not there': () =>
      refused('NotFound', 'Copy-ContainerItem', { Path: ['none:C:\\a'], Destination: kit.root }),
    'Install-ContainerOSImage of what the host does not open': async () => {
      kit.images.failBase = fault('NotFound', "There is no file 'no.wim'.");
      await refused('NotFound', 'Install-ContainerOSImage', { WimPath: 'no.wim' });
    },
    'Copy-ContainerItem of a file that is not there': () =>
      refused('NotFound', 'Copy-ContainerItem', { Path: ['nowhere.txt'], Destination: 'web:C:\\' }),
  };
  for (const [title, run] of Object.entries(cases)) it(title, run);

  it('Remove-ContainerImage of one that another builds on, unless that is removed as well', async () => {
    await kit.call('Remove-Container', { Name: ['*'], Force: true });
    await refused('InvalidState', 'Remove-ContainerImage', { Name: ['windows'] });
    const both = await kit.call('Remove-ContainerImage', { Name: ['windows', 'site'] }, { answer: false });
    expect(both.errors).to.deep.equal([]);
    expect(both.asked.map((text) => text.split("'")[1])).to.deep.equal(['site', 'Windows']);
  });

  it('Remove-ContainerImage of both, where the one that builds on the other is needed', async () => {
    await kit.call('Remove-Container', { Name: ['*'], Force: true });
    await kit.call('New-Container', { Name: 'needs', ContainerImageName: 'site' });
    const both = await kit.call('Remove-ContainerImage', { Name: ['windows', 'site'] }, { answer: false });
    expect(both.errors.map(({ kind }) => kind)).to.deep.equal(['InvalidState', 'InvalidState']);
    expect(both.asked).to.deep.equal([]);
  });

  it('and is not refused what is there', async () => {
    await mkdir(join(kit.root, 'in'));
    await writeFile(join(kit.root, 'in/a.tar'), '');
    const said = await kit.call('Import-ContainerImage', { Path: ['in/a.tar'] }, { answer: false });
    expect([said.errors, said.asked.length]).to.deep.equal([[], 1]);
    kit.images.images.push(sampleImage({ name: 'other', digest: `sha256:${'9'.repeat(64)}` }));
    for (const NewName of ['WEB', 'new']) {
      const renamed = await kit.call('Rename-Container', { Name: 'web', NewName }, { answer: false });
      expect([renamed.errors, renamed.asked.length]).to.deep.equal([[], 1]);
    }
  });
});
