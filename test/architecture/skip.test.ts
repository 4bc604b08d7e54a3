import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const PROJECT = join(import.meta.dirname, '../..');

describe('a skip', function () {
  this.timeout(30_000);

  it('has its reason printed for each test of a suite that is skipped whole, and for one alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hcs-skip-'));
    try {
      const file = join(folder, 'sample.mjs');
      const sample = `import { skip } from ${JSON.stringify(join(PROJECT, 'test/skip.ts'))};
        describe('whole', () => {
          before(function () { skip(this, 'no moon'); });
          it('one', () => {});
          describe('below', () => { it('two', () => {}); });
        });
        it('alone', function () { skip(this, 'no sun'); });
        describe('each', () => {
          beforeEach(function () { if (this.currentTest.title === 'left out') skip(this, 'no star'); });
          it('left out', () => {});
          it('runs', () => {});
        });`;
      writeFileSync(file, sample);
      const mocha = join(PROJECT, 'node_modules/mocha/bin/mocha.js');
      const words = ['--disable-warning=ExperimentalWarning', mocha, '--no-config', '--no-package'];
      const { stdout } = spawnSync(
        process.execPath,
        [...words, '--reporter', join(PROJECT, 'scripts/reporter.mjs'), file],
        {
          cwd: PROJECT,
          encoding: 'utf8',
        },
      );
      expect(stdout.trimEnd().split('\n').slice(-5)).to.deep.equal([
        'skipped: alone: no sun',
        'skipped: whole one: no moon',
        'skipped: whole below two: no moon',
        'skipped: each left out: no star',
        '1 passed, 0 failed, 4 skipped',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
