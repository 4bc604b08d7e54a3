import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { moduleHash } from '../../scripts/prove/module-hash.ts';
import { skip } from '../skip.ts';

const PROJECT = join(import.meta.dirname, '../..');

// Not among the module's tests: what the proof is about would change with it.
describe('the proof of the module', () => {
  it('is of these files: docs/proof/module.md has their hash', function () {
    this.timeout(30_000);
    if (spawnSync('pwsh', ['-NoProfile', '-Version']).status === 0) skip(this, 'the tests that it stands for run here');
    if (spawnSync('git', ['rev-parse', '--git-dir'], { cwd: PROJECT }).status !== 0)
      skip(this, 'this is no git repository');
    const page = readFileSync(join(PROJECT, 'docs/proof/module.md'), 'utf8');
    expect(page, 'npm run prove:module, where there is a PowerShell').to.include(moduleHash(PROJECT));
  });
});
