/**
 * `npm run test:wine`: the tests of the Windows host, run by node.exe for Windows under Wine against the stand-in DLLs.
 *
 * `*.wine.test.ts` files with `// needs the stand-in service` in their first line get one; all others run with plain DLLs. Called by
 * `scripts/test-wine.mjs` in a mount namespace of its own.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findWine } from '../../../core/embedded/wine.ts';
import { nodeExe } from '../../contract/node-exe.ts';
import { buildDlls } from '../build-dlls.ts';
import { type StartedService, startService } from '../start-service.ts';
import { writeBase } from '../write-base.ts';
import { writeBaseImage } from '../write-base-image.ts';
import { ensureKoffi } from './koffi.ts';
import { WinePrefix, windowsPath } from './prefix.ts';
import { readReport } from './read-report.ts';
import { add, type Counts, runMocha } from './run-mocha.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const NEEDS_SERVICE = '// needs the stand-in service';
/** Files with this in their first line are given the packed module, in a folder with a name that is hard on programs. */
const NEEDS_PACK = 'the packed module';
/** The version that Wine 8 gives for `winecfg -v win10`: an image of another build would be refused. */
const WINE_OS_VERSION = '10.0.18362';
const SETTLE_MS = 45_000;
/** Tests that take minutes, below test/: run when they are asked for by this word or by name. */
const LONG = 'long';
const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Why the tests cannot run here; undefined when they can. */
export async function whyNot(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `Wine runs the tests on Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'the stand-in service mounts volumes: run it as root';
  if ((await findWine()) === undefined) return 'Wine is not installed: apt-get install -y wine wine64';
  const compiler = await promisify(execFile)(COMPILER, ['--version']).catch(() => undefined);
  if (compiler === undefined) return `${COMPILER} is not installed: apt-get install -y gcc-mingw-w64-x86-64`;
  if ((await nodeExe()) === undefined) return 'node.exe for Windows could not be fetched';
  return undefined;
}

/** @param words Test files to choose, or `long` for those that take minutes; and options for mocha. @returns the exit code. */
export async function runUnderWine(words: readonly string[]): Promise<number> {
  const reason = await whyNot();
  if (reason !== undefined) {
    process.stdout.write(`skipped: tests under Wine: ${reason}\n0 passed, 0 failed, 1 skipped\n`);
    return process.env['CI'] === 'true' ? 1 : 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hcs-wine-'));
  const bed = new WineBed(folder);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      const exit = (): never => process.exit(1);
      bed.dispose().then(exit, exit);
    });
  }
  try {
    const counts = await runAll(bed, words);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    return counts.failed === 0 ? 0 : 1;
  } finally {
    await bed.dispose();
  }
}

async function runAll(bed: WineBed, words: readonly string[]): Promise<Counts> {
  const files = chosenFiles(words);
  const mocha = words.filter((word) => !word.endsWith('.test.ts') && word !== LONG);
  const [served, plain] = [files.filter(needsService), files.filter((file) => !needsService(file))];
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  await bed.prepare();
  if (files.some(needsPack)) await bed.pack();
  if (plain.length > 0) counts = add(counts, await bed.run(plain, mocha));
  if (served.length > 0) {
    await bed.serve();
    counts = add(counts, await bed.run(served, mocha));
  }
  return add(counts, await bed.judge());
}

function chosenFiles(words: readonly string[]): string[] {
  const all = readdirSync(join(PROJECT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.wine.test.ts'))
    .map((path) => `test/${path}`)
    .sort();
  const chosen = words.filter((word) => word.endsWith('.test.ts'));
  if (chosen.length > 0) return all.filter((path) => chosen.some((word) => `/${path}`.endsWith(`/${word}`)));
  return all.filter((path) => path.startsWith(`test/${LONG}/`) === words.includes(LONG));
}

function needsService(file: string): boolean {
  return readFileSync(join(PROJECT, file), 'utf8').startsWith(NEEDS_SERVICE);
}

function needsPack(file: string): boolean {
  const [first = ''] = readFileSync(join(PROJECT, file), 'utf8').split('\n', 1);
  return first.startsWith('//') && first.includes(NEEDS_PACK);
}

/** All that the tests need, below one folder. */
class WineBed {
  private readonly folder: string;
  private prefix: WinePrefix | undefined;
  private service: StartedService | undefined;
  private disposal: Promise<void> | undefined;
  private node = '';
  private readonly env: Record<string, string> = {};

  constructor(folder: string) {
    this.folder = folder;
  }

  async prepare(): Promise<void> {
    const wine = await findWine();
    if (wine === undefined) throw new Error('Wine has gone');
    this.node = (await nodeExe()) ?? '';
    const dlls = join(this.folder, 'dlls');
    const streams = join(this.folder, 'streams');
    const temporary = join(this.folder, 'tmp');
    for (const path of [streams, temporary]) await mkdir(path);
    await ensureKoffi();
    await buildDlls(dlls);
    this.prefix = await WinePrefix.make(join(this.folder, 'prefix'), wine);
    Object.assign(this.env, {
      HCS_STANDIN_DLLS: windowsPath(dlls),
      HCS_STANDIN_STREAMS: windowsPath(streams),
      HCS_STANDIN_REPORT: windowsPath(join(this.folder, 'report')),
      HCS_STANDIN_NODE_EXE: windowsPath(this.node),
      TEMP: windowsPath(temporary),
      TMP: windowsPath(temporary),
    });
  }

  async pack(): Promise<void> {
    const out = join(this.folder, 'Ordner für Module 容器');
    const script = join(PROJECT, 'scripts/pack-module.mjs');
    await promisify(execFile)(process.execPath, [script, '--out', out], {
      env: { ...process.env, SOURCE_DATE_EPOCH: '0' },
    });
    this.env['HCS_STANDIN_PACKED'] = windowsPath(out);
  }

  async serve(): Promise<void> {
    if (this.prefix === undefined) throw new Error('there is no prefix yet');
    const base = join(this.folder, 'base');
    await writeBase(base);
    this.service = await startService({
      folder: join(this.folder, 'service'),
      prefix: this.prefix.path,
      streams: join(this.folder, 'streams'),
      isApart: false,
    });
    this.env['HCS_STANDIN_SERVICE'] = String(this.service.port);
    this.env['HCS_STANDIN_BASE'] = windowsPath(base);
    const image = join(this.folder, 'base.tar');
    await writeBaseImage(base, image, WINE_OS_VERSION);
    this.env['HCS_STANDIN_BASE_IMAGE'] = windowsPath(image);
  }

  private get outputPath(): string {
    return join(this.folder, `output-${this.service === undefined ? 'plain' : 'served'}`);
  }

  run(files: readonly string[], mocha: readonly string[]): Promise<Counts> {
    if (this.prefix === undefined) throw new Error('there is no prefix yet');
    return runMocha(this.prefix, { node: this.node, files, mocha, env: this.env, outputPath: this.outputPath });
  }

  /** What the stand-ins saw of handles, operations and texts is one more test. */
  async judge(): Promise<Counts> {
    // A keeper ends some time after its last system; killed, it would report nothing.
    const areGone = (await this.prefix?.settled(SETTLE_MS)) ?? true;
    if (!areGone) process.stdout.write('some programs did not end by themselves: what they leaked is not known\n');
    await this.service?.stop();
    await this.prefix?.end();
    const { processes, troubles } = await readReport(join(this.folder, 'report'));
    process.stdout.write(`the stand-ins' reports of ${processes} DLLs: ${troubles.length === 0 ? 'no leak' : ''}\n`);
    for (const trouble of troubles) process.stdout.write(`  ${trouble}\n`);
    if (troubles.length > 0) process.stdout.write(`failed: the stand-ins' reports: ${troubles[0]}\n`);
    return { passed: troubles.length === 0 ? 1 : 0, failed: troubles.length === 0 ? 0 : 1, skipped: 0 };
  }

  /** Ends everything; once. */
  dispose(): Promise<void> {
    this.disposal ??= this.end();
    return this.disposal;
  }

  private async end(): Promise<void> {
    await this.prefix?.end();
    if (this.service?.child.exitCode === null) await this.service.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
