import { expect } from 'chai';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

describe('waiting for containers', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const started = async (name: string, command?: string): Promise<string> => {
    const id = await kit.create(name, command === undefined ? {} : { command });
    await kit.containers.start(id);
    return id;
  };
  /** A program that prints what it is told, and ends when it is told so. */
  const talker = () => {
    let say: (text: string) => void = () => undefined;
    let end: (code: number) => void = () => undefined;
    kit.machine.programs.set('talk', ({ stdout, ended }) => {
      say = stdout;
      return new Promise((resolve) => {
        end = resolve;
        ended.addEventListener('abort', () => resolve(1));
      });
    });
    return { say: (text: string) => say(text), end: (code: number) => end(code) };
  };

  it('is over at the end of the container, with its exit code, for all who wait', async () => {
    const talk = talker();
    const id = await started('job', 'talk');
    const waiting = [1, 2, 3].map(() => kit.containers.waitForState(id, 'Off'));
    talk.end(7);
    for (const view of await Promise.all(waiting)) {
      expect([view.state, view.record.lastRun?.exitCode]).to.deep.equal(['Off', 7]);
    }
    expect((await kit.containers.waitForState(id, 'Off', { timeoutMs: 0 })).state).to.equal('Off');
  });

  it('is over when it is started by somebody', async () => {
    const id = await kit.create('web');
    const waiting = kit.containers.waitForState(id, 'Running');
    await kit.containers.start(id);
    expect((await waiting).state).to.equal('Running');
  });

  it('ends at its deadline, at a cancel and with the container’s removal, and says which it was', async () => {
    const id = await started('web');
    const late = await faultOf(kit.containers.waitForState(id, 'Off', { timeoutMs: 100 }));
    expect([late.kind, late.message]).to.deep.equal(['Timeout', "Container 'web' has not ended within 0.1 seconds."]);
    const abort = new AbortController();
    const cancelled = faultOf(kit.containers.waitForState(id, 'Off', { signal: abort.signal }));
    abort.abort();
    expect((await cancelled).name).to.equal('AbortError');
    const off = await kit.create('off');
    const removed = faultOf(kit.containers.waitForState(off, 'Running'));
    await kit.containers.remove(off);
    expect([(await removed).kind, (await removed).message]).to.deep.equal([
      'NotFound',
      "Container 'off' was removed while it was waited for.",
    ]);
  });

  it('finds a line of this run that is there, or comes, whatever the case; not one of a run before', async () => {
    const talk = talker();
    const id = await started('web', 'talk');
    talk.say('one\r\nReady to serve\r\n');
    expect(await kit.containers.waitForLine(id, '*READY*')).to.equal('Ready to serve');
    talk.end(0);
    await kit.containers.waitForState(id, 'Off');
    expect(await kit.containers.waitForLine(id, 'ready*')).to.equal('Ready to serve');
    await kit.containers.start(id);
    expect((await faultOf(kit.containers.waitForLine(id, '*ready*', { timeoutMs: 150 }))).kind).to.equal('Timeout');
    const coming = kit.containers.waitForLine(id, '*ready*');
    talk.say('not yet\r\nrea');
    talk.say('dy again\r\n');
    expect(await coming).to.equal('ready again');
  });

  it('says that a run ended without the line, and takes a last line that has no end', async () => {
    const talk = talker();
    const id = await started('web', 'talk');
    const [never, last] = [faultOf(kit.containers.waitForLine(id, 'never')), kit.containers.waitForLine(id, 'bye')];
    talk.say('bye');
    talk.end(3);
    expect(await last).to.equal('bye');
    const error = await never;
    expect([error.kind, error.hint]).to.deep.equal(['InvalidState', 'Get-ContainerLog web -Tail 20']);
    const silent = await kit.create('silent');
    expect((await faultOf(kit.containers.waitForLine(silent, 'x'))).message).to.contain('has no command');
  });

  it('follows a log to the end of the run, without loss', async () => {
    const talk = talker();
    const id = await started('web', 'talk');
    const lines: string[] = [];
    const following = (async () => {
      const { signal } = new AbortController();
      for await (const batch of kit.containers.followLog(id, 'stdout', { signal })) lines.push(...batch);
    })();
    for (let n = 0; n < 5000; n++) talk.say(`${n}\n`);
    talk.say('the end');
    talk.end(0);
    await following;
    expect(lines).to.deep.equal([...Array.from({ length: 5000 }, (_, n) => String(n)), 'the end']);
  });

  it('restarts with nobody in between; one that is off is started; a start that fails leaves it off', async () => {
    const id = await started('web', 'idle');
    const first = (await kit.containers.view(id))?.record.run?.id;
    await kit.containers.restart(id, { stop: { turnOff: true } });
    const second = (await kit.containers.view(id))?.record.run?.id;
    expect(second).not.to.be.oneOf([first, undefined]);
    kit.machine.failNext('compute.start', new Error('no'));
    const failed = await faultOf(kit.containers.restart(id, { stop: { turnOff: true } }));
    expect(failed.message).to.contain("Cannot start container 'web'");
    expect((await kit.containers.view(id))?.state).to.equal('Off');
    expect(kit.machine.held()).to.deep.include({ systems: [], namespaces: [], attached: [] });
    await kit.containers.restart(id);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
  });

  it('renames, running or off, in case alone too; never to a name in use; of two who want one name one gets it', async () => {
    const [one, two] = [await started('one'), await kit.create('two')];
    expect(await kit.containers.rename(one, 'uno')).to.equal(true);
    expect(await kit.containers.rename(one, 'uno')).to.equal(false);
    expect(await kit.containers.rename(one, 'UNO')).to.equal(true);
    expect((await faultOf(kit.containers.rename(two, 'Uno'))).kind).to.equal('AlreadyExists');
    for (const name of ['', '..', 'a/b', 'NUL', 'x'.repeat(64)])
      expect((await faultOf(kit.containers.rename(two, name))).kind, name).to.equal('InvalidArgument');
    const wanted = await Promise.allSettled([one, two].map((id) => kit.containers.rename(id, 'best')));
    expect(wanted.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    await kit.reopen({ close: true });
    expect(
      (await kit.containers.list()).containers.map(({ record, state }) => `${record.name} ${state}`),
    ).to.deep.equal(['best Running', 'two Off']);
  });
});
