import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { SystemFolder } from '../../core/embedded/system-folder.ts';
import { processesOf } from '../../scripts/demo/outside.ts';
import { freePort } from '../../scripts/ports.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';
import { expectTidy } from './expect-tidy.ts';
import { type ContainerJson, needContainers, PROBE, type Ran, RealRoot } from './real-root.ts';

const run = promisify(execFile);

/** What Test-ContainerHost and Repair-ContainerHost give, as far as these tests look. */
interface CheckJson {
  Name: string;
  Result: string;
  Target?: string;
  Cause?: string;
  Fix?: string;
  Action?: string;
}

describe('what breaks under a service', function () {
  this.timeout(180_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
  });
  after(() => real?.dispose());
  afterEach(() => real?.run('Remove-Container', '*', '-Force'));

  const create = (name: string, ...more: string[]) =>
    real.ok('New-Container', name, '-ContainerImageName', 'tools', ...more);
  const works = async (name: string) =>
    expect(await real.ok('Invoke-ContainerCommand', name, 'C:\\probe.exe out:works')).to.equal('works');
  const remove = (name: string) => real.ok('Remove-Container', name, '-Force');
  const folderOf = async (name: string) => join(real.root, 'containers', await idOf(name));
  const idOf = async (name: string) => (await found(name)).ContainerId;
  async function found(name: string): Promise<ContainerJson> {
    const container = await real.container(name);
    if (container === undefined) throw new Error(`there is no container '${name}'`);
    return container;
  }
  /** What an end that is just being written down holds is a problem for a moment only. */
  async function expectProblems(...names: string[]): Promise<void> {
    const isProblem = ({ Name, Result }: CheckJson) =>
      Result !== 'Passed' && /Leftover|HalfDone|Damaged|Record|Temporary|Lost/.test(Name);
    let found: string[] = [];
    await eventually(async () => {
      found = (await real.objects<CheckJson>('Test-ContainerHost')).filter(isProblem).map(({ Name }) => Name);
      return found.join() === names.join();
    }).catch(() => expect(found).to.deep.equal(names));
  }
  function refused(ran: Ran, id: RegExp): void {
    expect(ran.code, ran.stdout).to.equal(1);
    expect(ran.stderr).to.match(id);
    expect(ran.stderr, 'no stack reaches a user').not.to.match(/\n\s+at /);
  }

  it('the sandbox, killed from outside: off at once, told as such, and it starts again', async () => {
    await create('shot', '-Command', 'C:\\probe.exe sleep:100000');
    await real.ok('Start-Container', 'shot');
    const { ContainerId } = await found('shot');
    const init = readFileSync(join(real.root, 'host', 'systems', ContainerId, 'init'), 'utf8').split(' ')[0];
    process.kill(Number(init), 'SIGKILL');
    await eventually(async () => (await found('shot')).State === 'Off');
    expect(await found('shot')).not.to.have.property('ExitCode');
    await expectTidy(real);
    await real.ok('Start-Container', 'shot');
    await works('shot');
    await remove('shot');
  });

  it('its wineserver, killed from outside: it ends, and it starts again', async () => {
    await create('headless', '-Command', 'C:\\probe.exe sleep:100000');
    await real.ok('Start-Container', 'headless');
    const servers = () => processesOf(real.root).filter(({ command }) => /wineserver\S*$/.test(command));
    await eventually(async () => servers().length === 1); // one of a container before may be ending
    for (const { id } of servers()) process.kill(id, 'SIGKILL');
    await eventually(async () => (await found('headless')).State === 'Off');
    await real.ok('Start-Container', 'headless');
    await works('headless');
    await remove('headless');
    await expectTidy(real);
  });

  it('the keeper of the ports, killed: the port answers again after the next start of a service', async () => {
    const port = await freePort();
    await create('served', '-Command', 'C:\\probe.exe serve:80', '-PublishPort', `${port}:80`);
    await real.ok('Start-Container', 'served');
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) }).then(
        () => true,
        () => false,
      );
    await eventually(answers);
    for (const { id, command } of processesOf(real.root)) if (/keeper/.test(command)) process.kill(id, 'SIGKILL');
    await eventually(async () => !(await answers()));
    await works('served');
    await real.killService(await real.service());
    await real.service();
    await eventually(answers);
    await remove('served');
    await expectTidy(real);
  });

  it('the socket of the keeper, removed: whoever needs the keeper finds it again, and a service starts', async () => {
    const socket = join(real.root, 'host', 'keeper', 'run', 'service.sock');
    await create('served', '-Command', 'C:\\probe.exe serve:80', '-PublishPort', `${await freePort()}:80`);
    await real.ok('Start-Container', 'served');
    await rm(socket);
    await create('second', '-PublishPort', `${await freePort()}:80`);
    await real.ok('Start-Container', 'second');
    await rm(socket);
    await real.killService(await real.service());
    await works('served');
    for (const name of ['served', 'second']) await remove(name);
    await expectTidy(real);
  });

  it('a scratch that somebody deleted, of one that is off: told, and it can be removed', async () => {
    await create('hollow');
    await rm(join(await folderOf('hollow'), 'scratch'), { recursive: true });
    refused(await real.run('Start-Container', 'hollow'), /hollow/);
    expect((await found('hollow')).State).to.equal('Off');
    refused(await real.run('New-ContainerImage', 'hollow', 'none'), /hollow/);
    await remove('hollow');
    await expectTidy(real);
  });

  it('a scratch that somebody deleted, of one that runs: it can be turned off and removed', async () => {
    await create('sawn', '-Command', 'C:\\probe.exe sleep:100000');
    await real.ok('Start-Container', 'sawn');
    await rm(join(await folderOf('sawn'), 'scratch'), { recursive: true });
    await real.ok('Stop-Container', 'sawn', '-TurnOff');
    expect((await found('sawn')).State).to.equal('Off');
    await remove('sawn');
    await expectTidy(real);
  });

  it('a layer that somebody deleted: told with its image, and the others work', async () => {
    await create('based');
    const layers = join(real.root, 'layers');
    const kept = join(real.folder, 'layers');
    await real.ok('Start-Container', 'based');
    await real.ok('Stop-Container', 'based', '-TurnOff');
    await cp(layers, kept, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await rm(layers, { recursive: true });
    // The image holds all that a layer folder was made from.
    await real.ok('Start-Container', 'based');
    await works('based');
    await remove('based');
    await expectTidy(real);
  });

  it('every file of its state cut at any of several bytes: nothing is invented, and all of it can be removed', async () => {
    await create('cut');
    await create('other');
    await real.ok('Start-Container', 'other');
    const folder = await folderOf('cut');
    const path = join(folder, 'container.json');
    const whole = await readFile(path);
    await real.ok('service', 'stop');
    for (const size of [0, 1, 30, Math.floor(whole.length / 2), whole.length - 3]) {
      await truncate(path, size);
      const ran = await real.run('Get-Container');
      refused(ran, /set aside.*\[Corrupt,/s);
      expect(ran.stdout).to.include('other').and.not.to.include('cut ');
      await expectProblems('ContainerRecord');
      await writeFile(path, whole);
      expect((await found('cut')).State).to.equal('Off');
      await real.ok('service', 'stop');
    }
    for (const name of await real.names('containers', await idOf('cut')))
      if (name.includes('damaged')) await rm(join(folder, name));
    await real.ok('Start-Container', 'cut');
    await works('cut');
    await works('other');
    await remove('cut');
    await remove('other');
    await expectTidy(real);
  });

  const SPOILED = ['', 'no JSON', '{}', 'null'];
  for (const [what, pathOf] of [
    ['note of the first process', (id: string) => join('host', 'systems', id, 'init')],
    ['record of a system', (id: string) => join('host', 'systems', id, 'system.json')],
    ['record of a network', (id: string) => join('host', 'namespaces', `${id}.json`)],
    ['mark of the image store', () => join('images', 'oci-layout')],
  ] as const) {
    it(`the ${what} damaged while its container runs: all others work, and it can be ended`, async () => {
      await create('other');
      for (const text of [...SPOILED, undefined]) {
        await create('torn', '-Command', 'C:\\probe.exe sleep:100000', '-PublishPort', `${await freePort()}:80`);
        await real.ok('Start-Container', 'torn,other');
        const path = join(real.root, pathOf(await idOf('torn')));
        const whole = await readFile(path, 'utf8');
        await real.killService(await real.service());
        await writeFile(path, text ?? whole.slice(0, whole.length / 2));
        expect((await found('torn')).State).to.equal('Running');
        await works('other');
        await real.ok('Stop-Container', 'other');
        if (what === 'record of a network') await expectProblems('LostNetwork');
        await real.ok('Stop-Container', 'torn', '-TurnOff');
        expect((await found('torn')).State).to.equal('Off');
        await expectProblems();
        await remove('torn');
      }
      await remove('other');
      await rm(join(real.root, 'host', 'namespaces'), { recursive: true, force: true }); // what was set aside
      await expectTidy(real);
    });
  }

  it('the record of a system damaged when it has ended: it is told as Off, and starts again', async () => {
    for (const text of SPOILED) {
      await create('gone', '-Command', 'C:\\probe.exe sleep:100000');
      await real.ok('Start-Container', 'gone');
      const folder = new SystemFolder(join(real.root, 'host', 'systems'), await idOf('gone'));
      await real.killService(await real.service());
      process.kill(folder.liveProcessId() ?? Number.NaN, 'SIGKILL');
      await writeFile(folder.recordPath, text);
      await eventually(async () => folder.liveProcessId() === undefined); // the kernel ends all that it has started first
      expect((await found('gone')).State).to.equal('Off');
      await real.ok('Start-Container', 'gone');
      await works('gone');
      await remove('gone');
    }
    await expectTidy(real);
  });

  it('the index of the images cut at several bytes: told, kept, and made again from what is there', async () => {
    await real.ok('service', 'stop');
    const path = join(real.root, 'images', 'index.json');
    const whole = await readFile(path);
    for (const part of [0, 0.5, 0.99]) {
      await truncate(path, Math.floor(whole.length * part));
      const images = await real.objects<{ Name: string }>('Get-ContainerImage');
      expect(images.map(({ Name }) => Name).sort()).to.deep.equal(['Windows', 'tools']);
      await create('again');
      await remove('again');
      await real.ok('service', 'stop');
    }
  });

  it('a newer build while a container runs and a capture goes on: the capture ends well, nobody notices', async () => {
    await create('steady', '-Command', 'C:\\probe.exe sleep:100000');
    await create('taken');
    await real.ok('Start-Container', 'steady');
    const before = await real.service();
    const capture = real.begin('New-ContainerImage', 'taken', 'shot');
    const newer = join(real.folder, 'newer');
    const dist = join(import.meta.dirname, '../../dist');
    await cp(dist, join(newer, 'dist'), { recursive: true });
    await run('ln', ['-s', join(import.meta.dirname, '../../node_modules'), join(newer, 'node_modules')]);
    const { build } = JSON.parse(await readFile(join(dist, 'build.json'), 'utf8')) as { build: string };
    for (const name of await readdir(join(newer, 'dist'))) {
      if (!/\.(mjs|json)$/.test(name)) continue;
      const path = join(newer, 'dist', name);
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll(build, `${build}z`));
    }
    const env = { ...process.env, HCS_CONTAINERS_ROOT: real.root, HOME: real.folder };
    const asked = await run(process.execPath, [join(newer, 'dist', 'hcs.mjs'), 'Get-Container', '-AsJson'], { env });
    const states = (JSON.parse(asked.stdout) as ContainerJson[]).map(({ Name, State }) => `${Name} ${State}`);
    expect(states).to.deep.equal(['steady Running', 'taken Off']);
    expect((await capture.done).code).to.equal(0);
    await works('steady');
    expect(await real.service()).not.to.equal(before);
    await remove('steady');
    await remove('taken');
    await real.ok('Remove-ContainerImage', 'shot', '-Force');
    await expectTidy(real);
  });
});

describe('a disk that fills up', function () {
  this.timeout(180_000);
  let real: RealRoot;
  let isMounted = false;

  before(async function () {
    await needContainers(this);
    if (process.getuid?.() !== 0) skip(this, 'only root can make a small disk');
    real = await RealRoot.empty();
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1500m', 'tmpfs', real.root]);
    isMounted = true;
    await run('chmod', ['700', real.root]);
    const seeded = await RealRoot.withBase({ isPacked: true });
    await cp(join(seeded.root, 'images'), join(real.root, 'images'), { recursive: true, preserveTimestamps: true });
    await seeded.dispose();
  });
  after(async () => {
    await real?.run('Remove-Container', '*', '-Force');
    await real?.run('service', 'stop');
    // Every process of the machine sees this mount: what is ours has the folder in its command line.
    const ours = () => processesOf(real.root).filter(({ command }) => command.includes(real.folder));
    await eventually(async () => ours().every(({ command }) => command.includes('keeper')));
    for (const { id } of ours()) process.kill(id, 'SIGKILL');
    if (isMounted) await run('umount', ['-l', real.root]);
    await rm(real.folder, { recursive: true, force: true });
  });

  /** Leaves no byte. */
  const fill = () =>
    run('sh', [
      '-c',
      'dd if=/dev/zero of="$0" bs=1M 2>/dev/null; dd if=/dev/zero bs=1 >>"$0" 2>/dev/null; true',
      join(real.root, 'filler'),
    ]);
  /**
   * Runs a command on the full disk, which it must refuse. What runs in a container may give room back after the disk
   * was filled (Wine's registry, a note that is taken away), and a record needs one block only: a command that found
   * room is undone with `undo`, and the disk filled again.
   */
  async function expectFull(words: string[], undo?: string[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await fill();
      const ran = await real.run(...words);
      if (ran.code === 0 && attempt < 5) {
        await makeRoom();
        if (undo !== undefined) await real.ok(...undo);
        continue;
      }
      expect(ran.code, words.join(' ')).to.equal(1);
      expect(ran.stderr, words.join(' ')).to.match(/DiskFull|no space|disk is full/i);
      return;
    }
  }
  const makeRoom = () => rm(join(real.root, 'filler'), { force: true });
  const expectNothing = async () => {
    for (const path of [['containers'], ['host', 'systems'], ['host', 'namespaces'], ['host', 'attachments']])
      await eventually(async () => (await real.names(...path)).length === 0).catch(async () =>
        expect(await real.names(...path), path.join('/')).to.deep.equal([]),
      );
  };
  afterEach(async () => {
    await makeRoom();
    await real.run('Remove-Container', '*', '-Force');
  });

  it('under a container that ends: it is Off, and all can be looked at, stopped and removed', async () => {
    await real.ok(
      'New-Container',
      'brief',
      '-ContainerImageName',
      'Windows',
      '-Command',
      'cmd /c echo here & ping -n 1000 127.0.0.1',
    );
    await real.ok('New-Container', 'spare', '-ContainerImageName', 'Windows');
    await real.ok('New-Container', 'running', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'brief,running');
    const { ContainerId } = (await real.container('brief')) ?? { ContainerId: '' };
    const brief = new SystemFolder(join(real.root, 'host', 'systems'), ContainerId).liveProcessId() ?? 0;
    await eventually(async () => /here/.test(await real.ok('Get-ContainerLog', 'brief')));
    await fill();
    process.kill(brief, 'SIGKILL');
    await eventually(async () => (await real.container('brief'))?.State === 'Off');
    expect(await real.container('running')).to.include({ State: 'Running' });
    expect(await real.ok('Get-ContainerLog', 'brief')).to.match(/here/);
    await real.ok('Stop-Container', 'running');
    expect(await real.container('running')).to.include({ State: 'Off' });
    await real.ok('Remove-Container', 'spare', '-Force');
    await real.ok('Remove-Container', 'brief', '-Force');
    await makeRoom();
    await real.ok('Remove-Container', 'running', '-Force');
    await expectNothing();
  });

  it('under a service that is killed: the next one starts, and containers can be stopped and removed', async () => {
    await real.ok('New-Container', 'one', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'one');
    const service = await real.service();
    await fill();
    await real.killService(service);
    expect(await real.container('one')).to.include({ State: 'Running' });
    await real.ok('service', 'stop');
    await fill();
    await real.ok('Remove-Container', 'one', '-Force');
    await makeRoom();
    await expectNothing();
  });

  it('under each operation: DiskFull, nothing half made, and all works again with room', async () => {
    await real.ok('New-Container', 'first', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'first');
    const { ContainerId } = (await real.container('first')) ?? { ContainerId: '' };
    await expectFull(
      ['New-Container', 'second', '-ContainerImageName', 'Windows'],
      ['Remove-Container', 'second', '-Force'],
    );
    await expectFull(['Invoke-ContainerCommand', 'first', 'cmd /c echo hello']);
    await expectFull(['Copy-ContainerItem', PROBE, 'C:\\', '-ToContainer', 'first']);
    await expectFull(['Rename-Container', 'first', 'other'], ['Rename-Container', 'other', 'first']);
    await makeRoom();
    expect(await real.container('first')).to.include({ ContainerId, State: 'Running' });
    expect(await real.container('second')).to.equal(undefined);
    expect((await real.run('Invoke-ContainerCommand', 'first', 'cmd /c echo hello')).stdout).to.equal('hello\r\n');
    await fill();
    await real.run('Stop-Container', 'first');
    await makeRoom();
    await eventually(async () => (await real.container('first'))?.State === 'Off');
    await expectFull(['Start-Container', 'first'], ['Stop-Container', 'first']);
    await expectFull(['New-ContainerImage', 'first', 'site'], ['Remove-ContainerImage', 'site', '-Force']);
    // The way out of a full disk needs no room.
    await real.ok('Remove-Container', 'first', '-Force');
    await makeRoom();
    await real.ok('New-Container', 'second', '-ContainerImageName', 'Windows');
    await real.ok('Start-Container', 'second');
    await real.ok('Remove-Container', 'second', '-Force');
    await expectNothing();
  });
});
