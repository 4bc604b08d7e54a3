import { expect } from 'chai';
import type { CreateRequest } from '../../core/container/create.ts';
import { checkUserName, identityOf } from '../../core/container/settings/identity.ts';
import type { StopOptions } from '../../core/container/stop.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('stopping in good order', () => {
  let kit: ContainersKit;
  /** What the programs did, in order. */
  let done: string[] = [];
  beforeEach(async () => {
    kit = await openContainersKit();
    done = [];
    kit.machine.signals = ['CtrlC'];
    kit.machine.programs.set(
      'serve',
      ({ ended }) =>
        new Promise((resolve) =>
          ended.addEventListener('abort', () => {
            done.push('main ended');
            resolve(0);
          }),
        ),
    );
    kit.machine.programs.set('deaf', () => new Promise(() => undefined));
    kit.machine.programs.set('drain', async ({ parameters, stdout }) => {
      done.push('drained');
      stdout('3 left\r\n');
      return Number(parameters.CommandLine.split(' ')[1] ?? 0);
    });
    kit.machine.programs.set(
      'hang',
      ({ ended }) => new Promise((resolve) => ended.addEventListener('abort', () => resolve(1))),
    );
  });
  afterEach(() => kit.dispose());

  const started = async (request: Partial<CreateRequest>) => {
    const id = await kit.create('web', { command: 'serve', ...request });
    await kit.containers.start(id);
    return id;
  };
  const stop = async (id: string, options: StopOptions = {}) => {
    const steps: string[] = [];
    await kit.containers.stop(id, { ...options, onStep: (text) => steps.push(text) });
    return steps;
  };
  const told = async () => {
    const events: unknown[] = [];
    for await (const { action, details } of kit.containers.events.history())
      if (action.startsWith('Stop')) events.push([action, details]);
    return events;
  };

  it('runs the stop command, then asks the main process, and tells each step', async () => {
    const id = await started({ stopCommand: 'drain 0', stopTimeoutMs: 500_000 });
    expect(await stop(id)).to.deep.equal([
      'Running the stop command: drain 0',
      'The stop command has ended with 0: 3 left.',
      'The main process was asked to end (CtrlC), and has 500 seconds.',
      'The main process has ended.',
    ]);
    expect(done).to.deep.equal(['drained', 'main ended']);
    expect(await told()).to.deep.equal([
      ['StopCommand', { exitCode: 0 }],
      ['Stopped', { how: 'Exited' }],
    ]);
    expect((await kit.containers.view(id))?.record.lastRun).to.include({ exitCode: 0 });
  });

  for (const [command, stopTimeoutMs, text, details] of [
    ['drain 4', 600_000, 'The stop command has ended with 4: 3 left.', { exitCode: 4 }],
    ['nope', 600_000, "The stop command has failed: Cannot start 'nope': file not found.", undefined],
    [
      'hang',
      50,
      "The stop command has failed: The command in container 'web' took over 0.05 s and was ended.",
      undefined,
    ],
  ] as const) {
    it(`stops although its stop command '${command}' fails`, async () => {
      const id = await started({ stopCommand: command, stopTimeoutMs });
      expect((await stop(id))[1]).to.equal(text);
      expect(done.at(-1)).to.equal('main ended');
      expect((await kit.containers.view(id))?.state).to.equal('Off');
      const [[, first] = []] = (await told()) as [string, object][];
      if (details === undefined) expect(first).to.have.key('reason');
      else expect(first).to.deep.equal(details);
    });
  }

  it('ends a main process that does not hear, after its time; -TimeoutSec comes before the container’s own', async () => {
    const id = await started({ command: 'deaf', stopTimeoutMs: 3_600_000 });
    expect(await stop(id, { timeoutMs: 30 })).to.deep.equal([
      'The main process was asked to end (CtrlC), and has 0.03 seconds.',
      'The main process has not ended in time, and is ended.',
    ]);
    expect(await told()).to.deep.equal([['Stopped', { how: 'Late' }]]);
  });

  it('runs nothing when it is turned off, or gets no time', async () => {
    const id = await started({ stopCommand: 'drain 0' });
    expect(await stop(id, { turnOff: true })).to.deep.equal([]);
    expect(done).not.to.include('drained');
    await kit.containers.start(id);
    await stop(id, { timeoutMs: 0 });
    expect(done).not.to.include('drained');
    expect(await told()).to.deep.include(['Stopped', { how: 'TurnedOff' }]);
  });

  it('says that there is nobody to ask, where there is none', async () => {
    kit.machine.signals = [];
    const id = await started({});
    expect(await stop(id)).to.deep.equal(['No main process can be asked to end; the system is shut down.']);
    expect(await told()).to.deep.equal([['Stopped', { how: 'Unasked' }]]);
  });

  it('leaves it running when it is cancelled during the stop command', async () => {
    const id = await started({ stopCommand: 'hang', restartPolicy: { name: 'Always' } });
    const abort = new AbortController();
    const stopping = faultOf(kit.containers.stop(id, { signal: abort.signal }));
    const hangs = () =>
      [...(kit.machine.systems.get(id)?.processes.values() ?? [])].some(
        ({ parameters }) => parameters.CommandLine === 'hang',
      );
    await eventually(async () => hangs());
    abort.abort();
    const failed = await stopping;
    expect([failed.kind, failed.message]).to.deep.equal([
      'Cancelled',
      "Cannot stop container 'web': it was cancelled. It is still running.",
    ]);
    expect((await kit.containers.view(id))?.state).to.equal('Running');
    expect((await kit.containers.view(id))?.record.restarts?.isStopped).to.equal(undefined);
    expect(hangs()).to.equal(false);
    expect(done).to.deep.equal([]);
  });

  it('takes its settings from Set-Container too, while it runs; a health check at once', async () => {
    const id = await started({});
    expect(
      await kit.containers.set(id, { stopCommand: 'drain 0', healthCheck: { command: 'drain 0' } }),
    ).to.have.length(2);
    expect((await kit.containers.view(id))?.health?.status).to.equal('Starting');
    await kit.containers.set(id, { healthCheck: { retries: 7 } });
    expect((await kit.containers.view(id))?.record.healthCheck).to.include({ command: 'drain 0', retries: 7 });
    await kit.containers.set(id, { clear: ['healthCheck'] });
    expect(kit.timers.waits).to.deep.equal([]);
    expect((await faultOf(kit.containers.set(id, { healthCheck: { retries: 7 } }))).kind).to.equal('InvalidArgument');
    expect((await stop(id))[0]).to.contain('drain 0');
    expect((await faultOf(kit.containers.set(id, { user: 'ContainerUser' }))).kind).to.equal('NotSupported');
  });
});

describe('who runs programs', () => {
  it('is who is asked for, else the container’s own, as an administrator where that is asked for', () => {
    const own = { user: 'ContainerUser', asAdministrator: true };
    expect(identityOf({}, {})).to.deep.equal({});
    expect(identityOf({}, own)).to.deep.equal({ User: 'ContainerUser', RestrictedToken: false });
    expect(identityOf({ user: 'x' }, own)).to.deep.equal({ User: 'x' });
    expect(identityOf({ asAdministrator: true }, { user: 'y' })).to.deep.equal({
      User: 'ContainerAdministrator',
      RestrictedToken: false,
    });
    expect(identityOf({}, { user: 'y' })).to.deep.equal({ User: 'y' });
  });

  it('has a name that Windows takes', () => {
    for (const name of ['ContainerUser', 'NT AUTHORITY\\SYSTEM', 'ann@corp.example', 'Ännchen', 'a b'])
      checkUserName(name);
    for (const name of ['', ' ', 'a"b', 'a/b', 'a:b', 'a|b', 'a\0b', 'a\nb', '<x>', 'x'.repeat(257)])
      expect(() => checkUserName(name), JSON.stringify(name)).to.throw(/no name of a user/);
  });

  it('is kept with the container, runs its command, and is refused before anything is made where there is none', async () => {
    const kit = await openContainersKit();
    try {
      expect((await faultOf(kit.create('web', { user: 'ContainerUser' }))).message).to.contain(
        "not as 'ContainerUser'",
      );
      expect((await kit.containers.list()).containers).to.deep.equal([]);
      kit.machine.capabilities.grants = ['user'];
      const id = await kit.create('web', { user: 'ContainerUser', asAdministrator: true, command: 'idle' });
      await kit.reopen({ close: true });
      await kit.containers.start(id);
      const main = kit.machine.systems.get(id)?.processes.get('main');
      expect(main?.parameters).to.include({ User: 'ContainerUser', RestrictedToken: false });
    } finally {
      await kit.dispose();
    }
  });
});
