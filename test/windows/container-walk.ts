/**
 * The main job on the Windows host, through the command line: what a first user does, each step checked. Run under Wine
 * against the stand-ins (`test/win32/command-line.wine.test.ts`) and on a real Windows (`npm run test:windows`).
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';

const PROJECT = join(import.meta.dirname, '../..');

export interface WalkOptions {
  /** A folder of this walk's own: state root and files are below it. */
  folder: string;
  /** An OCI archive or layout with a Windows base image for this machine. */
  baseImage: string;
  /** What the command line is started with. Default: this Node and the bundle in dist/. */
  program?: readonly [string, ...string[]];
  /** Added to the environment of the command line and, through it, of the service. */
  env: Readonly<Record<string, string>>;
  /** Told each command line and how it ended. */
  note: (text: string) => void;
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** One state root and its command line. */
export class Walk {
  readonly root: string;
  private readonly options: WalkOptions;

  constructor(options: WalkOptions) {
    this.options = options;
    this.root = join(options.folder, 'root');
  }

  /** Runs a cmdlet. Never throws for an exit code. */
  run(...words: string[]): Promise<Ended> {
    const [command, ...first] = this.options.program ?? [process.execPath, join(PROJECT, 'dist/hcs.mjs')];
    const argv = [...first, ...words];
    const env = { ...process.env, ...this.options.env, HCS_CONTAINERS_ROOT: this.root, NO_COLOR: '1' };
    return new Promise((resolve) => {
      const child = execFile(command, argv, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        this.options.note(`hcs ${words.join(' ')} -> ${code}${stderr === '' ? '' : ` ${stderr.trim()}`}`);
        resolve({ code, stdout, stderr });
      });
      child.stdin?.end();
    });
  }

  /** Runs a cmdlet that must succeed. @returns its objects. */
  async objects(...words: string[]): Promise<Record<string, unknown>[]> {
    const { code, stdout, stderr } = await this.run(...words, '-AsJson');
    expect(code, `hcs ${words.join(' ')}: ${stderr}`).to.equal(0);
    return objectsOf(stdout);
  }

  /** What a command in a container wrote and how it ended. */
  async inside(container: string, commandLine: string): Promise<{ code: number; output: string }> {
    // The command line ends as the command did.
    const { stdout, stderr } = await this.run(
      'Invoke-ContainerCommand',
      container,
      commandLine,
      '-AsObject',
      '-AsJson',
    );
    expect(stdout, stderr).not.to.equal('');
    const result = objectsOf(stdout)[0];
    return { code: Number(result?.['ExitCode']), output: String(result?.['StandardOutput']).trim() };
  }

  async stateOf(container: string): Promise<unknown> {
    return (await this.objects('Get-Container', container))[0]?.['State'];
  }
}

/** From a base image to a captured one that serves, and back to nothing. */
export async function containerWalk(options: WalkOptions): Promise<void> {
  const walk = new Walk(options);
  try {
    await importBase(walk, options.baseImage);
    const port = await freePort();
    await change(walk, options.folder);
    await capture(walk);
    await serve(walk, port);
    await surviveKill(walk, port);
    await refuse(walk);
    await removeAll(walk);
  } finally {
    await walk.run('Remove-Container', '*', '-Force');
    await walk.run('service', 'stop');
  }
}

async function importBase(walk: Walk, baseImage: string): Promise<void> {
  const [host] = await walk.objects('Get-ContainerHost');
  expect(host?.['Kind']).to.equal('Windows');
  expect(host?.['Isolation']).to.include('Process');
  await walk.objects('Import-ContainerImage', baseImage);
  const [image, ...others] = await walk.objects('Get-ContainerImage');
  expect([image?.['IsOSImage'], others]).to.deep.equal([true, []]);
}

async function change(walk: Walk, folder: string): Promise<void> {
  const [image] = await walk.objects('Get-ContainerImage');
  const tools = join(folder, 'probe');
  await mkdir(tools, { recursive: true });
  await writeFile(join(tools, 'probe.exe'), await readFile(join(PROJECT, 'test/contract/probe/probe.exe')));
  await walk.objects('New-Container', '-Name', 'web', '-ContainerImageName', String(image?.['Name']));
  await walk.objects('Copy-ContainerItem', '-Path', tools, '-ToContainer', 'web', '-Destination', 'C:\\');
  await walk.objects('Start-Container', 'web');
  expect(await walk.stateOf('web')).to.equal('Running');
  expect(await walk.inside('web', 'cmd /c exit 300')).to.deep.equal({ code: 300, output: '' });
  expect(await walk.inside('web', 'C:\\probe\\probe.exe out:here exit:7')).to.deep.equal({ code: 7, output: 'here' });
  const wrote = await walk.inside('web', 'C:\\probe\\probe.exe mkdir:C:\\made write:C:\\made\\a.txt=changed');
  expect(wrote).to.deep.equal({ code: 0, output: '' });
  expect((await walk.inside('web', 'reg add HKLM\\Software\\Walk /v Value /d kept /f')).code).to.equal(0);
  const out = join(folder, 'a.txt');
  await walk.objects('Copy-ContainerItem', '-FromContainer', 'web', '-Path', 'C:\\made\\a.txt', '-Destination', out);
  expect(await readFile(out, 'utf8')).to.equal('changed');
}

async function capture(walk: Walk): Promise<void> {
  await walk.objects('Stop-Container', 'web');
  expect(await walk.stateOf('web')).to.equal('Off');
  const [image] = await walk.objects('New-ContainerImage', '-ContainerName', 'web', '-Name', 'site');
  expect(image?.['IsOSImage']).to.equal(false);
}

async function serve(walk: Walk, port: number): Promise<void> {
  await walk.objects(
    ...['New-Container', '-Name', 'site1', '-ContainerImageName', 'site', '-ContainerComputerName', 'SITE1'],
    ...['-Command', 'C:\\probe\\probe.exe serve:80', '-PublishPort', `${port}:80`],
  );
  await walk.objects('Start-Container', 'site1');
  expect(await walk.inside('site1', 'C:\\probe\\probe.exe read:C:\\made\\a.txt')).to.include({ output: 'changed' });
  expect((await walk.inside('site1', 'reg query HKLM\\Software\\Walk /v Value')).output).to.include('kept');
  expect((await answerOf(port)).toUpperCase()).to.include('SITE1');
}

async function surviveKill(walk: Walk, port: number): Promise<void> {
  const [host] = await walk.objects('Get-ContainerHost');
  process.kill(Number(host?.['ServicePid']), 'SIGKILL');
  expect((await answerOf(port)).toUpperCase()).to.include('SITE1');
  expect(await walk.stateOf('site1')).to.equal('Running');
  const [again] = await walk.objects('Get-ContainerHost');
  expect(again?.['ServicePid']).not.to.equal(host?.['ServicePid']);
  const { stdout } = await walk.run('Get-ContainerLog', 'site1');
  expect(stdout).to.include('listening');
}

async function refuse(walk: Walk): Promise<void> {
  for (const [id, ...words] of [
    ['NotFound,Start-Container', 'Start-Container', 'nobody'],
    ['AlreadyExists,New-Container', 'New-Container', '-Name', 'web', '-ContainerImageName', 'site'],
    ['InvalidState,Remove-Container', 'Remove-Container', 'site1', '-Confirm:$false'],
    ['CommandFailed,Invoke-ContainerCommand', 'Invoke-ContainerCommand', 'site1', 'no-such-program'],
  ]) {
    const { code, stderr } = await walk.run(...words);
    expect(code, words.join(' ')).not.to.equal(0);
    expect(stderr).to.include(`[${id}]`);
  }
}

async function removeAll(walk: Walk): Promise<void> {
  await walk.objects('Stop-Container', 'site1');
  await walk.objects('Remove-Container', '*', '-Force');
  expect(await walk.objects('Get-Container')).to.deep.equal([]);
  await walk.objects('Remove-ContainerImage', 'site', '-Force');
  const [base, ...others] = await walk.objects('Get-ContainerImage');
  expect(others).to.deep.equal([]);
  await walk.objects('Uninstall-ContainerOSImage', '-FullName', String(base?.['FullName']), '-Force');
  expect(await walk.objects('Get-ContainerImage')).to.deep.equal([]);
}

/** -AsJson gives an object, several in an array, or nothing. */
function objectsOf(text: string): Record<string, unknown>[] {
  const parsed: unknown = text.trim() === '' ? [] : JSON.parse(text);
  return (Array.isArray(parsed) ? parsed : [parsed]) as Record<string, unknown>[]; // -AsJson gives objects only
}

/** What the server behind a published port says; waits up to 20 s for it. */
async function answerOf(port: number): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetchOnce(port);
    } catch (error) {
      if (tries === 100) throw error;
      await delay(200);
    }
  }
}

function fetchOnce(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/', timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
