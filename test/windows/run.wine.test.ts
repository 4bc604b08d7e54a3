// needs the stand-in service
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { standinDlls } from '../win32/kit/standin-dlls.ts';
import type { Report } from './report.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/test-windows.mjs');

interface Ended {
  code: number;
  output: string;
}

/** `npm run test:windows` itself, on the stand-ins: what can be known of it without a Windows. */
describe('npm run test:windows, under Wine', function () {
  this.timeout(300_000);
  this.slow(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-run-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

  const work = () => join(folder, 'work');
  const report = () => join(folder, 'report.json');
  function run(...words: string[]): Promise<Ended> {
    const env = { ...process.env, HCS_CONTAINERS_DLLS: JSON.stringify(standinDlls()) };
    const argv = [SCRIPT, '--work', work(), '--report', report(), ...words];
    return new Promise((resolve) => {
      execFile(process.execPath, argv, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: stdout + stderr });
      });
    });
  }
  const baseImage = (): string => {
    const path = process.env['HCS_STANDIN_BASE_IMAGE'];
    if (path === undefined) throw new Error('HCS_STANDIN_BASE_IMAGE is not set: run npm run test:wine');
    return path;
  };

  it('without a base image nothing is run, and it says what to do', async () => {
    const { code, output } = await run('--check');
    expect(code, output).to.equal(2);
    expect(output).to.match(/^NOT {2}BaseImage: none was given\n {7}Try: .*skopeo copy/m);
    const { outcome, parts } = JSON.parse(await readFile(report(), 'utf8')) as Report; // the run's own
    expect({ outcome, parts }).to.deep.equal({ outcome: 'not run', parts: [] });
  });

  it('what an earlier run left stops it, and --clean takes it away', async () => {
    const left = join(work(), 'contract-left');
    for (const name of ['layers', 'scratches', 'logs']) await mkdir(join(left, name), { recursive: true });
    const first = await run('--check', '--base-image', baseImage());
    expect(first.output).to.match(/^NOT {2}Leftovers: contract-left$/m);
    expect(first.code).to.equal(2);
    const second = await run('--check', '--clean', '--base-image', baseImage());
    expect(second.output).to.match(/^ok {3}Leftovers: none$/m);
    expect(second.code, second.output).to.equal(0);
    expect(existsSync(left)).to.equal(false);
  });

  it('runs cases of the contract on the imported base, and leaves the machine as it was', async () => {
    const { code, output } = await run('--base-image', baseImage(), '--part', 'contract', '--grep', 'attachScratch');
    expect(code, output).to.equal(0);
    expect(output).to.include('The machine is as it was.');
    const told = JSON.parse(await readFile(report(), 'utf8')) as Report; // the same
    expect(told.outcome).to.equal('passed');
    expect(told.inventory.differences).to.deep.equal([]);
    expect(told.parts.map(({ name, failed }) => [name, failed])).to.deep.equal([['contract', 0]]);
    expect(told.parts[0]?.passed).to.be.greaterThan(1);
    expect(await readdir(folder)).to.deep.equal(['report.json']);
  });
});
