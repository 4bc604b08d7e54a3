import { expect } from 'chai';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('attaching to a container', () => {
  let kit: ContainersKit;
  let say: (text: string) => void;
  let end: (code: number) => void;
  beforeEach(async () => {
    kit = await openContainersKit();
    kit.machine.programs.set('talk', ({ stdout }) => {
      say = stdout;
      return new Promise((resolve) => {
        end = resolve;
      });
    });
  });
  afterEach(() => kit.dispose());

  const collect = () => {
    const said = { stdout: '', stderr: '' };
    const take = (stream: 'stdout' | 'stderr') => async (chunk: Uint8Array) => {
      said[stream] += Buffer.from(chunk).toString();
    };
    return { said, sink: { stdout: take('stdout'), stderr: take('stderr') } };
  };
  const { signal } = new AbortController();

  it('gives what comes from now on, or the whole run, to its end, to any number at once', async () => {
    const id = await kit.create('web', { command: 'talk' });
    await kit.containers.start(id);
    say('of the run before\n');
    end(0);
    await kit.containers.waitForState(id, 'Off');
    await kit.containers.start(id);
    say('before\n');
    const [now, all] = [collect(), collect()];
    const fromNow = kit.containers.attach(id, { signal }, now.sink);
    const fromBeginning = kit.containers.attach(id, { signal, isFromBeginning: true }, all.sink);
    await eventually(async () => {
      say('tick\n'); // until both listen
      return now.said.stdout !== '' && all.said.stdout !== '';
    });
    say('after');
    end(7);
    expect(await Promise.all([fromNow, fromBeginning])).to.deep.equal([7, 7]);
    expect(now.said.stdout).to.match(/^(tick\n)+after$/);
    expect(all.said.stdout).to.match(/^before\n(tick\n)+after$/);
  });

  it('detaches at a cancel; the container goes on', async () => {
    const id = await kit.create('web', { command: 'talk' });
    await kit.containers.start(id);
    const abort = new AbortController();
    const attached = faultOf(kit.containers.attach(id, { signal: abort.signal }, collect().sink));
    abort.abort();
    expect((await attached).name).to.equal('AbortError');
    expect((await kit.containers.view(id))?.state).to.equal('Running');
  });

  it('knows the exit code of one that is removed at its end', async () => {
    const id = await kit.create('job', { command: 'talk', autoRemove: true });
    await kit.containers.start(id);
    const { said, sink } = collect();
    const attached = kit.containers.attach(id, { signal, isFromBeginning: true }, sink);
    say('all');
    await eventually(async () => said.stdout === 'all');
    end(9);
    expect([await attached, said.stdout]).to.deep.equal([9, 'all']);
    await eventually(async () => (await kit.containers.view(id)) === undefined);
  });

  it('refuses one that is off, and names Get-ContainerLog; and one that only idles', async () => {
    const off = await kit.create('off', { command: 'talk' });
    const refused = await faultOf(kit.containers.attach(off, { signal }, collect().sink));
    expect([refused.kind, refused.message]).to.deep.equal([
      'InvalidState',
      "Cannot attach to container 'off': it is off.",
    ]);
    expect(refused.hint).to.include('Get-ContainerLog off');
    const idle = await kit.create('idle');
    await kit.containers.start(idle);
    expect((await faultOf(kit.containers.attach(idle, { signal }, collect().sink))).kind).to.equal('InvalidState');
  });
});
