import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findWine } from '../../core/embedded/wine.ts';
import { patience } from '../patience.ts';
import { buildDlls } from './build-dlls.ts';
import { WinePrefix, windowsPath } from './wine/prefix.ts';

export const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Why the stand-ins' self tests cannot run here; undefined when they can. */
export async function whyNoSelfTest(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `Wine runs the stand-ins on Linux, this is ${process.platform}`;
  if ((await findWine()) === undefined) return 'Wine is not installed: apt-get install -y wine wine64';
  const compiler = await promisify(execFile)(COMPILER, ['--version']).catch(() => undefined);
  return compiler === undefined ? `${COMPILER} is not installed: apt-get install -y gcc-mingw-w64-x86-64` : undefined;
}

/** What a stand-in wrote when its process ended. */
export interface Report {
  dll: string;
  live: Record<string, number>;
  leaks: string[];
  notes: string[];
  doubleFree: number;
  useAfterClose: number;
  wrongFree: number;
  closedInUse: number;
  violations: number;
  freesAreSeen: boolean;
  unusedFields: string[];
}

export interface SelfTestRun {
  output: string;
  code: number;
  reports: Report[];
}

/** The stand-in DLLs, built, and a Wine prefix to run them in. */
export class SelfTestBed {
  readonly dlls: string;
  private readonly folder: string;
  private readonly prefix: WinePrefix;
  private runs = 0;

  private constructor(folder: string, prefix: WinePrefix) {
    this.folder = folder;
    this.dlls = join(folder, 'dlls');
    this.prefix = prefix;
  }

  static async open(): Promise<SelfTestBed> {
    const wine = await findWine();
    if (wine === undefined) throw new Error('Wine has gone');
    const folder = await mkdtemp(join(tmpdir(), 'hcs-standin-'));
    await buildDlls(join(folder, 'dlls'));
    return new SelfTestBed(folder, await WinePrefix.make(join(folder, 'prefix'), wine));
  }

  /** Runs a self-test program of the DLLs' folder; a program that hangs is ended. */
  async run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<SelfTestRun> {
    const number = this.runs++;
    const report = join(this.folder, `report-${number}`);
    const path = join(this.folder, `output-${number}`);
    const file = await open(path, 'w');
    const child = this.prefix.spawn(join(this.dlls, program), args, {
      cwd: this.dlls,
      env: { HCS_STANDIN_REPORT: windowsPath(report), ...env },
      output: file.fd,
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), patience(60_000));
    const code = await new Promise<number>((resolve) => {
      child.once('close', (value) => resolve(value ?? -1));
    });
    clearTimeout(timer);
    await file.close();
    const lines = (await readFile(report, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    const reports = lines.map((line) => JSON.parse(line) as Report); // written by our own DLLs
    return { output: await readFile(path, 'utf8'), code, reports };
  }

  async close(): Promise<void> {
    await this.prefix.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}
