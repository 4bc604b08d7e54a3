// needs the stand-in service
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerWalk } from '../windows/container-walk.ts';
import { standinDlls } from './kit/standin-dlls.ts';

describe('the command line on the Windows host', function () {
  this.timeout(300_000);
  this.slow(120_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-command-line-'));
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

  it('a base image is imported, a container changed, captured, served, and all is removed', async () => {
    const baseImage = process.env['HCS_STANDIN_BASE_IMAGE'];
    if (baseImage === undefined) throw new Error('HCS_STANDIN_BASE_IMAGE is not set: run npm run test:wine');
    const notes: string[] = [];
    try {
      const env = { HCS_CONTAINERS_DLLS: JSON.stringify(standinDlls()) };
      await containerWalk({ folder, baseImage, env, note: (text) => notes.push(text) });
    } catch (error) {
      process.stderr.write(`${notes.join('\n')}\n`);
      throw error;
    }
  });
});
