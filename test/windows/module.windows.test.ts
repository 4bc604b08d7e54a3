import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { skip } from '../skip.ts';
import { clearStateRoot } from './clear-state-root.ts';
import { given } from './given.ts';
import { moduleWalk } from './module-walk.ts';
import { findShells } from './shells.ts';

const TIMEOUT_MS = 30 * 60_000;
const NAMES = { powershell: 'Windows PowerShell 5.1', pwsh: 'PowerShell 7' } as const;

describe('the module on this Windows', function () {
  this.timeout(TIMEOUT_MS);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(given('work'), 'walk-'));
  });
  afterEach(() => clearStateRoot(folder));

  for (const shell of ['powershell', 'pwsh'] as const) {
    it(`does the main job in ${NAMES[shell]}`, async function () {
      if (findShells([shell]).length === 0) skip(this, `${shell} is not on PATH`);
      await moduleWalk({ shell, folder, baseImage: given('baseImage'), kind: 'Windows' });
    });
  }
});
