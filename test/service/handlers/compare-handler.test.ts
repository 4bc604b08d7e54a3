import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import type { ScratchChange } from '../../../core/host/scratch-change.ts';
import type { ContainerChangeObject } from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit, type Said } from './handler-kit.ts';

describe('Compare-Container', () => {
  let kit: HandlerKit;
  let id: string;
  beforeEach(async () => {
    kit = await openHandlerKit();
    id = await kit.create('web', { command: 'idle' });
  });
  afterEach(() => kit.dispose());

  const differs = (...changes: (ScratchChange | Error)[]) =>
    kit.machine.scratchChanges.set(join(kit.root, 'containers', id, 'scratch'), changes);
  const changesOf = (said: Said) => said.objects.map(({ value }) => value as ContainerChangeObject);

  it('gives each change as an object, and warns of what this host cannot read', async () => {
    differs(
      { kind: 'file', action: 'Added', path: 'C:\\site\\a.txt', sizeBytes: 7 },
      { kind: 'folder', action: 'Added', path: 'C:\\new' },
      { kind: 'file', action: 'Deleted', path: 'C:\\old.txt' },
      { kind: 'key', action: 'Added', path: 'HKLM\\Software\\Demo' },
      {
        ...{ kind: 'value', action: 'Changed', path: 'HKLM\\Software\\Demo', name: '' },
        ...{ before: { type: 'String', text: 'a' }, after: { type: 'DWord', text: '1' } },
      },
      {
        ...{ kind: 'value', action: 'Deleted', path: 'HKLM\\Software\\Demo', name: 'v' },
        before: { type: 'Binary', text: '' },
      },
      { kind: 'hive', path: 'Software_Delta' },
      { kind: 'hive', path: 'System_Delta', reason: "The registry hive 'System_Delta' is damaged: it is short." },
    );
    const said = await kit.call('Compare-Container', { Name: ['web'] });
    const about = { ContainerName: 'web', ContainerId: id };
    const key = 'HKLM\\Software\\Demo';
    expect(changesOf(said)).to.deep.equal([
      { ...about, Change: 'Added', Kind: 'File', Path: 'C:\\site\\a.txt', Length: 7 },
      { ...about, Change: 'Added', Kind: 'Folder', Path: 'C:\\new' },
      { ...about, Change: 'Deleted', Kind: 'File', Path: 'C:\\old.txt' },
      { ...about, Change: 'Added', Kind: 'RegistryKey', Path: key },
      {
        ...{
          ...about,
          Change: 'Changed',
          Kind: 'RegistryValue',
          Path: key,
          ValueName: '(default)',
          ValueKind: 'DWord',
        },
        ...{ OldValue: 'a', NewValue: '1' },
      },
      {
        ...{ ...about, Change: 'Deleted', Kind: 'RegistryValue', Path: key, ValueName: 'v', ValueKind: 'Binary' },
        OldValue: '',
      },
    ]);
    expect(said.warnings).to.deep.equal([
      "The registry of container 'web' is not compared on this host: Software_Delta.",
      "Of container 'web', System_Delta is not compared: The registry hive 'System_Delta' is damaged: it is short.",
    ]);
    const below = await kit.call('Compare-Container', { Id: [id], Path: ['c:\\SITE\\*', 'hkcu*'] });
    expect(changesOf(below).map(({ Path }) => Path)).to.deep.equal(['C:\\site\\a.txt']);
  });

  it('says that it must be off where the host cannot look while it runs; other faults name the container', async () => {
    await kit.containers.start(id);
    differs(fault('Busy', 'It is attached.'));
    const [running] = (await kit.call('Compare-Container', { Name: ['web'] })).errors;
    expect([running?.kind, running?.hint]).to.deep.equal(['InvalidState', 'Stop-Container web']);
    await kit.containers.stop(id, { turnOff: true });
    differs({ kind: 'folder', action: 'Added', path: 'C:\\new' }, Object.assign(new Error('EIO'), { code: 'EIO' }));
    const said = await kit.call('Compare-Container', { Name: ['web'] });
    expect([said.objects, said.errors[0]?.message]).to.satisfy(
      ([objects, message]: [unknown[], string]) => objects.length === 0 && message.includes("'web'"),
    );
  });
});
