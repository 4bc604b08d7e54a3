import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { SystemFolder } from '../../core/embedded/system-folder.ts';
import { readLayout, sha256, untar } from '../../scripts/demo/outside.ts';
import { freePort } from '../../scripts/ports.ts';
import { eventually } from '../eventually.ts';
import { expectTidy } from './expect-tidy.ts';
import { type ContainerJson, type ImageJson, needContainers, type Ran, RealRoot } from './real-root.ts';

/** When the service is killed, as parts of the time that the command took undisturbed. */
const MOMENTS = [0.15, 0.5, 0.85];
/** The steady container prints a numbered line this often, far longer than the tests last. */
const LINE_MS = 1000;
const LINES = 1400;

describe('the service killed in the middle', function () {
  this.timeout(120_000);
  let real: RealRoot;
  let port: number;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
    port = await freePort();
    const lines = Array.from({ length: LINES }, (_, index) => `line:#${index + 1} sleep:${LINE_MS}`).join(' ');
    const steady = `C:\\probe.exe "spawn:C:\\probe.exe serve:80" ${lines}`;
    await real.ok(...create('steady'), '-Command', steady, '-PublishPort', `${port}:80`);
    await real.ok('Start-Container', 'steady');
    await eventually(async () => (await answer()).startsWith('probe:'));
  });

  after(() => real?.dispose());

  const create = (name: string) => ['New-Container', name, '-ContainerImageName', 'tools'];
  /** What the steady container says on its published port; no time is asserted, so one that hangs takes the test's. */
  const answer = () => fetch(`http://127.0.0.1:${port}/`).then((response) => response.text(), told);

  async function timed(...words: string[]): Promise<number> {
    await real.service();
    const startedMs = performance.now();
    await real.ok(...words);
    return performance.now() - startedMs;
  }

  /** Kills the service `afterMs` into a command. The steady container must not notice. */
  async function killedDuring(afterMs: number, ...words: string[]): Promise<Ran> {
    const service = await real.service();
    const { done } = real.begin(...words);
    await sleep(afterMs);
    await real.killService(service);
    expect(await answer(), 'the published port answers while no service lives').to.match(/^probe:/);
    const ran = await done;
    if (ran.code !== 0) expect(ran.stderr).to.match(/ConnectionFailed/);
    return ran;
  }

  async function kill(words: (index: number) => string[], settle: (index: number, ran: Ran) => Promise<void>) {
    const wholeMs = await timed(...words(0));
    await settle(0, { code: 0, stdout: '', stderr: '' });
    for (const [at, part] of MOMENTS.entries()) {
      const ran = await killedDuring(wholeMs * part, ...words(at + 1));
      await expectTidy(real);
      await settle(at + 1, ran);
    }
  }

  it('in New-Container: the container is there and whole, or not at all', async () => {
    await kill(
      (index) => create(`new${index}`),
      async (index, { code }) => {
        const there = (await real.container(`new${index}`)) !== undefined;
        if (code === 0) expect(there).to.equal(true);
        if (!there) await real.ok(...create(`new${index}`));
      },
    );
    await real.ok('Start-Container', 'new*');
    for (const index of [0, 1, 2, 3])
      expect((await real.run('Invoke-ContainerCommand', `new${index}`, 'C:\\probe.exe exit:7')).code).to.equal(7);
    await real.ok('Remove-Container', 'new*', '-Force');
  });

  it('in the first New-Container of an image, which unpacks its layers: nothing half unpacked stays', async () => {
    const fresh = await RealRoot.withBase({ isPacked: true });
    try {
      const first = ['New-Container', 'first', '-ContainerImageName', 'Windows'];
      for (const afterMs of [300, 1200]) {
        const service = await fresh.service();
        const { done } = fresh.begin(...first);
        await sleep(afterMs);
        await fresh.killService(service);
        await done;
        await expectTidy(fresh);
        if ((await fresh.container('first')) !== undefined) await fresh.ok('Remove-Container', 'first', '-Force');
      }
      await fresh.ok(...first);
      await fresh.ok('Start-Container', 'first');
    } finally {
      await fresh.dispose();
    }
  });

  it('in Start-Container: it runs and takes commands, or is off and can be started', async () => {
    await real.ok(...create('begin'), '-Command', 'C:\\probe.exe sleep:100000');
    await kill(
      () => ['Start-Container', 'begin'],
      async (_, { code }) => {
        const found = await real.container('begin');
        if (code === 0) expect(found?.State).to.equal('Running');
        if (found?.State === 'Off') await real.ok('Start-Container', 'begin');
        expect(await real.ok('Invoke-ContainerCommand', 'begin', 'C:\\probe.exe out:works')).to.equal('works');
        await real.ok('Stop-Container', 'begin', '-TurnOff');
        await expectTidy(real);
      },
    );
  });

  it('in Restart-Container: it runs', async () => {
    await real.ok(...create('again'), '-Command', 'C:\\probe.exe sleep:100000');
    await real.ok('Start-Container', 'again');
    await kill(
      () => ['Restart-Container', 'again', '-TurnOff'],
      async () => {
        await eventually(async () => (await real.container('again'))?.State === 'Running');
        expect(await real.ok('Invoke-ContainerCommand', 'again', 'C:\\probe.exe out:works')).to.equal('works');
      },
    );
    await real.ok('Remove-Container', 'again', '-Force');
  });

  it('in New-ContainerImage, Export and Import: the image or the file is there and whole, or not at all', async () => {
    const data = join(real.folder, 'data.bin');
    await writeFile(data, randomBytes(12_000_000));
    const digest = await sha256(data);
    await real.ok(...create('full'));
    await real.ok('Copy-ContainerItem', data, 'C:\\', '-ToContainer', 'full');
    const image = async (name: string) =>
      (await real.objects<ImageJson>('Get-ContainerImage')).find((found) => found.Name === name);
    await kill(
      (index) => ['New-ContainerImage', 'full', `full${index}`],
      async (index, { code }) => {
        const name = `full${index}`;
        const there = (await image(name)) !== undefined;
        if (code === 0) expect(there).to.equal(true);
        if (!there) await real.ok('New-ContainerImage', 'full', name);
        await real.ok('New-Container', 'check', '-ContainerImageName', name);
        const back = join(real.folder, 'back.bin');
        await real.ok('Copy-ContainerItem', 'C:\\data.bin', back, '-FromContainer', 'check');
        expect(await sha256(back)).to.equal(digest);
        await real.ok('Remove-Container', 'check', '-Force');
      },
    );
    await real.ok('Remove-ContainerImage', 'full1', '-Force');

    const out = join(real.folder, 'out');
    await mkdir(out);
    await kill(
      (index) => ['Export-ContainerImage', 'full0', '-Path', join(out, `${index}.tar`)],
      async (index, { code }) => {
        const file = join(out, `${index}.tar`);
        const there = (await readdir(out)).includes(`${index}.tar`);
        if (code === 0) expect(there).to.equal(true);
        if (!there) await real.ok('Export-ContainerImage', 'full0', '-Path', file);
        await expectWholeArchive(file, join(real.folder, `unpacked${index}`));
      },
    );
    expect((await readdir(out)).sort(), 'nothing half written stays').to.deep.equal([
      '0.tar',
      '1.tar',
      '2.tar',
      '3.tar',
    ]);

    await real.ok('Remove-Container', 'full', '-Force');
    for (const name of ['full0', 'full2', 'full3']) await real.ok('Remove-ContainerImage', name, '-Force');
    await kill(
      () => ['Import-ContainerImage', join(out, '0.tar')],
      async (_, { code }) => {
        const there = (await image('full0')) !== undefined;
        if (code === 0) expect(there).to.equal(true);
        if (!there) await real.ok('Import-ContainerImage', join(out, '0.tar'));
        await real.ok('Remove-ContainerImage', 'full0', '-Force');
        await expectTidy(real);
      },
    );
  });

  it('in Remove-Container: it is gone, or there and can be removed', async () => {
    for (const index of [0, 1, 2, 3]) await real.ok(...create(`gone${index}`));
    await real.ok('Start-Container', 'gone*');
    await kill(
      (index) => ['Remove-Container', `gone${index}`, '-Force'],
      async (index, { code }) => {
        const there = (await real.container(`gone${index}`)) !== undefined;
        if (code === 0) expect(there).to.equal(false);
        if (there) await real.ok('Remove-Container', `gone${index}`, '-Force');
        await expectTidy(real);
      },
    );
  });

  it('in Invoke-ContainerCommand: the next service ends the command, whose limit is gone, and the next one works', async () => {
    const programs = async () => (await real.objects('Get-ContainerProcess', 'steady')).length;
    const before = await programs();
    const service = await real.service();
    const command = real.begin('Invoke-ContainerCommand', 'steady', 'C:\\probe.exe line:on sleep:600000');
    await eventually(async () => command.said().includes('on'));
    await real.killService(service);
    expect((await command.done).stderr).to.match(/ConnectionFailed/);
    await eventually(async () => (await programs()) === before);
    expect(await real.ok('Invoke-ContainerCommand', 'steady', 'C:\\probe.exe out:works')).to.equal('works');
  });

  it('in Invoke-ContainerImage -AutoRemove: the next service stops the container and removes it', async () => {
    const service = await real.service();
    const image = ['Invoke-ContainerImage', 'tools', 'C:\\probe.exe line:on sleep:600000'];
    const running = real.begin(...image, '-Name', 'job', '-AutoRemove');
    await eventually(async () => running.said().includes('on'));
    await real.killService(service);
    await running.done;
    await eventually(async () => (await real.container('job')) === undefined);
    await expectTidy(real);
  });

  it('the exit code of a container that ended while no service lived is known', async () => {
    const command = 'C:\\probe.exe line:first await:C:\\go line:last exit:3221225786';
    await real.ok(...create('brief'), '-Command', command);
    await real.ok('Start-Container', 'brief');
    const id = (await real.container('brief'))?.ContainerId ?? '';
    await real.killService(await real.service());
    const folder = new SystemFolder(join(real.root, 'host', 'systems'), id);
    await writeFile(`/proc/${folder.liveProcessId()}/root/c/drive_c/go`, '');
    await eventually(async () => /^exited /m.test(await readFile(folder.statusPath, 'utf8')));
    await eventually(async () => (await real.container('brief'))?.State === 'Off');
    expect(await real.container('brief')).to.include({ ExitCode: 3221225786 });
    expect(await real.ok('Get-ContainerLog', 'brief')).to.match(/^first\r?\nlast\r?\n$/);
    await real.ok('Remove-Container', 'brief', '-Force');
  });

  it('a container that runs on has lost no line of its log through all of it', async () => {
    const before = await numbered();
    await real.killService(await real.service());
    let after: number[] = [];
    await eventually(async () => {
      after = await numbered();
      return after.length > before.length;
    });
    expect(after).to.deep.equal(after.map((_, index) => index + 1));
    const [steady] = await real.objects<ContainerJson>('Get-Container', 'steady');
    expect(steady?.State).to.equal('Running');
    await expectTidy(real);
  });

  async function numbered(): Promise<number[]> {
    const text = await real.ok('Get-ContainerLog', 'steady');
    const lines = text.split(/\r?\n/).filter((line) => line.startsWith('#')); // others: the server's id, and its first word
    return lines.map((line) => Number(line.slice(1)));
  }
});

async function expectWholeArchive(file: string, folder: string): Promise<void> {
  await mkdir(folder);
  untar(file, folder);
  const { layers } = await readLayout(folder);
  expect(layers).to.have.length(3);
  expect(await readFile(join(folder, 'oci-layout'), 'utf8')).to.include('1.0.0');
}

/** Why nothing answered. */
function told(error: unknown): string {
  return error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error);
}
