import { expect } from 'chai';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

describe('a paused container', () => {
  let kit: ContainersKit;
  let id: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    id = await kit.create('web', { command: 'serve' });
    kit.machine.programs.set('serve', () => new Promise(() => undefined));
    await kit.containers.start(id);
    kit.machine.capabilities.pausable = ['process'];
    expect(await kit.containers.suspend(id)).to.equal(true);
  });
  afterEach(() => kit.dispose());

  const stateOf = async () => (await kit.containers.view(id))?.state;

  it('is Paused, not ended, also for the next service', async () => {
    expect(await stateOf()).to.equal('Paused');
    const { containers } = await kit.containers.list();
    expect(containers.map(({ state }) => state)).to.deep.equal(['Paused']);
    await kit.reopen({ close: true });
    expect(await stateOf()).to.equal('Paused');
    expect(kit.machine.held().systems).to.deep.equal([id]);
  });

  it('stops: it is resumed first, so that it hears of it', async () => {
    const states: (string | undefined)[] = [];
    kit.beforeChange = async (step) => {
      if (step.endsWith('container.json')) states.push(kit.machine.systems.get(id)?.properties.state);
    };
    expect(await kit.containers.stop(id)).to.equal(true);
    expect(await stateOf()).to.equal('Off');
    expect(states.length).to.be.greaterThan(0);
    expect(states).not.to.include('Paused');
    expect(kit.machine.held().systems).to.deep.equal([]);
  });

  it('goes on when it is resumed, by the next service too, and those who wait for it hear of it', async () => {
    expect(await kit.containers.suspend(id)).to.equal(false);
    const waiting = kit.containers.waitForState(id, 'Running');
    expect(await kit.containers.resume(id)).to.equal(true);
    expect((await waiting).state).to.equal('Running');
    expect(await kit.containers.resume(id)).to.equal(false);
    await kit.containers.suspend(id);
    await kit.reopen({ close: true });
    expect(await kit.containers.resume(id)).to.equal(true);
    expect(await stateOf()).to.equal('Running');
    const actions: string[] = [];
    for await (const { action } of kit.containers.events.history()) actions.push(action);
    expect(actions).to.deep.equal(['Created', 'Started', 'Paused', 'Resumed', 'Paused', 'Resumed']);
  });

  it('is not started, and no command runs in it: the faults tell what to do', async () => {
    const sink = { stdout: async () => undefined, stderr: async () => undefined };
    for (const [what, work] of [
      ['start', () => kit.containers.start(id)],
      ['run a command in', () => kit.containers.run(id, { commandLine: 'echo' }, sink)],
    ] as const) {
      const { kind, message, hint } = await faultOf(work());
      expect([kind, message, hint]).to.deep.equal([
        'InvalidState',
        `Cannot ${what} container 'web': it is paused.`,
        'Resume-Container web',
      ]);
    }
    expect(await stateOf()).to.equal('Paused');
  });

  it('restarts and is removed by force as one that runs; without force it stays', async () => {
    await kit.containers.restart(id);
    expect(await stateOf()).to.equal('Running');
    await kit.containers.suspend(id);
    expect((await faultOf(kit.containers.remove(id))).kind).to.equal('InvalidState');
    await kit.containers.remove(id, { force: true });
    expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
  });

  it('cannot be made of what is off, nor where the host has no pause: nothing is asked of the host', async () => {
    const off = await kit.create('off');
    for (const verb of ['suspend', 'resume'] as const) {
      const { kind, hint } = await faultOf(kit.containers[verb](off));
      expect([kind, hint]).to.deep.equal(['InvalidState', 'Start-Container off']);
    }
    await kit.containers.resume(id);
    kit.machine.capabilities.pausable = ['hyperv'];
    kit.machine.calls.length = 0;
    const { kind, message } = await faultOf(kit.containers.suspend(id));
    expect([kind, message]).to.deep.equal([
      'NotSupported',
      "Cannot suspend container 'web': this host cannot pause containers with process isolation.",
    ]);
    expect(kit.machine.calls).not.to.include('controls.pause');
  });

  it('of two who pause it at once one does', async () => {
    await kit.containers.resume(id);
    expect((await Promise.all([kit.containers.suspend(id), kit.containers.suspend(id)])).sort()).to.deep.equal([
      false,
      true,
    ]);
  });
});
