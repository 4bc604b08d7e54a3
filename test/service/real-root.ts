/** The product as users run it: the bundled command line and service, a state root, the embedded host. */
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcesses, processesOf } from '../../scripts/demo/outside.ts';
import { linkTree } from '../base-layer.ts';
import { whyNoEmbedded } from '../contract/embedded-fixture.ts';
import { eventually } from '../eventually.ts';
import { patience } from '../patience.ts';
import { skip } from '../skip.ts';

export const PROBE = join(import.meta.dirname, '../contract/probe/probe.exe');
const HCS = join(import.meta.dirname, '../../dist/hcs.mjs');
/** No command of these tests takes nearly as long; one that does hangs. */
const PATIENCE_MS = patience(60_000);

const run = promisify(execFile);

export interface RootOptions {
  /** What comes before the program, to run it as another user for one. */
  prefix?: readonly string[];
  /** Whose the folder is. Its layers are packed: who owns them unpacks them. */
  owner?: number;
  /** Whether the layers of its images are still to be unpacked, as the first container of an image has it done. */
  isPacked?: boolean;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command line that runs. */
export interface Running {
  done: Promise<Ran>;
  /** What it has printed so far. */
  said(): string;
  signal(signal: 'SIGINT' | 'SIGKILL'): void;
}

/** A container as `-AsJson` gives it, as far as these tests look. */
export interface ContainerJson {
  Name: string;
  ContainerId: string;
  State: string;
  ExitCode?: number;
  ParentImageName: string;
}

/** An image as `-AsJson` gives it, as far as these tests look. */
export interface ImageJson {
  Name: string;
  Digest: string;
}

/** Skips a suite, in its `before` hook, where no container can run; there it fails when it is the CI that says so. */
export async function needContainers(context: Mocha.Context): Promise<void> {
  const reason = await whyNoEmbedded();
  if (reason === undefined) return;
  if (process.env['CI'] === 'true') throw new Error(`the CI must run containers: ${reason}`);
  skip(context, reason);
}

export class RealRoot {
  /** Of this test, and gone at the end. */
  readonly folder: string;
  readonly root: string;
  /** What comes before the program: another user, for one. */
  readonly prefix: readonly string[];
  /** The arguments that make Node.js the command line. */
  readonly hcs: readonly string[] = [HCS];

  private constructor(folder: string, prefix: readonly string[]) {
    this.folder = folder;
    this.root = join(folder, 'root');
    this.prefix = prefix;
  }

  /** An empty state root. */
  static async empty({ prefix = [] }: RootOptions = {}): Promise<RealRoot> {
    await build();
    const real = new RealRoot(await mkdtemp(join(tmpdir(), 'hcs-whole-')), prefix);
    await mkdir(real.root, { mode: 0o700 });
    return real;
  }

  /** A state root with the base image, which is made once for all test files of a run. */
  static async withBase(options: RootOptions = {}): Promise<RealRoot> {
    return RealRoot.grown(await baseSeed(), options);
  }

  /** As `withBase`, with the image `tools`: the base and C:\\probe.exe. */
  static async withTools(options: RootOptions = {}): Promise<RealRoot> {
    return RealRoot.grown(await toolsSeed(), options);
  }

  /** A state root with the images of a seed, and its layers, whose files are links to the seed's: nobody writes to them. */
  private static async grown(seed: string, options: RootOptions): Promise<RealRoot> {
    const { owner, isPacked = owner !== undefined } = options;
    const real = await RealRoot.empty(options);
    await cp(join(seed, 'images'), join(real.root, 'images'), { recursive: true, preserveTimestamps: true });
    if (!isPacked) await linkTree(join(seed, 'layers'), join(real.root, 'layers'));
    if (owner !== undefined) await run('chown', ['-R', `${owner}:${owner}`, real.folder]);
    return real;
  }

  /** Starts a command line. */
  begin(...words: string[]): Running {
    const [program = process.execPath, ...argv] = [...this.prefix, process.execPath, HCS, ...words];
    const env = { ...process.env, HCS_CONTAINERS_ROOT: this.root, HOME: this.folder };
    const child = spawn(program, argv, { env, cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran: Ran = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ran.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr += text;
    });
    const done = new Promise<Ran>((resolve, reject) => {
      const patience = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`'${words.join(' ')}' hangs: ${ran.stdout}${ran.stderr}`));
      }, PATIENCE_MS);
      child.once('error', reject);
      child.once('close', (code) => {
        clearTimeout(patience);
        resolve({ ...ran, code });
      });
    });
    return { done, said: () => ran.stdout, signal: (signal) => void child.kill(signal) };
  }

  /** Runs a command line to its end, whatever that is. */
  run(...words: string[]): Promise<Ran> {
    return this.begin(...words).done;
  }

  /** Runs one that must succeed. @returns what it printed. */
  async ok(...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...words);
    if (code !== 0) throw new Error(`'${words.join(' ')}' ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Runs one that must be refused as this kind of error. @returns what it said. */
  async refused(kind: string, ...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...words);
    if (code === 0 || !`${stdout}${stderr}`.includes(`[${kind},${words[0] ?? ''}]`))
      throw new Error(`'${words.join(' ')}' ended with ${code}, not with ${kind}: ${stdout}${stderr}`);
    return stderr;
  }

  /** Runs one that must succeed, and reads its objects. */
  async objects<T>(...words: string[]): Promise<T[]> {
    return JSON.parse(await this.ok(...words, '-AsJson')) as T[];
  }

  async container(name: string): Promise<ContainerJson | undefined> {
    return (await this.objects<ContainerJson>('Get-Container')).find((found) => found.Name === name);
  }

  /** The service's process, which is started when there is none. */
  async service(): Promise<number> {
    await this.ok('service', 'endpoint', '--start');
    const record = JSON.parse(await readFile(join(this.root, 'run', 'service.json'), 'utf8')) as { processId: number };
    return record.processId;
  }

  /** SIGKILL to the service, which must be alive; returns when it is gone. */
  async killService(processId: number): Promise<void> {
    process.kill(processId, 'SIGKILL');
    await eventually(async () => isGone(processId));
  }

  /** Names of the files and folders below one of the root's folders; none when it is not there. */
  async names(...path: string[]): Promise<string[]> {
    return (await readdir(join(this.root, ...path)).catch(() => [])).sort();
  }

  /** Ends all that runs, and removes the folder. @throws when something stays that should have gone. */
  async dispose(): Promise<void> {
    await this.run('Remove-Container', '*', '-Force');
    await this.run('service', 'stop');
    try {
      // The keeper of the published ports goes by itself, a while later.
      const left = () => processesOf(this.root).filter(({ command }) => !command.includes('keeper.mjs'));
      await eventually(async () => left().length === 0).catch(() => {
        throw new Error(`still there: ${left().map(({ command }) => command)}`);
      });
    } finally {
      await endProcesses(this.folder);
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/**
 * Whether a process is no more; one that waits only for its parent to look counts as gone. Its first thread may have ended
 * while others hold its files for a moment yet.
 */
function isGone(processId: number): boolean {
  try {
    const hasEnded = / [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'utf8').replace(/^.*\)/, ''));
    return hasEnded && readdirSync(`/proc/${processId}/task`).length <= 1;
  } catch {
    return true;
  }
}

let built: Promise<unknown> | undefined;

/** The bundles are what the sources give now, and are not built again under a running test. */
function build(): Promise<unknown> {
  built ??= run(process.execPath, [join(import.meta.dirname, '../../scripts/build.mjs')]);
  return built;
}

const seeds: { base?: Promise<string>; tools?: Promise<string> } = {};

function baseSeed(): Promise<string> {
  seeds.base ??= (async () => {
    const real = await RealRoot.empty();
    await real.ok('Install-ContainerOSImage');
    return seedOf(real, 'Windows');
  })();
  return seeds.base;
}

function toolsSeed(): Promise<string> {
  seeds.tools ??= (async () => {
    const real = await RealRoot.withBase();
    await real.ok('New-Container', 'maker', '-ContainerImageName', 'Windows');
    await real.ok('Copy-ContainerItem', PROBE, 'C:\\', '-ToContainer', 'maker');
    await real.ok('New-ContainerImage', 'maker', 'tools');
    await real.ok('Remove-Container', 'maker', '-Force');
    return seedOf(real, 'tools');
  })();
  return seeds.tools;
}

/** Keeps the images of a state root, and the unpacked layers of one of them, and disposes of the rest. Removed when this process ends. */
async function seedOf(real: RealRoot, image: string): Promise<string> {
  await real.ok('New-Container', 'unpacks', '-ContainerImageName', image);
  await real.ok('Remove-Container', 'unpacks', '-Force');
  await real.ok('service', 'stop');
  const kept = await mkdtemp(join(tmpdir(), 'hcs-seed-'));
  process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
  for (const name of ['images', 'layers']) await rename(join(real.root, name), join(kept, name));
  await real.dispose();
  return kept;
}
