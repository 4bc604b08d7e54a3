import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseProcessList } from '../../core/embedded/guest-processes.ts';
import { processUsage, sandboxProcessIds } from '../../core/embedded/sandbox-usage.ts';
import { SystemFolder } from '../../core/embedded/system-folder.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { eventually } from '../eventually.ts';
import { isRerun, passesAsNobody } from './as-ordinary-user.ts';
import { EmbeddedBed, needSandbox, type Sandbox } from './bed.ts';

describe('what runs in a sandbox, and what it uses', function () {
  this.timeout(60_000);
  this.slow(3000);
  let bed: EmbeddedBed;
  let sandbox: Sandbox;

  before(async function () {
    this.timeout(120_000);
    await needSandbox(this);
    bed = await EmbeddedBed.open();
    sandbox = await bed.running();
  });
  after(async () => bed?.dispose());

  it('a fresh one runs the agent, the services and the drivers for drives and network, and nothing of a desktop', async () => {
    const wanted = ['agent.exe', 'services.exe', 'winedevice.exe'];
    let names: string[] = [];
    // The drivers come up beside the agent.
    await eventually(async () => {
      names = (await bed.host.controls.guestProcesses(sandbox.id)).map(({ imageName }) => imageName).sort();
      return names.join() === wanted.join();
    }).catch(() => expect(names).to.deep.equal(wanted));
  });

  it('a service that does not start by itself starts when it is asked for', async () => {
    for (const service of ['EventLog', 'PlugPlay']) {
      expect((await bed.run(sandbox, `cmd /c sc query ${service}`)).stdout, service).to.match(/STATE +: 1 +STOPPED/);
      expect((await bed.run(sandbox, `cmd /c sc start ${service}`)).code, service).to.equal(0);
      expect((await bed.run(sandbox, `cmd /c sc query ${service}`)).stdout, service).to.match(/STATE +: 4 +RUNNING/);
    }
  });

  it('every program is listed, by its Windows process id and image name, with its own processor time', async () => {
    const busy = await bed.launch(sandbox, 'cmd /c for /l %i in (1,1,100000000) do @rem');
    const idle = await bed.launch(sandbox, 'cmd /c ping -n 1000 127.0.0.1');
    try {
      let list = await bed.host.controls.guestProcesses(sandbox.id);
      const timeOf = (id: number): number => list.find(({ processId }) => processId === id)?.processorMs ?? 0;
      while (timeOf(busy.processId) < 300 || list.every(({ imageName }) => imageName !== 'ping.exe'))
        list = await bed.host.controls.guestProcesses(sandbox.id);
      expect(timeOf(idle.processId)).to.be.below(timeOf(busy.processId));
      const found = list.find(({ processId }) => processId === busy.processId);
      expect(found?.imageName).to.equal('cmd.exe');
      expect(found?.memoryCommitBytes).to.be.above(100_000);
      const createdAt = found?.createdAt?.getTime() ?? 0;
      const { startedAt } = await bed.host.compute.query(sandbox.id);
      expect(createdAt).to.be.within(startedAt?.getTime() ?? Number.NaN, Date.now());
      const ids = list.map(({ processId }) => processId);
      expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => a - b));
    } finally {
      await busy.terminate();
      await idle.terminate();
    }
    const left = await bed.host.controls.guestProcesses(sandbox.id);
    expect(left.map(({ processId }) => processId)).to.not.include(busy.processId);
    expect((await readdir(join(sandbox.folder, 'io'))).filter((name) => name.startsWith('list'))).to.deep.equal([]);
  });

  it('twenty who ask at once all hear', async () => {
    const asked = Array.from({ length: 20 }, () => bed.host.controls.guestProcesses(sandbox.id));
    for (const list of await Promise.all(asked)) expect(list.map((one) => one.imageName)).to.include('agent.exe');
  });

  it('statistics count what has ended, and only this sandbox', async () => {
    const other = await bed.running();
    try {
      const before = await bed.host.controls.statistics(sandbox.id);
      await bed.run(sandbox, 'cmd /c for /l %i in (1,1,300000) do @rem');
      const after = await bed.host.controls.statistics(sandbox.id);
      expect(after.processorMs - before.processorMs).to.be.at.least(20);
      expect(after.processorMs).to.equal(after.processorUserMs + after.processorKernelMs);
      expect(after.uptimeMs).to.be.above(before.uptimeMs);
      expect(after.memoryPrivateBytes).to.be.within(1_000_000, after.memoryCommitBytes);
      const init = new SystemFolder(join(bed.stateFolder, 'systems'), sandbox.id).liveProcessId() ?? 0;
      const otherInit = new SystemFolder(join(bed.stateFolder, 'systems'), other.id).liveProcessId() ?? 0;
      expect(sandboxProcessIds(init)).to.include(init).and.not.include(otherInit);
    } finally {
      await bed.remove(other);
    }
  });

  it('a system that does not run has neither; an unknown one is not found', async () => {
    const { controls } = bed.host;
    const merely = await bed.created();
    try {
      await expectFault('InvalidState', () => controls.statistics(merely.id));
      await expectFault('InvalidState', () => controls.guestProcesses(merely.id));
      await expectFault('NotFound', () => controls.statistics(randomUUID()));
      await expectFault('NotFound', () => controls.guestProcesses(randomUUID()));
    } finally {
      await bed.remove(merely);
    }
  });

  it('paused while it makes programs without end: all of them stop, none is told anything, and all go on', async () => {
    const { controls, compute } = bed.host;
    const loops = await Promise.all(
      [1, 2, 3].map(() => bed.launch(sandbox, 'cmd /c for /l %i in (1,1,100000) do @hostname.exe >nul')),
    );
    await controls.pause(sandbox.id);
    try {
      const init = new SystemFolder(join(bed.stateFolder, 'systems'), sandbox.id).liveProcessId() ?? 0;
      const stateOf = (pid: number): string => {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return stat[stat.lastIndexOf(')') + 2] ?? '';
      };
      const states = sandboxProcessIds(init).map(stateOf);
      expect(states.length).to.be.above(5);
      expect(states.filter((state) => !'TZ'.includes(state))).to.deep.equal([]);
      const used = (await controls.statistics(sandbox.id)).processorMs;
      await expectFault('InvalidState', () => controls.guestProcesses(sandbox.id));
      for (const loop of loops) await expectFault('InvalidState', () => loop.terminate());
      expect((await controls.statistics(sandbox.id)).processorMs).to.equal(used);
    } finally {
      await controls.resume(sandbox.id);
    }
    expect((await compute.query(sandbox.id)).state).to.equal('Running');
    for (const loop of loops) {
      await loop.terminate();
      await loop.close();
    }
  });

  it('another process of ours sees the same', async () => {
    const host = await bed.another();
    try {
      expect((await host.controls.guestProcesses(sandbox.id)).length).to.be.above(1);
      expect((await host.controls.statistics(sandbox.id)).processorMs).to.be.above(0);
    } finally {
      await host.close();
    }
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.be.above(7);
    });
  }
});

describe('reading what the kernel and the agent say', () => {
  it('a program whose name holds brackets and spaces', () => {
    const files = {
      stat: `7 (a) b) c) S 1 ${Array.from({ length: 48 }, (_, index) => index + 5).join(' ')}`,
      status: 'VmSize:\t 900 kB\nVmSwap:\t  8 kB\nRssAnon:\t  16 kB\n',
      io: 'rchar: 99\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n',
    };
    expect(processUsage((name) => files[name])).to.deep.equal({
      userMs: (14 + 16) * 10,
      kernelMs: (15 + 17) * 10,
      commitBytes: 24 * 1024,
      privateBytes: 16 * 1024,
      readBytes: 4096,
      writtenBytes: 8192,
    });
  });

  it('a program that has ended meanwhile is nothing', () => {
    const nothing = processUsage(() => '');
    expect(Object.values(nothing).every((value) => value === 0)).to.equal(true);
  });

  it('a line that the agent would not write is left out', () => {
    const good = '32 133000000000000000 70000 4096 8192 my program.exe';
    const list = parseProcessList(
      `${good}\nx\n1 2 3\n-1 0 0 0 0 a.exe\n33 0 0 9 5 b.exe\n\n${'9'.repeat(40)} 0 0 0 0 c`,
    );
    expect(list).to.deep.equal([
      {
        processId: 32,
        imageName: 'my program.exe',
        createdAt: new Date('2022-06-18T04:26:40.000Z'),
        processorMs: 7,
        memoryCommitBytes: 4096,
        memoryPrivateBytes: 4096,
      },
      { processId: 33, imageName: 'b.exe', processorMs: 0, memoryCommitBytes: 9, memoryPrivateBytes: 5 },
    ]);
  });
});
