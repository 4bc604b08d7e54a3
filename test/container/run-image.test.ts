import { expect } from 'chai';
import type { RunRequest } from '../../core/container/run-image.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';
import { eventually } from '../eventually.ts';

describe('an image that is run in one step', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const said = { stdout: '', stderr: '' };
  const take = (stream: 'stdout' | 'stderr') => async (chunk: Uint8Array) => {
    said[stream] += Buffer.from(chunk).toString();
  };
  const sink = { stdout: take('stdout'), stderr: take('stderr') };
  const request = (command: string, more: Partial<RunRequest> = {}, create = {}): RunRequest => {
    said.stdout = '';
    said.stderr = '';
    return {
      create: { name: 'job', image: sampleImage(), command, ...create },
      signal: new AbortController().signal,
      ...more,
    };
  };
  const names = async () => (await kit.containers.list()).containers.map(({ record }) => record.name);
  const tidy = { scratches: [], attached: [], systems: [], namespaces: [] };

  it('gives the output as it comes, the exit code, and a container that is off', async () => {
    let say: (text: string) => void = () => undefined;
    let end: (code: number) => void = () => undefined;
    kit.machine.programs.set('talk', ({ stdout, stderr }) => {
      say = stdout;
      stderr('beside\n');
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    const run = kit.containers.runImage(request('talk'), sink);
    await eventually(async () => said.stderr === 'beside\n');
    say('first\r\n');
    await eventually(async () => said.stdout === 'first\r\n');
    say('last');
    end(0xc0000005);
    const { exitCode, record } = await run;
    expect([exitCode, said.stdout]).to.deep.equal([0xc0000005, 'first\r\nlast']);
    expect((await kit.containers.view(record.id))?.state).to.equal('Off');
  });

  it('is removed at its end with autoRemove, and nothing is left of it', async () => {
    const { exitCode } = await kit.containers.runImage(request('exit 3', {}, { autoRemove: true }), sink);
    expect([exitCode, await names(), kit.machine.held()]).to.deep.equal([3, [], tidy]);
  });

  it('passes standard input on to its end', async () => {
    const input = (async function* () {
      yield Buffer.from('one ');
      yield Buffer.from('two');
    })();
    const { exitCode } = await kit.containers.runImage(request('cat', { input }), sink);
    expect([exitCode, said.stdout]).to.deep.equal([0, 'one two']);
  });

  for (const autoRemove of [true, false]) {
    const left = autoRemove ? [] : ['job'];

    it(`stops at a cancel; left: ${left.length}`, async () => {
      const abort = new AbortController();
      const run = faultOf(kit.containers.runImage(request('idle', { signal: abort.signal }, { autoRemove }), sink));
      await eventually(async () => kit.machine.held().systems.length === 1 && kit.containers.isWatching);
      abort.abort();
      expect((await run).kind).to.equal('Cancelled');
      expect([await names(), kit.containers.isWatching]).to.deep.equal([left, false]);
    });

    it(`stops at its deadline; left: ${left.length}`, async () => {
      const run = kit.containers.runImage(request('idle', { timeoutMs: 100 }, { autoRemove }), sink);
      const { kind, message } = await faultOf(run);
      expect([kind, message]).to.deep.equal([
        'Timeout',
        "The command of container 'job' took over 0.1 s and was ended.",
      ]);
      expect([await names(), kit.containers.isWatching]).to.deep.equal([left, false]);
    });

    it(`stops when nobody takes its output; left: ${left.length}`, async () => {
      const broken = { ...sink, stdout: () => Promise.reject(new Error('nobody reads')) };
      kit.machine.programs.set('say', async ({ stdout, ended }) => {
        stdout('much');
        return new Promise((resolve) => ended.addEventListener('abort', () => resolve(1)));
      });
      const run = kit.containers.runImage(request('say', {}, { autoRemove }), broken);
      expect((await faultOf(run)).message).to.include('nobody reads');
      expect([await names(), kit.containers.isWatching]).to.deep.equal([left, false]);
    });
  }

  it('leaves nothing when the command cannot be started, or there is none', async () => {
    expect((await faultOf(kit.containers.runImage(request('no-such-program'), sink))).kind).to.equal('CommandFailed');
    expect([await names(), kit.machine.held()]).to.deep.equal([[], tidy]);
    expect((await faultOf(kit.containers.runImage(request(''), sink))).kind).to.equal('InvalidArgument');
    expect(kit.machine.held()).to.deep.equal(tidy);
  });

  it('cannot be removed at its end and started again by a policy', async () => {
    const create = { autoRemove: true, restartPolicy: { name: 'Always' as const } };
    const { kind } = await faultOf(kit.containers.runImage(request('exit 0', {}, create), sink));
    expect([kind, await names()]).to.deep.equal(['InvalidArgument', []]);
  });

  it('a container that is removed by somebody under the run ends it', async () => {
    const run = kit.containers.runImage(request('idle', {}, { autoRemove: true }), sink);
    await eventually(async () => kit.containers.isWatching);
    const id = kit.machine.held().systems[0] ?? '';
    await kit.containers.remove(id, { force: true });
    expect([undefined, 1]).to.include((await run).exitCode); // it was ended by force; who looks late finds no record
    expect([await names(), kit.machine.held()]).to.deep.equal([[], tidy]);
  });

  it('a detached one is removed at its end, also by the next service; a restart leaves it', async () => {
    const id = await kit.create('job', { command: 'idle', autoRemove: true });
    await kit.containers.start(id);
    await kit.containers.restart(id, { stop: { turnOff: true } });
    expect((await kit.containers.view(id))?.state).to.equal('Running');
    await kit.reopen({ close: true });
    expect(await names()).to.deep.equal(['job']);
    kit.machine.stopSystem(id, 'UnexpectedExit', new Date(0));
    await eventually(async () => (await names()).length === 0);
    expect(kit.machine.held()).to.deep.equal(tidy);
  });

  for (const autoRemove of [true, false]) {
    it(`is stopped by the next service when its caller went with this one; left: ${autoRemove ? 0 : 1}`, async () => {
      void kit.containers.runImage(request('idle', { timeoutMs: 600_000 }, { autoRemove }), sink);
      await eventually(async () => kit.containers.isWatching);
      kit.machine.kill();
      await kit.reopen();
      await eventually(async () => {
        const { containers } = await kit.containers.list();
        return autoRemove ? containers.length === 0 : containers[0]?.state === 'Off';
      });
      expect(kit.machine.held()).to.deep.include({ systems: [], attached: [], namespaces: [] });
    });
  }

  it('what a killed service leaves of it is removed by the next, wherever it was killed', async () => {
    for (let step = 1; ; step++) {
      const killed = kit.machine.killed.then(() => false);
      kit.machine.killAtCall(step);
      const run = kit.containers.runImage(request('exit 0', {}, { autoRemove: true }), sink);
      const settled = run.then(
        () => true,
        () => true,
      );
      const isDone = await Promise.race([settled, killed]);
      kit.machine.clearFaults();
      await kit.reopen();
      await eventually(async () => (await names()).length === 0);
      expect(kit.machine.held(), `killed at call ${step}`).to.deep.equal(tidy);
      if (isDone) break;
    }
  }).timeout(60_000);
});
