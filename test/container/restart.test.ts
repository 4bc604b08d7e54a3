import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import type { RestartPolicy } from '../../core/store/restart-record.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { checkNothingLeaked, reopenAfterKill } from './kit/operations.ts';

describe('Restart-Container', function () {
  this.timeout(30_000);
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const started = async (restartPolicy?: RestartPolicy): Promise<string> => {
    const id = await kit.create('web', { command: 'serve', ...(restartPolicy === undefined ? {} : { restartPolicy }) });
    await kit.containers.start(id);
    return id;
  };
  const view = async (id: string) => (await kit.containers.list()).containers.find(({ record }) => record.id === id);

  for (const policy of [undefined, 'OnFailure', 'Always'] as const) {
    it(`is finished by the next service, also when the program was asked to end already; policy ${policy ?? 'none'}`, async () => {
      for (let step = 1; ; step++) {
        kit.machine.signals = ['CtrlShutdown'];
        kit.machine.programs.set(
          'serve',
          ({ ended }) => new Promise((done) => ended.addEventListener('abort', () => done(0))),
        );
        const id = await started(policy === undefined ? undefined : { name: policy });
        kit.machine.killAtCall(step);
        const { killed } = kit.machine;
        const outcome = await Promise.race([
          killed.then(() => 'killed'),
          kit.containers.restart(id).then(() => 'done'),
        ]);
        if (outcome === 'done') break;
        await reopenAfterKill(kit);
        expect((await view(id))?.state, `step ${step}`).to.equal('Running');
        await checkNothingLeaked(kit, `step ${step}`);
        await kit.containers.stop(id);
        kit.machine.kill();
        await reopenAfterKill(kit);
        const off = await view(id);
        expect([off?.state, off?.record.restarts?.dueAt], `stopped after step ${step}`).to.deep.equal([
          'Off',
          undefined,
        ]);
        await kit.dispose();
        kit = await openContainersKit();
      }
    });
  }

  it('whose stop finds the disk full starts nothing on top of a run that is not written off yet', async () => {
    kit.machine.programs.set('serve', () => new Promise(() => undefined));
    const id = await started();
    let journals = 0;
    kit.beforeChange = async (step) => {
      // The second is that of the end.
      if (step.endsWith('journal.json') && !step.includes('clear') && ++journals === 2)
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    const failed = await faultOf(kit.containers.restart(id, { stop: { turnOff: true } }));
    expect([failed.kind, failed.message]).to.deep.equal([
      'DiskFull',
      "Cannot restart container 'web': the disk is full (ENOSPC: no space left on device, write). The restart had stopped it: it is off.",
    ]);
    expect((await view(id))?.state).to.equal('Off');
    await kit.containers.start(id);
    expect((await view(id))?.state).to.equal('Running');
    await kit.containers.stop(id, { turnOff: true });
    await checkNothingLeaked(kit, 'a full disk');
  });

  it('that cannot start again says why, and that the container is off, which it stays', async () => {
    kit.machine.programs.set('serve', () => new Promise(() => undefined));
    const id = await started();
    kit.machine.failNext('compute.start', fault('Timeout', 'It does not come up.', { hint: 'Wait' }));
    const failed = await faultOf(kit.containers.restart(id, { stop: { turnOff: true } }));
    expect([failed.message, failed.kind, failed.hint]).to.deep.equal([
      "Cannot start container 'web': It does not come up. The restart had stopped it: it is off.",
      'Timeout',
      'Wait',
    ]);
    await kit.reopen({ close: true });
    const off = await view(id);
    expect([off?.state, off?.record.restarts, kit.timers.waits]).to.deep.equal(['Off', undefined, []]);
  });

  it('that is cancelled says that the container is off where it had stopped it', async () => {
    kit.machine.programs.set('serve', () => new Promise(() => undefined));
    const id = await started();
    const abort = new AbortController();
    kit.beforeChange = async (step) => {
      if (step.endsWith(':clear journal.json')) abort.abort();
    };
    const failed = await faultOf(kit.containers.restart(id, { stop: { turnOff: true }, signal: abort.signal }));
    expect([failed.message, failed.kind, failed.hint]).to.deep.equal([
      "The restart of container 'web' was cancelled when it had stopped it. It is off.",
      'InvalidState',
      'Start-Container web',
    ]);
    expect((await view(id))?.state).to.equal('Off');
  });
});
