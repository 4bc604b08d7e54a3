import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { clearStateRoot } from './clear-state-root.ts';
import { containerWalk } from './container-walk.ts';
import { given } from './given.ts';

const TIMEOUT_MS = 30 * 60_000;

describe('the command line on this Windows', function () {
  this.timeout(TIMEOUT_MS);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(given('work'), 'walk-'));
  });
  after(() => clearStateRoot(folder));

  it('a base image is imported, a container changed, captured, served, and all is removed', async () => {
    const notes: string[] = [];
    try {
      await containerWalk({ folder, baseImage: given('baseImage'), env: {}, note: (text) => notes.push(text) });
    } catch (error) {
      process.stderr.write(`${notes.join('\n')}\n`);
      throw error;
    }
  });
});
