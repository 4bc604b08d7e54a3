import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ClearContainerParameters, ClearedContainerObject } from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit, type Said } from './handler-kit.ts';

describe('Clear-Container', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());

  const clear = (parameters: ClearContainerParameters, answer = true) =>
    kit.call('Clear-Container', { Force: true, ...parameters }, { answer });
  const cleared = (said: Said) => said.objects.map(({ value }) => value as ClearedContainerObject);
  const left = async () => (await kit.containers.list()).containers.map(({ record }) => record.name);

  it('removes what is off, tells the bytes, and leaves what runs or is paused', async () => {
    kit.machine.capabilities.pausable = ['process'];
    for (const name of ['run', 'paused']) await kit.containers.start(await kit.create(name, { command: 'idle' }));
    const paused = (await kit.containers.list()).containers.find(({ record }) => record.name === 'paused');
    await kit.containers.suspend(paused?.record.id ?? '');
    const job = await kit.create('job', { command: 'exit 3' });
    await kit.containers.start(job);
    await kit.containers.waitForState(job, 'Off');
    const log = join(kit.root, 'containers', job, 'logs', 'more.log');
    await writeFile(log, Buffer.alloc(300_000, 'x'));
    const whatIf = await clear({}, false);
    expect([whatIf.objects, await left()]).to.deep.equal([[], ['job', 'paused', 'run']]);
    expect(whatIf.asked).to.have.length(1);
    expect(whatIf.asked[0]).to.match(/^Remove container 'job' \(3\d\d\.\d KB, off since 2026-01-01T00:00:00.000Z\)$/);
    const [gone] = cleared(await clear({}));
    expect(gone).to.include({ Name: 'job', ContainerId: job, ExitCode: 3, OffSince: '2026-01-01T00:00:00.000Z' });
    expect(gone?.Bytes).to.be.within(300_000, 400_000);
    expect(await left()).to.deep.equal(['paused', 'run']);
    expect((await clear({})).objects).to.deep.equal([]);
  });

  it('chooses by name, image and how long they have been off', async () => {
    const names = async (parameters: ClearContainerParameters) =>
      (await clear(parameters, false)).asked.map((text) => /'([^']+)'/.exec(text)?.[1]);
    await kit.create('old1');
    await kit.create('old2');
    kit.runtime.advance(3_600_000);
    const ran = await kit.create('ran', { command: 'exit 0' });
    await kit.containers.start(ran);
    await kit.containers.waitForState(ran, 'Off');
    kit.runtime.advance(60_000);
    expect(await names({ OlderThan: 3600 })).to.deep.equal(['old1', 'old2']);
    expect(await names({ OlderThan: 60 })).to.deep.equal(['old1', 'old2', 'ran']);
    expect(await names({ OlderThan: 3_660.001 })).to.deep.equal([]);
    expect(await names({ Name: ['OLD?'], Exclude: ['*2'] })).to.deep.equal(['old1']);
    expect(await names({ ContainerImageName: ['nosuch'] })).to.deep.equal([]);
    expect(await names({ ContainerImageName: ['win*'] })).to.have.length(3);
    expect(await left()).to.have.length(3);
  });

  it('passes over one that is started or removed meanwhile; what fails for one does not stop the others', async () => {
    const ids = [await kit.create('a'), await kit.create('b'), await kit.create('c')];
    const { remove } = kit.containers;
    const removing = (id: string) => ids.indexOf(id);
    kit.containers.remove = async (id, options) => {
      if (removing(id) === 0) await kit.containers.start(id);
      if (removing(id) === 1) await remove(id);
      return remove(id, options);
    };
    const said = await clear({});
    expect([said.errors.length, cleared(said).map(({ Name }) => Name)]).to.deep.equal([0, ['c']]);
    expect(said.verbose.join()).to.include("'a' was started meanwhile");
    await kit.containers.stop(ids[0] ?? '', { turnOff: true });
    const more = await kit.create('d');
    kit.containers.remove = async (id, options) => {
      if (id !== more) throw Object.assign(new Error('no'), { code: 'EBUSY' });
      return remove(id, options);
    };
    const failed = await clear({});
    expect([failed.errors.length, cleared(failed).map(({ Name }) => Name)]).to.deep.equal([1, ['d']]);
    kit.containers.remove = remove;
  });
});
