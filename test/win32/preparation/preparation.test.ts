import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import { silentLog } from '../../../core/base/runtime.ts';
import { describeHost } from '../../../core/win32/capabilities.ts';
import type { HostFacts } from '../../../core/win32/host-facts.ts';
import type { PowerShellRequest } from '../../../core/win32/preparation/powershell.ts';
import { Win32Preparation } from '../../../core/win32/preparation/preparation.ts';
import { faultOf } from '../../doubles/containers-kit.ts';
import { WINDOWS_SERVER } from '../../doubles/windows-machine.ts';

/** A client of Windows 11 with everything. */
const WHOLE: HostFacts = { ...WINDOWS_SERVER, isServer: false };
const BARE: Partial<HostFacts> = { compute: { state: 'absent' }, network: { state: 'absent' }, hasHyperV: false };

/** As `Get-Facts` answers. */
const FACTS = {
  features: [
    { name: 'Containers', state: 'Enabled', problem: '' },
    { name: 'Microsoft-Hyper-V', state: 'Enabled', problem: '' },
  ],
  services: { ok: true, value: [{ name: 'hns', status: 'Running', startType: 'Manual' }] },
  nats: { ok: true, value: [{ name: 'other', prefix: '172.20.0.0/16' }] },
  filters: { ok: true, value: ['bindflt', 'WcifS', 'FileInfo'] },
  restart: { ok: true, value: [false] },
};

describe('the preparation of Windows', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-preparation-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function prepare(
    options: {
      facts?: Partial<HostFacts>;
      answers?: Partial<Record<PowerShellRequest['op'], unknown>>;
      network?: boolean | Error;
      attached?: string[];
    } = {},
  ) {
    const requests: PowerShellRequest[] = [];
    const done: string[] = [];
    const facts: HostFacts = { ...WHOLE, ...options.facts };
    const answers: Partial<Record<PowerShellRequest['op'], unknown>> = { facts: FACTS, ...options.answers };
    const preparation = new Win32Preparation({
      stateFolder: folder,
      log: silentLog,
      ask: async (request) => {
        requests.push(request);
        const answer = answers[request.op];
        if (answer instanceof Error) throw answer;
        return answer;
      },
      machine: async () => ({ capabilities: describeHost(facts), isServer: facts.isServer }),
      hns: {
        send: async () => {
          if (options.network instanceof Error) throw options.network;
          if (options.network === false) throw fault('NotFound', 'no', { hresult: 0x803b0001 });
          return {};
        },
      },
      network: {
        ensure: async () => {
          done.push('ensure');
        },
      },
      attachments: {
        list: async () => (options.attached ?? []).map((scratch) => ({ scratch, parents: [], volumePath: 'v' })),
      },
      detachScratch: async (scratch) => {
        done.push(`detach ${scratch}`);
      },
    });
    const open = async () => (await preparation.check()).filter(({ result }) => result !== 'passed');
    return { preparation, requests, done, open };
  }

  it('finds nothing on a machine with everything, and has nothing to install', async () => {
    const { preparation, open } = prepare();
    expect(await open()).to.deep.equal([]);
    expect(await preparation.plan({ hyperV: true })).to.deep.equal([]);
  });

  for (const [isServer, containers, hyperV] of [
    [false, 'Enable-WindowsOptionalFeature -Online -FeatureName Containers -All -NoRestart', 'Microsoft-Hyper-V'],
    [true, 'Install-WindowsFeature Containers', 'Hyper-V'],
  ] as const) {
    it(`plans features first, the network after a restart, on a ${isServer ? 'server' : 'client'}`, async () => {
      const { preparation } = prepare({ facts: { ...BARE, isServer } });
      const steps = await preparation.plan({ hyperV: true });
      expect(steps.map(({ id }) => id)).to.deep.equal(['feature:Containers', `feature:${hyperV}`, 'network:nat']);
      expect(steps[0]?.command).to.equal(containers);
      expect(steps.map(({ afterRestart }) => afterRestart)).to.deep.equal([false, false, true]);
      expect((await preparation.plan({})).map(({ id }) => id)).not.to.include(`feature:${hyperV}`);
    });
  }

  it('refuses to plan for a Windows that is too old', async () => {
    const { preparation } = prepare({ facts: { version: { major: 10, minor: 0, build: 17134 } } });
    const failed = await faultOf(preparation.plan({}));
    expect(failed.kind).to.equal('NotSupported');
    expect(failed.hint).to.contain('Server 2019');
  });

  it('installs a feature by the cmdlet of its kind of Windows, and tells of the restart', async () => {
    for (const restartNeeded of [true, false]) {
      const { preparation, requests } = prepare({ answers: { installFeature: { restartNeeded } } });
      expect(await preparation.perform('feature:Containers')).to.deep.equal({ needsRestart: restartNeeded });
      expect(requests).to.deep.equal([{ op: 'installFeature', feature: 'Containers', isServer: false }]);
    }
  });

  it('takes no step on what it does not name itself', async () => {
    const { preparation, requests } = prepare();
    for (const step of ["feature:x'; exit", 'feature:', 'service:lanmanserver', 'network:other', 'restart'])
      expect((await faultOf(preparation.perform(step))).kind, step).to.equal('NotFound');
    expect(requests).to.deep.equal([]);
  });

  it('enables a service that is disabled', async () => {
    const { preparation, requests, open } = prepare({ facts: { compute: { state: 'disabled' } } });
    expect((await open()).map(({ id, result, repair }) => [id, result, repair])).to.deep.equal([
      ['HostComputeService', 'failed', 'Enable and start the service vmcompute'],
    ]);
    await preparation.repair('HostComputeService');
    expect(requests.at(-1)).to.deep.equal({ op: 'startService', service: 'vmcompute' });
  });

  it('loads a filter that is blocked, no other', async () => {
    const answers = { facts: { ...FACTS, filters: { ok: true, value: ['wcifs'] } } };
    const { preparation, requests, open } = prepare({ answers });
    expect((await open()).map(({ id, target }) => [id, target])).to.deep.equal([['Filter:bindflt', 'bindflt']]);
    await preparation.repair('Filter:bindflt');
    expect(requests.at(-1)).to.deep.equal({ op: 'loadFilter', filter: 'bindflt' });
    expect((await faultOf(preparation.repair('Filter:evil'))).kind).to.equal('NotFound');
  });

  it('makes the network that a restart has taken, and names the NATs of others', async () => {
    const { preparation, done, open } = prepare({ network: false });
    const [network] = await open();
    expect(network?.cause).to.contain('other (172.20.0.0/16)');
    await preparation.repair('Network');
    expect(done).to.deep.equal(['ensure']);
  });

  it('knows a feature that waits for a restart, and does not offer to install it again', async () => {
    const features = [{ name: 'Containers', state: 'EnablePending', problem: '' }];
    const restart = { ok: true, value: [true] };
    const { open } = prepare({ facts: BARE, answers: { facts: { ...FACTS, features, restart } } });
    const found = await open();
    expect(found.find(({ id }) => id === 'Containers')).to.include({ fix: 'Restart-Computer' });
    expect(found.find(({ id }) => id === 'Containers')).not.to.have.property('repair');
    expect(found.map(({ id }) => id)).to.include('PendingRestart');
  });

  for (const [what, answer] of [
    ['fails', fault('NotInstalled', 'There is no PowerShell.')],
    ['answers nothing', undefined],
    [
      'answers what it should not',
      { features: 3, services: [], nats: { ok: true, value: 'x' }, filters: { ok: false } },
    ],
  ] as const) {
    it(`warns, and fails nothing, when PowerShell ${what}`, async () => {
      const { open } = prepare({ answers: { facts: answer } });
      const found = await open();
      expect(found.map(({ result }) => result)).not.to.include('failed');
      expect(found.map(({ id }) => id)).to.include('Filters');
      for (const { cause, fix } of found) expect(`${cause} ${fix}`).to.match(/\S/);
    });
  }

  it('warns when HNS cannot be asked', async () => {
    const { open } = prepare({ network: fault('Timeout', 'HNS does not answer.') });
    expect((await open()).map(({ id, cause }) => [id, cause?.includes('HNS does not answer')])).to.deep.equal([
      ['Network', true],
    ]);
  });

  it('finds attachments without a folder and half files, and frees these alone', async () => {
    const kept = join(folder, 'kept');
    await mkdir(kept);
    await writeFile(join(folder, 'a.json.4194305.1.tmp'), '{');
    const lost = join(folder, 'lost');
    const { preparation, done, open } = prepare({ attached: [lost, kept] });
    const ids = (await open()).map(({ id }) => id);
    expect(ids).to.deep.equal([`Attachment:${lost}`, `TemporaryFile:${join(folder, 'a.json.4194305.1.tmp')}`]);
    for (const id of [...ids, `Attachment:${kept}`, `TemporaryFile:${kept}`]) await preparation.repair(id);
    expect(done).to.deep.equal([`detach ${lost}`]);
    expect((await open()).map(({ id }) => id)).to.deep.equal([`Attachment:${lost}`]);
    expect(await preparation.attachedScratches()).to.deep.equal([kept, lost]);
  });

  it('registers one task for each state root, and takes it back under the same name', async () => {
    const { preparation, requests } = prepare();
    await preparation.continueAfterRestart({ program: 'C:\\node.exe', arguments: ['a'], environment: {} });
    await preparation.continueAfterRestart(undefined);
    const [registered, taken] = requests;
    if (registered?.op !== 'register' || taken?.op !== 'unregister') throw new Error('other requests');
    expect(taken.task).to.equal(registered.task);
    const script = Buffer.from(registered.encodedCommand, 'base64').toString('utf16le');
    expect(script).not.to.contain('node.exe'); // it is data, in base64
  });

  it('registers the start with Windows as a task of its own, and tells what is there', async () => {
    const program = { program: 'C:\\a b\\node.exe', arguments: ['C:\\hcs.mjs', 'service', '--root', "C:\\it's here"] };
    const action = { execute: 'C:\\a b\\node.exe', argument: 'C:\\hcs.mjs service --root "C:\\it\'s here"' };
    const none = prepare({ answers: { findTask: null } });
    const { startup } = none.preparation;
    const entry = await startup.describe(program);
    expect(entry).to.include({ kind: 'ScheduledTask', state: 'NotRegistered' });
    expect(entry.command).to.equal(`"C:\\a b\\node.exe" ${action.argument}`);
    expect(entry.registerCommand).to.contain("it''s here").and.contain("-TaskName 'HcsContainers-startup-");
    expect(await startup.unregister()).to.equal(false);
    await startup.register(program);
    expect(none.requests.at(-1)).to.deep.equal({ op: 'registerTask', task: entry.target, ...action });
    const there = prepare({ answers: { findTask: action } });
    expect((await there.preparation.startup.describe(program)).state).to.equal('Registered');
    expect((await there.preparation.startup.describe({ ...program, arguments: [] })).state).to.equal('Different');
    expect(await there.preparation.startup.unregister()).to.equal(true);
    expect(there.requests.at(-1)).to.deep.equal({ op: 'unregister', task: entry.target });
    const wrong = prepare({ answers: { findTask: { execute: 3 } } });
    expect((await faultOf(wrong.preparation.startup.describe(program))).kind).to.equal('Corrupt');
  });
});
