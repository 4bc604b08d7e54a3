import { join } from 'node:path';
import { expect } from 'chai';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

describe('copying a container', () => {
  let kit: ContainersKit;
  let id: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    id = await kit.create('web', { command: 'exit 3', environment: { A: '1' }, restartPolicy: { name: 'OnFailure' } });
    const file = { name: 'site/a.txt', content: Buffer.from('a') };
    kit.machine.scratches.get(join(kit.root, 'containers', id, 'scratch'))?.files.set('site/a.txt', file);
  });
  afterEach(() => kit.dispose());

  it('gives one that is off, with the files and settings, and a life of its own', async () => {
    await kit.containers.set(id, { restartPolicy: 'No' });
    await kit.containers.start(id);
    await kit.containers.waitForState(id, 'Off');
    kit.runtime.advance(1000);
    const copy = await kit.containers.clone(id, { name: 'web2' });
    const source = (await kit.containers.view(id))?.record;
    expect(copy).to.include({ name: 'web2', command: 'exit 3', created: '2026-01-01T00:00:01.000Z' });
    expect(copy.environment).to.deep.equal(source?.environment);
    expect([copy.id === id, copy.computerName === source?.computerName]).to.deep.equal([false, false]);
    expect(copy).not.to.have.any.keys('run', 'lastRun', 'restarts');
    expect(source?.lastRun?.exitCode).to.equal(3);
    const scratch = join(kit.root, 'containers', copy.id, 'scratch');
    expect(kit.machine.scratches.get(scratch)?.files.get('site/a.txt')?.content?.toString()).to.equal('a');
    await kit.containers.remove(id);
    await kit.containers.start(copy.id);
    const events: string[] = [];
    const isWanted = (about: string) => about === copy.id;
    for await (const { action, details } of kit.containers.events.history({ isWanted }))
      events.push(`${action} ${details['copyOf'] ?? ''}`.trim());
    expect(events.slice(0, 2)).to.deep.equal(['Created web', 'Started']);
  });

  it('keeps a computer name that was chosen, and makes a name where none is given', async () => {
    const named = await kit.create('named', { computerName: 'BOX' });
    const copy = await kit.containers.clone(named);
    expect(copy.computerName).to.equal('BOX');
    expect(copy.name).to.match(/^windows-[0-9a-f]{4,}$/);
  });

  it('is refused of one that runs, and for a name that cannot be or is in use: nothing is left', async () => {
    const before = kit.machine.held();
    for (const name of ['..', 'WEB', 'a/b', 'con']) {
      const { kind } = await faultOf(kit.containers.clone(id, { name }));
      expect(kind, name).to.be.oneOf(['InvalidArgument', 'AlreadyExists']);
    }
    const running = await kit.create('run', { command: 'idle' });
    await kit.containers.start(running);
    const { kind, hint } = await faultOf(kit.containers.clone(running));
    expect([kind, hint]).to.deep.equal(['InvalidState', 'Stop-Container run']);
    await kit.containers.remove(running, { force: true });
    const cancelled = await faultOf(kit.containers.clone(id, { name: 'no', signal: AbortSignal.abort() }));
    expect(cancelled.kind).to.equal('Cancelled');
    expect(kit.machine.held()).to.deep.equal(before);
  });

  it('of two copies with one name one is made; a start waits for the copy', async () => {
    const both = await Promise.allSettled([1, 2].map(() => kit.containers.clone(id, { name: 'one' })));
    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const [copy] = await Promise.all([kit.containers.clone(id, { name: 'two' }), kit.containers.start(id)]);
    expect(copy.name).to.equal('two');
  });
});
