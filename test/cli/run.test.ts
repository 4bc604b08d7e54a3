import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { run } from '../../core/cli/run.ts';
import { eventually } from '../eventually.ts';
import { isAlive } from '../is-alive.ts';
import { type ServiceFixture, serviceFixture } from '../service/service-fixture.ts';
import { type FakeTerminalOptions, fakeTerminal } from './fake-terminal.ts';

const FAKE_HCS = fileURLToPath(new URL('./fake-hcs.ts', import.meta.url));

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('the command line', function () {
  this.timeout(30_000);
  let fixture: ServiceFixture;
  before(async () => {
    fixture = await serviceFixture('root');
  });
  after(() => fixture.dispose());

  async function hcs(argv: string[], options: FakeTerminalOptions = {}) {
    const terminal = fakeTerminal(options);
    const code = await run({ argv, workingDirectory: '/', terminal, access: () => fixture.access() });
    return { code, stdout: terminal.stdout, stderr: terminal.stderr };
  }

  it('prints the default table, and problems with their id and what to type', async () => {
    expect(await hcs(['Get-Container', 'web,none'])).to.deep.equal({
      code: 1,
      stdout:
        'Name State   Uptime   ParentImageName\n---- -----   ------   ---------------\nweb  Running 00:01:01 Windows\n',
      stderr: "Get-Container: There is no container 'none'.\n  [NotFound,Get-Container] Try: Get-Container\n",
    });
  });

  it('-AsJson: one array on stdout, problems as JSON lines on stderr', async () => {
    const { code, stdout, stderr } = await hcs(['get-container', 'web,none', '-AsJson']);
    expect(code).to.equal(1);
    expect(JSON.parse(stdout)).to.deep.equal([
      { Name: 'web', State: 'Running', Uptime: 61, ParentImageName: 'Windows' },
    ]);
    expect(JSON.parse(stderr).error).to.include({ id: 'NotFound', fullyQualifiedErrorId: 'NotFound,Get-Container' });
    expect(await hcs(['Get-Container', 'none', '-AsJson', '-ErrorAction', 'Ignore'])).to.deep.equal({
      code: 1,
      stdout: '[]\n',
      stderr: '',
    });
  });

  it('exits 2 for what it does not understand, and asks the service nothing', async () => {
    const { code, stderr } = await hcs(['Get-Container', '-Foo']);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^Get-Container: A parameter cannot be found that matches parameter name 'Foo'\.\n {2}\[NamedParameterNotFound,Get-Container\] Try: -Name/,
    );
    expect((await hcs(['Frobnicate'])).code).to.equal(2);
    expect((await hcs(['service', 'frobnicate'])).code).to.equal(2);
  });

  it('-WhatIf says what would be done and does nothing', async () => {
    const { code, stdout } = await hcs(['Remove-Container', 'x', '-WhatIf']);
    expect(code).to.equal(0);
    expect(stdout).to.equal(
      'What if: Performing the operation "Remove" on target "container \'web\'".\nWhat if: Performing the operation "Remove" on target "container \'db\'".\n',
    );
  });

  it('asks before a change of high impact, and needs a terminal or -Force for it', async () => {
    const refused = await hcs(['Remove-Container', 'x']);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include('Try: add -Force or -Confirm:$false');
    const asked = await hcs(['Remove-Container', 'x'], { isTerminal: true, answers: ['?', 'n', 'y'] });
    expect(asked.code).to.equal(0);
    expect(asked.stderr)
      .to.include('Performing the operation "Remove" on target "container \'db\'"')
      .and.to.include('[A] Yes to All');
    expect(await readFile(join(fixture.root, 'trace.log'), 'utf8')).to.equal('removed db\n');
    await hcs(['Remove-Container', 'x'], { isTerminal: true, answers: ['l'] });
    await hcs(['Remove-Container', 'x', '-Force']);
    expect(await readFile(join(fixture.root, 'trace.log'), 'utf8')).to.equal('removed db\nremoved web\nremoved db\n');
    await hcs(['Remove-Container', 'x', '-Confirm:$false']);
  });

  it('passes a program’s bytes and exit code through', async () => {
    const hello = await hcs(['Invoke-ContainerCommand', 'web', 'cat'], { input: bytes('caf\u00e9', '\n') });
    expect(hello).to.deep.equal({ code: 0, stdout: 'caf\u00e9\n', stderr: 'to stderr\n' });
    expect((await hcs(['Invoke-ContainerCommand', 'web', 'fail'])).code).to.equal(3_221_225_477);
  });

  it('retries a read whose service was killed, and says of a change that it was lost', async () => {
    const { hello } = await fixture.connect();
    process.kill(hello.processId, 'SIGKILL');
    expect((await hcs(['Get-Container'])).code).to.equal(0);
    const lost = await hcs(['New-Container', '-Image', 'x', '-Command', 'die']);
    expect(lost.code).to.equal(1);
    expect(lost.stderr).to.match(
      /^New-Container: The service went away in the middle of the call\..*\n {2}\[ConnectionFailed,New-Container\] Try: /,
    );
  });

  it('service status, endpoint and stop', async () => {
    const started = JSON.parse((await hcs(['service', 'endpoint', '--start'])).stdout);
    expect(started).to.have.keys('endpoint', 'processId');
    expect(JSON.parse((await hcs(['service', 'status'])).stdout)).to.include({
      state: 'Running',
      processId: started.processId,
    });
    expect((await hcs(['service', 'stop'])).code).to.equal(0);
    await eventually(async () => !isAlive(started.processId));
    expect((await hcs(['service', 'status'])).code).to.equal(1);
    expect((await hcs(['service', 'stop'])).code).to.equal(0);
  });

  it('help and version', async () => {
    expect((await hcs(['--version'])).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    expect((await hcs([])).stdout).to.include('Get-ContainerImage');
    const help = (await hcs(['help', 'new-container'])).stdout;
    expect(help)
      .to.include('New-Container [[-Name] <string>] -ContainerImageName <string>')
      .and.to.include('-PublishPort <string[]>');
    expect((await hcs(['New-Container', '-?'])).stdout).to.equal(help);
  });

  // On Windows no signal can be sent to another process: kill ends it.
  const itInterrupts = process.platform === 'win32' ? () => undefined : it;
  itInterrupts('Ctrl+C stops the call, waits for it, and exits 130', async () => {
    const child = hcsProcess(['Start-Container', 'web']);
    const trace = join(fixture.root, 'trace.log');
    await eventually(async () => (await readFile(trace, 'utf8').catch(() => '')).includes('started'));
    child.process.kill('SIGINT');
    const { code, stderr } = await child.ended;
    expect({ code, stderr }).to.deep.equal({ code: 130, stderr: '' });
    expect(await readFile(trace, 'utf8')).to.include('cancelled');
  });

  it('is quiet when nobody reads its output any more', async () => {
    const child = hcsProcess(['New-Container', '-Image', 'x', '-Command', 'flood']);
    child.process.stdout?.once('data', () => child.process.stdout?.destroy());
    const { code, stderr } = await child.ended;
    expect({ code, stderr }).to.deep.equal({ code: 141, stderr: '' });
  });

  function hcsProcess(argv: string[]) {
    const env = { ...process.env, HCS_CONTAINERS_ROOT: fixture.root, HCS_CONTAINERS_IDLE_SECONDS: '60' };
    const child = spawn(process.execPath, [FAKE_HCS, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stdout.on('data', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, stderr })),
    );
    return { process: child, ended };
  }
});
