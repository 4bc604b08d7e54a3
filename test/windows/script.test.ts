import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../skip.ts';

describe('npm run test:windows', () => {
  it('elsewhere than on Windows says so, counts one skipped, and succeeds', function () {
    if (process.platform === 'win32') skip(this, 'this is Windows');
    const script = join(import.meta.dirname, '../../scripts/test-windows.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect(stdout).to.match(/^skipped: the tests on Windows: this is \w+/);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('0 passed, 0 failed, 1 skipped');
    expect(status).to.equal(0);
  });
});
