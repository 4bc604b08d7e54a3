import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import type { HostProcess } from '../../core/host/port.ts';
import { skip } from '../skip.ts';
import { EmbeddedBed, needSandbox, type Sandbox, textOf, whyNoNodeExe } from './bed.ts';

const run = promisify(execFile);
/** Another compiler gives other bytes. */
const COMPILER = '12-win32';
/** As many as the agent waits for at once. */
const SLOTS = 256;
const AT_ONCE = 16;
const agentFolder = join(import.meta.dirname, '../../core/embedded/agent');

describe('the guest agent', function () {
  this.timeout(60_000);
  this.slow(5000);

  it('is what its source builds', async function () {
    const found = await run('x86_64-w64-mingw32-gcc', ['-dumpversion']).then(
      (answer) => answer.stdout.trim(),
      () => 'none',
    );
    if (found !== COMPILER) {
      const why = `agent.exe is not rebuilt: it needs mingw-w64 gcc ${COMPILER}, this is ${found}`;
      if (process.env['CI'] !== undefined) expect.fail(why);
      skip(this, why);
    }
    const folder = await mkdtemp(join(tmpdir(), 'hcs-agent-'));
    try {
      await run(join(agentFolder, 'build.sh'), [join(folder, 'agent.exe')]);
      const [built, committed] = [
        await readFile(join(folder, 'agent.exe')),
        await readFile(join(agentFolder, 'agent.exe')),
      ];
      expect(built.equals(committed), 'the same bytes').to.equal(true);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  describe('in a sandbox', () => {
    let bed: EmbeddedBed;
    let sandbox: Sandbox;

    before(async function () {
      this.timeout(120_000);
      await needSandbox(this);
      bed = await EmbeddedBed.open();
      sandbox = await bed.running();
    });
    after(async () => bed?.dispose());

    it('itself, its shell and its parent take under 3 MB of their own', async () => {
      await bed.run(sandbox, 'cmd /c exit 0');
      const init = Number((await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0]);
      const ours = [init, parentOf(init), agentOf(init)];
      const kilobytes = ours.map(ownKilobytesOf).reduce((sum, size) => sum + size, 0);
      expect(kilobytes).to.be.above(100);
      expect(kilobytes).to.be.below(3 * 1024);
    });

    it('gives whole exit codes', async () => {
      for (const code of [0, 1, 255, 256, 65_536, 0x7fffffff, -1, -1073741510]) {
        expect((await bed.run(sandbox, `cmd /c exit ${code}`)).code, String(code)).to.equal(code >>> 0);
      }
    });

    it('takes a command line of 32,766 characters, and an environment of 200 KB', async () => {
      const head = 'cmd /c exit 9 & rem ';
      expect((await bed.run(sandbox, `hostname.exe ${' '.repeat(32_753)}`)).code).to.equal(0);
      const variables = Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`BIG${index}`, `${index}`.repeat(1000)]),
      );
      const big = await bed.run(sandbox, 'cmd /c echo %BIG7%', { Environment: variables });
      expect(big.stdout.trim()).to.equal('7'.repeat(1000));
      expect(await kindOf(() => bed.run(sandbox, head + 'x'.repeat(32_767)))).to.equal('InvalidArgument');
      expect(await kindOf(() => bed.run(sandbox, 'cmd', { Environment: { A: 'x'.repeat(1_100_000) } }))).to.equal(
        'InvalidArgument',
      );
    });

    it(`refuses the program after ${SLOTS} with a reason, and serves again when one has ended`, async function () {
      this.timeout(180_000);
      const held: HostProcess[] = [];
      // Not all at once: the host gives the agent a minute for each answer, and a slow machine takes longer for so many.
      const launch = () => bed.launch(sandbox, 'cmd /c set /p X=', { CreateStdInPipe: true });
      while (held.length < SLOTS) held.push(...(await Promise.all(Array.from({ length: AT_ONCE }, launch))));
      try {
        const refused = await bed.run(sandbox, 'cmd /c exit 0').catch((error: unknown) => error);
        expect(isFault(refused, 'CommandFailed') && refused.message).to.match(/too many programs/);
        held[0]?.stdin?.end();
        await held[0]?.exited;
        expect((await bed.run(sandbox, 'cmd /c exit 3')).code).to.equal(3);
      } finally {
        for (const process of held) process.stdin?.end();
        await Promise.all(held.map(({ exited }) => exited));
      }
    });
  });

  describe('with node.exe', () => {
    let bed: EmbeddedBed;
    let sandbox: Sandbox;

    before(async function () {
      this.timeout(180_000);
      const why = await whyNoNodeExe();
      if (why !== undefined) skip(this, why);
      bed = await EmbeddedBed.open();
      sandbox = await bed.running();
      await bed.putNodeExe(sandbox);
    });
    after(async () => bed?.dispose());

    const script = (code: string): string => `C:\\node.exe -e "${code}"`;

    it('keeps stdout and stderr apart, and 10 MB whole', async () => {
      const code =
        "process.stderr.write('side');for(let i=0;i<160;i++)require('fs').writeSync(1,Buffer.alloc(65536,i))";
      const process = await bed.launch(sandbox, script(code));
      const hash = createHash('sha256');
      let size = 0;
      const read = (async () => {
        for await (const chunk of process.stdout as AsyncIterable<Buffer>) {
          size += chunk.length;
          hash.update(chunk);
        }
      })();
      const [stderr] = await Promise.all([textOf(process.stderr), read]);
      expect([await process.exited, size, stderr]).to.deep.equal([0, 160 * 65_536, 'side']);
      const expected = createHash('sha256');
      for (let i = 0; i < 160; i++) expected.update(Buffer.alloc(65_536, i));
      expect(hash.digest('hex')).to.equal(expected.digest('hex'));
      await process.close();
    });

    it('reads its input to the end', async () => {
      const code = "let n=0;process.stdin.on('data',d=>n+=d.length).on('end',()=>console.log(n))";
      const process = await bed.launch(sandbox, script(code), { CreateStdInPipe: true });
      process.stdin?.write(Buffer.alloc(3_000_000, 7));
      process.stdin?.end();
      expect((await textOf(process.stdout)).trim()).to.equal('3000000');
      expect(await process.exited).to.equal(0);
    });

    it('hears Ctrl+C', async () => {
      const logs = join(bed.stateFolder, 'logs');
      await mkdir(logs, { recursive: true });
      const code =
        "process.on('SIGINT',()=>{console.log('heard');process.exit(5)});setInterval(()=>{},1000);console.log('up')";
      const output = { kind: 'log', stdoutPath: join(logs, 'out'), stderrPath: join(logs, 'err') } as const;
      const process = await bed.host.compute.createProcess(
        sandbox.id,
        'ctrl-c',
        { CommandLine: script(code), CreateStdOutPipe: true, CreateStdErrPipe: true },
        output,
      );
      let text = '';
      for await (const chunk of process.stdout as AsyncIterable<Buffer>) {
        text += chunk.toString();
        if (text.includes('up') && !text.includes('heard')) await process.signal('CtrlC');
      }
      expect(text.trim().split(/\r?\n/)).to.deep.equal(['up', 'heard']);
      expect(await process.exited).to.equal(5);
    });
  });
});

async function kindOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (isFault(error)) return error.kind;
    throw error;
  }
}

function parentOf(pid: number): number {
  return Number(/PPid:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** The agent is the shell's child: Wine's loader with our program. */
function agentOf(init: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      return parentOf(Number(pid)) === init && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('agent.exe');
    } catch {
      return false; // it has ended meanwhile
    }
  });
  if (found === undefined) throw new Error('the agent is not there');
  return Number(found);
}

/** What would be free without it. Its part of Wine's shared pages depends on who else runs on the machine just now. */
function ownKilobytesOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s*(\d+) kB/gm)].reduce(
    (sum, [, size]) => sum + Number(size),
    0,
  );
}
