import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLayout, skopeoInspect, untar } from '../../scripts/demo/outside.ts';
import { isOnPath } from '../../scripts/demo/prerequisites.ts';
import { freePort } from '../../scripts/ports.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';
import { expectTidy } from './expect-tidy.ts';
import { type ImageJson, needContainers, PROBE, RealRoot } from './real-root.ts';

const NOBODY = 65534;
const AS_NOBODY = ['setpriv', '--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups', '--'];
const KEY = 'HKLM\\Software\\Walk';
const SERVER = 'C:\\probe.exe serve:80';

describe('the main job, through the command line', function () {
  this.timeout(240_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
  });
  after(() => real?.dispose());

  it('a container serves, is changed, becomes an image, and the image travels', async () => {
    const archive = await mainJob(real);
    if (isOnPath('skopeo')) expect(skopeoInspect(archive).Os).to.equal('windows');
    await expectTidy(real);
  });

  it('commands give their output and exit code, the whole of it as an object', async () => {
    await real.ok('Start-Container', 'web');
    const codes = { 'exit 0': 0, 'exit 300': 44, 'exit 256': 255, 'exit -1': 255 };
    for (const [command, code] of Object.entries(codes))
      expect((await real.run('Invoke-ContainerCommand', 'web', `cmd /c ${command}`)).code, command).to.equal(code);
    const asObject = await real.run('Invoke-ContainerCommand', 'web', 'cmd /c echo said& exit 300', '-AsJson');
    const [object] = JSON.parse(asObject.stdout) as { ExitCode: number; StandardOutput: string }[];
    expect(object?.ExitCode).to.equal(300);
    expect(object?.StandardOutput).to.match(/^said\r?\n$/);
    const missing = await real.run('Invoke-ContainerCommand', 'web', 'nothing-of-this-name');
    expect(missing.code).not.to.equal(0);
    expect(missing.stderr).to.include('nothing-of-this-name');
    await real.ok('Stop-Container', 'web');
  });

  it('a second capture of the same container has the same layer', async () => {
    const top = async (name: string) => {
      const [image] = await real.objects<ImageJson>('New-ContainerImage', 'web', name);
      const hex = image?.Digest.slice('sha256:'.length) ?? '';
      const manifest = JSON.parse(await readFile(join(real.root, 'images/blobs/sha256', hex), 'utf8'));
      return (manifest as { layers: { digest: string }[] }).layers.at(-1)?.digest;
    };
    const [first, second] = [await top('once'), await top('twice')];
    expect(first).to.match(/^sha256:/);
    expect(second).to.equal(first);
    await real.ok('Remove-ContainerImage', 'once', '-Force');
    await real.ok('Remove-ContainerImage', 'twice', '-Force');
  });

  it('what is in use, running, reserved, unknown or ambiguous is refused, and says what', async () => {
    expect(await real.refused('InvalidState', 'Remove-ContainerImage', 'site', '-Force')).to.include("'again'");
    for (const name of ['con', 'NUL', 'com1', '..', 'a/b', 'a\\b', '', 'x'.repeat(300)])
      await real.refused('InvalidArgument', 'New-Container', '-Name', name, '-ContainerImageName', 'site');
    await real.refused('AlreadyExists', 'New-Container', 'WEB', '-ContainerImageName', 'site');
    await real.refused('NotFound', 'New-Container', 'x', '-ContainerImageName', 'nothing');
    for (const cmdlet of ['Get-Container', 'Start-Container', 'Stop-Container', 'Get-ContainerLog'])
      expect(await real.refused('NotFound', cmdlet, 'nobody')).to.include("'nobody'");
    await real.ok('New-ContainerImage', 'web', 'site', '-Version', '2.0');
    expect(await real.refused('Ambiguous', 'Remove-ContainerImage', 'site', '-Force')).to.include('2.0.0.0');
    await real.ok('Remove-ContainerImage', 'site', '-Version', '2.0', '-Force');
  });

  it('a port is published once; a running container is removed only with -Force', async () => {
    const port = await freePort();
    for (const name of ['one', 'two'])
      await real.ok('New-Container', name, '-ContainerImageName', 'site', '-PublishPort', `${port}:80`);
    await real.ok('Start-Container', 'one');
    expect(await real.refused('AlreadyExists', 'Start-Container', 'two')).to.include(`${port}`);
    await real.refused('InvalidState', 'Remove-Container', 'one', '-Confirm:$false');
    expect((await real.container('one'))?.State).to.equal('Running');
    await real.ok('Remove-Container', 'one', '-Force');
    await real.ok('Start-Container', 'two');
    await eventually(() => serves(port));
    await real.ok('Remove-Container', 'two', '-Force');
    await expectTidy(real);
  });

  it('it is waited for, its log followed, restarted and renamed', async () => {
    const command = 'C:\\probe.exe line:first line:Ready-now sleep:600000';
    await real.ok('New-Container', 'talk', '-ContainerImageName', 'site', '-Command', command);
    await real.ok('Start-Container', 'talk');
    await real.ok('Wait-Container', 'talk', '-LogLike', '*ready*');
    expect((await real.run('Wait-Container', 'talk', '-TimeoutSec', '1')).stderr).to.include(
      '[Timeout,Wait-Container]',
    );
    const follower = real.begin('Get-ContainerLog', 'talk', '-Follow');
    await eventually(async () => follower.said().includes('Ready-now'));
    await real.ok('Rename-Container', 'talk', 'chat');
    await real.refused('AlreadyExists', 'Rename-Container', 'chat', 'web');
    await real.ok('Restart-Container', 'chat', '-TurnOff');
    expect((await follower.done).stdout).to.match(/^first\s*Ready-now\s*$/);
    const ended = real.run('Wait-Container', 'chat', '-AsJson');
    await real.run('Invoke-ContainerCommand', 'chat', 'taskkill /f /im probe.exe'); // ends with the container itself
    const [chat] = JSON.parse((await ended).stdout) as { Name: string; State: string; ExitCode: number }[];
    expect(chat).to.include({ Name: 'chat', State: 'Off' });
    await real.ok('Remove-Container', 'chat', '-Confirm:$false');
    await expectTidy(real);
  });

  it('an image is run in one step: output, input and exit code; nothing is left, whoever goes away', async () => {
    const names = async () => (await real.objects<{ Name: string }>('Get-Container')).map(({ Name }) => Name);
    const before = await names();
    const run = (...words: string[]) => real.run('Invoke-ContainerImage', 'site', ...words, '-AutoRemove');
    const said = await run('C:\\probe.exe line:first err:beside exit:300');
    expect([said.code, said.stdout.trim(), said.stderr.trim()]).to.deep.equal([44, 'first', 'beside']);
    expect((await run('C:\\probe.exe cat', '-InputText', 'to and fro')).stdout).to.equal('to and fro');
    expect((await run('nothing-of-this-name')).stderr).to.include('[CommandFailed,Invoke-ContainerImage]');
    expect(await names()).to.deep.equal(before);
    const goes = real.begin('Invoke-ContainerImage', 'site', 'C:\\probe.exe line:up sleep:600000', '-AutoRemove');
    await eventually(async () => goes.said().includes('up'));
    goes.signal('SIGKILL');
    await eventually(async () => (await names()).length === before.length);
    const stopped = real.begin('Invoke-ContainerImage', 'site', 'C:\\probe.exe line:up sleep:600000', '-Name', 'stay');
    await eventually(async () => stopped.said().includes('up'));
    stopped.signal('SIGINT');
    expect((await stopped.done).code).to.equal(130);
    expect((await real.container('stay'))?.State).to.equal('Off');
    await real.ok('Remove-Container', 'stay', '-Force');
    await expectTidy(real);
  });

  it('it is attached to, from now on or from its beginning; a detached one goes on', async () => {
    const command = 'C:\\probe.exe line:first beat:C:\\go sleep:4000 line:second exit:5';
    await real.ok('Invoke-ContainerImage', 'site', command, '-Name', 'job', '-Detach');
    await real.ok('Wait-Container', 'job', '-LogLike', 'first');
    const [now, all] = [[], ['-FromBeginning']].map((more) => real.begin('Connect-Container', 'job', ...more));
    const leaves = real.begin('Connect-Container', 'job', '-FromBeginning');
    await eventually(async () => leaves.said().includes('first'));
    leaves.signal('SIGINT');
    expect((await leaves.done).code).to.equal(130);
    await eventually(async () => now?.said() !== '' && all?.said() !== '');
    await real.ok('Invoke-ContainerCommand', 'job', 'C:\\probe.exe write:C:\\go=on');
    const [fromNow, fromBeginning] = [await now?.done, await all?.done];
    expect([fromNow?.code, fromBeginning?.code]).to.deep.equal([5, 5]);
    expect(fromBeginning?.stdout).to.match(/^first\n(\.\n)+second\n$/);
    expect(fromNow?.stdout).to.match(/^(\.\n)+second\n$/);
    const stamped = (await real.ok('Get-ContainerLog', 'job', '-Timestamp')).trim().split('\n');
    expect(stamped.map((line) => `${line.slice(25)}\n`).join('')).to.equal(fromBeginning?.stdout);
    const [first = '', second = ''] = [stamped[0], stamped.at(-1)].map((line) => line?.slice(0, 24));
    expect(Date.parse(second) - Date.parse(first)).to.be.greaterThan(3000);
    expect((await real.ok('Get-ContainerLog', 'job', '-Since', second)).trim()).to.equal('second');
    expect(await real.refused('InvalidState', 'Connect-Container', 'job')).to.include('Get-ContainerLog job');
    await real.ok('Remove-Container', 'job', '-Confirm:$false');
    await expectTidy(real);
  });

  it('turned off or removed by force again and again, it never hangs', async () => {
    await real.ok('New-Container', 'loop', '-ContainerImageName', 'site', '-Command', 'cmd /c exit 3');
    for (let round = 0; round < 12; round += 1) {
      // The command ends at once, so that some of these meet a container that is going down by itself.
      await real.ok('Start-Container', 'loop');
      if (round % 4 === 3) {
        await real.ok('Remove-Container', 'loop', '-Force');
        await real.ok('New-Container', 'loop', '-ContainerImageName', 'site', '-Command', 'cmd /c exit 3');
      } else await real.ok('Stop-Container', 'loop', '-TurnOff');
    }
    await real.ok('Remove-Container', 'loop', '-Force');
    await expectTidy(real);
  });
});

describe('the main job, for an ordinary user', function () {
  this.timeout(240_000);
  let real: RealRoot;

  before(async function () {
    if (process.getuid?.() !== 0) skip(this, 'only root can become another user; the tests before have run as one');
    await needContainers(this);
    const probe = spawnSync('setpriv', [...AS_NOBODY.slice(1), 'unshare', '--user', '--map-root-user', 'true']);
    if (probe.status !== 0) skip(this, 'ordinary users may not make user namespaces here');
    real = await RealRoot.withBase({ prefix: AS_NOBODY, owner: NOBODY });
  });
  after(() => real?.dispose());

  it('a container serves, is changed, becomes an image, and the image travels', async () => {
    await mainJob(real);
    await real.ok('Remove-Container', '*', '-Force');
    expect(await real.names('containers')).to.deep.equal([]);
    expect(await real.names('host', 'systems')).to.deep.equal([]);
  });
});

/** From the base image to an archive and back. Leaves the container `web`, Off, the image `site`, and `again` of it. */
async function mainJob(real: RealRoot): Promise<string> {
  const port = await freePort();
  const data = randomBytes(300_000);
  const folder = join(real.folder, 'site');
  await mkdir(folder, { mode: 0o755 });
  await writeFile(join(folder, 'data.bin'), data, { mode: 0o644 });
  const create = ['New-Container', 'web', '-ContainerImageName', 'Windows', '-Command', SERVER];
  await real.ok(...create, '-PublishPort', `${port}:80`, '-ContainerComputerName', 'WALK');
  await real.ok('Copy-ContainerItem', PROBE, 'C:\\', '-ToContainer', 'web');
  await real.ok('Copy-ContainerItem', folder, 'C:\\', '-ToContainer', 'web');
  await real.ok('Start-Container', 'web');
  await eventually(() => serves(port));
  await real.ok('Invoke-ContainerCommand', 'web', `reg add ${KEY} /v Greeting /t REG_SZ /d hello-there /f`);
  await real.ok('Stop-Container', 'web');
  expect(await real.container('web')).to.include({ State: 'Off' });

  const [image] = await real.objects<ImageJson>('New-ContainerImage', 'web', 'site');
  const archive = join(real.folder, 'site.tar');
  await real.ok('Export-ContainerImage', 'site', '-Path', archive);
  const unpacked = join(real.folder, 'unpacked');
  await mkdir(unpacked);
  untar(archive, unpacked);
  const layout = await readLayout(unpacked);
  expect(layout).to.include({ digest: image?.Digest, os: 'windows' });
  expect(layout.layers).to.have.length(2);

  await real.ok('Remove-ContainerImage', 'site', '-Force');
  expect((await real.run('Get-ContainerImage', 'site')).code).not.to.equal(0);
  const [imported] = await real.objects<ImageJson>('Import-ContainerImage', archive);
  expect(imported).to.deep.include({ Name: 'site', Digest: image?.Digest });

  await real.ok('New-Container', 'again', '-ContainerImageName', 'site', '-PublishPort', `${port}:80`);
  await real.ok('Start-Container', 'again');
  await eventually(() => serves(port));
  const query = await real.ok('Invoke-ContainerCommand', 'again', `reg query ${KEY} /v Greeting`);
  expect(query).to.include('hello-there');
  const back = join(real.folder, 'site', 'back.bin');
  execFileSync('chmod', ['777', folder]);
  await real.ok('Copy-ContainerItem', 'C:\\site\\data.bin', back, '-FromContainer', 'again');
  expect((await readFile(back)).equals(data)).to.equal(true);
  await real.ok('Stop-Container', 'again');
  return archive;
}

function serves(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) })
    .then((response) => response.text())
    .then(
      (text) => text.startsWith('probe:'),
      () => false,
    );
}
