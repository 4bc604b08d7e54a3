import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EmbeddedPreparation, type Surroundings } from '../../core/embedded/preparation.ts';
import { runProgram } from '../../core/embedded/run-program.ts';
import type { HostFeature } from '../../core/host/capabilities.ts';
import { faultOf } from '../doubles/containers-kit.ts';
import { testRuntime } from './bed.ts';

const WITH_ALL: HostFeature[] = [
  { name: 'Wine', available: true, version: '8.0' },
  { name: 'UserNamespaces', available: true },
];
const NO_WINE: HostFeature = {
  name: 'Wine',
  available: false,
  disables: 'running containers',
  fix: 'apt-get install -y wine wine64',
};
const NO_NAMESPACES: HostFeature = {
  name: 'UserNamespaces',
  available: false,
  disables: 'running containers as an ordinary user',
  fix: 'sysctl -w user.max_user_namespaces=10000',
};

describe('the preparation of the embedded host', () => {
  let state = '';
  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'hcs-preparation-'));
  });
  afterEach(() => rm(state, { recursive: true, force: true }));

  function prepare(
    options: { features?: HostFeature[]; isRoot?: boolean; run?: Surroundings['run']; attached?: string[] } = {},
  ) {
    const machine = { features: options.features ?? WITH_ALL };
    const ran: string[][] = [];
    const attached = new Set(options.attached);
    const preparation = new EmbeddedPreparation(
      {
        stateFolder: state,
        runtime: testRuntime,
        attachments: async () => [...attached].map((scratch) => ({ scratch, parents: [] })),
        detach: async (scratch) => void attached.delete(scratch),
      },
      {
        isRoot: options.isRoot ?? true,
        features: async () => machine.features,
        run:
          options.run ??
          (async (program, args) => {
            ran.push([program, ...args]);
            machine.features = WITH_ALL;
            return { exitCode: 0, output: '' };
          }),
      },
    );
    const open = async () => (await preparation.check()).filter(({ result }) => result !== 'passed');
    return { preparation, ran, open, attached };
  }

  it('has nothing to do where everything is there', async () => {
    const { preparation, open } = prepare();
    expect(await open()).to.deep.equal([]);
    expect(await preparation.plan()).to.deep.equal([]);
  });

  it('runs the package manager as root, without a shell, and looks again', async () => {
    const { preparation, ran, open } = prepare({ features: [NO_WINE] });
    expect((await open()).map(({ id, result, fix }) => [id, result, fix])).to.deep.equal([
      ['Wine', 'failed', 'apt-get install -y wine wine64'],
    ]);
    const [step] = await preparation.plan();
    expect(step).to.include({ target: 'Wine', command: 'apt-get install -y wine wine64', afterRestart: false });
    expect(await preparation.perform('Wine')).to.deep.equal({ needsRestart: false });
    expect(ran).to.deep.equal([['apt-get', 'install', '-y', 'wine', 'wine64']]);
    await preparation.perform('Wine'); // is there: nothing is run
    expect(ran).to.have.length(1);
  });

  it('tells an ordinary user the command, and runs nothing', async () => {
    const { preparation, ran } = prepare({ features: [NO_WINE, NO_NAMESPACES], isRoot: false });
    expect(await preparation.plan()).to.have.length(2);
    const failed = await faultOf(preparation.perform('Wine'));
    expect(failed).to.include({ kind: 'AccessDenied', hint: 'sudo apt-get install -y wine wine64' });
    expect(ran).to.deep.equal([]);
  });

  it('wants no user namespaces for root', async () => {
    const { preparation, open } = prepare({ features: [NO_NAMESPACES] });
    expect((await open()).map(({ result }) => result)).to.deep.equal(['warning']);
    expect(await preparation.plan()).to.deep.equal([]);
  });

  for (const [what, run, text] of [
    [
      'fails',
      async () => ({ exitCode: 100, output: 'Reading...\nE: Unable to locate package wine\n' }),
      'locate package',
    ],
    ['does nothing', async () => ({ exitCode: 0, output: '' }), 'still missing'],
    ['is not there', runProgram.bind(undefined, '/no/such/apt-get'), 'there is no apt-get'],
  ] as const) {
    it(`says so when the package manager ${what}`, async () => {
      const { preparation } = prepare({ features: [NO_WINE], run: (_program, args, signal) => run(args, signal) });
      const failed = await faultOf(preparation.perform('Wine'));
      expect(failed.kind).to.equal('CommandFailed');
      expect(failed.message).to.contain(text);
      expect(failed.hint).to.contain('apt-get install -y wine wine64');
    });
  }

  it('ends the package manager when it is cancelled', async () => {
    const cancel = new AbortController();
    const run: Surroundings['run'] = (_program, _args, signal) => {
      const ran = runProgram('sleep', ['600'], signal);
      cancel.abort();
      return ran;
    };
    const { preparation } = prepare({ features: [NO_WINE], run });
    const failed = await faultOf(preparation.perform('Wine', { signal: cancel.signal }));
    expect(failed.name).to.equal('AbortError');
  });

  it('finds what is left in its state folder, and removes that alone', async () => {
    const [cut, young, whole] = ['cut', 'young', 'whole'].map((name) => join(state, 'systems', name));
    for (const folder of [cut, young, whole]) await mkdir(join(folder ?? '', 'processes'), { recursive: true });
    await writeFile(join(whole ?? '', 'system.json'), '{}');
    for (const folder of [cut, whole]) await utimes(folder ?? '', new Date(0), new Date(0));
    const half = join(state, 'a.json.4194305.1.tmp');
    await writeFile(half, '{');
    const { preparation, open, attached } = prepare({ attached: [join(state, 'gone'), state] });
    const ids = (await open()).map(({ id }) => id);
    expect(ids).to.deep.equal([`Attachment:${join(state, 'gone')}`, `SystemFolder:${cut}`, `TemporaryFile:${half}`]);
    for (const id of [...ids, `SystemFolder:${whole}`, `SystemFolder:${young}`, `TemporaryFile:${whole}/system.json`])
      await preparation.repair(id);
    expect((await faultOf(preparation.repair(`Attachment:${state}`))).kind).to.equal('Busy');
    expect(await open()).to.deep.equal([]);
    expect([...attached]).to.deep.equal([state]);
    expect(await preparation.attachedScratches()).to.deep.equal([state]);
  });

  it('tells the damaged record of a system that was set aside', async () => {
    const folder = join(state, 'systems', 'lost');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'system.json'), '{}');
    await writeFile(join(folder, 'system.json.damaged-1'), '{');
    const found = await prepare().open();
    expect(found.map(({ name, target }) => [name, target])).to.deep.equal([
      ['SetAside', join(folder, 'system.json.damaged-1')],
    ]);
  });

  it('needs no restart, ever', async () => {
    const { preparation } = prepare();
    expect((await faultOf(preparation.restart())).kind).to.equal('NotSupported');
    const program = { program: '/bin/true', arguments: [], environment: {} };
    expect((await faultOf(preparation.continueAfterRestart(program))).kind).to.equal('NotSupported');
    await preparation.continueAfterRestart(undefined); // nothing was arranged
  });
});
