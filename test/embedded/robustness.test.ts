import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { endpointOf } from '../../core/base/endpoint.ts';
import { isFault, RuntimeFault } from '../../core/base/fault.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { tellAgent } from '../../core/embedded/embedded-process.ts';
import { openEmbeddedHost } from '../../core/embedded/host.ts';
import { IoFolder } from '../../core/embedded/io-folder.ts';
import { encodeRequest } from '../../core/embedded/process-request.ts';
import { SystemFolder } from '../../core/embedded/system-folder.ts';
import { findWine, noWine } from '../../core/embedded/wine.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';
import { isRerun, passesAsNobody } from './as-ordinary-user.ts';
import { EmbeddedBed, needSandbox, type Sandbox, testRuntime } from './bed.ts';

/** linux/personality.h */
const ADDR_NO_RANDOMIZE = 0x0040000;

describe('the embedded host under adversity', function () {
  this.timeout(60_000);
  this.slow(5000);
  let bed: EmbeddedBed;

  before(async function () {
    this.timeout(120_000);
    await needSandbox(this);
    // A long path, with spaces and letters of other scripts: all tests here run below it.
    bed = await EmbeddedBed.open({ stateName: `a state/ünïcödé 容器/${'x'.repeat(150)}` });
    await bed.base();
  });
  after(async () => bed?.dispose());

  async function works(sandbox: Sandbox): Promise<void> {
    expect((await bed.run(sandbox, 'cmd /c exit 42')).code).to.equal(42);
  }

  it('a keeper that was killed: the next host instance has the ports again, the container lives on', async () => {
    const sandbox = await bed.running({ ports: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
    try {
      const port = await bed.hostPort(sandbox);
      expect(await answers(port)).to.equal(true);
      process.kill(keeperOf(bed.stateFolder), 'SIGKILL');
      while (await answers(port)) await delay(10);
      await works(sandbox);
      await bed.reopen();
      expect(await answers(port)).to.equal(true);
      expect(await bed.hostPort(sandbox)).to.equal(port);
      await works(sandbox);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a namespace that was removed while nobody could ask the keeper: its ports are let go', async () => {
    const sandbox = await bed.running({ ports: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
    const port = await bed.hostPort(sandbox);
    await rm(keeperAddress(bed.stateFolder));
    await bed.remove(sandbox);
    await eventually(async () => !(await answers(port)));
  });

  it('who asked the keeper and was killed before it read the answer leaves the keeper alive', async () => {
    const sandbox = await bed.running({ ports: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
    const keeper = keeperOf(bed.stateFolder);
    for (let count = 0; count < 5; count++) {
      const killed = connect(keeperAddress(bed.stateFolder)).pause(); // reads nothing
      killed.write('{"op":"hello"}\n');
      await new Promise<void>((resolve, reject) => {
        // Answered behind the other.
        const asked = connect(keeperAddress(bed.stateFolder)).once('error', reject);
        asked.once('data', () => {
          asked.destroy();
          resolve();
        });
        asked.write('{"op":"hello"}\n');
      });
      killed.destroy();
    }
    expect(await answers(await bed.hostPort(sandbox))).to.equal(true);
    expect(keeperOf(bed.stateFolder)).to.equal(keeper);
    await bed.remove(sandbox);
  });

  it('a host that was killed while it started: the next one finds it running or ended, and can remove it', async () => {
    for (const ms of [0, 30, 120, 400]) {
      const sandbox = await bed.created();
      const starter = startElsewhere(bed.stateFolder, sandbox.id);
      await starter.begun;
      await delay(ms);
      await starter.kill();
      await bed.reopen();
      const { state } = await bed.host.compute.query(sandbox.id);
      expect(state, `after ${ms} ms`).to.be.oneOf(['Created', 'Running', 'Stopped']);
      await bed.remove(sandbox);
    }
  });

  it('a host that ended right after it started: the next one finds it running', async () => {
    const sandbox = await bed.created();
    const starter = startElsewhere(bed.stateFolder, sandbox.id);
    expect(await starter.ended).to.equal(0);
    await starter.kill();
    await bed.reopen();
    expect((await bed.host.compute.query(sandbox.id)).state).to.equal('Running');
    await works(sandbox);
    await bed.remove(sandbox);
  });

  it('a host that was killed before it started the sandbox: the next one starts it', async () => {
    const sandbox = await bed.created();
    // What such a start leaves, to its last step before the sandbox.
    await mkdir(join(sandbox.folder, 'io'));
    for (const path of ['alive', 'io/control']) await promisify(execFile)('mkfifo', [join(sandbox.folder, path)]);
    await writeFile(join(sandbox.folder, 'io/status'), '');
    await bed.host.compute.start(sandbox.id);
    await works(sandbox);
    await bed.remove(sandbox);
  });

  it('a sandbox that was not up yet when its host was killed, and then terminated, never comes up', async () => {
    const assetsFolder = await slowAssets(join(bed.root, 'slow assets'));
    const sandbox = await bed.created();
    const starter = startElsewhere(bed.stateFolder, sandbox.id, assetsFolder);
    const pid = await firstOf(() => firstLine(join(sandbox.folder, 'waiting')));
    await starter.kill();
    await bed.reopen();
    const { compute } = bed.host;
    expect((await compute.query(sandbox.id)).state).to.equal('Running');
    await compute.terminate(sandbox.id);
    await writeFile(join(sandbox.folder, 'go on'), '');
    const outcome = await firstOf(async () => {
      if (!existsSync(`/proc/${pid}`)) return 'it has gone';
      return (await firstLine(join(sandbox.folder, 'io/status'))) === undefined ? undefined : 'it runs';
    });
    expect(outcome).to.equal('it has gone');
    const { state, exitType } = await compute.query(sandbox.id);
    expect([state, exitType]).to.deep.equal(['Stopped', 'ForcedExit']);
    await bed.remove(sandbox);
  });

  it('a start that was cancelled before it began is Cancelled, as any, and leaves it Stopped', async () => {
    const sandbox = await bed.created();
    const cancelled = await bed.host.compute
      .start(sandbox.id, { signal: AbortSignal.abort() })
      .catch((error: unknown) => error);
    expect(isFault(cancelled, 'Cancelled'), String(cancelled)).to.equal(true);
    expect((await bed.host.compute.query(sandbox.id)).state).to.equal('Stopped');
    await bed.remove(sandbox);
  });

  it('a first process killed from outside is an unexpected exit, and its commands end', async () => {
    const sandbox = await bed.running();
    try {
      const held = await bed.launch(sandbox, 'cmd /c set /p X=', { CreateStdInPipe: true });
      process.kill(await initOf(sandbox), 'SIGKILL');
      expect(await held.exited).to.equal(undefined);
      const { state, exitType } = await bed.host.compute.query(sandbox.id);
      expect([state, exitType]).to.deep.equal(['Stopped', 'UnexpectedExit']);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('its wineserver killed, and before it what watches that: the system ends', async () => {
    const sandbox = await bed.running();
    try {
      const init = await initOf(sandbox);
      const named = (pattern: RegExp) => besides(init).filter(({ command }) => pattern.test(command));
      await eventually(async () => named(/wineserver\S* -w$/).length === 1); // the agent may be up before it
      for (const pattern of [/boot\.sh$/, /wineserver\S* -w$/, /wineserver\S*$/])
        for (const { pid } of named(pattern)) killIfThere(pid);
      await eventually(async () => (await bed.host.compute.query(sandbox.id)).state === 'Stopped');
      expect((await bed.host.compute.query(sandbox.id)).exitType).to.equal('UnexpectedExit');
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a host that was killed while it asked for a program: the next one ends it, and frees what it left', async () => {
    const sandbox = await bed.running();
    const folder = new SystemFolder(join(bed.stateFolder, 'systems'), sandbox.id);
    const agent = agentOf(await initOf(sandbox));
    try {
      const asked = await IoFolder.make(folder.ioPath, 'asked', 'aside');
      asked.write('request', encodeRequest({ CommandLine: 'ping -n 1000 127.0.0.1' }, false));
      for (const name of ['stdout', 'stderr']) asked.write(name, '');
      asked.close();
      const record = { kind: 'spool', statusOffset: 0, stdoutStart: 0, stderrStart: 0, hasConsole: false };
      await writeFile(join(folder.processesPath, 'asked.json'), JSON.stringify(record));
      await writeFile(join(folder.processesPath, 'claimed.json'), '');
      for (const half of ['processes/asked.json', 'system.json'])
        await writeFile(join(folder.path, `${half}.4194305.1.tmp`), '{');
      (await IoFolder.make(folder.ioPath, 'list-of', 'aside')).write('list', '');
      const steady = await bed.launch(sandbox, 'cmd /c ping -n 1000 127.0.0.1 >nul');
      const pings = async () =>
        (await bed.host.controls.guestProcesses(sandbox.id)).filter(({ imageName }) => /ping/i.test(imageName)).length;
      await eventually(async () => (await pings()) === 1); // of the shell, which starts it a little later
      process.kill(agent, 'SIGSTOP');
      await tellAgent(folder, 'run asked');
      await bed.reopen();
      process.kill(agent, 'SIGCONT');
      await works(sandbox); // the agent has heard all that was told before
      await eventually(async () => (await pings()) === 1); // what was ended may still be listed
      const { compute } = bed.host;
      expect(await compute.listProcesses(sandbox.id)).to.deep.equal([steady.processKey]);
      expect(readdirSync(folder.processesPath)).to.deep.equal([`${steady.processKey}.json`]);
      expect(readdirSync(folder.ioPath)).to.include(steady.processKey);
      for (const key of ['asked', 'list-of']) expect(readdirSync(folder.ioPath)).not.to.include(key);
      expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
    } finally {
      process.kill(agent, 'SIGCONT');
      await bed.remove(sandbox);
    }
  });

  it('a creation or a removal that was cut short: closing the system removes what is left', async () => {
    const sandbox = await bed.created();
    try {
      await rm(join(sandbox.folder, 'system.json'));
      await bed.reopen();
      await bed.host.compute.close(sandbox.id);
      expect(existsSync(sandbox.folder)).to.equal(false);
      const again = await bed.host.compute.close(sandbox.id).catch((error: unknown) => error);
      expect(isFault(again, 'NotFound'), String(again)).to.equal(true);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('terminate right after shutdown, and the other way round, never hang', async () => {
    for (let round = 0; round < 5; round++) {
      const sandbox = await bed.running();
      const { compute } = bed.host;
      await Promise.all([compute.shutdown(sandbox.id), delay(round * 15).then(() => compute.terminate(sandbox.id))]);
      await compute.terminate(sandbox.id);
      expect((await compute.query(sandbox.id)).state).to.equal('Stopped');
      await bed.remove(sandbox);
    }
  });

  it('two instances at once see the same', async () => {
    const sandbox = await bed.running();
    const other = await bed.another();
    try {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const host = index % 2 === 0 ? bed.host : other;
          const process = await host.compute.createProcess(
            sandbox.id,
            `two-${index}`,
            { CommandLine: `cmd /c exit ${index}` },
            { kind: 'spool' },
          );
          return process.exited;
        }),
      );
      expect(outcomes).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await other.compute.listProcesses(sandbox.id)).to.have.length(10);
      await other.compute.shutdown(sandbox.id);
      expect((await bed.host.compute.query(sandbox.id)).state).to.equal('Stopped');
    } finally {
      await other.close();
      await bed.remove(sandbox);
    }
  });

  it('after a restart of the machine a system is Stopped, how is unknown', async () => {
    const sandbox = await bed.running();
    try {
      const path = join(sandbox.folder, 'init');
      const pid = await initOf(sandbox);
      const text = await readFile(path, 'utf8');
      process.kill(pid, 'SIGKILL');
      await writeFile(path, text.replace(/ \S+\s*$/, ' 00000000-0000-4000-8000-000000000000\n'));
      await bed.reopen();
      const { state, exitType } = await bed.host.compute.query(sandbox.id);
      expect([state, exitType]).to.deep.equal(['Stopped', 'Unknown']);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('what ended while no host was there ended when its sandbox last spoke, which cannot lie about before or after', async () => {
    const sandbox = await bed.running();
    const { host, stateFolder } = bed;
    const folder = new SystemFolder(join(stateFolder, 'systems'), sandbox.id);
    try {
      const parameters = { CommandLine: 'cmd /c exit 3', CreateStdOutPipe: true, CreateStdErrPipe: true };
      await (await host.compute.createProcess(sandbox.id, 'short', parameters, { kind: 'spool' })).exited;
      const cameUpAt = (await stat(join(sandbox.folder, 'init'))).mtime;
      const noted = new Date(cameUpAt.getTime() + 5);
      const foundAfter = async (told: Date): Promise<Date | undefined> => {
        await utimes(folder.statusPath, told, told);
        await bed.reopen();
        const process = await bed.host.compute.openProcess(sandbox.id, 'short');
        expect(await process.exited).to.equal(3);
        return process.exitedAt;
      };
      expect(await foundAfter(noted)).to.deep.equal(noted);
      expect(await foundAfter(new Date(0))).to.deep.equal(cameUpAt);
      expect((await foundAfter(new Date('2999-01-01')))?.getTime()).to.be.most(Date.now());
      await bed.host.close();
      await tellAgent(folder, 'stop');
      await eventually(async () => folder.liveProcessId() === undefined);
      await utimes(folder.statusPath, noted, noted);
      bed.host = await bed.another();
      expect((await bed.host.compute.query(sandbox.id)).exitedAt).to.deep.equal(noted);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('eight start at once, each takes a command at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => bed.created()));
    await Promise.all(all.map(({ id }) => bed.host.compute.start(id)));
    await Promise.all(all.map(works));
    await Promise.all(all.map((sandbox) => bed.remove(sandbox)));
  });

  it('40 layers', async () => {
    const base = await bed.base();
    const parents = [base];
    for (let index = 1; index <= 40; index++) {
      const folder = join(bed.stateFolder, 'layers', `layer-${index}`);
      await bed.host.layers.importLayer(folder, [...parents], oneFolder(`Files/L${index}`));
      parents.unshift(folder);
    }
    const sandbox = await bed.running({ parents });
    try {
      expect((await bed.run(sandbox, 'cmd /c if exist C:\\L1\\ if exist C:\\L40\\ exit 7')).code).to.equal(7);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a strict umask', async () => {
    const before = process.umask(0o077);
    try {
      const sandbox = await bed.running();
      await works(sandbox);
      await bed.remove(sandbox);
    } finally {
      process.umask(before);
    }
  });

  it('its programs have fixed addresses where the kernel lets us: with random ones Wine loses a start now and then', async () => {
    const sandbox = await bed.running();
    try {
      const personality = Number.parseInt(await readFile(`/proc/${await initOf(sandbox)}/personality`, 'utf8'), 16);
      const isLet = (await findWine())?.starter.length !== 0;
      expect((personality & ADDR_NO_RANDOMIZE) !== 0).to.equal(isLet);
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a state folder that overlayfs would misread is refused at once', async () => {
    for (const name of ['a:b', 'a,b', 'a\\b', 'a\nb']) {
      const stateFolder = join(bed.root, name);
      const refused = await openEmbeddedHost({ stateFolder, runtime: testRuntime, log: silentLog }).catch(
        (error: unknown) => error,
      );
      expect(isFault(refused, 'InvalidArgument'), name).to.equal(true);
      expect(await stat(stateFolder).catch(() => 'none')).to.equal('none');
    }
  });

  it('without Wine the fault names the command that installs it', async () => {
    expect(await findWine([{ loader: '/nowhere/wine64', server: '/nowhere/wineserver' }])).to.equal(undefined);
    const missing = noWine('start');
    expect(missing).to.be.instanceOf(RuntimeFault);
    expect([missing.kind, missing.hint]).to.deep.equal([
      'NotInstalled',
      'apt-get install -y --no-install-recommends wine wine64',
    ]);
  });

  it('a full disk is DiskFull, and the container can still be removed', async function () {
    if (process.getuid?.() !== 0) skip(this, 'only root can make a small disk');
    const sandbox = await bed.running();
    const io = join(sandbox.folder, 'processes');
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', io]);
    try {
      await writeFile(join(io, 'filler'), Buffer.alloc(4096));
      const refused = await bed.run(sandbox, 'cmd /c exit 0').catch((error: unknown) => error);
      expect(isFault(refused, 'DiskFull'), String(refused)).to.equal(true);
    } finally {
      await promisify(execFile)('umount', [io]);
      await bed.remove(sandbox);
    }
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.be.above(8);
    });
  }
});

async function initOf(sandbox: Sandbox): Promise<number> {
  return Number((await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0]);
}

/** Undefined for one that has ended. */
function spaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

/** The other processes of a sandbox, by its first; none when that has ended. */
function besides(init: number): { pid: number; command: string }[] {
  const own = spaceOf(init);
  if (own === undefined) return [];
  const others = readdirProcesses().filter((pid) => pid !== init && spaceOf(pid) === own);
  return others.map((pid) => ({ pid, command: commandOf(pid) }));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return ''; // it has ended meanwhile
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

function agentOf(init: number): number {
  const found = besides(init).find(({ command }) => command.includes('agent.exe'));
  if (found === undefined) throw new Error('no agent runs');
  return found.pid;
}

/** Whether anybody listens there. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function keeperAddress(stateFolder: string): string {
  return endpointOf(join(stateFolder, 'keeper'), { platform: process.platform, userId: process.getuid?.() }).address;
}

/** The process that runs the keeper's program for this state folder. */
function keeperOf(stateFolder: string): number {
  const found = readdirProcesses().find((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes(stateFolder) && words.some((word) => /keeper(-main)?\.(ts|mjs)$/.test(word));
    } catch {
      return false; // it has ended meanwhile
    }
  });
  if (found === undefined) throw new Error('no keeper runs');
  return found;
}

function readdirProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Starts the system in a process of its own. */
function startElsewhere(
  stateFolder: string,
  id: string,
  assetsFolder?: string,
): { begun: Promise<void>; ended: Promise<number | null>; kill(): Promise<void> } {
  const host = join(import.meta.dirname, '../../core/embedded/host.ts');
  const code = `
    const { openEmbeddedHost } = await import(${JSON.stringify(host)});
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const runtime = { now: () => new Date(), newId: () => crypto.randomUUID() };
    const options = ${JSON.stringify({ stateFolder, assetsFolder })};
    const host = await openEmbeddedHost({ ...options, runtime, log });
    console.log('go');
    await host.compute.start('${id}');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Heard from the beginning: a fast start is over, and its process with it, before anybody kills it.
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const begun = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.stdout.once('close', () => reject(new Error('the host could not be opened')));
  });
  begun.catch(() => undefined); // not everybody waits for it
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { begun, ended, kill };
}

/** The product's assets, with a sandbox that waits for `<system>/go on` before it says that it is there. */
async function slowAssets(folder: string): Promise<string> {
  const from = join(import.meta.dirname, '../../core/embedded');
  await mkdir(join(folder, 'agent'), { recursive: true });
  for (const name of ['boot-system.sh', 'boot-base.sh', 'agent/agent.exe'])
    await copyFile(join(from, name), join(folder, name));
  const script = await readFile(join(from, 'sandbox.sh'), 'utf8');
  const pause = `
read -r pid rest < /proc/self/stat
echo "$pid" > "$HCS_SYSTEM/waiting"
until [ -e "$HCS_SYSTEM/go on" ]; do sleep 0.02; done
`;
  await writeFile(join(folder, 'sandbox.sh'), script.replace('\nset -eu\n', `\nset -eu\n${pause}`));
  return folder;
}

async function firstLine(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.includes('\n') ? text.trim().split('\n')[0] : undefined;
}

/** What `look` gives, as soon as it gives something. */
async function firstOf<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(10);
  }
}

async function* oneFolder(name: string): AsyncIterable<{ kind: 'folder'; name: string; modifiedMs: number }> {
  yield { kind: 'folder', name: 'Files', modifiedMs: 0 };
  yield { kind: 'folder', name, modifiedMs: 0 };
}
