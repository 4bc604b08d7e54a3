import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const PROJECT = join(import.meta.dirname, '../..');
const SCRIPT = join(PROJECT, 'scripts/module-hash.mjs');

/** As `scripts/prove-module.mjs` takes it, in a process of its own: that script is plain JavaScript. */
function hashOf(project: string, paths?: readonly string[]): string {
  const call = `import { moduleHash } from ${JSON.stringify(SCRIPT)};
    process.stdout.write(moduleHash(${JSON.stringify(project)}${paths === undefined ? '' : `, ${JSON.stringify(paths)}`}));`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', call], { encoding: 'utf8' });
}

describe('the proof of the module', function () {
  this.timeout(30_000);

  it('has a hash that every byte and every name changes, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hcs-proof-'));
    try {
      const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
      git('init', '-q');
      writeFileSync(join(folder, 'b'), 'one');
      writeFileSync(join(folder, 'a'), 'two');
      git('add', 'b');
      git('add', 'a');
      const first = hashOf(folder, ['a', 'b']);
      expect(first).to.match(/^[0-9a-f]{64}$/);
      writeFileSync(join(folder, 'unknown'), 'to git');
      expect(hashOf(folder, ['b', 'a'])).to.equal(first);
      writeFileSync(join(folder, 'b'), 'onE');
      const changed = hashOf(folder, ['a', 'b']);
      expect(changed).not.to.equal(first);
      writeFileSync(join(folder, 'b'), 'one');
      git('mv', 'b', 'c');
      expect(hashOf(folder, ['a', 'c'])).not.to.equal(first);
      expect(hashOf(folder, ['a'])).not.to.equal(first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
