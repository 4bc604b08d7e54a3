import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import {
  atMachineStart,
  makeRestartPolicy,
  waitBeforeStart,
  withPolicy,
} from '../../core/container/restart/restart-policy.ts';
import type { ContainerView } from '../../core/container/view.ts';
import type { RestartPolicy } from '../../core/store/restart-record.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('restart policies', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
    kit.machine.programs.set(
      'serve',
      ({ ended, parameters }) =>
        new Promise((done) =>
          ended.addEventListener('abort', () => done(Number(parameters.CommandLine.split(' ')[1]))),
        ),
    );
  });
  afterEach(() => kit.dispose());

  const made = (restartPolicy: RestartPolicy | undefined, command = 'serve 1') =>
    kit.create('web', { command, ...(restartPolicy === undefined ? {} : { restartPolicy }) });
  const started = async (restartPolicy: RestartPolicy | undefined, command = 'serve 1') => {
    const id = await made(restartPolicy, command);
    await kit.containers.start(id);
    return id;
  };
  const endMain = (id: string) => {
    const main = kit.machine.systems.get(id)?.processes.get('main');
    if (main !== undefined) kit.machine.endProcess(main);
  };
  const view = async (id: string): Promise<ContainerView> => {
    const found = await kit.containers.view(id);
    if (found === undefined) throw new Error('It is gone.');
    return found;
  };
  /** `Restarting` is told before the timer runs: that is waited for too. */
  const becomes = (id: string, state: ContainerView['state']) =>
    eventually(async () => (await view(id)).state === state && (state !== 'Restarting' || kit.timers.waits.length > 0));
  /** Ends the main process and lets the policy's wait pass. @returns how long it would have been. */
  const endAndWait = async (id: string): Promise<number | undefined> => {
    endMain(id);
    await becomes(id, 'Restarting');
    const [waitMs] = kit.timers.waits;
    kit.runtime.advance(waitMs ?? 0);
    await becomes(id, 'Running');
    return waitMs;
  };

  it('wait 100 ms, twice as long after each start that did not go well, a minute at most', () => {
    expect([0, 1, 2, 3, 9, 10, 5000].map(waitBeforeStart)).to.deep.equal([100, 200, 400, 800, 51200, 60000, 60000]);
  });

  it('start what ended, again and again; a good run makes the wait short again', async () => {
    const id = await started({ name: 'Always' });
    const waits: (number | undefined)[] = [];
    for (let n = 0; n < 4; n++) waits.push(await endAndWait(id));
    expect(waits).to.deep.equal([100, 200, 400, 800]);
    expect((await view(id)).record.restarts).to.deep.equal({ count: 4, streak: 4 });
    kit.runtime.advance(10_000);
    expect(await endAndWait(id)).to.equal(100);
    expect((await view(id)).record.restarts).to.deep.equal({ count: 5, streak: 1 });
  });

  for (const [policy, command, isStarted] of [
    [undefined, 'serve 1', false],
    ['OnFailure', 'serve 0', false],
    ['OnFailure', 'serve 7', true],
    ['Always', 'serve 0', true],
    ['UnlessStopped', 'serve 0', true],
  ] as const) {
    it(`${policy ?? 'none'}: after '${command}' it is ${isStarted ? 'started again' : 'off'}`, async () => {
      const id = await started(policy === undefined ? undefined : { name: policy }, command);
      expect(kit.containers.isWatching).to.equal(true);
      endMain(id);
      await becomes(id, isStarted ? 'Restarting' : 'Off');
      await eventually(async () => kit.containers.isWatching === isStarted);
      expect(kit.timers.waits).to.deep.equal(isStarted ? [100] : []);
      kit.runtime.advance(100);
      await becomes(id, isStarted ? 'Running' : 'Off');
    });
  }

  it('take the end of a system for a failure, and what nobody saw for none', async () => {
    const id = await started({ name: 'OnFailure' }, 'serve 0');
    kit.machine.stopSystem(id, 'UnexpectedExit', kit.runtime.now());
    await becomes(id, 'Restarting');
    kit.runtime.advance(100);
    await becomes(id, 'Running');
    kit.machine.kill();
    kit.machine.systems.delete(id); // as after a power cut
    await kit.reopen();
    expect((await view(id)).state).to.equal('Off');
  });

  it('OnFailure gives up after its retries; the user’s start begins to count anew', async () => {
    const id = await started({ name: 'OnFailure', maximumRetries: 2 });
    await endAndWait(id);
    await endAndWait(id);
    endMain(id);
    await becomes(id, 'Off');
    expect([(await view(id)).record.restarts, kit.timers.waits]).to.deep.equal([{ count: 2, streak: 2 }, []]);
    const told = async () => {
      const found: string[] = [];
      for await (const { action, details } of kit.containers.events.history())
        found.push(`${action} ${details['count'] ?? ''}`);
      return found.filter((text) => /Restarted|GivenUp/.test(text));
    };
    // The state is told before the history is written.
    await eventually(async () => (await told()).length === 3);
    expect(await told()).to.deep.equal(['Restarted 1', 'Restarted 2', 'GivenUp 2']);
    await kit.containers.start(id);
    expect((await view(id)).record.restarts).to.deep.equal({ count: 0, streak: 0 });
    expect(await endAndWait(id)).to.equal(100);
  });

  it('leave alone what the user has stopped, turned off or captured', async () => {
    const id = await started({ name: 'Always' });
    for (const stop of [
      () => kit.containers.stop(id),
      () => kit.containers.stop(id, { turnOff: true }),
      () => kit.containers.capture(id, { name: 'site', force: true }),
    ]) {
      await stop();
      kit.machine.kill();
      await kit.reopen();
      expect([(await view(id)).state, kit.timers.waits]).to.deep.equal(['Off', []]);
      await kit.containers.start(id);
    }
    expect(await endAndWait(id)).to.equal(100);
  });

  it('give up their wait when the user stops, starts or removes the container', async () => {
    const id = await started({ name: 'Always' });
    endMain(id);
    await becomes(id, 'Restarting');
    expect((await faultOf(kit.containers.remove(id))).message).to.contain('it is restarting');
    expect(await kit.containers.stop(id)).to.equal(true);
    expect([(await view(id)).state, kit.timers.waits]).to.deep.equal(['Off', []]);
    expect(await kit.containers.stop(id)).to.equal(false);
    await kit.containers.start(id);
    endMain(id);
    await becomes(id, 'Restarting');
    await kit.containers.start(id);
    expect([(await view(id)).state, kit.timers.waits]).to.deep.equal(['Running', []]);
    endMain(id);
    await becomes(id, 'Restarting');
    await kit.containers.restart(id);
    expect((await view(id)).record.restarts).to.deep.equal({ count: 0, streak: 0 });
    endMain(id);
    await becomes(id, 'Restarting');
    await kit.containers.remove(id, { force: true });
    kit.runtime.advance(60_000);
    await eventually(async () => !kit.containers.isWatching);
    expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
  });

  it('try again when a start fails, say why, and count it', async () => {
    const id = await started({ name: 'OnFailure', maximumRetries: 2 });
    endMain(id);
    await becomes(id, 'Restarting');
    kit.machine.failNext('compute.start', fault('Timeout', 'It does not come up.'));
    kit.runtime.advance(100);
    await eventually(async () => kit.timers.waits[0] === 200);
    const failed = await view(id);
    expect([failed.state, failed.record.restarts?.count]).to.deep.equal(['Restarting', 1]);
    expect(failed.record.restarts?.problem).to.equal("Cannot start container 'web': It does not come up.");
    for await (const { action, details } of kit.containers.events.history({
      isAction: (text) => text === 'StartFailed',
    }))
      expect([action, details['reason']]).to.deep.equal(['StartFailed', failed.record.restarts?.problem]);
    kit.machine.failNext('compute.start', fault('Timeout', 'Never.'));
    kit.runtime.advance(200);
    await becomes(id, 'Off');
    expect((await view(id)).record.restarts?.problem).to.contain('Never.');
    await kit.containers.start(id);
    expect((await view(id)).record.restarts).to.deep.equal({ count: 0, streak: 0 });
  });

  it('survive the service: what ended meanwhile, what waited, what was broken off by a restart of the machine', async () => {
    const id = await started({ name: 'UnlessStopped' }, 'serve 0');
    kit.machine.kill();
    endMain(id);
    await kit.reopen();
    await becomes(id, 'Restarting');
    kit.machine.kill();
    kit.runtime.advance(50);
    await kit.reopen();
    expect(kit.timers.waits).to.deep.equal([50]);
    kit.runtime.advance(50);
    await becomes(id, 'Running');
    kit.machine.kill();
    kit.machine.systems.delete(id);
    await kit.reopen();
    await eventually(async () => kit.timers.waits.length === 1);
    kit.runtime.advance(60_000);
    await becomes(id, 'Running');
    expect((await view(id)).record.restarts?.count).to.equal(2);
  });

  it('wait a minute at most when the clock was set back', async () => {
    const id = await started({ name: 'Always' });
    kit.runtime.advance(365 * 86_400_000);
    endMain(id);
    await becomes(id, 'Restarting');
    await kit.containers.close();
    kit.runtime.advance(-365 * 86_400_000);
    await kit.reopen();
    expect(kit.timers.waits).to.deep.equal([60_000]);
  });

  it('Always starts what the user stopped with the machine; the others and what never ran stay off', async () => {
    const ids: string[] = [];
    for (const name of ['Always', 'UnlessStopped', 'OnFailure'] as const) {
      const id = await kit.create(name.toLowerCase(), { command: 'serve 0', restartPolicy: { name } });
      await kit.containers.start(id);
      await kit.containers.stop(id);
      ids.push(id);
    }
    ids.push(await kit.create('new', { command: 'serve 0', restartPolicy: { name: 'Always' } }));
    await kit.reopen({ close: true });
    await kit.containers.startWithMachine();
    kit.runtime.advance(60_000);
    await becomes(ids[0] ?? '', 'Running');
    expect(await Promise.all(ids.map(async (id) => (await view(id)).state))).to.deep.equal([
      'Running',
      'Off',
      'Off',
      'Off',
    ]);
    const { record } = await view(ids[0] ?? '');
    expect(atMachineStart(record, kit.runtime.now())).to.equal(record);
  });

  it('hold for a stop that was killed in the middle: the next service finishes it', async () => {
    let finished = 0;
    for (let step = 1; ; step++) {
      const id = await started({ name: 'Always' });
      const before = kit.machine.epoch;
      kit.machine.killAtCall(step);
      const { killed } = kit.machine;
      const outcome = await Promise.race([killed.then(() => 'killed'), kit.containers.stop(id).then(() => 'done')]);
      kit.machine.clearFaults();
      if (outcome === 'done') {
        // Killed before it was written down, it runs on: at the first look at the system, and the write itself.
        expect(finished).to.equal(step - 3);
        expect(finished).to.be.greaterThan(5);
        expect(kit.machine.epoch).to.equal(before);
        break;
      }
      await kit.reopen();
      await eventually(async () => {
        const { state, record } = await view(id);
        return state === 'Off' || (state === 'Running' && record.restarts?.isStopped !== true);
      });
      if ((await view(id)).state === 'Off') finished++;
      expect(kit.timers.waits, `step ${step}`).to.deep.equal([]);
      await kit.containers.remove(id, { force: true });
    }
  });

  it('go on after a stop that was cancelled or failed', async () => {
    const id = await started({ name: 'Always' });
    kit.machine.failNext('compute.shutdown', new Error('no'));
    expect((await faultOf(kit.containers.stop(id))).message).to.contain('no');
    expect((await view(id)).record.restarts).to.deep.equal({ count: 0, streak: 0 });
    expect(await endAndWait(id)).to.equal(100);
    await kit.containers.remove(id, { force: true });
    kit.machine.signals = ['CtrlC'];
    kit.machine.programs.set('deaf', () => new Promise(() => undefined));
    const deaf = await started({ name: 'Always' }, 'deaf');
    const abort = new AbortController();
    const stopping = faultOf(kit.containers.stop(deaf, { signal: abort.signal }));
    await eventually(async () => kit.machine.calls.at(-1) === 'process.signal');
    abort.abort();
    expect((await stopping).kind).to.equal('Cancelled');
    expect((await view(deaf)).record.restarts).to.deep.equal({ count: 0, streak: 0 });
  });

  it('can be changed: what is off stays off, no retries without OnFailure', async () => {
    const id = await made(undefined);
    const { record } = await view(id);
    expect(withPolicy(record, { name: 'Always' }).restarts).to.deep.equal({ count: 0, streak: 0, isStopped: true });
    const off = withPolicy(withPolicy(record, { name: 'Always' }), undefined);
    expect(off).to.deep.equal(record);
    expect(() => makeRestartPolicy('Always', 3)).to.throw(/no highest number/);
    expect(makeRestartPolicy('No')).to.equal(undefined);
  });
});
