// needs the stand-in service and the packed module
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CATALOG, catalog, catalogText } from '../../scripts/pack/catalog.ts';
import { standinDlls } from '../win32/kit/standin-dlls.ts';
import { containerWalk } from '../windows/container-walk.ts';

describe('the executable of the packed module', function () {
  this.timeout(300_000);
  this.slow(120_000);
  let folder: string;
  let module: string;
  let hcs: string;

  before(async () => {
    const packed = process.env['HCS_STANDIN_PACKED'];
    if (packed === undefined) throw new Error('HCS_STANDIN_PACKED is not set: run npm run test:wine');
    folder = await mkdtemp(join(tmpdir(), 'hcs-executable-'));
    const versions = await readdir(join(packed, 'HcsContainers'));
    expect(versions).to.have.lengthOf(1);
    module = join(packed, 'HcsContainers', versions[0] ?? '');
    hcs = join(module, 'bin', 'hcs.exe');
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

  function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      const child = execFile(hcs, words, { env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
      child.stdin?.end();
    });
  }

  it('lies in a folder that is what its catalog says', async () => {
    expect(catalogText(await catalog(module))).to.equal(await readFile(join(module, CATALOG), 'utf8'));
  });

  it('is the command line', async () => {
    const { stdout, stderr, code } = await run('--version');
    expect({ stdout: stdout.trim(), stderr, code }).to.deep.equal({ stdout: '0.1.0', stderr: '', code: 0 });
    expect((await run('help', 'New-Container')).stdout).to.match(/^NAME\s+New-Container/);
    expect(await run('No-Such')).to.include({ code: 2, stdout: '' });
  });

  it('refuses a program that it does not hold', async () => {
    const { code, stderr } = await run('--hcs-program', 'no-such');
    expect(code).not.to.equal(0);
    expect(stderr).to.include('no-such');
  });

  it('is the service, the keeper and the helpers too: the main job', async () => {
    const baseImage = process.env['HCS_STANDIN_BASE_IMAGE'];
    if (baseImage === undefined) throw new Error('HCS_STANDIN_BASE_IMAGE is not set: run npm run test:wine');
    const notes: string[] = [];
    try {
      const env = { HCS_CONTAINERS_DLLS: JSON.stringify(standinDlls()) };
      await containerWalk({ folder, baseImage, env, program: [hcs], note: (text) => notes.push(text) });
    } catch (error) {
      process.stderr.write(`${notes.join('\n')}\n`);
      throw error;
    }
  });
});
